"""The frames of the websocket stream. Down: sequenced events and things of the moment. Up: only things of the moment (D6)."""

from enum import StrEnum

import msgspec

from support_tui.wire.drafts import DraftKind
from support_tui.wire.events import Recorded
from support_tui.wire.mail_states import MailboxState
from support_tui.wire.notifications import MarkNotifications, Notification
from support_tui.wire.refusals import Refusal
from support_tui.wire.saved_views import ViewCount
from support_tui.wire.values import Address
from support_tui.wire.views import ConversationRow, Counts, Customer, Directory, Message


class Envelope(msgspec.Struct, frozen=True, omit_defaults=True):
    """An event on its way to consoles, with what they need to show it: the row after it (on the last event of a command for
    that conversation), the message it added or touched, the customer it changed, the directory where a name in it changed."""

    recorded: Recorded
    row: ConversationRow | None = None
    message: Message | None = None
    customer: Customer | None = None
    directory: Directory | None = None
    cc: tuple[Address, ...] | None = None


class _Frame(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="frame", tag=str.lower):
    pass


class Hello(_Frame, frozen=True):
    """The first frame down. `seq` is where the stream starts from; events after it follow without a gap."""

    seq: int
    epoch: str
    server_version: str = ""


class Events(_Frame, frozen=True):
    """Everything that happened after `after_seq` up to and including `seq`, as far as this agent may see it, in order."""

    after_seq: int
    seq: int
    events: tuple[Envelope, ...] = ()


class Skipped(_Frame, frozen=True):
    """More happened after `after_seq` up to and including `seq` than is worth telling: what is on screen is read again."""

    after_seq: int
    seq: int


class Progress(_Frame, frozen=True):
    """How far the receiver's own change to many conversations has come; the request with this key gets the answer."""

    key: str
    done: int
    total: int


class Resync(_Frame, frozen=True):
    """Too far behind to catch up event by event: read a new snapshot, then go on from `seq`."""

    seq: int
    reason: str = ""


class CountsChanged(_Frame, frozen=True):
    counts: Counts


class ViewCounts(_Frame, frozen=True):
    """How much each of the agent's saved views holds, of those that were counted."""

    counts: tuple[ViewCount, ...] = ()


class Activity(StrEnum):
    """What an agent is doing in a conversation right now."""

    VIEWING = "viewing"
    REPLYING = "replying"
    NOTING = "noting"


class Viewer(msgspec.Struct, frozen=True):
    agent_id: int
    activity: Activity


class Presence(_Frame, frozen=True):
    """Everyone in a conversation now, the receiver's own other screens left out; empty when the last has left."""

    conversation_id: int
    viewers: tuple[Viewer, ...] = ()


class ReadMoved(_Frame, frozen=True):
    """The same agent has read up to `message_id` on another screen."""

    conversation_id: int
    message_id: int


class Notified(_Frame, frozen=True):
    """This agent is told something personally."""

    notification: Notification


class NotificationsMarked(_Frame, frozen=True):
    """The same agent has read some of them on another screen, or made them unread."""

    marks: MarkNotifications


class DraftMoved(_Frame, frozen=True):
    """An unsent text of this agent was changed on another screen, or one that a colleague shares: read it again. `version` is what stands
    now, 0 where nothing does; `conversation_id` 0 is a conversation that is not begun yet."""

    conversation_id: int
    kind: DraftKind
    agent_id: int
    version: int = 0


class OwnStale(_Frame, frozen=True):
    """More has happened to this agent's own things than can be told: read notifications and drafts again."""


class MailStates(_Frame, frozen=True):
    """How the mail of the mailboxes stands that the receiver sees, of those where anything is known; the whole, each time it changes."""

    states: tuple[MailboxState, ...] = ()


class Notice(_Frame, frozen=True):
    """Something of the server itself, such as `shutting_down` or `disk_full`; `is_over` takes it back."""

    refusal: Refusal
    is_over: bool = False


DownFrame = (
    Hello
    | ViewCounts
    | Events
    | Skipped
    | Progress
    | Resync
    | CountsChanged
    | Presence
    | ReadMoved
    | Notified
    | NotificationsMarked
    | DraftMoved
    | OwnStale
    | MailStates
    | Notice
)


class Look(_Frame, frozen=True):
    """Up: what this screen shows and does now; `conversation_id` None is no conversation."""

    conversation_id: int | None = None
    activity: Activity = Activity.VIEWING


UpFrame = Look
