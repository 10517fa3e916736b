"""The ways into a list: index ranges that hold every conversation of a query, each with how many it holds. Reads counts only.

A *driver* is a set of streams (index ranges) that together hold all conversations that some parts of the query accept; it covers those
parts, the other parts are tested row by row. A driver is ordered for the sorts that its index gives without sorting.
"""

from collections.abc import Sequence
from itertools import product
from typing import Any, Final, NamedTuple

import msgspec

from support_tui.wire.order import Sort
from support_tui.wire.query.tree import Query


class SortKey(NamedTuple):
    """A sort as columns: which number of a conversation, and whether large ones come first (ids then too)."""

    column: str
    is_descending: bool


SORT_KEYS: Final[dict[Sort, SortKey]] = {
    Sort.ATTENTION: SortKey("attention", False),
    Sort.NEWEST: SortKey("last_message_at", True),
    Sort.OLDEST: SortKey("last_message_at", False),
    Sort.WAITING: SortKey("waiting_key", False),
    Sort.CREATED: SortKey("created_at", True),
}
_PLACE_INDEX: Final[dict[Sort, str]] = {
    Sort.ATTENTION: "conversation_place_attention",
    Sort.NEWEST: "conversation_place_last",
    Sort.OLDEST: "conversation_place_last",
    Sort.WAITING: "conversation_place_waiting",
    Sort.CREATED: "conversation_place_created",
}
_ATTENTION_INDEXES: Final = (
    "conversation_place_attention", "conversation_assignee", "conversation_team", "conversation_mailbox",
)  # fmt: skip
_BY_ATTENTION: Final = frozenset((Sort.ATTENTION,))
_BY_NOTHING: Final[frozenset[Sort]] = frozenset()


class Stream(NamedTuple):
    """One index range as SQL. `holder` is the alias whose columns `attention` and id the index holds."""

    source: str
    where: str
    params: tuple[Any, ...]
    holder: str = "c"

    @property
    def range_source(self) -> str:
        """The source without the conversation's row, where the range is one of another table."""
        return self.source.split(" cross join ")[0] if self.holder == "l" else self.source

    @property
    def has_attention(self) -> bool:
        """Whether the index holds the attention key."""
        return self.holder == "l" or self.source.endswith(_ATTENTION_INDEXES)

    @property
    def id_column(self) -> str:
        return "l.conversation_id" if self.holder == "l" else "c.id"

    def key_column(self, sort: Sort) -> str:
        """Where the sort's number is read; from the index itself if it is there."""
        column = SORT_KEYS[sort].column
        return f"{self.holder}.{column}" if column == "attention" else f"c.{column}"


class Driver(msgspec.Struct, frozen=True):
    """Streams that hold all rows of the parts in `covers`; `count` is how many rows they hold, or more than `COUNTED_UP_TO`."""

    streams: tuple[Stream, ...]
    covers: frozenset[Query]
    sorts: frozenset[Sort]
    count: int


def place_driver(sort: Sort, places: Sequence[str], covers: frozenset[Query], count: int) -> Driver:
    """By place, in any order: every sort has its index."""
    source = f"conversation c indexed by {_PLACE_INDEX[sort]}"
    streams = tuple(Stream(source, "c.place = ?", (place,)) for place in places)
    return Driver(streams, covers, frozenset((sort,)), count)


def held_driver(
    column: str, ids: Sequence[int], places: Sequence[str], covers: frozenset[Query], count: int
) -> Driver:
    """By assignee (0: nobody), team or mailbox, in order of attention."""
    source = f"conversation c indexed by conversation_{column.removesuffix('_id')}"
    streams = tuple(
        Stream(source, f"c.{column} = ? and c.place = ?", (id_, place))
        if id_
        else Stream(source, f"c.{column} is null and c.place = ?", (place,))
        for id_, place in product(ids, places)
    )
    return Driver(streams, covers, _BY_ATTENTION, count)


def listed_driver(
    table: str, column: str, ids: Sequence[int], places: Sequence[str], covers: frozenset[Query], count: int
) -> Driver:
    """By tag or follower, in order of attention."""
    source = f"{table} l cross join conversation c on c.id = l.conversation_id"
    streams = tuple(
        Stream(source, f"l.{column} = ? and l.place = ?", (id_, place), "l")
        for id_, place in product(ids, places)
    )
    return Driver(streams, covers, _BY_ATTENTION, count)


def customer_driver(customer_ids: Sequence[int], covers: frozenset[Query], count: int) -> Driver:
    """All conversations of some customers, in no useful order."""
    source = "json_each(?) j cross join conversation c indexed by conversation_customer"
    return Driver(
        (Stream(source, "c.customer_id = j.value", (msgspec.json.encode(list(customer_ids)).decode(),)),),
        covers, _BY_NOTHING, count,
    )  # fmt: skip


def id_driver(ids: Sequence[int], covers: frozenset[Query]) -> Driver:
    """Conversations by number."""
    source = "json_each(?) j cross join conversation c"
    stream = Stream(source, "c.id = j.value", (msgspec.json.encode(list(ids)).decode(),))
    return Driver((stream,), covers, _BY_NOTHING, len(ids))


def time_driver(
    column: str, index: str, span: tuple[int | None, int | None], places: Sequence[str], count: int
) -> Driver:
    """A stretch of time within places. It covers nothing: spans of a query are tested exactly, row by row."""
    tests, params = ["c.place = ?"], []
    for operator, bound in ((">=", span[0]), ("<", span[1])):
        if bound is not None:
            tests.append(f"c.{column} {operator} ?")
            params.append(bound)
    streams = tuple(
        Stream(f"conversation c indexed by {index}", " and ".join(tests), (place, *params))
        for place in places
    )
    return Driver(streams, frozenset(), _BY_NOTHING, count)
