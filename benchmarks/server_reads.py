"""Times the server's reads on a store: `python -m benchmarks.server_reads DIR` (make one with `benchmarks.generate_store`).

Prints p50 and p95 in milliseconds of list pages of every queue and sort, badge counts, searches, filters, thread and customer pages,
and the process's memory; `--check` exits 1 where a p50 is above its limit. One reader as the server opens it, warm after the first call.
"""

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from server.storage import lists
from server.storage.counts import counters
from server.storage.db import FILE_NAME, open_reader
from server.storage.pages import customers, log_pages, threads
from server.storage.tables import load
from server.storage.viewer import Viewer
from support_tui.wire.order import Sort
from support_tui.wire.query import EVERYTHING, QueryError, all_of, parse, queue_query
from support_tui.wire.refusals import Refusal

QUEUES = (
    "mine",
    "unassigned",
    "all",
    "following",
    "snoozed",
    "closed",
    "spam",
    "trash",
    "anywhere",
    "mailbox:4",
    "team:2",
)
SEARCHES = {
    "rare": ("{rare}", "{number}"), "middling": ("customs", "مندوب"), "common": ("refund", "order", "the"),
    "other forms": ("refunds", "orders"), "prefix": ("refu*", "ship*", "re*", "الفا*"), "Arabic": ("الفاتورة", "الطلب", "بالشحنه"),
    "phrase": ('"refund invoice"', '"the order"'), "two words": ("refund invoice", "nora customs", "the order"),
}  # fmt: skip
FILTERS = (
    ("all", "status:open assignee:me tag:billing"), ("all", "priority:>=high last:<2d"),
    ("all", "-tag:spam-suspect has:attachment"), ("all", "waiting:>4h"), ("all", 'customer:"amal"'), ("anywhere", 'customer:"nora"'),
    ("closed", "tag:billing,refund rating:bad"), ("anywhere", "company:harbour"), ("all", "is:unread"), ("all", "assignee:me refund"),
    ("all", "tag:vip order"), ("closed", "created:<30d channel:chat"), ("anywhere", "assignee:none OR tag:legal"),
    ("closed", "assignee:me tag:billing"), ("all", "priority:urgent mailbox:sales status:open"), ("all", "priority:low tag:legal"),
    ("all", "company:harbour status:open"), ("closed", "company:harbour tag:vip"), ("all", "status:awaiting_reply assignee:none"),
    ("all", "status:in_progress tag:gdpr"), ("closed", "rating:bad assignee:me"), ("all", "status:open priority:urgent tag:refund"),
    ("closed", "mailbox:sales priority:urgent tag:vip"), ("all", "refund status:open"), ("all", "tag:vip tag:legal"),
    ("closed", "tag:vip tag:legal"), ("all", "waiting:>4h priority:low"), ("snoozed", "tag:vip"),
    ("closed", "tag:gdpr priority:urgent rating:bad has:attachment"), ("closed", "has:note rating:bad priority:urgent"),
)  # fmt: skip
_KINDS = {"phrase": "words", "two words": "words"}
LIMITS = {
    "list": 5.0,
    "badges": 5.0,
    "search": 5.0,
    "words": 20.0,
    "filter": 20.0,
    "thread": 5.0,
    "customer": 5.0,
    "log": 20.0,
}


class Timed(NamedTuple):
    """A read to be timed. `kind` names its limit."""

    kind: str
    name: str
    read: Callable[[], Any]


