"""Times the counts of saved views on a store: `python -m benchmarks.view_counts DIR` (make one with `benchmarks.generate_store`).

Prints for typical views p50 and p95 in milliseconds with the number found, warm after the first call, and whether the limits hold:
each typical view within 5 ms, no view ever longer than its deadline with the time that stopping takes. Reads only.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

from server.storage import lists
from server.storage.counts import counters
from server.storage.db import FILE_NAME, open_reader
from server.storage.lists.counting import COUNT_S
from server.storage.tables import load
from server.storage.viewer import Viewer
from support_tui.wire.query import QueryError, all_of, parse, queue_query

TYPICAL = (
    ("all", ""), ("mine", "is:waiting"), ("mine", "is:unread"), ("all", "assignee:me priority:>=high"), ("all", "tag:billing"),
    ("all", "tag:billing,refund assignee:none"), ("all", "status:open tag:vip"), ("all", "waiting:>4h"), ("all", "last:<2d priority:urgent"),
    ("mailbox:4", "status:awaiting_reply"), ("team:2", "is:unassigned"), ("closed", "closed:<7d rating:bad"), ("all", "follower:me tag:vip"),
    ("all", "is:unread"), ("anywhere", "tag:refund"),
)  # fmt: skip
HARD = (
    ("all", "refund"), ("anywhere", "the order"), ("anywhere", 'customer:"amal"'), ("anywhere", "company:harbour"),
    ("closed", "tag:gdpr priority:urgent rating:bad has:attachment"), ("closed", "has:note rating:bad priority:urgent"),
    ("anywhere", "assignee:none OR tag:legal"), ("closed", "created:<30d channel:chat"),
)  # fmt: skip
TYPICAL_MS = 5.0
HARD_MS = COUNT_S * 1_000 + 10.0


class Timing(NamedTuple):
    """What counting one view took, in milliseconds, and what came of it."""

    p50: float
    p95: float
    found: str


class Counting:
    """The counts of agent 2 on one store."""

    def __init__(self, path: Path) -> None:
        self.connection: Any = open_reader(path)
        directory = load.directory(self.connection, lambda mailbox: mailbox)
        self.viewer = Viewer(2, None, directory)
        self.counters = counters.load_counters(self.connection)
        self.now_at = time.time_ns() // 1_000

    def timed(self, queue: str, text: str, rounds: int) -> Timing:
        """The same number so many times."""
        standing, asked = queue_query(queue), parse(text)
        if standing is None or isinstance(asked, QueryError):
            raise SystemExit(f"no query: {queue} {text}: {asked}")
        query, took = all_of(standing, asked), []
        for _ in range(rounds + 1):
            start = time.perf_counter()
            found = lists.count(self.connection, self.counters, query, self.viewer, now_at=self.now_at)
            took.append((time.perf_counter() - start) * 1_000)
        took = sorted(took[1:])
        number = f"{found.count}+" if found.has_more else str(found.count)
        return Timing(statistics.median(took), took[int(len(took) * 0.95)], number)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    counting = Counting(options.directory / FILE_NAME)
    is_held = True
    for kind, views, limit in (("typical", TYPICAL, TYPICAL_MS), ("hard", HARD, HARD_MS)):
        timings = [(queue, text, counting.timed(queue, text, options.rounds)) for queue, text in views]
        for queue, text, timing in timings:
            print(f"{kind:8} {timing.p50:7.2f} {timing.p95:7.2f} ms  {timing.found:>8}  {queue} {text}")
        p50 = statistics.median(timing.p50 for _, _, timing in timings)
        worst = max(timing.p50 for _, _, timing in timings)
        figure, name = (p50, "p50 over the views") if kind == "typical" else (worst, "slowest view")
        verdict = "holds" if figure <= limit else "DOES NOT HOLD"
        is_held &= figure <= limit
        print(f"{kind}: {name} {figure:.2f} ms, limit {limit:g} ms: {verdict}; slowest view {worst:.2f} ms")
    return 0 if is_held else 1


if __name__ == "__main__":
    sys.exit(main())
