"""The desk as a thread at a mail server sees it: everything that it may ask, each from its own thread."""

import asyncio
import ssl
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future
from typing import Any, NamedTuple, TypeVar

from support_tui.wire.mail_states import MailTrouble
from support_tui.wire.mailboxes import ImapSettings

from ..state import States
from .books import MailBooks
from .line import Who
from .taking import Fetched, Outcome, Taker

T = TypeVar("T")


class DeskSide(NamedTuple):
    """`login` gives what a mailbox logs in with, `forget` lets go of the token it gave, `is_watched` tells whether anybody looks at the desk, `now` microseconds UTC,
    `trust` what certificates are checked by."""

    loop: asyncio.AbstractEventLoop
    taker: Taker
    books: MailBooks
    states: States
    login: Callable[[int, ImapSettings], Coroutine[Any, Any, Who | MailTrouble]]
    forget: Callable[[int], None]
    is_watched: Callable[[], bool]
    now: Callable[[], int]
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context

    def begin(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Have something done on the desk's loop while this thread does something else."""
        return asyncio.run_coroutine_threadsafe(work, self.loop)

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Have something done on the desk's loop, and wait for it."""
        return self.begin(work).result()

    def take(self, mailbox_id: int, mails: Sequence[Fetched]) -> Future[list[Outcome]]:
        """Begin to take mails in."""
        return self.begin(self.taker.take(mailbox_id, mails))

    def distrust(self, mailbox_id: int) -> None:
        """What the mailbox has logged in with was not good any more."""
        self.loop.call_soon_threadsafe(self.forget, mailbox_id)

    def tell(self, mailbox_id: int, **fields: Any) -> None:
        """Let it be known how the mailbox stands."""
        self.loop.call_soon_threadsafe(lambda: self.states.change(mailbox_id, **fields))
