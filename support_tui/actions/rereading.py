"""How often a console reads again what is on its screen while others change more than is told one by one. Knows no list."""

import asyncio
from collections.abc import Callable
from typing import Final

#: Seconds between two readings: a hundred consoles do so at once.
EVERY_S: Final = 1.5


class Rereading:
    """Calls `reread` soon after it is wanted, and never twice within `EVERY_S`."""

    def __init__(self, reread: Callable[[], None]) -> None:
        self._reread = reread
        self._not_before_s = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def want(self) -> None:
        """Something was missed."""
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_at(max(loop.time(), self._not_before_s), self._now)

    def close(self) -> None:
        """Read nothing more."""
        if self._timer is not None:
            self._timer.cancel()

    def _now(self) -> None:
        self._timer = None
        self._not_before_s = asyncio.get_running_loop().time() + EVERY_S
        self._reread()
