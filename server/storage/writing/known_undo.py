"""Gathers all about a request that is to be taken back: few statements, however many conversations it changed."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, Protocol

import msgspec

from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.mailboxes import MailboxHoldings
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import Message

from ...core.addresses import fold_email
from ...core.context import Known
from ...core.evolve import folded
from ...core.state import ConversationState
from ...core.undo import needs_fold
from ...core.undoing import DoneAction, Subject, Undoing, family_of, subject_of, without_family
from ..db import Connection
from ..tables import load, log, mailbox_holdings
from . import actions
from .known_joining import standing_of

_CHAIN: Final = 100
_DESK_TYPES: Final = (
    "tag_changed",
    "view_changed",
    "tabs_arranged",
    "mailbox_changed",
    "mailbox_removed",
    "mailbox_secret_changed",
)
"""The desk's own events that can be taken back."""


class Memory(Protocol):
    """Where states come from: the tables, or what the writer remembers of them."""

    connection: Connection

    def conversations(self, ids: Sequence[int]) -> dict[int, ConversationState]: ...


def known_for_undo(memory: Memory, command: c.UndoRequest) -> Known | Refusal:
    """The request, what it did, and what happened since; `not_found` where nothing is known of such a request."""
    connection = memory.connection
    action = actions.find(connection, command.key)
    if action is None:
        return Refusal(RefusalCode.NOT_FOUND, {"kind": "action", "id": command.key})
    events = tuple(log.of_request(connection, action.key))
    return Known(undoing=_undoing(memory, action, events, _later(connection, events)))


def known_for_part_of_undo(memory: Memory, command: c.UndoRequest, ids: Sequence[int]) -> Known | Refusal:
    """The same of these conversations alone, for a request that was about nothing but conversations one by one."""
    connection = memory.connection
    action = actions.find(connection, command.key)
    if action is None:
        return Refusal(RefusalCode.NOT_FOUND, {"kind": "action", "id": command.key})
    since = list(log.of_conversations_after(connection, ids, action.seq - 1))
    events = tuple(recorded for recorded in since if recorded.key == action.key)
    if not events:
        return Known(undoing=Undoing(action, (), {}, {}, is_part=True))
    return Known(undoing=_undoing(memory, action, events, _later_of(since, events), is_part=True))


def _undoing(
    memory: Memory, action: DoneAction, events: tuple[e.Recorded, ...],
    later: dict[Subject, tuple[e.Recorded, ...]], *, is_part: bool = False,
) -> Undoing:  # fmt: skip
    connection = memory.connection
    ids = {recorded.conversation_id for recorded in events if recorded.conversation_id is not None}
    folded_ids = {r.conversation_id for r in events if r.conversation_id is not None and needs_fold(r.event)}
    logs = list(log.of_conversations_after(connection, folded_ids, 0)) if folded_ids else []
    keys = {recorded.key for entries in (*later.values(), logs) for recorded in entries}
    known = _actions(connection, {*keys, action.key, action.undone_by} - {""})
    return Undoing(
        action=action,
        events=events,
        later=later,
        states=memory.conversations(sorted(ids)),
        actions=known,
        without=_without(logs, family_of(events[0], known), known),
        messages=_messages(connection, events),
        taken_emails=_taken_emails(connection, events),
        standing=standing_of(memory, events),
        holdings=_holdings(connection, events),
        is_part=is_part,
    )


def _later(connection: Connection, events: tuple[e.Recorded, ...]) -> dict[Subject, tuple[e.Recorded, ...]]:
    """What others requests have done to the same subjects since, by subject."""
    ids = {recorded.conversation_id for recorded in events if recorded.conversation_id is not None}
    customer_ids = {recorded.customer_id for recorded in events if recorded.customer_id is not None}
    first, is_about_desk = events[0].seq, any(subject_of(r) == Subject(None, None) for r in events)
    found = [
        *log.of_conversations_after(connection, ids, first),
        *log.of_customers_after(connection, customer_ids, first),
        *(log.of_desk_since(connection, first, _DESK_TYPES) if is_about_desk else ()),
    ]
    return _later_of(found, events)


def _later_of(
    found: Iterable[e.Recorded], events: tuple[e.Recorded, ...]
) -> dict[Subject, tuple[e.Recorded, ...]]:
    """Of entries of the same subjects those of other requests, after the last of the request's own, by subject."""
    key, last = events[0].key, {subject_of(recorded): recorded.seq for recorded in events}
    later: dict[Subject, list[e.Recorded]] = {}
    for recorded in found:
        subject = subject_of(recorded)
        if recorded.key != key and recorded.seq > last.get(subject, recorded.seq):
            later.setdefault(subject, []).append(recorded)
    return {subject: tuple(entries) for subject, entries in later.items()}


def _actions(connection: Connection, keys: set[str]) -> dict[str, DoneAction]:
    """The requests with these keys, and those that they took back, and so on."""
    found: dict[str, DoneAction] = {}
    for _ in range(_CHAIN):
        if not keys:
            break
        fresh = actions.find_all(connection, keys)
        found |= {action.key: action for action in fresh}
        keys = {action.undoes for action in fresh if action.undoes} - found.keys()
    return found


def _without(
    logs: list[e.Recorded], own: str, known: dict[str, DoneAction]
) -> dict[int, ConversationState | None]:
    """Conversations folded from their logs as if the request had never been."""
    return {
        conversation_id: folded(conversation_id, without_family([*entries], own, known))
        for conversation_id, entries in groupby(logs, key=lambda recorded: recorded.conversation_id)
        if conversation_id is not None
    }


def _messages(connection: Connection, events: tuple[e.Recorded, ...]) -> dict[int, Message]:
    ids = {recorded.event.message_id for recorded in events if _names_message(recorded.event)}  # type: ignore[union-attr]
    found = (load.message_or_withdrawn(connection, message_id) for message_id in sorted(ids))
    return {message.id: message for message in found if message is not None}


def _holdings(connection: Connection, events: tuple[e.Recorded, ...]) -> dict[int, MailboxHoldings]:
    """Of mailboxes that were made, what lies in them."""
    ids = {
        r.event.mailbox_id for r in events if isinstance(r.event, e.MailboxChanged) and r.event.old is None
    }
    return {id_: mailbox_holdings.of_mailbox(connection, id_) for id_ in ids}


def _names_message(event: e.Event) -> bool:
    return isinstance(event, e.MessageAdded | e.MessageWithdrawn | e.MessageRestored | e.DeliveryChanged)


def _taken_emails(connection: Connection, events: tuple[e.Recorded, ...]) -> frozenset[str]:
    """Of the addresses that would come back to a customer, those that are somebody else's by now."""
    taken: set[str] = set()
    for recorded in events:
        event = recorded.event
        if isinstance(event, e.CustomerEdited) and event.field == "emails":
            for email in map(fold_email, msgspec.json.decode(event.old or "[]", type=tuple[str, ...])):
                owner = load.customer_id_of(connection, email, "")
                if owner not in (None, event.customer_id):
                    taken.add(email)
    return frozenset(taken)
