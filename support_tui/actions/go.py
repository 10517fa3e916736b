"""Goes to queues and screens."""

from collections.abc import Awaitable, Callable

from support_tui.actions import draft_list
from support_tui.actions.interface import ActionContext, Choice, Severity
from support_tui.store import select


def _to(queue: str) -> Callable[[ActionContext], Awaitable[None]]:
    async def go(context: ActionContext) -> None:
        context.ui.show_queue(queue)

    go.__doc__ = f"Show the queue `{queue}`."
    return go


inbox = _to("all")
mine = _to("mine")
unassigned = _to("unassigned")
following = _to("following")
snoozed = _to("snoozed")
closed = _to("closed")
spam = _to("spam")
trash = _to("trash")


async def drafts(context: ActionContext) -> None:
    """Choose among the unsent texts, the one written last first, and go on writing."""
    offered = draft_list.choices(context)
    if not offered:
        context.ui.notify("action-no-drafts", Severity.WARNING)
        return
    chosen = await context.ui.pick("action-drafts-title", offered)
    if chosen is not None:
        await draft_list.go_on(context, chosen)


async def notifications(context: ActionContext) -> None:
    """What the agent was told personally."""
    context.ui.show_screen("notifications")


async def outbox(context: ActionContext) -> None:
    """All that has not left yet: what waits for the line, what leaves later, what is held, what came back."""
    context.ui.show_screen("outbox")


async def mailbox(context: ActionContext) -> None:
    """Choose a mailbox or team and show its queue."""
    tabs = [tab for tab in select.queue_tabs(context.store.replica) if tab.name]
    offered = [Choice(tab.id, tab.name, hint=str(tab.count) if tab.count is not None else "") for tab in tabs]
    chosen = await context.ui.pick("action-mailbox-title", offered)
    if chosen is not None:
        context.ui.show_queue(chosen)


async def mailboxes(context: ActionContext) -> None:
    """How mailboxes get and send their mail, for administrators."""
    context.ui.show_screen("mailboxes")


async def customers(context: ActionContext) -> None:
    """Find a customer and show their conversations."""

    async def find(text: str) -> list[Choice]:
        found = await context.desk.find_customers(text)
        return [
            Choice(
                str(customer.id), customer.name or ", ".join(customer.emails), hint=", ".join(customer.emails)
            )
            for customer in found
        ]

    chosen = await context.ui.pick("action-customers-title", await find(""), find=find)
    if chosen is not None:
        context.ui.show_queue("anywhere")
        context.ui.show_query(f"customer:#{chosen}")


async def log(context: ActionContext) -> None:
    """What happened on the desk."""
    context.ui.show_screen("log")
