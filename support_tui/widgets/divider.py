"""The line between two panes, bright where the pane behind it has the focus."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget


class Divider(Widget, can_focus=False):
    """One column."""

    ALLOW_SELECT = False

    def show(self, is_active: bool) -> None:
        """Whether the pane behind it has the focus."""
        self.set_class(is_active, "-active")

    def render_line(self, y: int) -> Strip:
        """The same on every line."""
        return Strip([Segment("▌" if self.has_class("-active") else "│", self.rich_style)], 1)
