"""Pages of conversation lists: any query, any sort, from any place, at any size of desk; chooses the way, others read (theory below).

A query's parts that an index range holds (place, assignee, tag, …) make *drivers* (`drivers`, `streams`); the others are an SQL condition
tested row by row (`compile`). The ways, cheapest first:

- *walk*: follow an index that is already in the list's order and keep what meets the condition, until the page is full. Costs nothing when
  the index holds just the list, and much when few rows meet the condition.
- *gather*: read a whole small driver, keep what meets the condition, sort. Knows the total.
  Both are led by what narrow indexes tell before a row is read (`hints`).
- free words (`found`): the word index gives the conversations, newest entries first, in windows.

Which one is cheap depends on how things go together in the data (are tagged conversations at the front of this order?), which no
statistics tell. So a walk is begun with little time, and a gather takes over where it did not get there.
"""

import time
from typing import Any, Final, assert_never

import msgspec

from support_tui.wire.limits import PAGE_ROWS
from support_tui.wire.order import Sort
from support_tui.wire.query.tree import Query, Word
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import ConversationPage

from ..counts.counters import Counters
from ..db import Reader
from ..deadline import TooSlow, deadline, one_snapshot
from ..tables import log, rows
from ..viewer import Viewer
from ..words.vocabulary import endings_of
from ..words.word_hits import LARGE, LARGE_DESK, SMALL
from .compile import Asked, Condition, compile_parts, every
from .cursors import END, Cursor, decode_cursor, encode_cursor
from .drivers import Found
from .found import Search, Way, by_windows, found_stretch
from .hints import from_index, in_sets
from .places import ALL_PLACES
from .streams import Driver
from .totals import highest_total, total_for
from .walk import Stretch, Wanted, count_at_least, cut, gather, id_of, walk

DEADLINE_S: Final = 0.2
"""The longest that any list may take."""

SOON: Final = 2_000
"""Drivers up to this size are gathered at once (some 4 ms)."""

LATE: Final = 30_000
"""Drivers up to this size are gathered when a walk did not get there (some 100 ms where their rows lie apart)."""

FIRST_TRY_S: Final = 0.005
WORDS_TRY_S: Final = 0.02
COUNT_S: Final = 0.004
COUNTED: Final = 1_000
"""Lists whose total nobody maintains are counted so far, if that takes no longer than `COUNT_S`."""


class Question(msgspec.Struct, frozen=True):
    """Everything a page depends on, with what is known about it before a row is read."""

    connection: Any
    parts: tuple[Query, ...]
    drivers: tuple[Driver, ...]
    sort: Sort
    asked: Asked
    wanted: Wanted
    total: int | None
    at_most: int
    desk_size: int
    stop_at: float

    def rest(self, covered: frozenset[Query]) -> Condition:
        """The condition that is left to test where `covered` holds already."""
        return compile_parts([part for part in self.parts if part not in covered], self.asked)

    def gathered_by(self, driver: Driver) -> Condition:
        """The condition that is left for a driver that is read whole, led by what other indexes tell as sets."""
        others = [other for other in self.drivers if other is not driver]
        hint = every((from_index(driver, self.parts, self.asked), in_sets(driver, others)))
        return every((hint, self.rest(driver.covers)))

    def walked_by(self, driver: Driver) -> Condition:
        """The condition that is left for a driver that is read in its order, led by what its index tells."""
        return every((from_index(driver, self.parts, self.asked), self.rest(driver.covers)))

    @property
    def narrow(self) -> Driver:
        """The smallest way in."""
        return min(self.drivers, key=lambda driver: driver.count)

    @property
    def ordered(self) -> Driver:
        """The smallest way in that has the list's order."""
        return min((d for d in self.drivers if self.sort in d.sorts), key=lambda driver: driver.count)

    @property
    def seconds_left(self) -> float:
        return max(0.001, self.stop_at - time.monotonic())


def page(
    connection: Reader, counters: Counters, query: Query, sort: Sort, viewer: Viewer, *, now_at: int,
    after: str = "", before: str = "", at: int = 0, limit: int = 50, seconds: float = DEADLINE_S,
) -> ConversationPage | Refusal:  # fmt: skip
    """The `limit` conversations behind the cursor `after`, before the cursor `before` (`end`: the last ones), or from position `at`.

    One moment's state: `seq` is the last event the rows know. Refuses a cursor that is none, and a question that takes longer than
    `seconds`; near that time a page may be shorter than `limit` and still have an `after`."""
    wanted = _wanted(after, before, at, min(limit, PAGE_ROWS))
    if isinstance(wanted, Refusal):
        return wanted
    with one_snapshot(connection):
        try:
            question = _question(connection, counters, query, sort, viewer, now_at, wanted, seconds)
            return _shown(connection, _stretch(question), sort, viewer)
        except TooSlow:
            return Refusal(RefusalCode.TOO_SLOW, {"deadline_ms": int(seconds * 1000)})


def _wanted(after: str, before: str, at: int, limit: int) -> Wanted | Refusal:
    if before == END:
        return Wanted(limit, is_end=True)
    cursor = decode_cursor(after or before) if after or before else None
    if cursor is None and (after or before):
        field = "after" if after else "before"
        return Refusal(RefusalCode.INVALID_FIELD, {"field": field, "reason": "not a cursor of a list"})
    return Wanted(limit, cursor if after else None, None if after else cursor, at=max(0, at))


