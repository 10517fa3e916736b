"""Hands replies to a mail server and tells certain failure from doubt (E21). Decides no retries."""

import ssl
from email.message import EmailMessage

import aiosmtplib
import msgspec

from ...core.outgoing import MaybeSent, NotSent, Outcome, Sent


class SmtpServer(msgspec.Struct, frozen=True):
    """A mail server that takes our mail. `security`: `starttls`, `tls` or `none`; no user, no login."""

    host: str
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password: str = ""
    timeout_s: float = 30.0


async def hand_over(server: SmtpServer, mail: EmailMessage, sender: str, recipients: list[str]) -> Outcome:
    """Give one mail to the server for all its recipients, in one transaction."""
    client = _client(server)
    try:
        await client.connect()
        if server.user:
            await client.login(server.user, server.password)
    except (aiosmtplib.SMTPException, OSError) as error:
        client.close()
        return NotSent(_words(error), is_permanent=False)
    try:
        refused, answer = await client.send_message(mail, sender=sender, recipients=recipients)
    except (aiosmtplib.SMTPException, OSError) as error:
        return _failure(error)
    finally:
        client.close()
    return Sent(answer, tuple(f"{address}: {response.message}" for address, response in refused.items()))


def _client(server: SmtpServer) -> aiosmtplib.SMTP:
    return aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.security == "tls",
        start_tls=server.security == "starttls",
        tls_context=None if server.security == "none" else ssl.create_default_context(),
        timeout=server.timeout_s,
    )


def _failure(error: aiosmtplib.SMTPException | OSError) -> Outcome:
    """An answer with a code is certain: 5xx for good, 4xx for now. A line that broke or went silent leaves doubt."""
    match error:
        case aiosmtplib.SMTPRecipientsRefused():
            is_permanent = all(refusal.code >= 500 for refusal in error.recipients)
            return NotSent(_words(error), is_permanent)
        case aiosmtplib.SMTPResponseException():
            return NotSent(f"{error.code} {error.message}", is_permanent=error.code >= 500)
        case aiosmtplib.SMTPNotSupported():
            return NotSent(_words(error), is_permanent=True)
        case _:
            return MaybeSent(_words(error))


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
