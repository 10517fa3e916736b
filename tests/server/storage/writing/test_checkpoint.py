"""The write-ahead log is copied back beside the writer, and a long order waits for it when the log is full."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.storage.db import WAL_KEPT_BYTES, Connection, open_reader, open_writer, sqlite
from server.storage.writing import checkpoint
from server.storage.writing.checkpoint import Checkpoints
from tests.waiting import wait_for

pytestmark = pytest.mark.skipif(
    sqlite.sqlite_version_info < (3, 51, 3), reason="this SQLite cannot copy its log beside the writer"
)

MUCH = 3 * WAL_KEPT_BYTES


class Written:
    """A database whose log grows when asked to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection: Connection = open_writer(path)
        self.connection.execute("create table written (what blob not null)")
        self.checkpoints = Checkpoints(path, self.connection)

    def write(self, size: int = MUCH) -> None:
        """One more transaction, of this many bytes."""
        self.connection.execute("insert into written values (randomblob(?))", (size,))

    def is_copied(self) -> bool:
        """Whether all of the log is in the database file."""
        _, in_log, copied = self.connection.execute("pragma wal_checkpoint(noop)").fetchone()
        return bool(in_log == copied)


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Written]:
    """Looks every time, and keeps no distance that a test would have to wait for."""
    monkeypatch.setattr(checkpoint, "_LOOK_S", 0.0)
    monkeypatch.setattr(checkpoint, "_FULL_BYTES", 2 * MUCH)
    found = Written(tmp_path / "support.db")
    yield found
    found.checkpoints.close()
    found.connection.close()


def test_a_log_that_has_grown_is_copied_back(written: Written) -> None:
    """By nobody's waiting: the writer goes on meanwhile, and the log is begun anew."""
    written.write()
    written.checkpoints.after_group(is_quiet=False)
    wait_for(written.is_copied, "the log is copied back")
    size = written.checkpoints.wal_bytes
    written.write(100)
    assert written.checkpoints.wal_bytes == size


def test_a_full_log_asks_long_orders_to_wait_until_it_is_copied(written: Written) -> None:
    """They may go on by themselves afterwards."""
    for _ in range(3):
        written.write()
    written.checkpoints.after_group(is_quiet=False)
    wait_for(lambda: not written.checkpoints.is_full, "orders may go on")
    assert written.is_copied()


def test_a_reader_of_an_old_moment_does_not_stop_orders_for_ever(written: Written) -> None:
    """What they still look at cannot be copied; the log grows instead, and nothing is lost."""
    written.write(100)
    reader = open_reader(written.path)
    reader.execute("begin")
    reader.execute("select count(*) from written").fetchone()
    for _ in range(3):
        written.write()
    written.checkpoints.after_group(is_quiet=False)
    wait_for(lambda: not written.checkpoints.is_full, "orders may go on")
    assert not written.is_copied()
    reader.close()
    written.checkpoints.when_idle()
    wait_for(written.is_copied, "the rest is copied back")


def test_the_file_of_the_log_is_cut_when_nothing_is_to_be_done(written: Written) -> None:
    """Not before all of it is in the database."""
    written.write()
    written.checkpoints.when_idle()
    wait_for(written.is_copied, "the log is copied back")
    assert written.checkpoints.wal_bytes > WAL_KEPT_BYTES
    written.checkpoints.when_idle()
    assert written.checkpoints.wal_bytes == 0


def test_at_the_end_an_empty_log_is_left(written: Written) -> None:
    """All is in the database file alone."""
    for _ in range(2):
        written.write()
    written.checkpoints.close()
    assert (written.checkpoints.wal_bytes, written.is_copied()) == (0, True)
