"""Puts together the fetching of mail by IMAP: who logs in as whom, what is remembered, what is watched. Built by `wiring_mail`."""

import asyncio
from collections.abc import Callable, Mapping
from typing import NamedTuple

from support_tui.wire.mail_states import MailTrouble, MailTroubleCode
from support_tui.wire.mailboxes import ImapSettings, Login
from support_tui.wire.views import Directory

from .channels.email.imap.books import MailBooks, Tables
from .channels.email.imap.desk import DeskSide
from .channels.email.imap.line import Who
from .channels.email.imap.taking import Taker
from .channels.email.imap.watching import Watcher
from .channels.email.intake import MailIntake
from .channels.email.oauth import TokenSource
from .channels.email.state import States
from .core.mail_secrets import SecretKind, Secrets
from .jobs.base import every
from .jobs.fetch_mail import EVERY_S, MailFetching
from .service import now_us
from .storage.blobs import Blobs
from .storage.tables import mailbox_secrets


class ImapParts(NamedTuple):
    """What the fetching needs of the desk; `is_watched` tells whether anybody looks at it."""

    intake: MailIntake
    tables: Tables
    blobs: Blobs
    secrets: Secrets
    tokens: TokenSource
    states: States
    directory: Callable[[], Directory]
    is_watched: Callable[[], bool]


def begin_fetching(parts: ImapParts) -> asyncio.Task[None]:
    """Watch the mailboxes whose settings say so, until the task is cancelled; it ends when nothing is watched any more."""
    taker = Taker(parts.intake, parts.blobs.put)
    side = DeskSide(
        loop=asyncio.get_running_loop(),
        taker=taker,
        books=MailBooks(parts.tables, parts.blobs.path_of),
        states=parts.states,
        login=_Logins(parts.secrets, parts.tokens).who,
        forget=parts.tokens.forget,
        is_watched=parts.is_watched,
        now=now_us,
    )
    fetching = MailFetching(
        wanted=lambda: _wanted(parts),
        watch=lambda mailbox_id, settings: Watcher(side, mailbox_id, settings),
        ended=parts.states.forget,
    )
    return asyncio.create_task(_fetch(fetching, taker))


async def _fetch(fetching: MailFetching, taker: Taker) -> None:
    try:
        await every(EVERY_S, "fetching", fetching.follow)
    finally:
        await fetching.stop()
        taker.close()


def _wanted(parts: ImapParts) -> Mapping[int, tuple[ImapSettings, object]]:
    """The mailboxes that are to be fetched from, each with the secrets as they are set now."""
    return {
        mailbox.id: (mailbox.mail.imap, _secrets_of(parts.tables, mailbox.id))
        for mailbox in parts.directory().mailboxes
        if mailbox.mail.imap is not None and mailbox.mail.imap.is_on
    }


def _secrets_of(tables: Tables, mailbox_id: int) -> tuple[mailbox_secrets.KeptSecret, ...]:
    return tables.read(lambda reader: mailbox_secrets.of_mailbox(reader, mailbox_id))


class _Logins:
    """Who a mailbox is at its server."""

    def __init__(self, secrets: Secrets, tokens: TokenSource) -> None:
        self._secrets = secrets
        self._tokens = tokens

    async def who(self, mailbox_id: int, settings: ImapSettings) -> Who | MailTrouble:
        """What to log in with, by the kind of login that is set."""
        if settings.login is Login.OAUTH2:
            token = await self._tokens.token(mailbox_id)
            return token if isinstance(token, MailTrouble) else Who(settings.user, token=token)
        password = self._secrets.get(mailbox_id, SecretKind.IMAP_PASSWORD)
        if not password:
            return MailTrouble(MailTroubleCode.NO_SECRET, {"user": settings.user}, is_lasting=True)
        return Who(settings.user, password)
