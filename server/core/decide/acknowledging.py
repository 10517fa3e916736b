"""The one automatic answer to a conversation that a person begins by mail: in the same moment, through the same outbox (E26–E28). Pure."""

from support_tui.wire.commands import ReceiveMessage
from support_tui.wire.events import ConversationStarted, MessageAdded
from support_tui.wire.undeliverable import takes_automatic_mail
from support_tui.wire.values import Actor, ActorKind, Delivery, DeliveryState, MessageKind
from support_tui.wire.views import Customer, Mailbox

from ..acknowledgements import BY_HAND, may_acknowledge, withheld, words, writes_arabic
from ..addresses import clean
from ..context import Context, Known
from ..decision import Decision, NewMessage
from ..plain import preview, storable

_DESK = Actor(ActorKind.SYSTEM)


def acknowledged(
    begun: Decision, command: ReceiveMessage, mailbox: Mailbox, known: Known, context: Context
) -> tuple[tuple[Decision, ...], str]:
    """The acknowledgement of a conversation that has just begun, or why there is none though there could be one."""
    if not may_acknowledge(command, mailbox, context.desk, context.now):
        return (), ""
    customer = known.customer
    if customer is not None and not takes_automatic_mail(customer.attributes, command.sender.email):
        return (), ""
    why_not = withheld(known.answered, mailbox.mail.mail_per_hour)
    return ((), why_not) if why_not else ((_acknowledgement(begun, command, mailbox, known, context),), "")


def _acknowledgement(
    begun: Decision, command: ReceiveMessage, mailbox: Mailbox, known: Known, context: Context
) -> Decision:
    title = next((event.title for event in begun.events if isinstance(event, ConversationStarted)), "")
    facts = {
        "number": str(begun.conversation_id),
        "title": title,
        "name": _name(known.customer, command),
        "mailbox": mailbox.mail.sender_name or mailbox.name,
    }
    is_arabic = writes_arabic(known.customer, command)
    reply = NewMessage(
        id=context.next.message + 1,
        kind=MessageKind.REPLY,
        author=_DESK,
        at=context.now,
        text=storable(words(mailbox.mail.acknowledgement, facts, is_arabic=is_arabic)),
        to=(clean(command.sender),),
        delivery=Delivery(DeliveryState.QUEUED, due_at=context.clock_at),
        automatic=BY_HAND,
        title=command.title,
        mailbox_id=mailbox.id,
    )
    added = MessageAdded(reply.id, reply.kind, reply.at, preview(reply.text), is_automatic=True)
    return Decision((added,), conversation_id=begun.conversation_id, messages=(reply,), actor=_DESK)


def _name(customer: Customer | None, command: ReceiveMessage) -> str:
    """How the customer is called, empty for one of whom only an address is known."""
    name = (customer.greeting or customer.name) if customer is not None else command.sender.name
    return "" if "@" in name else name
