"""Why a reply has not arrived, in the agent's language or in the mail server's own words."""

from typing import Final

from support_tui import i18n
from support_tui.text.sanitize import sanitize_line
from support_tui.wire.mailboxes import Pause
from support_tui.wire.values import Delivery, DeliveryState

#: Reasons that are the desk's own.
_OURS: Final = {
    "interrupted": "thread-why-interrupted",
    "no channel": "thread-why-no-channel",
    "no_address": "thread-why-no-address",
}


def reason_of(delivery: Delivery) -> str:
    """The reason; empty where it is not known."""
    ours = _OURS.get(delivery.detail)
    return i18n.text(ours) if ours is not None else sanitize_line(delivery.detail)


def pause_words(pause: Pause) -> str:
    """Why what a mailbox sends waits."""
    return i18n.text("sending-pause", pause=pause.value)


def waits(delivery: Delivery, pause: Pause | None, now: int) -> bool:
    """Whether it would leave by now if its mailbox did not pause."""
    is_due = delivery.due_at is not None and delivery.due_at <= now
    return pause is not None and delivery.state is DeliveryState.QUEUED and (is_due or delivery.attempts > 0)
