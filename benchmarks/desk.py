"""A real server in a child process for the benchmarks: made, started, killed and restarted like anybody's."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
ADMIN = "admin@bench.example"
PASSWORD = "correct horse battery staple"
_START_S = 60


class ChildDesk:
    """A data folder and, while started, the one server process on it. `url` is known once `start` has returned."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.url = ""
        self._process: subprocess.Popen[bytes] | None = None

    def init(self) -> None:
        """Make the data folder with one administrator. Raises CalledProcessError with what the command said."""
        self.command(
            "init", "--admin-name", "Bench", "--admin-email", ADMIN, "--password-stdin", stdin=PASSWORD + "\n"
        )

    def command(self, *arguments: str, stdin: str = "") -> str:
        """What a `support-server` command on this data folder prints."""
        done = subprocess.run(
            [sys.executable, "-m", "server", *arguments, "--data", str(self.data)],
            input=stdin, cwd=ROOT, text=True, capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def start(self, *, port: int = 0) -> None:
        """Start serving, on a free port if none is named, and wait until it answers. Raises RuntimeError when it ends instead."""
        ready = self.data / "ready.json"
        ready.unlink(missing_ok=True)
        command = ["run", "--data", str(self.data), "--port", str(port), "--ready-file", str(ready)]
        with (self.data / "server.err").open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "server", *command],
                cwd=ROOT,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env=os.environ | {"SUPPORT_SERVER_LIMITS_REQUESTS_PER_MINUTE": "1000000"},
            )
        end = time.monotonic() + _START_S
        while not ready.exists() or not ready.read_text().strip():
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(
                    f"the server did not start:\n{(self.data / 'server.err').read_text()[-2000:]}"
                )
            time.sleep(0.02)
        self.url = json.loads(ready.read_text())["url"]

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """End the process as a power cut would: no handler of its own runs."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask the server to end, and wait until it has."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process.pid, how)
            self._process.wait(timeout=30)
            self._process = None

    def login(self) -> str:
        """A fresh token of the administrator."""
        answer = httpx.post(
            f"{self.url}/api/login", json={"email": ADMIN, "password": PASSWORD, "label": "bench"}, timeout=30
        )
        token: str = answer.raise_for_status().json()["token"]
        return token

    def resident_mb(self) -> float:
        """Resident memory of the server process, in MB of 2^20 bytes."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0.0
