"""What is known of one list of conversations: runs of ids at exact positions with gaps between them. Pure: knows no rows, no clock.

A list may have a million entries; a window holds the stretches that were loaded, each at its exact position, and keeps the
positions exact while entries come, go and move. Every entry has a *place* (its sort key and a tie breaker), so that a change in
a gap shifts what lies behind it without being loaded. Where a change cannot be located the window says so (`is_stale`) and a
page that is loaded afterwards replaces what it contradicts.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from support_tui.wire.order import Sort, sort_key
from support_tui.wire.views import ConversationRow

Place = tuple[int, int]
"""Where an entry stands: its sort key, then the tie breaker; ascending."""

#: As a `before` cursor: the last page of a list (`GET /api/conversations`).
END = "end"
#: Sorts whose index is read backwards by the server; ties then go from the higher id to the lower.
_DESCENDING = frozenset({Sort.NEWEST, Sort.CREATED})


class ListKey(NamedTuple):
    """Which list: a queue, narrowed by a query of the agent's, in an order."""

    queue: str
    query: str = ""
    sort: Sort = Sort.ATTENTION


class PageRequest(NamedTuple):
    """A page that is wanted: `limit` rows from position `start`; a cursor says the same faster where a neighbour is loaded."""

    start: int
    limit: int
    after: str = ""
    before: str = ""


def place_under(sort: Sort, row: ConversationRow) -> Place:
    """The place of a row in a list of that order."""
    return sort_key(sort, row), -row.id if sort in _DESCENDING else row.id


@dataclass(slots=True)
class Segment:
    """A run of loaded entries from position `start`; `before` and `after` are the server's cursors at its edges, empty where unknown."""

    start: int
    places: list[Place]
    ids: list[int]
    before: str = ""
    after: str = ""

    @property
    def stop(self) -> int:
        return self.start + len(self.ids)

    def cut(self, start: int, stop: int) -> "Segment":
        """The part between two positions."""
        low, high = max(0, start - self.start), max(0, stop - self.start)
        return Segment(
            self.start + low,
            self.places[low:high],
            self.ids[low:high],
            self.before if low == 0 else "",
            self.after if high >= len(self.ids) else "",
        )


