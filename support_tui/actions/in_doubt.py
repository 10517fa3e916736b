"""What becomes of a reply that did not leave, or may have: it is sent again, or somebody knows that it was sent."""

from typing import Final

from support_tui import i18n
from support_tui.actions.interface import ActionContext, Choice
from support_tui.delivery_words import reason_of
from support_tui.text.sanitize import sanitize_line
from support_tui.wire import commands as c
from support_tui.wire.views import Message

SEND_AGAIN: Final = "again"
WAS_SENT: Final = "sent"
LEAVE: Final = "leave"


async def ask(context: ActionContext, message: Message) -> bool:
    """Ask what becomes of a reply that may have been sent, with what is known of it; whether it is sent again."""
    delivery = message.delivery
    assert delivery is not None
    names = ", ".join(address.email for address in (*message.to, *message.cc))
    choices = [
        Choice(SEND_AGAIN, label_id="sending-again", hint=i18n.text("sending-again-hint")),
        Choice(WAS_SENT, label_id="sending-was-sent", hint=sanitize_line(names)),
        Choice(LEAVE, label_id="later-leave", hint=reason_of(delivery)),
    ]
    match await context.ui.pick("sending-maybe-title", choices):
        case "again":
            send_again(context, message)
            return True
        case "sent":
            confirm(context, message)
    return False


def send_again(context: ActionContext, message: Message) -> None:
    """Queue it once more."""
    context.desk.do(c.RetryDelivery(message.conversation_id, message.id), conditional=False)
    context.ui.notify("action-retried")


def confirm(context: ActionContext, message: Message) -> None:
    """It has arrived, by the agent's word."""
    context.desk.do(c.ConfirmSent(message.conversation_id, message.id), conditional=False)
    context.ui.notify("sending-confirmed")
