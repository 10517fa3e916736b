"""Files that stand among the words of a mail, as programs older than MIME wrote them: uuencode and yEnc. Pure."""

import binascii
import re
from typing import Final

from .charsets import decode
from .files import MailFile, safe_name
from .sniffed import sniffed

#: The lines can hold no second beginning, so that none is read twice.
_UU: Final = re.compile(
    rb"^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n((?:[ -`]{0,90}\r?\n)*)end[ \t]*\r?$", re.MULTILINE
)
_UU_BASE64: Final = re.compile(
    rb"^begin-base64 [0-7]{3,4} ([^\r\n]{1,200})\r?\n((?:[A-Za-z0-9+/]{1,120}=*\r?\n)*)====[ \t]*\r?$",
    re.MULTILINE,
)
_Y: Final = re.compile(
    rb"^=ybegin [^\r\n]{0,200}name=([^\r\n]{1,200})\r?\n(.*?)^=yend[^\r\n]{0,200}", re.MULTILINE | re.DOTALL
)
_Y_END: Final = b"\n=yend"
_Y_PART: Final = re.compile(rb"^=ypart[^\r\n]{0,200}\r?\n", re.MULTILINE)
_Y_ESCAPED: Final = re.compile(rb"=(.)", re.DOTALL)
_Y_SHIFT: Final = bytes((value - 42) % 256 for value in range(256))
_UNKNOWN: Final = "application/octet-stream"
_MOST_FILES: Final = 100


def files_among(content: bytes) -> tuple[MailFile, ...]:
    """The files that stand among these words, in their order."""
    found: list[MailFile] = []
    for match in _matches(content):
        inside = _inside(match)
        if inside and len(found) < _MOST_FILES:
            found.append(MailFile(_name(match[1]), sniffed(inside, _UNKNOWN), inside))
    return tuple(found)


def without_files(text: str) -> str:
    """The words, with the name of each such file in brackets where it stood."""
    content = text.encode("utf-8", "surrogatepass")
    pieces, place = list[bytes](), 0
    for match in _matches(content):
        if match.start() >= place and _inside(match):
            pieces += [content[place : match.start()], f"[{_name(match[1])}]".encode()]
            place = match.end()
    return b"".join([*pieces, content[place:]]).decode("utf-8", "surrogatepass")


def _matches(content: bytes) -> list[re.Match[bytes]]:
    if b"begin" not in content:
        return []
    found = [*_UU.finditer(content), *_UU_BASE64.finditer(content)]
    last = content.rfind(_Y_END)
    if last >= 0:  # behind the last end no beginning is looked for
        found += _Y.finditer(content, 0, last + 300)
    return sorted(found, key=lambda match: match.start())


def _inside(match: re.Match[bytes]) -> bytes:
    """What is in the file, nothing where it is damaged."""
    try:
        if match.re is _Y:
            return _of_y(match[2])
        lines = (line for line in match[2].splitlines() if line not in (b"", b"`"))
        return b"".join(map(binascii.a2b_base64 if match.re is _UU_BASE64 else _uu_line, lines))
    except (binascii.Error, ValueError):
        return b""


def _name(raw: bytes) -> str:
    return safe_name(decode(raw)) or "attachment"


def _uu_line(line: bytes) -> bytes:
    """Blanks at its end may have been lost on the way, and letters added there."""
    length = (((line[0] - 32) & 63) * 4 + 5) // 3
    return binascii.a2b_uu(line[:length].ljust(length))


def _of_y(lines: bytes) -> bytes:
    packed = _Y_PART.sub(b"", lines).replace(b"\r", b"").replace(b"\n", b"")
    plain = _Y_ESCAPED.sub(lambda found: bytes(((found[1][0] - 64) % 256,)), packed)
    return plain.translate(_Y_SHIFT)
