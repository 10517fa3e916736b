"""One connection to a mail server that takes our mail, and certain failure told from doubt (E21). Decides no retries, keeps no other
connection.

A mail is in doubt only from the moment its words have gone until the server has answered: whatever breaks before, the server must drop
(RFC 5321 §4.1.1.4), and whatever it answers is certain.
"""

import re
import ssl
from typing import Final, NamedTuple

import aiosmtplib
import msgspec

from ...core.outgoing import Claim, MaybeSent, NotSent, Outcome, Sent, TakenBack
from .compose import Letter

#: A server may look through a mail for long before it answers for it (RFC 5321 §4.5.3.2.6: 10 minutes).
_ANSWER_S: Final = 600.0
_GO_ON: Final = 354
_FOR_GOOD: Final = 500
_LINE_ENDS: Final = re.compile(rb"\r\n|\r|\n")
_DOTS: Final = re.compile(rb"(?m)^\.")

_Failure = (aiosmtplib.SMTPException, OSError, ValueError)


class SmtpServer(msgspec.Struct, frozen=True):
    """A mail server that takes our mail. `security`: `starttls`, `tls` or `none`; no user, no login. With `is_token` the password is an
    access token (XOAUTH2)."""

    host: str
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password: str = ""
    timeout_s: float = 30.0
    is_token: bool = False


class _Refused(NamedTuple):
    address: str
    code: int
    words: str


class SmtpSession:
    """Opened once, used for one mail after the other. Anything that leaves it in an unknown state closes it."""

    def __init__(self, server: SmtpServer) -> None:
        self._server = server
        self._client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.security == "tls",
            start_tls=server.security == "starttls",
            tls_context=None if server.security == "none" else ssl.create_default_context(),
            timeout=server.timeout_s,
        )
        self.mails = 0

    @property
    def is_open(self) -> bool:
        """Whether another mail can be handed over."""
        return self._client.is_connected

    @property
    def takes_utf8(self) -> bool:
        """Whether the server knows addresses of every script (SMTPUTF8)."""
        return self._client.supports_extension("smtputf8")

    async def open(self) -> NotSent | None:
        """Connect and log in, or say why not; a login that is refused stays so until somebody changes it."""
        try:
            await self._client.connect()
            if self._server.user and self._server.is_token:
                await self._client.auth_xoauth2(self._server.user, self._server.password)
            elif self._server.user:
                await self._client.login(self._server.user, self._server.password)
            await self._greet()
        except _Failure as error:
            self.close()
            return NotSent(
                words_of(error), is_permanent=False, is_line=True, needs_person=_needs_person(error)
            )
        return None

    async def _greet(self) -> None:
        """What the server can do is known afterwards."""
        if self._client.is_ehlo_or_helo_needed:
            try:
                await self._client.ehlo()
            except aiosmtplib.SMTPHeloError:
                await self._client.helo()

    async def hand_over(self, letter: Letter, claim: Claim) -> Outcome:
        """Give one mail to the server for all its recipients, in one transaction. `claim` is asked when the server is ready for the words;
        where it says no, nothing is sent."""
        try:
            refused = await self._announce(letter)
            if not await claim():
                await self._forget()
                return TakenBack()
            start = await self._client.execute_command(b"DATA")
        except aiosmtplib.SMTPResponseException as error:
            return await self._refused(error.code, error.message)
        except aiosmtplib.SMTPRecipientsRefused as error:
            is_permanent = all(refusal.code >= _FOR_GOOD for refusal in error.recipients)
            await self._forget()
            return NotSent(words_of(error), is_permanent)
        except aiosmtplib.SMTPNotSupported as error:
            return NotSent(words_of(error), is_permanent=True)
        except _Failure as error:
            self.close()
            return NotSent(words_of(error), is_permanent=False, is_line=True)
        if start.code != _GO_ON:
            return await self._refused(start.code, start.message)
        return await self._words(letter, refused)

    async def _announce(self, letter: Letter) -> list[_Refused]:
        """Tell the envelope; the recipients that were not taken, where some were."""
        options = ["SMTPUTF8"] if letter.needs_utf8 else []
        if letter.needs_utf8 and not self.takes_utf8:
            raise aiosmtplib.SMTPNotSupported("the mail server takes no addresses in this script (SMTPUTF8)")
        if self._client.supports_extension("size"):
            options.append(f"SIZE={len(letter.raw)}")
        encoding = "utf-8" if letter.needs_utf8 else "ascii"
        await self._client.mail(letter.sender, options=options, encoding=encoding)
        refused: list[aiosmtplib.SMTPRecipientRefused] = []
        for recipient in letter.recipients:
            try:
                await self._client.rcpt(recipient, encoding=encoding)
            except aiosmtplib.SMTPRecipientRefused as error:
                refused.append(error)
        if len(refused) == len(letter.recipients):
            raise aiosmtplib.SMTPRecipientsRefused(refused)
        return [_Refused(error.recipient, error.code, error.message) for error in refused]

    async def _words(self, letter: Letter, refused: list[_Refused]) -> Outcome:
        """The mail itself: from here until the answer it is in doubt."""
        protocol = self._client.protocol
        assert protocol is not None
        body = _DOTS.sub(b"..", _LINE_ENDS.sub(b"\r\n", letter.raw))
        try:
            protocol.write(body + (b"" if body.endswith(b"\r\n") else b"\r\n") + b".\r\n")
            answer = await protocol.read_response(timeout=max(_ANSWER_S, self._server.timeout_s))
        except _Failure as error:
            self.close()
            return MaybeSent(words_of(error))
        if answer.code >= 300:
            return await self._refused(answer.code, answer.message)
        self.mails += 1
        said = tuple(f"{refusal.address}: {refusal.code} {refusal.words}" for refusal in refused)
        later = tuple(refusal.address for refusal in refused if refusal.code < _FOR_GOOD)
        return Sent(f"{answer.code} {answer.message}", said, later)

    async def _refused(self, code: int, message: str) -> NotSent:
        """A mail was not taken; the connection is clean again, or closed."""
        await self._forget()
        return NotSent(f"{code} {message}", is_permanent=code >= _FOR_GOOD, is_line=code == 421)

    async def _forget(self) -> None:
        try:
            await self._client.rset()
        except _Failure:
            self.close()

    async def leave(self) -> None:
        """Say goodbye, if anybody listens."""
        try:
            if self.is_open:
                await self._client.quit(timeout=1.0)
        except _Failure:
            pass
        finally:
            self.close()

    def close(self) -> None:
        """End it at once."""
        self._client.close()


def _needs_person(error: BaseException | None) -> bool:
    """Whether somebody has to change something: a login that is refused for good, a certificate that is not believed."""
    while error is not None:
        if isinstance(error, aiosmtplib.SMTPAuthenticationError):
            return error.code >= _FOR_GOOD
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__
    return False


def words_of(error: Exception) -> str:
    """What went wrong, in the server's or the system's own words, on one line."""
    match error:
        case aiosmtplib.SMTPRecipientsRefused():
            said = "; ".join(f"{one.recipient}: {one.code} {one.message}" for one in error.recipients)
        case aiosmtplib.SMTPResponseException():
            said = f"{error.code} {error.message}"
        case _:
            said = str(error) or type(error).__name__
    return " ".join(said.split())
