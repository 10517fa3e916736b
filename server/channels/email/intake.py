"""Takes one raw mail in: the bytes are kept before anything is read from them, then it becomes a command. Threads nothing itself.

Nothing that is in a mail can make it fail: what cannot be read, or what the desk refuses to hold, stands there as a message of its own with
the bytes as its file, and takes its place once it can be read (E7).
"""

import asyncio
import hashlib
import logging
import re
from collections.abc import Callable
from typing import Final, NamedTuple, Protocol

from msgspec.structs import replace

from support_tui.wire import limits
from support_tui.wire.commands import (
    Accepted,
    IncomingFile,
    MergeConversations,
    ReceiveMessage,
    Request,
)
from support_tui.wire.mail_facts import MailFacts
from support_tui.wire.quarantine import MailProblem
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.standing_wording import standing_text
from support_tui.wire.values import Address
from support_tui.wire.views import Directory
from support_tui.wire.wording import wording

from ...core.access import SYSTEM
from ...core.context import Asker
from .alarms import LoopAlarms
from .clues import clues_of, topic_of
from .echoes import Echoes
from .ids import OurMessage
from .notices.answers import Answers, Came
from .notices.returned import NO_AGENTS, AgentMail, Returns, email_of
from .plus_addresses import plain_recipients
from .reading import Mail, read_mail
from .reading.authentication import checks_of
from .reading.forwarded import forwarded_from
from .standing_in import HEAD_BYTES, notice_of_size, unreadable
from .told_back import Concerned, ToldBack, nobody

log = logging.getLogger("support_server.mail")


class Commands(Protocol):
    """Where commands are decided and done."""

    async def submit(self, request: Request, asker: Asker) -> Accepted | Refusal: ...


class History(NamedTuple):
    """What a mail is to those who bring it in: of another time, over, or read once more."""

    is_archived: bool
    is_settled: bool
    is_retried: bool = False


