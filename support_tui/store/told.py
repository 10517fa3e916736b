"""What of all that an agent was told is listed, counted and announced: their settings applied to it. Pure."""

from datetime import UTC, tzinfo

from support_tui.store.replica import Replica
from support_tui.wire.attention import Means, Occasion, chosen_means, means_now
from support_tui.wire.notifications import Notification
from support_tui.wire.zones import zone_of


def listed(replica: Replica, *, is_unread: bool = False) -> list[Notification]:
    """The notifications that the agent wants in their list, unread first, the newest of each first."""
    known = replica.notifications.unread() if is_unread else replica.notifications.ordered()
    return [n for n in known if Means.LIST in chosen_means(replica.attention, Occasion(n.kind.value))]


def titled(replica: Replica) -> int:
    """The number for the window's title."""
    return sum(
        Means.TITLE in chosen_means(replica.attention, Occasion(n.kind.value))
        for n in replica.notifications.unread()
    )


def means(replica: Replica, occasion: Occasion, now: int, here: tzinfo | None = None) -> frozenset[Means]:
    """By which means an occasion is announced at this moment; `here` is where the console is."""
    zone = zone_of(replica.attention.zone) if replica.attention.zone else None
    return means_now(replica.attention, occasion, now, zone or here or UTC)
