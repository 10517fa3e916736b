"""Paragraphs with styled spans to lines of pieces in visual order, for widgets that paint their own lines; pure, knows no colours.

A span says only what its text *is* (its look); what that looks like is decided when a line is painted, so that a laid-out
line outlives a change of theme.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from support_tui.text import display
from support_tui.text.bidi import has_rtl
from support_tui.text.cells import cell_width, truncate
from support_tui.text.display import TextMode


class Span(NamedTuple):
    """A stretch of a paragraph that differs from its surroundings; positions are logical."""

    start: int
    end: int
    look: str
    link: str = ""
    """Where a click or Enter leads, empty for nowhere."""


class Piece(NamedTuple):
    """Neighbouring cells of one look, as the terminal gets them."""

    text: str
    look: str
    link: str = ""


class Line(NamedTuple):
    """One line as it stands on the screen, without the margins its widget gives it."""

    pieces: tuple[Piece, ...]
    cells: int
    is_right: bool = False
    """The line belongs to a right-to-left paragraph and ends at the right margin."""
    start: int = 0
    """Logical position of the line in the text its paragraph was taken from."""
    logical: str = ""
    """What a copy of the line gives."""
    order: tuple[int, ...] | None = None
    """Visual index → logical index within the line; None where both are equal."""
    guard: tuple[str, str] = ("", "")
    """Characters of no width that keep this terminal from ordering the line again."""


EMPTY = Line((), 0)


def looks_of(length: int, base_look: str, spans: Sequence[Span]) -> list[Span]:
    """The spans with their gaps filled by `base_look`, in order and without overlap; of two that overlap the later wins."""
    cuts = sorted({0, length, *(cut for span in spans for cut in (span.start, span.end) if 0 < cut < length)})
    filled: list[Span] = []
    for start, end in pairwise(cuts):
        on_top = next((span for span in reversed(spans) if span.start <= start and span.end >= end), None)
        filled.append(Span(start, end, on_top.look if on_top else base_look, on_top.link if on_top else ""))
    return filled


def _pieces_in_order(text: str, start: int, spans: Sequence[Span]) -> tuple[Piece, ...]:
    end = start + len(text)
    return tuple(
        Piece(text[max(span.start, start) - start : min(span.end, end) - start], span.look, span.link)
        for span in spans
        if span.start < end and span.end > start
    )


def _owners(start: int, end: int, spans: Sequence[Span]) -> list[Span]:
    """The span of each character of a line."""
    return [
        span
        for span in spans
        if span.start < end and span.end > start
        for _ in range(max(span.start, start), min(span.end, end))
    ]


def lay_out(
    text: str,
    width: int,
    mode: TextMode,
    *,
    look: str,
    spans: Sequence[Span] = (),
    base: int | None = None,
    start: int = 0,
) -> list[Line]:
    """Wrap one prepared paragraph into `width` cells and put each line in visual order with its looks.

    `base` 0 forces left to right (code, addresses), None takes the first strong character. `start` is where the paragraph begins
    in the text it came from.
    """
    filled = looks_of(len(text), look, spans) if spans and text else [Span(0, len(text), look)]
    lines: list[Line] = []
    for low, high, visual in display.lines(text, width, mode, base):
        pieces: tuple[Piece, ...]
        if len(filled) == 1:
            pieces = (Piece(visual.text, filled[0].look, filled[0].link),) if visual.text else ()
        elif visual.order is None:
            pieces = _pieces_in_order(visual.text, low, filled)
        else:
            owned = display.styled(visual, _owners(low, high, filled))
            pieces = tuple(Piece(shown, span.look, span.link) for shown, span in owned)
        logical = text[low:high]
        guard = display.enclosure(mode, logical)
        cells = cell_width(visual.text)
        lines.append(Line(pieces, cells, visual.base == 1, start + low, logical, visual.order, guard))
    return lines


def side_by_side(
    pieces: Iterable[Piece], mode: TextMode, width: int | None = None, base: int | None = None
) -> Line:
    """A line of pieces that are fields: each has a direction of its own. What does not fit into `width` cells is cut at its end.

    `base` is the direction of pieces that are sentences of the interface, whatever name they begin with.
    """
    shown: list[Piece] = []
    kept: list[str] = []
    left = width
    for piece in pieces:
        text = _prepared(piece.text, mode)
        if left is not None:
            text = truncate(text, left)
            left -= cell_width(text)
        if text:
            kept.append(text)
            shown.append(Piece(_in_order(text, mode, base), piece.look, piece.link))
    text = "".join(kept)
    return Line(tuple(shown), cell_width(text), False, 0, text)


def _prepared(text: str, mode: TextMode) -> str:
    """The field clean and on one line, the blanks that set it apart from its neighbours kept."""
    if text.isascii() and text.isprintable():
        return text
    body = display.prepare_line(text, mode)
    before = len(text) - len(text.lstrip(" "))
    after = len(text) - len(text.rstrip(" ")) if body else 0
    return " " * before + body + " " * after


def _in_order(text: str, mode: TextMode, base: int | None) -> str:
    if text.isascii() or not has_rtl(text):
        return text
    before, after = display.enclosure(mode, text)
    return f"{before}{display.line(text, base, mode).text}{after}"


def with_highlights(line: Line, marks: Sequence[tuple[int, int, str]]) -> Line:
    """The line with stretches of its source text (absolute logical positions) shown in another look."""
    length = len(line.logical)
    looks: list[str] = [""] * length
    for low, high, look in marks:
        for index in range(max(0, low - line.start), min(length, high - line.start)):
            looks[index] = look
    if not any(looks):
        return line
    order = line.order if line.order is not None else range(length)
    pieces: list[Piece] = []
    position = 0
    for piece in line.pieces:
        stop = min(position + len(piece.text), len(order))
        run = position
        for place in range(position + 1, stop + 1):
            if place == stop or looks[order[place]] != looks[order[run]]:
                text = piece.text[run - position : place - position]
                pieces.append(piece._replace(text=text, look=looks[order[run]] or piece.look))
                run = place
        position += len(piece.text)
    return line._replace(pieces=tuple(pieces))


def logical_between(line: Line, left: int, right: int | None) -> str:
    """What a selection of the visual characters `left` to `right` (None is the end) means in reading order."""
    if line.order is None:
        return line.logical[max(0, left) : right]
    return "".join(line.logical[index] for index in sorted(line.order[max(0, left) : right]))
