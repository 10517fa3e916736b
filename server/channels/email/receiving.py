"""Opens the way in for a mail server, and closes it again: what was begun is finished first."""

import asyncio
import contextlib
import logging
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from ...config import Receive
from .receiver import Receiver

log = logging.getLogger("support_server.mail")

_FINISH_S: Final = 5.0


class CannotReceive(Exception):
    """Nothing can listen where `server.receive` says; the words tell why."""


@asynccontextmanager
async def receiving(settings: Receive, receiver: Receiver) -> AsyncIterator[str]:
    """The door open until the end of the block; gives where. Raises CannotReceive."""
    loop = asyncio.get_running_loop()
    try:
        if settings.socket:
            server = await loop.create_unix_server(receiver.connection, sock=_unix_socket(settings))
        else:
            server = await loop.create_server(receiver.connection, settings.host, settings.port)
    except OSError as error:
        where = settings.socket or f"{settings.host}, port {settings.port}"
        raise CannotReceive(f"Mail cannot be received at {where}: {error.strerror or error}.") from None
    where = settings.socket or _address(server.sockets[0])
    log.info("mail is received at %s by %s", where, settings.protocol)
    try:
        yield where
    finally:
        server.close()
        await _finish(receiver)
        if settings.socket:
            _take_away(settings)


def tls_of(settings: Receive) -> ssl.SSLContext | None:
    """What STARTTLS is offered with, None without a certificate. Raises CannotReceive."""
    if not settings.tls_certificate:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(
            Path(settings.tls_certificate).expanduser(), Path(settings.tls_key).expanduser()
        )
    except OSError as error:
        raise CannotReceive(
            f"server.receive.tls_certificate and tls_key are no certificate and its key: {error.strerror or error}."
        ) from None
    return context


def name_of(settings: Receive) -> str:
    """What the server calls itself."""
    return settings.name or socket.gethostname()


def _unix_socket(settings: Receive) -> socket.socket:
    path = Path(settings.socket).expanduser()
    with contextlib.suppress(FileNotFoundError):
        if path.is_socket():
            path.unlink()
    unix = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        unix.bind(str(path))
        path.chmod(int(settings.socket_mode, 8))
    except OSError:
        unix.close()
        raise
    return unix


def _take_away(settings: Receive) -> None:
    Path(settings.socket).expanduser().unlink(missing_ok=True)


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


async def _finish(receiver: Receiver) -> None:
    """Leave a moment to whoever is handing a mail over; then hang up, and they will come again."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(receiver.idle.wait(), _FINISH_S)
    for connection in tuple(receiver.open):
        connection.close()
