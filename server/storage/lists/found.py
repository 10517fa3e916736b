"""Lists of free words: from the word index to a stretch of entries, whole where a word is rare, window by window where all are common."""

import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from enum import Enum
from itertools import islice
from typing import Any, Final

import msgspec

from support_tui.wire.order import Sort
from support_tui.wire.query.tree import Query, Word

from ..deadline import TooSlow
from ..words.match_text import any_form, exact_form
from ..words.word_hits import NEWEST, Hits, Scale, hits, message_density, newest_entries
from .compile import Asked, Condition, compile_parts, condition_of, every
from .walk import Entry, Stretch, Wanted, cut, id_of, keyed

FEW: Final = 300
"""Where the rest of the query leaves no more conversations than this, each is asked for its words instead (some 10 ms)."""

TESTED_TOGETHER: Final = 40
DENSE: Final = 0.12
"""A word in so large a share of the messages is met in every third conversation: the list is walked in its own order."""

PART_S: Final = 0.06
"""When this much of the time is left, a list by windows ends with what it has; a window takes less."""


class Search(msgspec.Struct, frozen=True):
    """A question with free words. `narrowest` is the size of the smallest driver that its other parts offer."""

    connection: Any
    parts: tuple[Query, ...]
    words: tuple[Word, ...]
    sort: Sort
    asked: Asked
    wanted: Wanted
    stop_at: float
    narrowest: int
    scale: Scale

    def rest(self, without: frozenset[Query]) -> Condition:
        """The condition of all parts but `without`."""
        return compile_parts([part for part in self.parts if part not in without], self.asked)


class Way(Enum):
    """Where the word index does not lead: how a list of the other parts is to be read."""

    GATHER = "few conversations are left: ask each for the words"
    WALK = "the words are everywhere: the list's own order meets them soon"


def found_stretch(search: Search) -> Stretch | Way:
    """The stretch of conversations that hold the words, or the way to read it without the word index in the lead."""
    cursor = search.wanted.cursor
    if cursor is not None and cursor.tops is not None:
        return _by_windows(search, cursor.tops, None)
    words = _sought(search)
    if not words or search.narrowest <= FEW:
        return Way.GATHER
    windows = {word: _window(search, word) for word in words}
    rare = {word: window for word, window in windows.items() if window.is_last}
    if rare:
        return _by_rare_words(search, rare)
    if search.scale.may_walk and all(
        message_density(search.connection, window) >= DENSE for window in windows.values()
    ):
        return Way.WALK
    return by_windows(search, list(windows.values()))


def by_windows(search: Search, newest: list[Hits] | None = None) -> Stretch:
    """The stretch by windows of the index as it is now; `newest` are the first windows where they are known already."""
    return _by_windows(search, newest_entries(search.connection), newest)


def _sought(search: Search) -> list[Word]:
    """The words that can be looked for at all: not those of punctuation alone."""
    return [word for word in search.words if exact_form(word, {})]


def _window(search: Search, word: Word, tops: tuple[int, int] = NEWEST) -> Hits:
    endings = search.asked.endings
    return hits(search.connection, any_form(word, endings), exact_form(word, endings), search.scale, tops)


def _by_rare_words(search: Search, rare: dict[Word, Hits]) -> Stretch:
    """All conversations of the rare words are known; common words are asked of them one by one until the page is full."""
    ranks = _in_all([found.ranks() for found in rare.values()])
    common = [word for word in search.words if word not in rare]
    entries = keyed(search.connection, ranks, search.sort, search.rest(frozenset(search.words)), ranks)
    return _tested(search, entries, common) if common else cut(entries, search.wanted)


def _tested(search: Search, entries: list[Entry], words: list[Word]) -> Stretch:
    """The wanted stretch of those entries whose conversations hold all the words; counted only where all were tested."""
    wanted = search.wanted
    is_backwards = wanted.is_end or wanted.before is not None
    if wanted.after is not None:
        entries = entries[bisect_right(entries, wanted.after.place) :]
    elif wanted.before is not None:
        entries = entries[: bisect_left(entries, wanted.before.place)]
    need = wanted.limit + (0 if is_backwards or wanted.after else wanted.at)
    holding = list(islice(_holding(search, entries[::-1] if is_backwards else entries, words), need + 1))
    if is_backwards:
        return _back_from(wanted, holding)
    skipped = 0 if wanted.after else wanted.at
    start = wanted.after.position + 1 if wanted.after else wanted.at
    shown = holding[skipped : skipped + wanted.limit]
    has_after = len(holding) > need
    total = None if has_after else start + len(shown)
    return Stretch(shown, start, start > 0, has_after, total, start + len(shown) + has_after)


