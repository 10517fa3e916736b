"""Takes mail from a mail server by LMTP (RFC 2033) or SMTP (RFC 5321): for our mailboxes alone, answered only when it is kept (E1).

Passes no mail on. Everything is bounded: connections, recipients, time, lines, and what is held of a mail: of one above the limit only the
headers are kept, and the desk shows that (E8).
"""

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable
from typing import Any, Final, NamedTuple

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

from support_tui.wire.commands import Accepted
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import Directory, Mailbox

from .recipients import mailbox_for
from .standing_in import HEAD_BYTES

log = logging.getLogger("support_server.mail")
# The library writes every line of every mail there.
logging.getLogger("mail.log").setLevel(logging.WARNING)

_MOST_RECIPIENTS: Final = 100
_LINE_BYTES: Final = 256 * 1024
"""Mail programs write lines longer than the standard allows; as many as memory can bear are taken."""
_OK: Final = "250 2.6.0 taken in"
_FULL: Final = frozenset({RefusalCode.DISK_FULL, RefusalCode.READ_ONLY})


class Intake(NamedTuple):
    """`whole(mailbox_id, raw)` takes a mail in, `headers(mailbox_id, head, size_bytes)` what was kept of a larger one."""

    whole: Callable[[int, bytes], Awaitable[Accepted | Refusal]]
    headers: Callable[[int, bytes, int], Awaitable[Accepted | Refusal]]


class Bounds(NamedTuple):
    """What one sender of mail may take at most."""

    largest_bytes: int
    connections: int
    timeout_s: int


class Receiver:
    """Makes the protocol of each connection. `directory` is the desk's as of now."""

    def __init__(
        self, intake: Intake, directory: Callable[[], Directory], bounds: Bounds, *, is_lmtp: bool, name: str,
        tls: ssl.SSLContext | None, requires_tls: bool,
    ) -> None:  # fmt: skip
        self._intake = intake
        self._directory = directory
        self.bounds = bounds
        self._is_lmtp = is_lmtp
        self._name = name
        self._tls = tls
        self._requires_tls = requires_tls
        self.open: set[asyncio.BaseTransport] = set()
        """The connections that there are."""
        self.idle = asyncio.Event()
        """Set while no mail is being taken in."""
        self.idle.set()
        self._taking = 0

    def connection(self) -> asyncio.Protocol:
        """The protocol of a new connection; one too many is told to come later."""
        if len(self.open) >= self.bounds.connections:
            log.warning("mail is refused for now: %d connections are open", len(self.open))
            return _TooMany()
        kind = _Lmtp if self._is_lmtp else _Smtp
        return kind(
            self,
            hostname=self._name,
            ident="support",
            enable_SMTPUTF8=True,
            data_size_limit=None,
            tls_context=self._tls,
            require_starttls=self._requires_tls,
            timeout=self.bounds.timeout_s,
            command_call_limit={"*": 200, "RCPT": 10_000, "MAIL": 10_000, "DATA": 10_000, "RSET": 10_000, "LHLO": 200, "EHLO": 200},
            auth_exclude_mechanism=("LOGIN", "PLAIN"),
            loop=asyncio.get_running_loop(),
        )  # fmt: skip

    # ---------------------------------------------------------------- what the library asks

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Anybody may write; a report of a mail system has no sender."""
        envelope.mail_from = address or "<>"
        return "250 2.1.0 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Only our own addresses: no mail is passed on, ever."""
        if len(envelope.rcpt_tos) >= _MOST_RECIPIENTS:
            return "452 4.5.3 too many recipients"
        if self._mailbox(address) is None:
            return "550 5.1.1 there is no such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def taken(self, envelope: Envelope, content: bytes, size_bytes: int) -> str:
        """The answers for a mail: for LMTP one to each recipient, for SMTP one for all, which is 'not now' if it is so for any."""
        self._taking += 1
        self.idle.clear()
        try:
            return await self._answers(envelope, content, size_bytes)
        finally:
            self._taking -= 1
            if not self._taking:
                self.idle.set()

    async def _answers(self, envelope: Envelope, content: bytes, size_bytes: int) -> str:
        by_mailbox: dict[int, str] = {}
        answers: list[str] = []
        for address in envelope.rcpt_tos:
            mailbox = self._mailbox(address)
            if mailbox is None:  # it was taken away a moment ago
                answers.append("550 5.1.1 there is no such mailbox here")
                continue
            if mailbox.id not in by_mailbox:
                raw = _delivered(envelope, address, content)
                by_mailbox[mailbox.id] = await self._take_in(mailbox.id, raw, size_bytes)
            answers.append(by_mailbox[mailbox.id])
        if self._is_lmtp:
            return "\r\n".join(answers)
        return next((answer for answer in answers if not answer.startswith("2")), _OK)

    async def handle_exception(self, error: Exception) -> str:
        """Whatever went wrong, the sender keeps the mail."""
        log.error("a mail connection failed", exc_info=error)
        return "451 4.3.0 try again later"

    def _mailbox(self, address: str) -> Mailbox | None:
        return mailbox_for(self._directory().mailboxes, address)

    async def _take_in(self, mailbox_id: int, raw: bytes, size_bytes: int) -> str:
        if size_bytes > self.bounds.largest_bytes:
            answer = await self._intake.headers(mailbox_id, raw, size_bytes)
        else:
            answer = await self._intake.whole(mailbox_id, raw)
        if isinstance(answer, Accepted):
            return _OK
        log.error("mail for mailbox %d was not taken in: %s", mailbox_id, answer.code)
        return (
            "452 4.3.1 there is no room at present" if answer.code in _FULL else "451 4.3.0 try again later"
        )


