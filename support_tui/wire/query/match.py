"""Tell whether a conversation's row belongs to a query, as far as the row alone can tell. Pure: the clock is one of the facts.

Three values (Kleene): True, False, and None where only the server knows (words of messages, notes, companies).
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import assert_never

import msgspec

from support_tui.wire.folding import fold
from support_tui.wire.order import place_of
from support_tui.wire.query.moments import span_of
from support_tui.wire.query.names import has_beginnings, ids_of
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
    Term,
    Thing,
    TimeField,
    TimeIs,
    Word,
    WordMatch,
)
from support_tui.wire.values import Place
from support_tui.wire.views import ConversationRow, Directory
from support_tui.wire.words import words


class Facts(msgspec.Struct, frozen=True):
    """What a row does not say: who asks, the directory, the time, and what the asker has read (`read_ids`: conversation id →
    message id, absent is unread) and drafted. `zone` is where the asker's days begin."""

    me_id: int
    directory: Directory
    now_at: int
    read_ids: Mapping[int, int] = {}
    draft_ids: frozenset[int] = frozenset()
    zone: datetime.tzinfo = datetime.UTC


def matches(query: Query, row: ConversationRow, facts: Facts) -> bool | None:
    """Whether the row belongs to `query`; None where the row cannot tell."""
    match query:
        case And(parts):
            return _every(matches(part, row, facts) for part in parts)
        case Or(parts):
            return _some(matches(part, row, facts) for part in parts)
        case Not(part):
            verdict = matches(part, row, facts)
            return None if verdict is None else not verdict
        case _:
            return _term(query, row, facts)


def is_unread(row: ConversationRow, read_id: int) -> bool:
    """Whether the customer has written something after the message an agent has read up to (0: nothing read)."""
    return row.last_inbound_id > read_id


def _every(verdicts: Iterable[bool | None]) -> bool | None:
    unknown = False
    for verdict in verdicts:
        if verdict is False:
            return False
        unknown = unknown or verdict is None
    return None if unknown else True


def _some(verdicts: Iterable[bool | None]) -> bool | None:
    unknown = False
    for verdict in verdicts:
        if verdict:
            return True
        unknown = unknown or verdict is None
    return None if unknown else False


def _term(term: Term, row: ConversationRow, facts: Facts) -> bool | None:
    match term:
        case Word(text, kind):
            return _word(text, kind, row)
        case StatusIs(values):
            return row.status in values
        case PriorityIs(values):
            return row.priority in values
        case RatingIs(values):
            return row.rating in values
        case NameIs(field, refs):
            return _some(_name(field, ref, row, facts) for ref in refs)
        case TimeIs(field, whens):
            at = _TIMES[field](row)
            return at is not None and any(span_of(when, facts.now_at, facts.zone).holds(at) for when in whens)
        case SlaIs(conditions):
            return SlaState.NONE in conditions
        case Is(flags):
            return any(_flag(flag, row, facts) for flag in flags)
        case Has(things):
            return _some(_thing(thing, row, facts) for thing in things)
        case IdIs(ids):
            return row.id in ids
        case _:
            assert_never(term)


_TIMES: dict[TimeField, Callable[[ConversationRow], int | None]] = {
    TimeField.LAST: lambda row: row.last_message_at,
    TimeField.CREATED: lambda row: row.created_at,
    TimeField.CLOSED: lambda row: row.closed_at,
    TimeField.WAITING: lambda row: row.waiting_since_at,
}


def _word(text: str, kind: WordMatch, row: ConversationRow) -> bool | None:
    """True where title or customer hold the words; otherwise a message may, and only the server knows."""
    for place in (row.title, row.customer_name, row.customer_email):
        present = words(place)
        if _holds_words(words(text), present, kind):
            return True
    return None


def _holds_words(wanted: list[str], present: list[str], kind: WordMatch) -> bool:
    match kind:
        case WordMatch.WORD:
            return all(word in present for word in wanted)
        case WordMatch.PREFIX:
            *whole, beginning = wanted
            return all(word in present for word in whole) and any(
                word.startswith(beginning) for word in present
            )
        case WordMatch.PHRASE:
            width = len(wanted)
            return any(present[start : start + width] == wanted for start in range(len(present) - width + 1))
        case _:
            assert_never(kind)


def _name(field: NameField, ref: Ref, row: ConversationRow, facts: Facts) -> bool | None:
    match field:
        case NameField.CUSTOMER:
            return _customer(ref, row)
        case NameField.COMPANY:
            return None
        case NameField.CHANNEL:
            return isinstance(ref, Named) and fold(ref.text) == fold(row.channel)
        case _:
            held = _ids_held(field, row)
            if ref is Keyword.NONE:
                return not held
            if ref is Keyword.ANY:
                return bool(held)
            return not held.isdisjoint(ids_of(field, ref, facts.directory, facts.me_id))


def _customer(ref: Ref, row: ConversationRow) -> bool:
    match ref:
        case Numbered(number):
            return row.customer_id == number
        case Named(text):
            return has_beginnings(text, f"{row.customer_name} {row.customer_email}")
        case _:
            return False


def _ids_held(field: NameField, row: ConversationRow) -> frozenset[int]:
    match field:
        case NameField.ASSIGNEE:
            return frozenset() if row.assignee_id is None else frozenset((row.assignee_id,))
        case NameField.TEAM:
            return frozenset() if row.team_id is None else frozenset((row.team_id,))
        case NameField.FOLLOWER:
            return frozenset(row.follower_ids)
        case NameField.TAG:
            return frozenset(row.tag_ids)
        case NameField.MAILBOX:
            return frozenset((row.mailbox_id,))
        case _:
            raise AssertionError(f"no ids in {field}")


_PLACES = {
    Flag.ACTIVE: Place.ACTIVE,
    Flag.SNOOZED: Place.SNOOZED,
    Flag.CLOSED: Place.CLOSED,
    Flag.SPAM: Place.SPAM,
    Flag.TRASH: Place.TRASH,
    Flag.MERGED: Place.MERGED,
}


def _flag(flag: Flag, row: ConversationRow, facts: Facts) -> bool:
    match flag:
        case Flag.ACTIVE | Flag.SNOOZED | Flag.CLOSED | Flag.SPAM | Flag.TRASH | Flag.MERGED:
            place = place_of(row.folder, row.snoozed_until_at, row.status, row.merged_into_id)
            return place is _PLACES[flag]
        case Flag.UNREAD:
            return is_unread(row, facts.read_ids.get(row.id, 0))
        case Flag.READ:
            return not is_unread(row, facts.read_ids.get(row.id, 0))
        case Flag.WAITING:
            return row.waiting_since_at is not None
        case Flag.MINE:
            return row.assignee_id == facts.me_id
        case Flag.UNASSIGNED:
            return row.assignee_id is None
        case Flag.FOLLOWING:
            return facts.me_id in row.follower_ids
        case Flag.RATED:
            return row.rating is not None
        case _:
            assert_never(flag)


def _thing(thing: Thing, row: ConversationRow, facts: Facts) -> bool | None:
    match thing:
        case Thing.ATTACHMENT:
            return row.has_attachment
        case Thing.NOTE:
            return None
        case Thing.REPLY:
            return row.first_reply_at is not None
        case Thing.DRAFT:
            return row.id in facts.draft_ids
        case Thing.TAG:
            return bool(row.tag_ids)
        case Thing.TITLE:
            return bool(row.title.strip())
        case _:
            assert_never(thing)