def _back_from(wanted: Wanted, holding: list[Entry]) -> Stretch:
    """The stretch that ends where `holding` begins; how much lies before it is not known."""
    shown = holding[: wanted.limit][::-1]
    is_top = len(holding) <= wanted.limit
    end = wanted.before.position if wanted.before is not None else len(shown)
    start = 0 if is_top else max(0, end - len(shown))
    total = len(shown) if is_top and wanted.is_end else None
    return Stretch(shown, start, not is_top, wanted.before is not None, total, end)


def _holding(search: Search, entries: list[Entry], words: list[Word]) -> Iterator[Entry]:
    """Those of the entries, in their order, whose conversations hold all the words."""
    condition = every(condition_of(word, search.asked) for word in words)
    for first in range(0, len(entries), TESTED_TOGETHER):
        together = entries[first : first + TESTED_TOGETHER]
        ids = [id_of(search.sort, entry) for entry in together]
        held = {id_of(search.sort, e) for e in keyed(search.connection, ids, search.sort, condition, {})}
        yield from (entry for entry, id_ in zip(together, ids, strict=True) if id_ in held)


# --- window by window -------------------------------------------------------------------------------------------------


def _by_windows(search: Search, tops: tuple[int, int], newest: list[Hits] | None) -> Stretch:
    """Positions are counted from `tops`: what came into the index since then does not shift the pages."""
    wanted = search.wanted
    first = _first_position(wanted)
    entries: list[Entry] = []
    is_whole = True
    for window in _windows(search, tops, newest):
        entries += window
        is_late = search.stop_at - time.monotonic() < PART_S
        if is_late or (not wanted.is_end and len(entries) > first + wanted.limit):
            is_whole = False
            break
    return _cut_by_position(entries, first, wanted, tops, is_whole=is_whole)


def _windows(search: Search, tops: tuple[int, int], newest: list[Hits] | None) -> Iterator[list[Entry]]:
    """The entries of each window in the list's order, newest window first, no conversation twice.

    All words are looked for down to the same place in the index, and what each was found in adds up, so that words of one
    conversation meet even where they stand in messages far apart."""
    words = _sought(search)
    rest = search.rest(frozenset(search.words))
    held: list[dict[int, int]] = [{} for _ in words]
    seen: set[int] = set()
    while True:
        windows = newest or [_window(search, word, tops) for word in words]
        newest = None
        floor = max(w.next_tops[0] for w in windows), max(w.next_tops[1] for w in windows)
        for known, window in zip(held, windows, strict=True):
            for id_, rank in window.ranks(floor).items():
                known[id_] = min(rank, known.get(id_, rank))
        new = {id_: rank for id_, rank in _in_all(held).items() if id_ not in seen}
        seen.update(new)
        yield keyed(search.connection, new, search.sort, rest, new)
        if floor == (-1, -1):
            return
        tops = floor


def _in_all(held: list[dict[int, int]]) -> dict[int, int]:
    """The conversations in which every word was found; the word farthest from its exact form ranks them."""
    first, *others = sorted(held, key=len)
    if not others:
        return first
    return {
        id_: max(rank, *(ranks[id_] for ranks in others))
        for id_, rank in first.items()
        if all(id_ in ranks for ranks in others)
    }


def _first_position(wanted: Wanted) -> int:
    if wanted.after is not None:
        return wanted.after.position + 1
    if wanted.before is not None:
        return max(0, wanted.before.position - wanted.limit)
    return wanted.at


def _cut_by_position(
    entries: list[Entry], first: int, wanted: Wanted, tops: tuple[int, int], *, is_whole: bool
) -> Stretch:
    start = max(0, len(entries) - wanted.limit) if wanted.is_end else first
    stop = wanted.before.position if wanted.before is not None else start + wanted.limit
    part = entries[start:stop]
    if not part and not is_whole:
        raise TooSlow
    has_after = start + len(part) < len(entries) or not is_whole
    total = len(entries) if is_whole else None
    return Stretch(part, start, start > 0, has_after, total, len(entries), tops)
