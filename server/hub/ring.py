"""The newest events in encoded form, for every socket to read at its own pace. Bounded; knows no sockets and no clock (D17)."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol

#: Half a minute of a very busy desk; whoever is further behind reads pages from the table.
MAX_EVENTS = 8_192
MAX_BYTES = 16_000_000


class Announced(Protocol):
    """An event that has been committed, as the writer hands it over; `envelope_json` is its `wire.frames.Envelope`."""

    @property
    def seq(self) -> int: ...
    @property
    def envelope_json(self) -> bytes: ...
    @property
    def conversation_id(self) -> int | None: ...
    @property
    def mailbox_id(self) -> int | None: ...
    @property
    def old_mailbox_id(self) -> int | None: ...
    @property
    def customer_id(self) -> int | None: ...
    @property
    def agent_id(self) -> int | None: ...
    @property
    def customer_mailboxes(self) -> frozenset[int]: ...
    @property
    def untold(self) -> int: ...


class Ring:
    """Events in the order of their `seq`, all of those after `floor` up to `head`."""

    def __init__(self, head: int, *, max_events: int = MAX_EVENTS, max_bytes: int = MAX_BYTES) -> None:
        self.head = head
        """The last event there is."""
        self.floor = head
        """Everything after this one is here; what is at or before it must be read from the table."""
        self.last_personal = 0
        """The last event that only one agent may see; before it, no two agents may share a frame."""
        self._max_events = max_events
        self._max_bytes = max_bytes
        self._events: list[Announced] = []
        self._bytes = 0

    def append(self, events: Iterable[Announced]) -> None:
        """Take over what was just committed; the oldest give way. The caller keeps the order of `seq`."""
        for event in events:
            self._events.append(event)
            self._bytes += len(event.envelope_json)
            self.head = event.seq
            if event.agent_id is not None:
                self.last_personal = event.seq
        self._trim()

    def after(self, seq: int) -> Sequence[Announced] | None:
        """What followed `seq`, or None where that has left the ring. A `seq` ahead of the head has nothing after it."""
        if seq < self.floor:
            return None
        if seq >= self.head:
            return ()
        return self._events[bisect_right(self._events, seq, key=lambda event: event.seq) :]

    def _trim(self) -> None:
        """Drop in lots, so that moving the rest costs little for each event."""
        if len(self._events) <= 2 * self._max_events and self._bytes <= 2 * self._max_bytes:
            return
        drop = max(0, len(self._events) - self._max_events)
        kept = self._bytes - sum(len(event.envelope_json) for event in self._events[:drop])
        while drop < len(self._events) and kept > self._max_bytes:
            kept -= len(self._events[drop].envelope_json)
            drop += 1
        if drop:
            self.floor = self._events[drop - 1].seq
            del self._events[:drop]
            self._bytes = kept
