"""Finds every way into a list (`streams.Driver`) that a query allows, with its size; the choice among them is the list's."""

from collections.abc import Iterable, Iterator
from typing import Final

from support_tui.wire.order import NOT_WAITING, Sort
from support_tui.wire.query import ids_of, span_of
from support_tui.wire.query.tree import (
    And,
    Flag,
    IdIs,
    Is,
    Keyword,
    NameField,
    NameIs,
    Not,
    Numbered,
    Query,
    TimeField,
    TimeIs,
)

from ..counts.counters import Counters
from ..db import Reader
from ..words.match_text import customer_match
from .compile import PLACE_FLAGS, Asked
from .places import ALL_PLACES, places_of
from .streams import (
    Driver,
    customer_driver,
    held_driver,
    id_driver,
    listed_driver,
    place_driver,
    time_driver,
)

COUNTED_UP_TO: Final = 30_000
"""Index ranges whose size nothing maintains are counted so far and no further (about a millisecond)."""

STREAMS: Final = 24
"""More index ranges than this are not merged."""


class Found:
    """The drivers of one question; gathers what every one of them needs to be built."""

    def __init__(
        self, connection: Reader, counters: Counters, query: Query, sort: Sort, asked: Asked
    ) -> None:
        self._connection = connection
        self._counters = counters
        self._asked = asked
        self._sort = sort
        self.parts = conjuncts(query)
        places = frozenset(ALL_PLACES)
        for part in self.parts:
            places &= places_of(part)
        self.places = tuple(place for place in ALL_PLACES if place in places)
        self._place_parts = frozenset(part for part in self.parts if _is_just_places(part, places))

    def all(self) -> list[Driver]:
        """Every driver, the one by place first: it always exists."""
        return [self._by_place(), *self._narrower()]

    def _by_place(self) -> Driver:
        return place_driver(self._sort, self.places, self._place_parts, self._counters.count_in(self.places))

    def _narrower(self) -> Iterator[Driver]:
        for part in self.parts:
            match part:
                case NameIs(NameField.ASSIGNEE | NameField.TEAM | NameField.MAILBOX):
                    yield from self._held(part)
                case NameIs(NameField.TAG | NameField.FOLLOWER):
                    yield from self._listed(part)
                case NameIs(NameField.CUSTOMER | NameField.COMPANY):
                    yield from self._customers(part)
                case IdIs(ids):
                    yield id_driver(ids, frozenset((part,)))
                case TimeIs(TimeField.LAST | TimeField.CREATED | TimeField.WAITING):
                    yield from self._times(part)
                case Is((Flag.MINE,)):
                    yield from self._held(NameIs(NameField.ASSIGNEE, (Keyword.ME,)), part)
                case Is((Flag.UNASSIGNED,)):
                    yield from self._held(NameIs(NameField.ASSIGNEE, (Keyword.NONE,)), part)
                case Is((Flag.FOLLOWING,)):
                    yield from self._listed(NameIs(NameField.FOLLOWER, (Keyword.ME,)), part)
                case _:
                    pass

    def _ids(self, term: NameIs) -> list[int] | None:
        """The ids of a term of names, 0 for nobody; None if it also asks for anybody, or for too many."""
        ids: set[int] = set()
        for ref in term.values:
            if ref is Keyword.ANY:
                return None
            if ref is Keyword.NONE:
                ids.add(0)
            else:
                ids |= ids_of(term.field, ref, self._asked.viewer.directory, self._asked.viewer.agent_id)
        return None if len(ids) * len(self.places) > STREAMS else sorted(ids)

    def _held(self, term: NameIs, part: Query | None = None) -> Iterator[Driver]:
        ids = self._ids(term)
        if ids is None or (0 in ids and term.field is not NameField.ASSIGNEE):
            return
        column = f"{term.field}_id"
        count = self._counters.count_held(column, ids, self.places)
        yield held_driver(column, ids, self.places, self._place_parts | {part or term}, count)

    def _listed(self, term: NameIs, part: Query | None = None) -> Iterator[Driver]:
        ids = self._ids(term)
        if ids is None or 0 in ids:
            return
        is_tag = term.field is NameField.TAG
        table, column = ("conversation_tag", "tag_id") if is_tag else ("conversation_follower", "agent_id")
        driver = listed_driver(table, column, ids, self.places, self._place_parts | {part or term}, 0)
        sql = f"select 1 from {table} l where l.{column} = ? and l.place = ?"
        yield listed_driver(
            table,
            column,
            ids,
            self.places,
            driver.covers,
            self._count((sql, stream.params) for stream in driver.streams),
        )

    def _customers(self, term: NameIs) -> Iterator[Driver]:
        column = "person" if term.field is NameField.CUSTOMER else "company"
        ids: set[int] = set()
        for ref in term.values:
            if isinstance(ref, Keyword):
                return
            if isinstance(ref, Numbered):
                ids.add(ref.id)
            elif match_text := customer_match(column, ref.text):
                ids |= self._customers_matching(match_text)
        if len(ids) <= _CUSTOMERS:
            held = "select 1 from conversation c where c.customer_id = ?"
            yield customer_driver(
                sorted(ids), frozenset((term,)), self._count((held, (customer_id,)) for customer_id in ids)
            )

    def _customers_matching(self, match_text: str) -> set[int]:
        sql = "select rowid from customer_words where customer_words match ? order by rowid desc limit ?"
        return {id_ for (id_,) in self._connection.execute(sql, (match_text, _CUSTOMERS + 1))}

    def _times(self, term: TimeIs) -> Iterator[Driver]:
        if len(term.values) != 1:
            return
        span = span_of(term.values[0], self._asked.now_at, self._asked.viewer.zone)
        column, index = _TIME_INDEX[term.field]
        until_at = span.until_at
        if term.field is TimeField.WAITING and until_at is None:
            until_at = NOT_WAITING
        driver = time_driver(column, index, (span.from_at, until_at), self.places, 0)
        count = self._count((f"select 1 from {s.source} where {s.where}", s.params) for s in driver.streams)
        yield Driver(driver.streams, driver.covers, driver.sorts, count)

    def _count(self, ranges: Iterable[tuple[str, tuple[object, ...]]]) -> int:
        """How many entries index ranges hold together, counted no further than just above `COUNTED_UP_TO`."""
        count = 0
        for sql, params in ranges:
            limit = COUNTED_UP_TO + 1 - count
            count += self._connection.execute(
                f"select count(*) from ({sql} limit ?)", (*params, limit)
            ).fetchone()[0]
            if count > COUNTED_UP_TO:
                break
        return count


_CUSTOMERS: Final = 500
_TIME_INDEX: Final = {
    TimeField.LAST: ("last_message_at", "conversation_place_last"),
    TimeField.CREATED: ("created_at", "conversation_place_created"),
    TimeField.WAITING: ("waiting_key", "conversation_place_waiting"),
}


def conjuncts(query: Query) -> tuple[Query, ...]:
    """The parts that must all hold."""
    return query.parts if isinstance(query, And) else (query,)


def _is_just_places(part: Query, places: frozenset[str]) -> bool:
    """Whether every conversation in `places` satisfies this part, so that it need not be tested."""
    inner = part.part if isinstance(part, Not) else part
    is_about_places = isinstance(inner, Is) and all(flag in PLACE_FLAGS for flag in inner.values)
    return is_about_places and places <= places_of(part)
