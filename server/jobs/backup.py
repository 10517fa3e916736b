"""Copies the desk into a folder by itself, and deletes the oldest copies. How a copy is written is none of its business."""

import asyncio
import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import msgspec

logger = logging.getLogger("support_server.backup")

EVERY_S: Final = 300.0
"""How often it is looked whether a copy is due; the copies' own times say so, also after a restart."""
_HOUR_S: Final = 3600
_NAME: Final = re.compile(r"support-\d{8}-\d{6}\.tar")


class Copies(msgspec.Struct, frozen=True):
    """Where copies go, how far they are apart, and how many stay."""

    directory: Path
    every_h: int
    keep: int


class CopyKeeper:
    """`write` makes one copy in a new file at a time (microseconds), blocking."""

    def __init__(self, copies: Copies, now: Callable[[], int], write: Callable[[Path, int], Any]) -> None:
        self._copies = copies
        self._now = now
        self._write = write

    async def copy_if_due(self) -> None:
        """Make a copy when the newest is old enough, then delete those beyond the number that stays; only files of ours."""
        now = self._now()
        moment = datetime.fromtimestamp(now / 1_000_000, UTC)
        self._copies.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = self._kept()
        if kept and moment.timestamp() - kept[-1].stat().st_mtime < self._copies.every_h * _HOUR_S:
            return
        target = self._copies.directory / f"support-{moment:%Y%m%d-%H%M%S}.tar"
        await asyncio.to_thread(self._write, target, now)
        logger.info("copied the desk to %s", target)
        for old in self._kept()[: -self._copies.keep]:
            old.unlink()

    def _kept(self) -> list[Path]:
        return sorted(path for path in self._copies.directory.iterdir() if _NAME.fullmatch(path.name))
