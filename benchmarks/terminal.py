"""Any full-screen program on a pseudo-terminal that answers like a real one; says after a key when its cells last changed.

While the clock runs nothing is parsed but the questions a terminal has to answer; the bytes are stamped as they come and played into
a terminal emulator afterwards. Bytes that change no cell do not count as painting.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import pyte

#: A key's painting has ended when the terminal has heard nothing for this long.
QUIET_S: Final = 0.06
_QUESTION: Final = re.compile(
    rb"\x1b\[(?P<identity>[>=]?)0?c|\x1b\[(?P<private>\??)(?P<mode>\d+)\$p|\x1b\](?P<colour>1[01]);\?(?:\x07|\x1b\\)"
)
#: Sequences that the emulator does not know and would print.
_UNKNOWN: Final = re.compile(
    rb"\x1b\[[<>=][\d;]*[A-Za-z]|\x1b\[[?\d;]*\$[a-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[8[lh]",
    re.DOTALL,
)

Chunk = tuple[float, bytes]


class Part(NamedTuple):
    """The first columns of the screen, without so many lines at its top and below."""

    columns: int
    top: int = 0
    below: int = 0


class Painted(NamedTuple):
    """Seconds from the key to the first byte, to the last change of a cell (None where nothing changed), and the bytes sent."""

    first_s: float | None
    paint_s: float | None
    size: int


class TerminalProgram:
    """The program while it runs."""

    def __init__(
        self, command: Sequence[str], columns: int, rows: int, environ: Mapping[str, str] | None = None
    ) -> None:
        self._command, self._columns, self._rows = command, columns, rows
        self._environ = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(environ or {})}
        for name in ("TMUX", "NO_COLOR", "COLUMNS", "LINES"):
            self._environ.pop(name, None)
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._pid = 0
        self._fd = -1
        self.begun_s = 0.0

    def start(self) -> None:
        """Run it on a terminal of the given size."""
        self.begun_s = time.perf_counter()
        self._pid, self._fd = pty.fork()
        size = struct.pack("HHHH", self._rows, self._columns, 0, 0)
        if self._pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.execvpe(self._command[0], list(self._command), self._environ)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, size)

    @property
    def text(self) -> str:
        """The screen as it stood after the last measurement."""
        return "\n".join(self._screen.display)

    def until(self, shown: str, within_s: float) -> float | None:
        """Seconds since the start until the words were on the screen; None if they never were."""
        return self._replay_until(shown, self._collect(within_s, lambda: False, quiet_s=0.4), within_s)

    def _replay_until(self, shown: str, chunks: list[Chunk], within_s: float) -> float | None:
        end = self.begun_s + within_s
        while True:
            for at, data in chunks:
                self._feed(data)
                if shown in self.text:
                    for _, rest in chunks[chunks.index((at, data)) + 1 :]:
                        self._feed(rest)
                    return at - self.begun_s
            if time.perf_counter() > end:
                return None
            chunks = self._collect(0.5, lambda: False, quiet_s=0.05)

    def press(
        self, keys: str, *, quiet_s: float = QUIET_S, within_s: float = 3.0, part: Part | None = None
    ) -> Painted:
        """Send keys and wait until the program is quiet again; only changes in a `part` of the screen count as painting."""
        self._feed_late()
        begun = time.perf_counter()
        os.write(self._fd, keys.encode())
        chunks = self._collect(within_s, lambda: True, quiet_s=quiet_s)
        before, painted = self._cells(part), None
        for at, data in chunks:
            self._feed(data)
            now = self._cells(part)
            if now != before:
                painted, before = at - begun, now
        first = chunks[0][0] - begun if chunks else None
        return Painted(first, painted, sum(len(data) for _, data in chunks))

    def _feed_late(self) -> None:
        """What came since the last measurement (a clock, a colleague) belongs to no key."""
        for _, data in self._collect(0.005, lambda: False, quiet_s=0.005):
            self._feed(data)

    def _collect(self, within_s: float, needs_bytes: Callable[[], bool], *, quiet_s: float) -> list[Chunk]:
        chunks: list[Chunk] = []
        begun = last = time.perf_counter()
        while (now := time.perf_counter()) - begun < within_s:
            if now - last >= quiet_s and (chunks or not needs_bytes()):
                break
            if select.select([self._fd], [], [], quiet_s)[0]:
                try:
                    data = os.read(self._fd, 1 << 20)
                except OSError:
                    break
                last = time.perf_counter()
                chunks.append((last, data))
                self._answer(data)
        return chunks

    def _answer(self, data: bytes) -> None:
        for found in _QUESTION.finditer(data):
            if found["mode"]:
                is_known = found["private"] and found["mode"] == b"2026"
                os.write(
                    self._fd, b"\x1b[%s%s;%d$y" % (found["private"], found["mode"], 2 if is_known else 0)
                )
            elif found["colour"]:
                os.write(self._fd, b"\x1b]%s;rgb:0000/0000/0000\x1b\\" % found["colour"])
            else:
                os.write(self._fd, b"\x1b[?62;22c" if not found["identity"] else b"\x1b[>1;4000;0c")

    def _feed(self, data: bytes) -> None:
        self._stream.feed(_UNKNOWN.sub(b"", data))

    def _cells(self, part: Part | None) -> tuple[object, ...]:
        buffer, (columns, top, below) = self._screen.buffer, part or Part(self._columns)
        rows = range(top, self._rows - below)
        return tuple(tuple(buffer[y][x] for x in range(columns)) for y in rows)

    def memory_mb(self) -> float:
        """Resident memory of the program itself, in MB of 1,000,000 bytes."""
        status = Path(f"/proc/{self._pid}/status").read_text(encoding="utf-8")
        kilobytes = int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])
        return kilobytes * 1024 / 1_000_000

    def close(self) -> None:
        """End it and wait for it."""
        os.kill(self._pid, signal.SIGTERM)
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline and os.waitpid(self._pid, os.WNOHANG) == (0, 0):
            self._collect(0.05, lambda: False, quiet_s=0.05)
        os.close(self._fd)
