"""Opens the desk's database and hands out connections; the one place that decides which SQLite is used. Runs no query of the desk.

The writer's connection is for the writer thread alone; readers are query-only and kept short, because a reader that holds its
snapshot open stops checkpoints.
"""

import queue
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import msgspec

if TYPE_CHECKING:
    import sqlite3 as sqlite
else:
    try:
        from pysqlite3 import dbapi2 as sqlite
    except ImportError:
        import sqlite3 as sqlite

__all__ = [
    "APPLICATION_ID",
    "FILE_NAME",
    "WAL_KEPT_BYTES",
    "Connection",
    "Database",
    "OpenProblem",
    "Reader",
    "damage_in",
    "map_file",
    "open_reader",
    "open_writer",
    "problem_of",
    "save_setting",
    "setting",
    "sqlite",
]

Connection = sqlite.Connection
FILE_NAME: Final = "support.db"
APPLICATION_ID: Final = 0x53544449
"""Marks the file as ours, so that no other program's database is ever migrated."""

WAL_KEPT_BYTES: Final = 4 * 1024 * 1024
"""The write-ahead log is cut to this size when it begins anew, so that its size on disk tells how far it has grown."""
_READERS: Final = 4
_READER_CACHE_KIB: Final = 6_000
_WRITER_CACHE_KIB: Final = 24_000
_STATEMENTS: Final = 400
_MAPPED_BYTES: Final = 64 * 1024 * 1024 * 1024
_BUSY_MS: Final = 5_000
_CHECKED_AT_START_BYTES: Final = 64 * 1024 * 1024
"""Files up to this size are checked whole at every start (under a second); larger ones by `support-server check`."""
_MAGIC: Final = b"SQLite format 3\0"


class Reader(Protocol):
    """What reads need of a connection of either SQLite module."""

    @property
    def in_transaction(self) -> bool: ...

    def execute(self, sql: str, parameters: Any = ..., /) -> Any: ...

    def set_progress_handler(self, progress_handler: Any, n: int) -> None: ...


class OpenProblem(msgspec.Struct, frozen=True):
    """Why a database cannot be used. `code`: `damaged`, `foreign` (not ours), `newer` (made by a later version), `unreadable`.

    Nothing in the file has been changed."""

    code: str
    path: str
    detail: str = ""


def _connect(path: Path, *, cache_kib: int) -> Connection:
    connection = sqlite.connect(
        path, isolation_level=None, check_same_thread=False, cached_statements=_STATEMENTS
    )
    connection.execute(f"pragma busy_timeout = {_BUSY_MS}")
    connection.execute(f"pragma cache_size = -{cache_kib}")
    connection.execute("pragma temp_store = memory")
    return connection


def open_writer(path: Path) -> Connection:
    """The connection that changes things. Every commit is on disk before it returns (D4); the writer checkpoints by itself."""
    connection = _connect(path, cache_kib=_WRITER_CACHE_KIB)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute("pragma wal_autocheckpoint = 0")
    connection.execute(f"pragma journal_size_limit = {WAL_KEPT_BYTES}")
    return connection


def open_reader(path: Path) -> Connection:
    """A connection that cannot change anything."""
    connection = _connect(path, cache_kib=_READER_CACHE_KIB)
    connection.execute("pragma query_only = on")
    return connection


def map_file(connection: Reader) -> None:
    """Map the file into memory for a read that looks at tens of thousands of rows all over it: a third less time than by system calls,
    and half as much again where the last such read's pages are mapped still. See `Database.let_go`."""
    connection.execute(f"pragma mmap_size = {_MAPPED_BYTES}")


def problem_of(path: Path) -> OpenProblem | None:
    """What is wrong with a database file, None if it can be opened or does not exist yet. Only reads."""
    try:
        if not path.exists():
            return None
        if path.stat().st_size == 0:
            return OpenProblem("damaged", str(path), "the file is empty")
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                return OpenProblem("damaged", str(path), "the file is no SQLite database")
    except OSError as error:
        return OpenProblem("unreadable", str(path), error.strerror or str(error))
    try:
        connection = open_reader(path)
    except sqlite.DatabaseError as error:
        return OpenProblem("damaged", str(path), str(error))
    try:
        return _problem_inside(connection, path)
    except sqlite.DatabaseError as error:
        return OpenProblem("damaged", str(path), str(error))
    finally:
        connection.close()


def _problem_inside(connection: Connection, path: Path) -> OpenProblem | None:
    (application_id,) = connection.execute("pragma application_id").fetchone()
    (tables,) = connection.execute("select count(*) from sqlite_master").fetchone()
    if tables and application_id != APPLICATION_ID:
        return OpenProblem("foreign", str(path), "the database belongs to another program")
    if path.stat().st_size <= _CHECKED_AT_START_BYTES:
        damage = damage_in(connection)
        if damage:
            return OpenProblem("damaged", str(path), damage[0])
    return None


def damage_in(connection: Connection, limit: int = 10) -> list[str]:
    """What SQLite's own check finds wrong, in its words; reads the whole file."""
    found = [str(line) for (line,) in connection.execute(f"pragma quick_check({limit:d})")]
    return [] if found == ["ok"] else found


class Database:
    """The desk's database file, opened and migrated: one writer's connection on demand, and a pool of readers."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: queue.LifoQueue[Connection] = queue.LifoQueue()
        self._is_closed = False
        self._lets_go = True

    @contextmanager
    def reader(self) -> Iterator[Connection]:
        """A query-only connection for a short read, from any thread; given back at the end of the block."""
        try:
            connection = self._idle.get_nowait()
        except queue.Empty:
            connection = open_reader(self.path)
        try:
            yield connection
        finally:
            if connection.in_transaction:
                connection.rollback()
            self._give_back(connection)

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A reader all of whose statements see the same moment."""
        with self.reader() as connection:
            connection.execute("begin")
            yield connection

    def let_go(self) -> None:
        """Let go of what readers have mapped: pages that were looked at count as the process's memory for as long as they are mapped. A
        reader that is in use lets go when it is given back."""
        self._lets_go = True
        idle: list[Connection] = []
        with suppress(queue.Empty):
            while True:
                idle.append(self._idle.get_nowait())
        for connection in idle:
            self._give_back(connection)

    def keep_mapped(self) -> None:
        """What readers map is kept until `let_go`."""
        self._lets_go = False

    def _give_back(self, connection: Connection) -> None:
        if self._lets_go:
            connection.execute("pragma mmap_size = 0")
        if self._is_closed or self._idle.qsize() >= _READERS:
            connection.close()
        else:
            self._idle.put(connection)

    def close(self) -> None:
        """Close the idle readers; one that is still in use closes when it is given back."""
        self._is_closed = True
        while not self._idle.empty():
            self._idle.get_nowait().close()


def setting(connection: Any, name: str, default: str = "") -> str:
    """A value of the table `setting`."""
    found = connection.execute("select value from setting where name = ?", (name,)).fetchone()
    return default if found is None else str(found[0])


def save_setting(connection: Any, name: str, value: str) -> None:
    """Set a value of the table `setting`."""
    connection.execute(
        "insert into setting values (?, ?) on conflict do update set value = excluded.value", (name, value)
    )
