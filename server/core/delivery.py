"""How a reply may move on its way to the customer (E21), as one table; tests enumerate it. Pure."""

from typing import Final

from support_tui.wire.values import DeliveryState

_S = DeliveryState

#: What a channel may report after what. A reply that was taken back is never sent; one that may have been sent is asked about.
REPORTS: Final[dict[DeliveryState, frozenset[DeliveryState]]] = {
    _S.QUEUED: frozenset({_S.QUEUED, _S.SENDING, _S.FAILED, _S.NO_CHANNEL}),
    _S.HELD: frozenset(),
    _S.SENDING: frozenset(
        {_S.QUEUED, _S.ACCEPTED, _S.DELAYED, _S.DELIVERED, _S.BOUNCED, _S.FAILED, _S.MAYBE_SENT}
    ),
    _S.ACCEPTED: frozenset({_S.DELAYED, _S.DELIVERED, _S.BOUNCED}),
    _S.DELAYED: frozenset({_S.DELAYED, _S.DELIVERED, _S.BOUNCED}),
    _S.DELIVERED: frozenset({_S.BOUNCED}),
    _S.BOUNCED: frozenset(),
    _S.FAILED: frozenset(),
    _S.MAYBE_SENT: frozenset({_S.ACCEPTED, _S.DELAYED, _S.DELIVERED, _S.BOUNCED}),
    _S.CANCELLED: frozenset(),
    _S.NO_CHANNEL: frozenset(),
}

#: What an agent may still take back.
CANCELLABLE: Final = frozenset({_S.QUEUED, _S.HELD, _S.NO_CHANNEL, _S.MAYBE_SENT, _S.FAILED})

#: What has not left and may leave at another time.
RESCHEDULABLE: Final = frozenset({_S.QUEUED, _S.HELD})

#: In these states a row of the outbox stands for the reply.
IN_OUTBOX: Final = frozenset({_S.QUEUED, _S.HELD, _S.SENDING, _S.MAYBE_SENT, _S.FAILED})

_WITHDRAWN: Final = frozenset({_S.CANCELLED, _S.FAILED, _S.BOUNCED})


def is_answer(state: DeliveryState) -> bool:
    """Whether a reply in this state counts as an answer: it has left, or will, as far as we know."""
    return state not in _WITHDRAWN
