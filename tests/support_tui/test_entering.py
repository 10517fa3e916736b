"""The way in, for who starts the console the first time, and for who starts it where there is nothing to paint on."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from support_tui.entering import USUAL_PORT, desk_here
from support_tui.link.address import Address, parse_address


def test_the_address_of_a_desk_on_this_machine_is_written_in() -> None:
    """Whoever has just started one need not know its port; without one nothing is written in."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        found = desk_here(port)
        address = parse_address(found)
        assert isinstance(address, Address)
        assert (address.port, address.is_local) == (port, True)
    assert desk_here(port) == ""


def test_the_usual_port_is_the_server_s() -> None:
    """Both programs mean the same one."""
    from server.config import ServerConfig

    assert ServerConfig().port == USUAL_PORT


@pytest.mark.parametrize("words", [[], ["demo"], ["demo", "--linear"], ["open", "12"]])
def test_without_a_terminal_it_says_so(words: list[str], tmp_path: Path) -> None:
    """One sentence and exit code 1: no screen is painted into a pipe, and no server is started."""
    ran = subprocess.run(
        [sys.executable, "-m", "support_tui", *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | {"HOME": str(tmp_path), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "needs a terminal" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
