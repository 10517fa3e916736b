"""Deleting for good what lies in the trash: asked about first, as nothing brings it back."""

from support_tui.actions.interface import ActionContext
from support_tui.store import select
from support_tui.text.sanitize import sanitize_line
from support_tui.wire.commands import PurgeConversation


async def purge(context: ActionContext) -> None:
    """Say what goes with it, and let it go; the cursor goes on first."""
    row = select.row(context.store.replica, context.targets[0]) if context.targets else None
    if row is None:
        return
    number, title = str(row.id), sanitize_line(row.title)
    if not await context.ui.confirm_danger("purging-ask", n=row.message_count, id=f"#{number}", title=title):
        return
    context.ui.go_to_next((row.id,))
    answer = context.desk.do(PurgeConversation(row.id))
    context.desk.when_accepted(answer, lambda _: context.ui.notify("purging-done", id=number))
