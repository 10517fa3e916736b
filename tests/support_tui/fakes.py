"""A small desk for tests of the console without a server: people, rows and messages in the desk's own words."""

from dataclasses import dataclass, field
from typing import Any

from support_tui.store import LinePhase, LineState, ListKey, Store
from support_tui.store.windows import place_under
from support_tui.wire.events import Event, Recorded
from support_tui.wire.frames import Envelope, Events
from support_tui.wire.values import Actor, ActorKind, MessageKind, Role, Status
from support_tui.wire.views import (
    Agent,
    ConversationPage,
    ConversationRow,
    Counts,
    Customer,
    CustomerPage,
    Directory,
    Mailbox,
    Message,
    Snapshot,
    Tag,
    Team,
    ThreadPage,
)

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
NOON = 1_767_441_600 * SECOND
"""3 January 2026, 12:00 UTC: the present moment of every fake desk until it is moved."""

RAE = Agent(1, "Rae Adams", "rae@desk.example", Role.ADMIN, team_ids=(1,))
SAM = Agent(2, "Sam Cole", "sam@desk.example", Role.AGENT)
NOUR = Agent(3, "نور الهاشمي", "nour@desk.example", Role.AGENT)
DIRECTORY = Directory(
    agents=(RAE, SAM, NOUR),
    teams=(Team(1, "Billing", (1, 2)), Team(2, "الدعم الفني", (3,))),
    mailboxes=(
        Mailbox(1, "Support", "help@desk.example", can_send=True),
        Mailbox(2, "Sales", "sales@desk.example"),
    ),
    tags=(Tag(1, "refund"), Tag(2, "login"), Tag(3, "شحن")),
)


@dataclass
class Clock:
    """A present moment that only moves when told."""

    now: int = NOON

    def __call__(self) -> int:
        return self.now


def a_row(conversation_id: int, **fields: Any) -> ConversationRow:
    """A conversation that waits for us since as many minutes as its id says."""
    at = NOON - conversation_id * MINUTE
    facts: dict[str, Any] = {
        "version": 1,
        "title": f"Title {conversation_id}",
        "status": Status.OPEN,
        "mailbox_id": 1,
        "customer_id": 100 + conversation_id,
        "customer_name": f"Customer {conversation_id}",
        "customer_email": f"customer{conversation_id}@example.org",
        "channel": "email",
        "created_at": at,
        "last_message_at": at,
        "waiting_since_at": at,
        "last_inbound_id": conversation_id * 1_000,
        "last_message_id": conversation_id * 1_000,
        "message_count": 1,
        "preview": f"Preview {conversation_id}",
    }
    return ConversationRow(id=conversation_id, **(facts | fields))


def a_message(conversation_id: int, number: int, **fields: Any) -> Message:
    """The message of that number in a conversation, a minute after the one before."""
    facts: dict[str, Any] = {
        "kind": MessageKind.INBOUND,
        "author": Actor(ActorKind.CUSTOMER, 100 + conversation_id, f"Customer {conversation_id}"),
        "at": NOON - DAY + number * MINUTE,
        "text": f"Message {number} of {conversation_id}",
    }
    return Message(id=conversation_id * 1_000 + number, conversation_id=conversation_id, **(facts | fields))


@dataclass
class FakeDesk:
    """A store with a snapshot in it, and a way to let things happen in the stream."""

    clock: Clock = field(default_factory=Clock)
    me: Agent = RAE
    seq: int = 100
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.store = Store(self.clock)
        self.store.take_snapshot(self.snapshot())
        self.store.set_line(LineState(LinePhase.LIVE, self.clock.now, latency_ms=18))

    def snapshot(self, **counts: int) -> Snapshot:
        """The desk as a whole at this moment."""
        by_queue = {"all": 0, "mine": 0, "unassigned": 0} | counts
        return Snapshot(self.me, DIRECTORY, Counts(by_queue), self.seq, "epoch-1", desk_name="Fake desk")

    def fill(self, rows: list[ConversationRow], key: ListKey | None = None, *, read: bool = False) -> ListKey:
        """Load `rows` as the whole of a list, in its order."""
        key = key or ListKey("all")
        ordered = sorted(rows, key=lambda row: place_under(key.sort, row))
        self.store.open_list(key)
        self.place(key, ordered, 0, len(ordered), read=read)
        return key

    def place(
        self, key: ListKey, rows: list[ConversationRow], start: int, total: int, *, read: bool = False
    ) -> None:
        """Load one page of a list."""
        read_ids = {row.id: row.last_inbound_id for row in rows} if read else {}
        page = ConversationPage(tuple(rows), self.seq, start, total, total, read_ids=read_ids)
        self.store.place_page(key, page)

    def fill_thread(self, row: ConversationRow, messages: list[Message], **fields: Any) -> None:
        """Load a thread's newest page."""
        self.store.place_thread(ThreadPage(row, tuple(messages), seq=self.seq, **fields))

    def fill_customer(self, customer_id: int, **fields: Any) -> Customer:
        """Load a customer's page; fields of the page by their names, the rest are the customer's."""
        page = {name: fields.pop(name) for name in ("conversations", "notes", "known_by") if name in fields}
        customer = Customer(customer_id, fields.pop("name", f"Customer {customer_id - 100}"), **fields)
        self.store.place_customer(CustomerPage(customer, **page))
        return customer

    def happens(
        self,
        event: Event,
        row: ConversationRow | None = None,
        *,
        message: Message | None = None,
        actor: Actor | None = None,
        conversation_id: int | None = None,
        key: str = "",
        **fields: Any,
    ) -> int:
        """Let one event arrive by the stream; its seq."""
        after, self.seq = self.seq, self.seq + 1
        recorded = Recorded(
            self.seq,
            self.clock.now,
            actor or Actor(ActorKind.AGENT, SAM.id, SAM.name),
            event,
            key,
            conversation_id if conversation_id is not None else (row.id if row is not None else None),
        )
        envelope = Envelope(recorded, row, message, **fields)
        self.store.take_frames([Events(after, self.seq, (envelope,))])
        return self.seq
