"""Of an update only what the terminal does not show yet is written, and it ends up showing the same."""

from collections.abc import Callable
from typing import Any

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, InlineUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from support_tui.widgets.painted import Painted

COLUMNS, ROWS = 12, 3
CONSOLE = Console(force_terminal=True, color_system="truecolor")


class Terminal:
    """A terminal, and a program that writes to it in its way."""

    def __init__(self, way: Callable[[CompositorUpdate], CompositorUpdate]) -> None:
        self._way = way
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self.screen)
        self._stream.feed("\x1b[?7l")

    def show(self, update: CompositorUpdate) -> str:
        """Write an update; what was written."""
        written = self._way(update).render_segments(CONSOLE)
        self._stream.feed(f"{written}\x1b[H")
        return written

    @property
    def cells(self) -> list[list[Any]]:
        """Every cell with its colours."""
        return [[self.screen.buffer[y][x] for x in range(COLUMNS)] for y in range(ROWS)]


def strip(text: str, colour: str = "") -> Strip:
    return Strip([Segment(text, Style(color=colour or None))], len(text))


def whole(*lines: str) -> LayoutUpdate:
    """The screen painted whole."""
    return LayoutUpdate([[strip(line.ljust(COLUMNS))] for line in lines], Region(0, 0, COLUMNS, ROWS))


@st.composite
def cut_lines(draw: st.DrawFn) -> list[list[Strip]]:
    """The lines of a screen, each cut into pieces of any width, of few texts so that many stay as they are."""
    lines = []
    for _ in range(ROWS):
        cuts = sorted(draw(st.sets(st.integers(1, COLUMNS - 1), max_size=3)))
        widths = [end - start for start, end in zip([0, *cuts], [*cuts, COLUMNS], strict=True)]
        lines.append(
            [
                strip(draw(st.sampled_from("ab ")) * width, draw(st.sampled_from(("", "red"))))
                for width in widths
            ]
        )
    return lines


@st.composite
def updates(draw: st.DrawFn) -> CompositorUpdate:
    """Some update of the screen, whole or of some spans of it."""
    lines = draw(cut_lines())
    if draw(st.booleans()):
        return LayoutUpdate(lines, Region(0, 0, COLUMNS, ROWS))
    chops: list[dict[int, Strip | None]] = []
    ends: list[list[int]] = []
    for line in lines:
        chop, here, x = dict[int, Strip | None](), list[int](), 0
        for piece in line:
            chop[x] = piece if draw(st.integers(0, 4)) else None
            x += piece.cell_length
            here.append(x)
        chops.append(chop)
        ends.append(here)
    rows = draw(st.lists(st.integers(0, ROWS - 1), min_size=1, max_size=ROWS, unique=True))
    spans = []
    for y in sorted(rows):
        start = draw(st.integers(0, COLUMNS - 1))
        spans.append((y, start, draw(st.integers(start + 1, COLUMNS))))
    return ChopsUpdate(chops, spans, ends)


@given(st.lists(updates(), max_size=8))
def test_the_terminal_shows_what_it_would_if_everything_were_written(sequence: list[CompositorUpdate]):
    """Whatever is painted over what, cell by cell and colour by colour."""
    ours, textuals = Terminal(Painted().lessened), Terminal(lambda update: update)
    for update in sequence:
        ours.show(update)
        textuals.show(update)
        assert ours.cells == textuals.cells


def test_what_stands_there_is_not_written_again() -> None:
    """Nothing at all of a screen that is the same, and one line of one that differs in a line."""
    terminal = Terminal(Painted().lessened)
    terminal.show(whole("one", "two", "three"))
    assert terminal.show(whole("one", "two", "three")) == ""
    written = terminal.show(whole("one", "2", "three"))
    assert "2" in written
    assert "one" not in written
    assert "three" not in written


def test_after_forgetting_everything_is_written() -> None:
    """Somebody else has had the terminal."""
    painted = Painted()
    terminal = Terminal(painted.lessened)
    terminal.show(whole("one", "two", "three"))
    painted.forget()
    assert "two" in terminal.show(whole("one", "two", "three"))


def with_picture(text: str, beside: str) -> LayoutUpdate:
    """A picture of six columns over two lines, as the library gives it: at the end of its last line, going back to where it begins."""
    picture = Strip([Segment(f"\x1b[1;1H\x1bPq{text}\x1b\\")], 6)
    lines = (
        {0: Strip([]), 6: strip(beside)},
        {0: picture, 6: strip(beside)},
        {0: strip("below".ljust(COLUMNS))},
    )
    return LayoutUpdate([line.values() for line in lines], Region(0, 0, COLUMNS, ROWS))


def test_what_was_under_a_picture_is_written_when_it_goes() -> None:
    """Even what was blank before: it covers lines that it is not written on."""
    terminal = Terminal(Painted().lessened)
    terminal.show(whole("", "", ""))
    terminal.show(with_picture("#0~~", "beside"))
    assert terminal.show(whole("", "", "")).count(" " * COLUMNS) == ROWS


def test_a_picture_is_sent_once_while_nothing_is_written_over_it() -> None:
    """It is as large as a hundred screens of text."""
    terminal = Terminal(Painted().lessened)
    assert "\x1bPq" in terminal.show(with_picture("#0~~", "beside"))
    assert terminal.show(with_picture("#0~~", "beside")) == ""
    assert "\x1bPq" not in terminal.show(with_picture("#0~~", "BESIDE"))
    assert "\x1bPq" in terminal.show(with_picture("#1~~", "BESIDE"))
    terminal.show(whole("over it", "", "below"))
    assert "\x1bPq" in terminal.show(with_picture("#1~~", "BESIDE"))


def test_an_update_of_another_kind_is_left_as_it_is() -> None:
    """And what it writes where is not known."""
    painted = Painted()
    terminal = Terminal(painted.lessened)
    terminal.show(whole("one", "two", "three"))
    inline = InlineUpdate([strip("inline")])
    assert painted.lessened(inline) is inline
    assert "one" in terminal.show(whole("one", "two", "three"))


def test_a_line_can_be_written_once_more() -> None:
    """As it stands, in the order of its pieces."""
    painted = Painted()
    terminal = Terminal(painted.lessened)
    pieces = [[strip("left  "), strip("right ")], [strip("below".ljust(COLUMNS))]]
    terminal.show(LayoutUpdate(pieces, Region(0, 1, COLUMNS, 2)))
    written = painted.lines(1, 1)
    assert written.index("left") < written.index("right")
    assert "below" not in written
    assert painted.lines(0, 1) == ""
