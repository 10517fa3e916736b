"""Keeps the open thread and customer loaded, then the neighbours of the open conversation; the same question never twice at once."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

import msgspec

from support_tui.actions.pages import Pages
from support_tui.link.http import Unreachable
from support_tui.store import Store, select
from support_tui.wire.limits import PAGE_ROWS
from support_tui.wire.refusals import Refusal
from support_tui.wire.views import CustomerPage, Message, ThreadPage

#: Messages of a page.
LIMIT = 50
#: Seconds an agent stays before the neighbours are loaded too.
IDLE_S = 0.15


class Source(Protocol):
    """Where threads and customers come from."""

    async def thread(
        self, conversation_id: int, *, before: str = "", limit: int = 50
    ) -> ThreadPage | Refusal | Unreachable: ...
    async def customer(self, customer_id: int) -> CustomerPage | Refusal | Unreachable: ...


class Threads:
    """Asks for what is missing. `failed` is told of refusals; where nobody answers, what is there stays."""

    def __init__(self, store: Store, source: Source, pages: Pages, failed: Callable[[Refusal], None]) -> None:
        self._store, self._source, self._pages, self._failed = store, source, pages, failed
        self._open_id: int | None = None
        self._customer_id: int | None = None
        self._is_open = False
        self._loading: dict[tuple[str, int], asyncio.Task[None]] = {}
        self.led_on: Callable[[int, int], None] = lambda asked_id, survivor_id: None
        """Told of a number that was opened and leads to another conversation, which it was merged into."""

    def open(self, conversation_id: int) -> None:
        """A conversation is looked at."""
        self._open_id = conversation_id
        self._store.touch_thread(conversation_id)
        self._load("thread", conversation_id, self._fetch(conversation_id))
        self._load("neighbours", conversation_id, self._fetch_neighbours(conversation_id))

    def leave(self) -> None:
        """Nothing is looked at any more."""
        self._open_id = None

    def need_older(self, conversation_id: int) -> None:
        """The messages in front of those that are loaded."""
        thread = self._store.replica.threads.get(conversation_id)
        if thread is not None and thread.has_older:
            self._load("older", conversation_id, self._fetch_older(conversation_id))

    def open_customer(self, customer_id: int) -> None:
        """A customer is looked at; read each time, for the history changes without the profile."""
        self._customer_id = customer_id
        self._load("customer", customer_id, self._fetch_customer(customer_id))

    def resume(self) -> None:
        """The line is there (again). Before the first time nothing is asked for."""
        was_open, self._is_open = self._is_open, True
        self.refresh()
        if not was_open and self._customer_id is not None:
            self.open_customer(self._customer_id)

    def refresh(self) -> None:
        """Read the open thread again where it may have missed something."""
        if self._open_id is not None and self._is_wanted(self._open_id):
            self._load("thread", self._open_id, self._fetch(self._open_id))

    def doubt(self) -> None:
        """Whatever is thought of the open thread, it is read again at the next refresh."""
        thread = self._store.replica.threads.get(self._open_id) if self._open_id is not None else None
        if thread is not None:
            thread.is_stale = True

    async def whole(self, conversation_id: int) -> ThreadPage | None:
        """All messages of a conversation; where the server does not answer those that are loaded, None where none are."""
        page = await self._source.thread(conversation_id, limit=PAGE_ROWS)
        messages: tuple[Message, ...] = ()
        while isinstance(page, ThreadPage):
            messages = page.messages + messages
            if not page.before:
                return msgspec.structs.replace(page, messages=messages)
            page = await self._source.thread(conversation_id, before=page.before, limit=PAGE_ROWS)
        replica = self._store.replica
        row, thread = select.row(replica, conversation_id), replica.threads.get(conversation_id)
        return ThreadPage(row, tuple(thread.messages)) if row is not None and thread is not None else None

    async def close(self) -> None:
        """Ask for nothing more."""
        tasks = list(self._loading.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _load(self, kind: str, number: int, work: Coroutine[Any, Any, None]) -> None:
        """Start a fetch unless the same one is under way."""
        if (kind, number) in self._loading or not self._is_open:
            work.close()
            return
        task = asyncio.get_running_loop().create_task(work)
        self._loading[kind, number] = task
        task.add_done_callback(lambda _: self._loading.pop((kind, number), None))

    def _is_wanted(self, conversation_id: int) -> bool:
        thread = self._store.replica.threads.get(conversation_id)
        return thread is None or thread.is_stale

    async def _fetch(self, conversation_id: int) -> None:
        if not self._is_wanted(conversation_id):
            return
        answer = await self._source.thread(conversation_id, limit=LIMIT)
        if isinstance(answer, ThreadPage):
            self._store.place_thread(answer)
            if answer.row.id != conversation_id == self._open_id:
                self.led_on(conversation_id, answer.row.id)
        elif isinstance(answer, Refusal):
            self._failed(answer)

    async def _fetch_neighbours(self, conversation_id: int) -> None:
        """The conversations that `]` and `[` or a step of the cursor would open, once the agent has stayed for a moment."""
        await asyncio.sleep(IDLE_S)
        window = self._store.replica.lists.get(self._pages.current) if self._pages.current else None
        position = window.position_of(conversation_id) if window is not None else None
        if window is None or position is None:
            return
        for neighbour in (window.id_at(position + 1), window.id_at(position - 1)):
            if self._open_id == conversation_id and neighbour is not None and self._is_wanted(neighbour):
                answer = await self._source.thread(neighbour, limit=LIMIT)
                if isinstance(answer, ThreadPage):
                    self._store.place_thread(answer)

    async def _fetch_older(self, conversation_id: int) -> None:
        if self._is_wanted(conversation_id):
            await self._fetch(conversation_id)
        thread = self._store.replica.threads.get(conversation_id)
        if thread is None or thread.is_stale or not thread.has_older:
            return
        answer = await self._source.thread(conversation_id, before=thread.before, limit=LIMIT)
        if isinstance(answer, ThreadPage):
            self._store.place_thread(answer, is_older=True)
        elif isinstance(answer, Refusal):
            self._failed(answer)

    async def _fetch_customer(self, customer_id: int) -> None:
        answer = await self._source.customer(customer_id)
        if isinstance(answer, CustomerPage):
            self._store.place_customer(answer)
        elif isinstance(answer, Refusal):
            self._failed(answer)
