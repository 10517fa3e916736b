"""A desk that fetches the mail of accounts at the private Dovecot, and the questions that specs ask it."""

import contextlib
import secrets
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from server.config import ServerConfig
from server.core.access import SYSTEM
from server.core.mail_secrets import SecretKind
from server.folder import DataFolder
from server.wiring import OpenDesk, open_desk, run_jobs
from support_tui.wire.commands import Accepted, Command, Request, SaveMailbox
from support_tui.wire.mail_states import MailboxState, MailLine, MailTroubleCode
from support_tui.wire.mailboxes import ImapSettings, MailSettings, Security
from tests.peers.dovecot import HOST, Account
from tests.waiting import eventually

CONFIG = ServerConfig(port=0)


def settings_for(account: Account, **changed: Any) -> ImapSettings:
    """How a mailbox fetches from an account, over a line that is not encrypted unless it is said otherwise."""
    given: dict[str, Any] = {
        "host": HOST,
        "port": account.server.port,
        "security": Security.NONE,
        "user": account.user,
    }
    return ImapSettings(**(given | changed))


class FetchingDesk:
    """A running desk; mailboxes that were added are watched at once."""

    def __init__(self, desk: OpenDesk) -> None:
        self.desk = desk

    async def do(self, command: Command) -> Accepted:
        """As the system, what must be accepted."""
        answer = await self.desk.service.submit(Request(secrets.token_hex(16), command), SYSTEM)
        assert isinstance(answer, Accepted), answer
        return answer

    async def watch(self, account: Account, *, name: str = "Support", **changed: Any) -> int:
        """A new mailbox that fetches from an account."""
        mailbox_id = await self.mailbox(account, name=name)
        await self.set(mailbox_id, settings_for(account, **changed))
        return mailbox_id

    async def mailbox(self, account: Account, *, name: str = "Support") -> int:
        """A new mailbox that has an account's password and fetches from nowhere yet."""
        made = await self.do(SaveMailbox(name, f"{account.user}@desk.example"))
        assert made.created_id is not None
        await self.desk.mail_secrets.set(made.created_id, SecretKind.IMAP_PASSWORD, account.password, SYSTEM)
        return made.created_id

    async def set(self, mailbox_id: int, settings: ImapSettings | None, **others: Any) -> None:
        """Change how a mailbox fetches."""
        mailbox = next(one for one in self.desk.service.directory.mailboxes if one.id == mailbox_id)
        mail = MailSettings(imap=settings, **others)
        await self.do(SaveMailbox(mailbox.name, mailbox.address, mailbox_id=mailbox_id, mail=mail))

    def state(self, mailbox_id: int = 1) -> MailboxState:
        """How a mailbox stands."""
        return self.desk.mail.states.of(mailbox_id)

    def titles(self, mailbox_id: int = 1) -> list[str]:
        """The subjects of all mails of a mailbox, in the order in which they were taken in."""
        sql = """select m.title from message m join message_external x on m.id = x.message_id
                 where x.mailbox_id = ? order by m.id"""
        with self.desk.database.reader() as reader:
            return [title for (title,) in reader.execute(sql, (mailbox_id,))]

    def highest_uid(self) -> int:
        """Up to which mail the only folder of the only mailbox is read."""
        with self.desk.database.reader() as reader:
            found = reader.execute("select max(highest_uid) from mail_position").fetchone()[0]
            return int(found or 0)

    async def has(self, *titles: str, mailbox_id: int = 1) -> None:
        """Wait until exactly these mails are here, in this order."""
        with contextlib.suppress(AssertionError):
            await eventually(lambda: self.titles(mailbox_id) == list(titles), f"{titles} are here")
        assert self.titles(mailbox_id) == list(titles)

    async def has_all(self, *titles: str, mailbox_id: int = 1) -> None:
        """Wait until exactly these mails are here, in whatever order."""
        with contextlib.suppress(AssertionError):
            await eventually(lambda: sorted(self.titles(mailbox_id)) == sorted(titles), f"{titles} are here")
        assert sorted(self.titles(mailbox_id)) == sorted(titles)

    async def is_connected(self, mailbox_id: int = 1) -> MailboxState:
        """Wait until the mailbox is watched and nothing waits."""
        await eventually(
            lambda: self.state(mailbox_id).line is MailLine.CONNECTED and not self.state(mailbox_id).waiting,
            "the mailbox is connected",
        )
        return self.state(mailbox_id)

    async def says(self, code: MailTroubleCode, mailbox_id: int = 1) -> MailboxState:
        """Wait until this is what is wrong."""

        def is_said() -> bool:
            trouble = self.state(mailbox_id).trouble
            return trouble is not None and trouble.code is code

        with contextlib.suppress(AssertionError):
            await eventually(is_said, f"{code} is said", deadline_s=40)
        trouble = self.state(mailbox_id).trouble
        assert trouble is not None and trouble.code is code, self.state(mailbox_id)
        return self.state(mailbox_id)


@asynccontextmanager
async def fetching_desk(folder: Path) -> AsyncIterator[FetchingDesk]:
    """A desk that does what a serving one does by itself, until the end of the block."""
    async with open_desk(DataFolder(folder), CONFIG) as desk, run_jobs(desk):
        yield FetchingDesk(desk)


def trusting(account: Account) -> ssl.SSLContext:
    """Certificates of the run's authority alone are good."""
    return ssl.create_default_context(cafile=str(account.server.certified.authority))