class MailIntake:
    """`keep` stores bytes durably and gives their digest, or `disk_full`; `secret` recognises our own Message-IDs; `read` makes sense of
    the bytes; of a mail above `largest_bytes` only the headers are taken; `on_unread` hears of each that could not be read, `agents` of
    what comes of notices to agents."""

    def __init__(
        self,
        commands: Commands,
        keep: Callable[[bytes], str | Refusal],
        secret: bytes,
        directory: Callable[[], Directory] = Directory,
        *,
        alarms: LoopAlarms | None = None,
        read: Callable[[bytes], Mail] = read_mail,
        largest_bytes: int = limits.MAIL_BYTES,
        language: str = "en",
        on_unread: Callable[[], None] = lambda: None,
        concerned: Concerned = nobody,
        agents: AgentMail = NO_AGENTS,
    ) -> None:
        self._echoes = Echoes(secret, directory)
        self._directory = directory
        self._alarms = alarms or LoopAlarms()
        self._commands = commands
        self._keep = keep
        self._secret = secret
        self._told_back = ToldBack(commands, secret, concerned)
        self._returns = Returns(secret, email_of(directory), agents.came_back)
        self._answers = Answers(
            commands,
            secret,
            directory,
            self._keep_files,
            agents.refused,
            takes_part=agents.takes_part,
            held=agents.held,
            is_on=agents.takes_answers,
        )
        self._read = read
        self.largest_bytes = largest_bytes
        self._language = language
        self._on_unread = on_unread

    async def take_in(
        self,
        asker: Asker,
        mailbox_id: int,
        raw: bytes,
        *,
        is_archived: bool = False,
        is_settled: bool = False,
        is_retried: bool = False,
    ) -> Accepted | Refusal:
        """The mail is on every screen when this returns; the same mail again changes nothing (E4). Never raises for what is in it, and is
        refused only where any other mail would be: what was not read whole is told by `problem` of the answer.

        An archived one keeps its claimed date as the time it came in, and nobody waits for an answer to a settled one, where the asker
        may import. One that `is_retried` has stood unread: it is no answer of an agent's any more, which nobody expects to leave so late."""
        if len(raw) > self.largest_bytes:
            return await self.take_in_headers(asker, mailbox_id, raw[:HEAD_BYTES], len(raw))
        raw_digest = await asyncio.to_thread(self._kept, raw)
        if isinstance(raw_digest, Refusal):
            return raw_digest
        try:
            mail = await asyncio.to_thread(self._read, raw)
            ours = self._echoes.returned(mailbox_id, mail)
            if ours is not None:
                return self._left_out(mailbox_id, ours, raw_digest)
            if await self._returns.taken(mail):
                return Accepted(_key("notice", mailbox_id, raw_digest), 0, was_done_before=True)
            history = History(is_archived, is_settled, is_retried)
            answer = await self._of_agent(asker, mailbox_id, mail, raw, raw_digest, history)
            if isinstance(answer, Mail):
                answer = await self._submit_read(asker, mailbox_id, answer, raw_digest, history)
        except Exception as error:
            log.warning("mail %s could not be read", raw_digest, exc_info=True)
            return await self._quarantine(asker, mailbox_id, raw, raw_digest, _words(error))
        if isinstance(answer, Refusal):
            if answer.code in NOT_FOR_ITS_CONTENT or answer.params.get("kind") == "mailbox":
                return answer
            log.error("mail %s was refused: %s %s", raw_digest, answer.code, answer.params)
            return await self._quarantine(asker, mailbox_id, raw, raw_digest, wording(answer, self._language))
        if mail.report is not None:
            await self._told_back.tell(mail.report, _key("report", mailbox_id, raw_digest))
        await self._join(answer, _key("join", mailbox_id, raw_digest))
        self._alarms.after(mailbox_id, answer)
        return answer

    async def take_in_headers(
        self, asker: Asker, mailbox_id: int, head: bytes, size_bytes: int
    ) -> Accepted | Refusal:
        """A mail of which only the headers are taken, because it is too large: it stands where it belongs, and says so (E8)."""
        head = _headers_of(head)
        raw_digest = await asyncio.to_thread(self._kept, head)
        if isinstance(raw_digest, Refusal):
            return raw_digest
        try:
            mail = await asyncio.to_thread(self._read, head)
            came = Came(mailbox_id, mail, head, raw_digest, self._facts(mailbox_id, mail), is_whole=False)
            taken = await self._answers.taken(came, asker)
            if not isinstance(taken, Mail):
                return taken
            notice = notice_of_size(size_bytes, self.largest_bytes, mail.headers, self._language)
            mail = replace(mail, text=notice, words=notice, html="", files=(), embedded=(), report=None)
            command = replace(self._command(mailbox_id, mail, raw_digest, ()), problem=MailProblem.TOO_LARGE)
            answer = await self._submit(asker, command)
        except Exception as error:
            log.warning(
                "the headers %s of a mail of %s bytes could not be read",
                raw_digest,
                size_bytes,
                exc_info=True,
            )
            return await self._quarantine(asker, mailbox_id, head, raw_digest, _words(error))
        return answer if isinstance(answer, Refusal) else replace(answer, problem=MailProblem.TOO_LARGE)

    async def set_aside(self, asker: Asker, mailbox_id: int, raw: bytes, why: str) -> Accepted | Refusal:
        """What is known of a mail that cannot be had stands there as one that could not be read, with the reason (E3)."""
        raw_digest = await asyncio.to_thread(self._kept, raw)
        if isinstance(raw_digest, Refusal):
            return raw_digest
        return await self._quarantine(asker, mailbox_id, raw, raw_digest, why)

    async def _of_agent(
        self, asker: Asker, mailbox_id: int, mail: Mail, raw: bytes, raw_digest: str, history: "History"
    ) -> Accepted | Refusal | Mail:
        """What becomes of an agent's answer to a notice; any other mail, and one of another time, is given back."""
        if any(history):
            return mail
        facts = self._facts(mailbox_id, mail)
        return await self._answers.taken(Came(mailbox_id, mail, raw, raw_digest, facts), asker)

    async def _submit_read(
        self, asker: Asker, mailbox_id: int, mail: Mail, raw_digest: str, history: "History"
    ) -> Accepted | Refusal:
        files = await asyncio.to_thread(self._keep_files, mail)
        if isinstance(files, Refusal):
            return files
        command = self._command(mailbox_id, mail, raw_digest, files)
        received_at = mail.written_at if history.is_archived else None
        command = replace(command, received_at=received_at, is_settled=history.is_settled)
        return await self._submit(asker, command)

    async def _submit(self, asker: Asker, command: ReceiveMessage) -> Accepted | Refusal:
        """Where it names a conversation that was purged, or that a restored backup does not know, it belongs nowhere yet."""
        answer = await self._commands.submit(Request(_key_of(asker, command), command), asker)
        if (
            isinstance(answer, Refusal)
            and answer.code in _GONE
            and answer.params.get("kind", "conversation") == "conversation"
            and command.conversation_id is not None
        ):
            command = replace(command, conversation_id=None)
            answer = await self._commands.submit(Request(_key_of(asker, command), command), asker)
        return answer

    async def _quarantine(
        self, asker: Asker, mailbox_id: int, raw: bytes, raw_digest: str, why: str
    ) -> Accepted | Refusal:
        """The mail stands there unread, with the reason; the same one again changes nothing."""
        command = unreadable(mailbox_id, raw, raw_digest, why, self._language)
        answer = await self._commands.submit(Request(_key_of(asker, command), command), asker)
        if isinstance(answer, Refusal):
            log.error("mail %s could not be quarantined: %s %s", raw_digest, answer.code, answer.params)
            return answer
        log.warning(
            "mail %s is quarantined as message %s of conversation %s: %s",
            raw_digest, answer.message_id, answer.conversation_id, why,
        )  # fmt: skip
        self._on_unread()
        return replace(answer, problem=MailProblem.UNREADABLE)

    def _kept(self, raw: bytes) -> str | Refusal:
        """The digest of the bytes, once they are on disk."""
        try:
            return self._keep(raw)
        except OSError as error:
            log.error("a mail of %s bytes could not be kept: %s", len(raw), error)
            return Refusal(RefusalCode.READ_ONLY, {"reason": "cannot_open"})

    def _left_out(self, mailbox_id: int, ours: OurMessage, raw_digest: str) -> Accepted:
        """Our own mail is here already (E27)."""
        self._alarms.dropped(mailbox_id, ours)
        return Accepted(
            _key("ours", mailbox_id, raw_digest),
            0,
            ours.conversation_id or None,
            ours.message_id or None,
            was_done_before=True,
        )

    async def _join(self, answer: Accepted, key: str) -> None:
        """Conversations that have waited for this mail become one with the one it belongs to (E19). Whoever wrote there takes part in it
        only once somebody has accepted that (E16). Its key comes of the mail: done once, also where the mail comes in again."""
        if not answer.joins or answer.conversation_id is None:
            return
        command = MergeConversations(answer.conversation_id, answer.joins, copies_in=False)
        joined = await self._commands.submit(Request(key, command), SYSTEM)
        if isinstance(joined, Refusal):
            log.info(
                "conversations %s stay apart from %d: %s", answer.joins, answer.conversation_id, joined.code
            )

    def _facts(self, mailbox_id: int, mail: Mail) -> MailFacts:
        """What it is besides its words, with who sent it and what trusted servers say of them (E36)."""
        box = next((box for box in self._directory().mailboxes if box.id == mailbox_id), None)
        trusted = box.mail.trusted_hosts if box is not None else ()
        checks = checks_of(mail.authentication, trusted) if trusted else None
        reply_to = plain_recipients(self._secret, _elsewhere(mail))
        return replace(mail.facts, sender=mail.sender, reply_to=reply_to, checks=checks)

    def _keep_files(self, mail: Mail) -> tuple[IncomingFile, ...] | Refusal:
        kept: list[IncomingFile] = []
        for file in (*mail.files, *mail.embedded):
            digest = self._kept(file.content)
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
            text=mail.words if mail.words.strip() else standing_text("standing-empty", self._language),
            external_id=mail.external_id,
            title=mail.subject,
            channel="email",
            references=mail.references,
            clues=clues_of(self._secret, mail),
            topic=topic_of(mail),
            to=plain_recipients(self._secret, mail.to),
            cc=plain_recipients(self._secret, mail.cc),
            written_at=mail.written_at,
            raw_digest=raw_digest,
            automatic=mail.automatic,
            files=files,
            facts=self._facts(mailbox_id, mail),
            forwarded_from=forwarded_from(mail.subject, mail.text),
            is_from_us=self._echoes.is_from_us(mail),
        )


