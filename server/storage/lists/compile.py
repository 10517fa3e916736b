"""Turns a query into the SQL condition that holds for exactly the conversations `wire.query.matches` accepts. Pure: no connection.

The condition is about a conversation named `c` and is never null, so that `not` means not. It is meant to be tested row by row: its
columns are hidden from the planner (`+c.status`), because which index leads is decided by counts (`drivers`), not by guesses.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple, assert_never

import msgspec

from support_tui.wire.folding import fold
from support_tui.wire.query import ids_of, span_of
from support_tui.wire.query.tree import (
    And,
    Flag,
    Has,
    IdIs,
    Is,
    Keyword,
    Named,
    NameField,
    NameIs,
    Not,
    Numbered,
    Or,
    PriorityIs,
    Query,
    RatingIs,
    Ref,
    SlaIs,
    SlaState,
    StatusIs,
    Thing,
    TimeField,
    TimeIs,
    When,
    Word,
)
from support_tui.wire.values import Place

from ..viewer import Viewer
from ..words.match_text import Endings, any_form, customer_match


class Condition(NamedTuple):
    """An SQL condition with its parameters in order."""

    sql: str
    params: tuple[Any, ...] = ()


class Asked(msgspec.Struct, frozen=True):
    """Everything besides the query that its meaning depends on."""

    viewer: Viewer
    now_at: int
    endings: Endings = {}


ALWAYS: Final = Condition("1")
NEVER: Final = Condition("0")


def compile_parts(parts: Iterable[Query], asked: Asked) -> Condition:
    """The condition of parts that must all hold, permission included."""
    return every((*(condition_of(part, asked) for part in parts), permission(asked.viewer)))


def condition_of(query: Query, asked: Asked) -> Condition:
    """The condition of one part of a query."""
    match query:
        case And(parts):
            return every(condition_of(part, asked) for part in parts)
        case Or(parts):
            return some(condition_of(part, asked) for part in parts)
        case Not(part):
            condition = condition_of(part, asked)
            return Condition(f"not ({condition.sql})", condition.params)
        case Word():
            return _word(query, asked.endings)
        case StatusIs(statuses):
            return _is_one_of("+c.status", statuses)
        case PriorityIs(priorities):
            return _is_one_of("+c.priority", [priority.rank for priority in priorities])
        case RatingIs(ratings):
            return _is_one_of(
                "ifnull(c.rating, '')", ["" if rating is None else rating for rating in ratings]
            )
        case NameIs(field, refs):
            return some(_name(field, ref, asked) for ref in refs)
        case TimeIs(field, whens):
            return some(_when(field, when, asked) for when in whens)
        case SlaIs(states):
            return ALWAYS if SlaState.NONE in states else NEVER
        case Is(flags):
            return some(_flag(flag, asked.viewer.agent_id) for flag in flags)
        case Has(things):
            return some(_THINGS[thing] for thing in things)
        case IdIs(ids):
            return _is_one_of("+c.id", ids)
        case _:
            assert_never(query)


def every(conditions: Iterable[Condition]) -> Condition:
    """All of them; none at all is always."""
    return _joined(" and ", [c for c in conditions if c != ALWAYS], ALWAYS)


def some(conditions: Iterable[Condition]) -> Condition:
    """At least one of them; none at all is never."""
    return _joined(" or ", [c for c in conditions if c != NEVER], NEVER)


def _joined(operator: str, conditions: Sequence[Condition], empty: Condition) -> Condition:
    if not conditions:
        return empty
    if len(conditions) == 1:
        return conditions[0]
    return Condition(
        f"({operator.join(c.sql for c in conditions)})", tuple(p for c in conditions for p in c.params)
    )


def _is_one_of(column: str, values: Iterable[Any]) -> Condition:
    wanted = tuple(values)
    if not wanted:
        return NEVER
    return Condition(f"{column} in ({', '.join('?' * len(wanted))})", wanted)


def permission(viewer: Viewer) -> Condition:
    """That the viewer may see the conversation's mailbox."""
    return ALWAYS if viewer.mailbox_ids is None else _is_one_of("+c.mailbox_id", sorted(viewer.mailbox_ids))


# --- names ------------------------------------------------------------------------------------------------------------

_HELD: Final = {
    NameField.ASSIGNEE: "ifnull(c.assignee_id, 0)",
    NameField.TEAM: "ifnull(c.team_id, 0)",
    NameField.MAILBOX: "+c.mailbox_id",
}
_LISTED: Final = {
    NameField.FOLLOWER: ("c.follower_ids", "conversation_follower", "agent_id"),
    NameField.TAG: ("c.tag_ids", "conversation_tag", "tag_id"),
}


_OF_THIS: Final = "l.place = c.place and l.attention = c.attention and l.conversation_id = c.id"
"""The rest of a link's key."""


def _name(field: NameField, ref: Ref, asked: Asked) -> Condition:
    match field:
        case NameField.ASSIGNEE | NameField.TEAM | NameField.MAILBOX:
            return _held_name(field, ref, asked)
        case NameField.FOLLOWER | NameField.TAG:
            return _listed_name(field, ref, asked)
        case NameField.CUSTOMER:
            return _customer(ref)
        case NameField.COMPANY:
            return _company(ref)
        case NameField.CHANNEL:
            return Condition("c.channel = ?", (fold(ref.text),)) if isinstance(ref, Named) else NEVER
        case _:
            assert_never(field)


def _ids(field: NameField, ref: Ref, asked: Asked) -> list[int]:
    return sorted(ids_of(field, ref, asked.viewer.directory, asked.viewer.agent_id))


