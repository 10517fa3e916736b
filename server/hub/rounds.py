"""Wakes the sockets in rounds: at once on a quiet desk, seldom on a busy one, so that many events share a frame (ADR 4)."""

import asyncio
from collections.abc import Callable
from typing import Final

#: A round of one event rests as long as it took; so many events more, and it rests as long again, up to `MOST_RESTS` times.
EVENTS_PER_REST: Final = 8
MOST_RESTS: Final = 3.0


class Rounds:
    """The rhythm of one hub. Lives on the event loop."""

    def __init__(self, wake_all: Callable[[], None]) -> None:
        self._wake_all = wake_all
        self._planned: asyncio.TimerHandle | None = None
        self._not_before = 0.0
        self._events = 0

    def events_came(self, count: int) -> None:
        """So many more events are to be told: in the round that is planned already, or in one after the rest of the last."""
        self._events += count
        if self._planned is None:
            loop = asyncio.get_running_loop()
            self._planned = loop.call_at(max(loop.time(), self._not_before), self._start)

    def _start(self) -> None:
        """Wake everybody. `_end` runs after all the sockets' tasks have had their step."""
        self._planned = None
        loop = asyncio.get_running_loop()
        self._wake_all()
        loop.call_soon(self._end, loop.time())

    def _end(self, started: float) -> None:
        now = asyncio.get_running_loop().time()
        rests = min(1 + self._events / EVENTS_PER_REST, MOST_RESTS)
        self._not_before = now + (now - started) * rests
        self._events = 0
