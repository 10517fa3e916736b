"""What earlier runs and the console have seen of the desk, for completion and status line: read in milliseconds, without a network.

The console's cache is read only; a run writes files of its own beside it. Nothing here may fail a run: what cannot be read or written is
as if it were not there."""

import logging
from pathlib import Path
from typing import TypeVar

import msgspec

from support_tui import paths
from support_tui.link.credentials import Login
from support_tui.wire.views import ConversationPage, ConversationRow, Directory, Snapshot

T = TypeVar("T")

log = logging.getLogger("support_tui.remembered")

#: Seconds that the console's cache may be busy.
_BUSY_S = 0.05
_OF_KIND = "select value, at from entry where kind = ? order by at desc limit ?"


class Seen(msgspec.Struct, frozen=True):
    """A conversation of the last list: its number and its title."""

    id: int
    title: str


class Counted(msgspec.Struct, frozen=True):
    """Counts as they were at a moment; `unread` of one's own conversations is None where nobody has looked."""

    at: int
    by_queue: dict[str, int] = {}
    unread: int | None = None


class _Kept(msgspec.Struct, frozen=True):
    """A value of the console's cache."""

    value: bytes
    at: int


def _file(login: Login, name: str) -> Path:
    return paths.cache_dir() / f"{login.file_name}.{name}.json"


def _keep(login: Login, name: str, value: object) -> None:
    path = _file(login, name)
    fresh = path.with_suffix(".new")
    try:
        paths.make_private(path.parent)
        fresh.touch(0o600)
        fresh.write_bytes(msgspec.json.encode(value))
        fresh.replace(path)
    except OSError as error:
        log.info("not remembered: %s", error)


def _read(login: Login, name: str, kind: type[T]) -> T | None:
    try:
        return msgspec.json.decode(_file(login, name).read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError):
        return None


def _of_console(login: Login, kind: str, limit: int = 1) -> list[_Kept]:
    """The newest values of a kind in the console's cache."""
    path = paths.cache_dir() / f"{login.file_name}.db"
    if not path.exists():
        return []
    import sqlite3

    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=_BUSY_S)
        try:
            return [_Kept(*row) for row in connection.execute(_OF_KIND, (kind, limit))]
        finally:
            connection.close()
    except sqlite3.Error as error:
        log.info("the console's cache could not be read: %s", error)
        return []


def _unpacked(kept: _Kept, kind: type[T]) -> T | None:
    try:
        return msgspec.msgpack.decode(kept.value, type=kind)
    except msgspec.MsgspecError:
        return None


def keep_desk(login: Login, snapshot: Snapshot) -> None:
    """People, boxes and tags as they are now."""
    _keep(login, "directory", snapshot.directory)


def keep_list(login: Login, rows: list[ConversationRow]) -> None:
    """The conversations that were just shown."""
    _keep(login, "list", [Seen(row.id, row.title) for row in rows])


def keep_counts(login: Login, counted: Counted) -> None:
    """What the status line has just said."""
    _keep(login, "counts", counted)


def directory(login: Login) -> Directory:
    """People, boxes and tags as they were last seen."""
    for kept in _of_console(login, "desk"):
        snapshot = _unpacked(kept, Snapshot)
        if snapshot is not None:
            return snapshot.directory
    return _read(login, "directory", Directory) or Directory()


def conversations(login: Login) -> list[Seen]:
    """The conversations of the last lists, those shown by a run first."""
    found = {seen.id: seen for seen in _read(login, "list", list[Seen]) or ()}
    for kept in _of_console(login, "list", 3):
        page = _unpacked(kept, ConversationPage)
        for row in page.rows if page is not None else ():
            found.setdefault(row.id, Seen(row.id, row.title))
    return list(found.values())


def counts(login: Login) -> Counted:
    """The newest counts that anybody on this machine has seen."""
    own = _read(login, "counts", Counted) or Counted(0)
    for kept in _of_console(login, "desk"):
        snapshot = _unpacked(kept, Snapshot)
        if snapshot is not None and kept.at > own.at:
            return Counted(kept.at, snapshot.counts.by_queue, own.unread)
    return own
