"""Puts the parts of one connection together: HTTP, stream, session and the desk between them. The only place that knows all."""

import asyncio
import importlib
import random
from collections.abc import Callable

from support_tui.actions.controller import Desk
from support_tui.link.http import Http
from support_tui.link.line import Line
from support_tui.link.session import Session
from support_tui.link.stream import open_socket


async def import_network() -> None:
    """Import the network libraries beside the event loop, so that keys are answered meanwhile; they cost a third of a second."""
    for name in ("httpx", "websockets.asyncio.client"):
        await asyncio.to_thread(importlib.import_module, name)


def go_on_line(desk: Desk, http: Http, clock: Callable[[], int]) -> None:
    """Read a snapshot, follow the stream, send what waits. Needs a running event loop, and `import_network` before it."""
    line = Line(
        Session(random.random, desk.store.replica.line),
        clock,
        open_socket=lambda since: open_socket(
            http.address, http.token, since, http.pinned_pem, http.authority_file, http.zone_name
        ),
        load_snapshot=http.snapshot,
        take_snapshot=desk.take_snapshot,
        deliver=desk.take_frames,
        show=desk.show_line,
    )
    desk.start(line)
