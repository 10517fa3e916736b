"""Puts files of messages on this machine's disk: under safe names, never over another file, never through a link, never half a file."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO, Final

from support_tui.text.sanitize import safe_filename

_MOST_NAMES: Final = 10_000


class Incoming:
    """A file while its bytes come in, without a name that anybody would open."""

    def __init__(self, folder: Path, filename: str, file: BinaryIO, unfinished: Path) -> None:
        self._folder, self._filename = folder, filename
        self._file, self._unfinished = file, unfinished

    def write(self, chunk: bytes) -> None:
        """Add bytes. Raises OSError where there is no room."""
        self._file.write(chunk)

    def keep(self) -> Path:
        """Give the whole file its name; where it has it. Raises OSError."""
        self._file.flush()
        os.fsync(self._file.fileno())
        return next(path for path in _names(self._folder, self._filename) if self._put(path))

    def _put(self, path: Path) -> bool:
        """Whether it has this name now; one that is taken, also by a link that leads nowhere, stays as it is."""
        try:
            os.link(self._unfinished, path)
        except FileExistsError:
            return False
        except OSError:
            return self._copied(path)
        return True

    def _copied(self, path: Path) -> bool:
        """The same on a disk that knows no second names."""
        flags = (
            os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        )
        try:
            descriptor = os.open(path, flags, 0o600)
        except FileExistsError:
            return False
        with os.fdopen(descriptor, "wb") as target, self._unfinished.open("rb") as source:
            shutil.copyfileobj(source, target)
        return True


def _names(folder: Path, filename: str) -> Iterator[Path]:
    """The name, then the same with numbers."""
    name = Path(safe_filename(filename))
    numbered = (f"{name.stem} ({number}){name.suffix}" for number in count(2))
    for candidate, _ in zip(chain((name.name,), numbered), range(_MOST_NAMES), strict=False):
        yield folder / candidate
    raise FileExistsError(str(folder / name))


@contextmanager
def incoming(folder: Path, filename: str) -> Iterator[Incoming]:
    """A file that is to lie in `folder`; what is not kept by the end leaves nothing behind. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(prefix=".support-tui-", suffix=".part", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield Incoming(folder, filename, file, Path(unfinished))
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(unfinished).unlink()


def save(folder: Path, filename: str, content: bytes) -> Path:
    """The file with these bytes. Raises OSError."""
    with incoming(folder, filename) as file:
        file.write(content)
        return file.keep()
