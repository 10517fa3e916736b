"""What a far read has mapped of the file is kept for the next one, and let go of afterwards."""

from pathlib import Path

from server.storage.db import Connection, Database, map_file
from server.storage.migrate import open_database


def _database(tmp_path: Path) -> Database:
    database = open_database(tmp_path / "support.db")
    assert isinstance(database, Database)
    return database


def _mapped(connection: Connection) -> int:
    """The bytes that it may map."""
    return int(connection.execute("pragma mmap_size").fetchone()[0])


def test_a_mapping_is_kept_until_it_is_let_go(tmp_path: Path) -> None:
    """By the reader that had it, for whoever reads next."""
    database = _database(tmp_path)
    database.keep_mapped()
    with database.reader() as reader:
        map_file(reader)
    with database.reader() as reader:
        assert _mapped(reader) > 0
    database.let_go()
    with database.reader() as reader:
        assert _mapped(reader) == 0
    database.close()


def test_a_reader_in_use_lets_go_when_it_is_given_back(tmp_path: Path) -> None:
    """It is not disturbed in its work."""
    database = _database(tmp_path)
    database.keep_mapped()
    with database.reader() as reader:
        map_file(reader)
        database.let_go()
        assert _mapped(reader) > 0
    with database.reader() as reader:
        assert _mapped(reader) == 0
    database.close()
