"""Moments as people say them ("2h", "tomorrow 9", "until reply", "غدا ٩"), in English and Arabic: one grammar for snooze and send later."""

import datetime as dt

from support_tui.wire.phrases.problems import Meaning, Misunderstood, PhraseProblem
from support_tui.wire.phrases.read import EVENING, LONGEST_DAYS, MORNING, understood
from support_tui.wire.phrases.vocabulary import SUGGESTED, THEIR_TIME_SAID, UNTIL_REPLY_SAID

__all__ = [
    "EVENING",
    "LONGEST_DAYS",
    "MORNING",
    "SUGGESTED",
    "THEIR_TIME_SAID",
    "UNTIL_REPLY_SAID",
    "Meaning",
    "Misunderstood",
    "PhraseProblem",
    "moment_of",
    "understood",
]


def moment_of(text: str, now_at: int, zone: dt.tzinfo | None = None) -> int | PhraseProblem:
    """The moment a phrase means, in microseconds UTC, always in the future; `limits.UNTIL_REPLY` for "until reply"."""
    meant = understood(text, now_at, zone)
    return meant.at if isinstance(meant, Meaning) else meant.problem
