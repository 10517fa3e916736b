"""Tries where a mailbox's replies go: connect, log in, and send a mail that says it is a test, if asked."""

import contextlib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import formataddr, formatdate, make_msgid
from typing import Any, Final

import aiosmtplib

from support_tui.wire.mail_states import MailTrouble, MailTroubleCode
from support_tui.wire.mail_wording import trial_mail
from support_tui.wire.mailbox_tests import StepKind, StepResult, TestPart, TestStep
from support_tui.wire.mailboxes import Login, Security

from ....core.plain import one_line
from .peer import ANSWER_S, FAILURES, Peer, hint_of, trouble_of

_SAID_CHARS: Final = 200


class WayOut:
    """One test. `told` hears of every step as soon as it is over."""

    def __init__(self, peer: Peer, sender: tuple[str, str], told: Callable[[TestStep], None]) -> None:
        self._peer = peer
        self._sender = sender
        self._told = told
        self.step = StepKind.CONNECT
        """What is being tried."""

    async def run(self, credential: str | None, token_trouble: MailTrouble | None, send_to: str) -> None:
        """All steps, up to the first that fails."""
        client = self._client()
        try:
            await self._connect(client)
            self.step = StepKind.LOGIN
            if await self._log_in(client, credential, token_trouble) and send_to:
                self.step = StepKind.SEND
                await self._send(client, send_to)
        except FAILURES as error:
            self._failed(trouble_of(error, self._peer))
        else:
            with contextlib.suppress(*FAILURES):
                await client.quit()
        finally:
            client.close()

    def _client(self) -> aiosmtplib.SMTP:
        return aiosmtplib.SMTP(
            hostname=self._peer.host,
            port=self._peer.port,
            use_tls=self._peer.security is Security.TLS,
            start_tls=self._peer.security is Security.STARTTLS,
            tls_context=None if self._peer.security is Security.NONE else ssl.create_default_context(),
            timeout=ANSWER_S,
        )

    async def _connect(self, client: aiosmtplib.SMTP) -> None:
        await client.connect()
        line: Any = client.get_transport_info("ssl_object")
        tls = line.version() if line is not None else ""
        result = StepResult.DONE if tls else StepResult.NOTED
        self._tell(result, host=self._peer.host, port=self._peer.port, tls=tls or "none")

    async def _log_in(
        self, client: aiosmtplib.SMTP, credential: str | None, token_trouble: MailTrouble | None
    ) -> bool:
        if not self._peer.user:
            self._tell(StepResult.SKIPPED)
            return True
        if credential is None:
            self._failed(
                token_trouble
                or MailTrouble(MailTroubleCode.NO_SECRET, {"user": self._peer.user}, is_lasting=True)
            )
            return False
        if self._peer.login is Login.OAUTH2:
            await client.auth_xoauth2(self._peer.user, credential)
        else:
            await client.login(self._peer.user, credential)
        self._tell(StepResult.DONE, user=self._peer.user)
        return True

    async def _send(self, client: aiosmtplib.SMTP, send_to: str) -> None:
        name, address = self._sender
        mail = EmailMessage()
        mail["From"] = formataddr((name, address))
        mail["To"] = send_to
        mail["Date"] = formatdate()
        mail["Message-ID"] = make_msgid(domain=address.rpartition("@")[2])
        mail["Auto-Submitted"] = "auto-generated"
        mail["Subject"], text = trial_mail(name)
        mail.set_content(text)
        _, said = await client.send_message(mail, sender=address, recipients=[send_to])
        self._tell(StepResult.DONE, to=send_to, said=one_line(said)[:_SAID_CHARS])

    def _tell(self, result: StepResult, **params: str | int) -> None:
        self._told(TestStep(TestPart.SMTP, self.step, result, params))

    def _failed(self, trouble: MailTrouble) -> None:
        hint = hint_of(trouble, self._peer)
        self._told(TestStep(TestPart.SMTP, self.step, StepResult.FAILED, {}, trouble, hint))
