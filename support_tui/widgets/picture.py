"""A picture as coloured half cells: two pixels a cell, one above the other. Knows no file and no decoder."""

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from support_tui.pictures import Pixels

_UPPER = "▀"


class BlockPicture(Widget):
    """Shows pixels from its upper left corner."""

    DEFAULT_CSS = "BlockPicture { width: 1fr; height: 1fr; background: $background; }"

    def __init__(self) -> None:
        super().__init__()
        self._pixels: Pixels | None = None

    def put(self, pixels: Pixels) -> None:
        """Show another picture."""
        self._pixels = pixels
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of cells: the pixels of two rows."""
        pixels, width = self._pixels, self.size.width
        if pixels is None or 2 * y >= pixels.height:
            return Strip.blank(width, self.rich_style)
        segments = [
            Segment(_UPPER, Style(color=_colour(pixels, x, 2 * y), bgcolor=_colour(pixels, x, 2 * y + 1)))
            for x in range(min(width, pixels.width))
        ]
        return Strip(segments).adjust_cell_length(width, self.rich_style)


def _colour(pixels: Pixels, x: int, y: int) -> Color | None:
    if y >= pixels.height:
        return None
    at = (y * pixels.width + x) * 3
    red, green, blue = pixels.rgb[at : at + 3]
    return Color.from_rgb(red, green, blue)
