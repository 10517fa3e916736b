"""The connections that mail leaves by: one a mailbox, kept open for a burst and closed when it is over. Knows no mail.

A mailbox is used by one sender at a time, so one slow server holds up nobody but its own mailbox."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from ...core.outgoing import NotSent, Outcome
from .smtp import SmtpServer, SmtpSession

#: A connection that nothing was sent by for so long is closed; servers end them after minutes.
IDLE_S: Final = 5.0
#: Servers end a connection that brings too many; a fresh one costs little beside so many mails.
_MAILS: Final = 50


class Sessions:
    """`open_session` makes a connection that is not open yet."""

    def __init__(self, open_session: Callable[[SmtpServer], SmtpSession] = SmtpSession) -> None:
        self._open_session = open_session
        self._sessions: dict[int, tuple[SmtpServer, SmtpSession]] = {}
        self._locks: dict[int, asyncio.Lock] = {}
        self._closing: dict[int, asyncio.TimerHandle] = {}
        self._leaving: set[asyncio.Task[None]] = set()

    async def use(
        self, mailbox_id: int, server: SmtpServer, work: Callable[[SmtpSession], Awaitable[Outcome]]
    ) -> Outcome:
        """Do `work` with the mailbox's connection. One that has gone stale since the last mail is replaced, once: nothing had left."""
        async with self._locks.setdefault(mailbox_id, asyncio.Lock()):
            self._stay(mailbox_id)
            session, is_fresh = self._kept(mailbox_id, server), False
            while True:
                if session is None:
                    session, is_fresh = self._open_session(server), True
                    failure = await session.open()
                    if failure is not None:
                        return failure
                try:
                    outcome = await work(session)
                except BaseException:
                    session.close()
                    raise
                is_stale = isinstance(outcome, NotSent) and outcome.is_line and not session.is_open
                if not is_stale or is_fresh:
                    break
                session = None
            self._keep(mailbox_id, server, session)
            return outcome

    def _kept(self, mailbox_id: int, server: SmtpServer) -> SmtpSession | None:
        """The connection of the last mail, where it is still there and leads where it should."""
        kept = self._sessions.pop(mailbox_id, None)
        if kept is None:
            return None
        if kept[0] == server and kept[1].is_open and kept[1].mails < _MAILS:
            return kept[1]
        self._leave(kept[1])
        return None

    def _keep(self, mailbox_id: int, server: SmtpServer, session: SmtpSession) -> None:
        if session.is_open:
            self._sessions[mailbox_id] = (server, session)
            loop = asyncio.get_running_loop()
            self._closing[mailbox_id] = loop.call_later(IDLE_S, self._close_idle, mailbox_id)

    def _stay(self, mailbox_id: int) -> None:
        timer = self._closing.pop(mailbox_id, None)
        if timer is not None:
            timer.cancel()

    def _close_idle(self, mailbox_id: int) -> None:
        kept = self._sessions.pop(mailbox_id, None)
        if kept is not None:
            self._leave(kept[1])

    def _leave(self, session: SmtpSession) -> None:
        task = asyncio.get_running_loop().create_task(session.leave())
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    async def close(self) -> None:
        """Close everything; nothing is being sent any more."""
        for mailbox_id in [*self._sessions]:
            self._stay(mailbox_id)
            self._close_idle(mailbox_id)
        if self._leaving:
            await asyncio.wait(self._leaving, timeout=2.0)
