"""Runs reads: the indexed ones at once on the event loop, the long ones on a small pool (D18). Every read sees one moment."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from support_tui.wire.refusals import Refusal, RefusalCode

from ..storage.db import Connection, Database
from ..storage.deadline import TooSlow

T = TypeVar("T")

THREADS = 2
DEADLINE_MS = 3_000
#: Callers waiting for the pool; beyond, it is better for everybody to be told so.
MAX_WAITING = 200
_TOO_SLOW = Refusal(RefusalCode.TOO_SLOW, {"deadline_ms": DEADLINE_MS})


class Readings:
    """The readers of this process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="reader")
        self._waiting = 0

    def read(self, work: Callable[[Connection], T]) -> T:
        """Short work by index, here and now."""
        with self._database.snapshot() as connection:
            return work(connection)

    async def read_slow(self, work: Callable[[Connection], T]) -> T | Refusal:
        """Work that may take long; `too_slow` where it was stopped, or where too much waits already."""
        if self._waiting >= MAX_WAITING:
            return _TOO_SLOW
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, self._read, work)
        except TooSlow:
            return _TOO_SLOW
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """End the threads; what has not begun is not done any more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _read(self, work: Callable[[Connection], T]) -> T:
        return self.read(work)
