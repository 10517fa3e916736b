"""Reads entries of a list out of streams: step by step in the order of an index, or all of them to be sorted. Decides nothing.

An *entry* is a place in a list, `(rank, key, id)`, normalised so that ascending is the list's order whatever the sort.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from support_tui.wire.order import Sort

from ..db import Reader
from ..deadline import is_interruption
from .compile import ALWAYS, Condition
from .cursors import Cursor
from .streams import SORT_KEYS, Driver, Stream

Entry = tuple[int, int, int]


class Stretch(msgspec.Struct, frozen=True):
    """Consecutive entries of a list. `start` is the position of the first, `total` None where it was not counted.

    `tops` is set where positions count from a fixed state of the word index (`cursors.Cursor.tops`)."""

    entries: Sequence[Entry]
    start: int
    has_before: bool
    has_after: bool
    total: int | None = None
    at_least: int = 0
    tops: tuple[int, int] | None = None


class Wanted(msgspec.Struct, frozen=True):
    """Which stretch of a list is asked for: behind or before an entry, at a position, or (nothing of these) from the top.

    `is_part_enough`: when time is over, what was read by then is an answer."""

    limit: int
    after: Cursor | None = None
    before: Cursor | None = None
    is_end: bool = False
    at: int = 0
    is_part_enough: bool = False

    @property
    def cursor(self) -> Cursor | None:
        return self.after or self.before

    @property
    def is_first(self) -> bool:
        return self.cursor is None and not self.is_end and self.at == 0


def normalised(sort: Sort, key: int, id_: int, rank: int = 0) -> Entry:
    """The entry of a row's sort number and id."""
    return (rank, -key, -id_) if SORT_KEYS[sort].is_descending else (rank, key, id_)


def id_of(sort: Sort, entry: Entry) -> int:
    """The conversation behind an entry."""
    return -entry[2] if SORT_KEYS[sort].is_descending else entry[2]


# --- in index order ---------------------------------------------------------------------------------------------------


def stream_statements(
    stream: Stream, sort: Sort, condition: Condition, edge: Entry | None, *, backwards: bool
) -> list[Condition]:
    """The statements that read a stream in order from behind `edge`, one after the other; each takes a limit and an offset more.

    Behind an edge they are two, the rest of the edge's own key and then the keys beyond: SQLite uses only the first column of a
    comparison of pairs where the second is the row id, and thousands may share a key."""
    key, id_ = stream.key_column(sort), stream.id_column
    is_descending = SORT_KEYS[sort].is_descending is not backwards
    direction, beyond = ("desc", "<") if is_descending else ("asc", ">")
    order = f" order by {key} {direction}, {id_} {direction} limit ? offset ?"
    ranges = [Condition(stream.where, stream.params)]
    if edge is not None:
        sign = -1 if SORT_KEYS[sort].is_descending else 1
        edge_key, edge_id = sign * edge[1], sign * edge[2]
        ranges = [
            Condition(
                f"{stream.where} and {key} = ? and {id_} {beyond} ?", (*stream.params, edge_key, edge_id)
            ),
            Condition(f"{stream.where} and {key} {beyond} ?", (*stream.params, edge_key)),
        ]
    rest = "" if condition == ALWAYS else f" and {condition.sql}"
    rest_params = () if condition == ALWAYS else condition.params
    return [
        Condition(
            f"select {key}, {id_} from {stream.source} where {where}{rest}{order}", (*params, *rest_params)
        )
        for where, params in ranges
    ]


def read_stream(
    connection: Reader, stream: Stream, sort: Sort, condition: Condition, edge: Entry | None, count: int,
    *, offset: int = 0, backwards: bool = False,
) -> Iterator[Entry]:  # fmt: skip
    """Up to `count` entries (of two statements up to twice as many) behind or, backwards, before `edge`, the nearest first."""
    for sql, params in stream_statements(stream, sort, condition, edge, backwards=backwards):
        for key, id_ in connection.execute(sql, (*params, count, offset)):
            yield normalised(sort, key, id_)


def far_statement(driver: Driver, sort: Sort, condition: Condition, *, backwards: bool) -> Condition:
    """One statement for all streams together, in which SQLite itself merges and passes over the entries before an offset."""
    is_descending = SORT_KEYS[sort].is_descending is not backwards
    direction = "desc" if is_descending else "asc"
    parts = [
        f"select {s.key_column(sort)} k, {s.id_column} i from {s.source} where {s.where} and {condition.sql}"
        for s in driver.streams
    ]
    # Only tags and followers can hold a conversation twice.
    together = " union " if driver.streams[0].holder == "l" else " union all "
    params = tuple(p for s in driver.streams for p in (*s.params, *condition.params))
    return Condition(f"{together.join(parts)} order by k {direction}, i {direction} limit ? offset ?", params)


