"""What a change to many conversations is for each of them: the single commands it stands for. Pure; the server decides them, consoles predict them."""

from collections.abc import Iterator
from typing import Protocol

from msgspec.structs import replace

from support_tui.wire import commands as c
from support_tui.wire.values import Folder, Status


class Standing(Protocol):
    """What of a conversation decides which commands those are."""

    @property
    def id(self) -> int: ...
    @property
    def status(self) -> Status: ...
    @property
    def folder(self) -> Folder: ...
    @property
    def assignee_id(self) -> int | None: ...
    @property
    def team_id(self) -> int | None: ...
    @property
    def snoozed_until_at(self) -> int | None: ...


def steps_for(change: c.Change, conversation: Standing) -> tuple[c.ConversationCommand, ...]:
    """The single commands that the change is for this conversation, one after the other; none where it is so already."""
    match change:
        case c.AssignAgent(agent_id=agent_id):
            return (c.AssignConversation(conversation.id, agent_id, conversation.team_id),)
        case c.Reopen():
            return tuple(_reopened(conversation))
        case _:
            return (replace(change, conversation_id=conversation.id),)


def _reopened(conversation: Standing) -> Iterator[c.ConversationCommand]:
    if conversation.folder is not Folder.INBOX:
        yield c.SetFolder(conversation.id, Folder.INBOX)
    if conversation.snoozed_until_at is not None:
        yield c.SnoozeConversation(conversation.id, None)
    if conversation.status is Status.CLOSED:
        again = Status.OPEN if conversation.assignee_id is None else Status.IN_PROGRESS
        yield c.SetStatus(conversation.id, again)
