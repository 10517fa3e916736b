"""Puts the parts of the server together over one data folder, and takes them apart again. The only place that knows them all."""

import asyncio
import os
import shutil
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import TypeVar

from support_tui.wire.events import DeskEvent
from support_tui.wire.frames import Notice, Notified
from support_tui.wire.query import Query
from support_tui.wire.refusals import Refusal
from support_tui.wire.settings import Problem
from support_tui.wire.views import Agent, Mailbox
from support_tui.wire.wording import problem_wording

from .api.application import Application
from .api.auth import Gate, Passwords, Policy
from .api.desk import ApiDesk, Health
from .api.reading import Readings
from .bulk import Bulk, Reach
from .channels.email.reader import MailReader, words_reader
from .channels.email.secrets import MailSecrets
from .channels.email.ways import way_of
from .config import ServerConfig
from .config import load as load_config
from .core.context import Asker, Context, NextIds
from .core.desk import Desk
from .folder import DataFolder
from .hub import Hub, Sources
from .jobs.backup import EVERY_S as BACKUP_EVERY_S
from .jobs.backup import Copies, CopyKeeper
from .jobs.base import every
from .jobs.clock import EVERY_S, LOGINS_EVERY_S, LoginEnder, Waker
from .jobs.purge import EVERY_S as PURGE_EVERY_S
from .jobs.purge import FileSweeper, TrashPurger
from .jobs.uploads import Uploads
from .jobs.view_counts import LEAST_REST_S, Asked, ViewCounter
from .jobs.view_counts import Sources as CountSources
from .sealing import Sealer
from .service import Change, Listener, Published, Service, now_us
from .storage import lists
from .storage.blobs import Blobs
from .storage.counts.counters import Counters, Deltas, load_counters
from .storage.db import Connection, Database, OpenProblem, setting
from .storage.migrate import EPOCH, open_database
from .storage.tables import attachments, due, load, log
from .storage.tables.notifications import Told
from .storage.telling import replay
from .storage.upkeep.archive import write_archive
from .storage.upkeep.sweep import sweep
from .storage.viewer import Viewer
from .wiring_mail import DeskMail

T = TypeVar("T")


class DeskProblem(Exception):
    """The desk's data cannot be used; the words say why, and nothing was changed."""

    def __init__(self, problem: OpenProblem) -> None:
        super().__init__(f"{problem.path}: {_PROBLEMS[problem.code]} {problem.detail}".rstrip())


_PROBLEMS = {
    "damaged": "the database is damaged; restore a backup, or ask SQLite's .recover. Nothing was changed.",
    "foreign": "this is not a desk's database. Nothing was changed.",
    "newer": "the database was made by a later version of this program. Nothing was changed.",
    "unreadable": "the database cannot be read.",
}


