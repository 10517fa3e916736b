"""How many conversations a list holds, exact where that is cheap and otherwise counted only so far. Reads ids, never rows.

What the maintained counts tell costs nothing and is exact. All else is met one by one behind the smallest way in, up to a bound and a
deadline; where either ends the counting, the number is the least it can be.
"""

import time
from collections.abc import Iterator
from typing import Final

import msgspec

from support_tui.wire.order import Sort
from support_tui.wire.query.tree import Query, Word

from ..counts.counters import Counters
from ..db import Reader
from ..deadline import TooSlow, deadline, one_snapshot
from ..viewer import Viewer
from ..words.vocabulary import endings_of
from ..words.word_hits import LARGE, LARGE_DESK, SMALL
from .compile import ALWAYS, Asked, Condition, compile_parts, every
from .drivers import Found
from .found import Search, found_stretch
from .hints import from_index, in_sets
from .places import ALL_PLACES
from .streams import Driver
from .totals import highest_total, total_for
from .walk import Stretch, Wanted

COUNTED_TO: Final = 999
"""Above this a number tells no more than that there is much to do."""

COUNT_S: Final = 0.02
"""The longest that one number may take."""


class Counted(msgspec.Struct, frozen=True):
    """How many; with `has_more` at least so many."""

    count: int
    has_more: bool = False


def count(
    connection: Reader, counters: Counters, query: Query, viewer: Viewer, *, now_at: int,
    up_to: int = COUNTED_TO, seconds: float = COUNT_S,
) -> Counted:  # fmt: skip
    """How many conversations of a query the viewer may see."""
    with one_snapshot(connection):
        stop_at = time.monotonic() + seconds
        ids: set[int] = set()
        try:
            with deadline(connection, seconds):
                asked = Asked(viewer, now_at, endings_of(connection, query))
                total = total_for(counters, query, asked)
                if total is not None:
                    return Counted(total)
                found = Found(connection, counters, query, Sort.ATTENTION, asked)
                if not highest_total(counters, found.parts, asked):
                    return Counted(0)
                drivers = found.all()
                narrow = min(drivers, key=lambda driver: driver.count)
                hint = every(
                    (
                        from_index(narrow, found.parts, asked),
                        in_sets(narrow, [d for d in drivers if d is not narrow]),
                    )
                )
                if not any(isinstance(part, Word) for part in found.parts):
                    return _met(connection, found.parts, narrow, asked, ids, up_to, hint)
            return _with_words(connection, counters, found, narrow, asked, ids, stop_at, up_to)
        except TooSlow:
            return Counted(len(ids), has_more=True)


def _with_words(
    connection: Reader, counters: Counters, found: Found, narrow: Driver, asked: Asked, ids: set[int],
    stop_at: float, up_to: int,
) -> Counted:  # fmt: skip
    """The word index leads, unless the rest of the query leaves few enough to be asked one by one."""
    words = tuple(part for part in found.parts if isinstance(part, Word))
    scale = LARGE if counters.count_in(ALL_PLACES) > LARGE_DESK else SMALL
    wanted = Wanted(up_to + 1)
    search = Search(
        connection, found.parts, words, Sort.ATTENTION, asked, wanted, stop_at, narrow.count, scale
    )
    with deadline(connection, max(0.001, stop_at - time.monotonic())):
        stretch = found_stretch(search)
        if not isinstance(stretch, Stretch):
            return _met(connection, found.parts, narrow, asked, ids, up_to)
    total = stretch.total if stretch.total is not None else stretch.at_least
    return Counted(min(total, up_to), has_more=stretch.total is None or total > up_to)


def _met(
    connection: Reader, parts: tuple[Query, ...], driver: Driver, asked: Asked, ids: set[int], up_to: int,
    hint: Condition = ALWAYS,
) -> Counted:  # fmt: skip
    """Collect the conversations of a driver that meet all parts into `ids`, each once, until there are more than `up_to`."""
    for id_ in _ids(connection, parts, driver, asked, hint):
        ids.add(id_)
        if len(ids) > up_to:
            return Counted(up_to, has_more=True)
    return Counted(len(ids))


def _ids(
    connection: Reader, parts: tuple[Query, ...], driver: Driver, asked: Asked, hint: Condition
) -> Iterator[int]:
    rest = every((hint, compile_parts([part for part in parts if part not in driver.covers], asked)))
    for stream in driver.streams:
        sql = f"select {stream.id_column} from {stream.source} where {stream.where} and {rest.sql}"
        for (id_,) in connection.execute(sql, (*stream.params, *rest.params)):
            yield id_
