"""Runs the tests of mailboxes: puts together what is saved and what is only tried, and gives every test an end."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Final, NamedTuple

from msgspec.structs import replace

from support_tui.wire.mail_states import MailTrouble, MailTroubleCode
from support_tui.wire.mailbox_tests import (
    StepKind,
    StepResult,
    TestMailbox,
    TestPart,
    TestReport,
    TestStep,
)
from support_tui.wire.mailboxes import Login, MailSettings, SecretKind
from support_tui.wire.views import Mailbox

from ....core.mail_secrets import Secrets, variable_in
from ..oauth import Grant, TokenProblem, TokenSource
from .common import CommonWay
from .peer import Peer
from .way_in import WayIn
from .way_out import WayOut

DEADLINE_S: Final = 15.0
"""A test that takes longer is told as far as it has come; consoles wait a little longer for answers."""


_AT_ONCE: Final = 4
"""Threads of their own: servers that say nothing take them for a while, and nothing else of the desk waits for those."""


class Means(NamedTuple):
    """What the tester asks of the desk: `token` is a mailbox's saved access token."""

    secrets: Secrets
    environ: Mapping[str, str]
    common: Callable[[str, str], CommonWay | None]
    token: Callable[[int], Awaitable[str | TokenProblem]]
    clock: Callable[[], float]


class MailboxTester:
    """Any number of tests may run at once; none of them keeps anything."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._threads = ThreadPoolExecutor(_AT_ONCE, "mailbox-test")

    def close(self) -> None:
        """Try nothing any more; what is being tried ends by itself."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def run(self, saved: Mailbox | None, asked: TestMailbox) -> TestReport:
        """Try one part of a mailbox, as it is saved where nothing else is given."""
        base = saved or Mailbox(0, asked.name)
        mailbox = replace(
            base,
            name=asked.name or base.name,
            address=asked.address or base.address,
            mail=base.mail if asked.mail is None else asked.mail,
        )
        if asked.part is TestPart.IMAP:
            return await self._try_in(saved, mailbox, asked)
        return await self._try_out(saved, mailbox, asked)

    async def _try_in(self, saved: Mailbox | None, mailbox: Mailbox, asked: TestMailbox) -> TestReport:
        steps: list[TestStep] = []
        settings = mailbox.mail.imap
        if settings is None:
            return _nothing_set(TestPart.IMAP)
        credential, trouble = await self._credential(saved, mailbox.mail, asked, Peer.of(settings))
        way = WayIn(settings, steps.append)
        try:
            async with asyncio.timeout(DEADLINE_S):
                await asyncio.get_running_loop().run_in_executor(self._threads, way.run, credential, trouble)
        except TimeoutError:
            return TestReport((*steps, _too_slow(TestPart.IMAP, way.step, settings.host)), way.folders)
        return TestReport(tuple(steps), way.folders)

    async def _try_out(self, saved: Mailbox | None, mailbox: Mailbox, asked: TestMailbox) -> TestReport:
        steps: list[TestStep] = []
        settings, sender = mailbox.mail.smtp, mailbox.address
        credential: str | None
        trouble: MailTrouble | None = None
        if settings is not None:
            peer = Peer.of(settings)
            credential, trouble = await self._credential(saved, mailbox.mail, asked, peer)
        elif (common := self._means.common(mailbox.name, mailbox.address)) is not None:
            peer, credential, sender = common
        else:
            return _nothing_set(TestPart.SMTP)
        way = WayOut(peer, (mailbox.mail.sender_name or mailbox.name, sender), steps.append)
        try:
            async with asyncio.timeout(DEADLINE_S):
                await way.run(credential, trouble, asked.send_to)
        except TimeoutError:
            return TestReport((*steps, _too_slow(TestPart.SMTP, way.step, peer.host)))
        return TestReport(tuple(steps))

    async def _credential(
        self, saved: Mailbox | None, mail: MailSettings, asked: TestMailbox, peer: Peer
    ) -> tuple[str | None, MailTrouble | None]:
        """What to log in with, or why there is nothing."""
        if not peer.user:
            return None, None
        if peer.login is Login.OAUTH2:
            token = await self._token(saved, mail, asked)
            return (None, token) if isinstance(token, MailTrouble) else (token, None)
        kind = SecretKind.IMAP_PASSWORD if asked.part is TestPart.IMAP else SecretKind.SMTP_PASSWORD
        return self._secret(saved, asked, kind), None

    def _secret(self, saved: Mailbox | None, asked: TestMailbox, kind: SecretKind) -> str | None:
        value = asked.secrets.get(kind)
        if value is None:
            return None if saved is None else self._means.secrets.get(saved.id, kind)
        variable = variable_in(value)
        return value if variable is None else self._means.environ.get(variable)

    async def _token(
        self, saved: Mailbox | None, mail: MailSettings, asked: TestMailbox
    ) -> str | TokenProblem:
        """The desk's own token where nothing but what is saved is tried: its refresh token may be good for one use at a time."""
        is_as_saved = saved is not None and saved.mail.oauth == mail.oauth and not asked.secrets
        if is_as_saved and saved is not None:
            return await self._means.token(saved.id)
        if mail.oauth is None:
            return MailTrouble(MailTroubleCode.TOKEN_NOT_SET, is_lasting=True)
        grant = Grant(
            mail.oauth.token_url,
            mail.oauth.client_id,
            mail.oauth.scope,
            self._secret(saved, asked, SecretKind.OAUTH_REFRESH_TOKEN) or "",
            self._secret(saved, asked, SecretKind.OAUTH_CLIENT_SECRET) or "",
        )
        keep = None if saved is None or SecretKind.OAUTH_REFRESH_TOKEN in asked.secrets else saved.id
        return await TokenSource(_Given(grant, self._means.secrets, keep), self._means.clock).token(0)


class _Given:
    """One grant that is only tried; a saved refresh token that is replaced meanwhile is kept."""

    def __init__(self, grant: Grant, secrets: Secrets, mailbox_id: int | None) -> None:
        self._grant = grant
        self._secrets = secrets
        self._mailbox_id = mailbox_id

    async def grant(self, mailbox_id: int) -> Grant | None:
        return self._grant

    async def rotated(self, mailbox_id: int, refresh_token: str) -> None:
        if self._mailbox_id is not None:
            await self._secrets.put(self._mailbox_id, SecretKind.OAUTH_REFRESH_TOKEN, refresh_token)


def _nothing_set(part: TestPart) -> TestReport:
    return TestReport((TestStep(part, StepKind.CONNECT, StepResult.SKIPPED),))


def _too_slow(part: TestPart, step: StepKind, host: str) -> TestStep:
    trouble = MailTrouble(MailTroubleCode.SILENT, {"host": host, "seconds": int(DEADLINE_S)})
    return TestStep(part, step, StepResult.FAILED, {}, trouble)