def _elsewhere(mail: Mail) -> tuple[Address, ...]:
    """Where a mail asks answers to go, if that is not where it came from."""
    asked = mail.reply_to
    is_sender = [one.email.casefold() for one in asked] == [mail.sender.email.casefold()]
    return () if is_sender else asked


def _key(what: str, mailbox_id: int, raw_digest: str, *more: str) -> str:
    named = ":".join((what, str(mailbox_id), raw_digest, *more))
    return hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()[: limits.KEY_CHARS]


def _key_of(asker: Asker, command: ReceiveMessage) -> str:
    """The same mail read in the same way is the same request; read otherwise by a later version, or for somebody else, it is another, and
    E4 tells that it is here already."""
    content = f"{asker.name}:{command!r}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()[: limits.KEY_CHARS]


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": ")


def _headers_of(head: bytes) -> bytes:
    """The header block of what was taken of a mail, whole lines of it."""
    block = _BLANK_LINE.split(head.lstrip(b"\r\n"), maxsplit=1)[0]
    if len(block) < HEAD_BYTES:
        return block + b"\r\n\r\n"
    return block.rpartition(b"\n")[0] + b"\n\n"


_BLANK_LINE: Final = re.compile(rb"\r?\n\r?\n")
_GONE: Final = frozenset({RefusalCode.CONVERSATION_PURGED, RefusalCode.NOT_FOUND})
#: What is refused for the time being, or to this asker, whatever is in the mail.
NOT_FOR_ITS_CONTENT: Final = frozenset(
    {
        RefusalCode.DISK_FULL,
        RefusalCode.READ_ONLY,
        RefusalCode.TOO_SLOW,
        RefusalCode.SHUTTING_DOWN,
        RefusalCode.RATE_LIMITED,
        RefusalCode.NOT_LOGGED_IN,
        RefusalCode.TOKEN_EXPIRED,
        RefusalCode.FORBIDDEN,
    }
)
#: Stands for a mail without words and files, which must not be lost either.
