"""Raw bytes by their digest: on disk before anybody speaks of them, kept once, and never outside their folder."""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from server.storage.blobs import Blobs
from support_tui.wire.refusals import Refusal, RefusalCode

RAW = b"From: carla@customer.example\r\n\r\nHello"
DIGEST = hashlib.sha256(RAW).hexdigest()


def test_bytes_come_back_as_they_went_in(tmp_path: Path) -> None:
    """Under the two first pairs of their digest; again is no second file."""
    blobs = Blobs(tmp_path / "blobs")
    assert blobs.put(RAW) == DIGEST
    assert blobs.put(RAW) == DIGEST
    assert blobs.get(DIGEST) == RAW
    assert blobs.path_of(DIGEST).relative_to(tmp_path / "blobs").parts == (DIGEST[:2], DIGEST[2:4], DIGEST)
    assert list(blobs.digests()) == [DIGEST]
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_bytes_that_are_not_there(tmp_path: Path) -> None:
    """None, and no name leads outside the store."""
    blobs = Blobs(tmp_path)
    assert blobs.get("0" * 64) is None
    for name in ("", "../../etc/passwd", "0" * 63, "G" * 64):
        with pytest.raises(ValueError, match="digest"):
            blobs.path_of(name)


def test_damage_is_found(tmp_path: Path) -> None:
    """Bytes that are not those of their name."""
    blobs = Blobs(tmp_path)
    blobs.put(RAW)
    assert list(blobs.damaged()) == []
    blobs.path_of(DIGEST).write_bytes(b"rubbish")
    assert list(blobs.damaged()) == [DIGEST]


def test_without_room_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is a refusal, and half a file never gets a digest for a name."""

    def no_room(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    blobs = Blobs(tmp_path / "blobs")
    monkeypatch.setattr(os, "fsync", no_room)
    refusal = blobs.put(RAW)
    assert isinstance(refusal, Refusal)
    assert refusal.code is RefusalCode.DISK_FULL
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
