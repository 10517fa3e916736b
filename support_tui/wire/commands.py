"""What can be asked of the desk: imperative, one struct a verb, decided by the server into events or a refusal."""

from typing import Annotated

import msgspec

from support_tui.wire import limits
from support_tui.wire.events import _snake
from support_tui.wire.values import (
    Address,
    ClosedPolicy,
    Delivery,
    Folder,
    Priority,
    Rating,
    Role,
    Status,
)

Key = Annotated[str, msgspec.Meta(min_length=8, max_length=limits.KEY_CHARS)]
Text = Annotated[str, msgspec.Meta(max_length=limits.TEXT_CHARS)]
Title = Annotated[str, msgspec.Meta(max_length=limits.TITLE_CHARS)]
Name = Annotated[str, msgspec.Meta(max_length=limits.NAME_CHARS)]
TagName = Annotated[str, msgspec.Meta(min_length=1, max_length=limits.TAG_CHARS)]
Ids = Annotated[tuple[int, ...], msgspec.Meta(max_length=limits.FOLLOWERS_PER_CONVERSATION)]
Recipients = Annotated[tuple[Address, ...], msgspec.Meta(max_length=limits.RECIPIENTS)]


class _Command(
    msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="type", tag=_snake
):
    pass


class _OnConversation(_Command, frozen=True):
    conversation_id: int


