"""Deletes for good what has lain in the trash for as long as is set, and removes the files that nobody names any more (E9).

Decides nothing: the deleting is a command. Little at a time, so that nobody waits for it.
"""

import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple

from support_tui.wire.commands import PurgeConversation, Request
from support_tui.wire.limits import DAY_US, UPLOAD_DAYS
from support_tui.wire.refusals import Refusal, RefusalCode

from ..core.access import SYSTEM
from .clock import Commands

logger = logging.getLogger("support_server.purge")

EVERY_S: Final = 60.0
LOOKED_AT: Final = 500
"""Conversations of the trash that one run looks at; the next one goes on behind them."""
FILES_AT_ONCE: Final = 200
FILES_AFTER_US: Final = 3_600_000_000
"""For so long files stay after their messages: a backup that was begun before has time to copy what it names."""
UPLOADS_AFTER_US: Final = UPLOAD_DAYS * DAY_US
#: Somebody was quicker.
_EXPECTED: Final = frozenset(
    {
        RefusalCode.NOT_IN_TRASH,
        RefusalCode.CONVERSATION_PURGED,
        RefusalCode.CONVERSATION_MERGED,
        RefusalCode.SHARES_MESSAGES,
    }
)


class Due(NamedTuple):
    """Conversations to be deleted, and where the next run goes on (None: from the beginning)."""

    ids: tuple[int, ...]
    after: tuple[int, int] | None


class TrashPurger:
    """`due` gives what was put into the trash before a moment, out of so many behind a place."""

    def __init__(
        self,
        commands: Commands,
        due: Callable[[int, tuple[int, int], int], tuple[tuple[int, ...], tuple[int, int] | None]],
        now: Callable[[], int],
        after_days: int,
    ) -> None:
        self._commands = commands
        self._due = due
        self._now = now
        self._after_days = after_days
        self._place = _BEGINNING

    async def purge(self) -> int:
        """Delete some of what is due; how many."""
        if not self._after_days:
            return 0
        found = Due(*self._due(self._now() - self._after_days * DAY_US, self._place, LOOKED_AT))
        self._place = found.after or _BEGINNING
        deleted = 0
        for conversation_id in found.ids:
            request = Request(secrets.token_hex(16), PurgeConversation(conversation_id))
            answer = await self._commands.submit(request, SYSTEM)
            if not isinstance(answer, Refusal):
                deleted += 1
            elif answer.code not in _EXPECTED:
                logger.warning("conversation %d stays in the trash: %s", conversation_id, answer.code.value)
        if deleted:
            logger.info("%d conversations were deleted for good", deleted)
        return deleted


_BEGINNING: Final = (-1, -1)


Sweep = Callable[[int, int], Awaitable[int | Refusal]]
"""Removes files that nobody has wanted since a moment, at most so many; how many."""


class FileSweeper:
    """`left` removes those of deleted messages, `uploaded` those that were handed over and never sent."""

    def __init__(self, left: Sweep, uploaded: Sweep, now: Callable[[], int]) -> None:
        self._left = left
        self._uploaded = uploaded
        self._now = now

    async def sweep(self) -> None:
        """Remove some of what is due."""
        removed = await self._left(self._now() - FILES_AFTER_US, FILES_AT_ONCE)
        if isinstance(removed, int) and removed:
            logger.info("%d files of deleted messages were removed", removed)
        unsent = await self._uploaded(self._now() - UPLOADS_AFTER_US, FILES_AT_ONCE)
        if isinstance(unsent, int) and unsent:
            logger.info("%d files that were handed over and never sent were removed", unsent)
