"""Hands replies to a mail server and tells certain failure from doubt (E21). Decides no retries."""

import asyncio
import logging
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from typing import Final

import aiosmtplib
import msgspec

from ...core.outgoing import MaybeSent, NotSent, Outcome, Outgoing, Sent
from .compose import compose
from .ids import make_message_id

logger = logging.getLogger("support_server.email")

TIMEOUT_S: Final = 60.0


class SmtpSettings(msgspec.Struct, frozen=True):
    """The mail server that takes our mail. `security`: `starttls`, `tls` or `none`."""

    host: str
    port: int = 587
    security: str = "starttls"
    username: str = ""
    password: str = ""
    domain: str = ""


class SmtpChannel:
    """Mail by SMTP; `secret` signs our Message-IDs, `read_blob` gives the bytes of a file."""

    name = "email"

    def __init__(
        self, settings: SmtpSettings, secret: bytes, read_blob: Callable[[str], bytes | None]
    ) -> None:
        self._settings = settings
        self._secret = secret
        self._read_blob = read_blob

    def can_send(self, mailbox_address: str) -> bool:
        """A mailbox needs an address to be answered at."""
        return "@" in mailbox_address

    async def send(self, outgoing: Outgoing) -> Outcome:
        """One reply to all its recipients in one transaction."""
        try:
            mail = await asyncio.to_thread(self._compose, outgoing)
        except (ValueError, OSError) as error:
            return NotSent(str(error), is_permanent=True)
        recipients = [address.email for address in (*outgoing.to, *outgoing.cc)]
        return await self._hand_over(mail, outgoing.sender.email, recipients)

    def _compose(self, outgoing: Outgoing) -> EmailMessage:
        domain = self._settings.domain or outgoing.sender.email.rpartition("@")[2]
        message_id = make_message_id(self._secret, outgoing.conversation_id, outgoing.message_id, domain)
        contents = tuple(self._read_blob(file.digest) or b"" for file in outgoing.files)
        return compose(outgoing, message_id, contents)

    async def _hand_over(self, mail: EmailMessage, sender: str, recipients: list[str]) -> Outcome:
        client = self._client()
        try:
            await client.connect()
            if self._settings.username:
                await client.login(self._settings.username, self._settings.password)
        except (aiosmtplib.SMTPException, OSError) as error:
            client.close()
            return NotSent(_words(error), is_permanent=False)
        try:
            refused, answer = await client.send_message(mail, sender=sender, recipients=recipients)
        except aiosmtplib.SMTPException as error:
            return _failure(error)
        except OSError as error:
            return MaybeSent(_words(error))
        finally:
            client.close()
        return Sent(answer, tuple(f"{address}: {response.message}" for address, response in refused.items()))

    def _client(self) -> aiosmtplib.SMTP:
        settings = self._settings
        return aiosmtplib.SMTP(
            hostname=settings.host,
            port=settings.port,
            use_tls=settings.security == "tls",
            start_tls=settings.security == "starttls",
            tls_context=None if settings.security == "none" else ssl.create_default_context(),
            timeout=TIMEOUT_S,
        )


def _failure(error: aiosmtplib.SMTPException) -> Outcome:
    """An answer with a code is certain: 5xx for good, 4xx for now. A line that broke or went silent leaves doubt."""
    match error:
        case aiosmtplib.SMTPRecipientsRefused():
            is_permanent = all(refusal.code >= 500 for refusal in error.recipients)
            return NotSent(_words(error), is_permanent)
        case aiosmtplib.SMTPResponseException():
            return NotSent(f"{error.code} {error.message}", is_permanent=error.code >= 500)
        case aiosmtplib.SMTPServerDisconnected() | aiosmtplib.SMTPTimeoutError():
            return MaybeSent(_words(error))
        case aiosmtplib.SMTPNotSupported():
            return NotSent(_words(error), is_permanent=True)
        case _:
            return MaybeSent(_words(error))


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
