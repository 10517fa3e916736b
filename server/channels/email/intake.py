"""Takes one raw mail in: the bytes are kept before anything is read from them, then it becomes a command. Threads nothing itself."""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from typing import Final, Protocol

from msgspec.structs import replace

from support_tui.wire import limits
from support_tui.wire.commands import Accepted, IncomingFile, ReceiveMessage, RecordDelivery, Request
from support_tui.wire.refusals import Refusal
from support_tui.wire.values import Delivery, DeliveryState

from ...core.access import SYSTEM
from ...core.context import Asker
from .ids import conversation_of, message_of
from .reading import Mail, Recipient, Report, read_mail

log = logging.getLogger("support_server.mail")


class Commands(Protocol):
    """Where commands are decided and done."""

    async def submit(self, request: Request, asker: Asker) -> Accepted | Refusal: ...


class MailIntake:
    """`keep` stores bytes durably and gives their digest, or `disk_full`; `secret` recognises our own Message-IDs."""

    def __init__(self, commands: Commands, keep: Callable[[bytes], str | Refusal], secret: bytes) -> None:
        self._commands = commands
        self._keep = keep
        self._secret = secret

    async def take_in(
        self, asker: Asker, mailbox_id: int, raw: bytes, *, is_archived: bool = False
    ) -> Accepted | Refusal:
        """The mail is on every screen when this returns; the same mail again changes nothing (E4).

        An archived one keeps its claimed date as the time it came in, where the asker may import."""
        raw_digest = await asyncio.to_thread(self._keep, raw)
        if isinstance(raw_digest, Refusal):
            return raw_digest
        mail = await asyncio.to_thread(read_mail, raw)
        files = await asyncio.to_thread(self._keep_files, mail)
        if isinstance(files, Refusal):
            return files
        command = self._command(mailbox_id, mail, raw_digest, files)
        if is_archived:
            command = replace(command, received_at=mail.written_at)
        answer = await self._commands.submit(Request(_key("mail", mailbox_id, raw_digest), command), asker)
        if mail.report is not None and isinstance(answer, Accepted):
            await self._tell_reply(mail.report, _key("report", mailbox_id, raw_digest))
        return answer

    async def _tell_reply(self, report: Report, key: str) -> None:
        """What a mail system says of one of our replies becomes its delivery state (E29): back for good, or delivered. A delay changes
        nothing yet. A reply that cannot move there any more (it was sent again, or purged) stays as it is."""
        ours = message_of(self._secret, report.original_id)
        state = _STATES.get(report.kind)
        worst = next(iter(report.recipients), Recipient())
        if ours is None or state is None or worst.status.startswith("4."):
            return
        said = " ".join(part for part in (worst.status, worst.address, worst.detail) if part)
        delivery = Delivery(state, detail=said[: limits.TITLE_CHARS])
        command = RecordDelivery(ours.conversation_id, ours.message_id, delivery)
        answer = await self._commands.submit(Request(key, command), SYSTEM)
        if isinstance(answer, Refusal):
            log.info("a report on message %s changed nothing: %s", ours.message_id, answer.code)

    def _keep_files(self, mail: Mail) -> tuple[IncomingFile, ...] | Refusal:
        kept: list[IncomingFile] = []
        for file in mail.files:
            digest = self._keep(file.content)
            if isinstance(digest, Refusal):
                return digest
            kept.append(IncomingFile(file.filename, file.media_type, len(file.content), digest))
        return tuple(kept)

    def _command(
        self, mailbox_id: int, mail: Mail, raw_digest: str, files: tuple[IncomingFile, ...]
    ) -> ReceiveMessage:
        return ReceiveMessage(
            mailbox_id=mailbox_id,
            sender=mail.sender,
            text=mail.text or _EMPTY,
            external_id=mail.external_id,
            title=mail.subject,
            channel="email",
            conversation_id=self._answered_conversation(mail),
            references=mail.references,
            to=mail.to,
            cc=mail.cc,
            written_at=mail.written_at,
            raw_digest=raw_digest,
            automatic=mail.automatic,
            files=files,
            facts=mail.facts,
        )

    def _answered_conversation(self, mail: Mail) -> int | None:
        """The conversation that the mail answers by one of our own ids, the nearest first (E10), or whose mail it says came back."""
        returned = (mail.report.original_id,) if mail.report is not None else ()
        found = (conversation_of(self._secret, reference) for reference in (*returned, *mail.references))
        return next((conversation_id for conversation_id in found if conversation_id is not None), None)


def _key(what: str, mailbox_id: int, raw_digest: str) -> str:
    return hashlib.sha256(f"{what}:{mailbox_id}:{raw_digest}".encode()).hexdigest()[: limits.KEY_CHARS]


_STATES: Final = {"bounce": DeliveryState.BOUNCED, "delivered": DeliveryState.DELIVERED}
#: Stands for a mail without words and files, which must not be lost either.
_EMPTY = "(empty)"
