"""What a subject says besides its words: that it answers or passes on something, and the number of a conversation. Pure."""

import re
from typing import Final

_MARKS: Final = re.compile(
    r"^(?:\s*(?:re|aw|antw|antwort|sv|vs|vá|odp|ynt|rif|res|tr|fw|fwd|wg|rv|enc|i|pd|vb|vl|رد|الرد|إعادة توجيه|回复|答复|转发|返信)"
    r"\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*[:：]|\s*\[#\d{1,15}\])+\s*",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\[#(\d{1,15})\]")
_MOST_NUMBERS: Final = 3


def bare_subject(subject: str) -> str:
    """The subject without marks of answering and passing on, and without numbers of conversations: equal ones are about one thing."""
    return " ".join(_NUMBER.sub(" ", _MARKS.sub("", subject)).split())


def numbers_in(subject: str) -> tuple[int, ...]:
    """The numbers of conversations that a subject names: `[#1234]` (E14)."""
    return tuple(int(number) for number in _NUMBER.findall(subject)[:_MOST_NUMBERS])
