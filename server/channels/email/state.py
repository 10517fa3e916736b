"""How the mail of every mailbox stands, as far as this process knows. On the event loop's thread alone; others post to it."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from support_tui.wire.mail_states import MailboxState, MailLine, MailTrouble, MailTroubleCode

__all__ = ["MailLine", "MailTrouble", "MailTroubleCode", "MailboxState", "States"]


def _nobody(_: MailboxState) -> None:
    """Told to nobody."""


class States:
    """One `MailboxState` a mailbox, all off at first. `told` hears of each that changed."""

    def __init__(self, now: Callable[[], int], told: Callable[[MailboxState], None] = _nobody) -> None:
        self._now = now
        self._told = told
        self._states: dict[int, MailboxState] = {}

    def of(self, mailbox_id: int) -> MailboxState:
        """How a mailbox stands."""
        return self._states.get(mailbox_id, MailboxState(mailbox_id))

    def all(self) -> tuple[MailboxState, ...]:
        """Every mailbox of which anything is known, in the order of their ids."""
        return tuple(self._states[mailbox_id] for mailbox_id in sorted(self._states))

    def change(self, mailbox_id: int, **fields: Any) -> None:
        """Set fields of `MailboxState`; a line that begins to be otherwise is so since now. Nobody is told what was so before, nor that a
        server has answered once more."""
        before = self.of(mailbox_id)
        after = replace(before, **fields)
        if after.line is not before.line:
            after = replace(after, since_at=self._now())
        self._states[mailbox_id] = after
        if replace(after, heard_at=before.heard_at) != before:
            self._told(after)

    def count(self, mailbox_id: int, *, quarantined: int = 0, missing: int = 0) -> None:
        """Add to what could not be read, or is missing; neither falls below nothing."""
        before = self.of(mailbox_id)
        self.change(
            mailbox_id,
            quarantined=max(0, before.quarantined + quarantined),
            missing=max(0, before.missing + missing),
        )

    def forget(self, mailbox_id: int) -> None:
        """The mailbox has no way in any more."""
        if mailbox_id in self._states:
            self.change(mailbox_id, line=MailLine.OFF, retry_at=None, trouble=None, waiting=0, missing=0)
