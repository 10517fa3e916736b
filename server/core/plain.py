"""Foreign text made storable: what no database, JSON document or terminal line can bear is taken out. Pure; interprets nothing.

Showing text safely is the console's task; here it is only kept from breaking what stores and forwards it.
"""

import re
from typing import Final

from support_tui.wire.limits import PREVIEW_CHARS
from support_tui.wire.links import words_of
from support_tui.wire.quotes import visible_text

_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
# A whole escape sequence, or any control or direction-changing character.
_CONTROLS: Final = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-~]|\x1b[\\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\\\)?|\x1b."
    "|[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_PREVIEW_LOOKS_AT: Final = 8 * PREVIEW_CHARS
"""Enough of a text to fill a preview although it begins with blanks and controls."""


_LINKS_LOOKED_AT: Final = 16_000
"""And although its first words lead to long addresses."""


def storable(text: str) -> str:
    """The text without NUL and lone surrogates, line ends as newlines; everything else as it was written."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isprintable() else _UNSTORABLE.sub("", text)


def one_line(text: str) -> str:
    """The text as a name, title or file name: no controls, every run of white space one blank."""
    if not text.isprintable():
        text = _CONTROLS.sub("", text)
    return " ".join(text.split())


def preview(text: str) -> str:
    """The first words of a message that its writer wrote: what is quoted is left out, and who is said to have written it, as long as
    other words remain (E30)."""
    start = words_of(text[:_LINKS_LOOKED_AT])[:_PREVIEW_LOOKS_AT]
    return one_line(visible_text(start) if "\n" in start.strip() else start)[:PREVIEW_CHARS].rstrip()
