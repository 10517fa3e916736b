"""Starts a private server with simulated people as a child that cannot outlive the console; writes no file of its own."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final

from support_tui.starting import Door

#: Filling a desk with a few hundred conversations takes a few seconds on a slow machine.
READY_WITHIN_S: Final = 60.0
_STOP_WITHIN_S: Final = 10.0
_LOOK_EVERY_S: Final = 0.05
_MOST_BYTES: Final = 64 * 1024


class DemoFailed(Exception):
    """The private server did not come up; the message is what it said last."""


@contextmanager
def demo_server() -> Iterator[Door]:
    """A running demo server. Raises DemoFailed if it ends before it serves.

    Its standard input is a pipe that we hold: when this process ends, by whatever signal, the server notices and removes its folder."""
    command = [sys.executable, "-m", "support_server", "demo", "--leashed"]
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as said:
        # A process group of its own: Ctrl+C in the console must not reach it first.
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=told, stderr=said, start_new_session=True
        )
        try:
            yield _wait_until_ready(child, told, said)
        finally:
            _stop(child)


def _wait_until_ready(child: "subprocess.Popen[bytes]", told: IO[bytes], said: IO[bytes]) -> Door:
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline:
        if (found := _read(told)) is not None:
            return found
        if child.poll() is not None:
            break
        time.sleep(_LOOK_EVERY_S)
    lines = _written(said).decode("utf-8", "replace").strip().splitlines()
    raise DemoFailed(lines[-1] if lines else f"exit code {child.poll()}")


def _written(file: IO[bytes]) -> bytes:
    """What the child has written so far; its own place in the file is not moved by this."""
    return os.pread(file.fileno(), _MOST_BYTES, 0)


def _read(told: IO[bytes]) -> Door | None:
    """The server's address and our token; None while it has not told them whole."""
    try:
        known = json.loads(_written(told))
        return Door(known["url"], known["token"], is_kept=False)
    except (json.JSONDecodeError, KeyError):
        return None


def _stop(child: "subprocess.Popen[bytes]") -> None:
    """Let it go, ask it to end, and end it if it does not."""
    if child.stdin is not None:
        child.stdin.close()
    if child.poll() is None:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(_STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
