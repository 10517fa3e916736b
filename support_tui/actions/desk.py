"""Commands about one's own doing: undo, redo, repeat. `Desk`, the controller behind all handlers, is found here by its own name too."""

from support_tui.actions.controller import Desk
from support_tui.actions.interface import ActionContext, Severity

__all__ = ["Desk", "redo", "repeat", "undo"]


async def undo(context: ActionContext) -> None:
    """Take back the last step and stand where one stood before it; a reply only until it leaves."""
    step = context.desk.undo()
    if step is None:
        context.ui.notify("why-nothing-to-undo", Severity.WARNING)
        return
    context.ui.notify("action-undone")
    if len(step.conversation_ids) == 1:
        context.ui.back_to(next(iter(step.conversation_ids)))


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
