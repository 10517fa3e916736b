"""One open socket as the hub sees it: how far it has been told, and what of the moment it still has to be told.

Holds no frames: a socket that does not read costs a few numbers, however much happens meanwhile (D17).
"""

import asyncio
from collections import deque
from enum import IntEnum
from typing import Final

from support_tui.wire.frames import DraftMoved, Notice, NotificationsMarked, Notified, OwnStale, Progress
from support_tui.wire.mail_states import MailboxState
from support_tui.wire.views import Agent

from .frames import Mailboxes

OwnFrame = Notified | NotificationsMarked | DraftMoved | OwnStale
"""What only one agent's sockets are told."""

#: So many wait for a socket that does not read; then it is told to read them again.
OWN_FRAMES: Final = 200


class CloseCode(IntEnum):
    """Why the server ends a stream, as the websocket's close code; 4000 and up are ours."""

    GOING_AWAY = 1001
    LOGGED_OUT = 4001
    """The token was revoked or has expired, or the agent was disabled: log in again."""


class Subscriber:
    """Everything up to `cursor` has been looked at for this socket, everything up to `told_seq` it has been told of."""

    def __init__(
        self,
        agent: Agent,
        cursor: int,
        token_digest: bytes | None = None,
        zone_name: str = "UTC",
        only_mailbox_id: int | None = None,
    ) -> None:
        self.zone_name = zone_name
        self.only_mailbox_id = only_mailbox_id
        self.agent = agent
        self.token_digest = token_digest
        self.cursor = cursor
        self.told_seq = cursor
        self.resync_reason = ""
        self.counts_due = True
        self.view_counts_due = True
        self.mail_states_due = True
        self.mail_states: tuple[MailboxState, ...] | None = None
        self.presence_due: dict[int, None] = {}
        self.reads_due: dict[int, int] = {}
        self.notices_due: dict[str, Notice] = {}
        self.progress_due: dict[str, Progress] = {}
        self.own_due: deque[OwnFrame] = deque()
        self.close_code: CloseCode | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._is_woken = False

    @property
    def mailboxes(self) -> Mailboxes:
        """What the agent may see at this moment."""
        return None if self.agent.mailbox_ids is None else frozenset(self.agent.mailbox_ids)

    def may_see(self, mailbox_id: int | None) -> bool:
        """Whether a thing of this mailbox is theirs to know about; of no mailbox is everybody's."""
        return mailbox_id is None or self.agent.mailbox_ids is None or mailbox_id in self.agent.mailbox_ids

    def tell(self, frame: OwnFrame) -> None:
        """Something of this agent's own is due; of too much that they have to read it again."""
        if len(self.own_due) >= OWN_FRAMES:
            self.own_due.clear()
            frame = OwnStale()
        self.own_due.append(frame)
        self.wake()

    def close(self, code: CloseCode) -> None:
        """End the stream; what is pending is not sent any more. The first reason stands."""
        if self.close_code is None:
            self.close_code = code
        self.wake()

    def wake(self) -> None:
        """Have the socket's task look again for something to send."""
        if self._waiter is None:
            self._is_woken = True
        elif not self._waiter.done():
            self._waiter.set_result(None)

    async def woken(self) -> None:
        """Until `wake` was called, also if that was before."""
        if not self._is_woken:
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        self._is_woken = False
