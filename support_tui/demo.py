"""Starts a private server with simulated people as a child, and ends it and all it wrote when the console is left."""

import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from support_tui.starting import Door

#: Filling a desk with a few hundred conversations takes a few seconds on a slow machine.
READY_WITHIN_S: Final = 60.0
_STOP_WITHIN_S: Final = 10.0
_LOOK_EVERY_S: Final = 0.05


class DemoFailed(Exception):
    """The private server did not come up; the message is what it said last."""


@contextmanager
def demo_server() -> Iterator[Door]:
    """A running demo server. Raises DemoFailed if it ends before it serves."""
    with tempfile.TemporaryDirectory(prefix="support-tui-demo-") as folder:
        ready_file = Path(folder, "ready.json")
        said = Path(folder, "server.log")
        command = [sys.executable, "-m", "support_server", "demo", "--ready-file", str(ready_file)]
        with said.open("wb") as output:
            # A process group of its own: Ctrl+C in the console must not reach it first.
            child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
            )
        try:
            yield _wait_until_ready(child, ready_file, said)
        finally:
            _stop(child)


def _wait_until_ready(child: "subprocess.Popen[bytes]", ready_file: Path, said: Path) -> Door:
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline:
        if (found := _read(ready_file)) is not None:
            return found
        if child.poll() is not None:
            break
        time.sleep(_LOOK_EVERY_S)
    lines = said.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    raise DemoFailed(lines[-1] if lines else f"exit code {child.poll()}")


def _read(ready_file: Path) -> Door | None:
    """The server's address and our token; None while the file is not there or not whole."""
    try:
        told = json.loads(ready_file.read_text(encoding="utf-8"))
        return Door(told["url"], told["token"], is_kept=False)
    except (FileNotFoundError, json.JSONDecodeError, KeyError):
        return None


def _stop(child: "subprocess.Popen[bytes]") -> None:
    """Ask it to end, and end it if it does not."""
    if child.poll() is None:
        child.send_signal(signal.SIGTERM)
        try:
            child.wait(_STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
