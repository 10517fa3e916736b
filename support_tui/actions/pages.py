"""Keeps lists loaded where somebody looks: visible pages first, then ahead of the scroll direction, then the queues beside; one question
at a time per list."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from support_tui.link.http import Unreachable
from support_tui.store import Changes, LinePhase, ListKey, ListWindow, PageRequest, Store, select
from support_tui.store import tabs as tabs_of
from support_tui.wire.refusals import Refusal
from support_tui.wire.views import ConversationPage

Ask = Callable[[ListKey, PageRequest], Awaitable[ConversationPage | Refusal | Unreachable]]

#: Rows of a page, of one that somebody waits for at least, and how many rows ahead of the visible ones are loaded in idle time.
PAGE_ROWS = 80
FIRST_ROWS = 40
AHEAD_ROWS = 120
#: Seconds that the visible rows have for being painted before others are asked for, and that a list is looked at before the first pages
#: of the queues beside it are read; how many of those.
AHEAD_AFTER_S = 0.25
BESIDE_AFTER_S = 0.4
BESIDE_LISTS = 4
#: Seconds: the shortest time between two readings of the same list because something changed out of sight, and the longest wait of a
#: page for the stream to catch up with it.
REFRESH_S = 0.2
HOLD_S = 0.15
#: The line is known to be down.
_WITHOUT_LINE = (LinePhase.OFFLINE, LinePhase.LOGGED_OUT)
#: Rows that stay loaded before and behind the visible ones.
KEEP_ROWS = 3_000


@dataclass(slots=True)
class _View:
    """What is looked at of a list, and whether somebody is asking for it already."""

    start: int
    stop: int
    forwards: bool = True
    is_running: bool = False
    refreshed_s: float = 0.0
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    """Set by every look at other rows."""


class Pages:
    """Asks for what is missing. `failed` is told of refusals (a query that is none)."""

    def __init__(self, store: Store, ask: Ask, failed: Callable[[ListKey, Refusal], None]) -> None:
        self.on_kept: Callable[[ListKey], None] = lambda key: None
        """Told of a list that shows only what this machine keeps of it."""
        self._store, self._ask, self._failed = store, ask, failed
        self._views: dict[ListKey, _View] = {}
        self._current: ListKey | None = None
        self._is_open = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._beside: asyncio.Task[None] | None = None
        store.subscribe(self._store_changed)

    @property
    def current(self) -> ListKey | None:
        """The list that was looked at last."""
        return self._current

    def need(self, key: ListKey, start: int, stop: int) -> None:
        """Rows from `start` up to `stop` are visible now."""
        window = self._store.open_list(key)
        view = self._views.setdefault(key, _View(start, stop))
        view.forwards = start >= view.start
        if start != view.start:
            view.moved.set()
        view.start, view.stop = start, stop
        if key != self._current:
            self._current = key
            if window.is_loaded and self._store.replica.seq:
                window.mark_stale()
        self.go_without()
        self._run(key)

    def go_without(self) -> None:
        """While there is no line, a list that was never read shows what is kept here."""
        key, is_off = self._current, self._store.replica.line.phase in _WITHOUT_LINE
        if is_off and key is not None and self._store.place_kept(key):
            self.on_kept(key)

    def refresh(self) -> None:
        """Read the visible rows again, whatever is thought of them."""
        if self._current is not None and (window := self._store.replica.lists.get(self._current)):
            window.mark_stale()
            self._run(self._current)

    def resume(self) -> None:
        """The line is there (again): what could not be asked for is asked for now. Before the first time nothing is."""
        self._is_open = True
        if self._current is not None:
            self._run(self._current)

    async def close(self) -> None:
        """Ask for nothing more."""
        tasks = [*self._tasks, *([self._beside] if self._beside is not None else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _store_changed(self, changes: Changes) -> None:
        """A list that cannot be told from here any more is read again, if it is the one that is looked at."""
        if self._current is not None and (changes.reset or self._current in changes.lists):
            window = self._store.replica.lists.get(self._current)
            if window is not None and (window.is_stale or not window.is_loaded):
                self._run(self._current)

    def _run(self, key: ListKey) -> None:
        view = self._views[key]
        if view.is_running or not self._is_open:
            return
        view.is_running = True
        task = asyncio.get_running_loop().create_task(self._fill(key, view))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _fill(self, key: ListKey, view: _View) -> None:
        try:
            while key == self._current and (request := self._visible_request(key, view)) is not None:
                if not await self._load(key, request, view):
                    return
            view.moved.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(AHEAD_AFTER_S):
                    await view.moved.wait()
            while key == self._current and (request := self._next_request(key, view)) is not None:
                if not await self._load(key, request, view):
                    return
        finally:
            view.is_running = False
        if self._beside is None or self._beside.done():
            self._beside = asyncio.get_running_loop().create_task(self._fill_beside())

    async def _fill_beside(self) -> None:
        """The first pages of the queues that an arrow key would show, so that they are there at once."""
        done: set[ListKey] = set()
        while True:
            await asyncio.sleep(BESIDE_AFTER_S)
            here = self._current
            wanted = [key for key in self._lists_beside(here) if key not in done] if here is not None else []
            if not wanted or self._store.replica.line.phase is not LinePhase.LIVE:
                return
            if here is not None and not self._views[here].is_running:
                done.add(wanted[0])
                await self._load_top(wanted[0])

    def _lists_beside(self, here: ListKey) -> list[ListKey]:
        """The nearest queues on both sides of the one that is looked at, as far as they were never read."""
        replica = self._store.replica
        unfiltered = tabs_of.list_of(replica, here.queue)
        listed = [(tabs_of.list_of(replica, tab.id), _may_hold(tab)) for tab in select.queue_tabs(replica)]
        tabs = [key for key, may_hold in listed if may_hold or key in (here, unfiltered)]
        if here not in tabs and unfiltered not in tabs:
            return []
        place, lists = tabs.index(here if here in tabs else unfiltered), replica.lists
        steps = [step * side for step in range(1, BESIDE_LISTS // 2 + 1) for side in (1, -1)]
        keys = dict.fromkeys(tabs[(place + step) % len(tabs)] for step in steps)
        return [key for key in keys if key != here and (key not in lists or not lists[key].is_loaded)]

    async def _load_top(self, key: ListKey) -> None:
        request = PageRequest(0, PAGE_ROWS)
        answer = await self._ask(key, request)
        if isinstance(answer, ConversationPage):
            self._store.open_list(key)
            if self._current is not None:
                self._store.open_list(self._current)
            self._store.place_page(key, answer, request)

    def _visible_request(self, key: ListKey, view: _View) -> PageRequest | None:
        """What is missing of the visible rows."""
        window = self._store.replica.lists.get(key)
        if window is None:
            return None
        is_live = self._store.replica.line.phase is LinePhase.LIVE
        if window.is_stale and window.is_loaded and not is_live and _is_shown(window, view):
            return None
        visible = window.missing(view.start, view.stop, page=FIRST_ROWS)
        return visible[0] if visible else None

    def _next_request(self, key: ListKey, view: _View) -> PageRequest | None:
        """The visible rows, then those ahead."""
        visible = self._visible_request(key, view)
        window = self._store.replica.lists.get(key)
        if visible is not None or window is None or window.is_stale:
            return visible
        ahead = window.missing(*_ahead(view), page=PAGE_ROWS)
        return (ahead[0] if view.forwards else ahead[-1]) if ahead else None

    async def _load(self, key: ListKey, request: PageRequest, view: _View) -> bool:
        """Whether the page came; the answer for a list that was let go meanwhile is dropped."""
        window = self._store.replica.lists.get(key)
        if window is not None and window.is_stale:
            await self._wait_turn(view)
        answer = await self._ask(key, request)
        if isinstance(answer, Unreachable):
            return False
        if isinstance(answer, Refusal):
            self._failed(key, answer)
            return False
        if self._store.replica.lists.get(key) is not window or window is None:
            return True
        self._store.place_page(key, answer, request)
        if self._store.has_held_pages:
            await asyncio.sleep(HOLD_S)
            self._store.release_pages()
        self._store.forget_far(key, view.start, KEEP_ROWS)
        return _is_progress(answer, request, window)

    async def _wait_turn(self, view: _View) -> None:
        """A list in which much happens is read a few times a second, not at each event."""
        now_s = asyncio.get_running_loop().time()
        wait_s = view.refreshed_s + REFRESH_S - now_s
        if wait_s > 0:
            await asyncio.sleep(wait_s)
        view.refreshed_s = asyncio.get_running_loop().time()


def _may_hold(tab: select.QueueTab) -> bool:
    """Whether a tab may hold rows: a queue without a badge holds none, a view may be uncounted."""
    return bool(tab.count) or (tab.count is None and tab.is_view and not tab.is_wrong)


def _is_shown(window: ListWindow, view: _View) -> bool:
    """Whether every visible row is there, if perhaps not the latest: off line that is as good as it gets."""
    return None not in window.ids_between(view.start, view.stop)


def _ahead(view: _View) -> tuple[int, int]:
    if view.forwards:
        return view.stop, view.stop + AHEAD_ROWS
    return max(0, view.start - AHEAD_ROWS), view.start


def _is_progress(page: ConversationPage, request: PageRequest, window: ListWindow) -> bool:
    """A page without rows where rows were expected would be asked for again and again: the list says how long it is, and that counts."""
    return bool(page.rows) or window.total <= request.start
