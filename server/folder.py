"""The data folder: where everything of one desk lies, and the lock that makes one process its only server. Opens no database."""

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import platformdirs

_SOCKET_PATH_BYTES: Final = 100
"""What a unix socket's address can hold on every system, less a little."""


class FolderInUse(Exception):
    """Another server process works on this folder; `pid` is what it wrote down of itself."""

    def __init__(self, pid: str) -> None:
        super().__init__(pid)
        self.pid = pid


class DataFolder:
    """The paths of a desk's data folder; nothing of it needs to exist."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = path / "support.db"
        self.config = path / "config.toml"
        self.blobs = path / "blobs"
        self.socket = path / "server.sock"
        self.lock = path / "server.lock"

    @property
    def exists(self) -> bool:
        """Whether a desk was made here."""
        return self.database.exists()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only server of this folder. Raises FolderInUse. The lock ends with the process, however that ends."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self.lock.open("a+", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                file.seek(0)
                raise FolderInUse(file.read().strip() or "?") from None
            file.truncate(0)
            file.write(f"{os.getpid()}\n")
            file.flush()
            yield

    @property
    def is_served(self) -> bool:
        """Whether a server process holds the folder now."""
        if not self.path.is_dir():
            return False
        try:
            with self.locked():
                return False
        except FolderInUse:
            return True

    @contextmanager
    def socket_address(self) -> Iterator[str | None]:
        """A path of the unix socket that is short enough to bind or connect to; None where there is no such path."""
        if len(os.fsencode(self.socket)) <= _SOCKET_PATH_BYTES:
            yield str(self.socket)
        elif sys.platform == "linux":
            descriptor = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
            try:
                yield f"/proc/self/fd/{descriptor}/{self.socket.name}"
            finally:
                os.close(descriptor)
        else:
            yield None


def default_folder() -> DataFolder:
    """Where a desk's data are kept unless it is said otherwise."""
    return DataFolder(platformdirs.user_data_path("support-server", appauthor=False))
