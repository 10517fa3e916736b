"""Rows of cells as aligned columns of one width, or one below the other where they do not fit; pure, knows no colours.

A line of a row is put together from the laid-out lines of its cells. Its order leads every cell of the screen back to a place in the
row's own text, so that hits and selections hold; blanks between columns lead to the blank behind the cell.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from support_tui.text.bidi import paragraph_base
from support_tui.text.cells import cell_width
from support_tui.text.display import TextMode
from support_tui.widgets.bidi_runs import EMPTY, Line, Piece, Span, lay_out

from .body import Paragraph
from .looks import Look

_GAP: Final = 2
_LEAST_CELLS: Final = 8
_NUMBER: Final = re.compile(r"[^\w]{0,4}[\d٠-٩۰-۹][\d٠-٩۰-۹.,٫٬:%\s/-]*[^\d]{0,4}$")


class _Column(NamedTuple):
    cells: int
    is_number: bool


def table_lines(rows: Sequence[Paragraph], width: int, mode: TextMode) -> Iterator[Line]:
    """The rows in at most `width` cells."""
    count = max(len(row.cells) for row in rows)
    columns = _columns(rows, count, width)
    if columns is None:
        yield from _stacked(rows, width, mode)
        return
    is_right = _is_right(rows)
    for row in rows:
        yield from _row_lines(row, columns, mode, is_right=is_right)
        if row.is_head:
            rule = (_GAP * " ").join("─" * column.cells for column in columns)
            yield Line((Piece(rule, Look.META),), cell_width(rule), is_right, row.start, "")


def _columns(rows: Sequence[Paragraph], count: int, width: int) -> list[_Column] | None:
    """The width of each column, the widest ones narrowed to what there is; None where even that is too little."""
    texts = [[_words(row, at) for row in rows] for at in range(count)]
    natural = [max(1, *(cell_width(text) for text in column)) for column in texts]
    room = width - _GAP * (count - 1)
    if sum(min(cells, _LEAST_CELLS) for cells in natural) > room:
        return None
    narrowed = _narrowed(natural, room)
    heads = sum(row.is_head for row in rows)
    return [
        _Column(cells, _are_numbers(column[heads:])) for cells, column in zip(narrowed, texts, strict=True)
    ]


def _narrowed(natural: list[int], room: int) -> list[int]:
    """Columns that need less than an equal share keep what they need, the others share the rest."""
    if sum(natural) <= room:
        return natural
    given: dict[int, int] = {}
    left, open_ = room, sorted(range(len(natural)), key=lambda at: natural[at])
    for place, at in enumerate(open_):
        share = left // (len(open_) - place)
        given[at] = min(natural[at], max(share, min(natural[at], _LEAST_CELLS)))
        left -= given[at]
    return [given[at] for at in range(len(natural))]


def _words(row: Paragraph, at: int) -> str:
    if at >= len(row.cells):
        return ""
    start, end = row.cells[at]
    return row.text[start:end]


def _are_numbers(texts: Sequence[str]) -> bool:
    full = [text for text in texts if text.strip()]
    return bool(full) and all(_NUMBER.match(text) for text in full)


def _is_right(rows: Sequence[Paragraph]) -> bool:
    """Whether most rows begin right to left: then the first column stands at the right."""
    bases = [paragraph_base(row.text) for row in rows]
    return sum(bases) * 2 > len(bases)


def _row_lines(
    row: Paragraph, columns: Sequence[_Column], mode: TextMode, *, is_right: bool
) -> Iterator[Line]:
    cells = [_cell_lines(row, at, column.cells, mode) for at, column in enumerate(columns)]
    for lines in zip_longest(*cells, fillvalue=EMPTY):
        joined = _Joined(row)
        order = range(len(columns) - 1, -1, -1) if is_right else range(len(columns))
        for place, at in enumerate(order):
            if place:
                joined.blanks(_GAP, at)
            is_end = lines[at].is_right or (columns[at].is_number and not is_right)
            joined.cell(lines[at], columns[at].cells, at, at_end=is_end or is_right)
        yield joined.line(is_right=is_right)


def _cell_lines(row: Paragraph, at: int, width: int, mode: TextMode) -> list[Line]:
    if at >= len(row.cells):
        return []
    start, end = row.cells[at]
    spans = [
        Span(max(0, span.start - start), span.end - start, span.look, span.link)
        for span in row.spans
        if span.start < end and span.end > start
    ]
    look = Look.STRONG if row.is_head else row.look
    return lay_out(row.text[start:end], width, mode, look=look, spans=spans, start=start)


class _Joined:
    """A line of a row while it grows."""

    def __init__(self, row: Paragraph) -> None:
        self._row = row
        self._pieces: list[Piece] = []
        self._order: list[int] = []
        self._cells = 0

    def blanks(self, count: int, at: int) -> None:
        """Cells that belong to no word."""
        if count > 0:
            self._add(Piece(" " * count, Look.TEXT), [self._behind(at)] * count)
            self._cells += count

    def cell(self, line: Line, width: int, at: int, *, at_end: bool) -> None:
        """A line of a cell in its column, at the left of it or the right."""
        free = width - line.cells
        if at_end:
            self.blanks(free, at)
        before, after = line.guard
        if before:
            self._add(Piece(before, Look.TEXT), [self._behind(at)] * len(before))
        length = sum(len(piece.text) for piece in line.pieces)
        order = line.order if line.order is not None else range(length)
        places = iter([line.start + index for index in order])
        for piece in line.pieces:
            self._add(piece, [next(places, self._behind(at)) for _ in piece.text])
        if after:
            self._add(Piece(after, Look.TEXT), [self._behind(at)] * len(after))
        self._cells += line.cells
        if not at_end:
            self.blanks(free, at)

    def line(self, *, is_right: bool) -> Line:
        text = self._row.text
        return Line(tuple(self._pieces), self._cells, is_right, self._row.start, text, tuple(self._order))

    def _add(self, piece: Piece, places: list[int]) -> None:
        self._pieces.append(piece)
        self._order += places

    def _behind(self, at: int) -> int:
        """The place of the blank behind a cell, or of its last character at the end of the row."""
        end = self._row.cells[at][1] if at < len(self._row.cells) else len(self._row.text)
        return max(0, min(end, len(self._row.text) - 1))


def _stacked(rows: Sequence[Paragraph], width: int, mode: TextMode) -> Iterator[Line]:
    """Each row as a few lines, a cell a line, under the name of its column where it has one."""
    head = next((row for row in rows if row.is_head), None)
    for row in rows:
        if row.is_head:
            continue
        for at, (start, end) in enumerate(row.cells):
            words = row.text[start:end]
            if not words.strip():
                continue
            name = _words(head, at) if head is not None else ""
            label = f"{name}: " if name.strip() else ""
            spans = [
                Span(span.start - start + len(label), span.end - start + len(label), span.look, span.link)
                for span in row.spans
                if span.start >= start and span.end <= end
            ]
            spans.append(Span(0, len(label), Look.META))
            place = max(0, row.start + start - len(label))
            yield from lay_out(label + words, width, mode, look=row.look, spans=spans, start=place)
        yield Line((), 0, start=row.start)
