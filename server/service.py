"""Where commands are submitted and what they did is told: the asynchronous face of the one writer. Decides nothing itself.

Everything that is told is told on the event loop's thread and after the commit (D5), in the order of the events: first the counts, then the
events, then the answers to those who asked.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from support_tui.wire.commands import Accepted, RedecodeMessage, Request
from support_tui.wire.events import DeskEvent
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import Directory, Mailbox

from .core.access import may_import
from .core.context import Asker
from .core.imports import ImportedConversation
from .core.state import ConversationState
from .core.tabs import Tabs
from .storage.counts.counters import Deltas
from .storage.db import Connection, Database
from .storage.tables.notifications import Told
from .storage.telling.announce import Published
from .storage.writing.ledger import Ledger
from .storage.writing.parts import Part, PartDone
from .storage.writing.perform import Done
from .storage.writing.writer import Settled, Writer

__all__ = [
    "Asker",
    "Change",
    "ImportOutcome",
    "Listener",
    "Part",
    "PartDone",
    "Published",
    "Service",
    "now_us",
]

T = TypeVar("T")
Change = tuple[ConversationState | None, ConversationState]
"""A conversation before (None: it was not there) and after."""

_IMPORTED_AT_ONCE = 10
"""Conversations in one transaction of an import: a few hundred messages, about 20 ms."""


def now_us() -> int:
    """Microseconds since 1970, UTC."""
    return time.time_ns() // 1000


def _nothing(*_: object) -> None:
    """Told to nobody."""


class Listener(NamedTuple):
    """Who is told. `publish` gets events in the order of the log, `counts_changed` what to add to the counts in memory, `read_moved`
    agent, conversation and message, `trouble` the refusal while nothing can be written and None when it can again, `told` what agents
    are told personally, `changed` conversations before and after (`CountChanges.changed`)."""

    publish: Callable[[list[Published]], None] = _nothing
    counts_changed: Callable[[Deltas], None] = _nothing
    read_moved: Callable[[int, int, int], None] = _nothing
    trouble: Callable[[Refusal | None], None] = _nothing
    told: Callable[[list[Told]], None] = _nothing
    changed: Callable[[list[Change]], None] = _nothing


class ImportOutcome(NamedTuple):
    """How many conversations came in (or grew), how many were here already, and which were refused, by their external ids."""

    created: int
    existing: int
    refused: tuple[tuple[str, Refusal], ...] = ()

    @classmethod
    def of(
        cls, batch: Sequence[ImportedConversation], answers: Sequence[Accepted | Refusal]
    ) -> "ImportOutcome":
        """The outcome of a batch, from the answer for each of its conversations."""
        refused = [
            (imported.external_id, answer)
            for imported, answer in zip(batch, answers, strict=True)
            if isinstance(answer, Refusal)
        ]
        others = tuple(entry for entry in refused if entry[1].code is not RefusalCode.NO_CHANGE)
        return cls(len(answers) - len(refused), len(refused) - len(others), others)


class Service:
    """The desk's commands. Made and used on one event loop; `start` before the first use, `stop` at the end.

    `can_send` tells whether a channel leads out of a mailbox, `clock` microseconds UTC; both are called on
    the writer's thread. `with_words` reads a mail again and gives the command with its words."""

    def __init__(
        self,
        database: Database,
        listener: Listener | None = None,
        *,
        can_send: Callable[[Mailbox], bool] = lambda mailbox: False,
        clock: Callable[[], int] = now_us,
        with_words: Callable[[RedecodeMessage], Awaitable[RedecodeMessage | Refusal]] | None = None,
    ) -> None:
        self._with_words = with_words
        self._listener = listener or Listener()
        connection = Writer.connect(database.path)
        self._ledger = Ledger(connection, clock, can_send)
        self._writer = Writer(database.path, connection, self._ledger, self._announce, self._tell_trouble)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_stopping = False
        self.directory: Directory = self._ledger.memory.desk.directory()
        """Agents, teams, mailboxes and tags as of the last commit."""
        self.tabs: Tabs = self._ledger.memory.desk.tabs
        """Saved views and orders of tabs as of the last commit."""
        self.seq = self._ledger.memory.seq
        """The last event that was told."""
        self.trouble: Refusal | None = None
        """Why nothing can be written at present."""

    async def start(self) -> None:
        """Begin to take commands."""
        self._loop = asyncio.get_running_loop()
        self._writer.start()

    async def stop(self) -> None:
        """Refuse new commands, finish those that wait, tell about them, close the writer."""
        if self._is_stopping or self._loop is None:
            return
        self._is_stopping = True
        await asyncio.to_thread(self._writer.stop)
        await asyncio.sleep(0)

    @property
    def waiting(self) -> int:
        """How many requests are before the writer."""
        return self._writer.waiting

    @property
    def has_room(self) -> bool:
        """Whether the next part of a long order may be done now."""
        return self._writer.has_room

    @property
    def lag_ms(self) -> int:
        """For how long the oldest request that is being done has been waiting."""
        return int(self._writer.lag_s * 1000)

    @property
    def wal_bytes(self) -> int:
        """The size of the write-ahead log."""
        return self._writer.wal_bytes

    async def submit(self, request: Request, asker: Asker) -> Accepted | Refusal:
        """Do a request; the answer comes when it is on disk and told to the listener, or when it is refused."""
        if isinstance(request.command, RedecodeMessage) and self._with_words is not None:
            command = await self._with_words(request.command)
            if isinstance(command, Refusal):
                return command
            request = replace(request, command=command)
        answer: Accepted | Refusal = await self._do(lambda: self._ledger.request(request, asker))
        return answer

    async def change_part(self, request: Request, asker: Asker, part: Part) -> PartDone | Refusal:
        """Do a part of a long order in a transaction: as much of it as can be done before somebody else waits."""

        def run() -> PartDone:
            return self._ledger.change_part(request, asker, part, lambda: self._writer.waiting > 0)

        done: PartDone | Refusal = await self._do(run, is_long=True)
        return done

    async def import_conversations(
        self, batch: Sequence[ImportedConversation], asker: Asker
    ) -> "ImportOutcome | Refusal":
        """Take in what another system has kept; what came in before is left alone, so a broken import is simply run again.

        Each lot of conversations is one transaction, and other requests are served between two lots."""
        if not may_import(asker):
            return Refusal(RefusalCode.FORBIDDEN, {"action": "import"})
        answers: list[Accepted | Refusal] = []
        for first in range(0, len(batch), _IMPORTED_AT_ONCE):
            lot = batch[first : first + _IMPORTED_AT_ONCE]
            done = await self._do(partial(self._take_in, lot, asker))
            if isinstance(done, Refusal):
                return done
            answers += done
        return ImportOutcome.of(batch, answers)

    def _take_in(self, lot: Sequence[ImportedConversation], asker: Asker) -> list[Accepted | Refusal]:
        return [self._ledger.take_in(imported, asker) for imported in lot]

    async def write(self, change: Callable[[Connection], T]) -> T | Refusal:
        """Change tables that no event is about (passwords, tokens, settings), in the writer's transaction.

        `change` runs on the writer's thread, and again if the group it was in had to be rolled back."""
        answer: T | Refusal = await self._do(lambda: change(self._ledger.connection))
        return answer

    async def write_noted(
        self, change: Callable[[Connection], T], event: DeskEvent, asker: Asker
    ) -> T | Refusal:
        """The same with an event in the log that says who did it: both are written, or neither."""

        def noted() -> T:
            changed = change(self._ledger.connection)
            self._ledger.note(event, asker)
            return changed

        answer: T | Refusal = await self._do(noted)
        return answer

    async def _do(self, run: Callable[[], Any], *, is_long: bool = False) -> Any:
        if self._is_stopping or self._loop is None:
            return Refusal(RefusalCode.SHUTTING_DOWN)
        future: asyncio.Future[Any] = self._loop.create_future()
        self._writer.submit(run, lambda answer: _resolve(future, answer), is_long=is_long)
        return await future

    # ---------------------------------------------------------------- from the writer's thread

    def _announce(self, settled: Settled) -> None:
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._tell, settled)

    def _tell_trouble(self, trouble: Refusal | None) -> None:
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._take_trouble, trouble)

    # ---------------------------------------------------------------- on the loop

    def _tell(self, settled: Settled) -> None:
        done: Done = settled.done
        try:
            self._tell_listener(done)
        finally:
            for settle, answer in settled.answers:
                settle(answer)

    def _tell_listener(self, done: Done) -> None:
        if done.directory is not None:
            self.directory = done.directory
        if done.tabs is not None:
            self.tabs = done.tabs
        deltas = done.counts.deltas()
        if deltas.queues or deltas.following:
            self._listener.counts_changed(deltas)
        if done.counts.changed:
            self._listener.changed(done.counts.changed)
        if done.published:
            self.seq = done.published[-1].seq
            self._listener.publish(done.published)
        if done.told:
            self._listener.told(done.told)
        for mark in done.reads:
            self._listener.read_moved(mark.agent_id, mark.conversation_id, mark.message_id)

    def _take_trouble(self, trouble: Refusal | None) -> None:
        self.trouble = trouble
        self._listener.trouble(trouble)


def _resolve(future: "asyncio.Future[Any]", answer: Any) -> None:
    if not future.done():
        future.set_result(answer)
