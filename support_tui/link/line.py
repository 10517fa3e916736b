"""Carries out what the session asks for: reads snapshots, opens sockets, waits. The only place where the stream meets asyncio."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, assert_never

from support_tui.link import session as s
from support_tui.link.http import Unreachable
from support_tui.link.stream import Socket, StreamLost
from support_tui.store.line import DISTRUSTED, LinePhase, LineState
from support_tui.wire.frames import Activity, DownFrame, Look
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import Snapshot

OpenSocket = Callable[[int], Awaitable[Socket]]
LoadSnapshot = Callable[[], Awaitable[Snapshot | Refusal | Unreachable]]

#: Seconds between two pings on a quiet line.
HEARTBEAT_S = 10
_LOGGED_OUT = frozenset({RefusalCode.NOT_LOGGED_IN, RefusalCode.TOKEN_EXPIRED, RefusalCode.BAD_CREDENTIALS})


class Line:
    """The running line. `deliver` gets frames, `take_snapshot` snapshots, `show` the state of the line, all on the event loop."""

    def __init__(
        self,
        session: s.Session,
        clock: Callable[[], int],
        *,
        open_socket: OpenSocket,
        load_snapshot: LoadSnapshot,
        take_snapshot: Callable[[Snapshot], None],
        deliver: Callable[[tuple[DownFrame, ...]], None],
        show: Callable[[LineState], None],
    ) -> None:
        self._session, self._clock = session, clock
        self._open_socket, self._load_snapshot = open_socket, load_snapshot
        self._take_snapshot, self._deliver, self._show = take_snapshot, deliver, show
        self._socket: Socket | None = None
        self._reading: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._look = Look()
        self._is_closed = False

    def start(self) -> None:
        """Begin; from now on the line keeps itself up until `close`."""
        self._do(self._session.begin(self._clock()))

    def hurry(self) -> None:
        """Try now what would be tried later."""
        self._do(self._session.hurried(self._clock()))

    def look(self, conversation_id: int | None, activity: Activity) -> None:
        """Tell colleagues what this screen shows; told again after each reconnect, and writing each time: it fades where it is not."""
        look = Look(conversation_id, activity)
        if look != self._look or activity is not Activity.VIEWING:
            self._look = look
            if self._socket is not None:
                self._spawn(self._socket.send(look))

    async def close(self) -> None:
        """Hang up for good."""
        self._is_closed = True
        if self._timer is not None:
            self._timer.cancel()
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # ------------------------------------------------------------ effects

    def _do(self, effects: list[s.Effect]) -> None:
        for effect in effects:
            if self._is_closed:
                return
            match effect:
                case s.LoadSnapshot():
                    self._spawn(self._read_snapshot())
                case s.Connect(since=since):
                    self._reading = self._spawn(self._read_stream(since))
                case s.Deliver(frames=frames):
                    self._deliver(frames)
                case s.WakeAt(at=at):
                    self._wake_at(at)
                case s.HangUp():
                    self._hang_up()
                case s.ShowLine(line=line):
                    self._show(line)
                case _:
                    assert_never(effect)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _wake_at(self, at: int) -> None:
        delay_s = max(0.0, (at - self._clock()) / 1_000_000)
        self._timer = asyncio.get_running_loop().call_later(delay_s, self._woke, at)

    def _woke(self, at: int) -> None:
        self._do(self._session.woke(max(at, self._clock())))

    def _hang_up(self) -> None:
        reading, self._reading, self._socket = self._reading, None, None
        if reading is not None and reading is not asyncio.current_task():
            reading.cancel()

    async def _read_snapshot(self) -> None:
        answer = await self._load_snapshot()
        now = self._clock()
        match answer:
            case Snapshot(seq=seq, epoch=epoch):
                self._take_snapshot(answer)
                self._do(self._session.snapshot_taken(seq, epoch, now))
            case Refusal(code=code) if code in _LOGGED_OUT:
                self._do(self._session.logged_out(code, now))
            case Refusal(code=code):
                self._do(self._session.lost(code, now))
            case Unreachable(reason=reason, is_distrusted=is_distrusted):
                self._do(self._session.lost(DISTRUSTED if is_distrusted else reason, now))
            case _:
                assert_never(answer)

    async def _read_stream(self, since: int) -> None:
        heartbeat: asyncio.Task[None] | None = None
        socket: Socket | None = None
        try:
            socket = await self._open_socket(since)
            self._socket = socket
            if self._look.conversation_id is not None:
                await socket.send(self._look)
            heartbeat = self._spawn(self._keep_alive(socket))
            async for frame in socket.frames():
                self._do(self._session.frame_came(frame, self._clock()))
        except StreamLost as lost:
            self._ended(lost, socket)
        finally:
            if heartbeat is not None:
                heartbeat.cancel()
            if socket is not None:
                await socket.close()

    async def _keep_alive(self, socket: Socket) -> None:
        try:
            while True:
                latency_ms = await socket.ping()
                self._do(self._session.pong_came(latency_ms, self._clock()))
                is_settled = self._session.phase is LinePhase.LIVE
                await asyncio.sleep(HEARTBEAT_S if is_settled else 0.05)
        except StreamLost as lost:
            self._ended(lost, socket)

    def _ended(self, lost: StreamLost, socket: Socket | None) -> None:
        """The socket in use has ended; one that was left before does not matter."""
        if self._socket is not socket:
            return
        self._socket = None
        if lost.is_logged_out:
            self._do(self._session.logged_out(RefusalCode.NOT_LOGGED_IN, self._clock()))
        else:
            self._do(self._session.lost(DISTRUSTED if lost.is_distrusted else lost.reason, self._clock()))
