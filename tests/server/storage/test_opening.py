"""Opening the database: made, migrated, or left exactly as it is when it cannot be trusted."""

from pathlib import Path

import pytest

from server.storage import migrate
from server.storage.db import Database, OpenProblem, open_writer, setting, sqlite
from server.storage.migrate import EPOCH, migrations, open_database, version_of


def made(path: Path) -> Database:
    """A new desk's database."""
    database = open_database(path)
    assert isinstance(database, Database)
    return database


def problem_with(path: Path) -> OpenProblem:
    """Why it cannot be opened; the file is as it was before."""
    before = path.read_bytes()
    problem = open_database(path)
    assert isinstance(problem, OpenProblem)
    assert path.read_bytes() == before
    return problem


def test_a_new_database_has_the_schema_and_an_epoch(tmp_path: Path) -> None:
    """And opening it again changes neither."""
    path = tmp_path / "desk" / "support.db"
    with made(path).reader() as reader:
        epoch = setting(reader, EPOCH)
        assert version_of(reader) == migrations()[-1].version
    assert epoch
    with made(path).reader() as reader:
        assert setting(reader, EPOCH) == epoch
    assert path.stat().st_mode & 0o077 == 0 or path.parent.stat().st_mode & 0o077 == 0


def test_migrations_are_numbered_without_gaps() -> None:
    """Append-only: the numbers are the versions."""
    assert [migration.version for migration in migrations()] == list(range(1, len(migrations()) + 1))


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script is applied whole or not at all; those before it stay."""
    path = tmp_path / "support.db"
    made(path)
    known = migrations()
    broken = migrate.Migration(len(known) + 1, "broken", "create table half (id integer); no sql;")
    monkeypatch.setattr(migrate, "migrations", lambda: [*known, broken])
    with pytest.raises(sqlite.OperationalError):
        open_database(path)
    monkeypatch.undo()
    with made(path).reader() as reader:
        assert version_of(reader) == len(known)
        assert reader.execute("select count(*) from sqlite_master where name = 'half'").fetchone() == (0,)


def test_a_database_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk or a folder without the right is a problem in words, and no fault of the program."""
    made(tmp_path / "support.db")
    monkeypatch.setattr(migrate, "migrate", _read_only)
    problem = open_database(tmp_path / "support.db")
    assert isinstance(problem, OpenProblem)
    assert (problem.code, problem.detail) == ("unreadable", "attempt to write a readonly database")


def _read_only(connection: object, path: Path) -> None:
    raise sqlite.OperationalError("attempt to write a readonly database")


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    """An older program must not touch what it does not understand."""
    path = tmp_path / "support.db"
    made(path)
    connection = open_writer(path)
    connection.execute("pragma user_version = 999")
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    problem = open_database(path)
    assert isinstance(problem, OpenProblem)
    assert (problem.code, "999" in problem.detail) == ("newer", True)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    """It is never migrated."""
    path = tmp_path / "support.db"
    connection = sqlite.connect(path)
    connection.execute("create table mine (id integer)")
    connection.commit()
    connection.close()
    assert problem_with(path).code == "foreign"


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """Said, and nothing overwritten."""
    path = tmp_path / "support.db"
    path.write_bytes(b"Dear desk, this is a letter. " * 100)
    assert problem_with(path).code == "damaged"


def test_a_damaged_database_is_refused(tmp_path: Path) -> None:
    """Pages full of rubbish in the middle of the file are found at the start."""
    path = tmp_path / "support.db"
    made(path)
    raw = bytearray(path.read_bytes())
    for page in range(2, 12):
        raw[page * 4096 : page * 4096 + 512] = b"\xff" * 512
    path.write_bytes(raw)
    assert problem_with(path).code == "damaged"


def test_a_reader_cannot_change_anything(tmp_path: Path) -> None:
    """Only the writer writes."""
    with (
        made(tmp_path / "support.db").reader() as reader,
        pytest.raises(sqlite.OperationalError, match="readonly"),
    ):
        reader.execute("insert into setting values ('a', 'b')")


def test_a_snapshot_sees_one_moment(tmp_path: Path) -> None:
    """What is committed meanwhile is not seen, and the reader lets go of it at the end."""
    database = made(tmp_path / "support.db")
    writer = open_writer(database.path)
    with database.snapshot() as reader:
        assert setting(reader, "mood") == ""
        writer.execute("insert into setting values ('mood', 'good')")
        assert setting(reader, "mood") == ""
    with database.reader() as reader:
        assert setting(reader, "mood") == "good"
        assert not reader.in_transaction
    writer.close()
    database.close()
