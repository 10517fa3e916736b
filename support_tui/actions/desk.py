"""Commands about one's own doing: undo, redo, repeat. `Desk`, the controller behind all handlers, is found here by its own name too."""

from support_tui.actions import drafts
from support_tui.actions.controller import Desk
from support_tui.actions.history import LETTERS, Step
from support_tui.actions.interface import ActionContext, Severity
from support_tui.wire import commands as c
from support_tui.wire.commands import Command

__all__ = ["Desk", "redo", "repeat", "undo"]

#: What a step changed, by the kind of its commands, in the words of the text `action-undone`.
_KINDS: dict[type, str] = {
    c.SetStatus: "status",
    c.AssignConversation: "assignee",
    c.ChangeFollowers: "followers",
    c.ChangeTags: "tags",
    c.SetTitle: "title",
    c.SetPriority: "priority",
    c.MoveConversation: "mailbox",
    c.SetFolder: "folder",
    c.SnoozeConversation: "snooze",
}


async def undo(context: ActionContext) -> None:
    """Take back the last step, say what it was, and stand where one stood before it. A reply can be taken back until it leaves; its words
    are in the composer again then."""
    step = context.desk.undo(lambda command: _write_again(context, command))
    if step is None:
        context.ui.notify("why-nothing-to-undo", Severity.WARNING)
        return
    _say(context, step)
    if len(step.conversation_ids) == 1:
        context.ui.back_to(next(iter(step.conversation_ids)))


def _say(context: ActionContext, step: Step) -> None:
    if step.is_unnumbered:
        context.ui.notify("action-undone-later")
    elif not any(isinstance(command, LETTERS) for command in step.commands):
        # Whether a message comes back is told when the server has said so.
        what = _KINDS.get(type(step.commands[0]), "")
        number = next(iter(step.conversation_ids), 0)
        context.ui.notify("action-undone", count=len(step.conversation_ids), what=what, number=str(number))


def _write_again(context: ActionContext, command: Command) -> None:
    """A message did not leave: its words wait in the composer."""
    given_back = drafts.given_back(command, context.store.replica)
    if given_back is None:
        return
    key, text, extra = given_back
    context.desk.keep_draft(key.kind, key.conversation_id, text, extra)
    context.ui.notify("action-cancelled")
    context.ui.compose(key.kind, key.conversation_id)


async def redo(context: ActionContext) -> None:
    """Do again what was taken back last."""
    if context.desk.redo():
        context.ui.notify("action-redone")
    else:
        context.ui.notify("why-nothing-to-redo", Severity.WARNING)


async def repeat(context: ActionContext) -> None:
    """The last step again, on what is marked or at the cursor now."""
    commands = context.desk.history.repeated(context.targets)
    if commands:
        context.desk.do_all(commands)
        context.ui.clear_marks()
    else:
        context.ui.notify("why-nothing-to-repeat", Severity.WARNING)
