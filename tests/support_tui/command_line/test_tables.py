"""Tables: fitted into a terminal, whole in a pipe."""

from hypothesis import given
from hypothesis import strategies as st

from support_tui.command_line.tables import Column, table
from support_tui.command_line.terminal_output import Sink
from support_tui.text.cells import cell_width
from support_tui.text.display import TextMode

MODE = TextMode("visual", forms=True)


def columns(*titles: str) -> list[Column]:
    numbers = [f"#{n}" for n in range(len(titles))]
    return [
        Column("No.", numbers, least=8, is_right=True),
        Column("Tags", ["a tag" for _ in titles], rank=6),
        Column("Title", titles, least=12, colours=["33" for _ in titles]),
    ]


def test_a_terminal_gets_a_head_and_what_fits() -> None:
    """Titles are cut at their end, and the least important column goes first."""
    wide = list(table(columns("A title of some length"), Sink(60, MODE)))
    assert wide[0].split() == ["No.", "Tags", "Title"]
    assert wide[1].endswith("A title of some length")
    narrow = list(table(columns("A title of some length"), Sink(18, MODE)))
    assert "Tags" not in narrow[0]
    assert narrow[1].endswith("…")


def test_colours_only_where_they_are_wanted() -> None:
    """And never in a pipe."""
    assert "\x1b[33m" in list(table(columns("Title"), Sink(60, MODE, has_colour=True)))[1]
    assert "\x1b" not in "".join(table(columns("Title"), Sink(60, MODE)))
    assert "\x1b" not in "".join(table(columns("Title"), Sink()))


def test_arabic_is_in_order_on_a_terminal_and_logical_in_a_pipe() -> None:
    """By the mode of the terminal."""
    title = "طلب جديد"
    assert title in next(table(columns(title), Sink()))
    assert title not in list(table(columns(title), Sink(60, MODE)))[1]
    assert title in list(table(columns(title), Sink(60, TextMode("off", forms=False))))[1]


@given(st.lists(st.text(max_size=80), min_size=1, max_size=4), st.integers(20, 120))
def test_no_line_is_wider_than_the_terminal(titles: list[str], width: int) -> None:
    """Whatever the titles hold."""
    for line in table(columns(*titles), Sink(width, MODE)):
        assert cell_width(line) <= width


@given(st.text(max_size=80))
def test_a_row_is_one_line(title: str) -> None:
    """Also in a pipe, and nothing of it acts on a terminal."""
    (line,) = table(columns(title), Sink())
    assert not set(line) & set("\n\r\x1b\x9b\u202e")
