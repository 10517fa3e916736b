"""Wakes conversations whose snooze is over, and ends logins that have expired. Decides nothing: the waking is a command."""

import logging
from collections.abc import Awaitable, Callable
from typing import Final, Protocol

from support_tui.wire.commands import Accepted, Request, SnoozeConversation
from support_tui.wire.refusals import Refusal, RefusalCode

from ..core.access import SYSTEM
from ..core.context import Asker

logger = logging.getLogger("support_server.clock")

EVERY_S: Final = 1.0
LOGINS_EVERY_S: Final = 60.0
_AT_ONCE: Final = 100
#: Somebody was quicker: nothing left to wake.
_EXPECTED: Final = frozenset(
    {RefusalCode.NO_CHANGE, RefusalCode.CONVERSATION_MERGED, RefusalCode.CONVERSATION_PURGED}
)


class Commands(Protocol):
    """Where commands are decided and done."""

    async def submit(self, request: Request, asker: Asker) -> Accepted | Refusal: ...


class Waker:
    """`wakeable` gives the snoozed conversations whose time has come, at most so many."""

    def __init__(
        self, commands: Commands, wakeable: Callable[[int, int], list[int]], now: Callable[[], int]
    ) -> None:
        self._commands = commands
        self._wakeable = wakeable
        self._now = now

    async def wake(self) -> None:
        """Wake all that are due."""
        now = self._now()
        for conversation_id in self._wakeable(now, _AT_ONCE):
            request = Request(f"wake-{conversation_id}-{now}", SnoozeConversation(conversation_id, None))
            answer = await self._commands.submit(request, SYSTEM)
            if isinstance(answer, Refusal) and answer.code not in _EXPECTED:
                logger.warning("conversation %d could not be woken: %s", conversation_id, answer.code.value)


class LoginEnder:
    """`prune` forgets expired tokens, `close_streams` ends the sockets that used them."""

    def __init__(
        self, prune: Callable[[], Awaitable[Refusal | None]], close_streams: Callable[[], None]
    ) -> None:
        self._prune = prune
        self._close_streams = close_streams

    async def end(self) -> None:
        """End what has expired."""
        if await self._prune() is None:
            self._close_streams()
