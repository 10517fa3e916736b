"""Replies that were to leave by themselves, as far as this agent has to do something about them. Pure."""

from support_tui.wire.events import DeliveryChanged, Event
from support_tui.wire.values import ActorKind, DeliveryState
from support_tui.wire.views import Agent, Message


def is_held_now(event: Event, message: Message | None, me: Agent | None) -> bool:
    """Whether the event stops a reply of this agent's: the customer has written again before it left."""
    if message is None or message.delivery is None or me is None or not isinstance(event, DeliveryChanged):
        return False
    is_mine = message.author.kind is ActorKind.AGENT and message.author.id == me.id
    return is_mine and message.delivery.state is DeliveryState.HELD
