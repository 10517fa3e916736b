"""Puts together everything that mail passes through on its way in and out of one desk. Built by `wiring`, which gives it the desk's parts."""

import asyncio
import os
import secrets as chance
import time
from collections.abc import Callable, Sequence
from functools import partial

from support_tui.wire.frames import DraftMoved
from support_tui.wire.mail_states import MailTrouble, MailTroubleCode
from support_tui.wire.mailboxes import Pause
from support_tui.wire.views import Directory, Mailbox

from .api.reading import Readings
from .channels.email.alarms import LoopAlarms
from .channels.email.authorizing import Authorizer
from .channels.email.grants import KeptGrants
from .channels.email.imap.books import Tables
from .channels.email.imap.turns import InTurn
from .channels.email.intake import MailIntake
from .channels.email.notices.returned import AgentMail
from .channels.email.oauth import TokenSource
from .channels.email.out import MailOut
from .channels.email.quarantine import Quarantine
from .channels.email.receiver import Bounds, Intake, Receiver
from .channels.email.receiving import name_of, tls_of
from .channels.email.secrets import MailSecrets
from .channels.email.state import MailboxState, States
from .channels.email.testing import MailboxTester, Means, common_way
from .channels.email.ways import Ways
from .config import Receive, ServerConfig
from .core.access import SYSTEM
from .core.pauses import paused_in, trouble_of
from .core.plain import one_line
from .jobs.base import every
from .jobs.changed_ways import ChangedWays
from .jobs.deliver import EVERY_S as DELIVER_EVERY_S
from .jobs.deliver import Deliverer, Outbox, Rests
from .service import Service, now_us
from .storage.blobs import Blobs
from .storage.db import save_setting, setting
from .storage.tables import due, notice_mails, outgoing, quarantine
from .storage.tables.notifications import Told
from .storage.tables.sent import sent_since
from .wiring_alarms import begin_alarms
from .wiring_imap import ImapParts, begin_fetching
from .wiring_notices import DeskNotices, NoticeParts

_MAIL_SECRET = "mail_secret"
_SAID_CHARS = 160
_COUNT_EVERY_S = 30.0
"""How soon it shows that an unread mail was put away by hand."""


