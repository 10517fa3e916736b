"""The console as a job of a shell."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.desk import ROOT
from tests.journeys.conftest import Desk, log_in
from tests.terminal import Terminal

#: A shell with a terminal of its own, so that it has jobs.
_SHELL = "import fcntl, os, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp('bash', ['bash', '--norc', '-i'])"


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Terminal]:
    """A prompt, with a home in which the tour was seen."""
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "data" / "tour-seen").touch()
    env = {
        "HOME": str(tmp_path),
        "PS1": "prompt> ",
        "SUPPORT_TUI_CONFIG": str(tmp_path / "config.toml"),
        "SUPPORT_TUI_DATA": str(tmp_path / "data"),
        "SUPPORT_TUI_CACHE": str(tmp_path / "cache"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }
    with Terminal([sys.executable, "-c", _SHELL], env=env, cwd=ROOT) as terminal:
        terminal.wait_for("prompt>")
        yield terminal


def test_ctrl_z_leads_to_the_shell_and_fg_back(desk: Desk, shell: Terminal) -> None:
    """The shell has its terminal whole; the console is where it was, and shows what happened meanwhile."""
    desk.customer_writes("Where is it?", title="Late parcel")
    shell.press(f"{sys.executable} -m support_tui --server {desk.url}", "enter")
    log_in(shell)
    shell.wait_for("Late parcel")
    shell.press("ctrl+z")
    shell.wait_for("Stopped")
    shell.press("echo still $((20 + 3))", "enter")
    shell.wait_for("still 23")
    desk.customer_writes("And mine?", title="Another one", name="Ben Okafor")
    shell.press("fg", "enter")
    shell.wait_for("Another one")
    shell.press("j", "enter")
    shell.wait_for("opened the conversation")
    shell.press("ctrl+q")
    shell.wait_for("prompt>")
    shell.press("echo and $((20 + 4))", "enter")
    shell.wait_for("and 24")
