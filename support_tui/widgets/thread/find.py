"""Words found in the open thread: all hits in reading order, one of them the present one. Pure; reads contents, moves nothing."""

from bisect import bisect_left
from typing import NamedTuple

from support_tui.store.threads import MessageItem
from support_tui.text.find import contains, find

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
        self.hits: list[Found] = []
        self._by_key: dict[Key, list[Found]] = {}
        self._now = -1

    @property
    def present(self) -> Found | None:
        return self.hits[self._now] if 0 <= self._now < len(self.hits) else None

    @property
    def number(self) -> int:
        """Which hit is the present one, from 1; 0 for none."""
        return self._now + 1 if self.present is not None else 0

    def search(self, wanted: str, from_entry: int) -> Found | None:
        """Find these words everywhere; the present hit is the first at or below `from_entry`, else the first of all."""
        self.wanted = wanted
        self.hits = list(self._all())
        self._by_key = {}
        for hit in self.hits:
            self._by_key.setdefault(self._contents.entries[hit.entry].key, []).append(hit)
        if not self.hits:
            self._now = -1
            return None
        self._now = bisect_left(self.hits, Found(from_entry, 0, 0)) % len(self.hits)
        return self.present

    def again(self) -> None:
        """The same search after the thread changed; the present hit stays where it can."""
        if self.wanted:
            before = self.present
            key = self._key_of(before)
            self.search(self.wanted, 0)
            index = self._contents.index_of(key) if key is not None else None
            if before is not None and index is not None:
                moved = before._replace(entry=index)
                self._now = min(bisect_left(self.hits, moved), len(self.hits) - 1)

    def _key_of(self, hit: Found | None) -> Key | None:
        return next((key for key, hits in self._by_key.items() if hit in hits), None) if hit else None

    def _all(self) -> list[Found]:
        found: list[Found] = []
        if not self.wanted.strip():
            return found
        for index, entry in enumerate(self._contents.entries):
            if isinstance(entry, MessageItem) and contains(entry.message.text, self.wanted):
                body = self._contents.body(entry)
                found.extend(Found(index, start, end) for start, end in find(body.text, self.wanted))
        return found

    def step(self, by: int) -> Found | None:
        """The next hit (or the one before), round at the ends."""
        if self.hits:
            self._now = (self._now + by) % len(self.hits)
        return self.present

    def marks(self, key: Key) -> list[tuple[int, int, str]]:
        """The hits of one entry as stretches with their looks."""
        present = self.present
        return [
            (hit.start, hit.end, Look.HIT_NOW if hit is present else Look.HIT)
            for hit in self._by_key.get(key, ())
        ]

    def clear(self) -> None:
        self.wanted, self.hits, self._by_key, self._now = "", [], {}, -1
