"""The mark in the body of a letter that a quotation carries back, whatever a provider does to identities (E13). Pure."""

import re
from collections.abc import Iterator
from typing import Final

from .signed import SIGNATURE_CHARS, is_signed, signature

_PURPOSE: Final = "marker"
_MARK: Final = re.compile(rf"\bref:(\d{{1,15}})-([a-z2-7]{{{SIGNATURE_CHARS}}})\b", re.IGNORECASE)
_MARK_LINE: Final = re.compile(
    rf"(?m)^[> ]{{0,40}}ref:\d{{1,15}}-[a-z2-7]{{{SIGNATURE_CHARS}}}[ \r]{{0,9}}(?:\n|\Z)"
)
_MOST: Final = 20
#: Nothing that a mail program shows, and still text, which is all that some of them quote.
_HIDDEN: Final = (
    '<div aria-hidden="true" style="display:none;mso-hide:all;font-size:1px;line-height:1px;max-height:0;opacity:0;'
    'overflow:hidden;color:transparent">{mark}</div>'
)


def marker(secret: bytes, conversation_id: int) -> str:
    """The mark of a conversation."""
    return f"ref:{conversation_id}-{signature(secret, _PURPOSE, conversation_id)}"


def hidden(mark: str) -> str:
    """The mark for the HTML of a letter: read by programs, seen by nobody."""
    return _HIDDEN.format(mark=mark)


def without_marks(text: str) -> str:
    """A text to be quoted, without the lines in which it carries marks already: the letter has its own."""
    return _MARK_LINE.sub("", text)


def marked_conversations(secret: bytes, *bodies: str) -> Iterator[tuple[int, str]]:
    """The conversations whose marks stand in a mail, the nearest first, each with its mark; forged ones are none."""
    seen: set[int] = set()
    for body in bodies:
        for number, found in _MARK.findall(body)[:_MOST]:
            conversation_id = int(number)
            if conversation_id not in seen and is_signed(secret, _PURPOSE, conversation_id, found):
                seen.add(conversation_id)
                yield conversation_id, f"ref:{number}-{found}"
