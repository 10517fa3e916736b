"""Commands that were asked for and not yet seen in the stream, in the order they were given. Pure.

A pending command shows its effect as an overlay. It leaves when its events have arrived, or when it was refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

from support_tui.store.backs import NONE, Backs
from support_tui.wire.commands import ChangeMany, Command, MergeConversations, Picked


class PendingState(StrEnum):
    """How far a command has come."""

    QUEUED = "queued"
    SENT = "sent"
    ACCEPTED = "accepted"


class Pending(msgspec.Struct, frozen=True):
    """One command on its way. `message_id` is negative: what it writes is shown under it until the server has numbered it.

    `done_seq` is the last event it made, once the server has said so. `backs` are what an undo will bring back."""

    key: str
    command: Command
    at: int
    message_id: int
    seen_seq: int | None = None
    state: PendingState = PendingState.QUEUED
    done_seq: int = 0
    backs: Backs = NONE

    @property
    def conversation_ids(self) -> tuple[int, ...]:
        """The conversations that look otherwise while it is pending."""
        return conversations_of(self.command) or self.backs.conversation_ids()

    @property
    def customer_ids(self) -> frozenset[int]:
        """The customers whose profiles do."""
        named = getattr(self.command, "customer_id", None)
        backs = {back.customer_id for back in self.backs.customers}
        return frozenset(backs if named is None else {named})


#: A change to more conversations than this shows when the server has done it, not before.
SHOWN_AT_ONCE = 50


def conversations_of(command: Command) -> tuple[int, ...]:
    """The conversations whose rows a command changes at once; none for those about something else."""
    match command:
        case MergeConversations():
            return (command.survivor_id, *command.conversation_ids)
        case ChangeMany(selection=Picked(ids)):
            return ids if len(ids) <= SHOWN_AT_ONCE else ()
        case _:
            conversation_id = getattr(command, "conversation_id", None)
            return () if conversation_id is None else (conversation_id,)


@dataclass(slots=True)
class PendingQueue:
    """Pending commands by key, oldest first."""

    by_key: dict[str, Pending] = field(default_factory=dict)
    _by_conversation: dict[int, list[str]] = field(default_factory=dict)
    _last_message_id: int = 0

    def __len__(self) -> int:
        return len(self.by_key)

    def __iter__(self) -> Iterator[Pending]:
        return iter(self.by_key.values())

    def next_message_id(self) -> int:
        """A negative number no pending message has had."""
        self._last_message_id -= 1
        return self._last_message_id

    def add(self, pending: Pending) -> None:
        """The newest command; the same key again replaces it where it stands."""
        is_new = pending.key not in self.by_key
        self.by_key[pending.key] = pending
        self._last_message_id = min(self._last_message_id, pending.message_id)
        for conversation_id in pending.conversation_ids if is_new else ():
            self._by_conversation.setdefault(conversation_id, []).append(pending.key)

    def remove(self, key: str) -> Pending | None:
        """Take a command out, wherever it stands."""
        pending = self.by_key.pop(key, None)
        if pending is None:
            return None
        for conversation_id in pending.conversation_ids:
            keys = self._by_conversation[conversation_id]
            keys.remove(key)
            if not keys:
                del self._by_conversation[conversation_id]
        return pending

    def about(self, conversation_id: int) -> list[Pending]:
        """Commands about a conversation, oldest first."""
        return [self.by_key[key] for key in self._by_conversation.get(conversation_id, ())]

    def conversation_ids(self) -> frozenset[int]:
        """Conversations that anything is pending for."""
        return frozenset(self._by_conversation)

    def unanswered(self) -> list[Pending]:
        """Commands the server has not answered yet, oldest first: what is sent when the line is back."""
        return [pending for pending in self if pending.state is not PendingState.ACCEPTED]

    def finished(self, seq: int) -> list[Pending]:
        """Accepted commands whose events are all known at `seq`."""
        accepted = PendingState.ACCEPTED
        return [pending for pending in self if pending.state is accepted and pending.done_seq <= seq]
