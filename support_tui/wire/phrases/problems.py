"""What a phrase comes to: a moment, or why it is none. Pure data."""

from enum import StrEnum

import msgspec


class PhraseProblem(StrEnum):
    """Why a text is no moment in the future."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    IN_PAST = "in_past"
    TOO_FAR = "too_far"
    NO_ZONE = "no_zone"


class Meaning(msgspec.Struct, frozen=True):
    """The moment, in microseconds UTC; `limits.UNTIL_REPLY` where only the customer ends it. `is_theirs`: by the customer's clock."""

    at: int
    is_theirs: bool = False


class Misunderstood(msgspec.Struct, frozen=True):
    """Why there is no moment: the word at `position` of the text, and a phrase that may have been meant (`suggestion`, or empty)."""

    problem: PhraseProblem
    position: int = 0
    word: str = ""
    suggestion: str = ""
