"""Painted lines of stock widgets in visual order: a line filter, and the reordering of styled cells that text fields share.

Own widgets order their text themselves and leave the filter out (`without_bidi`); twice would turn it round again.
"""

import re
from collections.abc import Sequence
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from support_tui.text import display
from support_tui.text.bidi import VisualLine, by_cluster, by_word, has_rtl, visual_lines
from support_tui.text.cells import cell_width
from support_tui.text.display import TextMode
from support_tui.text.shape import shape

#: Fields of a painted row stand between box drawing characters and wide gaps; each is a paragraph of its own.
_FIELD: Final = re.compile(
    r"\s+|[\u2500-\u259f]+|[^\s\u2500-\u259f][^\u2500-\u259f]*?(?=\s\s|[\u2500-\u259f]|\s*$)"
)

Cell = tuple[str, Style | None]
"""A character with its style."""


class BidiFilter(LineFilter):
    """Puts right-to-left fields of a painted line into the order this terminal needs."""

    def __init__(self, mode: TextMode, enabled: bool = True) -> None:
        super().__init__(enabled)
        self.mode = mode

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same cells in visual order; lines without right-to-left letters come back untouched."""
        text = "".join([segment.text for segment in segments])
        if text.isascii() or not has_rtl(text) or any(segment.control for segment in segments):
            return segments
        cells = cells_of(segments)
        ordered: list[Segment] = []
        for found in _FIELD.finditer(text):
            ordered.extend(_field(found[0], cells[found.start() : found.end()], self.mode))
        return ordered


def without_bidi(filters: Sequence[LineFilter]) -> list[LineFilter]:
    """The filters for a widget that orders its text itself."""
    return [one for one in filters if not isinstance(one, BidiFilter)]


def cells_of(segments: Sequence[Segment]) -> list[Cell]:
    """Every character with its style; a mark takes the style of the letter it stands on, so that a cursor covers both."""
    cells: list[Cell] = []
    for text, style, _ in segments:
        for character in text:
            is_mark = cells and not character.isascii() and cell_width(character) == 0
            cells.append((character, cells[-1][1] if is_mark else style))
    return cells


def segments_of(cells: Sequence[Cell]) -> list[Segment]:
    """Neighbours of one style as one segment."""
    segments: list[Segment] = []
    start = 0
    for index in range(1, len(cells) + 1):
        if index == len(cells) or cells[index][1] != cells[start][1]:
            text = "".join([character for character, _ in cells[start:index]])
            segments.append(Segment(text, cells[start][1]))
            start = index
    return segments


def in_order(cells: Sequence[Cell], visual: VisualLine) -> list[Cell]:
    """Styled cells of a logical line as its visual line has them."""
    order = visual.order if visual.order is not None else range(len(visual.text))
    return [(character, cells[place][1]) for character, place in zip(visual.text, order, strict=True)]


def orders_text(mode: TextMode) -> bool:
    """Whether we bring text into visual order on this terminal, and not the terminal or nobody."""
    return mode.bidi not in ("terminal", "off")


def visual_sections(paragraph: str, spans: Sequence[tuple[int, int]], mode: TextMode) -> list[VisualLine]:
    """The lines of a paragraph that somebody else has wrapped, every character kept, so that a cursor can stand on each."""
    shaped = shape(paragraph) if mode.forms else paragraph
    turn = by_word if mode.bidi == "words" else by_cluster
    return visual_lines(shaped, spans, None, turn)


def _field(text: str, cells: Sequence[Cell], mode: TextMode) -> list[Segment]:
    if not has_rtl(text):
        return segments_of(cells)
    before, after = display.enclosure(mode, text)
    shown = segments_of(in_order(cells, display.line(text, None, mode)))
    edges = (Segment(before, cells[0][1]), *shown, Segment(after, cells[-1][1]))
    return [segment for segment in edges if segment.text]
