"""Writes a desk into one file while it is served, and makes a desk of such a file again. Never overwrites anything.

The database is copied first and the blobs after it: blobs are kept before the database speaks of them and never changed, so every one
that the copy names is there.
"""

import contextlib
import hashlib
import io
import os
import re
import tarfile
import tempfile
from pathlib import Path
from typing import Final

import msgspec

from ..blobs import Blobs
from ..db import Connection, damage_in, open_reader, open_writer, sqlite
from ..migrate import renew_epoch, version_of, why_unusable
from ..tables import log

FORMAT: Final = "support-tui backup 1"
_BLOB: Final = re.compile(r"blobs/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}")
_MANIFEST: Final = "manifest.json"
_DATABASE: Final = "support.db"
_CONFIG: Final = "config.toml"


class Manifest(msgspec.Struct, frozen=True):
    """What a backup says of itself: `seq` is the last event in it, `schema` the version of its tables, `made_at` microseconds UTC."""

    format: str
    made_at: int
    schema: int
    seq: int
    database_sha256: str


class ArchiveProblem(Exception):
    """A file that is no usable backup, or a place that cannot take one; the words say why."""


def write_archive(data: Path, target: Path, made_at: int) -> Manifest:
    """Copy the desk in the folder `data` into a new file, on disk and complete when this returns. Raises ArchiveProblem, OSError."""
    if target.exists():
        raise ArchiveProblem(f"{target} exists already; nothing was written.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
        database = Path(folder) / _DATABASE
        manifest = _copy_database(data / _DATABASE, database, made_at)
        unfinished = Path(folder) / "archive"
        with unfinished.open("xb") as file, tarfile.open(fileobj=file, mode="w|") as archive:
            content = msgspec.json.encode(manifest)
            entry = tarfile.TarInfo(_MANIFEST)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
            archive.add(database, _DATABASE)
            if (data / _CONFIG).is_file():
                archive.add(data / _CONFIG, _CONFIG)
            blobs = Blobs(data / "blobs")
            for digest in blobs.digests():
                path = blobs.path_of(digest)
                with contextlib.suppress(FileNotFoundError):  # of what was deleted for good a while ago
                    archive.add(path, str(path.relative_to(data)))
        with unfinished.open("rb+") as written:
            os.fsync(written.fileno())
        unfinished.chmod(0o600)
        os.link(unfinished, target)
    return manifest


def _copy_database(source: Path, target: Path, made_at: int) -> Manifest:
    """One moment's copy through SQLite's own backup, while others write, and found whole: a copy of damage would only seem to be one."""
    problem = why_unusable(source)
    if problem is not None:
        raise ArchiveProblem(
            f"{source} cannot be copied, it is {problem.code}: {problem.detail}. Nothing was written."
        )
    reader = open_reader(source)
    copy = sqlite.connect(target, isolation_level=None)
    try:
        reader.backup(copy)
        copy.execute("pragma journal_mode = delete")
        damage = damage_in(copy, 1)
        if damage:
            raise ArchiveProblem(f"{source} is damaged, so nothing was written: {damage[0]}.")
        schema, (seq, _) = version_of(copy), log.last(copy)
    finally:
        copy.close()
        reader.close()
    return Manifest(FORMAT, made_at, schema, seq, _sha256(target))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_archive(source: Path, data: Path) -> Manifest:
    """Make the desk of a backup in the empty folder `data`. Its consoles start afresh (new epoch). Raises ArchiveProblem, OSError,
    and leaves nothing behind then."""
    if data.exists() and any(data.iterdir()):
        raise ArchiveProblem(f"{data} is not empty; nothing was changed.")
    is_given = data.exists()
    where = data if is_given else data.parent
    where.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=where) as folder:
        made = Path(folder) / "desk"
        made.mkdir(mode=0o700)
        try:
            with tarfile.open(source, "r|") as archive:
                manifest = _unpack(archive, made)
        except tarfile.TarError as error:
            raise ArchiveProblem(f"{source} is no backup: {error}.") from None
        _prove(made, manifest)
        if is_given:
            _move_into(data, made)
        else:
            made.rename(data)
    return manifest


def _move_into(data: Path, made: Path) -> None:
    """The folder was there before, perhaps as a mount of its own. The database comes last: with it the desk is there."""
    for path in sorted(made.iterdir(), key=lambda path: path.name == _DATABASE):
        path.rename(data / path.name)
    with contextlib.suppress(PermissionError):  # a mount may be another user's, who has decided
        data.chmod(0o700)


def _unpack(archive: tarfile.TarFile, made: Path) -> Manifest:
    """Only what a backup consists of, each under its own name; nothing else is even looked at."""
    manifest: Manifest | None = None
    for entry in archive:
        content = archive.extractfile(entry) if entry.isfile() else None
        if content is None or not (
            entry.name in (_MANIFEST, _DATABASE, _CONFIG) or _BLOB.fullmatch(entry.name)
        ):
            raise ArchiveProblem(f"This is no backup: it holds {entry.name!r}.")
        if entry.name == _MANIFEST:
            manifest = _manifest(content.read(65_536))
            continue
        path = made / entry.name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with path.open("xb") as file:
            while chunk := content.read(1 << 20):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(0o600)
    if manifest is None:
        raise ArchiveProblem("This is no backup: its manifest is missing.")
    return manifest


def _manifest(raw: bytes) -> Manifest:
    try:
        manifest = msgspec.json.decode(raw, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise ArchiveProblem("This is no backup: its manifest cannot be read.") from None
    if manifest.format != FORMAT:
        raise ArchiveProblem(f"This backup has a form that this program does not know: {manifest.format!r}.")
    return manifest


def _prove(made: Path, manifest: Manifest) -> None:
    """What was unpacked is what was packed, and a desk."""
    database = made / _DATABASE
    if not database.is_file() or _sha256(database) != manifest.database_sha256:
        raise ArchiveProblem("The backup is damaged: its database is not the one that was put in.")
    problem = why_unusable(database)
    if problem is not None:
        raise ArchiveProblem(f"The database in the backup is {problem.code}: {problem.detail}")
    damaged = next(Blobs(made / "blobs").damaged(), None)
    if damaged is not None:
        raise ArchiveProblem(f"The backup is damaged: the file {damaged} is not the one that was put in.")
    writer: Connection = open_writer(database)
    try:
        renew_epoch(writer)
    finally:
        writer.close()