def _held_name(field: NameField, ref: Ref, asked: Asked) -> Condition:
    column = _HELD[field]
    if ref is Keyword.NONE:
        return Condition(f"{column} = 0")
    if ref is Keyword.ANY:
        return Condition(f"{column} <> 0")
    return _is_one_of(column, _ids(field, ref, asked))


def _listed_name(field: NameField, ref: Ref, asked: Asked) -> Condition:
    copies, table, column = _LISTED[field]
    if ref is Keyword.NONE:
        return Condition(f"{copies} = '[]'")
    if ref is Keyword.ANY:
        return Condition(f"{copies} <> '[]'")
    held = _is_one_of(f"l.{column}", _ids(field, ref, asked))
    if held == NEVER:
        return NEVER
    return Condition(
        f"({copies} <> '[]' and exists (select 1 from {table} l where {held.sql} and {_OF_THIS}))",
        held.params,
    )


_CUSTOMER_FOUND: Final = (
    "c.customer_id in (select w.rowid from customer_words w where w.customer_words match ?)"
)
_COMPANY_OF: Final = "(select u.company from customer u where u.id = c.customer_id)"


def _customer(ref: Ref) -> Condition:
    match ref:
        case Numbered(number):
            return Condition("+c.customer_id = ?", (number,))
        case Named(text):
            return _found("person", text)
        case _:
            return NEVER


def _company(ref: Ref) -> Condition:
    match ref:
        case Named(text):
            return _found("company", text)
        case Keyword.NONE:
            return Condition(f"{_COMPANY_OF} = ''")
        case Keyword.ANY:
            return Condition(f"{_COMPANY_OF} <> ''")
        case _:
            return NEVER


def _found(column: str, text: str) -> Condition:
    match_text = customer_match(column, text)
    return Condition(_CUSTOMER_FOUND, (match_text,)) if match_text else NEVER


# --- times, flags, things, words --------------------------------------------------------------------------------------

TIME_COLUMNS: Final = {
    TimeField.LAST: "c.last_message_at",
    TimeField.CREATED: "c.created_at",
    TimeField.CLOSED: "c.closed_at",
    TimeField.WAITING: "c.waiting_since_at",
}


def _when(field: TimeField, when: When, asked: Asked) -> Condition:
    span = span_of(when, asked.now_at, asked.viewer.zone)
    column = TIME_COLUMNS[field]
    tests, params = [f"{column} is not null"], []
    if span.from_at is not None:
        tests.append(f"+{column} >= ?")
        params.append(span.from_at)
    if span.until_at is not None:
        tests.append(f"+{column} < ?")
        params.append(span.until_at)
    return Condition(f"({' and '.join(tests)})", tuple(params))


PLACE_FLAGS: Final = {
    Flag.ACTIVE: Place.ACTIVE,
    Flag.SNOOZED: Place.SNOOZED,
    Flag.CLOSED: Place.CLOSED,
    Flag.SPAM: Place.SPAM,
    Flag.TRASH: Place.TRASH,
    Flag.MERGED: Place.MERGED,
}
_READ_UP_TO: Final = (
    "ifnull((select r.message_id from read_mark r where r.agent_id = ? and r.conversation_id = c.id), 0)"
)
_FLAGS_OF_AGENT: Final[dict[Flag, str]] = {
    Flag.UNREAD: f"c.last_inbound_id > {_READ_UP_TO}",
    Flag.READ: f"c.last_inbound_id <= {_READ_UP_TO}",
    Flag.MINE: "ifnull(c.assignee_id, 0) = ?",
    Flag.FOLLOWING: (
        "(c.follower_ids <> '[]' and exists "
        f"(select 1 from conversation_follower l where l.agent_id = ? and {_OF_THIS}))"
    ),
}
_FLAGS_OF_ALL: Final[dict[Flag, str]] = {
    Flag.WAITING: "c.waiting_since_at is not null",
    Flag.UNASSIGNED: "c.assignee_id is null",
    Flag.RATED: "c.rating is not null",
}


def _flag(flag: Flag, agent_id: int) -> Condition:
    if flag in PLACE_FLAGS:
        return Condition("+c.place = ?", (PLACE_FLAGS[flag].value,))
    if flag in _FLAGS_OF_AGENT:
        return Condition(_FLAGS_OF_AGENT[flag], (agent_id,))
    return Condition(_FLAGS_OF_ALL[flag])


_THINGS: Final[dict[Thing, Condition]] = {
    Thing.ATTACHMENT: Condition("c.has_attachment <> 0"),
    Thing.NOTE: Condition(
        "exists (select 1 from message m where m.conversation_id = c.id and m.kind = 'note')"
    ),
    Thing.REPLY: Condition("c.first_reply_at is not null"),
    Thing.DRAFT: NEVER,  # drafts stay with the console that holds them
    Thing.TAG: Condition("c.tag_ids <> '[]'"),
    Thing.TITLE: Condition("trim(c.title) <> ''"),
}

# The title of what was merged into a conversation finds it too. Messages first: most conversations that hold a word hold it there, and short ranges of a thread are met fastest.
_WORD_FOUND: Final = (
    "(exists (select 1 from message m cross join message_words w"
    " where m.conversation_id = c.id and w.rowid = m.id and w.message_words match ?)"
    " or exists (select 1 from conversation_words w where w.conversation_words match ? and w.rowid = c.id)"
    " or exists (with recursive part (id) as ("
    "select p.id from conversation p indexed by conversation_merged where p.merged_into_id = c.id union"
    " select p.id from part cross join conversation p indexed by conversation_merged on p.merged_into_id = part.id)"
    " select 1 from part cross join conversation_words w where w.rowid = part.id and w.conversation_words match ?))"
)


def _word(word: Word, endings: Endings) -> Condition:
    match_text = any_form(word, endings)
    return Condition(_WORD_FOUND, (match_text, match_text, match_text)) if match_text else ALWAYS
