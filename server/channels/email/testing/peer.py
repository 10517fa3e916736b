"""The server a test talks to, and what its failures mean: exceptions and answers as `MailTrouble`, with what to do about them. Pure."""

import imaplib
import re
import socket
import ssl
from typing import Final

import aiosmtplib
import msgspec
from imap_tools.errors import MailboxLoginError, MailboxStarttlsError, UnexpectedCommandStatusError

from support_tui.wire.mail_states import MailTrouble, MailTroubleCode
from support_tui.wire.mailbox_tests import Hint
from support_tui.wire.mailboxes import ImapSettings, Login, Security, SmtpSettings

from ....core.plain import one_line

C = MailTroubleCode

ANSWER_S: Final = 8.0
"""How long a server may take to answer one thing."""
_SAID_CHARS: Final = 300
_TLS_PORTS: Final = frozenset({993, 465})
_STARTTLS_PORTS: Final = frozenset({143, 587, 25, 2525})

#: Everything that talking to a server can raise.
FAILURES: Final = (
    OSError,
    imaplib.IMAP4.error,
    aiosmtplib.SMTPException,
    UnexpectedCommandStatusError,
    UnicodeError,
    ValueError,
)


class Peer(msgspec.Struct, frozen=True):
    """A mail server, and as whom it is talked to."""

    host: str
    port: int
    security: Security
    user: str = ""
    login: Login = Login.PASSWORD

    @classmethod
    def of(cls, settings: ImapSettings | SmtpSettings) -> "Peer":
        """The server of a mailbox's settings."""
        return cls(settings.host, settings.port, settings.security, settings.user, settings.login)


def trouble_of(error: BaseException, peer: Peer) -> MailTrouble:
    """What went wrong, as people have to tell it apart."""
    match error:
        case aiosmtplib.SMTPConnectError() if isinstance(error.__cause__, OSError):
            return trouble_of(error.__cause__, peer)
        case MailboxLoginError():
            return _refused(peer, said_by(error))
        case aiosmtplib.SMTPAuthenticationError():
            return _refused(peer, f"{error.code} {error.message}")
        case aiosmtplib.SMTPRecipientsRefused():
            return trouble_of(error.recipients[0], peer)
        case aiosmtplib.SMTPResponseException():
            said = one_line(f"{error.code} {error.message}")[:_SAID_CHARS]
            return MailTrouble(C.SAID_NO, {"host": peer.host, "said": said}, is_lasting=error.code >= 500)
        case MailboxStarttlsError():
            return MailTrouble(C.NO_TLS, {"host": peer.host, "reason": said_by(error)}, is_lasting=True)
        case TimeoutError() | aiosmtplib.SMTPTimeoutError():
            return MailTrouble(C.SILENT, {"host": peer.host, "seconds": int(ANSWER_S)})
        case ssl.SSLError():
            return _tls_trouble(error, peer)
        case OSError():
            return _line_trouble(error, peer)
        case _:
            return _ended(error, peer)


def _refused(peer: Peer, said: str) -> MailTrouble:
    said = one_line(said)[:_SAID_CHARS]
    return MailTrouble(C.LOGIN_REFUSED, {"user": peer.user, "said": said}, is_lasting=True)


def _ended(error: BaseException, peer: Peer) -> MailTrouble:
    """The line is gone, or what came over it was not what a mail server says."""
    said = said_by(error)
    if "AUTH extension is not supported" in said:
        return MailTrouble(C.SAID_NO, {"host": peer.host, "said": said}, is_lasting=True)
    if "STARTTLS" in said.upper() or "TLS not supported" in said:
        return MailTrouble(C.NO_TLS, {"host": peer.host, "reason": said}, is_lasting=True)
    if isinstance(error, imaplib.IMAP4.abort):
        return MailTrouble(C.LINE_BROKE, {"host": peer.host})
    return MailTrouble(C.NONSENSE, {"host": peer.host, "said": said})


