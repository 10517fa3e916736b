"""Carries out many decisions of one request at once: the same tables, log and counts as one after the other, in a few statements.

Takes only decisions that sort a conversation or add to its thread (`is_plain`); what makes, renames or delivers goes the way of `perform`.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from support_tui.wire import events as e
from support_tui.wire.events import Recorded
from support_tui.wire.views import Message

from ...core import notices
from ...core.context import Asker
from ...core.decision import Decision
from ...core.evolve import evolve
from ...core.state import ConversationState, row_of
from ..counts.standing import CountChanges
from ..tables import log
from ..tables.log import Entry
from ..telling.announce import Published, announced, untold
from . import indexing, project, project_messages
from .memory import WriterMemory

TOLD_ONE_BY_ONE: Final = 200
"""Of more events than this consoles are only told that they happened: reading what is on screen again is cheaper."""

_PLAIN: Final = (
    e.MessageAdded,
    e.StatusChanged,
    e.ConversationAssigned,
    e.FollowersChanged,
    e.TagsChanged,
    e.PriorityChanged,
    e.ConversationMoved,
    e.FolderChanged,
    e.SnoozeChanged,
    e.CcChanged,
)

_encode = msgspec.json.Encoder().encode


def is_plain(decision: Decision) -> bool:
    """Whether a decision is about one conversation that there is, and touches nothing but its row, its thread and its links."""
    return (
        decision.conversation_id is not None
        and bool(decision.events)
        and decision.read is None
        and decision.actor is None
        and all(isinstance(event, _PLAIN) for event in decision.events)
        and not any(message.external_id or message.files for message in decision.messages)
    )


class ManyChanges:
    """Decisions on their way into the tables, no two about one conversation."""

    def __init__(self, memory: WriterMemory, asker: Asker, key: str, now: int) -> None:
        self._memory = memory
        self._actor = asker.actor
        self._key = key
        self._now = now
        self._changes: list[tuple[ConversationState, ConversationState]] = []
        self._entries: list[Entry] = []
        self._messages: dict[int, Message] = {}
        self.concerned: list[notices.Notice] = []
        """Whom the changes concern personally."""

    def take_in(self, decisions: Sequence[Decision]) -> None:
        """Events into states and entries; messages are written at once, as their order gives their numbers."""
        memory = self._memory
        states = memory.conversations([decision.conversation_id or 0 for decision in decisions])
        for decision in decisions:
            conversation_id = decision.conversation_id or 0
            old = new = states[conversation_id]
            for event in decision.events:
                assert isinstance(event, e.ConversationEvent)
                new = evolve(new, event, self._now)
                self._enter(event, new)
            for message in decision.messages:
                self._messages[message.id] = project_messages.insert_message(
                    memory.connection, message, conversation_id
                )
                indexing.message_added(memory.connection, message)
            self._changes.append((old, new))
            self.concerned += notices.notices_for(
                notices.Happened(
                    decision.events, new, self._actor, memory.desk, self._now, decision.messages, {}
                )
            )
            memory.keep_conversation(new)
            if decision.messages:
                memory.advance(decision, self._now)
        memory.last_at = self._now

    def _enter(self, event: e.ConversationEvent, state: ConversationState) -> None:
        memory = self._memory
        memory.seq += 1
        recorded = Recorded(memory.seq, self._now, self._actor, event, self._key, state.id)
        left = event.old_mailbox_id if isinstance(event, e.ConversationMoved) else None
        self._entries.append(Entry(recorded, state.mailbox_id, left))

    def write(self, counts: CountChanges, *, is_told: bool = True) -> list[Published]:
        """Rows, links and log; what consoles are told, one by one where the whole order is short enough."""
        connection = self._memory.connection
        project.update_conversations(connection, self._changes)
        log.append_all(connection, self._entries, _encode(self._actor).decode())
        for old, new in self._changes:
            counts.add(old, new)
        if not is_told or len(self._entries) > TOLD_ONE_BY_ONE:
            return [untold(self._entries[-1].recorded.seq, len(self._entries))]
        return announced(self._entries, _Shown(self._memory, self._changes, self._messages))


class _Shown:
    """What consoles are shown of the changes."""

    def __init__(
        self,
        memory: WriterMemory,
        changes: Sequence[tuple[ConversationState, ConversationState]],
        messages: dict[int, Message],
    ) -> None:
        self._memory = memory
        self._rows = {new.id: new for _, new in changes}
        self._messages = messages

    def row(self, conversation_id: int) -> Any:
        state = self._rows[conversation_id]
        customer = self._memory.customer(state.customer_id)
        assert customer is not None
        return row_of(state, customer.name, customer.emails[0] if customer.emails else "")

    def message(self, message_id: int) -> Message | None:
        return self._messages.get(message_id)

    def customer(self, customer_id: int) -> None:
        raise AssertionError("no customer is changed here")

    def mailboxes_of_customer(self, customer_id: int) -> frozenset[int]:
        raise AssertionError("no customer is changed here")

    def directory(self) -> Any:
        raise AssertionError("the desk is not changed here")


def runs(decisions: Sequence[Decision]) -> Iterator[tuple[bool, list[Decision]]]:
    """The decisions in their order, in stretches that can be carried out at once (True) or go one after the other (False)."""
    run: list[Decision] = []
    taken: set[int | None] = set()
    is_many = False
    for decision in decisions:
        plain = is_plain(decision)
        if run and (plain is not is_many or decision.conversation_id in taken):
            yield is_many, run
            run, taken = [], set()
        is_many = plain
        run.append(decision)
        taken.add(decision.conversation_id)
    if run:
        yield is_many, run
