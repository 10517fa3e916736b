"""How each mailbox sends: its own settings, else those of the config file (`server.smtp`). Read whenever a mail leaves, so that a change
counts from the next one on."""

import asyncio
from collections.abc import Callable
from typing import Protocol

import msgspec

from support_tui.wire.mail_states import MailTrouble
from support_tui.wire.mail_wording import trouble_wording
from support_tui.wire.mailboxes import Login, SmtpSettings
from support_tui.wire.values import Address
from support_tui.wire.views import Directory, Mailbox

from ...config import Smtp, identity_of, password_of
from ...core.mail_secrets import SecretKind, Secrets
from ...core.outgoing import NotSent
from .smtp import SmtpServer


class Tokens(Protocol):
    """Where access tokens come from."""

    async def token(self, mailbox_id: int) -> str | MailTrouble:
        """A token, or what is wrong with it."""
        ...

    def forget(self, mailbox_id: int) -> None:
        """The server did not take the token."""
        ...


class Way(msgspec.Struct, frozen=True):
    """How one mailbox sends. `own` are its own settings, None where the config file's count."""

    mailbox: Mailbox
    sender: Address
    own: SmtpSettings | None

    @property
    def signature(self) -> str:
        return self.mailbox.signature

    @property
    def mail_per_hour(self) -> int:
        return self.mailbox.mail.mail_per_hour


class Ways:
    """`directory` gives the mailboxes as they are now."""

    def __init__(
        self, smtp: Smtp, directory: Callable[[], Directory], secrets: Secrets, tokens: Tokens | None = None
    ) -> None:
        self._smtp = smtp
        self._directory = directory
        self._secrets = secrets
        self._tokens = tokens

    def of(self, mailbox_id: int) -> Way | None:
        """The way out of a mailbox, None where there is none."""
        box = next((box for box in self._directory().mailboxes if box.id == mailbox_id), None)
        return None if box is None else way_of(self._smtp, box)

    async def server(self, way: Way) -> SmtpServer | NotSent:
        """The server with what it takes to log in; or why that is not known."""
        if way.own is not None:
            return await self._own(way, way.own)
        identity = identity_of(self._smtp, way.mailbox.name, way.mailbox.address)
        try:
            password = await asyncio.to_thread(password_of, identity)
        except OSError as error:
            return NotSent(str(error), is_permanent=False, is_line=True)
        return SmtpServer(
            identity.host, identity.port, identity.security, identity.user, password, self._smtp.timeout_s
        )

    async def _own(self, way: Way, own: SmtpSettings) -> SmtpServer | NotSent:
        if not own.is_on:
            return NotSent("switched off", is_permanent=False, is_line=True)
        server = SmtpServer(own.host, own.port, own.security.value, own.user, timeout_s=self._smtp.timeout_s)
        if not own.user:
            return server
        if own.login is Login.OAUTH2:
            return await self._with_token(way, server)
        password = await asyncio.to_thread(self._secrets.get, way.mailbox.id, SecretKind.SMTP_PASSWORD)
        if password is None:
            words = f"no password is set for {own.user}"
            return NotSent(words, is_permanent=False, is_line=True, needs_person=True)
        return msgspec.structs.replace(server, password=password)

    async def _with_token(self, way: Way, server: SmtpServer) -> SmtpServer | NotSent:
        token = await self._tokens.token(way.mailbox.id) if self._tokens is not None else None
        if isinstance(token, MailTrouble):
            words = f"{server.user}: {trouble_wording(token)}"
            return NotSent(words, is_permanent=False, is_line=True, needs_person=token.is_lasting)
        if token is None:
            return NotSent(f"no access token for {server.user}", is_permanent=False, is_line=True)
        return msgspec.structs.replace(server, password=token, is_token=True)


def way_of(smtp: Smtp, box: Mailbox) -> Way | None:
    """How a mailbox sends by its own settings or the config file's; None where no server or no sender is known. One
    that is switched off has a way all the same: what it has to send waits."""
    own = box.mail.smtp if box.mail.smtp is not None and box.mail.smtp.host else None
    if own is not None:
        if not box.address:
            return None
        return Way(box, Address(box.address, box.mail.sender_name or box.name), own)
    identity = identity_of(smtp, box.name, box.address)
    if not identity.host or not identity.sender:
        return None
    return Way(box, Address(identity.sender, box.mail.sender_name or box.name), None)
