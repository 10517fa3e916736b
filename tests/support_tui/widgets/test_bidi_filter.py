"""Painted lines of stock widgets in visual order."""

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter, Monochrome

from support_tui.text.bidi import visual_line
from support_tui.text.display import OVERRIDE_END, OVERRIDE_START, TextMode
from support_tui.text.shape import shape
from support_tui.widgets.bidi_filter import BidiFilter, without_bidi

BLACK = Color(0, 0, 0)
BOLD = Style(bold=True)
PLAIN = Style()


def filtered(*segments: Segment, mode: TextMode | None = None) -> list[Segment]:
    return BidiFilter(mode or TextMode()).apply(list(segments), BLACK)


def text_of(segments: list[Segment]) -> str:
    return "".join(segment.text for segment in segments)


def test_latin_lines_are_not_touched() -> None:
    """A line without right-to-left letters comes back as the same segments."""
    segments = [Segment("plain │ text", PLAIN)]
    assert BidiFilter(TextMode()).apply(segments, BLACK) is segments


def test_a_field_is_put_into_visual_order() -> None:
    """Arabic with numbers stands as the algorithm says, letters joined."""
    text = "طلب رقم 48213"
    assert text_of(filtered(Segment(text, PLAIN))) == visual_line(shape(text)).text


def test_fields_keep_their_places() -> None:
    """Box drawing characters and wide gaps divide fields: panes of a row are never swapped."""
    shown = text_of(filtered(Segment("│سارة  مرحبا│ plain │", PLAIN)))
    first, second = visual_line(shape("سارة")).text, visual_line(shape("مرحبا")).text
    assert shown == f"│{first}  {second}│ plain │"


def test_styles_go_with_their_letters() -> None:
    """A cursor or match on a letter is on the same letter afterwards."""
    shown = filtered(Segment("مرح", PLAIN), Segment("ب", BOLD), Segment("ا", PLAIN))
    bold = [segment.text for segment in shown if segment.style == BOLD]
    assert bold == [shape("مرحبا")[3]]


def test_marks_share_the_style_of_their_letter() -> None:
    """A block cursor on a letter covers its harakat too."""
    shown = filtered(Segment("س", BOLD), Segment("\u0651لام", PLAIN))
    assert next(s.text for s in shown if s.style == BOLD).endswith("\u0651")


def test_every_cell_is_kept() -> None:
    """Ordering changes no width."""
    text = "│ طلب (بتاريخ 12/05) ORD-1   x │"
    assert len(text_of(filtered(Segment(text, PLAIN)))) == len(text)


def test_terminals_that_order_again_get_an_override() -> None:
    """In wrapped mode every right-to-left field stands inside an override."""
    shown = text_of(filtered(Segment("مرحبا", PLAIN), mode=TextMode(bidi="wrapped")))
    assert shown.startswith(OVERRIDE_START)
    assert shown.endswith(OVERRIDE_END)


@pytest.mark.parametrize("filters", [[Monochrome(), BidiFilter(TextMode())], [BidiFilter(TextMode())]])
def test_own_widgets_leave_the_filter_out(filters: list[LineFilter]) -> None:
    """Other filters stay."""
    assert not any(isinstance(one, BidiFilter) for one in without_bidi(filters))
    assert len(without_bidi(filters)) == len(filters) - 1
