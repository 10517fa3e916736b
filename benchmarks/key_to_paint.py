"""Start, key to paint and memory of the whole console on a pseudo-terminal against a real server.

`python -m benchmarks.key_to_paint DIR` with a desk made by `benchmarks.generate_store`. Each line names what must hold.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from server.storage.db import FILE_NAME, open_reader
from support_tui.link.credentials import Credentials, Login

from .desk import ADMIN, ROOT, ChildDesk
from .terminal import Part, TerminalProgram

_EMPTY = "from textual.app import App\nclass Empty(App):\n def compose(self):\n  from textual.widgets import Static\n  yield Static('empty program')\nEmpty().run()\n"
_READY = "live"


class Step(NamedTuple):
    """A key to measure: what it is called, the key, how often, the limits in ms, and what is sent before each sample, one after the
    other over and over (not measured). What counts is the last change on the screen, or the first where that is a prediction, which
    the server's answer follows. `part`: only what changes there."""

    name: str
    keys: str
    samples: int
    p50_ms: float
    p95_ms: float
    quiet_s: float = 0.06
    before: tuple[str, ...] = ()
    is_prediction: bool = False
    part: Part | None = None


FILTERS = (
    "status:open tag:billing", "priority:>=high last:<2d", "waiting:>4h", "refund", "tag:vip", "customer:amal", "assignee:none",
    "has:attachment -tag:billing", "الفاتورة", "is:unread",
)  # fmt: skip

#: The rows of the list: beside the thread, under the tabs and the line that counts, above the lines of status and keys.
ROWS = Part(columns=40, top=2, below=2)
#: A list is there when its rows are. The thread beside it follows when the cursor has rested, as after any move, and the count above it
#: grows with the pages ahead.
INBOX_STEPS = (
    Step("cursor down in the inbox", "j", 60, 10, 16),
    Step("cursor up in the inbox", "k", 40, 10, 16),
    Step("page down in the inbox", "\x1b[6~", 20, 20, 35),
    Step("page up in the inbox", "\x1b[5~", 15, 20, 35),
    Step("follow a row, predicted", "w", 20, 16, 35, 0.3, ("j",), is_prediction=True),
    Step("mark a row", "x", 20, 16, 35),
    Step("open the next conversation", "]", 20, 50, 100, 0.09),
    Step("another queue", "\x1b[C", 12, 50, 100, 0.15, part=ROWS),
    Step(
        "apply a filter",
        "\r",
        40,
        50,
        100,
        0.15,
        tuple(f"/{query} " for query in FILTERS),
        part=ROWS,
    ),
)
THREAD_STEPS = (
    Step("line down in 5,000 messages", "j", 60, 10, 16),
    Step("line up in 5,000 messages", "k", 40, 10, 16),
    Step("page up in 5,000 messages", "\x1b[5~", 20, 20, 35),
    Step("page down in 5,000 messages", "\x1b[6~", 15, 20, 35),
    Step("message up in 5,000 messages", "K", 20, 20, 35),
)


def main() -> int:
    """Measure and print; 1 where a limit does not hold."""
    arguments = _arguments()
    columns, rows = map(int, arguments.size.split("x"))
    desk = ChildDesk(arguments.folder)
    desk.start()
    try:
        with _home(desk) as environ:
            command = [sys.executable, "-m", "support_tui"]
            is_held = [_starts(command, environ, columns, rows, arguments.starts)]
            is_held += _keys(command, environ, columns, rows, _longest_thread(arguments.folder))
            memory = desk.resident_mb()
            is_held.append(memory <= 150)
            print(f"memory of the server         {memory:5.0f} MB   (≤ 150) {_verdict(is_held[-1])}")
    finally:
        desk.stop()
    return 0 if all(is_held) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a data folder with a desk in it")
    parser.add_argument("--size", default="120x40", metavar="COLUMNSxROWS")
    parser.add_argument("--starts", type=int, default=5)
    return parser.parse_args()


