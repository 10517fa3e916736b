"""Open a file as it is or compressed, and tell how much of it has been read. Knows no format."""

import bz2
import gzip
import lzma
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
    """The file, uncompressed by its first bytes (xz, gzip, bzip2) and not by its name. Raises OSError."""
    with path.open("rb") as raw:
        start = raw.read(6)
        raw.seek(0)
        size = path.stat().st_size
        opener = next((opener for magic, opener in _MAGIC.items() if start.startswith(magic)), None)
        if opener is None:
            yield OpenFile(raw, raw, size)
        else:
            with opener(raw) as content:
                yield OpenFile(content, raw, size)
