"""What the writer remembers of the tables between commands, so that a busy conversation is not read anew for each of its messages.

Lives in the writer thread alone. Whatever a transaction that was rolled back has put here is forgotten with all the rest.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

import msgspec

from support_tui.wire import events as e
from support_tui.wire.views import Customer, Mailbox

from ...core.context import NextIds
from ...core.decision import Decision
from ...core.desk import Desk
from ...core.pauses import pause_of
from ...core.state import ConversationState
from ..db import Connection
from ..tables import load, log, mailbox_secrets
from ..tables.saved_views import load_tabs

_CONVERSATIONS: Final = 8_000
"""More than an order of 5,000 changes, which is often taken back at once."""
_CUSTOMERS: Final = 4_000

V = TypeVar("V")


class _Recent(Generic[V]):
    """The entries used last, by id."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._entries: OrderedDict[int, V] = OrderedDict()

    def get(self, id_: int, read: Callable[[int], V | None]) -> V | None:
        """The entry, read where it is not remembered."""
        found = self._entries.get(id_)
        if found is not None:
            self._entries.move_to_end(id_)
            return found
        found = read(id_)
        if found is not None:
            self.put(id_, found)
        return found

    def peek(self, id_: int) -> V | None:
        """The entry if it is remembered."""
        return self._entries.get(id_)

    def put(self, id_: int, value: V) -> None:
        """Remember an entry; the one unused for longest gives way."""
        self._entries[id_] = value
        if len(self._entries) > self._limit:
            self._entries.popitem(last=False)

    def drop(self, id_: int) -> None:
        """Forget an entry."""
        self._entries.pop(id_, None)

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()


class WriterMemory:
    """States, the desk, the next ids and the head of the log, as the tables and the running transaction have them."""

    def __init__(self, connection: Connection, can_send: Callable[[Mailbox], bool]) -> None:
        self.connection = connection
        self._can_send = can_send
        self._conversations: _Recent[ConversationState] = _Recent(_CONVERSATIONS)
        self._customers: _Recent[Customer] = _Recent(_CUSTOMERS)
        self.desk = Desk()
        self.next = NextIds()
        self.seq = 0
        """The last event of the log."""
        self.last_at = 0
        """Its time; no later event is dated before it."""
        self.reload()

    def reload(self) -> None:
        """Read everything from the tables again."""
        self._conversations.clear()
        self._customers.clear()
        desk = Desk.of(load.directory(self.connection, self.with_way_out))
        self.desk = msgspec.structs.replace(desk, tabs=load_tabs(self.connection))
        self.next = load.next_ids(self.connection)
        self.seq, self.last_at = log.last(self.connection)

    def conversation(self, conversation_id: int) -> ConversationState | None:
        """The state of a conversation, None where there is none."""
        return self._conversations.get(conversation_id, lambda id_: load.conversation(self.connection, id_))

    def conversations(self, ids: Sequence[int]) -> dict[int, ConversationState]:
        """Those of these conversations that there are, in the order of `ids`; what is not remembered is read at once, and remembered."""
        known = {id_: state for id_ in ids if (state := self._conversations.peek(id_)) is not None}
        missing = [id_ for id_ in ids if id_ not in known]
        for state in load.conversations(self.connection, missing) if missing else ():
            known[state.id] = state
            self._conversations.put(state.id, state)
        return {id_: known[id_] for id_ in ids if id_ in known}

    def customer(self, customer_id: int) -> Customer | None:
        """The profile of a customer, None where there is none."""
        return self._customers.get(customer_id, lambda id_: load.customer(self.connection, id_))

    def keep_conversation(self, state: ConversationState) -> None:
        """Take in the state after a change."""
        self._conversations.put(state.id, state)

    def drop_conversation(self, conversation_id: int) -> None:
        """Forget a conversation that is not there any more."""
        self._conversations.drop(conversation_id)

    def keep_customer(self, customer: Customer) -> None:
        """Take in the profile after a change."""
        self._customers.put(customer.id, customer)

    def with_way_out(self, mailbox: Mailbox) -> Mailbox:
        """A mailbox that says whether a channel leads out of it, and why what it sends waits."""
        kept = {secret.kind for secret in mailbox_secrets.of_mailbox(self.connection, mailbox.id)}
        return msgspec.structs.replace(
            mailbox, can_send=self._can_send(mailbox), pause=pause_of(mailbox, kept)
        )

    def moment(self, clock: int) -> int:
        """The time of a change that happens now: the clock's, unless that jumped back behind the log."""
        return max(clock, self.last_at)

    def advance(self, decision: Decision, now: int) -> None:
        """Take in which ids a decision used, and when it happened."""
        self.last_at = now
        used = {kind: id_ + 1 for event in decision.events for kind, id_ in _given_ids(event)}
        if any(isinstance(event, e.ConversationStarted) for event in decision.events):
            used["conversation"] = (decision.conversation_id or 0) + 1
        fresh = {kind: next_id for kind, next_id in used.items() if next_id > getattr(self.next, kind)}
        if fresh:
            self.next = msgspec.structs.replace(self.next, **fresh)


def _given_ids(event: e.Event) -> tuple[tuple[str, int], ...]:
    """The ids an event names as those of its subject; of an old subject they change nothing."""
    match event:
        case e.MessageAdded():
            return (("message", event.message_id),)
        case e.CustomerCreated():
            return (("customer", event.customer_id),)
        case e.CustomerNoteAdded():
            return (("note", event.note_id),)
        case e.TagChanged():
            return (("tag", event.tag_id),)
        case e.AgentChanged():
            return (("agent", event.agent_id),)
        case e.TeamChanged():
            return (("team", event.team_id),)
        case e.MailboxChanged():
            return (("mailbox", event.mailbox_id),)
        case e.ViewChanged():
            return (("view", event.view_id),)
        case _:
            return ()
