"""The line over real sockets: cut, resumed without a gap, kept alive, told when it is over."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from msgspec.structs import replace
from websockets.asyncio.server import ServerConnection, serve

from support_tui.link.address import Address, parse_address
from support_tui.link.line import Line
from support_tui.link.session import Session
from support_tui.link.stream import LOGGED_OUT_CODE, open_socket
from support_tui.store import LinePhase, Store
from support_tui.wire import codec
from support_tui.wire import events as e
from support_tui.wire.frames import Activity, Envelope, Events, Hello, Look, UpFrame
from support_tui.wire.values import Actor, ActorKind
from support_tui.wire.views import Snapshot
from tests.support_tui.fakes import FakeDesk, a_row
from tests.waiting import eventually


@dataclass
class Server:
    """A small server of the stream: a log, and sockets that resume from it."""

    seq: int = 0
    epoch: str = "epoch"
    frames: list[Events] = field(default_factory=list)
    sockets: set[ServerConnection] = field(default_factory=set)
    sinces: list[int] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    authorizations: list[str] = field(default_factory=list)
    address: Address | None = None

    async def handle(self, socket: ServerConnection) -> None:
        request = socket.request
        assert request is not None
        since = int(parse_qs(urlsplit(request.path).query)["since"][0])
        self.sinces.append(since)
        self.authorizations.append(request.headers.get("Authorization", ""))
        await socket.send(codec.encode(Hello(since, self.epoch)).decode())
        for frame in self.frames:
            if frame.seq > since:
                await socket.send(codec.encode(frame).decode())
        self.sockets.add(socket)
        try:
            async for raw in socket:
                self.looks.append(codec.decode(raw, UpFrame))
        finally:
            self.sockets.discard(socket)

    async def happens(self) -> None:
        """One more event, to whoever is connected."""
        self.seq += 1
        recorded = e.Recorded(self.seq, 0, Actor(ActorKind.SYSTEM), e.TitleChanged("a", "b"), "", 1)
        frame = Events(self.seq - 1, self.seq, (Envelope(recorded, a_row(1, version=self.seq + 1)),))
        self.frames.append(frame)
        for socket in [*self.sockets]:
            await socket.send(codec.encode(frame).decode())

    async def cut(self) -> None:
        """The network breaks under everybody."""
        for socket in [*self.sockets]:
            socket.transport.abort()


@asynccontextmanager
async def a_line(server: Server) -> AsyncIterator[tuple[Line, Store]]:
    """A line to a running server, filling a store."""
    desk, store = FakeDesk(seq=0), FakeDesk(seq=0).store
    delivered: list[Any] = []

    async def load_snapshot() -> Snapshot:
        desk.seq = server.seq
        return replace(desk.snapshot(), epoch=server.epoch)

    def deliver(frames: tuple[Any, ...]) -> None:
        delivered.extend(frames)
        store.take_frames(frames)

    async with serve(server.handle, "127.0.0.1", 0) as running:
        port = running.sockets[0].getsockname()[1]
        address = parse_address(f"http://127.0.0.1:{port}")
        assert isinstance(address, Address)
        line = Line(
            Session(random.Random(1).random),
            lambda: time.time_ns() // 1_000,
            open_socket=lambda since: open_socket(address, "secret", since),
            load_snapshot=load_snapshot,
            take_snapshot=store.take_snapshot,
            deliver=deliver,
            show=store.set_line,
        )
        line.start()
        try:
            yield line, store
        finally:
            await line.close()


async def until(condition: Callable[[], bool]) -> None:
    """Go on when the line stands as wanted."""
    await eventually(condition, "the line stands as wanted")


def is_live(store: Store, server: Server) -> bool:
    return store.replica.line.phase is LinePhase.LIVE and bool(server.sockets)


async def test_the_line_gets_live_and_shows_its_round_trip() -> None:
    """Snapshot, stream, heartbeat; the token travels in the header and never in the address."""
    server = Server(seq=5)
    async with a_line(server) as (_, store):
        await until(lambda: is_live(store, server))
        assert store.replica.line.latency_ms is not None
        assert (server.sinces, server.authorizations) == ([5], ["Bearer secret"])


async def test_a_cut_line_resumes_without_a_gap() -> None:
    """Whatever happened while nobody listened arrives, each event once and in order."""
    server = Server()
    seen: list[int] = []
    async with a_line(server) as (line, store):
        store.subscribe(lambda changes: seen.append(store.replica.seq) if changes.rows else None)
        for _ in range(5):
            await until(lambda: is_live(store, server))
            await server.happens()
            await server.cut()
            await server.happens()
            await until(lambda: not is_live(store, server) or store.replica.seq == server.seq)
            line.hurry()
        await until(lambda: is_live(store, server) and store.replica.seq == server.seq)
    assert store.replica.seq == 10
    assert seen == sorted(set(seen))


async def test_what_the_screen_shows_is_told_again_after_a_reconnect() -> None:
    """Colleagues see who looks, also after the line was lost."""
    server = Server()
    async with a_line(server) as (line, store):
        await until(lambda: is_live(store, server))
        line.look(7, Activity.REPLYING)
        await until(lambda: len(server.looks) == 1)
        await server.cut()
        await until(lambda: store.replica.line.phase is LinePhase.OFFLINE)
        line.hurry()
        await until(lambda: len(server.looks) == 2)
    assert server.looks == [Look(7, Activity.REPLYING)] * 2


async def test_a_revoked_token_ends_the_line() -> None:
    """The console says so and tries no more."""
    server = Server()
    async with a_line(server) as (_, store):
        await until(lambda: is_live(store, server))
        await next(iter(server.sockets)).close(LOGGED_OUT_CODE)
        await until(lambda: store.replica.line.phase is LinePhase.LOGGED_OUT)


async def test_an_unreadable_frame_is_a_lost_line() -> None:
    """Nothing is guessed: the line is cut and resumed."""
    server = Server()
    async with a_line(server) as (line, store):
        await until(lambda: is_live(store, server))
        await next(iter(server.sockets)).send("{nonsense")
        await until(lambda: store.replica.line.phase is LinePhase.OFFLINE)
        assert "unreadable" in store.replica.line.reason
        line.hurry()
        await until(lambda: is_live(store, server))


async def test_nobody_there_is_said_and_tried_again() -> None:
    """A refused connection is an offline line with a time for the next try."""
    address = parse_address("http://127.0.0.1:9")
    assert isinstance(address, Address)
    store = Store(lambda: time.time_ns() // 1_000)

    async def snapshot() -> Snapshot:
        return FakeDesk().snapshot()

    line = Line(
        Session(random.Random(1).random),
        store.clock,
        open_socket=lambda since: open_socket(address, "", since),
        load_snapshot=snapshot,
        take_snapshot=store.take_snapshot,
        deliver=store.take_frames,
        show=store.set_line,
    )
    line.start()
    await until(lambda: store.replica.line.phase is LinePhase.OFFLINE)
    assert store.replica.line.retry_at is not None
    await asyncio.wait_for(line.close(), 5)
