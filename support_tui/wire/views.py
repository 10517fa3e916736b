"""What the server shows of the desk: rows, messages, people, counts. Snapshots to read, never to send back."""

import msgspec

from support_tui.wire.events import Recorded
from support_tui.wire.mail_facts import NO_FACTS, MailFacts
from support_tui.wire.mailboxes import MailSettings, Pause
from support_tui.wire.placing import Placing
from support_tui.wire.saved_views import SavedView
from support_tui.wire.values import (
    Actor,
    Address,
    Attachment,
    ClosedPolicy,
    Delivery,
    Folder,
    MessageKind,
    Priority,
    Rating,
    Role,
    Status,
)


class ConversationRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """One conversation as a list shows it, the same for every agent. `version` grows with each change: of two rows the higher is true.

    `waiting_since_at` is when the oldest unanswered customer message came, None if nobody waits for us."""

    id: int
    version: int
    title: str
    status: Status
    mailbox_id: int
    customer_id: int
    customer_name: str
    channel: str
    created_at: int
    last_message_at: int
    customer_email: str = ""
    preview: str = ""
    priority: Priority = Priority.NORMAL
    folder: Folder = Folder.INBOX
    assignee_id: int | None = None
    team_id: int | None = None
    tag_ids: tuple[int, ...] = ()
    follower_ids: tuple[int, ...] = ()
    waiting_since_at: int | None = None
    snoozed_until_at: int | None = None
    closed_at: int | None = None
    first_reply_at: int | None = None
    last_inbound_id: int = 0
    last_message_id: int = 0
    message_count: int = 0
    has_attachment: bool = False
    rating: Rating | None = None
    merged_into_id: int | None = None


class Message(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of a thread. `at` orders the thread; `written_at` is what the sender claimed (E39). `origin_id` is the merged
    conversation that it belongs to, None where it was always here; `placing` tells how what came in was found to belong here."""

    id: int
    conversation_id: int
    kind: MessageKind
    author: Actor
    at: int
    text: str
    written_at: int | None = None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    delivery: Delivery | None = None
    automatic: str = ""
    reason: str = ""
    title: str = ""
    raw_digest: str = ""
    origin_id: int | None = None
    facts: MailFacts = NO_FACTS
    placing: Placing | None = None
    bcc: tuple[Address, ...] = ()


class Agent(msgspec.Struct, frozen=True, omit_defaults=True):
    id: int
    name: str
    email: str
    role: Role
    is_disabled: bool = False
    team_ids: tuple[int, ...] = ()
    mailbox_ids: tuple[int, ...] | None = None


class Team(msgspec.Struct, frozen=True, omit_defaults=True):
    id: int
    name: str
    member_ids: tuple[int, ...] = ()


class Mailbox(msgspec.Struct, frozen=True, omit_defaults=True):
    """`can_send` is false where no channel leads out: replies then stand as `no_channel`. `pause` is why those of one that can wait
    until somebody changes something."""

    id: int
    name: str
    address: str = ""
    signature: str = ""
    closed_policy: ClosedPolicy = ClosedPolicy.REOPEN
    closed_days: int = 7
    can_send: bool = False
    pause: Pause | None = None
    mail: MailSettings = MailSettings()


class Tag(msgspec.Struct, frozen=True, omit_defaults=True):
    id: int
    name: str


class Directory(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything small that rows refer to by id; whole, never paged."""

    agents: tuple[Agent, ...] = ()
    teams: tuple[Team, ...] = ()
    mailboxes: tuple[Mailbox, ...] = ()
    tags: tuple[Tag, ...] = ()


class CustomerNote(msgspec.Struct, frozen=True, omit_defaults=True):
    id: int
    at: int
    author: Actor
    text: str


class Customer(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person. `time_zone` is an IANA name, `language` a BCP 47 tag, `greeting` how to address them."""

    id: int
    name: str
    version: int = 0
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    company: str = ""
    title: str = ""
    language: str = ""
    time_zone: str = ""
    location: str = ""
    greeting: str = ""
    links: tuple[str, ...] = ()
    attributes: dict[str, str] = {}
    created_at: int = 0
    last_contact_at: int | None = None
    conversation_count: int = 0


class CustomerPage(msgspec.Struct, frozen=True, omit_defaults=True):
    """The context of a customer: profile, newest conversations first, notes newest first, agents who know them best first."""

    customer: Customer
    conversations: tuple[ConversationRow, ...] = ()
    notes: tuple[CustomerNote, ...] = ()
    known_by: tuple[int, ...] = ()


class ConversationPage(msgspec.Struct, frozen=True, omit_defaults=True):
    """A window of a list. `total` is exact, or None where counting would take too long (`total_at_least` then holds).

    `start` is the position of the first row; `before` and `after` are opaque cursors of the neighbours, empty at the ends.
    `read_ids` gives for each conversation of the page the message the asking agent has read up to; absent is unread."""

    rows: tuple[ConversationRow, ...]
    seq: int
    start: int = 0
    total: int | None = None
    total_at_least: int = 0
    before: str = ""
    after: str = ""
    read_ids: dict[int, int] = {}


class ThreadPage(msgspec.Struct, frozen=True, omit_defaults=True):
    """A window of a thread in time order with the events of the same stretch; `before` is an opaque cursor, empty at the first message.

    `related` are the conversations that it, or one that was merged into it, is linked to."""

    row: ConversationRow
    messages: tuple[Message, ...]
    events: tuple[Recorded, ...] = ()
    cc: tuple[Address, ...] = ()
    seq: int = 0
    before: str = ""
    after: str = ""
    read_id: int = 0
    related: tuple[ConversationRow, ...] = ()


class LogPage(msgspec.Struct, frozen=True, omit_defaults=True):
    """A window of the change log, newest first; `before` is the cursor to older entries, 0 at the end."""

    entries: tuple[Recorded, ...]
    titles: dict[int, str] = {}
    before: int = 0


class Counts(msgspec.Struct, frozen=True, omit_defaults=True):
    """Badges by queue id: `all mine unassigned following snoozed closed spam trash`, `mailbox:<id>`, `team:<id>`; only what the agent may see."""

    by_queue: dict[str, int] = {}


class Snapshot(msgspec.Struct, frozen=True, omit_defaults=True):
    """All a console needs before its first page, read in one transaction at `seq`. `epoch` changes when the data were restored."""

    me: Agent
    directory: Directory
    counts: Counts
    seq: int
    epoch: str
    server_version: str = ""
    desk_name: str = ""
    views: tuple[SavedView, ...] = ()
    tab_order: tuple[str, ...] = ()


class LoggedIn(msgspec.Struct, frozen=True, omit_defaults=True):
    """A fresh token, shown this once; `expires_at` None is never."""

    token: str
    agent: Agent
    expires_at: int | None = None