class ConfigProblem(Exception):
    """The config file is wrong; `lines` say where and how."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.lines = [problem_wording(problem) for problem in problems]


def read_config(folder: DataFolder) -> ServerConfig:
    """The settings of a folder and the environment. Raises ConfigProblem."""
    config = load_config(folder.config, os.environ)
    if isinstance(config, tuple):
        raise ConfigProblem(config)
    return config


class OpenDesk:
    """Everything of one desk, running; made by `open_desk`."""

    def __init__(self, folder: DataFolder, config: ServerConfig, database: Database) -> None:
        self.folder = folder
        self.config = config
        self.database = database
        self._started = time.monotonic()
        self.blobs = Blobs(folder.blobs)
        self.readings = Readings(database)
        self._passwords = Passwords()
        self.counters: Counters = self.readings.read(load_counters)
        self.epoch: str = self.readings.read(lambda reader: setting(reader, EPOCH))
        listener = Listener(
            self._publish, self._count, self._read_moved, self._trouble, self._told, self._changed
        )
        words = words_reader(self._source_of, self.blobs.get)
        self.service = Service(database, listener, can_send=self._can_send, with_words=words)
        self.uploads = Uploads(self.service, self.blobs, now_us)
        self.view_counter = ViewCounter(self._view_sources())
        self.hub = Hub(self._head(), self.epoch, version(), self._sources())
        tables = _Tables(self.readings, self.service)
        self.mail_secrets = MailSecrets(tables, Sealer(folder.path, os.environ), os.environ, now_us)
        """What the mailboxes log in with."""
        self.mail = DeskMail(
            config,
            self.service,
            self.readings,
            self.blobs,
            self.mail_secrets,
            tables,
            told=lambda _: self.hub.mail_states_changed(),
            is_watched=lambda: len(self.hub) > 0,
            told_agents=self._told,
            drafted=lambda moved: self.hub.tell_agent(moved.agent_id, moved),
        )
        self.gate = Gate(tables, self.agent, now_us, self._passwords, _policy(config))

    def application(self, *, is_local: bool = False) -> Application:
        """A door of this desk; `is_local` for the unix socket and the command line."""
        return Application(self._api, is_local=is_local)

    def wakeable(self, now: int, limit: int) -> list[int]:
        """Snoozed conversations whose time has come."""
        return self.readings.read(lambda reader: due.wakeable(reader, now, limit))

    def long_in_trash(self, put_before: int, after: tuple[int, int], limit: int) -> due.TrashPage:
        """Some of what was put into the trash before a moment."""
        return self.readings.read(lambda reader: due.long_in_trash(reader, put_before, after, limit))

    async def sweep_files(self, until: int, limit: int) -> int | Refusal:
        """Remove files of messages that were deleted for good."""
        return await self.service.write(lambda writer: sweep(writer, self.blobs, until, limit))

    def agent(self, agent_id: int) -> Agent | None:
        """An agent as of the last commit."""
        return next((agent for agent in self.service.directory.agents if agent.id == agent_id), None)

    async def start(self) -> None:
        """Begin to take commands."""
        await self.service.start()
        await self.mail.start()
        self.bulk = Bulk(
            self.service,
            Reach(
                self.readings.read,
                self.readings.read_slow,
                self.counters,
                now_us,
                self._deciding,
                self.database.keep_mapped,
                self.database.let_go,
                self.hub.progress,
            ),
        )
        self._api = ApiDesk(
            commands=self.service,
            bulk=self.bulk,
            readings=self.readings,
            hub=self.hub,
            gate=self.gate,
            now=now_us,
            directory=lambda: self.service.directory,
            tabs=lambda: self.service.tabs,
            counters=self.counters,
            health=self._health,
            mail_states=self.mail.states.all,
            take_in_mail=self.mail.intake.take_in,
            mail_secrets=self.mail_secrets,
            take_in_headers=self.mail.intake.take_in_headers,
            retry_mail=self.mail.quarantine.retry,
            authorizer=self.mail.authorizer,
            test_mailbox=self.mail.tester.run,
            blob_path=self.blobs.path_of,
            keep_upload=self.uploads.keep,
            wanted_blob=self.blobs.wanted,
            mail_reader=MailReader(),
            version=version(),
            name=self.config.desk_name,
            epoch=self.epoch,
            max_sockets=self.config.limits.sockets,
            deadline_s=self.config.limits.query_deadline_ms / 1000,
        )

    async def stop(self) -> None:
        """Finish what was begun and let go of everything."""
        await self.bulk.stop()
        await self.mail.stop()
        await self.service.stop()
        self._passwords.close()
        self.readings.close()
        self.database.close()

    # What the parts are told

    def _publish(self, events: list[Published]) -> None:
        self.hub.publish(events)
        if any(event.conversation_id is None for event in events):
            self.view_counter.touch()

    def _count(self, deltas: Deltas) -> None:
        self.counters.apply(deltas)

    def _read_moved(self, agent_id: int, conversation_id: int, message_id: int) -> None:
        self.hub.read_moved(agent_id, conversation_id, message_id)
        self.view_counter.read_moved(agent_id)

    def _changed(self, changes: list[Change]) -> None:
        self.view_counter.changed(changes)

    def _told(self, told: list[Told]) -> None:
        for one in told:
            self.hub.tell_agent(one.agent_id, Notified(one.notification))

    def _trouble(self, trouble: Refusal | None) -> None:
        if trouble is not None:
            self._troubles = trouble
        self.hub.notify(Notice(self._troubles, is_over=trouble is None))

    # What the parts ask

    def _sources(self) -> Sources:
        return Sources(
            committed_head=self._head,
            events_after=self._events_after,
            agent=self.agent,
            counts=lambda agent: self.counters.counts_for(agent.id, agent.mailbox_ids),
            mailbox_of=lambda conversation_id: self.readings.read(
                lambda reader: load.mailbox_of(reader, conversation_id)
            ),
            view_counts=self.view_counter.counts,
            mail_states=lambda: self.mail.states.all(),
            joined=self.view_counter.touch,
        )

    def _view_sources(self) -> CountSources:
        return CountSources(
            watching=lambda: self.hub.watchers(),
            tabs=lambda: self.service.tabs,
            directory=lambda: self.service.directory,
            now=now_us,
            count=self._count_view,
            tell=lambda agent_ids: self.hub.view_counts_changed(agent_ids),
        )

    async def _count_view(self, query: Query, asked: Asked, seconds: float) -> lists.Counted | Refusal:
        seen = None if asked.mailbox_ids is None else frozenset(asked.mailbox_ids)
        viewer = Viewer(asked.agent_id, seen, self.service.directory, asked.zone)
        return await self.readings.read_slow(
            lambda reader: lists.count(reader, self.counters, query, viewer, now_at=now_us(), seconds=seconds)
        )

    def _source_of(self, message_id: int) -> str:
        """The digest of a message's raw mail, empty where it did not come as mail."""
        found = self.readings.read(lambda reader: attachments.source(reader, message_id))
        return found.digest if found is not None else ""

    def _head(self) -> int:
        return self.readings.read(log.last)[0]

    async def _events_after(self, seq: int, limit: int) -> Sequence[Published]:
        directory = self.service.directory
        events = await self.readings.read_slow(
            lambda reader: replay.published_after(reader, seq, limit, lambda: directory)
        )
        return [] if isinstance(events, Refusal) else events

    def _deciding(self, asker: Asker) -> Context:
        """The moment in which something would be decided now."""
        now = now_us()
        return Context(now, now, asker, Desk.of(self.service.directory), NextIds(), self._can_send)

    def _can_send(self, mailbox: Mailbox) -> bool:
        """Whether mail leads out of a mailbox: through a server, from an address. Called on the writer's thread."""
        return way_of(self.config.smtp, mailbox) is not None

    def _health(self) -> Health:
        trouble, mail = self.service.trouble, self.mail.states.all()
        return Health(
            status="ok" if trouble is None else trouble.code.value,
            version=version(),
            seq=self.service.seq,
            sockets=len(self.hub),
            writer_waiting=self.service.waiting,
            writer_lag_ms=self.service.lag_ms,
            wal_bytes=self.service.wal_bytes,
            disk_free_bytes=shutil.disk_usage(self.folder.path).free,
            up_s=int(time.monotonic() - self._started),
            mail_troubled=sum(bool(state.troubles) for state in mail),
            mail_missing=sum(state.missing for state in mail),
            mail_quarantined=sum(state.quarantined for state in mail),
        )


