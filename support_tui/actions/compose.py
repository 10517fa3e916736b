"""Opens the composer for a reply, a note, a forward or a new conversation. What was written is sent by `actions.writing`."""

from support_tui.actions import bulk, draft_list
from support_tui.actions.interface import ActionContext, Severity


def _target(context: ActionContext) -> int | None:
    """The one conversation that is meant: the open one where nothing else is."""
    return context.targets[0] if context.targets else context.open_id


async def reply(context: ActionContext) -> None:
    """Answer the customer, or each customer of the marked; whoever stood in copy stays in copy."""
    if bulk.is_wanted(context):
        await bulk.reply(context)
    elif (target := _target(context)) is not None:
        context.ui.compose("reply", target)


async def reply_sender(context: ActionContext) -> None:
    """Answer the customer alone."""
    if (target := _target(context)) is not None:
        context.ui.compose("reply", target, cc=())


async def note(context: ActionContext) -> None:
    """Write to colleagues only, the same to each of the marked."""
    if bulk.is_wanted(context):
        await bulk.note(context)
    elif (target := _target(context)) is not None:
        context.ui.compose("note", target)


async def forward(context: ActionContext) -> None:
    """Send the thread to somebody else."""
    if (target := _target(context)) is not None:
        context.ui.compose("forward", target)


async def shared(context: ActionContext) -> None:
    """Read what a colleague shares here; it can be taken over."""
    if (target := _target(context)) is not None:
        drafts = context.store.replica.drafts.shared.get(target, ())
        if not drafts:
            context.ui.notify("drafts-none-shared", Severity.WARNING)
            return
        chosen = await context.ui.read_draft(drafts)
        if chosen is not None:
            await draft_list.take(context, chosen)


async def new(context: ActionContext) -> None:
    """Write to a customer first."""
    context.ui.compose("new", None)
