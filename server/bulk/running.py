"""Does changes to many conversations: up to `CHANGED_AT_ONCE` in one transaction, more in parts between which others are served.

Every part goes under the one key, so all of them are one action and are taken back as one; what was done stays done if the change is
cancelled, or the server ends in the middle. The same request again then goes on: what is done already is left alone, being so already.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple

from support_tui.wire.commands import Accepted, ChangeMany, ManyChanged, Matching, Picked, Request
from support_tui.wire.frames import Progress
from support_tui.wire.limits import CHANGED_AT_ONCE
from support_tui.wire.previews import BulkState, Preview, PreviewAsked
from support_tui.wire.refusals import Refusal, RefusalCode

from ..core.context import Asker, Context
from ..service import Part, Service
from ..storage.counts.counters import Counters
from ..storage.db import Reader
from ..storage.lists.everything import ids_in
from ..storage.tables import log
from ..storage.viewer import Viewer
from .preview import preview
from .selecting import Chosen, Unread, chosen

PART_S: Final = 0.015
"""What a part of a long change may take of the writer's time: whoever waits behind it waits no longer than a frame."""
FIRST_PART: Final = 100
LEAST_PART: Final = 20
MOST_PART: Final = 1_000

Tell = Callable[[int, Progress], None]


class Reach(NamedTuple):
    """What finding conversations needs of the rest of the server. `tell` says to an agent how far it has come."""

    read_slow: Callable[..., Awaitable[object]]
    counters: Counters
    now: Callable[[], int]
    context: Callable[[Asker], Context]
    tell: Tell = lambda agent_id, progress: None


class _Running:
    """A change on its way."""

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

    async def preview(self, asked: PreviewAsked, asker: Asker, viewer: Viewer) -> Preview | Unread:
        """What the change would do."""
        context = self._reach.context(asker)
        found = await self._reach.read_slow(
            lambda reader: preview(reader, self._reach.counters, asked, viewer, context)
        )
        assert isinstance(found, Preview | Unread)
        return found

    async def do(self, request: Request, asker: Asker, viewer: Viewer) -> Accepted | Unread:
        """Do the change; the same request while it runs waits for the same answer, whoever hangs up meanwhile."""
        name = (asker.name, request.key)
        running = self._running.get(name)
        if running is None or running.task is None:
            running = self._running[name] = _Running(request, asker)
            running.task = asyncio.create_task(self._do(running, viewer))
            running.task.add_done_callback(lambda _: self._running.pop(name, None))
        elif running.request.command != request.command:
            return Refusal(RefusalCode.KEY_REUSED, {"key": request.key})
        return await asyncio.shield(running.task)

    def state(self, key: str, asker: Asker) -> BulkState | Refusal:
        """How far a running change of this asker has come."""
        running = self._running.get((asker.name, key))
        if running is None:
            return Refusal(RefusalCode.NOT_FOUND, {"kind": "action", "id": key})
        return running.state

    def cancel(self, key: str, asker: Asker) -> BulkState | Refusal:
        """End a running change after the part it is at; its answer tells how far it came."""
        running = self._running.get((asker.name, key))
        if running is None:
            return Refusal(RefusalCode.NOT_FOUND, {"kind": "action", "id": key})
        running.is_cancelled = True
        return running.state

    async def stop(self) -> None:
        """Nothing more is begun; parts that were handed over are done."""
        for running in self._running.values():
            running.is_cancelled = True
        tasks = [running.task for running in self._running.values() if running.task is not None]
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _do(self, running: _Running, viewer: Viewer) -> Accepted | Unread:
        command = running.request.command
        assert isinstance(command, ChangeMany)
        done = await self._done_before(running.request.key)
        found = await self._ids(command, viewer, done)
        if not isinstance(found, tuple):
            return found
        missing = 0
        if isinstance(command.selection, Matching) and command.selection.count is not None:
            missing = max(0, command.selection.count - len(done) - len(found))
        before = ManyChanged(missing + len(done), len(done), missing=missing)
        running.total = len(found)
        if len(found) <= CHANGED_AT_ONCE:
            part = Part(found, before, is_last=True)
            return await self._service.change_part(running.request, running.asker, part)
        return await self._in_parts(running, found, before)

    async def _done_before(self, key: str) -> frozenset[int]:
        """What an earlier run of the request has changed before it was broken off: nothing is done to these a second time."""
        found = await self._reach.read_slow(lambda reader: log.conversations_under(reader, key))
        return frozenset(found) if isinstance(found, list) else frozenset()

    async def _ids(
        self, command: ChangeMany, viewer: Viewer, done: frozenset[int]
    ) -> tuple[int, ...] | Unread:
        selection = command.selection
        if isinstance(selection, Picked):
            if not selection.ids:
                return Refusal(RefusalCode.INVALID_FIELD, {"field": "selection", "reason": "empty"})
            return tuple(sorted(set(selection.ids) - done))

        def read(reader: Reader) -> list[int] | Unread:
            where = chosen(reader, self._reach.counters, selection, viewer, self._reach.now())
            if not isinstance(where, Chosen):
                return where
            without = where.without | done
            return [id_ for part in where.ranges for id_ in ids_in(reader, part) if id_ not in without]

        ids = await self._reach.read_slow(read)
        if isinstance(ids, list):
            return tuple(sorted(ids)) if ids or done else Refusal(RefusalCode.NO_CHANGE)
        assert isinstance(ids, Unread)
        return ids

    async def _in_parts(
        self, running: _Running, ids: tuple[int, ...], before: ManyChanged
    ) -> Accepted | Refusal:
        size = FIRST_PART
        while True:
            lot = () if running.is_cancelled else ids[running.done : running.done + size]
            is_last = not lot or running.done + len(lot) == len(ids)
            if running.is_cancelled:
                before = ManyChanged(
                    before.total + len(ids) - running.done, before.changed, before.left, before.missing, True
                )
            begun = time.perf_counter()
            answer = await self._service.change_part(
                running.request, running.asker, Part(lot, before, is_last)
            )
            if isinstance(answer, Refusal) or is_last or answer.was_done_before:
                return answer
            assert answer.many is not None
            before = answer.many
            running.done += len(lot)
            self._tell(running)
            size = _next_size(len(lot), time.perf_counter() - begun)

    def _tell(self, running: _Running) -> None:
        agent = running.asker.agent
        if agent is not None:
            self._reach.tell(agent.id, Progress(running.request.key, running.done, running.total))


def _next_size(size: int, took_s: float) -> int:
    """So many that the next part takes `PART_S`; never much more than before."""
    wanted = int(size * PART_S / max(took_s, 0.001))
    return max(LEAST_PART, min(wanted, 2 * size, MOST_PART))
