"""The line filter for terminals of 256 colours: each colour becomes the one of theirs that looks most like it.

Left to Rich, dark grounds that are not quite grey become black or navy, and the row of the cursor cannot be told from the others.
"""

from functools import lru_cache
from typing import Final

from rich.color import Color as TerminalColour
from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_STEPS: Final = (0, 95, 135, 175, 215, 255)
#: The numbers that look the same on every terminal: the cube and the greys behind it.
_PALETTE: Final = {
    **{
        16 + 36 * r + 6 * g + b: (_STEPS[r], _STEPS[g], _STEPS[b])
        for r in range(6)
        for g in range(6)
        for b in range(6)
    },
    **{232 + step: (8 + 10 * step,) * 3 for step in range(24)},
}


class FewColours(LineFilter):
    """Has every colour sent as one of the terminal's 256."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same cells in colours that the terminal has."""
        return [
            Segment(text, style if style is None else _within(style), control)
            for text, style, control in segments
        ]


@lru_cache(4096)
def _within(style: Style) -> Style:
    colour, ground = style.color, style.bgcolor
    return style + Style(
        color=None if colour is None else nearest(colour), bgcolor=None if ground is None else nearest(ground)
    )


@lru_cache(4096)
def nearest(colour: TerminalColour) -> TerminalColour:
    """The colour of the palette that looks most like it; one that the terminal names itself stays."""
    if colour.type is not ColorType.TRUECOLOR or colour.triplet is None:
        return colour
    wanted = _oklab(*colour.triplet)
    return TerminalColour.from_ansi(min(_LOOKS, key=lambda number: _distance(_LOOKS[number], wanted)))


def _distance(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _linear(channel: int) -> float:
    part = channel / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _oklab(red: int, green: int, blue: int) -> tuple[float, float, float]:
    """Lightness and two opponents in Ottosson's space, in which distances are as large as they look."""
    r, g, b = _linear(red), _linear(green), _linear(blue)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


_LOOKS: Final = {number: _oklab(*channels) for number, channels in _PALETTE.items()}
