"""Files are opened by what is in them, not by their names; damage is told as one thing whatever the compression."""

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from server.imports.reading import DamagedFile, open_any

TEXT = b"".join(b"line %d of what another system kept\n" % number for number in range(20_000))


@pytest.mark.parametrize("compress", [bytes, lzma.compress, gzip.compress, bz2.compress])
def test_a_file_reads_the_same_however_it_is_packed(tmp_path: Path, compress: Callable[[bytes], bytes]):
    """Plain, xz, gzip and bzip2 give the same bytes, under a name that says nothing."""
    path = tmp_path / "export"
    path.write_bytes(compress(TEXT))
    with open_any(path) as opened:
        assert opened.content.read() == TEXT
        assert opened.share_read == 1.0


@pytest.mark.parametrize("compress", [lzma.compress, gzip.compress, bz2.compress])
def test_a_file_that_was_cut_short_is_damaged(tmp_path: Path, compress: Callable[[bytes], bytes]):
    """What stands before the cut is read first, then the damage is told."""
    path = tmp_path / "export"
    packed = compress(TEXT)
    path.write_bytes(packed[: len(packed) * 3 // 4])
    read = []
    with pytest.raises(DamagedFile), open_any(path) as opened:
        read.extend(opened.content)
    assert TEXT.startswith(b"".join(read))


@pytest.mark.parametrize("start", [b"\xfd7zXZ\x00", b"\x1f\x8b", b"BZh"])
def test_a_file_that_only_begins_like_one_is_damaged(tmp_path: Path, start: bytes):
    """The first bytes promise a compressed file and noise follows."""
    path = tmp_path / "export"
    path.write_bytes(start + b"garbage and nothing else" * 9)
    with pytest.raises(DamagedFile), open_any(path) as opened:
        opened.content.read()


def test_an_empty_file_has_been_read(tmp_path: Path):
    """Nothing is no damage."""
    path = tmp_path / "export"
    path.touch()
    with open_any(path) as opened:
        assert opened.content.read() == b""
        assert opened.share_read == 1.0


def test_progress_moves_within_a_file(tmp_path: Path):
    """The share read grows from nothing to everything."""
    path = tmp_path / "export"
    path.write_bytes(TEXT)
    with open_any(path) as opened:
        assert opened.share_read == 0.0
        opened.content.read(len(TEXT) // 2)
        assert 0.0 < opened.share_read < 1.0
