"""Why a reply has not arrived, in the agent's language or in the mail server's own words."""

from typing import Final

from support_tui import i18n
from support_tui.text.sanitize import sanitize_line
from support_tui.wire.values import Delivery

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
