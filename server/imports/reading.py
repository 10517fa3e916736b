"""Open a file as it is or compressed, and tell how much of it has been read. Knows no format."""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BufferedIOBase, BufferedReader
from pathlib import Path
from typing import Final, NamedTuple

_MAGIC: Final[Mapping[bytes, Callable[[BufferedReader], BufferedIOBase]]] = {
    b"\xfd7zXZ\x00": lzma.LZMAFile,
    b"\x1f\x8b": lambda raw: gzip.GzipFile(fileobj=raw),
    b"BZh": bz2.BZ2File,
}


class DamagedFile(Exception):
    """A compressed file that is cut short or was changed; what could be read of it has been."""


class OpenFile(NamedTuple):
    """A file being read: `content` gives plain bytes whatever the compression, `raw` tells the position on disk."""

    content: BufferedIOBase
    raw: BufferedReader
    size: int

    @property
    def share_read(self) -> float:
        """How much of the file has been read, from 0 to 1."""
        return min(1.0, self.raw.tell() / self.size) if self.size else 1.0


@contextmanager
def open_any(path: Path) -> Iterator[OpenFile]:
    """The file, uncompressed by its first bytes (xz, gzip, bzip2) and not by its name. Raises OSError, and DamagedFile, also
    out of the block, where the reading meets the damage."""
    with path.open("rb") as raw:
        start = raw.read(6)
        raw.seek(0)
        size = path.stat().st_size
        opener = next((opener for magic, opener in _MAGIC.items() if start.startswith(magic)), None)
        if opener is None:
            yield OpenFile(raw, raw, size)
        else:
            with _named_damage(), opener(raw) as content:
                yield OpenFile(content, raw, size)


@contextmanager
def _named_damage() -> Iterator[None]:
    """The three libraries' ways of saying that a file is broken, as one; an OSError without a number is bz2's and gzip's."""
    try:
        yield
    except (EOFError, lzma.LZMAError, zlib.error) as error:
        raise DamagedFile(str(error)) from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise DamagedFile(str(error)) from error
