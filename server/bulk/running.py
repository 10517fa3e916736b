"""Does changes to many conversations, and takes them back: part by part, so that others are served meanwhile, under one key.

All parts of an order are one action and are taken back as one. What was begun is finished: the order is kept until its last part is done,
a server that starts again goes on with it (`resume`), and so does the same request when it comes again. Only who gave it can end it
before, and then what was done stays.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any, Final, NamedTuple

from support_tui.wire.commands import Accepted, ChangeMany, ManyChanged, Request, UndoRequest
from support_tui.wire.frames import Progress
from support_tui.wire.previews import BulkState, Preview, PreviewAsked
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import Agent, Message

from ..core.access import is_admin
from ..core.context import Asker, Context
from ..service import Part, Service
from ..storage.counts.counters import Counters
from ..storage.db import Connection, Reader
from ..storage.tables.unfinished import Order, all_orders
from ..storage.viewer import Viewer
from .ordering import conversations_of, done_before, order_of_change, order_of_undo
from .preview import preview
from .selecting import Unread

log = logging.getLogger("support_server.bulk")

LONG: Final = 200
"""Of longer orders consoles are not told event by event; shorter actions are taken back in one go."""

MOST_PART: Final = 2_000
"""Conversations that are handed to the writer at once; how many of them it does before others come, it finds out."""

_KEPT_S: Final = 2.0
"""What a preview has mapped of the database is kept so long for the next one."""

_PAUSE_S: Final = 0.005
_MOST_PAUSES: Final = 200


class Reach(NamedTuple):
    """What finding conversations needs of the rest of the server. `read` is for what takes no time; `tell` says to an agent how far
    it has come; `keep_mapped` and `let_go` are those of the database."""

    read: Callable[[Callable[[Connection], int]], int]
    read_slow: Callable[..., Awaitable[object]]
    counters: Counters
    now: Callable[[], int]
    context: Callable[[Asker], Context]
    keep_mapped: Callable[[], None]
    let_go: Callable[[], None]
    tell: Callable[[int, Progress], None] = lambda agent_id, progress: None


class _Running:
    """An order on its way."""

    def __init__(self, request: Request, asker: Asker) -> None:
        self.request = request
        self.asker = asker
        self.done = 0
        self.total = 0
        self.is_cancelled = False
        self.task: asyncio.Task[Accepted | Unread] | None = None

    @property
    def state(self) -> BulkState:
        return BulkState(self.request.key, self.done, self.total)


class Bulk:
    """The desk's changes to many conversations. Lives on the event loop."""

    def __init__(self, service: Service, reach: Reach) -> None:
        self._service = service
        self._reach = reach
        self._running: dict[tuple[str, str], _Running] = {}
        self._is_stopping = False
        self._letting_go: asyncio.TimerHandle | None = None

    async def preview(self, asked: PreviewAsked, asker: Asker, viewer: Viewer) -> Preview | Unread:
        """What the change would do."""
        context = self._reach.context(asker)
        if self._letting_go is not None:
            self._letting_go.cancel()
        self._reach.keep_mapped()
        found = await self._reach.read_slow(
            lambda reader: preview(reader, self._reach.counters, asked, viewer, context)
        )
        # The next preview mostly follows at once: another change, another filter.
        loop = asyncio.get_running_loop()
        self._letting_go = loop.call_later(_KEPT_S, loop.run_in_executor, None, self._reach.let_go)
        assert isinstance(found, Preview | Unread)
        return found

    async def do(self, request: Request, asker: Asker, viewer: Viewer) -> Accepted | Unread:
        """Do the change; the same request while it runs waits for the same answer, whoever hangs up meanwhile."""
        return await self._once(request, asker, lambda running: self._change(running, viewer))

    async def undo(self, request: Request, asker: Asker) -> Accepted | Unread:
        """Take back a request: at once, or part by part where it was about many conversations. One that still runs is ended before."""
        return await self._once(request, asker, self._take_back)

    def resume(self, agent_of: Callable[[int], Agent | None]) -> Coroutine[Any, Any, None]:
        """Go on with what an earlier run of the server has begun."""

        async def go_on() -> None:
            orders = await self._reach.read_slow(lambda reader: all_orders(reader, agent_of))
            if not isinstance(orders, list):
                log.error("what an earlier run has begun waits for the next one: %s", orders)
                return
            await asyncio.gather(*(self._resumed(order) for order in orders))

        return go_on()

    async def _resumed(self, order: Order) -> None:
        """One of them to its end; what is wrong with it is no reason not to go on with the others."""
        key = order.request.key
        log.info("going on with the request %s", key)
        try:
            answer = await self._once(order.request, order.asker, partial(self._go_on, order))
        except Exception as error:
            log.error("the request %s could not be gone on with", key, exc_info=error)
        else:
            if not isinstance(answer, Accepted):
                log.warning("the request %s was not gone on with: %s", key, answer)

    async def _once(
        self,
        request: Request,
        asker: Asker,
        work: Callable[[_Running], Coroutine[Any, Any, Accepted | Unread]],
    ) -> Accepted | Unread:
        name = (asker.name, request.key)
        running = self._running.get(name)
        if running is None or running.task is None:
            running = self._running[name] = _Running(request, asker)
            running.task = asyncio.create_task(work(running))
            running.task.add_done_callback(lambda _: self._running.pop(name, None))
        elif running.request.command != request.command:
            return Refusal(RefusalCode.KEY_REUSED, {"key": request.key})
        return await asyncio.shield(running.task)

    def state(self, key: str, asker: Asker) -> BulkState | Refusal:
        """How far a running order of this asker has come."""
        running = self._running.get((asker.name, key))
        if running is None:
            return Refusal(RefusalCode.NOT_FOUND, {"kind": "action", "id": key})
        return running.state

    def cancel(self, key: str, asker: Asker) -> BulkState | Refusal:
        """End a running order after the part it is at; its answer tells how far it came."""
        running = self._running.get((asker.name, key))
        if running is None:
            return Refusal(RefusalCode.NOT_FOUND, {"kind": "action", "id": key})
        running.is_cancelled = True
        return running.state

    async def stop(self) -> None:
        """Nothing more is begun; parts that were handed over are done, and the rest when the server runs again."""
        self._is_stopping = True
        if self._letting_go is not None:
            self._letting_go.cancel()
        tasks = [running.task for running in self._running.values() if running.task is not None]
        await asyncio.gather(*tasks, return_exceptions=True)

    # ---------------------------------------------------------------- the orders

    async def _change(self, running: _Running, viewer: Viewer) -> Accepted | Unread:
        command = running.request.command
        assert isinstance(command, ChangeMany)
        reach = self._reach

        def read(reader: Reader) -> tuple[Order, frozenset[int]] | Unread:
            done = done_before(reader, running.request.key)
            order = order_of_change(
                reader, reach.counters, running.request, running.asker, viewer, reach.now(), done
            )
            return (order, done) if isinstance(order, Order) else order

        found = await reach.read_slow(read)
        if not isinstance(found, tuple):
            assert isinstance(found, Unread)
            return found
        return await self._in_parts(running, *found)

    async def _take_back(self, running: _Running) -> Accepted | Unread:
        request, asker = running.request, running.asker
        await self._end_running(request, asker)
        if self._reach.read(lambda reader: conversations_of(reader, request)) <= LONG:
            return await self._service.submit(request, asker)
        found = await self._reach.read_slow(
            lambda reader: (order_of_undo(reader, request, asker), done_before(reader, request.key))
        )
        if not isinstance(found, tuple):
            assert isinstance(found, Refusal)
            return found
        return await self._in_parts(running, *found)

    async def _end_running(self, request: Request, asker: Asker) -> None:
        """End an order that is to be taken back, and wait for its last part: what it did after its undo would be taken back by nothing."""
        command = request.command
        assert isinstance(command, UndoRequest)
        for (name, key), running in [*self._running.items()]:
            if key == command.key and running.task is not None and (name == asker.name or is_admin(asker)):
                running.is_cancelled = True
                await asyncio.wait([running.task])

    async def _go_on(self, order: Order, running: _Running) -> Accepted | Unread:
        done = await self._reach.read_slow(lambda reader: done_before(reader, order.request.key))
        if not isinstance(done, frozenset):
            assert isinstance(done, Refusal)
            return done
        return await self._in_parts(running, order, done)

    async def _in_parts(self, running: _Running, order: Order, done: frozenset[int]) -> Accepted | Refusal:
        """Part after part until all of it is done, or its end was asked for. `done` was done by an earlier run of the same request."""
        ids = tuple(id_ for id_ in order.ids if id_ not in done)
        many = ManyChanged(order.missing + len(done), len(done), missing=order.missing)
        running.total = len(ids)
        taken_back: tuple[Message, ...] = ()
        is_first = True
        while True:
            lot = () if running.is_cancelled else ids[running.done : running.done + MOST_PART]
            rest = len(ids) - running.done
            if running.is_cancelled and rest:
                many = ManyChanged(
                    many.total + rest, many.changed, many.left, many.missing, is_cancelled=True
                )
            is_last = running.is_cancelled or len(lot) == rest
            part = Part(
                lot, many, is_first, is_last, len(ids) <= LONG, order if is_first else None, taken_back
            )
            await self._room()
            part_done = await self._service.change_part(running.request, running.asker, part)
            if isinstance(part_done, Refusal):
                return part_done
            answer = part_done.answer
            if isinstance(answer, Refusal) or part_done.is_over:
                return answer
            if self._is_stopping:
                return Refusal(RefusalCode.SHUTTING_DOWN)
            assert answer.many is not None
            many, taken_back, is_first = answer.many, answer.taken_back, False
            running.done += part_done.reached
            self._tell(running)

    async def _room(self) -> None:
        """Wait while the write-ahead log is full, but not for ever: a reader may keep it from being copied."""
        for _ in range(_MOST_PAUSES):
            if self._service.has_room or self._is_stopping:
                return
            await asyncio.sleep(_PAUSE_S)

    def _tell(self, running: _Running) -> None:
        agent = running.asker.agent
        if agent is not None:
            self._reach.tell(agent.id, Progress(running.request.key, running.done, running.total))
