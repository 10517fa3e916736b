"""All conversations of a list at once, however many: as ranges that statements of others read from, or by number. Decides nothing.

A list is read here for what is done to all of it, not to be shown: nothing is sorted, and no index is followed for its order.
"""

import time
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import msgspec

from support_tui.wire.order import Sort
from support_tui.wire.query.tree import Query, Word

from ..counts.counters import Counters
from ..db import Reader
from ..deadline import deadline
from ..viewer import Viewer
from ..words.vocabulary import endings_of
from ..words.word_hits import LARGE, LARGE_DESK, SMALL, Scale
from .compile import Asked, compile_parts, every
from .drivers import Found
from .found import FEW, Search, Way, by_windows, found_stretch
from .holding import are_common, held
from .places import ALL_PLACES
from .streams import Driver
from .walk import Stretch, Wanted, gather, id_of

_NO_END: Final = 1 << 40


class Range(NamedTuple):
    """Conversations `c` as SQL: `select … from {source} where {where}`. A conversation may stand in two ranges."""

    source: str
    where: str
    params: tuple[Any, ...]


def by_number(ids: Iterable[int]) -> Range:
    """The range of conversations by number."""
    numbers = msgspec.json.encode(list(ids)).decode()
    return Range("json_each(?) j cross join conversation c on c.id = j.value", "1", (numbers,))


def ranges(
    connection: Reader, counters: Counters, query: Query, viewer: Viewer, *, now_at: int, seconds: float
) -> list[Range]:
    """Ranges that hold exactly the conversations that the viewer finds by the query, no one twice. Raises TooSlow."""
    asked = Asked(viewer, now_at, endings_of(connection, query))
    found = Found(connection, counters, query, Sort.ATTENTION, asked)
    narrow = min(found.all(), key=lambda driver: driver.count)
    words = tuple(part for part in found.parts if isinstance(part, Word))
    scale = LARGE if counters.count_in(ALL_PLACES) > LARGE_DESK else SMALL
    if words and (narrow.count <= FEW or not are_common(connection, words, asked.endings, scale.rare)):
        with deadline(connection, seconds):
            return [by_number(_holding(connection, scale, found.parts, words, asked, narrow, seconds))]
    rest = [part for part in found.parts if part not in narrow.covers and part not in words]
    condition = every((*(held(word, asked.endings) for word in words), compile_parts(rest, asked)))
    together = [
        Range(stream.source, f"{stream.where} and {condition.sql}", (*stream.params, *condition.params))
        for stream in narrow.streams
    ]
    if len(together) > 1 and narrow.streams[0].holder == "l":
        return [by_number({id_ for part in together for id_ in ids_in(connection, part)})]
    return together


def ids_in(connection: Reader, part: Range) -> list[int]:
    """The numbers of a range, in no order."""
    return [
        id_
        for (id_,) in connection.execute(f"select c.id from {part.source} where {part.where}", part.params)
    ]


def _holding(
    connection: Reader, scale: Scale, parts: tuple[Query, ...], words: tuple[Word, ...], asked: Asked,
    narrow: Driver, seconds: float,
) -> list[int]:  # fmt: skip
    """The conversations that hold the words, one of them rare, or of which there are few."""
    search = Search(
        connection, parts, words, Sort.ATTENTION, asked, Wanted(_NO_END), time.monotonic() + seconds,
        narrow.count, scale,
    )  # fmt: skip
    stretch = found_stretch(search)
    if stretch is Way.GATHER:
        entries = gather(connection, narrow, Sort.ATTENTION, search.rest(narrow.covers))
    else:
        entries = list((stretch if isinstance(stretch, Stretch) else by_windows(search)).entries)
    return [id_of(Sort.ATTENTION, entry) for entry in entries]
