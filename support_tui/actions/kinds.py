"""What kind of action something was, by the tag of the command that does it to one conversation. Pure."""

from typing import Final

from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.actions import Action
from support_tui.wire.commands import Command
from support_tui.wire.values import MessageKind

#: The kind of an order about many conversations.
MANY: Final = "change_many"
#: Changes to many that no command does to one.
_AS_ONE: Final = {"assign_agent": "assign_conversation", "reopen": "set_status"}
_BY_EVENT: Final[dict[type[object], str]] = {
    e.StatusChanged: "set_status",
    e.ConversationAssigned: "assign_conversation",
    e.FollowersChanged: "change_followers",
    e.TagsChanged: "change_tags",
    e.PriorityChanged: "set_priority",
    e.ConversationMoved: "move_conversation",
    e.FolderChanged: "set_folder",
    e.SnoozeChanged: "snooze_conversation",
}


def kind_of_command(command: Command | None) -> str:
    """What was asked for; of a change to many, what happened to each."""
    if command is None:
        return ""
    inner = command.change if isinstance(command, c.ChangeMany) else command
    tag = str(inner.__struct_config__.tag)
    return _AS_ONE.get(tag, tag)


def kind_of_action(action: Action) -> str:
    """The same of what the server says was done: of a change to many, by the first thing it changed."""
    if action.kind != MANY:
        return action.kind
    match action.event:
        case e.MessageAdded(kind=MessageKind.NOTE):
            return "add_note"
        case e.MessageAdded():
            return "send_reply"
        case event:
            return _BY_EVENT.get(type(event), action.kind)