class IncomingFile(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A file that arrives with a message: bytes already in the blob store (`digest`, SHA-256 in hex)."""

    filename: Name
    media_type: Name
    size: int
    digest: str


class ReceiveMessage(_Command, frozen=True):
    """A customer wrote. `external_id` is the channel's identity of the message: the same one twice in a mailbox decides to nothing (E4).

    `conversation_id` or `thread_id` (the channel's identity of the conversation) name where it belongs, `references` are message
    identities it answers (nearest first); without any of them a conversation starts. `received_at` is believed of importers alone:
    when the message had come in elsewhere."""

    mailbox_id: int
    sender: Address
    text: Text
    external_id: str = ""
    title: Title = ""
    channel: str = "api"
    conversation_id: int | None = None
    thread_id: str = ""
    references: tuple[str, ...] = ()
    to: Recipients = ()
    cc: Recipients = ()
    written_at: int | None = None
    received_at: int | None = None
    raw_digest: str = ""
    automatic: str = ""
    files: tuple[IncomingFile, ...] = ()


class StartConversation(_Command, frozen=True):
    """An agent writes first: the text leaves as a reply in a new conversation."""

    mailbox_id: int
    to: Address
    title: Title
    text: Text
    cc: Recipients = ()
    assign_to_me: bool = True
    undo_window_s: Annotated[int, msgspec.Meta(ge=0, le=3600)] = 10


class SendReply(_OnConversation, frozen=True):
    """Queue a reply. It becomes due when the undo window has passed; `status` is set instead of the automatic move if given."""

    text: Text
    cc: Recipients | None = None
    undo_window_s: Annotated[int, msgspec.Meta(ge=0, le=3600)] = 10
    status: Status | None = None


class CancelReply(_OnConversation, frozen=True):
    """Take back a reply that has not left yet."""

    message_id: int


class RetryDelivery(_OnConversation, frozen=True):
    """Queue a reply again that failed, was cancelled, had no channel, or may not have been sent."""

    message_id: int


class AddNote(_OnConversation, frozen=True):
    """Colleagues only. `mentions` are agent ids; each becomes a follower."""

    text: Text
    mentions: Ids = ()


class ForwardConversation(_OnConversation, frozen=True):
    """Send the thread so far to someone else, under `text`; recorded as a note with its recipients."""

    to: Recipients
    text: Text = ""
    undo_window_s: Annotated[int, msgspec.Meta(ge=0, le=3600)] = 10


class SetStatus(_OnConversation, frozen=True):
    """`waiting_since_at` takes a close back whole: the customer waits again since then, as before it."""

    status: Status
    waiting_since_at: Annotated[int, msgspec.Meta(ge=0)] | None = None


class AssignConversation(_OnConversation, frozen=True):
    """Both parts are set; None is nobody."""

    agent_id: int | None
    team_id: int | None = None


class ChangeFollowers(_OnConversation, frozen=True):
    add: Ids = ()
    remove: Ids = ()


class ChangeTags(_OnConversation, frozen=True):
    """By name, created when new; case and Arabic spelling variants of an existing name are that tag."""

    add: tuple[TagName, ...] = ()
    remove: tuple[TagName, ...] = ()


class SetTitle(_OnConversation, frozen=True):
    title: Title


class SetPriority(_OnConversation, frozen=True):
    priority: Priority


class MoveConversation(_OnConversation, frozen=True):
    mailbox_id: int


class SetFolder(_OnConversation, frozen=True):
    """To spam, to trash, or back to the inbox."""

    folder: Folder


class SnoozeConversation(_OnConversation, frozen=True):
    """Until a time, or None to wake it now. A human message of the customer always wakes it."""

    until_at: int | None


class RateConversation(_OnConversation, frozen=True):
    rating: Rating | None
    comment: Text = ""


class MarkRead(_OnConversation, frozen=True):
    """For the acting agent alone: read up to `message_id` (0 is wholly unread). Not an event of the log."""

    message_id: int


class EditCustomer(_Command, frozen=True):
    """Set profile fields by name: `name emails phones company title language time_zone location greeting links` or `attribute.<name>`."""

    customer_id: int
    changes: dict[str, Annotated[str, msgspec.Meta(max_length=limits.ATTRIBUTE_CHARS)]]


class AddCustomerNote(_Command, frozen=True):
    customer_id: int
    text: Text


class RecordDelivery(_OnConversation, frozen=True):
    """A channel tells how far a reply has come."""

    message_id: int
    delivery: Delivery


class SaveMailbox(_Command, frozen=True):
    """Make (no id) or change a mailbox."""

    name: Name
    address: str = ""
    mailbox_id: int | None = None
    signature: Text = ""
    closed_policy: ClosedPolicy = ClosedPolicy.REOPEN
    closed_days: int = 7


class SaveTeam(_Command, frozen=True):
    name: Name
    team_id: int | None = None
    member_ids: Ids = ()


class SaveTag(_Command, frozen=True):
    name: TagName
    tag_id: int | None = None


class SaveAgent(_Command, frozen=True):
    """Make (no id) or change an agent. Passwords travel by their own route. `mailbox_ids` None is every mailbox."""

    name: Name
    email: Annotated[str, msgspec.Meta(max_length=limits.ADDRESS_CHARS)]
    role: Role = Role.AGENT
    agent_id: int | None = None
    is_disabled: bool = False
    mailbox_ids: Ids | None = None


ConversationCommand = (
    SendReply
    | CancelReply
    | RetryDelivery
    | AddNote
    | ForwardConversation
    | SetStatus
    | AssignConversation
    | ChangeFollowers
    | ChangeTags
    | SetTitle
    | SetPriority
    | MoveConversation
    | SetFolder
    | SnoozeConversation
    | RateConversation
    | MarkRead
    | RecordDelivery
)
Command = (
    ConversationCommand
    | ReceiveMessage
    | StartConversation
    | EditCustomer
    | AddCustomerNote
    | SaveMailbox
    | SaveTeam
    | SaveTag
    | SaveAgent
)


class Request(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A command with its idempotency key: the same key again gets the first answer and changes nothing (D6).

    `seen_seq` is the last event the asker knew. If somebody else has changed the same thing since, the request is refused
    with `changed_since`; without it the command is unconditional."""

    key: Key
    command: Command
    seen_seq: int | None = None


class Accepted(msgspec.Struct, frozen=True, omit_defaults=True):
    """The answer to a request that was done (or had been done before): the last event it made and the ids of what it created.

    `was_done_before` tells that this time nothing changed, because the same request or message had come in already."""

    key: str
    seq: int
    conversation_id: int | None = None
    message_id: int | None = None
    customer_id: int | None = None
    created_id: int | None = None
    was_done_before: bool = False
