"""For widgets without a box: they hand their own strips to the screen as they are; knows nothing of what they show.

Textual puts every line of every widget through its box model (padding, border, tint, opacity) and makes new strips of it, so that what
a strip has kept (its parts, its filtered and its rendered form) is lost with each step of the cursor, and it does so for all widgets
around the one that changed. A widget without a box can give away its own strips: a line that only moves on the screen then costs
next to nothing. A class names its container first and one of these after it: Textual looks for a widget's styles along the first
bases only.
"""

from collections.abc import Sequence

from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class KeptLines(Widget):
    """A widget with neither padding nor border nor opacity, whose `render_line` gives the same strip while a line looks the same."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of `crop`, filtered as those of any widget."""
        render_line = self.render_line
        strips = [render_line(y) for y in crop.line_range]
        filters = self.get_line_filters()
        if filters:
            background = self.background_colors[1]
            strips = [_filtered(strip, filters, background) for strip in strips]
        left, right = crop.column_span
        if left == 0 and right >= self.size.width:
            return strips
        return [strip.crop(left, right) for strip in strips]


class Ground(Widget):
    """A box for others that paints nothing but its background: every line of it is one and the same strip."""

    _ground: tuple[int, Style, Strip] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """As many blank lines as `crop` is high."""
        style = self.visual_style.rich_style
        if self._ground is None or self._ground[:2] != (crop.width, style):
            self._ground = (crop.width, style, Strip.blank(crop.width, style))
        filters = self.get_line_filters()
        strip = self._ground[2]
        if filters:
            strip = _filtered(strip, filters, self.background_colors[1])
        return [strip] * crop.height


def _filtered(strip: Strip, filters: Sequence[LineFilter], background: Color) -> Strip:
    for line_filter in filters:
        strip = strip.apply_filter(line_filter, background)
    return strip
