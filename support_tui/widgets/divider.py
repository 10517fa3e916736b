"""The line between two panes, bright where the pane behind it has the focus."""

from rich.segment import Segment
from textual.strip import Strip

from support_tui.widgets.kept_lines import KeptLines


class Divider(KeptLines, can_focus=False):
    """One column."""

    ALLOW_SELECT = False
    _strip: Strip | None = None

    def show(self, is_active: bool) -> None:
        """Whether the pane behind it has the focus."""
        self.set_class(is_active, "-active")

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strip = None

    def render_line(self, y: int) -> Strip:
        """The same on every line."""
        if self._strip is None:
            self._strip = Strip([Segment("▌" if self.has_class("-active") else "│", self.rich_style)], 1)
        return self._strip
