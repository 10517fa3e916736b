"""Times whole runs of the command line, from the start of the process to its end: `python -m benchmarks.command_line DIR`.

DIR is a desk made by `benchmarks.generate_store`; it is served as it stands and read only. Each run is a fresh process with its output
in a pipe. Prints the median and the worst of some runs in milliseconds, and whether the promise holds; `--check` exits 1 where not."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.desk import ROOT, ChildDesk

#: Milliseconds from start to end, by what is run.
LIMITS = {
    "list": 250.0,
    "list --json": 250.0,
    "search": 250.0,
    "show": 250.0,
    "status": 250.0,
    "__complete": 200.0,
}
RUNS = {
    "list": ("list",),
    "list --json": ("list", "--json"),
    "search": ("search", "refund"),
    "show": ("show", "ID"),
    "status": ("status",),
    "__complete": ("__complete", "who", ""),
}


class Timed(NamedTuple):
    """Durations of one kind of run, in milliseconds."""

    name: str
    durations: list[float]

    @property
    def median(self) -> float:
        return statistics.median(self.durations)


def timed(argv: list[str], env: dict[str, str]) -> float:
    """One run. Raises CalledProcessError where it does not end with 0."""
    began = time.perf_counter()
    subprocess.run(argv, env=env, cwd=ROOT, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - began) * 1_000


def measure(data: Path, count: int) -> list[Timed]:
    """Serve the desk through its socket, which needs no login, and run everything `count` times."""
    desk = ChildDesk(data)
    desk.start()
    try:
        with tempfile.TemporaryDirectory() as home:
            env = os.environ | {
                "SUPPORT_TUI_SERVER": f"unix:{data.resolve() / 'server.sock'}",
                "SUPPORT_TUI_CONFIG": f"{home}/config.toml",
                "SUPPORT_TUI_DATA": f"{home}/data",
                "SUPPORT_TUI_CACHE": f"{home}/cache",
            }
            program = [sys.executable, "-m", "support_tui"]
            ids = subprocess.run(
                [*program, "list", "--ids", "--limit", "1"],
                env=env,
                cwd=ROOT,
                capture_output=True,
                check=True,
            )
            number = ids.stdout.decode().strip()
            found = []
            for name, words in RUNS.items():
                argv = [*program, *(word.replace("ID", number) for word in words)]
                timed(argv, env)
                found.append(Timed(name, [timed(argv, env) for _ in range(count)]))
            return found
    finally:
        desk.stop()


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    holds = True
    for one in measure(asked.data, asked.runs):
        limit = LIMITS[one.name]
        is_kept = one.median <= limit
        holds = holds and is_kept
        verdict = "holds" if is_kept else "DOES NOT HOLD"
        print(
            f"{one.name:12}  median {one.median:6.1f} ms  worst {max(one.durations):6.1f} ms  <= {limit:.0f} ms  {verdict}"
        )
    return 1 if asked.check and not holds else 0


if __name__ == "__main__":
    sys.exit(main())
