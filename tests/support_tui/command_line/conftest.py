"""A desk in a process of its own for all specs of a module, and a shell that runs `support-tui` against it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from benchmarks.desk import ROOT
from support_tui.wire.commands import SaveAgent, SaveMailbox, SaveTeam
from support_tui.wire.values import Role
from tests.journeys.conftest import Desk


class Ran:
    """What a run said and how it ended."""

    def __init__(self, done: "subprocess.CompletedProcess[bytes]") -> None:
        self.code = done.returncode
        self.out = done.stdout.decode()
        self.err = done.stderr.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def json_lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


class Shell:
    """Runs the program as a script does: with a server and a token in the environment, and a home of its own."""

    def __init__(self, home: Path, desk: Desk) -> None:
        self.home, self.desk = home, desk
        home.mkdir(exist_ok=True)
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(("SUPPORT_TUI", "LC_", "LANG"))} | {
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "SUPPORT_TUI_CONFIG": str(home / "config.toml"),
            "SUPPORT_TUI_DATA": str(home / "data"),
            "SUPPORT_TUI_CACHE": str(home / "cache"),
            "SUPPORT_TUI_SERVER": desk.url,
            "SUPPORT_TUI_TOKEN": desk.token,
            "TZ": "UTC",
        }  # fmt: skip

    def __call__(self, *words: str, stdin: str = "", **env: str) -> Ran:
        return Ran(
            subprocess.run(
                self.argv(*words), input=stdin.encode(), capture_output=True, env=self.env | env, cwd=ROOT,
                timeout=60, check=False,
            )
        )  # fmt: skip

    def argv(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "support_tui", *words]

    def start(self, *words: str, **env: str) -> "subprocess.Popen[bytes]":
        """A run that goes on beside the spec."""
        return subprocess.Popen(
            self.argv(*words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=self.env | env, cwd=ROOT,
        )  # fmt: skip


class ScriptedDesk(Desk):
    """A desk with a second mailbox, a team, Rae and Sam who answer, and Vera who only looks."""

    @property
    def token(self) -> str:
        """The administrator's token."""
        return self._headers()["Authorization"].removeprefix("Bearer ")

    def settle(self) -> None:
        self.do(SaveMailbox("Sales", "sales@desk.example"))
        self.do(SaveAgent("Rae Adams", "rae@desk.example"))
        self.do(SaveAgent("Sam Cole", "sam@desk.example"))
        self.do(SaveAgent("Vera Gray", "vera@desk.example", Role.VIEWER))
        self.do(SaveTeam("Night shift", member_ids=(2,)))

    def asks(self, title: str = "Empty box", text: str = "The box was empty.", **more: Any) -> int:
        """A customer's message in a conversation of its own; its number."""
        number = self.customer_writes(text, title=title, **more).conversation_id
        assert number is not None
        return number

    def deliver(self, raw: bytes) -> int:
        """A mail that came in; the number of its conversation."""
        url = f"{self.url}/api/deliver?mailbox=Support"
        answer = httpx.post(url, content=raw, headers=self._headers(), timeout=20).raise_for_status()
        number: int = answer.json()["conversation_id"]
        return number

    def row(self, number: int) -> Any:
        """How a conversation stands."""
        return self.read(f"/api/conversations/{number}")["row"]

    def thread(self, number: int) -> Any:
        return self.read(f"/api/conversations/{number}/thread")["messages"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScriptedDesk]:
    """The desk, being served."""
    desk = ScriptedDesk(tmp_path_factory.mktemp("scripted") / "desk")
    desk.init()
    desk.start()
    desk.settle()
    yield desk
    desk.stop()


@pytest.fixture
def shell(tmp_path: Path, desk: ScriptedDesk) -> Shell:
    return Shell(tmp_path / "home", desk)