@contextmanager
def _home(desk: ChildDesk) -> Iterator[dict[str, str]]:
    """Folders of an agent who has logged in before, and leaves nothing behind."""
    with tempfile.TemporaryDirectory(prefix="bench-console-") as folder:
        data, cache = Path(folder, "data"), Path(folder, "cache")
        data.mkdir()
        token = desk.command("user", "token", ADMIN, "--label", "benchmark").split()[-1]
        Credentials(data / "tokens.json", use_keyring=False).keep(Login(desk.url, ADMIN, token))
        yield {
            "SUPPORT_TUI_DATA": str(data),
            "SUPPORT_TUI_CACHE": str(cache),
            "SUPPORT_TUI_CONFIG": str(Path(folder, "config.toml")),
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
            "LANG": "C.UTF-8",
        }


def _starts(command: Sequence[str], environ: dict[str, str], columns: int, rows: int, count: int) -> bool:
    """From the start to the first useful paint, with a warm cache, beside an empty Textual program."""
    empty, console = [], []
    for number in range(count + 1):
        took = _start([sys.executable, "-c", _EMPTY], environ, columns, rows, "empty program")
        ours = _start(command, environ, columns, rows, "•")
        if number:  # the first run fills the cache
            empty.append(took)
            console.append(ours)
    ours, theirs = statistics.median(console), statistics.median(empty)
    is_held = ours <= 1.0 and ours - theirs <= 0.5
    print(
        f"start to first useful paint  {ours:5.2f} s, empty Textual program {theirs:.2f} s   (≤ 1.0, ≤ +0.5) {_verdict(is_held)}"
    )
    return is_held


def _start(command: Sequence[str], environ: dict[str, str], columns: int, rows: int, shown: str) -> float:
    program = TerminalProgram(command, columns, rows, environ)
    program.start()
    took = program.until(shown, 20)
    time.sleep(2.5 if shown == "•" else 0.1)  # the cache is written every two seconds
    program.close()
    if took is None:
        raise RuntimeError(f"{shown!r} never appeared:\n{program.text}")
    return took


def _longest_thread(folder: Path) -> int:
    """The conversation with the most messages."""
    connection: Any = open_reader(folder / FILE_NAME)
    with closing(connection):
        (conversation_id,) = connection.execute(
            "select id from conversation order by message_count desc limit 1"
        ).fetchone()
    return int(conversation_id)


def _keys(
    command: Sequence[str], environ: dict[str, str], columns: int, rows: int, long_thread: int
) -> list[bool]:
    program = TerminalProgram(command, columns, rows, environ)
    program.start()
    if program.until(_READY, 20) is None:
        raise RuntimeError(f"the console never went live:\n{program.text}")
    time.sleep(2)
    is_held = [_measure(program, step) for step in INBOX_STEPS]
    for keys in ("g", "e", f"/#{long_thread} ", "\r", "\r"):
        program.press(keys, quiet_s=1.0)
    is_held += [_measure(program, step) for step in THREAD_STEPS]
    memory = program.memory_mb()
    is_held.append(memory <= 120)
    print(f"memory of the console        {memory:5.0f} MB   (≤ 120) {_verdict(is_held[-1])}")
    program.close()
    return is_held


def _measure(program: TerminalProgram, step: Step) -> bool:
    samples, sizes = [], []
    unmeasured = max(3, len(step.before))
    for number in range(unmeasured + step.samples):
        if step.before:
            program.press(step.before[number % len(step.before)], quiet_s=0.3)
        painted = program.press(step.keys, quiet_s=step.quiet_s, part=step.part)
        seconds = painted.first_s if step.is_prediction else painted.paint_s
        if number >= unmeasured and painted.paint_s is not None and seconds is not None:
            samples.append(seconds * 1_000)
            sizes.append(painted.size)
        time.sleep(0.15)  # the preview and the pages ahead belong to no key
    if len(samples) < step.samples // 2:
        print(f"{step.name:28} painted nothing in most samples\n{program.text}")
        return False
    p50 = statistics.median(samples)
    p95 = sorted(samples)[min(len(samples) - 1, round(0.95 * (len(samples) - 1)))]
    is_held = p50 <= step.p50_ms and p95 <= step.p95_ms
    print(
        f"{step.name:28} p50 {p50:6.1f}  p95 {p95:6.1f} ms, {statistics.median(sizes):6.0f} bytes"
        f"   (≤ {step.p50_ms:.0f}, ≤ {step.p95_ms:.0f}) {_verdict(is_held)}"
    )
    return is_held


def _verdict(is_held: bool) -> str:
    return "holds" if is_held else "DOES NOT HOLD"


if __name__ == "__main__":
    sys.exit(main())