class DeskMail:
    """The mail of one desk, ready once `start` has returned; what it does by itself begins with `begin_jobs`."""

    def __init__(
        self,
        config: ServerConfig,
        service: Service,
        readings: Readings,
        blobs: Blobs,
        secrets: MailSecrets,
        tables: Tables,
        told: Callable[[MailboxState], None],
        is_watched: Callable[[], bool],
        told_agents: Callable[[list[Told]], None] = lambda _: None,
        drafted: Callable[[DraftMoved], None] = lambda _: None,
    ) -> None:
        self._config = config
        self._service = service
        self._readings = readings
        self._blobs = blobs
        self._secrets = secrets
        self._tables = tables
        self._is_watched = is_watched
        self._told_agents = told_agents
        self._drafted = drafted
        self.states = States(now_us, told)
        self.tokens = TokenSource(KeptGrants(self._directory, secrets), time.time)
        means = Means(secrets, os.environ, common_way(config.smtp), self.tokens.token, time.time)
        self.tester = MailboxTester(means)
        self.authorizer = Authorizer(secrets, time.time)
        self._changed_ways = ChangedWays(self._ways_out)
        secrets.on_set = self._secret_set

    async def start(self) -> None:
        """Make the parts that need the desk's secret."""
        secret = await self._secret()
        self.out = MailOut(
            Ways(self._config.smtp, self._directory, self._secrets, self.tokens),
            self._directory,
            secret,
            self._blobs.get,
            now_us,
        )
        self.out.count_sent(self._sent_since)
        self.notices = DeskNotices(
            NoticeParts(
                self._config.notices,
                self._service,
                self._readings,
                self.out,
                secret,
                self._told_agents,
                self._drafted,
            )
        )
        self.intake = MailIntake(
            InTurn(self._service),
            self._blobs.put,
            secret,
            self._directory,
            alarms=LoopAlarms(self.states, now_us),
            largest_bytes=self._config.limits.mail_mb * 1_000_000,
            language=self._config.language,
            on_unread=self.count_unread,
            concerned=self._concerned,
            agents=AgentMail(
                self.notices.came_back,
                self.notices.refused,
                self._config.notices.answers,
                self.notices.takes_part,
                self.notices.held,
            ),
        )
        self.quarantine = Quarantine(self.intake.take_in, self._blobs.get, self.count_unread)
        self.count_unread()

    def receiver(self, settings: Receive) -> Receiver:
        """Who answers mail servers that hand their mail over. Raises CannotReceive for a certificate that is none."""
        intake = Intake(
            whole=partial(self.intake.take_in, SYSTEM), headers=partial(self.intake.take_in_headers, SYSTEM)
        )
        return Receiver(
            intake,
            self._directory,
            Bounds(self.intake.largest_bytes, settings.connections, settings.timeout_s),
            is_lmtp=settings.protocol == "lmtp",
            name=name_of(settings),
            tls=tls_of(settings),
            requires_tls=settings.require_tls,
        )

    def _sent_since(self, since_at: int) -> list[tuple[int, int]]:
        """Mailbox and moment of each reply and each notice that left since then, the earliest first."""
        replies = self._readings.read(lambda reader: sent_since(reader, since_at))
        notices = self._readings.read(lambda reader: notice_mails.sent_since(reader, since_at))
        return sorted((*replies, *notices), key=lambda one: one[1])

    def _concerned(self, message_id: int, addresses: Sequence[str]) -> list[tuple[int, str]]:
        return self._readings.read(lambda reader: outgoing.concerned(reader, message_id, addresses))

    def count_unread(self) -> None:
        """Tell of every mailbox how many of its mails wait because they could not be read (E6, E7)."""
        waiting = self._readings.read(quarantine.waiting)
        for mailbox_id in waiting.keys() | {state.mailbox_id for state in self.states.all()}:
            self.states.change(mailbox_id, quarantined=waiting.get(mailbox_id, 0))

    async def _count_unread(self) -> None:
        self.count_unread()

    def _secret_set(self, mailbox_id: int) -> None:
        self.tokens.forget(mailbox_id)
        self._changed_ways.tell(mailbox_id)

    def _ways_out(self) -> dict[int, object]:
        boxes = self._directory().mailboxes
        return {box.id: (box.address, box.mail.smtp) for box in boxes if box.can_send and not box.pause}

    async def _send_due(self) -> None:
        """Send what is due, and first what waits although its mailbox was mended."""
        for mailbox_id in self._changed_ways.take():
            await self._deliverer.try_anew(mailbox_id)
            await self.notices.way_changed(mailbox_id)
        await self._deliverer.start_due()

    async def begin_jobs(self) -> list[asyncio.Task[None]]:
        """What a serving desk does with mail by itself, until the tasks are cancelled."""
        self._deliverer = Deliverer(self._service, self.outbox(), now_us)
        await self._deliverer.settle_interrupted()
        return [
            begin_fetching(self._imap_parts()),
            asyncio.create_task(every(DELIVER_EVERY_S, "sending", self._send_due)),
            *await self.notices.begin_jobs(),
            begin_alarms(self._service, self.states.all, self._told_agents),
            asyncio.create_task(every(_COUNT_EVERY_S, "counting unread mail", self._count_unread)),
        ]

    async def end_jobs(self) -> None:
        """Let arrive what is on its way."""
        await asyncio.gather(self._deliverer.end(), self.notices.end_jobs())

    async def stop(self) -> None:
        """Close what is open to mail servers."""
        await self.out.close()
        self.tester.close()

    def _imap_parts(self) -> ImapParts:
        return ImapParts(
            intake=self.intake,
            tables=self._tables,
            blobs=self._blobs,
            secrets=self._secrets,
            tokens=self.tokens,
            states=self.states,
            directory=self._directory,
            is_watched=self._is_watched,
        )

    def outbox(self) -> Outbox:
        """What is to leave the desk, and the way out."""
        read = self._readings.read
        return Outbox(
            due=lambda now, limit, without: read(lambda reader: due.due(reader, now, limit, without)),
            interrupted=lambda: read(due.interrupted),
            outgoing=lambda message_id: read(lambda reader: outgoing.leaving(reader, message_id)),
            send=self.out.send,
            free_at=self.out.free_at,
            next_due=lambda mailbox_id: read(lambda reader: due.next_due(reader, mailbox_id)),
            tried=lambda mailbox_id, limit: read(lambda reader: due.tried(reader, mailbox_id, limit)),
            untried=lambda message_ids: read(lambda reader: due.untried(reader, message_ids)),
            paused=lambda: paused_in(self._directory()),
            told=self._wait_told,
        )

    def _wait_told(self, mailbox_id: int, why: Rests | Pause | None) -> None:
        """Consoles, `check` and `/health` say why the replies of a mailbox wait."""
        box = next((box for box in self._directory().mailboxes if box.id == mailbox_id), None)
        trouble = _out_trouble(box, why) if box is not None and why is not None else None
        retry_at = why.until_at if isinstance(why, Rests) else None
        self.states.change(mailbox_id, out_trouble=trouble, out_retry_at=retry_at)

    def _directory(self) -> Directory:
        return self._service.directory

    async def _secret(self) -> bytes:
        """What our Message-IDs are signed with, made once."""
        known = self._readings.read(lambda reader: setting(reader, _MAIL_SECRET))
        if not known:
            known = chance.token_hex(32)
            made = known
            await self._service.write(lambda writer: save_setting(writer, _MAIL_SECRET, made))
        return bytes.fromhex(known)


def _out_trouble(box: Mailbox, why: Rests | Pause) -> MailTrouble:
    if isinstance(why, Pause):
        return trouble_of(box, why)
    if why.is_enough:
        return MailTrouble(MailTroubleCode.SENT_ENOUGH, {"limit": box.mail.mail_per_hour})
    said: dict[str, str | int] = {"said": one_line(why.why)[:_SAID_CHARS]}
    return MailTrouble(MailTroubleCode.REPLIES_WAIT, said, is_lasting=why.needs_person)
