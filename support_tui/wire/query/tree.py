"""A query as a frozen tree of what it means; every spelling of the same question is the same tree. Knows no text.

Trees are made by `parse`, or by hand with `all_of`, `any_of` and `negate`, which keep them in normal form: no `And` directly in an
`And`, no `Or` in an `Or`, no group of one, no double `Not`. `EVERYTHING` is the empty `And`.
"""

import datetime
from enum import StrEnum

import msgspec

from support_tui.wire.values import Priority, Rating, Status


class _Node(msgspec.Struct, frozen=True, tag=True):
    pass


# --- what values can be ---------------------------------------------------------------------------------------------


class Unit(StrEnum):
    """The units of a duration: minutes, hours, days of 24 hours, weeks of 7 days."""

    MINUTE = "m"
    HOUR = "h"
    DAY = "d"
    WEEK = "w"

    @property
    def microseconds(self) -> int:
        return _UNIT_MICROSECONDS[self]


_MINUTE = 60_000_000
_UNIT_MICROSECONDS = {
    Unit.MINUTE: _MINUTE,
    Unit.HOUR: 60 * _MINUTE,
    Unit.DAY: 1_440 * _MINUTE,
    Unit.WEEK: 10_080 * _MINUTE,
}


class Compare(StrEnum):
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


class Duration(_Node, frozen=True):
    amount: int
    unit: Unit

    @property
    def microseconds(self) -> int:
        return self.amount * self.unit.microseconds


class Day(_Node, frozen=True):
    """A day, a month (`day` 0) or a year (`month` 0 too) of the Gregorian calendar."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def first(self) -> datetime.date:
        return datetime.date(self.year, self.month or 1, self.day or 1)


class RelativeDay(StrEnum):
    """A day that moves with the asker's calendar."""

    TODAY = "today"
    YESTERDAY = "yesterday"


class Bound(_Node, frozen=True):
    """One side of a moment. With a duration the *age* is compared (`last:<2d`: younger than two days), with a day the moment."""

    compare: Compare
    moment: Duration | Day | RelativeDay


class Between(_Node, frozen=True):
    """Both ends belong to it: two durations are ages, two days are whole days."""

    first: Duration | Day | RelativeDay
    last: Duration | Day | RelativeDay


When = Bound | Between


class Named(_Node, frozen=True):
    """Somebody or something by name, as written; compared folded (`wire.folding.fold`)."""

    text: str


class Numbered(_Node, frozen=True):
    """By id: `mailbox:#3`."""

    id: int


class Keyword(StrEnum):
    """`me`: the asking agent (for `team`: any team they are in). `none`: nobody, nothing. `any`: somebody, something."""

    ME = "me"
    NONE = "none"
    ANY = "any"


Ref = Named | Numbered | Keyword


# --- the terms --------------------------------------------------------------------------------------------------------


class WordMatch(StrEnum):
    """How a free word is looked for: as it is or by its stem, as the beginning of a word, or as an exact sequence of words."""

    WORD = "word"
    PREFIX = "prefix"
    PHRASE = "phrase"


class Word(_Node, frozen=True):
    """Free text, looked for in title, messages, notes, customer's name and addresses. `text` is as written, without quotes or star."""

    text: str
    match: WordMatch = WordMatch.WORD


class StatusIs(_Node, frozen=True):
    values: tuple[Status, ...]


class PriorityIs(_Node, frozen=True):
    """A comparison (`>=high`) is stored as the priorities it allows, lowest first."""

    values: tuple[Priority, ...]


class RatingIs(_Node, frozen=True):
    """None is not rated."""

    values: tuple[Rating | None, ...]


class NameField(StrEnum):
    """Fields whose values are names. `CUSTOMER` and `COMPANY` match by beginnings of words, the others whole names
    (`query.names`); `CHANNEL` knows no keyword."""

    ASSIGNEE = "assignee"
    FOLLOWER = "follower"
    TEAM = "team"
    MAILBOX = "mailbox"
    TAG = "tag"
    CUSTOMER = "customer"
    COMPANY = "company"
    CHANNEL = "channel"


class NameIs(_Node, frozen=True):
    field: NameField
    values: tuple[Ref, ...]


class TimeField(StrEnum):
    """`LAST`: last message. `WAITING`: since when the customer waits for us; nobody waiting matches no value."""

    LAST = "last"
    CREATED = "created"
    CLOSED = "closed"
    WAITING = "waiting"


class TimeIs(_Node, frozen=True):
    field: TimeField
    values: tuple[When, ...]


class SlaState(StrEnum):
    NONE = "none"
    BREACHED = "breached"


class SlaIs(_Node, frozen=True):
    """Time left until the next target, compared as a duration; without a policy only `none` matches."""

    values: tuple[When | SlaState, ...]


class Flag(StrEnum):
    """What a conversation is. `ACTIVE SNOOZED CLOSED SPAM TRASH` are its place (`wire.values.Place`); `UNREAD READ
    FOLLOWING MINE` are about the asking agent."""

    UNREAD = "unread"
    READ = "read"
    ACTIVE = "active"
    SNOOZED = "snoozed"
    CLOSED = "closed"
    SPAM = "spam"
    TRASH = "trash"
    WAITING = "waiting"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    FOLLOWING = "following"
    RATED = "rated"
    MERGED = "merged"


class Is(_Node, frozen=True):
    values: tuple[Flag, ...]


class Thing(StrEnum):
    """What a conversation has. `DRAFT` is one of the asking agent."""

    ATTACHMENT = "attachment"
    NOTE = "note"
    REPLY = "reply"
    DRAFT = "draft"
    TAG = "tag"
    TITLE = "title"


class Has(_Node, frozen=True):
    values: tuple[Thing, ...]


class IdIs(_Node, frozen=True):
    values: tuple[int, ...]


Term = Word | StatusIs | PriorityIs | RatingIs | NameIs | TimeIs | SlaIs | Is | Has | IdIs


# --- the tree ---------------------------------------------------------------------------------------------------------


class And(_Node, frozen=True):
    parts: tuple["Query", ...]


class Or(_Node, frozen=True):
    parts: tuple["Query", ...]


class Not(_Node, frozen=True):
    part: "Query"


Query = And | Or | Not | Term

EVERYTHING = And(())


def all_of(*parts: Query) -> Query:
    """What matches every part, in normal form; no parts match everything."""
    flat: list[Query] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else (part,))
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(*parts: Query) -> Query:
    """What matches at least one part, in normal form. Raises ValueError without parts: nothing to choose from is a mistake."""
    if not parts:
        raise ValueError("any_of needs at least one part")
    if EVERYTHING in parts:
        return EVERYTHING
    flat: list[Query] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else (part,))
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def negate(part: Query) -> Query:
    """What does not match `part`."""
    return part.part if isinstance(part, Not) else Not(part)
