"""Laid-out lines to strips in the colours of the present theme; knows no message and no scroll position."""

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from support_tui.text.cells import cell_width
from support_tui.widgets.bidi_runs import Line, Piece

from .blocks import GUTTER_CELLS, BlockLine
from .looks import Ground, Look

CURSOR_BAR = "▌"
NOTE_BAR = "┃"
_SAFE_LINKS = ("http://", "https://", "mailto:")


class Colours:
    """The styles of looks on grounds, each computed once.

    `component` gives a component class's own style (False: as blended into the widget). Only a look's own background, if it has
    one, covers the ground."""

    def __init__(self, base: Style, component: Callable[[str, bool], Style]) -> None:
        self._base = base
        self._component = component
        self._known: dict[tuple[str, Ground, str], Style] = {}

    def style(self, look: str, ground: Ground, link: str = "") -> Style:
        """How a piece of that look is printed on that ground; a web or mail link also becomes one of the terminal."""
        key = (look, ground, link)
        style = self._known.get(key)
        if style is None:
            style = self._base
            if look != Look.TEXT:
                style += self._component(f"thread--{look}", False)
            own = self._component(f"thread--{look}", True).bgcolor if look != Look.TEXT else None
            if ground is not Ground.PLAIN and own is None:
                style += Style(bgcolor=self._component(f"thread--on-{ground}", False).bgcolor)
            if link:
                style += Style(link=link if link.startswith(_SAFE_LINKS) else None, meta={"link": link})
            self._known[key] = style
        return style


def paint(block_line: BlockLine, width: int, cells: int, gutter: Piece, colours: Colours, y: int) -> Strip:
    """One line of the pane: gutter, marker, then the words at the left or right of the text column.

    `y` names the line in selections of text; the first visual character of the words has x 0 there.
    """
    line, _, ground, marker = block_line
    segments = [
        Segment(gutter.text, colours.style(gutter.look, Ground.PLAIN)),
        Segment(" " * (GUTTER_CELLS - cell_width(gutter.text)), colours.style(Look.TEXT, ground)),
    ]
    blank = colours.style(Look.TEXT, ground)
    words = _words(line, ground, colours, y)
    if marker is not None:
        style = colours.style(marker.look, ground)
        words = (
            [*words, Segment(marker.text[::-1], style)]
            if line.is_right
            else [Segment(marker.text, style), *words]
        )
    if line.is_right:
        used = cell_width(marker.text) if marker is not None else 0
        segments.append(Segment(" " * max(0, cells - used - line.cells), blank))
    segments.extend(words)
    strip = Strip([segment for segment in segments if segment.text])
    strip = strip.adjust_cell_length(GUTTER_CELLS + cells, blank)
    return strip.adjust_cell_length(width, colours.style(Look.TEXT, Ground.PLAIN))


def _words(line: Line, ground: Ground, colours: Colours, y: int) -> list[Segment]:
    segments: list[Segment] = []
    before, after = line.guard
    if before:
        segments.append(Segment(before, colours.style(Look.TEXT, ground)))
    x = 0
    for piece in line.pieces:
        style = colours.style(piece.look, ground, piece.link)
        segments.append(Segment(piece.text, _placed(style, x, y)))
        x += len(piece.text)
    if after:
        segments.append(Segment(after, colours.style(Look.TEXT, ground)))
    return segments


def select_part(strip: Strip, left: int, right: int | None, selected: Style) -> Strip:
    """The strip with the selected characters of its words shown as such."""
    segments: list[Segment] = []
    for segment in strip:
        meta = segment.style.meta if segment.style is not None else {}
        place = meta.get("offset")
        if place is None or segment.style is None:
            segments.append(segment)
            continue
        text, (x, y) = segment.text, place
        low = max(0, min(len(text), left - x))
        high = len(text) if right is None else max(low, min(len(text), right - x))
        parts = ((0, low, False), (low, high, True), (high, len(text), False))
        segments.extend(
            Segment(
                text[start:end], _placed(segment.style + selected if is_in else segment.style, x + start, y)
            )
            for start, end, is_in in parts
            if end > start
        )
    return Strip(segments, strip.cell_length)


def _placed(style: Style, x: int, y: int) -> Style:
    """The style with the place of its first character, by which a selection with the mouse finds the text."""
    return style + Style.from_meta({"offset": (x, y)})


def paint_plain(line: Line, width: int, base: Style, component: Callable[[str], Style]) -> Strip:
    """A line of fields in exactly `width` cells, for heads and panes without gutter and selection."""
    segments = [
        Segment(piece.text, base + component(piece.look) if piece.look else base)
        for piece in line.pieces
        if piece.text
    ]
    return Strip(segments).adjust_cell_length(width, base)