def _question(
    connection: Reader, counters: Counters, query: Query, sort: Sort, viewer: Viewer, now_at: int, wanted: Wanted,
    seconds: float,
) -> Question:  # fmt: skip
    stop_at = time.monotonic() + seconds
    asked = Asked(viewer, now_at, endings_of(connection, query))
    found = Found(connection, counters, query, sort, asked)
    total = total_for(counters, query, asked)
    at_most = highest_total(counters, found.parts, asked) if total is None else total
    return Question(
        connection, found.parts, tuple(found.all()), sort, asked, wanted, total, at_most,
        counters.count_in(ALL_PLACES), stop_at,
    )  # fmt: skip


# --- the choice -------------------------------------------------------------------------------------------------------


def _stretch(question: Question) -> Stretch:
    if not question.at_most:
        return Stretch((), 0, False, False, 0)
    words = tuple(part for part in question.parts if isinstance(part, Word))
    return _searched(question, words) if words else _listed(question)


def _searched(question: Question, words: tuple[Word, ...]) -> Stretch:
    """The stretch of a list with free words."""
    search = Search(
        question.connection, question.parts, words, question.sort, question.asked, question.wanted, question.stop_at,
        question.narrow.count, LARGE if question.desk_size > LARGE_DESK else SMALL,
    )  # fmt: skip
    with deadline(question.connection, question.seconds_left):
        found = found_stretch(search)
    match found:
        case Stretch():
            return found
        case Way.GATHER:
            return _gathered(question, question.narrow)
        case Way.WALK if question.wanted.cursor is not None:
            return _walked(question, question.ordered, question.seconds_left)
        case Way.WALK:
            try:
                return _walked(question, question.ordered, WORDS_TRY_S)
            except TooSlow:
                with deadline(question.connection, question.seconds_left):
                    return by_windows(search)
        case _:
            assert_never(found)


def _listed(question: Question) -> Stretch:
    """The stretch by walking or gathering."""
    narrow, ordered = question.narrow, question.ordered
    if question.total is not None and ordered.covers.issuperset(question.parts):
        return _walked(question, ordered, question.seconds_left)
    if narrow.count <= SOON:
        return _gathered(question, narrow)
    if narrow.count > LATE:
        return _walked(question, ordered, question.seconds_left)
    try:
        return _walked(question, ordered, FIRST_TRY_S)
    except TooSlow:
        return _gathered(question, narrow)


def _gathered(question: Question, driver: Driver) -> Stretch:
    with deadline(question.connection, question.seconds_left):
        entries = gather(question.connection, driver, question.sort, question.gathered_by(driver))
    return cut(entries, question.wanted)


def _walked(question: Question, driver: Driver, seconds: float) -> Stretch:
    rest = question.walked_by(driver)
    is_last_try = seconds > WORDS_TRY_S
    wanted = msgspec.structs.replace(question.wanted, is_part_enough=is_last_try)
    with deadline(question.connection, seconds):
        stretch = walk(question.connection, driver, question.sort, rest, wanted, question.total)
    return _with_total(question, driver, rest, stretch)


def _with_total(question: Question, driver: Driver, rest: Condition, stretch: Stretch) -> Stretch:
    """The stretch with what can be said about the length of the list."""
    seen = stretch.start + len(stretch.entries)
    if question.total is not None:
        return msgspec.structs.replace(stretch, total=question.total, at_least=question.total)
    if not stretch.has_after and not question.wanted.is_end:
        return msgspec.structs.replace(stretch, total=seen, at_least=seen)
    at_least = seen + stretch.has_after
    if not question.wanted.is_first:
        return msgspec.structs.replace(stretch, at_least=at_least)
    try:
        with deadline(question.connection, COUNT_S):
            counted = count_at_least(question.connection, driver, rest, COUNTED)
    except TooSlow:
        return msgspec.structs.replace(stretch, at_least=at_least)
    is_exact = counted < COUNTED and len(driver.streams) == 1
    return msgspec.structs.replace(
        stretch, total=counted if is_exact else None, at_least=max(counted, at_least)
    )


# --- the rows ---------------------------------------------------------------------------------------------------------


def _shown(connection: Reader, stretch: Stretch, sort: Sort, viewer: Viewer) -> ConversationPage:
    ids = [id_of(sort, entry) for entry in stretch.entries]
    return ConversationPage(
        rows.rows_of(connection, ids),
        log.last(connection)[0],
        stretch.start,
        stretch.total,
        stretch.at_least,
        _cursor(stretch, 0) if stretch.has_before else "",
        _cursor(stretch, len(ids) - 1) if stretch.has_after else "",
        rows.read_ids_of(connection, viewer.agent_id, ids),
    )


def _cursor(stretch: Stretch, index: int) -> str:
    if not stretch.entries:
        return ""
    rank, key, id_ = stretch.entries[index]
    return encode_cursor(Cursor(key, id_, stretch.start + index, rank, stretch.tops))
