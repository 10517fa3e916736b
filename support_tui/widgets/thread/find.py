"""Words found in the open thread: all hits in reading order, one of them the present one. Pure; reads contents, moves nothing.

Which messages hold the words is told by their folded texts, kept while a search lasts. Where exactly the words stand is worked out
only for messages that are shown: reading thousands of bodies for a search would take seconds.
"""

from bisect import bisect_left
from typing import NamedTuple

from support_tui.store.threads import MessageItem
from support_tui.text.find import Hit, find
from support_tui.wire.folding import fold

from .contents import Contents, Key
from .looks import Look


class Found(NamedTuple):
    """A hit: in which entry, and where in the text that its body shows."""

    entry: int
    start: int
    end: int


class Finder:
    """The hits of one search over the loaded messages."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self.wanted = ""
        self._folded: dict[Key, tuple[str, str]] = {}
        self._entries: list[int] = []
        """Entries that hold the words, in order."""
        self._counts: list[int] = []
        """How many hits each has; by its raw text until its exact places are known."""
        self._exact: dict[Key, list[Hit]] = {}
        self._at = 0
        self._nth = 0
        self._key_now: Key | None = None
        """The entry of the present hit, which outlives its index."""

    @property
    def count(self) -> int:
        """How many hits there are in all."""
        return sum(self._counts)

    @property
    def number(self) -> int:
        """Which hit is the present one, from 1; 0 for none."""
        return sum(self._counts[: self._at]) + self._nth + 1 if self._entries else 0

    @property
    def present(self) -> Found | None:
        """The present hit with its exact place."""
        if not self._entries:
            return None
        entry = self._entries[self._at]
        hit = self._hits(self._key(entry))[self._nth]
        return Found(entry, hit.start, hit.end)

    def search(self, wanted: str, from_entry: int) -> Found | None:
        """Find these words everywhere; the present hit is the first at or below `from_entry`, else the first of all."""
        self.wanted = wanted
        self._exact = {}
        self._look_everywhere()
        if self._entries:
            self._at = bisect_left(self._entries, from_entry) % len(self._entries)
            self._nth = 0
            self._settle(1)
        return self.present

    def _look_everywhere(self) -> None:
        self._entries, self._counts, self._at, self._nth = [], [], 0, 0
        needle = fold(self.wanted).strip()
        if not needle:
            return
        for index, entry in enumerate(self._contents.entries):
            if isinstance(entry, MessageItem):
                count = self._folded_text(entry).count(needle)
                if count:
                    self._entries.append(index)
                    self._counts.append(count)

    def _folded_text(self, item: MessageItem) -> str:
        text = item.message.text
        known = self._folded.get(item.key)
        if known is None or known[0] is not text:
            known = self._folded[item.key] = (text, fold(text))
        return known[1]

    def _key(self, entry: int) -> Key:
        return self._contents.entries[entry].key

    def _hits(self, key: Key) -> list[Hit]:
        """The exact places in one entry."""
        known = self._exact.get(key)
        if known is None:
            index = self._contents.index_of(key)
            item = self._contents.entries[index] if index is not None else None
            shown = self._contents.body(item).text if isinstance(item, MessageItem) else ""
            known = self._exact[key] = find(shown, self.wanted)
        return known

    def _settle(self, direction: int) -> None:
        """Go on to an entry that really shows the words: what stood only in markup or behind a link is no hit."""
        while self._entries:
            key = self._key(self._entries[self._at])
            exact = len(self._hits(key))
            if exact:
                self._key_now = key
                self._counts[self._at] = exact
                self._nth = min(self._nth, exact - 1)
                return
            del self._entries[self._at], self._counts[self._at]
            if self._entries:
                self._at = (self._at if direction > 0 else self._at - 1) % len(self._entries)

    def again(self) -> None:
        """The same search after the thread changed; the present hit stays where it can."""
        if not self.wanted:
            return
        before, nth = self._key_now, self._nth
        self._exact = {}
        self._look_everywhere()
        index = self._contents.index_of(before) if before is not None else None
        if self._entries:
            self._at = bisect_left(self._entries, index or 0) % len(self._entries)
            self._nth = nth
            self._settle(1)

    def step(self, by: int) -> Found | None:
        """The next hit (or the one before), round at the ends."""
        if not self._entries:
            return None
        self._nth += by
        if not 0 <= self._nth < self._counts[self._at]:
            self._at = (self._at + by) % len(self._entries)
            self._nth = 0 if by > 0 else self._counts[self._at] - 1
            self._settle(by)
        return self.present

    def marks(self, key: Key) -> list[tuple[int, int, str]]:
        """The hits of one entry as stretches with their looks."""
        if not self._entries or not self.wanted.strip():
            return []
        is_present = self._key(self._entries[self._at]) == key
        return [
            (hit.start, hit.end, Look.HIT_NOW if is_present and nth == self._nth else Look.HIT)
            for nth, hit in enumerate(self._hits(key))
        ]

    def clear(self) -> None:
        """No search any more."""
        self.wanted = ""
        self._folded, self._entries, self._counts, self._exact = {}, [], [], {}
        self._at = self._nth = 0
        self._key_now = None
