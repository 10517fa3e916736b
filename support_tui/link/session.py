"""The stream's state machine without any I/O: what happened comes in, what is to be done goes out. Knows no socket and no clock.

The line is `starting` until the first snapshot, then `connecting` to the stream, `catching_up` until the server's first answer to a
ping shows that the backlog has been sent, and `live`. Any loss leads to `offline` and, after a pause that grows and is never twice
the same, back to `connecting`. A gap in the numbers, a resync or another epoch lead to a fresh snapshot; frames that arrive
meanwhile are kept and delivered behind it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from support_tui.store.line import LinePhase, LineState
from support_tui.wire import frames as f

SECOND = 1_000_000
#: Pauses between tries: half a second first, doubling up to half a minute, each shortened by up to a half at random.
FIRST_PAUSE = SECOND // 2
LONGEST_PAUSE = 30 * SECOND


class LoadSnapshot(msgspec.Struct, frozen=True):
    """Read a snapshot by HTTP and report it."""


class Connect(msgspec.Struct, frozen=True):
    """Open the stream behind `since`."""

    since: int


class Deliver(msgspec.Struct, frozen=True):
    """Give these frames to the store, in order."""

    frames: tuple[f.DownFrame, ...]


class WakeAt(msgspec.Struct, frozen=True):
    """Report the time again at this moment."""

    at: int


class HangUp(msgspec.Struct, frozen=True):
    """Close the socket, if there is one."""


class ShowLine(msgspec.Struct, frozen=True):
    """The line stands otherwise now."""

    line: LineState


Effect = LoadSnapshot | Connect | Deliver | WakeAt | HangUp | ShowLine


@dataclass(slots=True)
class Session:
    """One agent's line to one server. `chance` gives numbers from 0 up to 1."""

    chance: Callable[[], float]
    line: LineState = field(default_factory=LineState)
    seq: int = 0
    """The last event delivered."""
    epoch: str = ""
    _attempts: int = 0
    _needs_snapshot: bool = True
    _kept: list[f.DownFrame] = field(default_factory=list)
    """Frames that came while a snapshot was being read."""

    @property
    def phase(self) -> LinePhase:
        return self.line.phase

    # ------------------------------------------------------------ what happens

    def begin(self, now: int) -> list[Effect]:
        """The program has started or the agent has logged in."""
        self._attempts = 0
        return self._try(now)

    def snapshot_taken(self, seq: int, epoch: str, now: int) -> list[Effect]:
        """A snapshot has arrived and is in the store."""
        is_streaming = self.phase is LinePhase.CATCHING_UP
        self.seq, self.epoch, self._needs_snapshot = seq, epoch, False
        if not is_streaming:
            return [*self._show(LinePhase.CONNECTING, now), Connect(seq)]
        kept, self._kept = self._kept, []
        return [effect for frame in kept for effect in self.frame_came(frame, now)]

    def frame_came(self, frame: f.DownFrame, now: int) -> list[Effect]:
        """The stream has brought a frame."""
        match frame:
            case f.Hello(epoch=epoch, seq=seq):
                effects = self._show(LinePhase.CATCHING_UP, now)
                return effects if epoch == self.epoch and seq <= self.seq else [*effects, *self._start_over()]
            case f.Resync():
                return [*self._show(LinePhase.CATCHING_UP, now), *self._start_over()]
            case f.Events() | f.Skipped() if self._needs_snapshot:
                self._kept.append(frame)
                return []
            case f.Events(after_seq=after_seq, seq=seq) | f.Skipped(after_seq=after_seq, seq=seq):
                return self._events_came(frame, after_seq, seq, now)
            case _:
                return [Deliver((frame,))]

    def pong_came(self, latency_ms: int, now: int) -> list[Effect]:
        """The server has answered a ping: what it had to say before is here."""
        if self.phase is LinePhase.LIVE:
            return self._measured(latency_ms)
        if self.phase is not LinePhase.CATCHING_UP or self._needs_snapshot:
            return []
        self._attempts = 0
        return self._show(LinePhase.LIVE, now, latency_ms=latency_ms)

    def lost(self, reason: str, now: int) -> list[Effect]:
        """The socket has closed, could not be opened, or the snapshot could not be read."""
        if self.phase in (LinePhase.OFFLINE, LinePhase.LOGGED_OUT):
            return []
        self._kept.clear()
        self._attempts += 1
        retry_at = now + self._pause()
        return [
            HangUp(),
            *self._show(LinePhase.OFFLINE, now, retry_at=retry_at, reason=reason),
            WakeAt(retry_at),
        ]

    def logged_out(self, reason: str, now: int) -> list[Effect]:
        """The server does not know this token (any more): only a person can help."""
        return [HangUp(), *self._show(LinePhase.LOGGED_OUT, now, reason=reason)]

    def woke(self, now: int) -> list[Effect]:
        """A moment asked for has come; an earlier one that was overtaken does nothing."""
        is_due = self.line.retry_at is not None and now >= self.line.retry_at
        return self._try(now) if self.phase is LinePhase.OFFLINE and is_due else []

    def hurried(self, now: int) -> list[Effect]:
        """The agent does not want to wait for the next try."""
        return self._try(now) if self.phase is LinePhase.OFFLINE else []

    # ------------------------------------------------------------ what follows

    def _try(self, now: int) -> list[Effect]:
        first: Effect = LoadSnapshot() if self._needs_snapshot else Connect(self.seq)
        return [*self._show(LinePhase.CONNECTING, now), first]

    def _start_over(self) -> list[Effect]:
        if self._needs_snapshot:
            return []
        self._needs_snapshot = True
        self._kept.clear()
        return [LoadSnapshot()]

    def _events_came(self, frame: f.Events | f.Skipped, after_seq: int, seq: int, now: int) -> list[Effect]:
        if seq <= self.seq:
            return []
        if after_seq > self.seq:
            return [*self._show(LinePhase.CATCHING_UP, now), *self._start_over()]
        self.seq = seq
        return [Deliver((frame,))]

    def _pause(self) -> int:
        longest = min(LONGEST_PAUSE, FIRST_PAUSE << min(self._attempts - 1, 10))
        return longest - int(longest * self.chance() / 2)

    def _measured(self, latency_ms: int) -> list[Effect]:
        if latency_ms == self.line.latency_ms:
            return []
        self.line = msgspec.structs.replace(self.line, latency_ms=latency_ms)
        return [ShowLine(self.line)]

    def _lost_at(self, phase: LinePhase, now: int) -> int | None:
        """Since the first loss, until the line is live again."""
        if phase is LinePhase.LIVE:
            return None
        is_lost = phase in (LinePhase.OFFLINE, LinePhase.LOGGED_OUT)
        return now if is_lost and self.line.lost_at is None else self.line.lost_at

    def _show(
        self,
        phase: LinePhase,
        now: int,
        *,
        retry_at: int | None = None,
        reason: str = "",
        latency_ms: int | None = None,
    ) -> list[Effect]:
        if phase is self.phase and retry_at is None and phase is not LinePhase.STARTING:
            return []
        if latency_ms is None:
            latency_ms = self.line.latency_ms
        self.line = LineState(phase, now, retry_at, latency_ms, reason, self._lost_at(phase, now))
        return [ShowLine(self.line)]
