"""A mail server on loopback that takes every mail and keeps none: where the demo's replies go. Sends nothing anywhere."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from aiosmtpd.smtp import SMTP, Envelope, Session

_HOST: Final = "127.0.0.1"


class _TakesAll:
    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        return "250 taken, and thrown away"


@asynccontextmanager
async def mail_sink(handler: object | None = None) -> AsyncIterator[tuple[str, int]]:
    """Host and free port of the sink, which listens until the end of the block; a `handler` of aiosmtpd sees each mail."""
    takes = handler or _TakesAll()
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(takes, hostname="demo", enable_SMTPUTF8=True), _HOST, 0
    )
    try:
        yield _HOST, server.sockets[0].getsockname()[1]
    finally:
        server.close()
