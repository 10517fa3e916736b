"""Lists of free words: from the word index to a stretch of entries, whole where a word is rare, window by window where all are common."""

import time
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from support_tui.wire.order import Sort
from support_tui.wire.query.tree import Query, Word

from .compile import Asked, Condition, compile_parts
from .match_text import any_form, exact_form
from .walk import Entry, Stretch, Wanted, cut, keyed
from .word_hits import Hits, hits, message_density, newest_entries

FEW: Final = 300
"""Where the rest of the query leaves no more conversations than this, each is asked for its words instead (some 10 ms)."""

DENSE: Final = 0.12
"""A word in so large a share of the messages is met in every third conversation: the list is walked in its own order."""

PART_S: Final = 0.1
"""When this much of the time is left, a list by windows ends with what it has."""


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

    def rest(self, without: frozenset[Query]) -> Condition:
        """The condition of all parts but `without`."""
        return compile_parts([part for part in self.parts if part not in without], self.asked)


def found_stretch(search: Search) -> Stretch | None:
    """The stretch of conversations that hold the words; None where walking and testing each for them is the better way."""
    cursor = search.wanted.cursor
    if cursor is not None and cursor.tops is not None:
        return _by_windows(search, cursor.tops)
    words = [word for word in search.words if exact_form(word, {})]
    if not words or search.narrowest <= FEW:
        return None
    windows = {word: _window(search, word) for word in words}
    rare = {word: window for word, window in windows.items() if window.is_last}
    if rare:
        return _by_rare_words(search, rare)
    if all(message_density(search.connection, window) >= DENSE for window in windows.values()):
        return None
    return _by_windows(search, newest_entries(search.connection))


def _window(search: Search, word: Word) -> Hits:
    endings = search.asked.endings
    return hits(search.connection, any_form(word, endings), exact_form(word, endings))


def _by_rare_words(search: Search, rare: dict[Word, Hits]) -> Stretch:
    """All conversations are known: those of every rare word; common words are asked of each."""
    first, *others = sorted((found.ranks for found in rare.values()), key=len)
    ranks = {
        id_: max(rank, *(ranks[id_] for ranks in others)) if others else rank
        for id_, rank in first.items()
        if all(id_ in ranks for ranks in others)
    }
    rest = search.rest(frozenset(rare))
    return cut(keyed(search.connection, ranks, search.sort, rest, ranks), search.wanted)


# --- window by window -------------------------------------------------------------------------------------------------


def _by_windows(search: Search, tops: tuple[int, int]) -> Stretch:
    """Positions are counted from `tops`: what came into the index since then does not shift the pages."""
    wanted = search.wanted
    first = _first_position(wanted)
    entries: list[Entry] = []
    is_whole = True
    for window in _windows(search, tops):
        entries += window
        is_late = search.stop_at - time.monotonic() < PART_S
        if is_late or (not wanted.is_end and len(entries) > first + wanted.limit):
            is_whole = False
            break
    return _cut_by_position(entries, first, wanted, tops, is_whole=is_whole)


def _windows(search: Search, tops: tuple[int, int]) -> Iterator[list[Entry]]:
    """The entries of each window in the list's order, newest window first, no conversation twice."""
    endings = search.asked.endings
    any_text = _together(any_form(word, endings) for word in search.words)
    exact_text = _together(exact_form(word, endings) for word in search.words)
    rest = search.rest(frozenset(search.words))
    seen: set[int] = set()
    while True:
        found = hits(search.connection, any_text, exact_text, tops)
        new = {id_: rank for id_, rank in found.ranks.items() if id_ not in seen}
        seen.update(new)
        yield keyed(search.connection, new, search.sort, rest, new)
        if found.is_last:
            return
        tops = found.next_tops


def _together(texts: Iterator[str]) -> str:
    return " AND ".join(f"({text})" for text in texts if text)


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
    has_after = start + len(part) < len(entries) or not is_whole
    total = len(entries) if is_whole else None
    return Stretch(part, start, start > 0, has_after, total, len(entries), tops)
