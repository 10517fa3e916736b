"""Takes the answers of agents to notices (E38): what is proven to be theirs becomes their reply or note, once; everything else stands at
the desk, reaches no customer, and its agent is told once.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple, Protocol

from msgspec.structs import replace

from support_tui.wire import limits
from support_tui.wire.commands import Accepted, AnswerByMail, IncomingFile, ReceiveMessage, Request
from support_tui.wire.mail_facts import MailFacts, as_plain
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Actor, ActorKind, Status
from support_tui.wire.views import Agent, Directory, Mailbox
from support_tui.wire.wording import wording

from ....core.access import MAIL
from ....core.addresses import fold_email
from ....core.context import Asker
from ....core.notice_mails import HeldAnswer
from ..reading import Mail
from .cutting import Written, tells_of_notice, written_in
from .proving import Claim, claim_of, for_customers, token_of
from .refused import standing_for
from .returned import Refused, email_of
from .tokens import Token, returned_by_identity

log = logging.getLogger("support_server.mail")

_SEALS: Final = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
)
_REASONS: Final = {
    RefusalCode.FORBIDDEN: "no_access",
    RefusalCode.KEY_REUSED: "doubled",
    RefusalCode.CONVERSATION_PURGED: "gone",
    RefusalCode.NOT_FOUND: "gone",
    RefusalCode.EMPTY_TEXT: "empty",
    RefusalCode.TOO_LARGE: "too_large",
}
#: The desk takes nothing at the moment; the mail's turn comes again.
_NOT_NOW: Final = frozenset(
    {
        RefusalCode.DISK_FULL,
        RefusalCode.READ_ONLY,
        RefusalCode.TOO_SLOW,
        RefusalCode.SHUTTING_DOWN,
        RefusalCode.RATE_LIMITED,
    }
)


class Commands(Protocol):
    """Where commands are decided and done."""

    async def submit(self, request: Request, asker: Asker) -> Accepted | Refusal: ...


class Came(NamedTuple):
    """A mail as it came in by a mailbox; of one that is not whole only the headers are here."""

    mailbox_id: int
    mail: Mail
    raw: bytes
    raw_digest: str
    facts: MailFacts
    is_whole: bool = True


KeepFiles = Callable[[Mail], tuple[IncomingFile, ...] | Refusal]
TellRefused = Callable[[Refused], Awaitable[None]]
TellHeld = Callable[[HeldAnswer], Awaitable[None]]


class Answers:
    """`keep_files` stores the files of a mail, `tell` sends an agent word of an answer that was not taken, `held` of one that was kept because others
    had written meanwhile; none is taken where it is not `is_on`. `takes_part` tells whether an address is that of a conversation's customer, or of who is copied in."""

    def __init__(
        self,
        commands: Commands,
        secret: bytes,
        directory: Callable[[], Directory],
        keep_files: KeepFiles,
        tell: TellRefused,
        *,
        takes_part: Callable[[int, str], bool],
        held: TellHeld,
        is_on: bool = True,
    ) -> None:
        self._commands = commands
        self._secret = secret
        self._directory = directory
        self._email = email_of(directory)
        self._keep_files = keep_files
        self._tell = tell
        self._takes_part = takes_part
        self._held = held
        self._is_on = is_on

    async def taken(self, came: Came, asker: Asker) -> Accepted | Refusal | Mail:
        """What becomes of an answer; a mail that is none is given back, to be taken in like any. Only whoever brings mail from a mail server is believed what servers
        have written into it."""
        mailbox = self._mailbox(came.mailbox_id)
        token = token_of(self._secret, came.mail, mailbox, self._email)
        if token is None:
            return came.mail
        if token.is_valid and self._is_customers(token, came.mail):
            return for_customers(self._secret, came.mail, token)
        claim = claim_of(token, came.mail, came.raw, mailbox, self._directory().agents)
        if not claim.flaw and not self._is_on:
            claim = claim._replace(flaw="off")
        if not claim.flaw and asker.agent is not None and asker.scope != "channel":
            claim = claim._replace(flaw="unproven")
        why = claim.flaw or ("" if came.is_whole else "too_large")
        if not why:
            answer = await self._answered(came, claim)
            if not isinstance(answer, str):
                return answer
            why = answer
        return await self._not_taken(came, claim, why, asker)

    async def _answered(self, came: Came, claim: Claim) -> Accepted | Refusal | str:
        """The agent has written; or why that cannot be taken."""
        agent, mail = claim.agent, came.mail
        assert agent is not None
        files = await asyncio.to_thread(self._keep_files, mail)
        if isinstance(files, Refusal):
            return files
        written = written_in(as_plain(mail.text, mail.facts))
        flaw = _too_large(mail, files) or ("" if mail.automatic else _unclear(written, files))
        if not flaw and tells_of_notice(written.text, claim.token.conversation_id):
            flaw = "unclear"
        if flaw:
            return flaw
        notice = returned_by_identity(self._secret, next(iter(mail.references), ""), self._email)
        is_own = notice is not None and notice.agent_id == agent.id
        command = _command(came, claim, written, files, notice.notice_id if notice and is_own else 0)
        asker = Asker(Actor(ActorKind.AGENT, agent.id, agent.name), agent, MAIL)
        request = Request(_key("answer", came), command)
        answer = await self._commands.submit(request, asker)
        if isinstance(answer, Accepted):
            if not answer.was_done_before:
                log.info("agent %d has answered conversation %s by mail", agent.id, answer.conversation_id)
            if answer.overtaken_by is not None:
                await self._held(_held(came, agent, command, answer, answer.overtaken_by))
            return answer
        if answer.code in _NOT_NOW:
            return answer
        return _REASONS.get(answer.code, f"refused:{wording(answer, 'en')}")

    async def _not_taken(self, came: Came, claim: Claim, why: str, asker: Asker) -> Accepted | Refusal:
        """The mail stands at the desk; whoever it is said to be from hears of it, unless a machine wrote it."""
        command = standing_for(
            came.mailbox_id, came.mail, came.raw_digest, len(came.raw), claim, why, came.facts
        )
        answer = await self._stand(came, command, asker)
        if isinstance(answer, Refusal):
            return answer
        agent = self._named(claim, came.mail)
        if answer.was_done_before:
            return answer
        log.warning(
            "an answer by mail was not taken (%s): message %s of conversation %s", why, answer.message_id, answer.conversation_id
        )  # fmt: skip
        if agent is not None and not came.mail.automatic:
            number = claim.token.conversation_id if claim.token.is_valid else 0
            sender = came.mail.sender.email
            await self._tell(Refused(agent, came.mailbox_id, number, why, came.mail.subject, sender))
        return answer

    async def _stand(self, came: Came, command: ReceiveMessage, asker: Asker) -> Accepted | Refusal:
        answer = await self._commands.submit(Request(_key("refused", came), command), asker)
        if isinstance(answer, Refusal):
            log.error("an answer by mail could not be kept: %s %s", answer.code, answer.params)
            return answer
        return replace(answer, problem=command.problem)

    def _is_customers(self, token: Token, mail: Mail) -> bool:
        """Whether somebody who takes part in the conversation has written to an address that an agent has passed on."""
        sender = fold_email(mail.sender.email)
        is_agents = any(fold_email(agent.email) == sender for agent in self._directory().agents)
        return not is_agents and self._takes_part(token.conversation_id, sender)

    def _named(self, claim: Claim, mail: Mail) -> Agent | None:
        """Whom word of it goes to: whose token it bears, else whose address it is from. Strangers never get any."""
        if claim.token.is_valid:
            return claim.agent
        sender = fold_email(mail.sender.email)
        return next((agent for agent in self._directory().agents if fold_email(agent.email) == sender), None)

    def _mailbox(self, mailbox_id: int) -> Mailbox | None:
        return next((box for box in self._directory().mailboxes if box.id == mailbox_id), None)


