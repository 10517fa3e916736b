"""A real terminal for a real program: a pseudo-terminal whose screen is read by pyte, with keys typed into it."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

_NAMED = {
    "enter": "\r", "esc": "\x1b", "tab": "\t", "space": " ", "up": "\x1b[A", "down": "\x1b[B", "pgdn": "\x1b[6~",
    "pgup": "\x1b[5~", "home": "\x1b[H", "end": "\x1b[F", "backspace": "\x7f", "alt+enter": "\x1b\r",
    "alt+c": "\x1bc", "shift+tab": "\x1b[Z", **{f"ctrl+{c}": chr(ord(c) - 96) for c in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip
#: Private sequences that pyte takes for text.
_UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b\[[<>=][0-9;]*[A-Za-z]|\x1b\[[0-9;?]*\$[a-z]|\x1b\[[0-9;]* q|\x1bP.*?\x1b\\|\x1b_.*?\x1b\\", re.S
)
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
        self.sent = b""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
        os.close(self._master)

    def press(self, *keys: str) -> None:
        """Type keys: a name of `_NAMED`, or plain text, which may be several characters."""
        for key in keys:
            os.write(self._master, _NAMED.get(key, key).encode())
            self._read(0.02)

    def text(self) -> str:
        """The screen as it stands, a line a row."""
        self._read(0)
        return "\n".join(line.rstrip() for line in self._screen.display)

    def wait_for(self, pattern: str, *, deadline_s: float = 20) -> str:
        """The screen once `pattern` is on it. Raises AssertionError with the screen when it did not come."""
        return self._wait(lambda text: re.search(pattern, text) is not None, pattern, deadline_s)

    def wait_until_gone(self, pattern: str, *, deadline_s: float = 20) -> str:
        """The screen once `pattern` is no longer on it."""
        return self._wait(lambda text: re.search(pattern, text) is None, f"no {pattern}", deadline_s)

    def wait_for_exit(self, *, deadline_s: float = 20) -> int:
        """The program's exit status. Raises AssertionError with the screen when it stays."""
        end = time.monotonic() + deadline_s
        while self._process.poll() is None:
            self._read(0.05)
            assert time.monotonic() < end, f"still running:\n{self.text()}"
        self._read(0)
        return self._process.returncode

    def _wait(self, holds: Callable[[str], bool], what: str, deadline_s: float) -> str:
        end = time.monotonic() + deadline_s
        while not holds(text := self.text()):
            assert time.monotonic() < end, f"not on the screen: {what}\n{text}"
            assert self._process.poll() is None, f"ended with {self._process.returncode}:\n{text}"
            self._read(0.05)
        return text

    def _read(self, wait_s: float) -> None:
        while select.select([self._master], [], [], wait_s)[0]:
            try:
                chunk = os.read(self._master, 1 << 16)
            except OSError:
                return
            if not chunk:
                return
            self.sent += chunk
            self._answer(chunk)
            self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", chunk))
            wait_s = 0

    def _answer(self, chunk: bytes) -> None:
        """Say to questions about modes what xterm says: synchronised output and the cursor are known, others not."""
        for mark, mode in _MODE_QUESTION.findall(chunk):
            known = 2 if mode in {b"2026", b"25"} else 0
            os.write(self._master, b"\x1b[%s%s;%d$y" % (mark, mode, known))
