"""Brings the database's schema up to date by numbered scripts, each in one transaction; never edits or repeats an applied one."""

import secrets
from importlib import resources
from pathlib import Path
from typing import Final, NamedTuple

from .db import (
    APPLICATION_ID,
    Connection,
    Database,
    OpenProblem,
    open_reader,
    open_writer,
    problem_of,
    save_setting,
    setting,
    sqlite,
)
from .failures import refusal_for
from .spent_memory import give_back

EPOCH: Final = "epoch"
"""The setting that changes when the data were restored, so that consoles drop what they remember."""


class Migration(NamedTuple):
    """A script of `sql/`; its number is the version that the schema has afterwards."""

    version: int
    name: str
    script: str


def migrations() -> list[Migration]:
    """All scripts in order of their numbers, which have no gaps."""
    folder = resources.files(__package__) / "sql"
    scripts = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda entry: entry.name
    )
    return [
        Migration(int(entry.name.split("_", 1)[0]), entry.name, entry.read_text(encoding="utf-8"))
        for entry in scripts
    ]


def version_of(connection: Connection) -> int:
    """The number of the last script applied, 0 for an empty file."""
    (version,) = connection.execute("pragma user_version").fetchone()
    return int(version)


def open_database(path: Path) -> Database | OpenProblem:
    """The database at `path`, created or migrated as needed; a damaged, foreign or newer one is left exactly as it is."""
    problem = why_unusable(path)
    if problem is not None:
        return problem
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        connection = open_writer(path)
        try:
            problem = migrate(connection, path)
        finally:
            connection.close()
    except (sqlite.OperationalError, OSError) as error:
        if not (isinstance(error, OSError) or refusal_for(error).is_lasting):
            raise
        return OpenProblem("unreadable", str(path), str(error))
    return problem or Database(path)


def why_unusable(path: Path) -> OpenProblem | None:
    """What keeps this program from a database file: damage, another program's, a later schema. None if nothing does, or there is none
    yet. Only reads."""
    problem = problem_of(path)
    if problem is not None or not path.exists():
        return problem
    connection = open_reader(path)
    try:
        return _too_new(connection, path)
    finally:
        connection.close()


def _too_new(connection: Connection, path: Path) -> OpenProblem | None:
    current, known = version_of(connection), migrations()[-1].version
    if current <= known:
        return None
    return OpenProblem("newer", str(path), f"schema {current}, this program knows {known}")


def migrate(connection: Connection, path: Path) -> OpenProblem | None:
    """Apply the scripts that are still missing; a schema of a later version of the program is refused."""
    if problem := _too_new(connection, path):
        return problem
    current = version_of(connection)
    missing = [migration for migration in migrations() if migration.version > current]
    for migration in missing:
        _apply(connection, migration)
    if missing and current:
        give_back()
    if not setting(connection, EPOCH):
        renew_epoch(connection)
    return None


def _apply(connection: Connection, migration: Migration) -> None:
    # Where the build has a choice, millions are not sorted in memory.
    connection.execute("pragma temp_store = file")
    try:
        connection.executescript(
            f"begin immediate;\n{migration.script}\npragma user_version = {migration.version};\n"
            f"pragma application_id = {APPLICATION_ID};\ncommit;"
        )
    except BaseException:
        if connection.in_transaction:
            connection.rollback()
        raise
    finally:
        connection.execute("pragma temp_store = memory")


def renew_epoch(connection: Connection) -> None:
    """Give the data a new identity; what consoles remember of the old one is void."""
    save_setting(connection, EPOCH, secrets.token_hex(8))
