"""One line of parts, some at the left and some at the right: the ground of tabs, status line, key bar and hints.

A bar is one widget whatever it shows; each part is a field of its own, so that Arabic in one never touches its neighbours.
"""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple, Self

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.filter import LineFilter
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from support_tui.text.cells import cell_width, truncate
from support_tui.text.display import TextMode, field
from support_tui.widgets.bidi_filter import without_bidi
from support_tui.widgets.kept_lines import KeptLines


class Part(NamedTuple):
    """A stretch of a bar: its text (logical order), its look, and what a click on it means."""

    text: str
    look: str = "text"
    target: str = ""


class Bar(KeptLines, can_focus=False):
    """Subclasses give `parts`; whoever changes what they depend on calls `refresh`."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"bar--{look}"
        for look in ("text", "strong", "muted", "faint", "key", "active", "accent", "good", "warning", "bad")
    }

    class Chosen(Message):
        """A part with a target was clicked."""

        def __init__(self, bar: "Bar", target: str) -> None:
            super().__init__()
            self.bar = bar
            self.target = target

        @property
        def control(self) -> "Bar":
            return self.bar

    def __init__(self, mode: TextMode, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._mode = mode
        self._styles_known: dict[str, Style] = {}
        self._places: list[tuple[int, int, str]] = []
        self._line: Strip | None = None
        """The bar as painted last, until it is refreshed."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """All but the one that orders text: the parts are in order already."""
        return without_bidi(super().get_line_filters())

    def left_parts(self, width: int) -> Sequence[Part]:
        """What stands at the left; cut at the right parts."""
        return ()

    def right_parts(self, width: int) -> Sequence[Part]:
        """What stands at the right; the first of them goes first where there is no room."""
        return ()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles_known.clear()
        self._line = None

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """What the bar depends on has changed."""
        self._line = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _look(self, look: str) -> Style:
        style = self._styles_known.get(look)
        if style is None:
            style = self._styles_known[look] = self.get_component_rich_style(f"bar--{look}")
        return style

    def render_line(self, y: int) -> Strip:
        """The whole bar: left parts, blanks, right parts, in exactly its width."""
        width = self.size.width
        if y > 0 or width <= 0:
            return Strip.blank(width, self._look("text"))
        if self._line is None or self._line.cell_length != width:
            self._line = self._painted(width)
        return self._line

    def _painted(self, width: int) -> Strip:
        left = [part for part in self.left_parts(width) if part.text]
        right = [part for part in self.right_parts(width) if part.text]
        least_left = min(width // 3, sum(cell_width(part.text) for part in left))
        while right and sum(cell_width(part.text) for part in right) > width - least_left:
            right.pop(0)
        right_cells = sum(cell_width(part.text) for part in right)
        self._places = []
        segments: list[Segment] = []
        used = self._put(left, 0, width - right_cells, segments)
        segments.append(Segment(" " * (width - right_cells - used), self._look("text")))
        self._put(right, width - right_cells, width, segments)
        return Strip(segments, width)

    def _put(self, parts: Sequence[Part], start: int, end: int, segments: list[Segment]) -> int:
        """Write the parts between two columns; gives how many cells they took."""
        column = start
        for part in parts:
            kept = truncate(part.text, end - column)
            cells = cell_width(kept)
            if not cells:
                break
            segments.append(Segment(in_order(kept, self._mode), self._look(part.look)))
            if part.target:
                self._places.append((column, column + cells, part.target))
            column += cells
        return column - start

    def on_click(self, event: events.Click) -> None:
        """Tell what was clicked."""
        for start, end, target in self._places:
            if start <= event.x < end:
                event.stop()
                self.post_message(self.Chosen(self, target))
                return


def in_order(text: str, mode: TextMode) -> str:
    """A part in the terminal's order; the blanks around its words stay where they are, because they are ours."""
    words = text.strip(" ")
    if words.isascii():
        return text
    before = len(text) - len(text.lstrip(" "))
    after = len(text) - len(text.rstrip(" "))
    return " " * before + field(words, cell_width(words), mode) + " " * after
