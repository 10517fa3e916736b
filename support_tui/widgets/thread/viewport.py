"""Which lines of a long thread are on screen; pure arithmetic over heights, knows no text and no widget.

The truth is an anchor: an entry and a line of it, at the top of the screen. Heights of entries that were never on screen are
estimates; they only feed the scrollbar, so a wrong estimate can never make the text jump.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import NamedTuple


class Row(NamedTuple):
    """One line on screen: an entry by its index, and the line of it."""

    entry: int
    line: int


class Viewport:
    """The window of `height` rows over entries whose exact height `measure(index)` tells by laying them out."""

    def __init__(self, measure: Callable[[int], int]) -> None:
        self._measure = measure
        self._heights: list[int] = []
        self._is_exact = bytearray()
        self._offsets: list[int] | None = [0]
        self.height = 1
        self.top = Row(0, 0)

    def __len__(self) -> int:
        return len(self._heights)

    def replace(self, estimates: Sequence[int], top: Row) -> None:
        """Other entries, or the same at another width; the anchor is given anew."""
        self._heights = list(estimates)
        self._is_exact = bytearray(len(estimates))
        self._offsets = None
        self.top = top if self._heights else Row(0, 0)

    def forget(self, index: int) -> None:
        """An entry changed: it is measured again when it comes on screen."""
        self._is_exact[index] = 0

    def height_of(self, index: int) -> int:
        """The exact height of an entry."""
        if not self._is_exact[index]:
            height = self._measure(index)
            if height != self._heights[index]:
                self._heights[index] = height
                self._offsets = None
            self._is_exact[index] = 1
        return self._heights[index]

    def _walk(self, row: Row, lines: int) -> Row:
        """The row `lines` further down (or up, if negative), stopping at the ends."""
        index, line = row.entry, row.line + lines
        while line < 0 and index > 0:
            index -= 1
            line += self.height_of(index)
        while index < len(self) - 1 and line >= self.height_of(index):
            line -= self.height_of(index)
            index += 1
        return Row(index, max(0, min(line, self.height_of(index) - 1)))

    def _last_top(self) -> Row:
        """The anchor that shows the last line on the last row."""
        last = len(self) - 1
        return self._walk(Row(last, self.height_of(last) - 1), 1 - self.height)

    def settle(self) -> None:
        """Correct the anchor to lie inside its entry and to leave no empty rows below the last line."""
        if not self._heights:
            self.top = Row(0, 0)
            return
        index = max(0, min(self.top.entry, len(self) - 1))
        top = self._walk(Row(index, 0), self.top.line if index == self.top.entry else 0)
        below = self.height_of(top.entry) - top.line
        index = top.entry + 1
        while below < self.height and index < len(self):
            below += self.height_of(index)
            index += 1
        self.top = top if below >= self.height else self._last_top()

    def rows(self) -> list[Row]:
        """What stands on the screen, from above; fewer than `height` only where the thread is shorter."""
        self.settle()
        rows: list[Row] = []
        index, line = self.top
        while len(rows) < self.height and index < len(self):
            take = min(self.height_of(index) - line, self.height - len(rows))
            rows.extend(Row(index, line + step) for step in range(take))
            index, line = index + 1, 0
        return rows

    def move(self, lines: int) -> None:
        if self._heights:
            self.top = self._walk(self.top, lines)
            self.settle()

    def to_start(self) -> None:
        self.top = Row(0, 0)

    def to_end(self) -> None:
        if self._heights:
            self.top = self._last_top()

    def is_at_end(self) -> bool:
        """Whether the last line is on screen."""
        if not self._heights:
            return True
        self.settle()
        return self.top == self._last_top()

    def show(self, row: Row, *, margin: int = 0) -> None:
        """Move as little as needed to have this row on screen, `margin` rows away from its edges."""
        if not self._heights:
            return
        self.settle()
        margin = min(margin, max(0, (self.height - 1) // 2))
        if row < self._walk(self.top, margin):
            self.top = self._walk(row, -margin)
        elif row > self._walk(self.top, self.height - 1 - margin):
            self.top = self._walk(row, margin + 1 - self.height)
        self.settle()

    def put_at_top(self, row: Row) -> None:
        """Have this row first on screen, as far as the end of the thread allows."""
        self.top = row
        self.settle()

    def is_visible(self, row: Row) -> bool:
        return self.top <= row <= self._walk(self.top, self.height - 1)

    def offsets(self) -> list[int]:
        """Where each entry begins, in lines from the start; partly estimated."""
        if self._offsets is None:
            self._offsets = list(accumulate(self._heights, initial=0))
        return self._offsets

    @property
    def total(self) -> int:
        """All lines; partly estimated."""
        return self.offsets()[-1]

    @property
    def position(self) -> int:
        """Lines above the screen; partly estimated."""
        return self.offsets()[self.top.entry] + self.top.line if self._heights else 0

    def move_to_position(self, position: int) -> None:
        """Follow a scrollbar that was dragged."""
        if not self._heights:
            return
        offsets = self.offsets()
        index = max(0, min(len(self) - 1, bisect_right(offsets, position) - 1))
        self.top = Row(index, 0)
        self.top = self._walk(self.top, max(0, position - offsets[index]))
        self.settle()
