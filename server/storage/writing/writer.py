"""The one thread that changes the database: takes what waits, does it in one transaction, and tells only after the commit (D4, D5).

Theory of operation. Work waits in a queue; the thread takes all that is there (up to a limit of pieces and of time), does it between one
BEGIN IMMEDIATE and one COMMIT, so that the price of the disk's flush is shared. Deciding comes before writing, and a refusal writes
nothing, so pieces of a group cannot hurt each other as long as nothing fails. When something does fail (a full disk, or a fault in
the program), the whole group is rolled back, what was remembered is forgotten, and each piece is tried again alone: whoever can be
served is served, and only the piece that fails learns of it. Nobody has been told anything before.

A part of a long order is a piece that goes on for as long as nobody else waits (see `parts`). It comes after all that came with it, in a
transaction of its own; who came while it was done, and made it give way, is served in the same one: waiting for its flush and then for one
of their own would be twice as long.

How the write-ahead log is copied back meanwhile: see `checkpoint`.
"""

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

from support_tui.wire.refusals import Refusal

from ..db import Connection, open_writer, sqlite
from ..failures import refusal_for
from .checkpoint import Checkpoints

log = logging.getLogger("support_server.writer")

_GROUP_PIECES: Final = 512
_GROUP_S: Final = 0.02
"""A group takes in no more work after this long, so that its first piece is not kept waiting for its last."""
_IDLE_S: Final = 0.25
"""So long must nothing come before the housekeeping starts."""
_RESTING_S: Final = 60.0
"""And so long again until the next time."""
_PROBING_S: Final = 2.0
"""Or only so long, while nothing can be written: whoever waits shall learn soon that it works again."""


class Books(Protocol):
    """What the work is done on; the writer only opens and closes its transactions."""

    def begin(self) -> None: ...
    def before_commit(self) -> None: ...
    def committed(self) -> Any: ...
    def rolled_back(self) -> None: ...
    def tidy(self) -> None: ...
    def probe(self) -> None: ...


class Work(NamedTuple):
    """A piece of work: `run` within a transaction (more than once, if a group fails), `settle` to be called with its answer. One that
    `is_long` is done alone, when nothing short waits."""

    run: Callable[[], Any]
    settle: Callable[[Any], None]
    since: float = 0.0
    is_long: bool = False


class Settled(NamedTuple):
    """What a commit has brought: the books' own account, and the answers with whom they are for."""

    done: Any
    answers: list[tuple[Callable[[Any], None], Any]]


