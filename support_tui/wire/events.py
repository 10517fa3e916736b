"""What has happened: past-tense facts with old and new values, the only things the desk's tables are made from.

A message's words are not repeated here: an event names the message, and whoever publishes it attaches the text.
"""

import msgspec

from support_tui.wire.event_base import BaseEvent as _Event
from support_tui.wire.mailbox_events import MailboxChanged as MailboxChanged
from support_tui.wire.mailbox_events import MailboxRemoved as MailboxRemoved
from support_tui.wire.mailbox_events import MailboxSecretChanged as MailboxSecretChanged
from support_tui.wire.placing import Placing
from support_tui.wire.saved_views import SavedView
from support_tui.wire.thread_facts import ThreadFacts
from support_tui.wire.values import (
    Actor,
    Address,
    Delivery,
    Folder,
    MessageKind,
    Priority,
    Rating,
    Regrouping,
    Role,
    SecretChange,
    Status,
)


class ConversationStarted(_Event, frozen=True):
    """A conversation came into being. `external_id` is the channel's own identity for it, `follows_id` the closed one it continues;
    `trigger` is `imported` for one that was lived elsewhere."""

    mailbox_id: int
    customer_id: int
    title: str
    channel: str
    status: Status
    priority: Priority = Priority.NORMAL
    external_id: str = ""
    follows_id: int | None = None
    trigger: str = ""


class MessageAdded(_Event, frozen=True):
    """A message joined the thread; `at` is when it was written or received, which an import may set in the past.

    `is_automatic` marks machine mail (E25). `preview` is the first words, one line, sanitised;
    `placing` tells why it came here."""

    message_id: int
    kind: MessageKind
    at: int
    preview: str
    has_attachment: bool = False
    is_automatic: bool = False
    reason: str = ""
    placing: Placing | None = None


class DeliveryChanged(_Event, frozen=True):
    """A reply moved on its way to the customer. Both times are the conversation's afterwards, told where the reply began or
    ceased to count as an answer (it was taken back, or failed). `preview` and `last_message_at` are told where the last word of the
    conversation is another one afterwards: what was taken back was never said."""

    message_id: int
    old: Delivery
    new: Delivery
    waiting_since_at: int | None = None
    first_reply_at: int | None = None
    preview: str | None = None
    last_message_at: int | None = None


class MessageRedecoded(_Event, frozen=True):
    """A mail is read with another charset; empty is the one that it came with. The previews are told where the conversation shows this
    message's first words."""

    message_id: int
    old_charset: str
    new_charset: str
    old_preview: str = ""
    new_preview: str = ""


class _MessageOut(_Event, frozen=True):
    """A message, and what its thread says afterwards."""

    message_id: int
    kind: MessageKind
    new: ThreadFacts


class MessageWithdrawn(_MessageOut, frozen=True):
    """Whoever wrote a message took it back before anybody outside had it: it is no part of the thread any more, and is kept apart."""


class MessageRestored(_MessageOut, frozen=True):
    """A message that was taken back stands in its thread again."""


class StatusChanged(_Event, frozen=True):
    """By hand, or along `statuses.MOVES` when `trigger` names why. Closing ends the customer's wait.

    Taking a change back brings back what it ended: `waiting_since_at` is the wait that a close ended, `closed_at` (None: now) when
    a conversation had been closed that was opened again. What a change ends is told with it, as `old_…`."""

    old: Status
    new: Status
    trigger: str = ""
    waiting_since_at: int | None = None
    closed_at: int | None = None
    old_waiting_since_at: int | None = None
    old_closed_at: int | None = None


class ConversationAssigned(_Event, frozen=True):
    """Responsibility moved; both parts are always given, unchanged ones too."""

    old_agent_id: int | None
    new_agent_id: int | None
    old_team_id: int | None = None
    new_team_id: int | None = None


class FollowersChanged(_Event, frozen=True):
    added: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()


class TagsChanged(_Event, frozen=True):
    """Tags by id, each only if it really changed."""

    added: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()


class TitleChanged(_Event, frozen=True):
    old: str
    new: str


class PriorityChanged(_Event, frozen=True):
    old: Priority
    new: Priority


class ConversationMoved(_Event, frozen=True):
    """To another mailbox, by id."""

    old_mailbox_id: int
    new_mailbox_id: int


class FolderChanged(_Event, frozen=True):
    old: Folder
    new: Folder


class SnoozeChanged(_Event, frozen=True):
    """None is awake. `trigger` names why it ended early or on time, if it did."""

    old_until_at: int | None
    new_until_at: int | None
    trigger: str = ""


class ConversationRated(_Event, frozen=True):
    old: Rating | None
    new: Rating | None
    comment: str = ""


class CcChanged(_Event, frozen=True):
    """Who else replies go to."""

    old: tuple[Address, ...]
    new: tuple[Address, ...]


class ConversationMerged(_Event, frozen=True):
    """All messages stand in another conversation from now on, and so does whatever comes in. `message_ids` are those that had been the
    other's own before they were split off."""

    into_id: int
    message_ids: tuple[int, ...] = ()


