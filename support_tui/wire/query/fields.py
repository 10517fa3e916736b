"""The fields and values of the query language as one table; parser, completion, error texts and docs/query.md come from it."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from support_tui.wire.folding import fold
from support_tui.wire.query.tree import (
    Flag,
    Keyword,
    NameField,
    RelativeDay,
    SlaState,
    Thing,
    TimeField,
    Unit,
)
from support_tui.wire.values import Priority, Rating, Status


class ValueKind(StrEnum):
    """How the values of a field are read."""

    CHOICE = "choice"
    PRIORITY = "priority"
    NAME = "name"
    TIME = "time"
    SLA = "sla"
    ID = "id"


class Choice(msgspec.Struct, frozen=True):
    """One allowed word of a field, with its Arabic spelling (also accepted without the article and folded)."""

    value: str
    arabic: str
    meaning: str = ""
    aliases: tuple[str, ...] = ()


class Field(msgspec.Struct, frozen=True):
    """One field: its English and Arabic names, how values are read, the words it knows, and what documentation says of it."""

    name: str
    arabic: str
    kind: ValueKind
    meaning: str
    example: str
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


_STATUSES = (
    Choice(Status.OPEN, "مفتوحة", "waits for someone of the team"),
    Choice(Status.IN_PROGRESS, "قيد_المعالجة", "someone works on it", ("progress", "جارية")),
    Choice(Status.AWAITING_REPLY, "بانتظار_الرد", "waits for the customer", ("awaiting", "منتظرة")),
    Choice(Status.CLOSED, "مغلقة", "done"),
)
_PRIORITIES = (
    Choice(Priority.LOW, "منخفضة"),
    Choice(Priority.NORMAL, "عادية"),
    Choice(Priority.HIGH, "عالية"),
    Choice(Priority.URGENT, "عاجلة"),
)
_RATINGS = (
    Choice(Rating.GOOD, "جيد", "the customer was content"),
    Choice(Rating.BAD, "سيئ", "the customer was not content"),
    Choice("none", "بدون", "not rated"),
)
_ME = Choice(Keyword.ME, "أنا", "yourself")
_NONE = Choice(Keyword.NONE, "بدون", "nobody or nothing", ("لا_أحد",))
_ANY = Choice(Keyword.ANY, "أي", "anybody or anything")
_FLAGS = (
    Choice(Flag.UNREAD, "غير_مقروءة", "the customer wrote since you last looked"),
    Choice(Flag.READ, "مقروءة", "the opposite of unread"),
    Choice(Flag.ACTIVE, "نشطة", "in the inbox, not snoozed, not closed", ("inbox",)),
    Choice(Flag.SNOOZED, "مؤجلة", "put off until a time"),
    Choice(Flag.CLOSED, "مغلقة", "closed, and neither spam nor trash"),
    Choice(Flag.SPAM, "مزعجة", "in the spam folder"),
    Choice(Flag.TRASH, "محذوفة", "in the trash"),
    Choice(Flag.WAITING, "منتظرة", "the customer waits for an answer"),
    Choice(Flag.MINE, "لي", "assigned to you"),
    Choice(Flag.UNASSIGNED, "غير_مسندة", "assigned to nobody"),
    Choice(Flag.FOLLOWING, "متابعة", "followed by you", ("followed",)),
    Choice(Flag.RATED, "مقيمة", "rated by the customer"),
    Choice(Flag.MERGED, "مدمجة", "merged into another conversation"),
)
_THINGS = (
    Choice(Thing.ATTACHMENT, "مرفق", "a file", ("attachments", "file")),
    Choice(Thing.NOTE, "ملاحظة", "an internal note", ("notes",)),
    Choice(Thing.REPLY, "رد", "a first reply of the team"),
    Choice(Thing.DRAFT, "مسودة", "a draft of yours", ("drafts",)),
    Choice(Thing.TAG, "وسم", "at least one tag", ("tags",)),
    Choice(Thing.TITLE, "عنوان", "a title"),
)
_SLA = (
    Choice(SlaState.BREACHED, "متجاوزة", "a target was missed"),
    Choice(SlaState.NONE, "بدون", "no target applies"),
)

_NAME, _TIME = ValueKind.NAME, ValueKind.TIME

FIELDS: tuple[Field, ...] = (
    Field("status", "الحالة", ValueKind.CHOICE, "where it stands", "status:open,in_progress", (), _STATUSES),
    Field(NameField.ASSIGNEE, "المسؤول", _NAME, "the agent responsible, by name or address", "assignee:me", ("assigned", "agent", "المكلف"), (_ME, _NONE, _ANY)),
    Field(NameField.TEAM, "الفريق", _NAME, "the team responsible; `me` is any team you are in", "team:billing", (), (_ME, _NONE, _ANY)),
    Field(NameField.MAILBOX, "الصندوق", _NAME, "the mailbox", "mailbox:sales", ("box", "in")),
    Field(NameField.TAG, "الوسم", _NAME, "a tag", "tag:billing,refund", ("tags", "label", "الوسوم"), (_NONE, _ANY)),
    Field(NameField.CUSTOMER, "العميل", _NAME, "the customer: each word begins a word of name or address", 'customer:"amal"', ("from", "requester", "الزبون")),
    Field(NameField.COMPANY, "الشركة", _NAME, "the customer's company: each word begins a word of it", "company:acme", ("organization", "org"), (_NONE, _ANY)),
    Field(NameField.CHANNEL, "القناة", _NAME, "the way it came in", "channel:chat", ("via",)),
    Field("priority", "الأولوية", ValueKind.PRIORITY, "the priority; can be compared", "priority:>=high", ("prio",), _PRIORITIES),
    Field(TimeField.LAST, "آخر", _TIME, "the last message", "last:<2d", ("updated", "آخر_رسالة")),
    Field(TimeField.CREATED, "أنشئت", _TIME, "the beginning", "created:2026-01-01..2026-01-31", ("started", "تاريخ")),
    Field(TimeField.CLOSED, "أغلقت", _TIME, "the closing", "closed:yesterday"),
    Field(TimeField.WAITING, "تنتظر", _TIME, "how long the customer waits for an answer", "waiting:>4h", ("الانتظار",)),
    Field("sla", "المهلة", ValueKind.SLA, "the time left until the next target", "sla:<1h", (), _SLA),
    Field("is", "هي", ValueKind.CHOICE, "what it is", "is:unread", (), _FLAGS),
    Field("has", "لها", ValueKind.CHOICE, "what it has", "has:attachment", ("فيها",), _THINGS),
    Field(NameField.FOLLOWER, "المتابع", _NAME, "an agent who follows it", "follower:me", ("following", "followers"), (_ME, _NONE, _ANY)),
    Field("rating", "التقييم", ValueKind.CHOICE, "the customer's rating", "rating:bad", (), _RATINGS),
    Field("id", "رقم", ValueKind.ID, "its number; `#123` alone is the same", "id:123,124"),
)  # fmt: skip

#: Words for moving days, and the letters of units; each value with its other spellings.
DAY_WORDS: dict[str, RelativeDay] = {
    fold(word): day
    for day, words in {
        RelativeDay.TODAY: ("today", "اليوم"),
        RelativeDay.YESTERDAY: ("yesterday", "أمس"),
    }.items()
    for word in words
}
UNIT_WORDS: dict[str, Unit] = {
    fold(word): unit
    for unit, words in {
        Unit.MINUTE: ("m", "min", "د", "دقيقة", "دقائق"),
        Unit.HOUR: ("h", "hour", "hours", "س", "ساعة", "ساعات"),
        Unit.DAY: ("d", "day", "days", "ي", "يوم", "أيام"),
        Unit.WEEK: ("w", "week", "weeks", "أ", "أسبوع", "أسابيع"),
    }.items()
    for word in words
}


def _spellings(names: Iterable[str]) -> list[str]:
    """All folded ways to write an Arabic or English word of the table: underscores optional, article optional."""
    spellings = []
    for name in names:
        folded = fold(name)
        spellings += [folded, folded.replace("_", "-"), folded.replace("_", "")]
        if folded.startswith("ال"):
            spellings.append(folded[2:])
    return spellings


FIELD_BY_SPELLING: dict[str, Field] = {}
for _field in FIELDS:
    for _spelling in _spellings((_field.name, _field.arabic, *_field.aliases)):
        FIELD_BY_SPELLING.setdefault(_spelling, _field)

FIELD_BY_NAME: dict[str, Field] = {field.name: field for field in FIELDS}

_CHOICES: dict[str, dict[str, str]] = {
    field.name: {
        spelling: choice.value
        for choice in reversed(field.choices)
        for spelling in _spellings((*choice.aliases, choice.arabic, choice.value))
    }
    for field in FIELDS
}


def field_called(name: str) -> Field | None:
    """The field of that name in either language, case and Arabic spelling aside."""
    return FIELD_BY_SPELLING.get(fold(name))


def choice_called(field: Field, word: str) -> str | None:
    """The canonical value of `field` written as `word` in either language, or None where it knows no such word."""
    return _CHOICES[field.name].get(fold(word))
