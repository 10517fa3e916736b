"""Raw bytes by their SHA-256, as files: on disk before anything in the database speaks of them (E1), and never changed afterwards.

Bytes that nobody names any more can be removed. As whoever keeps bytes names them only later, bytes that were kept a moment ago are not."""

import errno
import hashlib
import os
import re
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from support_tui.wire.refusals import Refusal, RefusalCode

_DIGEST: Final = re.compile("[0-9a-f]{64}")
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Blobs:
    """The blob store under `root`: `ab/cd/abcd…`. Safe from several threads and processes; equal bytes are kept once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lasting: set[Path] = set()
        """Folders of which this process knows that their names are on disk."""
        self._keeping = threading.Lock()
        """Nothing is removed between the look for equal bytes and the mark that they are wanted again."""

    def path_of(self, digest: str) -> Path:
        """Where the bytes of a digest are, or would be. Raises ValueError for what is no digest, so that no path leads outside."""
        if _DIGEST.fullmatch(digest) is None:
            raise ValueError("not a SHA-256 digest in hex")
        return self.root / digest[:2] / digest[2:4] / digest

    def put(self, raw: bytes) -> str | Refusal:
        """Keep the bytes; their digest, once they are flushed to the disk. Refused with `disk_full` where there is no room."""
        digest = hashlib.sha256(raw).hexdigest()
        path = self.path_of(digest)
        if self._is_kept_on(path):
            return digest
        try:
            self._write(path, raw)
        except OSError as error:
            if error.errno in _FULL:
                return Refusal(RefusalCode.DISK_FULL)
            raise
        return digest

    def wanted(self, digest: str) -> int | None:
        """The size of bytes that are about to be named: they count as kept just now. None where they are not here. Raises ValueError for what
        is no digest."""
        path = self.path_of(digest)
        return path.stat().st_size if self._is_kept_on(path) else None

    def _is_kept_on(self, path: Path) -> bool:
        """Whether the bytes are there already; they count as kept just now then."""
        with self._keeping:
            try:
                _keep_from_now(path)
            except FileNotFoundError:
                return False
            except OSError:
                return path.exists()
        return True

    def remove(self, digest: str, kept_before: int) -> bool:
        """Remove bytes that nobody names; False, and nothing is done, where somebody has kept them since `kept_before`
        (microseconds since 1970). Bytes that are not there are gone already."""
        path = self.path_of(digest)
        with self._keeping:
            try:
                if path.stat().st_mtime_ns // 1000 > kept_before:
                    return False
                path.unlink()
            except FileNotFoundError:
                pass
        return True

    def get(self, digest: str) -> bytes | None:
        """The bytes, None where they are not here."""
        try:
            return self.path_of(digest).read_bytes()
        except FileNotFoundError:
            return None

    def digests(self) -> Iterator[str]:
        """Everything kept, in order."""
        for path in sorted(self.root.glob("??/??/*")):
            if _DIGEST.fullmatch(path.name):
                yield path.name

    def damaged(self) -> Iterator[str]:
        """Digests whose bytes are not theirs any more; reads every file."""
        for digest in self.digests():
            if hashlib.sha256(self.get(digest) or b"").hexdigest() != digest:
                yield digest

    def _write(self, path: Path, raw: bytes) -> None:
        """Under a name of its own first: another reader never sees half a file, and a crash leaves none under a digest."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, unfinished = tempfile.mkstemp(prefix=".new-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            _keep_from_now(unfinished)
            Path(unfinished).replace(path)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise
        _flush_folder(path.parent)
        for folder in (path.parent, path.parent.parent):
            if folder not in self._lasting:
                _flush_folder(folder.parent)
                self._lasting.add(folder)


def _keep_from_now(path: Path | str) -> None:
    """Mark when the bytes were wanted last, by the clock that removals are told by: the file system's own lags some milliseconds."""
    now = time.time_ns()
    os.utime(path, ns=(now, now))


def _flush_folder(folder: Path) -> None:
    """A new name in a folder is on disk only when the folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
