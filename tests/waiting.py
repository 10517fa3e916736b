"""Wait for a condition instead of a time: polls until it holds, and fails with words when it does not."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")
_STEP_S = 0.01


def wait_for(condition: Callable[[], T], what: str, *, deadline_s: float = 20.0) -> T:
    """The first true answer of `condition`. Raises AssertionError naming `what` when none came in time."""
    end = time.monotonic() + deadline_s
    while True:
        if answer := condition():
            return answer
        assert time.monotonic() < end, f"did not happen within {deadline_s:g} s: {what}"
        time.sleep(_STEP_S)


async def eventually(condition: Callable[[], T | Awaitable[T]], what: str, *, deadline_s: float = 20.0) -> T:
    """Like `wait_for`, leaving the event loop free meanwhile; `condition` may be a coroutine function."""
    end = asyncio.get_running_loop().time() + deadline_s
    while True:
        answer = condition()
        if isinstance(answer, Awaitable):
            answer = await answer
        if answer:
            return answer
        assert asyncio.get_running_loop().time() < end, f"did not happen within {deadline_s:g} s: {what}"
        await asyncio.sleep(_STEP_S)
