"""The line filter of the theme without colours: everything in the terminal's own two, what stands out by attributes alone."""

from functools import lru_cache
from typing import Final

from rich.color import Color as TerminalColour
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

#: What is brighter than this behind a text is reversed; tints of a tenth or a quarter are not.
_BRIGHT: Final = 0.5


def palette_filters(colour_system: str | None) -> list[LineFilter]:
    """What a terminal needs that does not know every colour; nothing for one that does."""
    if colour_system != "256":
        return []
    from support_tui.widgets.few_colours import FewColours

    return [FewColours()]


class NoColour(LineFilter):
    """Takes the colours out of every style, and reverses where its background stood out."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same cells without colours."""
        return [
            Segment(text, style if style is None else _plain(style), control)
            for text, style, control in segments
        ]


@lru_cache(2048)
def _plain(style: Style) -> Style:
    behind = style.color if style.reverse else style.bgcolor
    is_reversed = _is_bright(behind) if behind is not None else bool(style.reverse)
    return style.without_color + Style(reverse=is_reversed)


def _is_bright(colour: TerminalColour) -> bool:
    return Color.from_rich_color(colour).brightness > _BRIGHT
