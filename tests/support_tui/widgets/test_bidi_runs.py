"""Styled paragraphs as lines in visual order."""

from hypothesis import given
from hypothesis import strategies as st

from support_tui.text.cells import cell_width
from support_tui.text.display import TextMode, label
from support_tui.widgets.bidi_runs import (
    Piece,
    Span,
    lay_out,
    logical_between,
    looks_of,
    side_by_side,
    with_highlights,
)

MODE = TextMode()
TEXTS = st.text(alphabet="abc مرحبا 123 ()-", min_size=1, max_size=60)


@given(TEXTS, st.integers(8, 40))
def test_pieces_hold_every_character_of_their_line(text: str, width: int) -> None:
    """Whatever the looks, each visual character stands in exactly one piece, and no line is too wide."""
    spans = (Span(0, len(text) // 2, "bold"), Span(len(text) // 3, len(text), "link", "x"))
    for line in lay_out(text, width, MODE, look="text", spans=spans):
        shown = "".join(piece.text for piece in line.pieces)
        assert cell_width(shown) == line.cells <= width
        assert len(shown) == (len(line.order) if line.order is not None else len(line.logical))


@given(TEXTS)
def test_a_look_follows_its_letters(text: str) -> None:
    """The letters of a span have its look after ordering, and no others have."""
    start, end = len(text) // 3, 2 * len(text) // 3
    for line in lay_out(text, 200, MODE, look="text", spans=(Span(start, end, "bold"),)):
        order = line.order if line.order is not None else range(len(line.logical))
        looks = [piece.look for piece in line.pieces for _ in piece.text]
        for look, place in zip(looks, order, strict=True):
            assert (look == "bold") == (start <= line.start + place < end)


@given(TEXTS, st.data())
def test_highlights_mark_what_was_found(text: str, data: st.DataObject) -> None:
    """A hit given in logical positions is shown on the same letters, wherever they stand."""
    low = data.draw(st.integers(0, len(text) - 1))
    high = data.draw(st.integers(low + 1, len(text)))
    for line in lay_out(text, 200, MODE, look="text"):
        marked = with_highlights(line, [(low, high, "hit")])
        order = line.order if line.order is not None else range(len(line.logical))
        looks = [piece.look for piece in marked.pieces for _ in piece.text]
        for look, place in zip(looks, order, strict=True):
            assert (look == "hit") == (low <= line.start + place < high)


def test_later_spans_cover_earlier_ones() -> None:
    """Of two looks on the same letters the later one counts."""
    filled = looks_of(6, "text", (Span(0, 4, "bold"), Span(2, 6, "link")))
    assert [(span.start, span.end, span.look) for span in filled] == [
        (0, 2, "bold"),
        (2, 4, "link"),
        (4, 6, "link"),
    ]


def test_fields_side_by_side_do_not_disturb_each_other() -> None:
    """An Arabic name beside a Latin one keeps its place, and the rest is cut at its end."""
    line = side_by_side([Piece("سارة", "a"), Piece(" ", "b"), Piece("plain words", "c")], MODE, 12)
    assert [piece.look for piece in line.pieces] == ["a", "b", "c"]
    assert line.pieces[2].text == "plain …"
    assert line.cells == 12


def test_copying_gives_reading_order() -> None:
    """A selected stretch of visual text comes out as it is read."""
    (line,) = lay_out("مرحبا بكم", 40, MODE, look="text")
    assert logical_between(line, 0, None) == "مرحبا بكم"
    assert logical_between(line, 0, 3) == "بكم"


def test_words_of_ours_are_ordered_where_a_text_is_painted_as_it_is_given() -> None:
    """A placeholder in Arabic is sent in the terminal's order, in its natural width."""
    shown = label("اكتب للبحث", TextMode(bidi="visual", forms=False))
    assert cell_width(shown) == cell_width("اكتب للبحث")
    assert shown.split()[0] == "ثحبلل"
    assert label("type to find", TextMode(bidi="visual", forms=False)) == "type to find"
