"""A mail server on a free port of this machine that takes mail and answers as it is told to: TLS, STARTTLS, logins, refusals, silence."""

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Literal

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

OK = "250 taken"


class MailPeer:
    """What came in, and how the next commands are answered. Answers are whole lines; `cuts_at` ends the line instead of answering.
    While `goes_on` is not set, no mail is answered for."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.recipients: list[tuple[str, ...]] = []
        self.senders: list[str] = []
        self.logins: list[tuple[str, str]] = []
        self.connections = 0
        self.port = 0
        self.at_mail = OK
        self.at_rcpt: Callable[[str], str] = lambda _: OK
        self.at_end = OK
        self.cuts_at: Literal["", "mail", "rcpt", "end"] = ""
        self.goes_on = asyncio.Event()
        self.goes_on.set()
        self.is_asked = False
        self.passwords: dict[str, str] = {}
        """Who may log in with what, tokens included."""

    @property
    def mails(self) -> list[EmailMessage]:
        """What came in, read by the standard library."""
        return [message_from_bytes(raw, _class=EmailMessage, policy=policy.default) for raw in self.raw]

    # ------------------------------------------------------------ what aiosmtpd asks

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await self._perhaps_cut(server, "mail")
        if self.at_mail == OK:
            envelope.mail_from = address
        return self.at_mail

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await self._perhaps_cut(server, "rcpt")
        answer = self.at_rcpt(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.is_asked = True
        await self.goes_on.wait()
        await self._perhaps_cut(server, "end")
        if self.at_end.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.raw.append(envelope.content)
            self.recipients.append(tuple(envelope.rcpt_tos))
            self.senders.append(envelope.mail_from or "")
        return self.at_end

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        said = base64.b64decode(args[1]).decode()
        user, token = (part.partition("=")[2] for part in said.strip("\x01").split("\x01"))
        return self._login(user, token.removeprefix("Bearer "))

    def authenticate(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        """A login by a password."""
        return self._login(data.login.decode(), data.password.decode())

    def _login(self, user: str, password: str) -> AuthResult:
        self.logins.append((user, password))
        return AuthResult(success=self.passwords.get(user) == password, handled=False, auth_data=user)

    async def _perhaps_cut(self, server: SMTP, where: str) -> None:
        if self.cuts_at == where and server.transport is not None:
            server.transport.abort()
            await asyncio.sleep(0)


@asynccontextmanager
async def mail_peer(
    *, tls: ssl.SSLContext | None = None, security: str = "none", takes_utf8: bool = True, port: int = 0
) -> AsyncIterator[MailPeer]:
    """One that listens until the end of the block; `tls` is its certificate for `security` `tls` or `starttls`."""
    peer = MailPeer()
    loop = asyncio.get_running_loop()

    def connected() -> SMTP:
        peer.connections += 1
        return SMTP(
            peer,
            hostname="mail.example",
            enable_SMTPUTF8=takes_utf8,
            tls_context=tls if security == "starttls" else None,
            authenticator=peer.authenticate,
            auth_require_tls=False,
            loop=loop,
        )

    server = await loop.create_server(connected, "127.0.0.1", port, ssl=tls if security == "tls" else None)
    peer.port = server.sockets[0].getsockname()[1]
    try:
        yield peer
    finally:
        server.close()