@dataclass(slots=True)
class ListWindow:
    """The loaded parts of one list. `id_at` is exact while `is_stale` is false, and the best guess until the next page otherwise."""

    total: int = 0
    is_total_exact: bool = True
    is_loaded: bool = False
    """Whether any page has arrived since the window was opened."""
    is_stale: bool = False
    """Something changed that could not be located: the visible part has to be read again."""
    version: int = 0
    """Grows with each change of membership, order or total."""
    is_ordered: bool = True
    """Whether entries stand in the order of their places. Finds of free words do not: only the server knows their order."""
    segments: list[Segment] = field(default_factory=list)
    _places: dict[int, Place] = field(default_factory=dict)

    def __contains__(self, conversation_id: object) -> bool:
        return conversation_id in self._places

    @property
    def is_complete(self) -> bool:
        """Whether every entry is loaded, so that what is not in the window is not in the list."""
        return self.is_loaded and self.is_total_exact and len(self._places) == self.total

    @property
    def loaded_count(self) -> int:
        return len(self._places)

    def id_at(self, position: int) -> int | None:
        """The conversation at a position, None where nothing is loaded."""
        index = bisect_right(self.segments, position, key=lambda s: s.start) - 1
        if index < 0 or position < 0 or position >= self.segments[index].stop:
            return None
        segment = self.segments[index]
        return segment.ids[position - segment.start]

    def ids_between(self, start: int, stop: int) -> list[int | None]:
        """The conversations at positions from `start` up to `stop`, None where nothing is loaded."""
        return [self.id_at(position) for position in range(start, min(stop, self.total))]

    def loaded_ids(self) -> Iterator[int]:
        """All loaded conversations in the order of the list."""
        for segment in self.segments:
            yield from segment.ids

    def position_of(self, conversation_id: int) -> int | None:
        """Where a conversation stands, None if it is not loaded."""
        place = self._places.get(conversation_id)
        if place is None:
            return None
        segment = self.segments[self._left_of(place)]
        index = bisect_left(segment.places, place)
        if index < len(segment.ids) and segment.ids[index] == conversation_id:
            return segment.start + index
        return self._searched(conversation_id)

    def _searched(self, conversation_id: int) -> int | None:
        """The position by looking at every entry: for pages whose order is not that of the places."""
        for segment in self.segments:
            if conversation_id in segment.ids:
                return segment.start + segment.ids.index(conversation_id)
        return None

    def missing(self, start: int, stop: int, *, page: int = 60) -> list[PageRequest]:
        """The pages to ask for so that `start` up to `stop` is loaded; all of it while the window is stale."""
        start, stop = max(0, start), max(0, stop)
        if not self.is_loaded or self.is_stale:
            stop = min(stop, self.total) if self.is_loaded else stop
            return [PageRequest(start, max(page, stop - start))]
        end = self.total if self.is_total_exact else max(self.total, stop + page)
        wanted = ((max(low, start), min(high, stop), low, high) for low, high in self._gaps(end))
        return [self._request(*gap, page) for gap in wanted if gap[0] < gap[1]]

    def _request(self, start: int, stop: int, low: int, high: int, page: int) -> PageRequest:
        """A page that covers `start` up to `stop` of the gap from `low` to `high`, filled up inside the gap, behind first."""
        limit = min(high - low, max(page, stop - start))
        start = min(start, high - limit)
        left = next((s for s in self.segments if s.stop == start), None)
        right = next((s for s in self.segments if s.start == start + limit), None)
        if left is not None and left.after:
            return PageRequest(start, limit, after=left.after)
        if right is not None and right.before:
            return PageRequest(start, limit, before=right.before)
        is_end = self.is_total_exact and start > 0 and start + limit == self.total
        return PageRequest(start, limit, before=END if is_end else "")

    def holds(self, request: PageRequest) -> bool:
        """Whether the place a page was asked for is still where it was: a cursor is forgotten as soon as its position changes."""
        if request.after:
            return any(segment.after == request.after for segment in self.segments)
        if request.before and request.before != END:
            return any(segment.before == request.before for segment in self.segments)
        return True

    def _gaps(self, end: int) -> Iterator[tuple[int, int]]:
        """Stretches up to `end` that are not loaded, as (start, stop), never empty."""
        position = 0
        for segment in self.segments:
            if segment.start > position:
                yield position, segment.start
            position = segment.stop
        if position < end:
            yield position, end

    def _left_of(self, place: Place) -> int:
        """Index of the last segment that starts at or before a place, -1 if none does."""
        return bisect_right(self.segments, place, key=lambda s: s.places[0]) - 1

    # ------------------------------------------------------------ changes of single entries

    def insert(self, conversation_id: int, place: Place) -> None:
        """A conversation has joined the list at `place`."""
        self.version += 1
        self.total += 1
        index = self._left_of(place)
        if index >= 0 and (place <= self.segments[index].places[-1] or self._is_end(index)):
            self._insert_into(index, conversation_id, place)
        elif index < 0 and self.segments and self.segments[0].start == 0:
            self._insert_into(0, conversation_id, place)
        elif not self.segments and self.is_loaded and self.total == 1:
            self._adopt([Segment(0, [place], [conversation_id])])
        else:
            self._shift(index + 1, 1)

    def _is_end(self, index: int) -> bool:
        """Whether a segment reached to the end of the list before the entry that `total` counts already."""
        return self.is_total_exact and self.segments[index].stop == self.total - 1

    def _insert_into(self, index: int, conversation_id: int, place: Place) -> None:
        segment = self.segments[index]
        at = bisect_left(segment.places, place)
        if at == 0:
            segment.before = ""
        segment.after = ""
        segment.places.insert(at, place)
        segment.ids.insert(at, conversation_id)
        self._places[conversation_id] = place
        self._shift(index + 1, 1)

    def remove(self, conversation_id: int) -> None:
        """A loaded conversation has left the list."""
        position = self.position_of(conversation_id)
        if position is None:
            return
        index = bisect_right(self.segments, position, key=lambda s: s.start) - 1
        segment = self.segments[index]
        at = position - segment.start
        del segment.places[at], segment.ids[at], self._places[conversation_id]
        self.version += 1
        self.total -= 1
        if at == 0:
            segment.before = ""
        segment.after = ""
        self._shift(index + 1, -1)
        if not segment.ids:
            del self.segments[index]

    def remove_unloaded(self, place: Place | None) -> None:
        """A conversation that is not loaded has left the list; from `place`, or from nobody knows where (None).

        With one gap there is only one place it can have been in; otherwise the window is stale."""
        gaps = [index for index in range(len(self.segments) + 1) if self._gap_before(index) > 0]
        index = self._left_of(place) + 1 if place is not None else (gaps[0] if len(gaps) == 1 else -1)
        self.version += 1
        if index not in gaps or (place is not None and self._is_inside(index - 1, place)):
            self.is_stale = True
            return
        self.total -= 1
        self._shift(index, -1)
        if 0 < index < len(self.segments) and self._gap_before(index) == 0:
            self._adopt(self.segments)

    def _gap_before(self, index: int) -> int:
        """How many entries are not loaded between segment `index` and its predecessor."""
        low = self.segments[index - 1].stop if index > 0 else 0
        high = self.segments[index].start if index < len(self.segments) else self.total
        return high - low

    def _is_inside(self, index: int, place: Place) -> bool:
        return index >= 0 and place <= self.segments[index].places[-1]

    def move(self, conversation_id: int, place: Place) -> None:
        """A loaded conversation stands at another place now; it stays loaded only where its neighbours are."""
        if self._places.get(conversation_id) == place:
            return
        self.remove(conversation_id)
        self.insert(conversation_id, place)

    def mark_stale(self) -> None:
        """Something changed that cannot be told from here."""
        self.is_stale = True
        self.version += 1

    def _shift(self, first: int, by: int) -> None:
        for segment in self.segments[first:]:
            segment.start += by
            segment.before = segment.after = ""

    # ------------------------------------------------------------ pages

    def merge(self, other: "ListWindow") -> None:
        """Take over what another window of the same list knows, both at the same moment; where they differ, the other is right."""
        is_same = self.is_loaded and not self.is_stale and self._agrees_on_total(other)
        kept = self.segments if is_same else []
        for segment in other.segments:
            kept = _around(kept, segment, is_ordered=self.is_ordered)
        if other.is_total_exact or not is_same:
            self.total, self.is_total_exact = other.total, other.is_total_exact
        elif not self.is_total_exact:
            self.total = max(self.total, other.total)
        self.is_loaded, self.is_stale = True, other.is_stale
        self.version += 1
        self._adopt(kept)

    def _agrees_on_total(self, other: "ListWindow") -> bool:
        """Lower bounds agree with each other, and with every exact total that is not below them."""
        if self.is_total_exact and other.is_total_exact:
            return self.total == other.total
        return self.total >= other.total if self.is_total_exact else True

    def _adopt(self, segments: Sequence[Segment]) -> None:
        """Make these the segments, those that touch joined."""
        joined: list[Segment] = []
        for segment in segments:
            if joined and joined[-1].stop == segment.start:
                last = joined[-1]
                last.places += segment.places
                last.ids += segment.ids
                last.after = segment.after
            else:
                joined.append(segment)
        self.segments = joined
        self._places = {entry: place for s in joined for entry, place in zip(s.ids, s.places, strict=True)}

    def forget_far(self, position: int, keep: int) -> list[int]:
        """Drop what lies further than `keep` entries from a position; the ids that were dropped."""
        low, high = position - keep, position + keep
        if not self.segments or (self.segments[0].start >= low and self.segments[-1].stop <= high):
            return []
        before = set(self._places)
        near = [s.cut(low, high) for s in self.segments if s.stop > low and s.start < high]
        self._adopt([s for s in near if s.ids])
        return sorted(before - set(self._places))


