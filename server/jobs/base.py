"""Runs a piece of work again and again; a failure is logged and does not end it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

logger = logging.getLogger("support_server.jobs")


async def every(seconds: float, name: str, work: Callable[[], Awaitable[None]]) -> None:
    """Do `work` now and `seconds` after each end of it, until cancelled."""
    while True:
        try:
            await work()
        except Exception as error:
            logger.error("%s failed", name, exc_info=error)
        await asyncio.sleep(seconds)
