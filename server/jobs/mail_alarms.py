"""Looks whether a mailbox fails for long, and has those told who can change it: once for each trouble, whatever restarts in between."""

from collections.abc import Awaitable, Callable
from typing import Final

from support_tui.wire.mail_states import MailboxState, MailTrouble

from ..core.mail_alarms import Key, Watched, watched_after

EVERY_S: Final = 15.0


class MailAlarms:
    """`states` gives how all mailboxes stand, `tell` has a trouble of a mailbox told, `now` is in microseconds."""

    def __init__(
        self,
        states: Callable[[], tuple[MailboxState, ...]],
        tell: Callable[[int, MailTrouble], Awaitable[None]],
        now: Callable[[], int],
    ) -> None:
        self._states = states
        self._tell = tell
        self._now = now
        self._watched: dict[Key, Watched] = {}

    async def look(self) -> None:
        """Tell what is to be told by now."""
        self._watched, due = watched_after(self._states(), self._watched, self._now())
        for mailbox_id, trouble in due:
            await self._tell(mailbox_id, trouble)