class Reads:
    """The reads of one agent, number 2, on one store."""

    def __init__(self, path: Path) -> None:
        self.connection: Any = open_reader(path)
        directory = load.directory(self.connection, lambda mailbox: mailbox)
        self.viewer = Viewer(2, None, directory)
        self.counters = counters.load_counters(self.connection)
        self.now_at = time.time_ns() // 1_000

    def page(self, queue: str, text: str, sort: Sort, **where: Any) -> Any:
        """A page of 50."""
        standing = queue_query(queue)
        asked = parse(text) if text else EVERYTHING
        if standing is None or isinstance(asked, QueryError):
            raise SystemExit(f"no query: {queue} {text}: {asked}")
        query = all_of(standing, asked)
        return lists.page(
            self.connection, self.counters, query, sort, self.viewer, now_at=self.now_at, **where
        )

    def all(self) -> Iterator[Timed]:
        """Everything the figures name."""
        yield from self._lists()
        yield Timed("badges", "all badge counts", lambda: self.counters.counts_for(2))
        yield from self._searches()
        for queue, text in FILTERS:
            for sort in (Sort.ATTENTION, Sort.NEWEST):
                yield Timed("filter", f"{queue} {text} [{sort}]", self._asking(queue, text, sort))
        yield from self._pages()

    def _asking(self, queue: str, text: str, sort: Sort, **where: Any) -> Callable[[], Any]:
        return lambda: self.page(queue, text, sort, **where)

    def _lists(self) -> Iterator[Timed]:
        for queue in QUEUES:
            for sort in Sort:
                first = self.page(queue, "", sort)
                middle = (first.total or 0) // 2
                jump = self.page(queue, "", sort, at=middle)
                beside = jump.after if hasattr(jump, "after") else first.after
                yield Timed("list", f"{queue} [{sort}] first", self._asking(queue, "", sort))
                yield Timed(
                    "list", f"{queue} [{sort}] middle, by cursor", self._asking(queue, "", sort, after=beside)
                )
                yield Timed(
                    "jump",
                    f"{queue} [{sort}] middle, by position {middle}",
                    self._asking(queue, "", sort, at=middle),
                )
                yield Timed("list", f"{queue} [{sort}] last", self._asking(queue, "", sort, before="end"))

    def _searches(self) -> Iterator[Timed]:
        names = {"rare": self._rare_word(), "number": self._order_number()}
        for kind, texts in SEARCHES.items():
            for text in texts:
                for sort in (Sort.NEWEST, Sort.ATTENTION):
                    asked = text.format_map(names)
                    yield Timed(
                        _KINDS.get(kind, "search"),
                        f"{kind}: {asked} [{sort}]",
                        self._asking("anywhere", asked, sort),
                    )

    def _order_number(self) -> str:
        text = self.connection.execute(
            "select text from message where text like '% Order %' limit 1"
        ).fetchone()[0]
        return str(text).rsplit(" ", 1)[1].strip(".")

    def _rare_word(self) -> str:
        """The last word of the vocabulary that somebody has used."""
        rare = self.connection.execute("select term from message_term where term >= 'zin' limit 1").fetchone()
        return str(rare[0])

    def _pages(self) -> Iterator[Timed]:
        longest = self.connection.execute(
            "select id from conversation order by message_count desc limit 1"
        ).fetchone()[0]
        newest = threads.page(self.connection, longest, self.viewer)
        if isinstance(newest, Refusal):
            raise SystemExit("the longest thread cannot be read")
        count = newest.row.message_count
        yield Timed(
            "thread", f"newest 50 of {count}", lambda: threads.page(self.connection, longest, self.viewer)
        )
        yield Timed(
            "thread",
            "50 before them",
            lambda: threads.page(self.connection, longest, self.viewer, before=newest.before),
        )
        writer = newest.row.customer_id
        busiest = self.connection.execute(
            "select id from customer order by conversation_count desc limit 1"
        ).fetchone()[0]
        yield Timed(
            "customer", "of the long thread", lambda: customers.page(self.connection, writer, self.viewer)
        )
        yield Timed(
            "customer",
            "with most conversations",
            lambda: customers.page(self.connection, busiest, self.viewer),
        )
        for text in ("nora", "a", "nora brook", "منى"):
            yield Timed(
                "customer",
                f"find {text}",
                lambda text=text: customers.find(self.connection, text, self.viewer),
            )
        whole = log_pages.LogFilter(agent_id=5)
        yield Timed("log", "the desk's, of one agent", lambda: log_pages.page(self.connection, whole))
        one = log_pages.LogFilter(conversation_id=longest)
        yield Timed("log", "of the long thread", lambda: log_pages.page(self.connection, one))


def _timed(read: Callable[[], Any], rounds: int) -> tuple[list[float], Any]:
    taken: list[float] = []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        answer = read()
        taken.append((time.perf_counter() - begun) * 1_000)
        if sum(taken) > 1_500 and len(taken) > 3:
            break
    return taken[1:], answer


def _told(answer: Any) -> str:
    if isinstance(answer, Refusal):
        return f"refused: {answer.code}"
    if hasattr(answer, "rows"):
        return f"{len(answer.rows)} of {answer.total if answer.total is not None else f'{answer.total_at_least}+'}"
    return ""


def main() -> int:
    """Time every read and print the table; the groups' worst p50 at the end."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--only", default="", help="reads whose kind or name holds this")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    reads = Reads(arguments.folder / FILE_NAME)
    medians: dict[str, list[float]] = {}
    print(f"{'p50 ms':>9} {'p95 ms':>9}  read")
    for kind, name, read in reads.all():
        if arguments.only not in f"{kind} {name}":
            continue
        taken, answer = _timed(read, arguments.rounds)
        p50, p95 = statistics.median(taken), sorted(taken)[int(len(taken) * 0.95)]
        medians.setdefault(kind, []).append(p50)
        mark = " !" if p50 > LIMITS.get(kind, 200.0) else ""
        print(f"{p50:9.2f} {p95:9.2f}  {kind}: {name}  {_told(answer)}{mark}", flush=True)
    print(f"\n{'median':>9} {'worst':>9}  of the p50s")
    for kind, values in medians.items():
        print(
            f"{statistics.median(values):9.2f} {max(values):9.2f}  {kind}, limit {LIMITS.get(kind, 200.0):.0f}"
        )
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.0f} MB of memory at most")
    is_over = any(max(values) > LIMITS.get(kind, 200.0) for kind, values in medians.items())
    return 1 if arguments.check and is_over else 0


if __name__ == "__main__":
    sys.exit(main())
