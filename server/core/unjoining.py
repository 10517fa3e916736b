"""How merges and splits are taken back: both conversations as if it had never been, and what came in since where it belongs. Pure."""

from collections.abc import Iterable, Mapping
from typing import Final, assert_never

import msgspec
from msgspec.structs import replace

from support_tui.wire import events as e
from support_tui.wire.statuses import Trigger, status_after
from support_tui.wire.thread_facts import ThreadFacts
from support_tui.wire.values import MessageKind, Regrouping, Status

from .facts import ThreadMessage, facts_of, together, told_by
from .state import ConversationState

Joining = e.ConversationMerged | e.ConversationUnmerged | e.MessagesCame | e.MessagesWent

REGROUPING: Final = (e.ConversationMerged, e.ConversationUnmerged, e.MessagesCame, e.MessagesWent)
"""Events of several conversations at once: all of them are taken back, or none."""


class Standing(msgspec.Struct, frozen=True):
    """Where messages stand that a merge or split has moved. `states` are the conversations concerned, `threads` those of the ones that
    took others in, in order of time; `families` are each other one with all that was merged into it."""

    states: Mapping[int, ConversationState] = {}
    threads: Mapping[int, tuple[ThreadMessage, ...]] = {}
    families: Mapping[int, frozenset[int]] = {}

    def leaving(
        self, survivor_id: int, other_id: int, message_ids: tuple[int, ...] = ()
    ) -> list[ThreadMessage]:
        """The messages that belong to the other one, as they came in: those of its own, and those named."""
        family, named = self.families.get(other_id, frozenset()), frozenset(message_ids)
        thread = self.threads.get(survivor_id, ())
        return _as_they_came(m for m in thread if m.origin_id in family or m.id in named)

    def staying(
        self, survivor_id: int, other_id: int, message_ids: tuple[int, ...] = ()
    ) -> list[ThreadMessage]:
        """The others."""
        gone = {message.id for message in self.leaving(survivor_id, other_id, message_ids)}
        return _as_they_came(m for m in self.threads.get(survivor_id, ()) if m.id not in gone)


def _as_they_came(messages: Iterable[ThreadMessage]) -> list[ThreadMessage]:
    return sorted(messages, key=lambda message: message.id)


def taken_back(
    event: Joining, state: ConversationState, without: ConversationState | None, now: Standing
) -> tuple[e.Event, ...]:
    """The events that take back one of a merge or split; `without` is the survivor as it would be without it."""
    match event:
        case e.MessagesCame():
            return _brought_back(event, state, without, now)
        case e.MessagesWent(why=Regrouping.SPLIT):
            return (_rejoined(event, state, now),)
        case e.MessagesWent():
            return (_joined_again(event, state, now),)
        case e.ConversationMerged():
            return _parted(event, state, now)
        case e.ConversationUnmerged():
            is_merged = state.merged_into_id is not None
            return () if is_merged else (e.ConversationMerged(event.from_id),)
        case _:
            assert_never(event)


def _brought_back(
    event: e.MessagesCame, state: ConversationState, without: ConversationState | None, now: Standing
) -> tuple[e.Event, ...]:
    match event.why:
        case Regrouping.MERGED:
            return (_went_back(event, state, without, now),)
        case Regrouping.REJOINED:
            return (_split_again(event, state, now),)
        case Regrouping.SPLIT:
            return (e.ConversationMerged(event.from_id, event.message_ids),)
        case Regrouping.UNMERGED:
            return ()
        case _:
            assert_never(event.why)


def moved_things(event: Joining) -> frozenset[tuple[str, object]]:
    """What one of a merge or split changed, named alike where it is taken back: where the other conversation stands, and that of
    messages by number."""
    ids = frozenset(("message", id_) for id_ in getattr(event, "message_ids", ()))
    match event:
        case e.MessagesCame(why=Regrouping.MERGED | Regrouping.REJOINED):
            return ids | {("messages", event.from_id)}
        case e.MessagesWent():
            return ids | {("messages", event.to_id)}
        case _:
            return ids | {("merge", None)}


