"""Copies the write-ahead log back into the database beside the writer, so that no request waits for it. Changes no content.

The log is copied in passes that block nobody; when a pass has caught up, the writer's next transaction begins the log anew. A connection of
its own may do that only since SQLite 3.51.3 (https://www.sqlite.org/wal.html#walresetbug); with an older one the writer does it
itself when nothing waits. Where the log grows all the same, because writing never pauses, the writer stops for one pass.
"""

import logging
import threading
import time
from pathlib import Path
from typing import Final

from ..db import WAL_KEPT_BYTES, Connection, open_writer, sqlite

log = logging.getLogger("support_server.writer")

_TIDY_BYTES: Final = 2 * WAL_KEPT_BYTES
_MOST_BYTES: Final = 64 * 1024 * 1024
_ROUNDS: Final = 6
"""Each pass copies what was written during the one before; after so many, writing does not pause enough."""
_PAUSE_S: Final = 1.0
"""Between two passes that the writer does itself: a reader that holds an old snapshot makes them vain."""
_SAFE_BESIDE_WRITER: Final = sqlite.sqlite_version_info >= (3, 51, 3)


class Checkpoints:
    """Made for one writer's connection; `after_group` and `close` are called on the writer's thread."""

    def __init__(self, path: Path, writer: Connection) -> None:
        self._path = path
        self._wal = path.with_name(path.name + "-wal")
        self._writer = writer
        self._wanted = threading.Event()
        self._is_over = False
        self._not_before = 0.0
        self._thread: threading.Thread | None = None

    @property
    def wal_bytes(self) -> int:
        """The size of the log on disk."""
        try:
            return self._wal.stat().st_size
        except FileNotFoundError:
            return 0

    def after_group(self, *, is_quiet: bool) -> None:
        """Have the log copied back if it has grown; `is_quiet` tells that no request waits."""
        size = self.wal_bytes
        if size <= _TIDY_BYTES:
            return
        if _SAFE_BESIDE_WRITER:
            self._begin_beside()
        if (
            size > _MOST_BYTES or (is_quiet and not _SAFE_BESIDE_WRITER)
        ) and time.monotonic() > self._not_before:
            _pass(self._writer, "passive")
            self._not_before = time.monotonic() + _PAUSE_S

    def close(self) -> None:
        """End the passes, copy the rest, and leave an empty log."""
        self._is_over = True
        self._wanted.set()
        if self._thread is not None:
            self._thread.join()
        _pass(self._writer, "truncate")

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
                self._catch_up(connection)
        finally:
            connection.close()

    def _catch_up(self, connection: Connection) -> None:
        for _ in range(_ROUNDS):
            if self._is_over or _pass(connection, "passive"):
                return


def _pass(connection: Connection, mode: str) -> bool:
    """Copy the log back; whether all of it is in the database now. Readers that hold a snapshot only delay it."""
    try:
        busy, in_log, copied = connection.execute(f"pragma wal_checkpoint({mode})").fetchone()
    except sqlite.DatabaseError as error:
        log.warning("the write-ahead log could not be copied back: %s", error)
        return True
    return not busy and in_log == copied
