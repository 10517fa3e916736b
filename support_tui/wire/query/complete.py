"""What can stand at the cursor of a half-written query: fields, their values, names of the directory. Pure; parses nothing."""

from collections.abc import Callable, Iterable

import msgspec

from support_tui.wire.folding import fold
from support_tui.wire.query.arabic import MEANINGS
from support_tui.wire.query.fields import FIELD_BY_NAME, FIELDS, Field, ValueKind, field_called
from support_tui.wire.query.scan import COMMAS, QUOTES, is_blank
from support_tui.wire.query.tree import NameField
from support_tui.wire.query.unparse import name_text
from support_tui.wire.views import Directory

#: As many as a person reads; the rest is found by typing on.
_MOST = 50


class Completion(msgspec.Struct, frozen=True):
    """Put `text` in place of the characters from `start` to `end` of the query. `label` is what a list shows, `meaning` explains it."""

    start: int
    end: int
    text: str
    label: str
    meaning: str = ""


class _Begun(msgspec.Struct, frozen=True):
    """The piece of the query around the cursor: its field if it has one, and what of the last value is written so far."""

    field: Field | None
    start: int
    end: int
    written: str


def complete(text: str, cursor: int, directory: Directory, language: str = "en") -> list[Completion]:
    """What can continue the query at `cursor`, the likeliest first: all fields in an empty query, nothing after a blank in one begun.

    A field is matched by the beginning of its English or Arabic name, a value by the beginning of any of its words.
    Both are offered in the script that was begun with, else in that of the `language`, in which their meanings are."""
    begun = _begun_at(text, cursor)
    is_arabic = not begun.written.isascii() if begun.written else language == "ar"
    if begun.field is None:
        found = _fields(begun, is_arabic=is_arabic) if begun.written or not text.strip() else []
    else:
        found = _values(begun, begun.field, directory, is_arabic=is_arabic)
    return found if language != "ar" else [_explained(one) for one in found]


def _explained(one: Completion) -> Completion:
    return msgspec.structs.replace(one, meaning=MEANINGS.get(one.meaning, one.meaning))


def _begun_at(text: str, cursor: int) -> _Begun:
    start = _piece_start(text, cursor)
    while start < cursor and (text[start] in "-(" or is_blank(text[start])):
        start += 1
    name, colon, _ = text[start:cursor].partition(":")
    field = field_called(name) if colon else None
    if field is None:
        return _Begun(None, start, _end_of_word(text, cursor), text[start:cursor])
    value_start = _value_start(text, start + len(name) + 1, cursor)
    written = text[value_start:cursor].lstrip("<>=≤≥")
    value_start = cursor - len(written)
    return _Begun(
        field, value_start, _end_of_value(text, value_start, cursor), written.lstrip("".join(QUOTES))
    )


def _piece_start(text: str, cursor: int) -> int:
    """Where the term at the cursor begins: after the last blank outside quotes."""
    start, closing = 0, ""
    for position, character in enumerate(text[:cursor]):
        if closing:
            closing = "" if character == closing else closing
        elif character in QUOTES:
            closing = QUOTES[character]
        elif is_blank(character):
            start = position + 1
    return start


def _value_start(text: str, start: int, cursor: int) -> int:
    closing = ""
    for position in range(start, cursor):
        character = text[position]
        if closing:
            closing = "" if character == closing else closing
        elif character in QUOTES:
            closing = QUOTES[character]
        elif character in COMMAS:
            start = position + 1
    return start


def _end_of_word(text: str, cursor: int) -> int:
    """The end of what a completion replaces: the rest of the word, and a colon that is there already."""
    while cursor < len(text) and not is_blank(text[cursor]) and text[cursor] not in "():":
        cursor += 1
    return cursor + text.startswith(":", cursor)


def _end_of_value(text: str, start: int, cursor: int) -> int:
    if text[start : start + 1] in QUOTES and start < cursor:
        closing = text.find(QUOTES[text[start]], start + 1)
        return closing + 1 if closing >= cursor else cursor
    while cursor < len(text) and not is_blank(text[cursor]) and text[cursor] not in COMMAS + "()":
        cursor += 1
    return cursor


def _fields(begun: _Begun, *, is_arabic: bool) -> list[Completion]:
    wanted = fold(begun.written)
    by_name = [field for field in FIELDS if _has_beginning(wanted, _own_names(field))]
    by_alias = [field for field in FIELDS if field not in by_name and _has_beginning(wanted, field.aliases)]
    texts = ((field.arabic if is_arabic else field.name, field.meaning) for field in (*by_name, *by_alias))
    return [Completion(begun.start, begun.end, f"{name}:", f"{name}:", meaning) for name, meaning in texts]


def _own_names(field: Field) -> tuple[str, ...]:
    return field.name, field.arabic, field.arabic.removeprefix("ال")


def _has_beginning(wanted: str, spellings: Iterable[str]) -> bool:
    return any(fold(spelling).startswith(wanted) for spelling in spellings)


def _values(begun: _Begun, field: Field, directory: Directory, *, is_arabic: bool) -> list[Completion]:
    wanted = fold(begun.written)
    found: list[Completion] = []
    for choice in field.choices:
        spellings = (choice.value, choice.arabic, *choice.aliases)
        if _has_beginning(wanted, spellings):
            value = choice.arabic if is_arabic else choice.value
            found.append(Completion(begun.start, begun.end, value, value, choice.meaning))
    if field.kind is ValueKind.NAME:
        for name, meaning in _names(NameField(field.name), directory):
            if _begins(wanted, name) or (meaning and fold(meaning).startswith(wanted)):
                found.append(Completion(begun.start, begun.end, name_text(field.name, name), name, meaning))
    if field.kind in (ValueKind.TIME, ValueKind.SLA):
        found += _times(begun, field, wanted)
    return found[:_MOST]


def _begins(wanted: str, name: str) -> bool:
    """Whether `wanted` begins the name or one of its words."""
    folded = fold(name)
    return folded.startswith(wanted) or f" {wanted}" in folded


_SOURCES: dict[NameField, Callable[[Directory], Iterable[tuple[str, str]]]] = {
    NameField.TEAM: lambda directory: ((team.name, "") for team in directory.teams),
    NameField.MAILBOX: lambda directory: ((mailbox.name, mailbox.address) for mailbox in directory.mailboxes),
    NameField.TAG: lambda directory: sorted((tag.name, "") for tag in directory.tags),
}


def _names(field: NameField, directory: Directory) -> Iterable[tuple[str, str]]:
    """The names a field can have, with their address where they have one; disabled agents keep their old conversations, so they stay."""
    if field in (NameField.ASSIGNEE, NameField.FOLLOWER):
        agents = sorted(directory.agents, key=lambda agent: agent.is_disabled)
        return [(agent.name, agent.email) for agent in agents]
    source = _SOURCES.get(field)
    return source(directory) if source else ()


_AGES = ("1h", "4h", "1d", "7d", "4w")
_DAYS = ("today", "yesterday")


def _times(begun: _Begun, field: Field, wanted: str) -> list[Completion]:
    """Common times; signs already written stay."""
    texts = _AGES if FIELD_BY_NAME[field.name].kind is ValueKind.SLA else (*_DAYS, *_AGES)
    return [Completion(begun.start, begun.end, text, text) for text in texts if text.startswith(wanted)]
