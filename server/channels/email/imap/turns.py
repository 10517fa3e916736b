"""Lets mails be read side by side and still be taken in one after another, in the order in which they lie at the server."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextvars import ContextVar
from typing import Protocol, TypeVar

from support_tui.wire.commands import Accepted, Request
from support_tui.wire.refusals import Refusal

from ....core.context import Asker

T = TypeVar("T")
R = TypeVar("R")


class Commands(Protocol):
    """Where commands are decided and done."""

    async def submit(self, request: Request, asker: Asker) -> Accepted | Refusal: ...


class _Turn:
    """`come` is when everything before has submitted what it had to, `over` when this has."""

    def __init__(self, come: asyncio.Event) -> None:
        self.come = come
        self.over = asyncio.Event()


_turn: ContextVar[_Turn | None] = ContextVar("turn", default=None)


class InTurn:
    """Commands whose first request, of work that `in_turn` does, waits until the work before it has submitted its own; the answers are not
    waited for, so that many share a transaction."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands

    async def submit(self, request: Request, asker: Asker) -> Accepted | Refusal:
        """Submit when it is time; at once outside of `in_turn`."""
        turn = _turn.get()
        if turn is not None:
            await turn.come.wait()
        answer = asyncio.ensure_future(self._commands.submit(request, asker))
        # One step of the loop, in which the request reaches the writer.
        await asyncio.sleep(0)
        if turn is not None:
            turn.over.set()
        return await answer


async def in_turn(work: Callable[[T], Awaitable[R]], things: Sequence[T]) -> list[R]:
    """The work on all things at once, submitting in their order; the outcomes in order."""
    come = asyncio.Event()
    come.set()
    tasks = []
    for thing in things:
        turn = _Turn(come)
        tasks.append(asyncio.create_task(_worked(work, thing, turn)))
        come = turn.over
    return list(await asyncio.gather(*tasks))


async def _worked(work: Callable[[T], Awaitable[R]], thing: T, turn: _Turn) -> R:
    _turn.set(turn)
    try:
        return await work(thing)
    finally:
        # Whoever had nothing to submit lets the next one go when its own turn has come.
        await turn.come.wait()
        turn.over.set()