def window_of(rows: Sequence[ConversationRow], sort: Sort, start: int, total: int) -> ListWindow:
    """A window that holds one run of rows as the server gave them."""
    ids = [row.id for row in rows]
    places = [place_under(sort, row) for row in rows]
    window = ListWindow(total=total, is_loaded=True)
    if ids:
        window._adopt([Segment(start, places, ids)])
    return window


def _around(kept: Sequence[Segment], fresh: Segment, *, is_ordered: bool) -> list[Segment]:
    """Segments with `fresh` among them: what overlaps it is cut off; all others go if they contradict it."""
    pieces: list[Segment] = []
    fresh_ids = set(fresh.ids)
    for segment in kept:
        overlap = segment.cut(fresh.start, fresh.stop)
        low = overlap.start - fresh.start
        if overlap.ids and overlap.ids != fresh.ids[low : low + len(overlap.ids)]:
            return [fresh]
        for piece in (segment.cut(segment.start, fresh.start), segment.cut(fresh.stop, segment.stop)):
            if piece.ids and not fresh_ids.isdisjoint(piece.ids):
                return [fresh]
            if piece.ids:
                pieces.append(piece)
    left = [s for s in pieces if s.start < fresh.start]
    right = [s for s in pieces if s.start > fresh.start]
    if (left and left[-1].places[-1] >= fresh.places[0]) or (
        right and right[0].places[0] <= fresh.places[-1]
    ):
        return [fresh]
    return [*left, fresh, *right]
