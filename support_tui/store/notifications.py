"""What this agent was told personally, as far as the console knows. Pure."""

from dataclasses import dataclass, field
from typing import Final

from msgspec.structs import replace

from support_tui.wire import limits
from support_tui.wire.notifications import MarkNotifications, Notification, NotificationPage

_KEPT: Final = limits.NOTIFICATIONS


@dataclass(slots=True)
class Notifications:
    """Notifications by id; `is_loaded` once the server has given them."""

    by_id: dict[int, Notification] = field(default_factory=dict)
    is_loaded: bool = False

    def take_page(self, page: NotificationPage) -> None:
        """All that the server keeps; what the stream has told since stays."""
        newest = max((n.id for n in page.notifications), default=0)
        later = {id_: n for id_, n in self.by_id.items() if id_ > newest}
        self.by_id = {n.id: n for n in page.notifications} | later
        self.is_loaded = True

    def put(self, notification: Notification) -> bool:
        """One more; whether it was new. Beyond what is kept the oldest goes."""
        if notification.id in self.by_id:
            return False
        self.by_id[notification.id] = notification
        if len(self.by_id) > _KEPT:
            del self.by_id[min(self.by_id)]
        return True

    def take_out(self, message_id: int) -> bool:
        """Forget what a message told that was taken back; whether there was anything."""
        gone = [id_ for id_, known in self.by_id.items() if known.message_id == message_id]
        for id_ in gone:
            del self.by_id[id_]
        return bool(gone)

    def mark(self, marks: MarkNotifications) -> None:
        """Make some read, or unread again; when exactly is the server's to know."""
        wanted = {*marks.ids, *(id_ for id_ in self.by_id if id_ <= marks.up_to)}
        for id_ in wanted & self.by_id.keys():
            known = self.by_id[id_]
            if (known.read_at is None) == marks.is_read:
                self.by_id[id_] = replace(known, read_at=known.at if marks.is_read else None)

    def unread(self) -> list[Notification]:
        """What was not read yet, the newest first."""
        return [n for n in self.ordered() if n.read_at is None]

    def ordered(self) -> list[Notification]:
        """Unread first, the newest of each first."""
        return sorted(self.by_id.values(), key=lambda n: (n.read_at is not None, -n.id))

    def of(self, conversation_id: int, up_to: int) -> tuple[int, ...]:
        """Ids of the unread ones that somebody has dealt with who has read a conversation up to a message."""
        return tuple(
            n.id
            for n in self.by_id.values()
            if n.conversation_id == conversation_id and n.read_at is None and (n.message_id or 0) <= up_to
        )
