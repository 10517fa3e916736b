"""Writes batches into the tables of a new store within one transaction; indexes are built when all rows are in."""

from typing import Any, Final

from .batches import Batch

_FAST: Final = ("journal_mode = off", "synchronous = off", "cache_size = -300000", "temp_store = memory")
_WORD_TABLES: Final = ("message_words", "conversation_words")


class NewTables:
    """The empty tables of a migrated store. `close` makes the store whole; before that nothing may read it."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        for pragma in _FAST:
            connection.execute(f"pragma {pragma}")
        self._indexes = _without_indexes(connection)
        self._gather_words(67_108_864)
        connection.execute("begin")

    def write(self, batch: Batch) -> None:
        """Put a batch into its tables."""
        for statement, rows in batch.rows.items():
            self._connection.executemany(statement, rows)

    def close(self) -> None:
        """Build the indexes and commit."""
        for statement in self._indexes:
            self._connection.execute(statement)
        self._connection.execute("commit")
        self._gather_words(1_048_576)
        self._connection.execute("pragma journal_mode = wal")

    def _gather_words(self, size_bytes: int) -> None:
        """How much of the word index is put together in memory before it is written; FTS5's own is a megabyte."""
        for table in _WORD_TABLES:
            self._connection.execute(f"insert into {table} ({table}, rank) values ('hashsize', {size_bytes})")


def _without_indexes(connection: Any) -> list[str]:
    """Drop every index that a statement made; the statements make them again."""
    found = connection.execute(
        "select name, sql from sqlite_master where type = 'index' and sql is not null"
    ).fetchall()
    for name, _ in found:
        connection.execute(f"drop index {name}")
    return [sql for _, sql in found]
