"""What can still be done about a reply on its way, read alike by console and server. Pure."""

from typing import Final

from support_tui.wire.values import Delivery, DeliveryState

_S = DeliveryState

RETRYABLE: Final = frozenset({_S.HELD, _S.CANCELLED, _S.FAILED, _S.BOUNCED, _S.NO_CHANNEL, _S.MAYBE_SENT})
"""What can be queued again."""


def is_retryable(delivery: Delivery) -> bool:
    """Whether it may be sent again: it has not arrived, or not at everybody's, or waits for its next try."""
    if delivery.state is _S.QUEUED:
        return delivery.attempts > 0
    return delivery.state in RETRYABLE or (delivery.state is _S.ACCEPTED and bool(delivery.refused))


def is_undecided(delivery: Delivery) -> bool:
    """Whether an agent has to say, or may, what becomes of it."""
    return is_retryable(delivery) or (delivery.state is _S.QUEUED and delivery.send_at is not None)
