"""Writes down what changed since the last time, so that the next start has it; the disk itself is the cache's thread's business."""

import asyncio
from collections.abc import Callable

from support_tui.store import Changes, ListKey, Store, keeping
from support_tui.store.cache import Cache
from support_tui.store.looks import ListLook

#: Seconds between two writings.
KEEP_S = 2.0


class Keeper:
    """Keeps a store in a cache, every two seconds. Drafts and commands are not its business (`store.unsent`)."""

    def __init__(self, store: Store, cache: Cache, current: Callable[[], ListKey | None]) -> None:
        self._store, self._cache, self._current = store, cache, current
        self._threads: set[int] = set()
        self._customers: set[int] = set()
        self._lists: set[ListKey] = set()
        self._is_desk_touched = False
        store.subscribe(self._store_changed)

    def load(self) -> bool:
        """Fill an empty store; whether there was anything."""
        found = keeping.load(self._cache, self._store)
        self._forget_touched()
        return found

    def keep_look(self, queue: str, look: ListLook) -> None:
        """How a queue is to look."""
        keeping.keep_look(self._cache, queue, look)

    async def run(self) -> None:
        """Write now and then, until cancelled."""
        while True:
            await asyncio.sleep(KEEP_S)
            self.keep()

    def keep(self) -> None:
        """What changed; encoding it takes well under a frame."""
        cache, store = self._cache, self._store
        if self._is_desk_touched:
            keeping.keep_desk(cache, store)
        current = self._current()
        if current in self._lists and current is not None:
            keeping.keep_list(cache, store, current)
        for conversation_id in self._threads & store.replica.threads.keys():
            keeping.keep_thread(cache, store, conversation_id)
        for customer_id in self._customers:
            keeping.keep_customer(cache, store, customer_id)
        self._forget_touched()

    async def close(self) -> None:
        """Write what is left and end."""
        self.keep()
        await asyncio.to_thread(self._cache.close)

    def _forget_touched(self) -> None:
        self._threads.clear()
        self._customers.clear()
        self._lists.clear()
        self._is_desk_touched = False

    def _store_changed(self, changes: Changes) -> None:
        self._threads |= changes.threads
        self._customers |= changes.customers
        self._lists |= changes.lists
        self._is_desk_touched |= changes.counts or changes.directory or changes.reset