class _TooMany(asyncio.Protocol):
    """Says so, and hangs up."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        transport.write(b"421 4.3.2 too many connections, come later\r\n")
        transport.close()


class _Bounded(SMTP):
    """The library's conversation with a mail held in one piece, and a larger one let pass by."""

    line_length_limit = _LINE_BYTES
    _connection: asyncio.BaseTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if self._connection is None:  # it is made a second time behind STARTTLS
            self._connection = transport
            self.event_handler.open.add(transport)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self.event_handler.open.discard(self._connection)
        super().connection_lost(error)

    async def smtp_DATA(self, arg: str | None) -> None:
        """Read a mail to its end and answer once it is kept."""
        if await self.check_helo_needed() or await self.check_auth_needed("DATA"):
            return
        envelope = self.envelope
        if envelope is None or not envelope.rcpt_tos:
            await self.push("503 5.5.1 a recipient is needed first")
            return
        if arg:
            await self.push("501 5.5.4 DATA takes nothing")
            return
        await self.push("354 End data with <CR><LF>.<CR><LF>")
        content, size_bytes = await self._content()
        self.envelope = self._create_envelope()
        await self.push(await self.event_handler.taken(envelope, content, size_bytes))

    async def _content(self) -> tuple[bytes, int]:
        """The mail, dots of transport taken off, and its size; of one above the limit only the beginning is kept."""
        content, size_bytes, is_line_begun = bytearray(), 0, False
        limit = self.event_handler.bounds.largest_bytes
        while True:
            try:
                piece: bytes = await self._reader.readuntil(b"\r\n")
            except asyncio.LimitOverrunError as overrun:
                piece = await self._reader.readexactly(overrun.consumed)
            if not is_line_begun:
                if piece == b".\r\n":
                    return bytes(content), size_bytes
                piece = piece[1:] if piece.startswith(b".") else piece
            is_line_begun = not piece.endswith(b"\r\n")
            size_bytes += len(piece)
            if size_bytes <= limit:
                content += piece
            elif len(content) > HEAD_BYTES:
                del content[HEAD_BYTES:]


class _Smtp(_Bounded):
    """The conversation by SMTP."""


class _Lmtp(_Bounded, LMTP):
    """The conversation by LMTP."""


def _delivered(envelope: Envelope, address: str, content: bytes) -> bytes:
    """The mail with what its way here says of it: who sends it, and which of our addresses it was for (RFC 5321 §4.4). Nothing that changes
    when the same mail is handed over again."""
    sender = _header(envelope.mail_from or "<>").strip("<>")
    trace = f"Return-Path: <{sender}>\r\nDelivered-To: {_header(address)}\r\n"
    return trace.encode("utf-8", "surrogateescape") + content


def _header(value: Any) -> str:
    return "".join(character for character in str(value) if character.isprintable())
