"""The first line of the composer: what the text will become and who will read it, so that a reply and a note cannot be confused."""

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual.filter import LineFilter
from textual.strip import Strip
from textual.widget import Widget

from support_tui import i18n
from support_tui.text.display import TextMode
from support_tui.widgets.bidi_filter import without_bidi
from support_tui.widgets.bidi_runs import Piece, side_by_side
from support_tui.widgets.thread.painter import paint_plain


class LabelLine(Widget):
    """One line of pieces; looks are component classes of the widget around it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"label--{look}" for look in ("reply", "note", "forward", "new", "words", "strong", "wrong")
    }
    DEFAULT_CSS = """
    LabelLine {
        height: 1;
        & > .label--reply { color: $background; background: $primary; text-style: bold; }
        & > .label--note { color: $background; background: $warning; text-style: bold; }
        & > .label--forward { color: $background; background: $secondary; text-style: bold; }
        & > .label--new { color: $background; background: $success; text-style: bold; }
        & > .label--words { color: $text-muted; }
        & > .label--strong { text-style: bold; }
        & > .label--wrong { color: $text-error; text-style: bold; }
    }
    """

    def __init__(self, mode: TextMode, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._mode = mode
        self.pieces: tuple[Piece, ...] = ()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """All but the one that orders text: this widget has done that."""
        return without_bidi(super().get_line_filters())

    def say(self, *pieces: Piece) -> None:
        """Show these pieces side by side."""
        if pieces != self.pieces:
            self.pieces = pieces
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line, cut at the end of the pane."""
        base = int(i18n.current().is_rtl)
        line = side_by_side(self.pieces, self._mode, self.size.width, base)
        return paint_plain(line, self.size.width, self.rich_style, self._style)

    def _style(self, look: str) -> Style:
        style = self.get_component_rich_style(f"label--{look}")
        own = self.get_component_rich_style(f"label--{look}", partial=True).bgcolor
        return style if own is not None else style + Style(bgcolor=self.rich_style.bgcolor)
