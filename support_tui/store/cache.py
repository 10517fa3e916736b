"""A copy of the replica's best parts on disk, so that the next start paints before the network answers.
It may be thrown away: what only this machine has lies elsewhere (`store.unsent`).

Reading happens once, at the start. Writing goes through one thread in the order it was asked for, so that no key ever waits for a
disk. What cannot be read is set aside under another name and said, never silently overwritten.
"""

import logging
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

logger = logging.getLogger("support_tui.cache")

T = TypeVar("T")

#: Changes with the shape of what is kept: a cache of another number is begun anew.
FORMAT = 1

_SCHEMA = """
create table if not exists entry (
  kind text not null, key text not null, value blob not null, at integer not null, primary key (kind, key)
) strict, without rowid
"""
_PUT = "insert or replace into entry (kind, key, value, at) values (?, ?, ?, ?)"
_DELETE = "delete from entry where kind = ? and key = ?"
_CLEAR = "delete from entry where kind = ?"
_PRUNE = (
    "delete from entry where kind = ?1 and key not in"
    " (select key from entry where kind = ?1 order by at desc limit ?2)"
)
_OF_KIND = "select key, value from entry where kind = ? order by at"


class Entry(NamedTuple):
    """One thing that is kept."""

    key: str
    value: bytes


class Cache:
    """The copy of one agent at one server. `problem` says in English what was wrong with the last one, empty if nothing."""

    def __init__(self, path: Path, clock: Callable[[], int]) -> None:
        self.path = path
        self.problem = ""
        self._clock = clock
        self._connection = self._open()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="cache")

    # ------------------------------------------------------------ opening

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            self._set_aside(str(error))
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=2)
        try:
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = normal")
            (found,) = connection.execute("pragma user_version").fetchone()
            if found not in (0, FORMAT):
                connection.execute("drop table if exists entry")
            connection.execute(_SCHEMA)
            connection.execute(f"pragma user_version = {FORMAT}")
            connection.execute("select count(*) from entry").fetchone()
        except sqlite3.DatabaseError:
            connection.close()
            raise
        self.path.chmod(0o600)
        return connection

    def _set_aside(self, reason: str) -> None:
        """Keep the broken file for whoever wants to look; another one before it is replaced."""
        aside = self.path.with_name(self.path.name + ".broken")
        for suffix in ("-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        self.path.replace(aside)
        self.problem = f"{reason}; set aside as {aside}"
        logger.warning("the cache could not be read: %s", self.problem)

    # ------------------------------------------------------------ reading

    def read(self, kind: str, shape: type[T]) -> list[tuple[str, T]]:
        """Everything of a kind, written last first to last; what does not have the shape (any more) is left out and forgotten."""
        found: list[tuple[str, T]] = []
        try:
            entries = [Entry(*row) for row in self._connection.execute(_OF_KIND, (kind,))]
        except sqlite3.DatabaseError as error:
            self.problem = str(error)
            logger.warning("the cache could not be read: %s", error)
            return found
        for entry in entries:
            try:
                found.append((entry.key, msgspec.msgpack.decode(entry.value, type=shape)))
            except msgspec.MsgspecError as error:
                logger.warning("a cached %s is of another shape: %s", kind, error)
                self.delete(kind, entry.key)
        return found

    # ------------------------------------------------------------ writing

    def put(self, kind: str, key: str, value: object) -> None:
        """Keep a value; it is encoded now and written soon."""
        encoded = msgspec.msgpack.encode(value)
        self._later(_PUT, (kind, key, encoded, self._clock()))

    def delete(self, kind: str, key: str) -> None:
        """Forget a value."""
        self._later(_DELETE, (kind, key))

    def clear(self, kind: str) -> None:
        """Forget all of a kind."""
        self._later(_CLEAR, (kind,))

    def prune(self, kind: str, keep: int) -> None:
        """Keep only the values of a kind written last."""
        self._later(_PRUNE, (kind, keep))

    def _later(self, statement: str, parameters: Sequence[object]) -> None:
        self._thread.submit(self._write, statement, parameters)

    def _write(self, statement: str, parameters: Sequence[object]) -> None:
        try:
            self._connection.execute(statement, parameters)
        except sqlite3.Error as error:
            logger.warning("the cache could not be written: %s", error)

    def flushed(self) -> "Future[None]":
        """Done when everything asked for so far is on disk."""
        return self._thread.submit(lambda: None)

    def close(self) -> None:
        """Write what is left and end."""
        self._thread.shutdown(wait=True)
        self._connection.close()
