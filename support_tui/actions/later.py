"""Letters that leave later: asks when, and lets their author decide about one that has not left yet."""

from support_tui import coming
from support_tui.actions import mail, moments, writing
from support_tui.actions.interface import ActionContext, Choice, Severity
from support_tui.store import select
from support_tui.wire import commands as c
from support_tui.wire.values import DeliveryState
from support_tui.wire.views import Message

SEND_NOW, OTHER_TIME, TAKE_BACK, LEAVE = "now", "time", "back", "leave"


async def ask_when(
    context: ActionContext, conversation_id: int | None, their_zone: str | None = None
) -> int | None:
    """When something is to leave, in words, by one's own clock or the customer's; None where that was left open."""
    replica = context.store.replica
    row = select.row(replica, conversation_id) if conversation_id is not None else None
    if row is not None and select.customer_page(replica, row.customer_id) is None:
        context.desk.open_customer(row.customer_id)

    def zone() -> str:
        """As it comes in while the agent is typing."""
        return their_zone or select.customer_zone(replica, conversation_id)

    asked = moments.Asked("later-title", zone, "later-means")
    when = await moments.ask(context.ui, asked, context.store.clock)
    return when if isinstance(when, int) else None


def is_waiting(message: Message) -> bool:
    """Whether the message has a time of its own and has not left: it is held, or waits for that time."""
    delivery = message.delivery
    return delivery is not None and (
        delivery.state is DeliveryState.HELD
        or (delivery.state is DeliveryState.QUEUED and delivery.send_at is not None)
    )


async def decide(context: ActionContext, message: Message) -> None:
    """What becomes of a reply that did not leave (yet): a scheduled or held one is asked about, a failed one is sent again. A mail that
    could not be read is read again."""
    if mail.is_unread(message):
        await mail.retry(context, message)
        return
    if not is_waiting(message):
        await writing.retry(context, message)
        return
    choices = [
        Choice(SEND_NOW, label_id="later-send-now"),
        Choice(OTHER_TIME, label_id="later-other-time"),
        Choice(TAKE_BACK, label_id="later-take-back"),
        Choice(LEAVE, label_id="later-leave"),
    ]
    is_held = message.delivery is not None and message.delivery.state is DeliveryState.HELD
    match await context.ui.pick("later-held-title" if is_held else "later-choose-title", choices):
        case "now":
            send_now(context, message)
        case "time":
            await change_time(context, message)
        case "back":
            writing.cancel(context, message)
        case _:
            pass


def send_now(context: ActionContext, message: Message) -> None:
    """Let it leave at once."""
    context.desk.do(c.RescheduleReply(message.conversation_id, message.id))
    context.ui.notify("later-sent-now")


async def change_time(context: ActionContext, message: Message, their_zone: str | None = None) -> None:
    """Another time; a held one waits for it again."""
    send_at = await ask_when(context, message.conversation_id, their_zone)
    if send_at is None:
        return
    context.desk.do(c.RescheduleReply(message.conversation_id, message.id, send_at))
    zone = select.customer_zone(context.store.replica, message.conversation_id)
    when = coming.for_both(send_at, context.store.clock(), their_zone or zone)
    context.ui.notify("later-queued", Severity.INFORMATION, when=when)
