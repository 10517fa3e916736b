"""A real terminal for a real program: a pseudo-terminal whose screen is read by pyte, with keys typed into it."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import termios
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

from tests.waiting import wait_for

_NAMED = {
    "enter": "\r", "esc": "\x1b", "tab": "\t", "space": " ", "up": "\x1b[A", "down": "\x1b[B", "pgdn": "\x1b[6~",
    "pgup": "\x1b[5~", "home": "\x1b[H", "end": "\x1b[F", "backspace": "\x7f", "alt+enter": "\x1b\r",
    "alt+c": "\x1bc", "shift+tab": "\x1b[Z", **{f"ctrl+{c}": chr(ord(c) - 96) for c in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip
#: Private sequences that pyte takes for text.
_UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b\[[<>=][0-9;]*[A-Za-z]|\x1b\[[0-9;?]*\$[a-z]|\x1b\[[0-9;]* q|\x1bP.*?\x1b\\|\x1b_.*?\x1b\\", re.S
)
_WHO_ARE_YOU = re.compile(rb"\x1b\[0?c")
#: Seconds that a key which paints nothing is waited for.
_KEY_S = 0.3
#: Seconds of silence after which what a key has set off is taken to be painted.
_QUIET_S = 0.05
_MODE_QUESTION = re.compile(rb"\x1b\[(\??)(\d+)\$p")


class Terminal:
    """A program on a pseudo-terminal of `columns` × `rows`; use as a context manager, which ends it."""

    def __init__(
        self, argv: Sequence[str], *, columns: int = 120, rows: int = 40, env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:  # fmt: skip
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        clean = {
            k: v
            for k, v in os.environ.items()
            if k not in {"TMUX", "COLUMNS", "LINES", "NO_COLOR", "SSH_TTY"}
        }
        self._process = subprocess.Popen(
            argv, stdin=slave, stdout=slave, stderr=slave, start_new_session=True, cwd=cwd,
            env={**clean, "TERM": "xterm-256color", "LANG": "C.UTF-8", **(env or {})},
        )  # fmt: skip
        os.close(slave)
        self._master = master
        self._lock = threading.Lock()
        self.raw = b""
        """Everything the program has sent, as it sent it."""
        self._painted = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the program if it still runs. May be called again."""
        if self._master < 0:
            return
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
        self._reader.join(5)
        os.close(self._master)
        self._master = -1

    def press(self, *keys: str) -> None:
        """Type keys: a name of `_NAMED`, or plain text, which may be several characters. Each has been painted, or has
        had its time, before the next: a person cannot type into a field that does not have the focus yet."""
        for key in keys:
            self._painted.clear()
            os.write(self._master, _NAMED.get(key, key).encode())
            wait_s = _KEY_S
            while self._painted.wait(wait_s):
                self._painted.clear()
                wait_s = _QUIET_S

    def text(self) -> str:
        """The screen as it stands, a line a row."""
        with self._lock:
            return "\n".join(line.rstrip() for line in self._screen.display)

    def wait_for(self, pattern: str, *, deadline_s: float = 20) -> str:
        """The screen once `pattern` is on it. Raises AssertionError with the screen when it did not come."""
        return self._wait(lambda text: re.search(pattern, text) is not None, pattern, deadline_s)

    def wait_until_gone(self, pattern: str, *, deadline_s: float = 20) -> str:
        """The screen once `pattern` is no longer on it."""
        return self._wait(lambda text: re.search(pattern, text) is None, f"no {pattern}", deadline_s)

    def wait_for_exit(self, *, deadline_s: float = 20) -> int:
        """The program's exit status. Raises AssertionError with the screen when it stays."""
        try:
            return self._process.wait(deadline_s)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"still running:\n{self.text()}") from None

    def _wait(self, holds: Callable[[str], bool], what: str, deadline_s: float) -> str:
        def seen() -> str:
            text = self.text()
            assert self._process.poll() is None, f"ended with {self._process.returncode}:\n{text}"
            return text if holds(text) else ""

        try:
            return wait_for(seen, what, deadline_s=deadline_s)
        except AssertionError as failure:
            raise AssertionError(f"{failure}\n{self.text()}") from None

    def _read(self) -> None:
        """On a thread of its own, as a terminal answers a program's questions whether somebody looks or not."""
        while True:
            try:
                chunk = os.read(self._master, 1 << 16)
            except OSError:
                return
            if not chunk:
                return
            self._answer(chunk)
            with self._lock:
                self.raw += chunk
                self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", chunk))
            self._painted.set()

    def _answer(self, chunk: bytes) -> None:
        """Say what xterm says: who it is, and that of the modes asked about it knows synchronised output and the cursor."""
        for mark, mode in _MODE_QUESTION.findall(chunk):
            known = 2 if mode in {b"2026", b"25"} else 0
            os.write(self._master, b"\x1b[%s%s;%d$y" % (mark, mode, known))
        if _WHO_ARE_YOU.search(chunk):
            os.write(self._master, b"\x1b[?62;22c")
