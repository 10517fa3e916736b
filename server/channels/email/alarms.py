"""Counts what is kept from going round in circles, and raises the alarm once for each hour in which a mailbox has said too much (E27, E28)."""

import logging
from collections.abc import Callable
from typing import Final

from support_tui.wire.commands import Accepted

from ...core.acknowledgements import HOUR_US, Withheld
from .ids import OurMessage
from .state import States

log = logging.getLogger("support_server.mail")
_NOBODY: Final = States(lambda: 0)


class LoopAlarms:
    """Tells logs, and the state of the mailbox. `now` gives microseconds."""

    def __init__(self, states: States = _NOBODY, now: Callable[[], int] = lambda: 0) -> None:
        self._states = states
        self._now = now
        self._since: dict[int, int] = {}

    def dropped(self, mailbox_id: int, ours: OurMessage) -> None:
        """Our own mail came back and was left out."""
        before = self._states.of(mailbox_id).dropped
        log.info(
            "mailbox %d: our own message %s came back, left out", mailbox_id, ours.message_id or "(unknown)"
        )
        self._states.change(mailbox_id, dropped=before + 1)

    def after(self, mailbox_id: int, answer: Accepted) -> None:
        """A mail was taken in: with an automatic answer, or without one that it would have got."""
        now, since = self._now(), self._since.get(mailbox_id)
        is_over = since is not None and now - since >= HOUR_US
        if is_over:
            del self._since[mailbox_id]
            self._states.change(mailbox_id, withheld=0)
        if answer.was_done_before or not answer.withheld:
            return
        log.info(
            "conversation %s gets no automatic answer: enough for this %s",
            answer.conversation_id,
            answer.withheld,
        )
        if answer.withheld != Withheld.MAILBOX:
            return
        if mailbox_id not in self._since:
            self._since[mailbox_id] = now
            log.error(
                "mailbox %d has given as many automatic answers as it may in an hour: a loop?", mailbox_id
            )
        self._states.change(mailbox_id, withheld=self._states.of(mailbox_id).withheld + 1)
