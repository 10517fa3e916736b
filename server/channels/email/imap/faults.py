"""Whatever can go wrong between us and a mail server, as a value that can be put into words. Decides nothing."""

import imaplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from imap_tools.errors import ImapToolsError, UnexpectedCommandStatusError

from support_tui.wire.mail_states import MailTrouble, MailTroubleCode

from ....core.plain import one_line
from .client import ANSWER_S, Nonsense

_SAID_CHARS: Final = 160
_BUSY: Final = ("too many", "maximum number of connections", "limit", "unavailable", "try again", "inuse")
_EXPIRED: Final = frozenset({10})
"""OpenSSL's X509_V_ERR_CERT_HAS_EXPIRED."""
_OF_ANOTHER: Final = frozenset({62, 64})
"""X509_V_ERR_HOSTNAME_MISMATCH and …_IP_ADDRESS_MISMATCH."""


class MailFault(Exception):
    """The work with a mail server cannot go on."""

    def __init__(self, code: MailTroubleCode, *, is_lasting: bool = False, **params: str | int) -> None:
        super().__init__(code.value)
        self.trouble = MailTrouble(code, params, is_lasting=is_lasting)

    @classmethod
    def of(cls, trouble: MailTrouble) -> "MailFault":
        """A trouble that somebody else has told of."""
        return cls(trouble.code, is_lasting=trouble.is_lasting, **trouble.params)


@contextmanager
def faults_of(host: str, port: int) -> Iterator[None]:
    """Everything that a server or the line to it does in this block becomes a MailFault."""
    try:
        yield
    except MailFault:
        raise
    except (OSError, imaplib.IMAP4.error, ImapToolsError) as error:
        raise fault_of(error, host, port) from error
    except (
        ValueError,
        IndexError,
        KeyError,
        TypeError,
        AttributeError,
        AssertionError,
        RecursionError,
    ) as error:
        # The libraries read answers as if every server spoke well: whatever they stumble over was said by this one.
        raise MailFault(MailTroubleCode.NONSENSE, host=host, said=words(error)) from error


def fault_of(error: Exception, host: str, port: int) -> MailFault:
    """What an error of the libraries means."""
    code = MailTroubleCode
    match error:
        case ssl.SSLCertVerificationError():
            return _of_certificate(error, host)
        case ssl.SSLError():
            return MailFault(code.NO_TLS, host=host, reason=error.reason or words(error))
        case socket.gaierror():
            return MailFault(code.HOST_UNKNOWN, host=host)
        case TimeoutError():
            return MailFault(code.SILENT, host=host, seconds=int(ANSWER_S))
        case ConnectionRefusedError():
            return MailFault(code.NOT_LISTENING, host=host, port=port)
        case ConnectionError():
            return MailFault(code.LINE_BROKE, host=host)
        case OSError():
            return MailFault(code.UNREACHABLE, host=host, reason=error.strerror or words(error))
        case Nonsense():
            return MailFault(code.NONSENSE, host=host, said=words(error))
        case imaplib.IMAP4.abort():
            return _of_abort(error, host)
        case UnexpectedCommandStatusError():
            return of_answer(said_in(error.command_result), host)
        case _:
            return of_answer(words(error), host)


def of_answer(said: str, host: str) -> MailFault:
    """The server said no to something that it should do."""
    is_busy = any(sign in said.lower() for sign in _BUSY)
    return MailFault(MailTroubleCode.BUSY if is_busy else MailTroubleCode.SAID_NO, host=host, said=said)


def of_login(said: str, user: str, host: str) -> MailFault:
    """The server did not let us in: for now, or because of who we say we are."""
    if "[unavailable]" in said.lower() or "[inuse]" in said.lower() or "[limit]" in said.lower():
        return MailFault(MailTroubleCode.BUSY, host=host, said=said)
    return MailFault(MailTroubleCode.LOGIN_REFUSED, is_lasting=True, user=user, said=said)


def _of_abort(error: imaplib.IMAP4.abort, host: str) -> MailFault:
    """The library ends a connection alike whether it broke or made no sense."""
    said = words(error)
    if "unexpected" in said or "unterminated" in said:
        return MailFault(MailTroubleCode.NONSENSE, host=host, said=said)
    if "hung up" in said or "socket error" in said or "EOF" in said:
        return MailFault(MailTroubleCode.LINE_BROKE, host=host)
    return of_answer(said, host)


def _of_certificate(error: ssl.SSLCertVerificationError, host: str) -> MailFault:
    reason = words_of(error.verify_message)
    if error.verify_code in _EXPIRED:
        return MailFault(MailTroubleCode.CERTIFICATE_EXPIRED, is_lasting=True, host=host)
    code = (
        MailTroubleCode.CERTIFICATE_OF_ANOTHER
        if error.verify_code in _OF_ANOTHER
        else MailTroubleCode.CERTIFICATE_UNTRUSTED
    )
    return MailFault(code, is_lasting=True, host=host, reason=reason)


def said_in(result: tuple[object, ...]) -> str:
    """The words of an answer of the library."""
    data = result[1] if len(result) > 1 else ""
    parts = data if isinstance(data, list | tuple) else [data]
    return words_of(" ".join(_text(part) for part in parts if part is not None))


def words(error: Exception) -> str:
    """What an error says of itself."""
    said = str(error) or type(error).__name__
    return words_of(said.removeprefix("b'").rstrip("'"))


def words_of(said: str) -> str:
    """Somebody else's words, short and on one line."""
    return one_line(said)[:_SAID_CHARS]


def _text(part: object) -> str:
    return part.decode("utf-8", "replace") if isinstance(part, bytes) else str(part)
