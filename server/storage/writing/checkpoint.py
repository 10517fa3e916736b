"""Copies the write-ahead log back into the database beside the writer, so that no request waits for it. Changes no content.

The log is copied in passes that block nobody; when a pass has caught up, the writer's next transaction begins the log anew. Passes
keep a distance: each has the disk flush the database, and a commit meanwhile waits for that. When the log is full they follow each other
at once, and whoever writes in parts is to wait with the next one (`is_full`), which lets a pass catch up. Where the log grows all the same,
because writing never pauses, the writer stops for one pass. The file keeps its size until nothing is to be done: cutting it takes longer
than a request should wait.

A connection of its own may do this only since SQLite 3.51.3 (https://www.sqlite.org/wal.html#walresetbug); with an older one, which
cannot tell either how full the log is, the writer does it itself when nothing waits.
"""

import logging
import threading
import time
from pathlib import Path
from typing import Final, NamedTuple

from ..db import WAL_KEPT_BYTES, Connection, open_writer, sqlite

log = logging.getLogger("support_server.writer")

_TIDY_BYTES: Final = 2 * WAL_KEPT_BYTES
_FULL_BYTES: Final = 256 * 1024 * 1024
"""More than what a change to 5,000 conversations writes, so that it need not wait."""
_LOOK_S: Final = 0.02
"""How often it is looked how full the log is."""
_DISTANCE_S: Final = 1.0
"""Between the end of a pass and the next."""
_ROUNDS: Final = 6
"""Each pass copies what was written during the one before."""
_PAUSE_S: Final = 1.0
"""Between two passes that the writer does itself: a reader that holds an old snapshot makes them vain."""
_SAFE_BESIDE_WRITER: Final = sqlite.sqlite_version_info >= (3, 51, 3)
_MOST_BYTES: Final = (384 if _SAFE_BESIDE_WRITER else 64) * 1024 * 1024
"""When the writer stops for a pass."""


class _Fill(NamedTuple):
    """How full the log is, and how much of it is not in the database yet, in bytes."""

    used: int
    uncopied: int


class Checkpoints:
    """Made for one writer's connection; `after_group`, `when_idle` and `close` are called on the writer's thread."""

    def __init__(self, path: Path, writer: Connection) -> None:
        self._path = path
        self._wal = path.with_name(path.name + "-wal")
        self._writer = writer
        self._wanted = threading.Event()
        self._pressing = threading.Event()
        """That no distance is to be kept: the log is full, or all is over."""
        self._is_over = False
        self._not_before = 0.0
        self._look_at = 0.0
        self._thread: threading.Thread | None = None
        self.is_full = False
        """Whether the log has to be copied back before much more is written; may be read on any thread."""
        (self._page_bytes,) = writer.execute("pragma page_size").fetchone()
        if _SAFE_BESIDE_WRITER:
            writer.execute("pragma journal_size_limit = -1")

    @property
    def wal_bytes(self) -> int:
        """The size of the log on disk."""
        try:
            return self._wal.stat().st_size
        except FileNotFoundError:
            return 0

    def after_group(self, *, is_quiet: bool) -> None:
        """Have the log copied back if it has grown; `is_quiet` tells that no request waits."""
        if time.monotonic() < self._look_at:
            return
        self._look_at = time.monotonic() + _LOOK_S
        fill = self._fill()
        if fill.uncopied <= _TIDY_BYTES:
            return
        if _SAFE_BESIDE_WRITER and fill.used > _FULL_BYTES:
            self.is_full = True
            self._pressing.set()
        if _SAFE_BESIDE_WRITER:
            self._begin_beside()
        if (
            fill.used > _MOST_BYTES or (is_quiet and not _SAFE_BESIDE_WRITER)
        ) and time.monotonic() > self._not_before:
            _pass(self._writer, "passive")
            self._not_before = time.monotonic() + _PAUSE_S

    def when_idle(self) -> None:
        """Have all of it copied back; cut the file once that is so."""
        if not _SAFE_BESIDE_WRITER:
            self.after_group(is_quiet=True)
        elif self._fill().uncopied:
            self._begin_beside()
        elif self.wal_bytes > WAL_KEPT_BYTES:
            _pass(self._writer, "truncate")

    def close(self) -> None:
        """End the passes, copy the rest, and leave an empty log."""
        self._is_over = True
        self._pressing.set()
        self._wanted.set()
        if self._thread is not None:
            self._thread.join()
        _pass(self._writer, "truncate")

    def _fill(self) -> _Fill:
        if not _SAFE_BESIDE_WRITER:
            return _Fill(self.wal_bytes, self.wal_bytes)
        _, in_log, copied = self._writer.execute("pragma wal_checkpoint(noop)").fetchone()
        return _Fill(in_log * self._page_bytes, (in_log - copied) * self._page_bytes)

    def _begin_beside(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="support-checkpoint", daemon=True)
            self._thread.start()
        self._wanted.set()

    def _run(self) -> None:
        connection = open_writer(self._path)
        try:
            while not self._is_over:
                self._wanted.wait()
                self._wanted.clear()
                self._pass_beside(connection)
                self._pressing.wait(_DISTANCE_S)
        finally:
            connection.close()

    def _pass_beside(self, connection: Connection) -> None:
        """One pass, or some at once until the log is copied if it is full."""
        for _ in range(_ROUNDS):
            if self._is_over or _pass(connection, "passive") or not self.is_full:
                break
        if not self._is_over:
            self._pressing.clear()
        self.is_full = False


def _pass(connection: Connection, mode: str) -> bool:
    """Copy the log back as far as no reader still looks at it; whether all of it is in the database now."""
    try:
        busy, in_log, copied = connection.execute(f"pragma wal_checkpoint({mode})").fetchone()
    except sqlite.DatabaseError as error:
        log.warning("the write-ahead log could not be copied back: %s", error)
        return False
    return not busy and in_log == copied