class ConversationUnmerged(_Event, frozen=True):
    """A merge was taken back."""

    from_id: int


class MessagesCame(_Event, frozen=True):
    """Messages that stood in another conversation stand in this one: all of a merged one (`merged`, `rejoined`), or those that are
    this one's own (`unmerged`, `split`).

    `message_ids` are those that the events of a merge do not tell: what was split off, or comes back to where it was. `origin_ids`
    gives those of them that had come by a merge with the conversation they came from. A merge tells in `joined` what the other one
    said by itself, so that it can be told what both would say without something of either."""

    from_id: int
    why: Regrouping
    count: int
    old: ThreadFacts
    new: ThreadFacts
    message_ids: tuple[int, ...] = ()
    origin_ids: dict[int, int] = {}
    joined: ThreadFacts | None = None


class MessagesWent(_Event, frozen=True):
    """Messages that stood in this conversation stand in another; `MessagesCame` there tells which."""

    to_id: int
    why: Regrouping
    count: int
    old: ThreadFacts
    new: ThreadFacts
    message_ids: tuple[int, ...] = ()
    origin_ids: dict[int, int] = {}


class ConversationsLinked(_Event, frozen=True):
    """Somebody holds the two for related; told of both."""

    other_id: int


class ConversationsUnlinked(_Event, frozen=True):
    other_id: int


class ConversationPurged(_Event, frozen=True):
    """It was deleted for good, with so many messages. The last event of a conversation; those before it tell no words any more."""

    messages: int


class CustomerCreated(_Event, frozen=True):
    customer_id: int
    name: str
    emails: tuple[str, ...] = ()


class CustomerEdited(_Event, frozen=True):
    """One field of the profile. Lists (emails, phones, links) are given whole, as JSON text."""

    customer_id: int
    field: str
    old: str
    new: str


class CustomerNoteAdded(_Event, frozen=True):
    customer_id: int
    note_id: int
    text: str


class _WholeNote(_Event, frozen=True):
    """All that a note about a person is."""

    customer_id: int
    note_id: int
    text: str
    written_at: int
    author: Actor


class CustomerNoteWithdrawn(_WholeNote, frozen=True):
    """A note about a person was taken back."""


class CustomerNoteRestored(_WholeNote, frozen=True):
    """A note that was taken back stands there again."""


class TeamChanged(_Event, frozen=True):
    team_id: int
    old_name: str
    new_name: str


class TagChanged(_Event, frozen=True):
    tag_id: int
    old_name: str
    new_name: str


class AgentChanged(_Event, frozen=True):
    """An agent was made (`old_role` None), changed, or disabled."""

    agent_id: int
    name: str
    old_role: Role | None
    new_role: Role
    is_disabled: bool = False


class AgentSecretChanged(_Event, frozen=True):
    """An agent's password was set, a program's token made in their name (`label` says what for), or all their tokens revoked."""

    agent_id: int
    what: SecretChange
    label: str = ""


class ViewChanged(_Event, frozen=True):
    """A saved view was made (`old` None), changed, or deleted (`new` None)."""

    view_id: int
    old: SavedView | None
    new: SavedView | None


class TabsArranged(_Event, frozen=True):
    """An agent has put their tabs into another order, each given by its id (`mine`, `view:3`); empty is the order all begin with."""

    agent_id: int
    old: tuple[str, ...]
    new: tuple[str, ...]


class ConversationHidden(_Event, frozen=True):
    """Not in the log: told to a console whose agent may no longer see a conversation."""


ConversationEvent = (
    ConversationStarted
    | MessageAdded
    | MessageWithdrawn
    | MessageRestored
    | DeliveryChanged
    | MessageRedecoded
    | StatusChanged
    | ConversationAssigned
    | FollowersChanged
    | TagsChanged
    | TitleChanged
    | PriorityChanged
    | ConversationMoved
    | FolderChanged
    | SnoozeChanged
    | ConversationRated
    | CcChanged
    | ConversationMerged
    | ConversationUnmerged
    | MessagesCame
    | MessagesWent
    | ConversationsLinked
    | ConversationsUnlinked
    | ConversationPurged
)
CustomerEvent = (
    CustomerCreated | CustomerEdited | CustomerNoteAdded | CustomerNoteWithdrawn | CustomerNoteRestored
)
DeskEvent = (
    MailboxChanged
    | MailboxRemoved
    | MailboxSecretChanged
    | TeamChanged
    | TagChanged
    | AgentChanged
    | AgentSecretChanged
)
ViewEvent = ViewChanged | TabsArranged
Event = ConversationEvent | CustomerEvent | DeskEvent | ViewEvent | ConversationHidden


class Recorded(msgspec.Struct, frozen=True, omit_defaults=True):
    """An event as it stands in the log. `seq` never repeats and never goes back; `key` is the idempotency key of the
    command that caused it, so all events of one command (and its undo) belong together."""

    seq: int
    at: int
    actor: Actor
    event: Event
    key: str = ""
    conversation_id: int | None = None
    customer_id: int | None = None
