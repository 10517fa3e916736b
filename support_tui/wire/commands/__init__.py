"""What can be asked of the desk: imperative, one struct a verb, decided by the server into events or a refusal. One module an area."""

from typing import Annotated

import msgspec

from support_tui.wire import limits
from support_tui.wire.commands.answering import AnswerByMail
from support_tui.wire.commands.arrival import Files, IncomingFile, ReceiveMessage, StartConversation
from support_tui.wire.commands.base import Key
from support_tui.wire.commands.bulk import (
    AssignAgent,
    Change,
    ChangeMany,
    Group,
    ManyChanged,
    Matching,
    Picked,
    Reopen,
    Selection,
)
from support_tui.wire.commands.desk import RemoveMailbox, SaveAgent, SaveMailbox, SaveTag, SaveTeam
from support_tui.wire.commands.history import UndoRequest
from support_tui.wire.commands.joining import (
    AcceptParticipant,
    LinkConversations,
    MergeConversations,
    SplitConversation,
    UnlinkConversations,
)
from support_tui.wire.commands.mail import RedecodeMessage
from support_tui.wire.commands.people import AddCustomerNote, EditCustomer
from support_tui.wire.commands.reading import MarkManyRead, ReadUpTo
from support_tui.wire.commands.triage import (
    AssignConversation,
    ChangeFollowers,
    ChangeTags,
    MarkRead,
    MoveConversation,
    PurgeConversation,
    RateConversation,
    SetFolder,
    SetPriority,
    SetStatus,
    SetTitle,
    SnoozeConversation,
)
from support_tui.wire.commands.views import ArrangeTabs, DeleteView, SaveView
from support_tui.wire.commands.writing import (
    AddNote,
    CancelReply,
    ConfirmSent,
    ForwardConversation,
    RecordDelivery,
    RescheduleReply,
    RetryDelivery,
    SendReply,
)
from support_tui.wire.quarantine import MailProblem
from support_tui.wire.refusals import Refusal
from support_tui.wire.views import Message

__all__ = [
    "AcceptParticipant",
    "Accepted",
    "AddCustomerNote",
    "AddNote",
    "AnswerByMail",
    "Answered",
    "ArrangeTabs",
    "AssignAgent",
    "AssignConversation",
    "Batch",
    "BatchAnswer",
    "CancelReply",
    "Change",
    "ChangeFollowers",
    "ChangeMany",
    "ChangeTags",
    "Command",
    "ConfirmSent",
    "ConversationCommand",
    "DeleteView",
    "EditCustomer",
    "Files",
    "ForwardConversation",
    "Group",
    "IncomingFile",
    "LinkConversations",
    "ManyChanged",
    "MarkManyRead",
    "MarkRead",
    "Matching",
    "MergeConversations",
    "MoveConversation",
    "Picked",
    "PurgeConversation",
    "RateConversation",
    "ReadUpTo",
    "ReceiveMessage",
    "RecordDelivery",
    "RedecodeMessage",
    "RemoveMailbox",
    "Reopen",
    "Request",
    "RescheduleReply",
    "RetryDelivery",
    "SaveAgent",
    "SaveMailbox",
    "SaveTag",
    "SaveTeam",
    "SaveView",
    "Selection",
    "SendReply",
    "SetFolder",
    "SetPriority",
    "SetStatus",
    "SetTitle",
    "SnoozeConversation",
    "SplitConversation",
    "StartConversation",
    "UndoRequest",
    "UnlinkConversations",
]

ConversationCommand = (
    SendReply
    | CancelReply
    | ConfirmSent
    | RetryDelivery
    | RescheduleReply
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
    | PurgeConversation
    | RateConversation
    | MarkRead
    | RecordDelivery
    | RedecodeMessage
    | SplitConversation
    | AcceptParticipant
    | LinkConversations
    | UnlinkConversations
)
Command = (
    ConversationCommand
    | ChangeMany
    | ReceiveMessage
    | AnswerByMail
    | StartConversation
    | MergeConversations
    | EditCustomer
    | AddCustomerNote
    | SaveMailbox
    | RemoveMailbox
    | SaveTeam
    | SaveTag
    | SaveAgent
    | SaveView
    | DeleteView
    | ArrangeTabs
    | UndoRequest
    | MarkManyRead
)
READINGS = (MarkRead, MarkManyRead)
"""Commands about what the agent has read: nobody's words, nothing to wait or to be asked for."""


class Request(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A command with its idempotency key: the same key again gets the first answer and changes nothing (D6).

    `seen_seq` is the last event the asker knew. If somebody else has changed the same thing since, the request is refused
    with `changed_since`; without it the command is unconditional."""

    key: Key
    command: Command
    seen_seq: int | None = None


class Accepted(msgspec.Struct, frozen=True, omit_defaults=True):
    """The answer to a request that was done (or had been done before): the last event it made and the ids of what it created.

    `was_done_before` tells that this time nothing changed, because the same request or message had come in already; `was_purged` that the message had
    been deleted for good since, so that there is nothing to see of it. `problem` tells that a mail was not read whole, and the message only stands for it. `taken_back` are messages that are no part of their threads any more:
    their words are their author's again. `joins` are conversations that have waited for a message that came in, and of which it shows that
    they are one with its own; `withheld` is why a message got no automatic answer though it would have: the `subject`, the `sender` or the
    `mailbox` has had as many as it may; `overtaken_by` is what others have written that the writer of an answer by mail did not know: it
    was kept, and not sent."""

    key: str
    seq: int
    conversation_id: int | None = None
    message_id: int | None = None
    customer_id: int | None = None
    created_id: int | None = None
    was_done_before: bool = False
    many: ManyChanged | None = None
    """Of a change to many conversations."""
    taken_back: tuple[Message, ...] = ()
    problem: MailProblem | None = None
    joins: tuple[int, ...] = ()
    withheld: str = ""
    was_purged: bool = False
    overtaken_by: int | None = None


class Batch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Several requests at once. Those about the same thing are done in their order, each under its own key, each for itself: one that is
    refused holds up no other."""

    requests: Annotated[tuple[Request, ...], msgspec.Meta(max_length=limits.BATCH_COMMANDS)]


class Answered(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of one request of a batch: one of both is given."""

    accepted: Accepted | None = None
    refusal: Refusal | None = None


class BatchAnswer(msgspec.Struct, frozen=True):
    """The answers to a batch, in the order of its requests."""

    answers: tuple[Answered, ...]
