"""Files that are handed over before the letter that they go with: kept, and removed again if none was ever sent. Knows no HTTP."""

import asyncio
import hashlib
from collections.abc import Callable
from functools import partial

from support_tui.wire.refusals import Refusal

from ..service import Service
from ..storage.blobs import Blobs
from ..storage.tables import uploaded_files
from ..storage.upkeep.sweep import sweep_uploads


class Uploads:
    """Those of one desk."""

    def __init__(self, service: Service, blobs: Blobs, now: Callable[[], int]) -> None:
        self._service = service
        self._blobs = blobs
        self._now = now

    async def keep(self, raw: bytes) -> str | Refusal:
        """Keep bytes that a letter will name; their digest. Remembered first, so that no crash leaves bytes of which nobody knows."""
        digest = await asyncio.to_thread(lambda: hashlib.sha256(raw).hexdigest())
        now = self._now()
        known = await self._service.write(partial(uploaded_files.remember, digest=digest, now=now))
        return known if isinstance(known, Refusal) else await asyncio.to_thread(self._blobs.put, raw)

    async def sweep(self, wanted_before: int, limit: int) -> int | Refusal:
        """Remove those that nobody has wanted since a moment, at most so many; how many."""
        return await self._service.write(
            lambda writer: sweep_uploads(writer, self._blobs, wanted_before, self._now(), limit)
        )
