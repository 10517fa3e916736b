"""Changes to many conversations on a large desk: `python -m benchmarks.bulk DIR` (make one with `benchmarks.generate_store`; it is changed).

Prints the preview of all that match, changes of 5,000 conversations and taking them back, the same of some 40,000, what other agents'
commands and list reads took meanwhile, and the memory. Exit status 1 where a limit does not hold.
"""

import argparse
import asyncio
import secrets
import sqlite3
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import httpx

from benchmarks.desk import ChildDesk
from support_tui.wire import codec
from support_tui.wire import commands as c
from support_tui.wire.commands import Accepted, Request
from support_tui.wire.previews import Preview, PreviewAsked
from support_tui.wire.values import Priority, Status

MANY = 5_000
#: A list, a query, and how many entries are looked through for it where these are not its hits: those of a common word.
PREVIEWED = (
    ("closed", "tag:vip", 0),
    ("closed", "tag:urgent-call", 0),
    ("all", "", 0),
    ("unassigned", "", 0),
    ("all", "refund", 85_000),
)
LONG = c.Matching("closed", "tag:vip")
CLOSE: c.Change = c.SetStatus(0, Status.CLOSED)
#: Others press forty keys a second between them: twenty that change something, twenty that read a list.
_EVERY_S = 0.05
#: Between two orders: nobody gives them faster.
_BETWEEN_S = 2.0


class Limit(NamedTuple):
    """What must hold, and whether it does."""

    name: str
    took_ms: float
    most_ms: float

    @property
    def holds(self) -> bool:
        return self.took_ms <= self.most_ms

    def __str__(self) -> str:
        verdict = "holds" if self.holds else "DOES NOT HOLD"
        return f"{self.took_ms:10.1f} ms  {self.name}, limit {self.most_ms:g} ms: {verdict}"


