"""The way out by mail: who a mailbox sends as, and through which server. Decides no retries."""

import asyncio
from collections.abc import Callable
from email.message import EmailMessage

from msgspec.structs import replace

from support_tui.wire.values import Address

from ...config import Smtp, identity_of, password_of
from ...core.outgoing import NotSent, Outcome, Outgoing
from ..base import Channel
from .compose import compose
from .ids import make_message_id
from .smtp import SmtpServer, hand_over


class MailOut(Channel):
    """`secret` signs our Message-IDs, `read_blob` gives the bytes of a file."""

    name = "email"

    def __init__(self, settings: Smtp, secret: bytes, read_blob: Callable[[str], bytes | None]) -> None:
        self._settings = settings
        self._secret = secret
        self._read_blob = read_blob

    async def send(self, outgoing: Outgoing) -> Outcome | None:
        """Hand one reply over; None where no server or no sender is known for its mailbox."""
        identity = identity_of(self._settings, outgoing.mailbox, outgoing.sender.email)
        sender = Address(identity.sender, outgoing.sender.name)
        if not identity.host or not sender.email:
            return None
        try:
            mail = await asyncio.to_thread(self._compose, replace(outgoing, sender=sender))
            server = SmtpServer(
                identity.host,
                identity.port,
                identity.security,
                identity.user,
                password_of(identity),
                self._settings.timeout_s,
            )
        except (ValueError, OSError) as error:
            return NotSent(str(error), is_permanent=True)
        recipients = [address.email for address in (*outgoing.to, *outgoing.cc)]
        return await hand_over(server, mail, sender.email, recipients)

    def _compose(self, outgoing: Outgoing) -> EmailMessage:
        domain = outgoing.sender.email.rpartition("@")[2]
        message_id = make_message_id(self._secret, outgoing.conversation_id, outgoing.message_id, domain)
        contents = tuple(self._read_blob(file.digest) or b"" for file in outgoing.files)
        return compose(outgoing, message_id, contents)
