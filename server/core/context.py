"""What comes in beside a command: time, ids, who asks, and what is known about the things it names. Pure data."""

from collections.abc import Callable, Mapping

import msgspec

from support_tui.wire.commands import Group
from support_tui.wire.mail_facts import MailFacts
from support_tui.wire.mailboxes import MailboxHoldings
from support_tui.wire.placing import LooksLike, Placing
from support_tui.wire.values import Actor, Address, Delivery, MessageKind
from support_tui.wire.views import Agent, Customer, Mailbox

from .acknowledgements import Answered
from .desk import Desk
from .facts import ThreadMessage
from .state import ConversationState
from .undoing import Undoing


class Asker(msgspec.Struct, frozen=True):
    """Who asks. `agent` is None for the system and for channels; `scope` is the token's: `console`, `api` or `channel`.

    `mailbox_id` is that of a token that is narrowed to one mailbox; `agent` is narrowed with it."""

    actor: Actor
    agent: Agent | None = None
    scope: str = "console"
    mailbox_id: int | None = None

    @property
    def name(self) -> str:
        """Whose idempotency keys these are: `agent:3`, `channel:1`, `system:`."""
        return f"{self.actor.kind.value}:{self.actor.id or ''}"


class NextIds(msgspec.Struct, frozen=True):
    """The ids that the next new things will have; a decision that makes several counts on from here."""

    conversation: int = 1
    message: int = 1
    customer: int = 1
    note: int = 1
    tag: int = 1
    agent: int = 1
    team: int = 1
    mailbox: int = 1
    view: int = 1


class Context(msgspec.Struct, frozen=True):
    """The moment of a decision. `can_send` tells whether a channel leads out of a mailbox with such settings; the
    mailboxes of `desk` say it of themselves.

    `now` never lies before what was decided last, however the clock jumps; `clock_at` is what the clock says. What waits for a moment
    is counted from `clock_at`: after a clock that was ahead has been set right, it would else wait for as long as that was."""

    now: int
    clock_at: int
    asker: Asker
    desk: Desk
    next: NextIds
    can_send: Callable[[Mailbox], bool]


class ReplyFacts(msgspec.Struct, frozen=True):
    """A reply that is to be taken back, retried or reported on, and what the thread says without it.

    `unanswered_since_at`: since when the customer would wait if this reply did not count. `other_reply_at`: when the first of the
    other replies that count was written, and whether one of them answers the newest question. `last_words`: those before it, where it
    is the last that was said, and when they were."""

    message_id: int
    kind: MessageKind
    delivery: Delivery
    written_at: int
    recipients: tuple[Address, ...] = ()
    unanswered_since_at: int | None = None
    other_reply_at: int | None = None
    is_answered_otherwise: bool = False
    last_words: tuple[str, int] | None = None
    is_automatic: bool = False


class Scheduled(msgspec.Struct, frozen=True):
    """A reply that is to leave at a time that was asked for."""

    conversation_id: int
    message_id: int
    delivery: Delivery


class Duplicate(msgspec.Struct, frozen=True):
    """A message that already has the external id of one that comes in; `is_same` if its words are the same too."""

    message_id: int
    conversation_id: int
    is_same: bool
    is_purged: bool = False
    """It was deleted for good: only its identity is known."""


class Quarantined(msgspec.Struct, frozen=True):
    """The message that stands for a mail that could not be read, when the mail itself comes: its conversation and that one's thread."""

    message_id: int
    title: str
    at: int
    conversation: ConversationState
    thread: tuple[ThreadMessage, ...] = ()


class MailInQuestion(msgspec.Struct, frozen=True):
    """A message that came as mail, as it is read now."""

    charset: str
    text: str
    title: str


class Known(msgspec.Struct, frozen=True):
    """What the tables say about the things a command names.

    `candidates` are the conversations that an incoming message could belong to, best first, merged ones replaced by their
    survivors, and `placings` tell for each what points at it; `alike` are others that nothing points at, and `answered` counts
    the automatic answers there have been; `newest_facts` are those of the requester's newest message, `participant` is who wrote the one
    that is named; `taken_emails` are those of the addresses it gives that belong to another customer, folded;
    `message_ids` are those of the external identities it gives that came in before; `others` are the further conversations it names,
    `customers` theirs by id where that matters, and `left` those that a change to many leaves alone before it is decided. `origin_ids`
    gives for a candidate the merged conversation that was meant by its name; `thread` is the whole thread in order of time;
    `undoing` is all about a request that is to be taken back; `customer_mailboxes` are those that the customer's conversations are in;
    `scheduled` are the replies that are to leave later in the candidates; `quarantined` is what has stood for the mail that comes in."""

    conversation: ConversationState | None = None
    customer: Customer | None = None
    mail: MailInQuestion | None = None
    reply: ReplyFacts | None = None
    candidates: tuple[ConversationState, ...] = ()
    placings: Mapping[int, Placing] = {}
    alike: tuple[LooksLike, ...] = ()
    answered: Answered = Answered()
    newest_facts: MailFacts | None = None
    newest: Mapping[int, MailFacts] = {}
    """The same of the conversations that a reply goes to at once, by their numbers."""
    participant: Address | None = None
    duplicate: Duplicate | None = None
    taken_emails: frozenset[str] = frozenset()
    customer_mailboxes: frozenset[int] = frozenset()
    message_ids: frozenset[str] = frozenset()
    others: tuple[ConversationState, ...] = ()
    customers: Mapping[int, Customer] = {}
    left: tuple[Group, ...] = ()
    origin_ids: Mapping[int, int] = {}
    thread: tuple[ThreadMessage, ...] = ()
    undoing: Undoing | None = None
    holdings: MailboxHoldings | None = None
    """Of the mailbox that is to be removed."""
    scheduled: tuple[Scheduled, ...] = ()
    quarantined: Quarantined | None = None
    shares_messages: bool = False
    """Whether the log of the conversation tells of messages of others, or that of others of its own: it was merged or split."""
    is_purged: bool = False
    """Whether what comes in was here and deleted for good."""
    overtaken_by: int | None = None
    """What others have written to or of the customer that the agent who answers by mail has not seen."""
    twins: tuple[ConversationState, ...] = ()
    """Conversations of other mailboxes that the same message has come in by."""
