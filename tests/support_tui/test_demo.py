"""The private desk of the demo: it serves, and it never outlives whoever started it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from support_tui import demo
from tests.waiting import wait_for

SERVER = [sys.executable, "-m", "support_server", "demo", "--quiet", "--leashed"]


def started(folder: Path) -> "subprocess.Popen[bytes]":
    """A demo server whose temporary folder is inside `folder`."""
    with (folder / "told").open("wb") as told:
        return subprocess.Popen(
            SERVER,
            stdin=subprocess.PIPE,
            stdout=told,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"TMPDIR": str(folder)},
            start_new_session=True,
        )


def desks(folder: Path) -> list[Path]:
    """The demo's folders that are there."""
    return list(folder.glob("support-demo-*"))


def let_go(child: "subprocess.Popen[bytes]") -> None:
    """As when the console was killed: its end of the pipe is gone."""
    assert child.stdin is not None
    child.stdin.close()


def hang_up(child: "subprocess.Popen[bytes]") -> None:
    """As when the terminal was closed."""
    child.send_signal(signal.SIGHUP)


def terminate(child: "subprocess.Popen[bytes]") -> None:
    """As by a polite kill."""
    child.send_signal(signal.SIGTERM)


def ended(child: "subprocess.Popen[bytes]") -> None:
    """It ended by itself and without an error."""
    assert child.wait(30) == 0
    let_go(child)


@pytest.mark.parametrize("end", [let_go, hang_up, terminate])
def test_the_demo_ends_while_it_still_fills_its_desk(
    end: Callable[["subprocess.Popen[bytes]"], None], tmp_path: Path
) -> None:
    """Whatever ends it, its folder is gone."""
    child = started(tmp_path)
    wait_for(lambda: desks(tmp_path), "its folder is there")
    end(child)
    ended(child)
    assert desks(tmp_path) == []


def ask_again_and_again(child: "subprocess.Popen[bytes]") -> None:
    """As the console does: the pipe is closed, and signals follow while the server still puts its things away."""
    let_go(child)
    for _ in range(20):
        if child.poll() is None:
            terminate(child)
            with suppress(subprocess.TimeoutExpired):
                child.wait(0.02)


@pytest.mark.parametrize("end", [let_go, hang_up, terminate, ask_again_and_again])
def test_the_demo_ends_while_it_serves(
    end: Callable[["subprocess.Popen[bytes]"], None], tmp_path: Path
) -> None:
    """It serves until it is told to end or the pipe to it is closed, and leaves nothing however often it is told."""
    child = started(tmp_path)
    told = tmp_path / "told"
    wait_for(lambda: told.read_text().endswith("\n"), "it serves", deadline_s=60)
    assert json.loads(told.read_text())["url"].startswith("http://127.0.0.1:")
    end(child)
    ended(child)
    assert desks(tmp_path) == []


def test_a_server_that_does_not_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its last words become the reason."""
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(demo.DemoFailed, match="exit code 1"), demo.demo_server():
        pass