def _too_large(mail: Mail, files: tuple[IncomingFile, ...]) -> str:
    is_cut = len(mail.text) >= limits.TEXT_CHARS
    is_heavy = sum(file.size for file in files) > limits.LETTER_FILES_BYTES
    return "too_large" if is_cut or is_heavy or len(files) > limits.FILES_PER_LETTER else ""


def _unclear(written: Written, files: tuple[IncomingFile, ...]) -> str:
    if written.unknown_command:
        return "command"
    has_words = written.text or files or written.closes or written.takes
    return "" if has_words else "empty"


def _held(came: Came, agent: Agent, command: AnswerByMail, kept: Accepted, overtaken_by: int) -> HeldAnswer:
    return HeldAnswer(
        agent.id,
        agent.email,
        came.mailbox_id,
        kept.conversation_id or 0,
        kept.message_id or 0,
        overtaken_by,
        came.mail.subject,
        command.text,
        command.files,
    )


def _command(
    came: Came, claim: Claim, written: Written, files: tuple[IncomingFile, ...], notice_id: int
) -> AnswerByMail:
    """What a machine of the agent's wrote is a note of it, whole; commands alone are a note of what was asked."""
    mail = came.mail
    is_alone = not written.text and not files
    text = written.text
    if mail.automatic:
        text, written, files = text or mail.subject, Written(""), ()
    elif is_alone:
        text = " ".join(
            name for name, is_said in (("/close", written.closes), ("/take", written.takes)) if is_said
        )
    return AnswerByMail(
        claim.token.conversation_id,
        mailbox_id=came.mailbox_id,
        external_id=mail.external_id,
        text=text,
        raw_digest=came.raw_digest,
        files=_own_files(mail, files, text),
        is_note=written.is_note or is_alone,
        status=Status.CLOSED if written.closes else None,
        takes=written.takes,
        automatic=mail.automatic[: limits.NAME_CHARS],
        written_at=mail.written_at,
        notice_id=notice_id,
    )


def _own_files(mail: Mail, files: tuple[IncomingFile, ...], text: str) -> tuple[IncomingFile, ...]:
    """What was attached; not the pictures of quoted words and signatures, nor what seals the mail."""
    names = {place: f"[image {number}]" for number, place in enumerate(mail.facts.inline, 1)}

    def is_elsewhere(place: int, file: IncomingFile) -> bool:
        called = tuple(name for name in (names.get(place, ""), file.filename) if name)
        return any(name in mail.text for name in called) and not any(name in text for name in called)

    pictures = {place for place, file in enumerate(files) if file.media_type.startswith("image/")}
    return tuple(
        file
        for place, file in enumerate(files)
        if file.media_type.lower() not in _SEALS and not (place in pictures and is_elsewhere(place, file))
    )


def _key(what: str, came: Came) -> str:
    named = f"{what}:{came.mailbox_id}:{came.mail.external_id}:{came.raw_digest}"
    return hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()[: limits.KEY_CHARS]
