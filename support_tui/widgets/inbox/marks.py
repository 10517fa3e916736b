"""Which rows of the inbox are marked, one by one, as a range or all; pure, by id, so that no live change can move a mark."""

from collections.abc import Iterable, Iterator

from support_tui.widgets.inbox.view import Positions


class Marks:
    """The marked conversations and the row where a range began."""

    def __init__(self) -> None:
        self.ids: set[int] = set()
        self.range_from: int | None = None
        """The conversation where an unfinished range began."""

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, conversation_id: object) -> bool:
        return conversation_id in self.ids

    def __iter__(self) -> Iterator[int]:
        return iter(self.ids)

    def in_order(self, rows: Positions) -> tuple[int, ...]:
        """The marked conversations in the order of the list, those that are not loaded in it last."""
        places = {number: rows.position_of(number) for number in self.ids}
        last = rows.total
        return tuple(
            sorted(places, key=lambda number: (last if (p := places[number]) is None else p, number))
        )

    def toggle(self, conversation_id: int) -> None:
        """Mark, or take the mark away."""
        self.ids ^= {conversation_id}

    def add(self, conversation_ids: Iterable[int]) -> None:
        """Mark all of these."""
        self.ids.update(conversation_ids)

    def begin_range(self, conversation_id: int) -> None:
        """The next `V` marks everything from here to there."""
        self.range_from = conversation_id
        self.ids.add(conversation_id)

    def end_range(self, between: Iterable[int]) -> None:
        """Mark what lies between the two ends."""
        self.ids.update(between)
        self.range_from = None

    def clear(self) -> bool:
        """Take all marks away; tells whether there were any."""
        had = bool(self.ids) or self.range_from is not None
        self.ids.clear()
        self.range_from = None
        return had
