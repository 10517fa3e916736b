"""Plain text whose lines were broken for the way, put together again (RFC 3676). Pure."""

import re
from typing import Final

_MARKS: Final = re.compile(r">*")
_SIGNATURE: Final = "-- "


def unflowed(text: str, *, is_blank_dropped: bool) -> str:
    """The paragraphs as they were written, each a line, quoted as deeply as it was. With `is_blank_dropped` (DelSp) the blank that marks
    a broken line is none of its own."""
    lines: list[str] = []
    open_depth = -1  # of the line that goes on, if one does
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(_MARKS.match(line)[0])  # type: ignore[index]
        words = line[depth:].removeprefix(" ")
        is_open = words.endswith(" ") and words != _SIGNATURE
        kept = words[:-1] if is_open and is_blank_dropped else words
        if depth == open_depth and words != _SIGNATURE:
            lines[-1] += kept
        else:
            lines.append(f"{'>' * depth} {kept}" if depth else kept)
        open_depth = depth if is_open else -1
    return "\n".join(line.rstrip(" ") if line != _SIGNATURE else line for line in lines)
