"""Reads mails again that could not be read: what can be by now becomes the message it should have been (E7)."""

import logging
from collections.abc import Awaitable, Callable, Sequence

from support_tui.wire.commands import Accepted
from support_tui.wire.quarantine import MailProblem, MailRetried, QuarantinedMail
from support_tui.wire.refusals import Refusal

from ...core.access import SYSTEM

log = logging.getLogger("support_server.mail")


class Quarantine:
    """`take_in(asker, mailbox_id, raw)` takes a raw mail in, `read_blob` gives the bytes of a digest; `changed` hears when some may have
    been read."""

    def __init__(
        self,
        take_in: Callable[..., Awaitable[Accepted | Refusal]],
        read_blob: Callable[[str], bytes | None],
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._take_in = take_in
        self._read_blob = read_blob
        self._changed = changed

    async def retry(self, mails: Sequence[QuarantinedMail]) -> MailRetried | Refusal:
        """Each for itself, one after another; stops where the desk takes no mail at all."""
        try:
            return await self._retry(mails)
        finally:
            self._changed()

    async def _retry(self, mails: Sequence[QuarantinedMail]) -> MailRetried | Refusal:
        read: dict[int, int] = {}
        unread: list[int] = []
        for mail in mails:
            raw = self._read_blob(mail.raw_digest)
            if raw is None:
                log.error("the bytes of mail %s are not here any more", mail.raw_digest)
                unread.append(mail.conversation_id)
                continue
            answer = await self._take_in(SYSTEM, mail.came_in_id, raw, is_retried=True)
            if isinstance(answer, Refusal):
                return answer
            if answer.problem is MailProblem.UNREADABLE or answer.conversation_id is None:
                unread.append(mail.conversation_id)
            else:
                read[mail.conversation_id] = answer.conversation_id
                log.info("mail %s can be read now: conversation %s", mail.raw_digest, answer.conversation_id)
        return MailRetried(read, tuple(unread))
