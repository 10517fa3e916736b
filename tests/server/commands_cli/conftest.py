"""A shell at the box, a desk made in it, and the same desk served."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.cli import main
from tests.server.served import PASSWORD
from tests.server.shell import Shell, Typed
from tests.waiting import wait_for

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Types a command for the desk in `tmp_path/desk`, with something on stdin."""

    def typed(*words: str, stdin: bytes = b"", data: Path | None = None) -> Typed:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = main([*words, "--data", str(data or tmp_path / "desk")])
        said = capsys.readouterr()
        return Typed(code, said.out, said.err)

    return typed


@pytest.fixture
def desk(shell: Shell, tmp_path: Path) -> Path:
    """A new desk with Ada as its administrator."""
    made = shell(
        "init", "--admin-name", "Ada", "--admin-email", "ada@desk.example", "--password-stdin",
        stdin=f"{PASSWORD}\n".encode(),
    )  # fmt: skip
    assert made.code == 0, made.err
    return tmp_path / "desk"


@pytest.fixture
def served(desk: Path) -> Iterator[dict[str, Any]]:
    """The desk, served by a process of its own."""
    ready = desk.parent / "ready.json"
    command = [
        sys.executable,
        "-m",
        "server",
        "run",
        "--data",
        str(desk),
        "--port",
        "0",
        "--ready-file",
        str(ready),
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        wait_for(lambda: ready.exists() or process.poll() is not None, "the server is ready")
        assert process.poll() is None, process.stderr and process.stderr.read()
        yield json.loads(ready.read_text())
        process.terminate()
        assert process.wait(20) == 0