class _Walk(NamedTuple):
    """What every reading of a list's order needs."""

    connection: Reader
    driver: Driver
    sort: Sort
    condition: Condition
    is_part_enough: bool

    def read(
        self, edge: Entry | None, count: int, *, offset: int = 0, backwards: bool = False
    ) -> tuple[list[Entry], bool]:
        """The nearest `count` entries of all streams together, and whether there may be more behind them. A conversation that
        stands in several streams comes once.

        Rows are read only as the merge asks for them, so that all streams together cost little more than the one that leads."""
        together = (
            self._far(count + 1, offset, backwards) if offset else self._near(edge, count + 1, backwards)
        )
        entries: list[Entry] = []
        try:
            entries.extend(together)
        except Exception as error:
            if not (entries and self.is_part_enough and is_interruption(error)):
                raise
            return entries[:count], True
        return entries[:count], len(entries) > count

    def _near(self, edge: Entry | None, count: int, backwards: bool) -> Iterator[Entry]:
        streams = [
            read_stream(self.connection, stream, self.sort, self.condition, edge, count, backwards=backwards)
            for stream in self.driver.streams
        ]
        return islice(_once_each(merge(*streams, reverse=backwards)), count)

    def _far(self, count: int, offset: int, backwards: bool) -> Iterator[Entry]:
        sql, params = far_statement(self.driver, self.sort, self.condition, backwards=backwards)
        for key, id_ in self.connection.execute(sql, (*params, count, offset)):
            yield normalised(self.sort, key, id_)


def _once_each(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Sorted entries without repetitions."""
    last: Entry | None = None
    for entry in entries:
        if entry != last:
            yield entry
        last = entry


def walk(
    connection: Reader, driver: Driver, sort: Sort, condition: Condition, wanted: Wanted, total: int | None
) -> Stretch:
    """The wanted stretch in the order of the driver's index. Work grows with the rows passed over until `limit` are found."""
    reading = _Walk(connection, driver, sort, condition, wanted.is_part_enough)
    if wanted.after is not None:
        entries, has_after = reading.read(wanted.after.place, wanted.limit)
        return Stretch(entries, wanted.after.position + 1, True, has_after)
    if wanted.before is not None or wanted.is_end:
        return _back(reading, wanted, total)
    if total is not None and wanted.at > total // 2:
        return _from_end(reading, wanted, total)
    entries, has_after = reading.read(None, wanted.limit, offset=wanted.at)
    return Stretch(entries, wanted.at, wanted.at > 0, has_after)


def _back(reading: _Walk, wanted: Wanted, total: int | None) -> Stretch:
    before = wanted.before
    found, has_before = reading.read(None if before is None else before.place, wanted.limit, backwards=True)
    end = before.position if before is not None else total or 0
    start = max(0, end - len(found)) if has_before else 0
    return Stretch(found[::-1], start, has_before, before is not None)


def _from_end(reading: _Walk, wanted: Wanted, total: int) -> Stretch:
    """A position in the second half, counted from the end: half the index entries need not be passed."""
    behind = max(0, total - wanted.at - wanted.limit)
    count = min(wanted.limit, max(0, total - wanted.at)) or wanted.limit
    found, _ = reading.read(None, count, offset=behind, backwards=True)
    start = max(0, total - behind - len(found))
    return Stretch(found[::-1], start, start > 0, behind > 0)


# --- all at once ------------------------------------------------------------------------------------------------------


def gather(connection: Reader, driver: Driver, sort: Sort, condition: Condition) -> list[Entry]:
    """Every entry of a driver that meets the condition, in the list's order. For drivers of a few thousand rows."""
    found: set[Entry] = set()
    for stream in driver.streams:
        sql = f"select {stream.key_column(sort)}, {stream.id_column} from {stream.source} where {stream.where} and "
        rows = connection.execute(sql + condition.sql, (*stream.params, *condition.params))
        found.update(normalised(sort, key, id_) for key, id_ in rows)
    return sorted(found)


def keyed(
    connection: Reader, ids: Iterable[int], sort: Sort, condition: Condition, ranks: dict[int, int]
) -> list[Entry]:
    """The entries of conversations by id that meet the condition, in the list's order; a rank of 0 where none is given."""
    sql = f"select c.{SORT_KEYS[sort].column}, c.id from json_each(?) j cross join conversation c where c.id = j.value and "
    params: tuple[Any, ...] = (msgspec.json.encode(list(ids)).decode(), *condition.params)
    rows = connection.execute(sql + condition.sql, params)
    return sorted(normalised(sort, key, id_, ranks.get(id_, 0)) for key, id_ in rows)


def cut(entries: Sequence[Entry], wanted: Wanted) -> Stretch:
    """The wanted stretch of a list that is known whole."""
    length = len(entries)
    if wanted.after is not None:
        start = bisect_right(entries, wanted.after.place)
    elif wanted.before is not None:
        start = bisect_left(entries, wanted.before.place) - wanted.limit
    elif wanted.is_end:
        start = length - wanted.limit
    else:
        start = min(wanted.at, max(0, length - wanted.limit))
    stop = max(0, min(start + wanted.limit, length))
    start = max(0, start)
    return Stretch(entries[start:stop], start, start > 0, stop < length, length, length)


def count_at_least(connection: Reader, driver: Driver, condition: Condition, up_to: int) -> int:
    """How many rows of a driver meet the condition, counted no further than `up_to`; rows in two streams count twice."""
    count = 0
    for stream in driver.streams:
        sql = f"select 1 from {stream.source} where {stream.where} and {condition.sql} limit ?"
        params = (*stream.params, *condition.params, up_to - count)
        count += connection.execute(f"select count(*) from ({sql})", params).fetchone()[0]
        if count >= up_to:
            break
    return count