# ---------------------------------------------------------------- the one that took in


def _went_back(
    event: e.MessagesCame, state: ConversationState, without: ConversationState | None, now: Standing
) -> e.MessagesWent:
    """What the survivor says without the other one: as its log tells, or as its messages do where the other one's have become others."""
    leaving = now.leaving(state.id, event.from_id)
    if len(leaving) == event.count and without is not None:
        left = facts_of(without)
    else:
        begun = without.created_at if without is not None else state.created_at
        left = _rest(now.staying(state.id, event.from_id), state, begun)
    return e.MessagesWent(event.from_id, Regrouping.UNMERGED, len(leaving), facts_of(state), left)


def _joined_again(event: e.MessagesWent, state: ConversationState, now: Standing) -> e.MessagesCame:
    joined = facts_of(now.states[event.to_id])
    after = together(facts_of(state), joined)
    return e.MessagesCame(
        event.to_id, Regrouping.MERGED, joined.message_count, facts_of(state), after, joined=joined
    )


def _rejoined(event: e.MessagesWent, state: ConversationState, now: Standing) -> e.MessagesCame:
    """All that stands in what was split off comes back; as it was, where nothing was written in either since."""
    other = facts_of(now.states[event.to_id])
    is_as_split = facts_of(state) == event.new and other.message_count == event.count
    after = event.old if is_as_split else together(facts_of(state), other)
    return e.MessagesCame(
        event.to_id,
        Regrouping.REJOINED,
        other.message_count,
        facts_of(state),
        after,
        event.message_ids,
        event.origin_ids,
    )


def _split_again(event: e.MessagesCame, state: ConversationState, now: Standing) -> e.MessagesWent:
    leaving = now.leaving(state.id, event.from_id, event.message_ids)
    is_as_rejoined = facts_of(state) == event.new and len(leaving) == event.count
    staying = now.staying(state.id, event.from_id, event.message_ids)
    left = event.old if is_as_rejoined else _rest(staying, state, state.created_at)
    return e.MessagesWent(
        event.from_id,
        Regrouping.SPLIT,
        len(leaving),
        facts_of(state),
        left,
        event.message_ids,
        event.origin_ids,
    )


def _rest(staying: list[ThreadMessage], state: ConversationState, created_at: int) -> ThreadFacts:
    told = told_by(staying, created_at)
    waiting = None if state.status is Status.CLOSED else told.waiting_since_at
    return replace(told, created_at=created_at, waiting_since_at=waiting)


# ---------------------------------------------------------------- the one that was taken in


def _parted(event: e.ConversationMerged, state: ConversationState, now: Standing) -> tuple[e.Event, ...]:
    """The other one as it was. What came in for it since is its own; a customer who has written meanwhile is answered there."""
    before = facts_of(state)
    leaving = now.leaving(event.into_id, state.id, event.message_ids)
    is_as_before = len(leaving) == before.message_count
    after = before if is_as_before else told_by(leaving, state.created_at, state.closed_at)
    why = Regrouping.SPLIT if event.message_ids else Regrouping.UNMERGED
    came = e.MessagesCame(
        event.into_id,
        why,
        len(leaving),
        before,
        after,
        event.message_ids,
        _origins(leaving, event.message_ids),
    )
    events: tuple[e.Event, ...] = (e.ConversationUnmerged(event.into_id), came)
    if any(_is_news(message, before) for message in leaving):
        status = status_after(
            Trigger.CUSTOMER_WROTE, state.status, has_assignee=state.assignee_id is not None
        )
        if status is not state.status:
            events += (e.StatusChanged(state.status, status, Trigger.CUSTOMER_WROTE.value),)
    return events


def _origins(leaving: list[ThreadMessage], message_ids: tuple[int, ...]) -> dict[int, int]:
    named = frozenset(message_ids)
    return {m.id: m.origin_id for m in leaving if m.id in named and m.origin_id is not None}


def _is_news(message: ThreadMessage, before: ThreadFacts) -> bool:
    is_new = message.id > before.last_message_id
    return is_new and message.kind is MessageKind.INBOUND and not message.is_automatic
