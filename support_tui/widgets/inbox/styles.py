"""Turns the looks of a painted row into styles of the theme in use, each looked up once; decides no layout."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from support_tui.widgets.inbox.pen import Piece


class RowStyles:
    """The styles of one inbox widget, by look and ground."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[tuple[str, bool, bool], Style] = {}

    def forget(self) -> None:
        """Another theme or another focus: every style is looked up again."""
        self._known.clear()

    def style(self, look: str, *, is_cursor: bool, is_marked: bool) -> Style:
        """The style of a look on the ground of its row: the cursor's outweighs the mark's."""
        key = (look, is_cursor, is_marked)
        style = self._known.get(key)
        if style is None:
            style = self._widget.get_component_rich_style("inbox--row")
            ground = "inbox--cursor" if is_cursor else "inbox--marked" if is_marked else None
            for name in (ground, f"inbox--{look}" if look != "row" else None):
                if name is not None:
                    style += self._widget.get_component_rich_style(name, partial=True)
            self._known[key] = style
        return style

    def strips(
        self, lines: Sequence[Sequence[Piece]], width: int, *, is_cursor: bool, is_marked: bool
    ) -> tuple[Strip, ...]:
        """A painted row as Textual takes it."""
        return tuple(
            Strip(
                [
                    Segment(text, self.style(look, is_cursor=is_cursor, is_marked=is_marked))
                    for text, look in line
                ],
                width,
            )
            for line in lines
        )
