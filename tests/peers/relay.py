"""A mail server of this machine that takes what the desk sends and delivers it to the accounts of a private Dovecot."""

import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.peers.dovecot import HOST, Dovecot


class _Relay:
    """Each recipient is the account that the part before the `@` names."""

    def __init__(self, dovecot: Dovecot) -> None:
        self._dovecot = dovecot

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        users = [recipient.partition("@")[0] for recipient in envelope.rcpt_tos]
        with smtplib.LMTP(HOST, self._dovecot.lmtp_port) as lmtp:
            lmtp.sendmail(envelope.mail_from or "", users, envelope.content)
        return "250 delivered"


@contextmanager
def relay_to(dovecot: Dovecot) -> Iterator[int]:
    """The port of a relay that serves until the end of the block."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port: int = free.getsockname()[1]
    controller = Controller(_Relay(dovecot), hostname=HOST, port=port, ready_timeout=20)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
