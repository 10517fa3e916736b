"""Takes fetched mails into the desk, a batch at a time and in order, and tells of each what became of it. On the event loop."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from typing import Final, NamedTuple

from support_tui.wire.commands import Accepted
from support_tui.wire.refusals import Refusal

from ....core.access import SYSTEM
from ....core.mail_positions import Taking
from ..intake import NOT_FOR_ITS_CONTENT, MailIntake
from .turns import in_turn

KEEPERS: Final = 16

log = logging.getLogger("support_server.imap")


class Became(StrEnum):
    """What became of a mail."""

    TAKEN = "taken"
    """It is on disk, with everything that follows from it."""
    FAILED = "failed"
    """There is something about this mail."""
    HELD = "held"
    """The desk takes nothing at the moment: its turn comes again, as if nobody had looked."""


class Outcome(NamedTuple):
    """Of one mail; `why` in words where it was not taken."""

    became: Became
    why: str = ""


class Fetched(NamedTuple):
    """A mail as the server gave it. Of one that is too large `raw` are the headers alone."""

    uid: int
    raw: bytes
    size_bytes: int = 0
    is_whole: bool = True
    taking: Taking = Taking.AS_NEW


class Taker:
    """Takes mails into a mailbox by the intake that all mail goes through."""

    def __init__(self, intake: MailIntake, keep: Callable[[bytes], object]) -> None:
        """`keep` is how the intake keeps raw bytes: done for many at once, they share the disk's flushes."""
        self._intake = intake
        self._keep = keep
        self._keepers = ThreadPoolExecutor(KEEPERS, thread_name_prefix="keeper")

    def close(self) -> None:
        """End the threads."""
        self._keepers.shutdown(wait=False)

    @property
    def largest_bytes(self) -> int:
        """Of a larger mail the headers are enough (E8)."""
        return self._intake.largest_bytes

    async def take(self, mailbox_id: int, mails: Sequence[Fetched]) -> list[Outcome]:
        """Everything at once, committed in order."""
        loop = asyncio.get_running_loop()
        whole = [mail.raw for mail in mails if mail.is_whole]
        if len(whole) > 1:
            kept = (loop.run_in_executor(self._keepers, self._keep, raw) for raw in whole)
            # What could not be kept is tried again, and told of, by the intake itself.
            await asyncio.gather(*kept, return_exceptions=True)
        return await in_turn(lambda mail: self._take(mailbox_id, mail), mails)

    async def set_aside(self, mailbox_id: int, raw: bytes, why: str) -> Outcome:
        """A mail that the server does not give out stands there as one that could not be read (E3, E7)."""
        return _outcome(await self._intake.set_aside(SYSTEM, mailbox_id, raw, why))

    async def _take(self, mailbox_id: int, mail: Fetched) -> Outcome:
        try:
            if mail.is_whole:
                is_old = mail.taking is Taking.AS_OLD
                answer = await self._intake.take_in(
                    SYSTEM, mailbox_id, mail.raw, is_archived=is_old, is_settled=is_old
                )
            else:
                answer = await self._intake.take_in_headers(SYSTEM, mailbox_id, mail.raw, mail.size_bytes)
        except Exception as error:
            log.exception("mail %d for mailbox %d could not be taken in", mail.uid, mailbox_id)
            return Outcome(Became.FAILED, str(error) or type(error).__name__)
        return _outcome(answer)


def _outcome(answer: Accepted | Refusal) -> Outcome:
    match answer:
        case Accepted():
            return Outcome(Became.TAKEN)
        case Refusal(code=code) if code in NOT_FOR_ITS_CONTENT:
            return Outcome(Became.HELD, code.value)
        case Refusal(code=code):
            return Outcome(Became.FAILED, code.value)
