"""Which rows of the inbox are marked: one by one, a range, or all that the list holds; pure, by id, so that no live change can move a mark."""

from collections.abc import Iterable, Iterator

from support_tui.widgets.inbox.view import Positions


class Marks:
    """The marked conversations and the row where a range began.

    Where `is_all`, the whole list is marked, rows that are not loaded included, but for `without`; `ids` are the loaded ones then."""

    def __init__(self) -> None:
        self.ids: set[int] = set()
        self.is_all = False
        self.without: set[int] = set()
        self.range_from: int | None = None
        """The conversation where an unfinished range began."""
        self._range: set[int] = set()
        """What is marked by the unfinished range alone: given back where the cursor returns."""

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, conversation_id: object) -> bool:
        return conversation_id not in self.without if self.is_all else conversation_id in self.ids

    def __iter__(self) -> Iterator[int]:
        return iter(self.ids)

    def count(self, total: int) -> int:
        """How many are marked in a list of that length."""
        return max(len(self.ids), total - len(self.without)) if self.is_all else len(self.ids)

    def in_order(self, rows: Positions) -> tuple[int, ...]:
        """The marked conversations in the order of the list, those that are not loaded in it last."""
        places = {number: rows.position_of(number) for number in self.ids}
        last = rows.total
        return tuple(
            sorted(places, key=lambda number: (last if (p := places[number]) is None else p, number))
        )

    def out_of_sight(self, rows: Positions) -> int:
        """How many of them the list does not show now: a filter hides them, or they are not loaded."""
        return 0 if self.is_all else sum(rows.position_of(number) is None for number in self.ids)

    def toggle(self, conversation_id: int) -> None:
        """Mark, or take the mark away."""
        self.ids ^= {conversation_id}
        if self.is_all:
            self.without ^= {conversation_id}

    def add(self, conversation_ids: Iterable[int]) -> None:
        """Mark all of these."""
        added = set(conversation_ids)
        self.ids |= added
        self.without -= added

    def mark_all(self, loaded: Iterable[int]) -> None:
        """Mark everything the list holds; these rows of it are loaded."""
        self.is_all, self.without = True, set()
        self.ids = set(loaded)

    def invert(self, loaded: Iterable[int]) -> None:
        """Of the loaded rows mark those that are not, and unmark those that are; no others."""
        self.ids = {number for number in loaded if number not in self}
        self.is_all, self.without = False, set()

    def begin_range(self, conversation_id: int) -> None:
        """From here on the cursor draws a range, until the next `V`."""
        self.range_from = conversation_id
        self.stretch_range((conversation_id,))

    def stretch_range(self, between: Iterable[int]) -> None:
        """The unfinished range is this now: what it held beyond is as it was before."""
        now = set(between)
        left = self._range - now
        self.ids -= left
        if self.is_all:
            self.without |= left
        self._range = {number for number in now if number in self._range or number not in self}
        self.add(now)

    def end_range(self) -> None:
        """What the range holds stays marked."""
        self.range_from = None
        self._range = set()

    def clear(self) -> bool:
        """Take all marks away; tells whether there were any."""
        had = bool(self.ids) or self.range_from is not None or self.is_all
        self.ids, self.without, self.is_all = set(), set(), False
        self.end_range()
        return had