class Writer:
    """Starts with `start`, ends with `stop`, which still does everything that was submitted before.

    `announce` gets each `Settled`, on this thread. `trouble` gets the refusal while nothing can be written, and None when it can
    again."""

    def __init__(
        self,
        path: Path,
        connection: Connection,
        books: Books,
        announce: Callable[[Settled], None],
        trouble: Callable[[Refusal | None], None],
    ) -> None:
        self._checkpoints = Checkpoints(path, connection)
        self._connection = connection
        self._books = books
        self._announce = announce
        self._trouble = trouble
        self._queue: queue.SimpleQueue[Work | None] = queue.SimpleQueue()
        self._next: deque[Work | None] = deque()
        """Taken out of the queue before its turn."""
        self._thread = threading.Thread(target=self._run, name="support-writer", daemon=True)
        self._running: float | None = None
        self._refusing: Refusal | None = None

    @classmethod
    def connect(cls, path: Path) -> Connection:
        """The connection that a writer needs."""
        return open_writer(path)

    def start(self) -> None:
        """Begin to do what is submitted."""
        self._thread.start()

    def submit(self, run: Callable[[], Any], settle: Callable[[Any], None], *, is_long: bool = False) -> None:
        """Let `run` be done in a transaction and `settle` be told its answer, or the refusal if it could not be done."""
        self._queue.put(Work(run, settle, time.monotonic(), is_long))

    def stop(self) -> None:
        """Do what waits, copy the WAL back, close. Returns when all is done."""
        self._queue.put(None)
        self._thread.join()

    @property
    def waiting(self) -> int:
        """How many pieces wait."""
        return self._queue.qsize() + len(self._next)

    @property
    def lag_s(self) -> float:
        """For how long the oldest piece of the running group has been waiting."""
        since = self._running
        return 0.0 if since is None else time.monotonic() - since

    @property
    def has_room(self) -> bool:
        """Whether a long order may go on; otherwise what was written has to be copied into the database first."""
        return not self._checkpoints.is_full

    @property
    def wal_bytes(self) -> int:
        """The size of the write-ahead log on disk."""
        return self._checkpoints.wal_bytes

    # ---------------------------------------------------------------- on the thread

    def _run(self) -> None:
        is_over, patience_s = False, _IDLE_S
        while not is_over:
            try:
                first = self._next.popleft() if self._next else self._queue.get(timeout=patience_s)
            except queue.Empty:
                self._tidy()
                patience_s = _RESTING_S if self._refusing is None else _PROBING_S
                continue
            patience_s = _IDLE_S
            is_over = first is None
            if first is not None:
                is_over = self._take_group(first)
            self._checkpoints.after_group(is_quiet=self._queue.empty())
        self._checkpoints.close()
        self._connection.close()

    def _take_group(self, first: Work) -> bool:
        """Do the first piece and what else waits; whether the end was among it."""
        self._running = first.since
        group, is_over = [first], False
        while len(group) < _GROUP_PIECES and not is_over:
            try:
                work = self._queue.get_nowait()
            except queue.Empty:
                break
            if work is None:
                is_over = True
            else:
                group.append(work)
        rest = sorted(group, key=lambda work: work.is_long)
        while rest:
            rest = self._do(rest)
        self._running = None
        return is_over

    def _do(self, group: list[Work]) -> list[Work]:
        """One transaction over as much of the group as its time allows; the rest is given back."""
        try:
            settled, count = self._transact(group)
        except Exception as error:  # noqa: BLE001 - whoever asked is told, and the log says what it was
            self._roll_back()
            if len(group) > 1:
                for work in group:
                    self._do([work])
                return []
            self._refuse(group[0], error)
            return []
        self._announce(settled)
        return group[count:]

    def _transact(self, group: list[Work]) -> tuple[Settled, int]:
        written = self._connection.total_changes
        self._connection.execute("begin immediate")
        self._books.begin()
        end = time.monotonic() + _GROUP_S
        answers: list[tuple[Callable[[Any], None], Any]] = []
        for work in group:
            if work.is_long and answers:
                break
            answers.append((work.settle, work.run()))
            if work.is_long:
                answers += self._serve_late(group, len(answers))
            if work.is_long or time.monotonic() > end:
                break
        self._books.before_commit()
        self._connection.execute("commit")
        if self._connection.total_changes > written:
            self._recover()
        return Settled(self._books.committed(), answers), len(answers)

    def _serve_late(self, group: list[Work], place: int) -> list[tuple[Callable[[Any], None], Any]]:
        """Do what came while a part was done; it becomes part of the group, at that place."""
        answers: list[tuple[Callable[[Any], None], Any]] = []
        end = time.monotonic() + _GROUP_S
        while not self._next and len(group) < _GROUP_PIECES and time.monotonic() < end:
            try:
                work = self._queue.get_nowait()
            except queue.Empty:
                break
            if work is None or work.is_long:
                self._next.append(work)
            else:
                group.insert(place + len(answers), work)
                answers.append((work.settle, work.run()))
        return answers

    def _roll_back(self) -> None:
        """Undo the transaction; SQLite has done so by itself where the disk has failed."""
        self._books.rolled_back()
        try:
            if self._connection.in_transaction:
                self._connection.execute("rollback")
        except sqlite.DatabaseError as error:
            log.warning("a transaction could not be rolled back: %s", error)

    def _refuse(self, work: Work, error: Exception) -> None:
        refusal = refusal_for(error)
        if refusal.is_lasting and self._refusing is None:
            log.error("nothing can be written: %s", error)
            self._refusing = refusal.refusal
            self._trouble(refusal.refusal)
        elif not refusal.is_lasting:
            log.error("a request failed (%s)", refusal.refusal.params.get("reference"), exc_info=error)
        self._announce(Settled(self._books.committed(), [(work.settle, refusal.refusal)]))

    def _recover(self) -> None:
        if self._refusing is not None:
            log.warning("writing works again")
            self._refusing = None
            self._trouble(None)

    def _tidy(self) -> None:
        self._checkpoints.when_idle()
        chore = self._books.tidy if self._refusing is None else self._books.probe
        self._do([Work(chore, _told_nobody)])


def _told_nobody(_: Any) -> None:
    """Housekeeping has nobody to answer to."""
