"""Sends commands to the server, in order where order matters, each with its one key until an answer comes. Shows nothing.

Commands about one conversation (or customer) wait for each other; others do not. Where nobody answers, everything waits until the
line is back, and is then sent again with the same keys: the server does none of them twice (D6).
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from support_tui.link.http import Unreachable
from support_tui.store import Store
from support_tui.store.pending import Pending
from support_tui.wire.commands import Accepted, Request
from support_tui.wire.refusals import Refusal, RefusalCode

Answer = Accepted | Refusal
Send = Callable[[Request], Awaitable[Accepted | Refusal | Unreachable]]

#: Seconds until a command is tried again where nobody says that the line is back.
RETRY_S = 5.0
#: Refusals that say 'not now' and not 'no'.
_NOT_NOW = frozenset({RefusalCode.SHUTTING_DOWN, RefusalCode.RATE_LIMITED, RefusalCode.TOO_SLOW})


class Outbox:
    """Commands on their way. `answered` is told of each answer before whoever waits for it."""

    def __init__(self, store: Store, send: Send, answered: Callable[[Pending, Answer], None]) -> None:
        self._store, self._send, self._answered = store, send, answered
        self._lanes: dict[object, deque[Pending]] = {}
        self._waiting: dict[str, asyncio.Future[Answer]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_back = asyncio.Event()
        self._is_held = False

    def put(self, pending: Pending) -> "asyncio.Future[Answer]":
        """Send a command when its turn comes; the answer, whenever that is."""
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting[pending.key] = future
        lane = _lane_of(pending)
        is_running = lane in self._lanes
        self._lanes.setdefault(lane, deque()).append(pending)
        if not is_running:
            task = asyncio.get_running_loop().create_task(self._run(lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return future

    def line_is_back(self) -> None:
        """Whatever waits for the line is sent now."""
        self._is_back.set()
        self._is_back.clear()

    async def close(self) -> None:
        """Send nothing more; what was not answered stays pending."""
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for future in self._waiting.values():
            future.cancel()

    async def _run(self, lane: object) -> None:
        commands = self._lanes[lane]
        while commands:
            pending = commands[0]
            self._finish(pending, await self._answer_to(pending))
            commands.popleft()
        del self._lanes[lane]

    async def _answer_to(self, pending: Pending) -> Answer:
        request = Request(pending.key, pending.command, pending.seen_seq)
        while True:
            self._store.mark_sent(pending.key)
            answer = await self._send(request)
            if isinstance(answer, Accepted) or (isinstance(answer, Refusal) and answer.code not in _NOT_NOW):
                return answer
            await self._pause()

    async def _pause(self) -> None:
        """Until the line is back, or long enough."""
        try:
            await asyncio.wait_for(self._is_back.wait(), RETRY_S)
        except TimeoutError:
            return

    def _finish(self, pending: Pending, answer: Answer) -> None:
        self._answered(pending, answer)
        future = self._waiting.pop(pending.key)
        if not future.done():
            future.set_result(answer)


def _lane_of(pending: Pending) -> object:
    """What a command must wait for: earlier ones about the same thing."""
    command = pending.command
    for name in ("conversation_id", "customer_id"):
        about = getattr(command, name, None)
        if about is not None:
            return name, about
    return type(command).__name__