_EXPIRED: Final = 10
_OTHER_NAMES: Final = frozenset({62, 64})
"""X509_V_ERR_CERT_HAS_EXPIRED, and ..._HOSTNAME_MISMATCH and ..._IP_ADDRESS_MISMATCH."""


def _tls_trouble(error: ssl.SSLError, peer: Peer) -> MailTrouble:
    if not isinstance(error, ssl.SSLCertVerificationError):
        reason = error.reason or str(error)
        return MailTrouble(C.NO_TLS, {"host": peer.host, "reason": reason}, is_lasting=True)
    if error.verify_code == _EXPIRED:
        code = C.CERTIFICATE_EXPIRED
    elif error.verify_code in _OTHER_NAMES:
        code = C.CERTIFICATE_OF_ANOTHER
    else:
        code = C.CERTIFICATE_UNTRUSTED
    return MailTrouble(code, {"host": peer.host, "reason": error.verify_message}, is_lasting=True)


def _line_trouble(error: OSError, peer: Peer) -> MailTrouble:
    if isinstance(error, socket.gaierror):
        return MailTrouble(C.HOST_UNKNOWN, {"host": peer.host}, is_lasting=True)
    if isinstance(error, ConnectionRefusedError):
        return MailTrouble(C.NOT_LISTENING, {"host": peer.host, "port": peer.port})
    if isinstance(error, ConnectionError):
        return MailTrouble(C.LINE_BROKE, {"host": peer.host})
    return MailTrouble(C.UNREACHABLE, {"host": peer.host, "reason": error.strerror or str(error)})


def said_by(error: BaseException) -> str:
    """The server's own words in an exception, on one line."""
    words = [error.command_result[1]] if isinstance(error, UnexpectedCommandStatusError) else error.args
    return one_line(" ".join(_plain(word) for word in words))[:_SAID_CHARS]


def _plain(word: object) -> str:
    match word:
        case bytes():
            return word.decode("utf-8", "replace")
        case list() | tuple():
            return " ".join(_plain(part) for part in word)
        case _:
            return str(word)


_APP_PASSWORD: Final = re.compile(r"app(lication)?[- ]?(specific)? ?password|application-specific", re.I)
_OAUTH: Final = re.compile(r"basic ?auth|oauth|smtpclientauthentication is disabled|web browser", re.I)
_ENCRYPT: Final = re.compile(
    r"privacyrequired|must issue a starttls|encryption required|plaintext auth", re.I
)


def hint_of(trouble: MailTrouble, peer: Peer) -> Hint | None:
    """What to do about it, where its kind alone does not say so."""
    said = str(trouble.params.get("said", ""))
    if trouble.code is C.LOGIN_REFUSED:
        return _login_hint(said, peer)
    if peer.security is Security.NONE and (_ENCRYPT.search(said) or "AUTH extension" in said):
        return Hint.ENCRYPT
    if "AUTH extension" in said:
        return Hint.NO_LOGIN
    is_mute = trouble.code in (C.SILENT, C.LINE_BROKE, C.NONSENSE)
    if is_mute and peer.security is not Security.TLS and peer.port in _TLS_PORTS:
        return Hint.USE_TLS
    if trouble.code is C.NO_TLS and peer.security is Security.TLS and peer.port in _STARTTLS_PORTS:
        return Hint.USE_STARTTLS
    if trouble.code is C.SAID_NO and not peer.user and re.match(r"5[35]0", said):
        return Hint.LOGIN_FIRST
    return None


def _login_hint(said: str, peer: Peer) -> Hint | None:
    """Large providers refuse the password people know; some of them say so, others are known by their servers' names."""
    if _ENCRYPT.search(said) and peer.security is Security.NONE:
        return Hint.ENCRYPT
    if peer.login is Login.OAUTH2:
        return None
    host = f".{peer.host.casefold()}"
    if _OAUTH.search(said) or host.endswith((".office365.com", ".outlook.com")):
        return Hint.OAUTH
    if _APP_PASSWORD.search(said) or host.endswith(
        (".gmail.com", ".googlemail.com", ".mail.me.com", ".yahoo.com")
    ):
        return Hint.APP_PASSWORD
    return None