class Measured:
    """A desk, one agent who changes many, and others who work meanwhile."""

    def __init__(self, http: httpx.AsyncClient, mine: str, theirs: str, others: list[int]) -> None:
        self._http = http
        self._mine = {"Authorization": f"Bearer {mine}"}
        self._theirs = {"Authorization": f"Bearer {theirs}"}
        self._others = others
        self._turn = 0
        self.limits: list[Limit] = []

    def expect(self, name: str, took_s: float, most_ms: float) -> None:
        """Print a figure with its limit."""
        limit = Limit(name, took_s * 1_000, most_ms)
        self.limits.append(limit)
        print(limit, flush=True)

    async def preview(self, selection: c.Selection, change: c.Change) -> Preview:
        body = codec.encode(PreviewAsked(selection, change))
        answer = await self._http.post("/api/bulk/preview", content=body, headers=self._mine)
        return codec.decode(answer.raise_for_status().content, Preview)

    async def do(self, command: Any, key: str = "") -> Accepted:
        return await self._command(command, self._mine, key or secrets.token_hex(16))

    async def _command(self, command: Any, headers: dict[str, str], key: str) -> Accepted:
        body = codec.encode(Request(key, command))
        answer = await self._http.post("/api/commands", content=body, headers=headers)
        return codec.decode(answer.raise_for_status().content, Accepted)

    async def beside(self, work: Callable[[], Awaitable[Any]]) -> tuple[float, Any, list[float], list[float]]:
        """How long `work` takes, its answer, and what others' commands and reads take until it is over."""
        is_over = asyncio.Event()
        commands, reads = [], []
        loads = [
            asyncio.create_task(self._load(is_over, self._their_command, commands)),
            asyncio.create_task(self._load(is_over, self._their_read, reads)),
        ]
        await asyncio.sleep(_EVERY_S)
        begun = time.perf_counter()
        answer = await work()
        took = time.perf_counter() - begun
        is_over.set()
        await asyncio.gather(*loads)
        return took, answer, commands, reads

    async def _load(
        self, is_over: asyncio.Event, ask: Callable[[], Awaitable[Any]], taken: list[float]
    ) -> None:
        """One request after the other at a steady pace, whatever the answers do."""
        waiting: set[asyncio.Task[None]] = set()

        async def timed() -> None:
            begun = time.perf_counter()
            await ask()
            taken.append(time.perf_counter() - begun)

        while not is_over.is_set():
            task = asyncio.create_task(timed())
            waiting.add(task)
            task.add_done_callback(waiting.discard)
            await asyncio.sleep(_EVERY_S)
        await asyncio.gather(*waiting)

    async def _their_command(self) -> None:
        self._turn += 1
        wanted = list(Priority)[self._turn // len(self._others) % 4]
        command = c.SetPriority(self._others[self._turn % len(self._others)], wanted)
        body = codec.encode(Request(secrets.token_hex(16), command))
        await self._http.post("/api/commands", content=body, headers=self._theirs)

    async def _their_read(self) -> None:
        await self._http.get("/api/conversations?queue=mine", headers=self._theirs)


class Rounds:
    """The same order some times: what it took, and what others' keys took meanwhile."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        self.commands: list[float] = []
        self.reads: list[float] = []
        self.changed = 0

    def add(self, took: float, answer: Accepted, commands: list[float], reads: list[float]) -> None:
        """One more round."""
        self.taken.append(took)
        self.commands += commands
        self.reads += reads
        self.changed = answer.many.changed if answer.many else 0

    def expect(self, desk: Measured, name: str, most_ms: float) -> None:
        """Print the figures with their limits."""
        if len(self.taken) > 1:
            shown = ", ".join(f"{took * 1_000:.0f}" for took in self.taken)
            print(f"{'':13}  {name}: {shown} ms", flush=True)
        desk.expect(f"{name}, p50", statistics.median(self.taken), most_ms)
        _others(desk, self.commands, self.reads)


def _fresh_tag() -> str:
    """A tag that no conversation has."""
    return f"benchmark {secrets.token_hex(4)}"


def _percentile(values: list[float], share: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)] if ordered else 0.0


def _told(name: str, values: list[float]) -> None:
    shown = ", ".join(f"p{share} {_percentile(values, share) * 1_000:.1f}" for share in (50, 95, 100))
    print(f"{'':13}  others' {name} meanwhile: {shown} ms, {len(values)} of them", flush=True)


def _others(desk: Measured, commands: list[float], reads: list[float]) -> None:
    """What others' keys took meanwhile."""
    for name, values in (("commands", commands), ("list reads", reads)):
        _told(name, values)
        desk.expect(f"  others' {name}, p95", _percentile(values, 95), 25)


async def _previews(desk: Measured) -> None:
    for queue, query, looked_through in PREVIEWED:
        taken = []
        for _ in range(9):
            begun = time.perf_counter()
            found = await desk.preview(c.Matching(queue, query), CLOSE if queue != "closed" else c.Reopen(0))
            taken.append(time.perf_counter() - begun)
        name = f"preview of {queue} {query}, {found.total:,} hits, p50"
        desk.expect(
            name, statistics.median(taken), 100.0 * max(1.0, max(found.total, looked_through) / 45_000)
        )


async def _many(desk: Measured, ids: list[int], only: str, rounds: int) -> None:
    """Each change and its taking back, some rounds of both, so that others' keys are more than a handful."""
    for name in ("status", "tags", "assign"):
        if only not in name:
            continue
        done, undone = Rounds(), Rounds()
        for turn in range(rounds):
            changes = {
                "status": CLOSE,
                "tags": c.ChangeTags(0, add=(_fresh_tag(),)),
                "assign": c.AssignAgent(0, 3 + turn % 2),
            }
            key = secrets.token_hex(16)
            command = c.ChangeMany(c.Picked(tuple(ids)), changes[name])
            done.add(*await desk.beside(partial(desk.do, command, key)))
            await asyncio.sleep(_BETWEEN_S)
            undone.add(*await desk.beside(partial(desk.do, c.UndoRequest(key))))
            await asyncio.sleep(_BETWEEN_S)
        done.expect(desk, f"{name} of {done.changed:,} conversations", 1_000)
        undone.expect(desk, f"taking back the {name}", 1_000)
        await asyncio.sleep(2)


async def _long(desk: Measured) -> None:
    key = secrets.token_hex(16)
    command = c.ChangeMany(LONG, c.ChangeTags(0, add=(_fresh_tag(),)))
    done, undone = Rounds(), Rounds()
    done.add(*await desk.beside(partial(desk.do, command, key)))
    undone.add(*await desk.beside(partial(desk.do, c.UndoRequest(key))))
    limit = 10_000 * max(1.0, done.changed / 40_000)
    done.expect(desk, f"tags of {done.changed:,} conversations", limit)
    undone.expect(desk, "taking it back", limit)


async def _measure(
    desk: ChildDesk, mine: str, theirs: str, ids: list[int], others: list[int], only: str, rounds: int
) -> bool:
    async with httpx.AsyncClient(base_url=desk.url, timeout=300) as http:
        measured = Measured(http, mine, theirs, others)
        if only in "previews":
            await _previews(measured)
        await _many(measured, ids, only, rounds)
        if only in "long":
            await _long(measured)
    await asyncio.sleep(_BETWEEN_S + 1)  # what previews have mapped is let go
    print(f"{desk.resident_mb():10.0f} MB of memory")
    return all(limit.holds for limit in measured.limits)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="previews, status, tags, assign or long")
    parser.add_argument("--rounds", type=int, default=5, help="how often each change of 5,000 is done")
    arguments = parser.parse_args()
    folder = arguments.folder
    connection = sqlite3.connect(folder / "support.db")
    mine, theirs = (email for (email,) in connection.execute("select email from agent order by id limit 2"))
    first = "select id from conversation where place = ? order by attention limit ?"
    ids = [id_ for (id_,) in connection.execute(first, ("active", MANY))]
    others = [id_ for (id_,) in connection.execute(first, ("snoozed", 500))]
    connection.close()
    desk = ChildDesk(folder)
    desk.start()
    try:
        tokens = [
            desk.command("user", "token", email, "--label", "benchmark").split()[-1]
            for email in (mine, theirs)
        ]
        held = asyncio.run(_measure(desk, *tokens, ids, others, arguments.only, arguments.rounds))
    finally:
        desk.stop()
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
