"""Listens for the desk: TCP (TLS by certificate) and the unix socket, in one process, until told to stop."""

import asyncio
import contextlib
import errno
import logging
import os
import signal
import socket
import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import uvicorn

from .api.application import Application
from .channels.email.receiving import CannotReceive, receiving
from .config import ServerConfig
from .folder import DataFolder
from .wiring import OpenDesk, open_desk, run_jobs

logger = logging.getLogger("support_server")

#: A slow console is felt after this much, and not after the megabytes that the system would buffer.
SEND_BUFFER_BYTES: Final = 256 * 1024
PING_S: Final = 20.0
SHUTDOWN_S: Final = 5
BACKLOG: Final = 512


class CannotListen(Exception):
    """Nothing can be served where the config says; the words tell what to change."""


class Listening(NamedTuple):
    """Where the desk can be reached, and where a mail server hands mail over (empty: nowhere)."""

    url: str
    pid: int
    mail: str = ""


class _Server(uvicorn.Server):
    """Leaves signals to `serve`, which has two of these to stop."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(
    folder: DataFolder,
    config: ServerConfig,
    ready: Callable[[Listening], None],
    stop: asyncio.Event | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM; with `stop`, until that is set, and signals are the caller's. `ready` is told once requests
    are answered. Raises as `open_desk`, and CannotListen."""
    signals: contextlib.AbstractContextManager[None] = contextlib.nullcontext()
    if stop is None:
        signals = _told_by_signals(stop := asyncio.Event())
    async with open_desk(folder, config) as desk, run_jobs(desk), listening(desk) as where:
        with signals:
            ready(where)
            await stop.wait()
        logger.info("shutting down")
        desk.hub.shut_down()


@asynccontextmanager
async def listening(desk: OpenDesk) -> AsyncIterator[Listening]:
    """Both doors, open. On the way out, requests that have begun are finished. Raises CannotListen."""
    if (problem := certificate_problem(desk.config)) is not None:
        raise CannotListen(problem)
    tcp = _tcp_socket(desk.config)
    port = tcp.getsockname()[1]
    scheme = "https" if desk.config.tls_certificate else "http"
    host = f"[{desk.config.host}]" if ":" in desk.config.host else desk.config.host
    async with contextlib.AsyncExitStack() as doors:
        await doors.enter_async_context(_door(desk.application(), [tcp], desk.config))
        if desk.config.unix_socket:
            await doors.enter_async_context(_unix_door(desk))
        mail = await doors.enter_async_context(_mail_door(desk))
        yield Listening(f"{scheme}://{host}:{port}", os.getpid(), mail)


@asynccontextmanager
async def _mail_door(desk: OpenDesk) -> AsyncIterator[str]:
    """Where mail servers hand their mail over, if that is wanted. Raises CannotListen."""
    settings = desk.config.receive
    if settings.protocol == "off":
        yield ""
        return
    try:
        async with receiving(settings, desk.mail.receiver(settings)) as where:
            yield where
    except CannotReceive as problem:
        raise CannotListen(str(problem)) from None


@asynccontextmanager
async def _unix_door(desk: OpenDesk) -> AsyncIterator[None]:
    """The socket in the data folder, for its owner alone."""
    with desk.folder.socket_address() as address:
        if address is None:
            logger.warning(
                "the data folder's path is too long for a unix socket; commands need the server stopped"
            )
            yield
            return
        desk.folder.socket.unlink(missing_ok=True)
        unix = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        old_mask = os.umask(0o177)
        try:
            unix.bind(address)
        finally:
            os.umask(old_mask)
        unix.setblocking(False)
        try:
            async with _door(desk.application(is_local=True), [unix], None):
                yield
        finally:
            desk.folder.socket.unlink(missing_ok=True)


@asynccontextmanager
async def _door(
    application: Application, sockets: list[socket.socket], config: ServerConfig | None
) -> AsyncIterator[None]:
    server = _Server(_uvicorn_config(application, config))
    serving = asyncio.create_task(server.serve(sockets=sockets))
    try:
        while not server.started and not serving.done():  # noqa: ASYNC110 - uvicorn tells by a flag alone
            await asyncio.sleep(0.005)
        if serving.done():
            await serving
        yield
    finally:
        server.should_exit = True
        await serving


def _uvicorn_config(application: Application, config: ServerConfig | None) -> uvicorn.Config:
    config = config or ServerConfig()
    return uvicorn.Config(
        application,
        http="httptools",
        ws="websockets-sansio",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws_per_message_deflate=False,
        ws_ping_interval=PING_S,
        ws_ping_timeout=PING_S,
        ws_max_size=64 * 1024,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=SHUTDOWN_S,
        backlog=BACKLOG,
        ssl_certfile=_expanded(config.tls_certificate) if config.tls_certificate else None,
        ssl_keyfile=_expanded(config.tls_key) if config.tls_certificate else None,
    )


def _tcp_socket(config: ServerConfig) -> socket.socket:
    """Bound and inherited by every connection: the send buffer is small, so that back-pressure is felt early."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    tcp = socket.socket(family, socket.SOCK_STREAM)
    try:
        tcp.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tcp.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
        tcp.bind((config.host, config.port))
    except OSError as error:
        tcp.close()
        raise CannotListen(_why_not(error, config)) from None
    tcp.setblocking(False)
    return tcp


def _why_not(error: OSError, config: ServerConfig) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return f"Port {config.port} of {config.host} is taken by another program. Set server.port, or give --port."
        case errno.EADDRNOTAVAIL:
            return f"{config.host} is no address of this machine. Set server.host, or give --host."
        case errno.EACCES:
            return f"Port {config.port} is not for this user to open. Set server.port, or give --port."
        case _:
            return f"Nothing can listen at {config.host}, port {config.port}: {error.strerror or error}."


def certificate_problem(config: ServerConfig) -> str | None:
    """Why the certificate and key of the config cannot serve TLS, in words; None if they can, or none is set."""
    if not config.tls_certificate:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(_expanded(config.tls_certificate), _expanded(config.tls_key))
    except OSError as error:
        reason = error.reason if isinstance(error, ssl.SSLError) and error.reason else error.strerror
        return f"server.tls_certificate and server.tls_key are no certificate and its key: {reason or error}."
    return None


def _expanded(setting: str) -> Path:
    return Path(setting).expanduser()


@contextmanager
def _told_by_signals(stop: asyncio.Event) -> Iterator[None]:
    """SIGINT and SIGTERM set `stop`; a second one ends the process at once. Elsewhere than in the main thread: nothing."""
    loop = asyncio.get_running_loop()
    handled: list[signal.Signals] = []

    def told(number: signal.Signals) -> None:
        if stop.is_set():
            os._exit(130)
        logger.info("told to stop by %s", number.name)
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(ValueError, RuntimeError):
            loop.add_signal_handler(number, told, number)
            handled.append(number)
    try:
        yield
    finally:
        for number in handled:
            loop.remove_signal_handler(number)
