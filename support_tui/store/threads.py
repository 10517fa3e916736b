"""What is known of one thread: its newest messages without a gap, older ones as they are read, the events between. Pure."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from support_tui.wire.events import ConversationStarted, DeliveryChanged, MessageAdded, Recorded
from support_tui.wire.values import Address
from support_tui.wire.views import Message


class MessageItem(msgspec.Struct, frozen=True):
    """A message of the thread; `is_pending` while it is on its way to the server."""

    message: Message
    is_pending: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """Stays the same while the item is shown."""
        return ("message", self.message.id)

    @property
    def at(self) -> int:
        return self.message.at


class EventsItem(msgspec.Struct, frozen=True):
    """Changes between two messages, folded into one entry; never empty, oldest first."""

    events: tuple[Recorded, ...]

    @property
    def key(self) -> tuple[str, int]:
        """Stays the same while the item is shown."""
        return ("events", self.events[0].seq)

    @property
    def at(self) -> int:
        return self.events[0].at


#: The trigger of what an import did (`ConversationStarted`, `StatusChanged`).
IMPORTED = "imported"

ThreadItem = MessageItem | EventsItem

#: What a message shows by itself is no entry of its own.
_SHOWN_BY_MESSAGE = (MessageAdded, DeliveryChanged)


def _message_order(message: Message) -> tuple[int, int]:
    return message.at, message.id


@dataclass(slots=True)
class ThreadWindow:
    """Messages in time order, contiguous up to the newest; `before` is the cursor to older ones, empty at the first message."""

    conversation_id: int
    messages: list[Message] = field(default_factory=list)
    events: dict[int, Recorded] = field(default_factory=dict)
    cc: tuple[Address, ...] = ()
    before: str = ""
    seq: int = 0
    is_stale: bool = False
    """Something was missed: the newest page has to be read again."""
    is_regrouped: bool = False
    """Messages have come from or gone to another conversation: nothing of what is loaded is to be kept beside a page."""
    related_ids: tuple[int, ...] = ()
    """Conversations that this one is linked to, as of the newest page."""
    version: int = 0
    used: int = 0
    """A counter of the store at the last use, to let go of the threads not looked at for longest."""
    _items: tuple[ThreadItem, ...] | None = None
    _ids: set[int] = field(default_factory=set)
    _last_event_at: int = 0

    @property
    def has_older(self) -> bool:
        return bool(self.before)

    def doubt_all(self) -> None:
        """Other messages may stand here than before; those that are loaded stay visible until they are read again."""
        self.is_stale = self.is_regrouped = True

    def put_message(self, message: Message) -> None:
        """Add a message where its time belongs, or replace the one of that id; older than all that is loaded is left out."""
        self.version += 1
        if self._is_newest(message):
            self.messages.append(message)
            self._ids.add(message.id)
            self._items = (*self._items, MessageItem(message)) if self._items is not None else None
            return
        self._items = None
        if message.id in self._ids:
            self.messages = [known for known in self.messages if known.id != message.id]
        elif self.before and self.messages and _message_order(message) < _message_order(self.messages[0]):
            return
        insort(self.messages, message, key=_message_order)
        self._ids.add(message.id)

    def take_out(self, message_id: int) -> None:
        """A message was taken back: it is no part of the thread."""
        if message_id in self._ids:
            self.messages = [known for known in self.messages if known.id != message_id]
            self._ids.discard(message_id)
            self._items = None
            self.version += 1

    def _is_newest(self, message: Message) -> bool:
        """Whether a message stands behind everything loaded: the usual case, and the one that may cost nothing."""
        is_last = not self.messages or _message_order(message) > _message_order(self.messages[-1])
        return is_last and message.at > self._last_event_at and message.id not in self._ids

    def put_in_front(self, messages: Sequence[Message]) -> None:
        """Add messages older than all that are loaded, oldest first."""
        fresh = [message for message in messages if message.id not in self._ids]
        self.messages[:0] = fresh
        self._ids |= {message.id for message in fresh}
        self._items = None
        self.version += 1

    def put_event(self, recorded: Recorded) -> None:
        """Add an event; the same one twice changes nothing."""
        if isinstance(recorded.event, _SHOWN_BY_MESSAGE) or recorded.seq in self.events:
            return
        self.events[recorded.seq] = recorded
        self._last_event_at = max(self._last_event_at, recorded.at)
        self._items = None
        self.version += 1

    def message(self, message_id: int) -> Message | None:
        """A loaded message by id."""
        if message_id not in self._ids:
            return None
        return next((m for m in reversed(self.messages) if m.id == message_id), None)

    def items(self) -> tuple[ThreadItem, ...]:
        """All that is loaded in time order, events between two messages folded into one entry."""
        if self._items is None:
            self._items = self._folded()
        return self._items

    def _imported_at(self) -> int | None:
        """When the conversation was imported, None if it was not: all that the import did carries this time."""
        for recorded in self.events.values():
            if isinstance(recorded.event, ConversationStarted) and recorded.event.trigger == IMPORTED:
                return recorded.at
        return None

    def _folded(self) -> tuple[ThreadItem, ...]:
        """A message stands before the events that it caused, which carry the same time or a later one. What an import did stands in front
        of the messages it brought, although it happened later."""
        times = [message.at for message in self.messages]
        groups: dict[int, list[Recorded]] = {}
        brought_at = self._imported_at()
        for recorded in sorted(self.events.values(), key=lambda r: r.seq):
            is_origin = recorded.at == brought_at
            if not is_origin or not self.before:
                place = 0 if is_origin else bisect_left(times, recorded.at + 1)
                groups.setdefault(place, []).append(recorded)
        items: list[ThreadItem] = []
        for index in range(len(times) + 1):
            group = groups.get(index)
            if group is not None:
                items.append(EventsItem(tuple(group)))
            if index < len(times):
                items.append(MessageItem(self.messages[index]))
        return tuple(items)
