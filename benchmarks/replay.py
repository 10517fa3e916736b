"""A thousand commands given without a line, then the line is back: how long until each was done, and whether each was done once.

`python -m benchmarks.replay DIR` with a desk made by `benchmarks.generate_store`, which is written to: take a copy. Without DIR it is a
new desk with a hundred conversations. `--slow` puts a line of 300 ms and 2 % loss in between.
"""

import argparse
import asyncio
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx

from support_tui.actions.connect import go_on_line, import_network
from support_tui.actions.controller import Desk
from support_tui.link.address import Address, parse_address
from support_tui.link.http import Http
from support_tui.store import LinePhase, Store
from support_tui.store.unsent import Unsent
from support_tui.wire import codec
from support_tui.wire import commands as c
from support_tui.wire.values import Address as Person

from .desk import ChildDesk
from .slow_link import SlowLink, Weather

REPLAY_S = 5.0
#: A tenth of a second without an answer to a key would be felt.
LONGEST_TURN_MS = 100.0
_NOTES = "select conversation_id, text from message where text like 'replayed %' order by conversation_id, id"


def now_us() -> int:
    return time.time_ns() // 1_000


def main() -> int:
    """Measure and print; 1 where a limit does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", type=Path, nargs="?", help="a data folder with a desk in it; it is written to"
    )
    parser.add_argument("--commands", type=int, default=1_000)
    parser.add_argument("--conversations", type=int, default=200, help="how many they are about")
    parser.add_argument("--slow", action="store_true", help="over a line of 300 ms and 2 %% loss")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-replay-") as folder:
        desk = ChildDesk(arguments.folder or Path(folder, "desk"))
        if arguments.folder is None:
            desk.init()
        desk.start()
        try:
            is_held = asyncio.run(_measure(desk, Path(folder), arguments))
        finally:
            desk.stop()
    return 0 if is_held else 1


async def _measure(desk: ChildDesk, folder: Path, arguments: argparse.Namespace) -> bool:
    token = desk.login()
    ids = _conversations(desk, token, arguments.conversations)
    await import_network()
    weather = Weather() if arguments.slow else Weather(round_trip_s=0, loss=0)
    link = SlowLink(desk.url, weather)
    await link.start()
    link.cut()
    console, http = _console(link.url, token, folder)
    go_on_line(console, http, now_us)
    given = [(ids[n % len(ids)], f"replayed {n:06}") for n in range(arguments.commands)]
    started = time.perf_counter()
    for conversation_id, text in given:
        console.do(c.AddNote(conversation_id, text), conditional=False)
    put_ms = (time.perf_counter() - started) * 1_000 / len(given)
    link.mend()
    turns: list[float] = []
    watching = asyncio.create_task(_watch(turns))
    started = time.perf_counter()
    console.refresh()
    while console.store.replica.pending.unanswered():
        await asyncio.sleep(0.01)
        if console.store.replica.line.phase is LinePhase.OFFLINE:
            console.refresh()
    took_s = time.perf_counter() - started
    watching.cancel()
    await console.close()
    await link.close()
    return _verdicts(desk, given, took_s, put_ms, turns, is_slow=arguments.slow)


def _console(url: str, token: str, folder: Path) -> tuple[Desk, Http]:
    address = parse_address(url)
    assert isinstance(address, Address)
    http = Http(address, token)
    unsent = Unsent(folder / "bench.queue", lambda: "aside")
    return Desk(Store(now_us), http, None, now_us, url, unsent=unsent), http


def _conversations(desk: ChildDesk, token: str, count: int) -> list[int]:
    """Conversations to write in: those of the desk, else new ones."""
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=desk.url, headers=headers, timeout=60) as http:
        page = http.get("/api/conversations", params={"queue": "all", "limit": 200}).raise_for_status().json()
        ids = [row["id"] for row in page["rows"]][:count]
        while len(ids) < min(count, 100):
            number = len(ids)
            command = c.ReceiveMessage(1, Person(f"c{number}@customer.example"), f"Question {number}")
            body = codec.encode(c.Request(f"replay-{number:08}-{now_us()}", command))
            ids.append(http.post("/api/commands", content=body).raise_for_status().json()["conversation_id"])
    return ids


async def _watch(turns: list[float]) -> None:
    """How long the console's loop leaves a key waiting."""
    while True:
        started = time.perf_counter()
        await asyncio.sleep(0.005)
        turns.append((time.perf_counter() - started - 0.005) * 1_000)


def _verdicts(
    desk: ChildDesk,
    given: list[tuple[int, str]],
    took_s: float,
    put_ms: float,
    turns: list[float],
    *,
    is_slow: bool,
) -> bool:
    connection = sqlite3.connect(f"file:{desk.data / 'support.db'}?mode=ro", uri=True)
    done = connection.execute(_NOTES).fetchall()
    connection.close()
    counted = Counter(text for _, text in done)
    lost = [text for _, text in given if text not in counted]
    doubled = [text for text, times in counted.items() if times > 1]
    in_order = sorted(done, key=lambda row: row[0]) == sorted(given, key=lambda row: row[0])
    longest = max(turns, default=0.0)
    verdicts = [
        (
            f"{len(given)} commands replayed in {took_s:5.2f} s   (≤ {REPLAY_S:.0f})",
            is_slow or took_s <= REPLAY_S,
        ),
        (f"given and on disk in {put_ms:5.2f} ms each   (≤ 5)", put_ms <= 5),
        (f"each once: {len(lost)} lost, {len(doubled)} doubled   (0, 0)", not lost and not doubled),
        ("in the order given in each conversation", in_order),
        (
            f"a key waits {statistics.median(turns or [0]):4.1f} ms p50, {longest:5.1f} at most   (≤ {LONGEST_TURN_MS:.0f})",
            longest <= LONGEST_TURN_MS,
        ),
    ]
    for words, is_held in verdicts:
        print(f"{words}  {'holds' if is_held else 'DOES NOT HOLD'}")
    return all(is_held for _, is_held in verdicts)


if __name__ == "__main__":
    sys.exit(main())
