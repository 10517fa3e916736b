"""On a terminal of 256 colours the console looks as it is meant to, as near as they come."""

import pytest
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as Colour

from support_tui.theme import CONTRAST, DARK, LIGHT
from support_tui.widgets.few_colours import nearest
from support_tui.widgets.no_colour import palette_filters
from tests.support_tui.screens.test_themes import contrast

_WORDS = ("muted", "faint")
_GROUNDS = ("row-cursor", "row-cursor-blurred", "row-marked")


def looks_like(colour: str) -> Color:
    return nearest(Color.parse(colour))


@pytest.mark.parametrize("number", range(16, 256))
def test_a_colour_of_the_palette_is_itself(number):
    """Nothing is lost where nothing has to be; black and white are in it twice."""
    exact = Color.from_ansi(number).get_truecolor()
    assert nearest(Color.from_triplet(exact)).get_truecolor() == exact


def test_what_the_terminal_names_itself_stays():
    """Its own sixteen colours are the person's."""
    assert nearest(Color.parse("red")) == Color.parse("red")
    assert nearest(Color.default()) == Color.default()


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_texts_stand_out_and_the_cursor_is_seen(theme):
    """AA for every role on every ground; the row of the cursor and a marked one have grounds of their own."""
    variables = theme.variables
    grounds = [theme.background, theme.surface, theme.panel, *(variables[name] for name in _GROUNDS)]
    words = [theme.foreground, theme.primary, theme.secondary, theme.accent, theme.success, theme.warning]
    words += [theme.error, *(variables[name] for name in _WORDS)]
    low = {
        (word, ground): ratio
        for word in words
        for ground in grounds
        if (ratio := contrast(Style(color=looks_like(word), bgcolor=looks_like(ground)))) < 4.5
    }
    assert low == {}
    rows = [
        looks_like(one).number for one in (theme.background, variables["row-cursor"], variables["row-marked"])
    ]
    assert len(set(rows)) == 3


def test_the_filter_is_there_for_256_colours_alone():
    """Every cell is sent in a colour of the palette; attributes and what has no colour stay."""
    assert palette_filters("truecolor") == palette_filters("standard") == palette_filters(None) == []
    (few,) = palette_filters("256")
    segments = [Segment("a", Style(color=CONTRAST.accent, bgcolor="#20242d", bold=True)), Segment("b", None)]
    first, second = few.apply(segments, Colour(0, 0, 0))
    assert first.style is not None and first.style.bold
    assert (first.style.color.number, first.style.bgcolor.number) == (220, 235)
    assert second == segments[1]