class _Tables:
    """The tables as the gate sees them."""

    def __init__(self, readings: Readings, service: Service) -> None:
        self._readings = readings
        self._service = service

    def read(self, work: Callable[[Connection], T]) -> T:
        return self._readings.read(work)

    async def write(self, work: Callable[[Connection], T]) -> T | Refusal:
        return await self._service.write(work)

    async def write_noted(
        self, work: Callable[[Connection], T], event: DeskEvent, asker: Asker
    ) -> T | Refusal:
        return await self._service.write_noted(work, event, asker)


@asynccontextmanager
async def run_jobs(desk: OpenDesk) -> AsyncIterator[None]:
    """What a serving desk does by itself, until the end of the block."""
    waker = Waker(desk.service, desk.wakeable, now_us)
    ender = LoginEnder(desk.gate.prune, lambda: desk.hub.close_unknown_tokens(desk.gate.is_known))
    jobs = [
        *await desk.mail.begin_jobs(),
        asyncio.create_task(every(EVERY_S, "waking", waker.wake)),
        *_backups(desk),
        *_purging(desk),
        asyncio.create_task(desk.bulk.resume(desk.agent)),
        asyncio.create_task(every(LEAST_REST_S, "counting views", desk.view_counter.follow)),
        asyncio.create_task(every(LOGINS_EVERY_S, "ending logins", ender.end)),
    ]
    try:
        yield
    finally:
        for job in jobs:
            job.cancel()
        await asyncio.gather(*jobs, return_exceptions=True)
        await desk.mail.end_jobs()


def _backups(desk: OpenDesk) -> list[asyncio.Task[None]]:
    settings = desk.config.backup
    if not settings.directory:
        return []
    copies = Copies(Path(settings.directory).expanduser(), settings.every_h, settings.keep)
    keeper = CopyKeeper(copies, now_us, partial(write_archive, desk.folder.path))
    return [asyncio.create_task(every(BACKUP_EVERY_S, "copying", keeper.copy_if_due))]


def _purging(desk: OpenDesk) -> list[asyncio.Task[None]]:
    settings = desk.config.trash
    purger = TrashPurger(desk.service, desk.long_in_trash, now_us, settings.purge_after_days)
    sweeper = FileSweeper(desk.sweep_files, desk.uploads.sweep, now_us)

    async def purge() -> None:
        await purger.purge()
        await sweeper.sweep()

    return [asyncio.create_task(every(PURGE_EVERY_S, "emptying the trash", purge))]


@asynccontextmanager
async def open_desk(folder: DataFolder, config: ServerConfig | None = None) -> AsyncIterator[OpenDesk]:
    """The desk of a folder, as its only server. Raises FolderInUse, ConfigProblem or DeskProblem."""
    config = config or read_config(folder)
    with folder.locked():
        database = open_database(folder.database)
        if isinstance(database, OpenProblem):
            raise DeskProblem(database)
        desk = OpenDesk(folder, config, database)
        await desk.start()
        try:
            yield desk
        finally:
            await desk.stop()


def version() -> str:
    """The version of the installed program."""
    return metadata.version("support-tui")


def _policy(config: ServerConfig) -> Policy:
    sessions = config.sessions
    return Policy(
        sessions.lifetime_days,
        sessions.idle_days,
        config.limits.logins_per_minute,
        config.limits.requests_per_minute,
    )
