"""From a logical field to what each kind of terminal gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from support_tui.text.display import TextMode, enclosure, field, line, lines, prepare, styled

VISUAL = TextMode(bidi="visual", forms=False)
TEXTS = st.text(
    alphabet="ab 1-(،مرحبَلا日👩\u200d❤\ufe0f\u0301\u202e\u2066\u2067\u2069\x1b[\n\t\u200f", max_size=40
)


def test_a_latin_field_is_padded_and_nothing_else():
    """Plain text costs nothing and stays as it is."""
    assert field("Refund 9981", 14, TextMode()) == "Refund 9981   "


def test_an_arabic_field_is_cut_shaped_and_ordered():
    """The ellipsis stands at the left, where an Arabic reader's text ends."""
    assert field("مشكلة في تسجيل", 9, VISUAL) == "…يف ةلكشم"
    assert field("سلام", 6, TextMode()) == "\ufee1\ufe8e\ufee0\ufeb3  "
    assert field("سلام", 6, VISUAL, "start") == "  مالس"


def test_foreign_text_is_cleaned_on_the_way():
    """A name cannot carry escape sequences, breaks or overrides to the screen."""
    assert field("Sara\x1b[31m\n\u202eAli", 9, TextMode()) == "Sara Ali "


@pytest.mark.parametrize(
    ("bidi", "sent"),
    [
        ("visual", ".hi (يبا) لاق "),
        ("words", ".hi (ابي) قال "),
        ("wrapped", "\u202d.hi (يبا) لاق \u202c"),
        ("terminal", "\u2068قال (ابي) hi. \u2069"),
        ("off", "قال (ابي) hi. "),
    ],
)
def test_each_kind_of_terminal_gets_its_own(bidi: str, sent: str):
    """The same field for a plain terminal, kitty, a row-ordering one, a trusted one, and none of it."""
    assert field("قال (ابي) hi.", 14, TextMode(bidi=bidi, forms=False)) == sent


def test_a_row_is_enclosed_only_where_needed():
    """Plain Latin rows carry no controls."""
    wrapped = TextMode(bidi="wrapped")
    assert enclosure(wrapped, "hello") == ("", "")
    assert enclosure(wrapped, "سلام") == ("\u202d", "\u202c")
    assert enclosure(VISUAL, "سلام") == ("", "")


def test_a_paragraph_is_wrapped_in_logical_order():
    """The first words of the text are on the first line, and each line knows its span."""
    paragraph = "اكتب hello world هنا الآن"
    shown = lines(paragraph, 12, VISUAL)
    assert [paragraph[row.start : row.end] for row in shown] == ["اكتب hello", "world هنا", "الآن"]
    assert [row.visual.text for row in shown] == ["hello بتكا", "انه world", "نآلا"]
    assert all(row.visual.base == 1 for row in shown)


def test_styles_follow_the_map():
    """A bold word stays bold where it is shown."""
    text = "طلب iPhone جديد"
    styles = ["bold" if 4 <= index < 10 else "" for index in range(len(text))]
    assert styled(line(text, None, VISUAL), styles) == [("ديدج ", ""), ("iPhone", "bold"), (" بلط", "")]
    assert styled(line("plain", None, VISUAL), "aabbb") == [("pl", "a"), ("ain", "b")]


def test_spent_controls_are_not_sent():
    """Marks and isolates order the text and then go; the map leaves them out."""
    shown = line("\u2067سلام\u2069 \u200ehi", 0, VISUAL)
    assert shown.text == "مالس hi"
    assert shown.order == (4, 3, 2, 1, 6, 8, 9)


def test_text_that_came_past_the_gate_still_cannot_act():
    """The last guard keeps lengths and replaces what is active."""
    assert line("a\x1b[31mb", None, VISUAL).text == "a\ufffd[31mb"


def test_a_body_keeps_its_lines():
    """Preparing a body cleans it and reduces emoji, or keeps them where the terminal can."""
    assert prepare("a\r\n👩\u200d💻", VISUAL) == "a\n👩"
    assert prepare("👩\u200d💻", TextMode(emoji="full")) == "👩\u200d💻"


@given(
    TEXTS,
    st.integers(1, 20),
    st.sampled_from(["visual", "words", "wrapped", "terminal", "off"]),
    st.booleans(),
)
def test_a_field_always_has_its_width(text: str, width: int, bidi: str, forms: bool):
    """Whatever a customer calls himself, columns never shift."""
    assert cell_len(field(text, width, TextMode(bidi=bidi, forms=forms))) == width


@given(TEXTS, st.integers(4, 20), st.sampled_from(["visual", "words"]))
def test_each_sent_character_comes_from_its_line(text: str, width: int, bidi: str):
    """The map of a wrapped line stays inside its span and names each place at most once."""
    mode = TextMode(bidi=bidi, forms=False)
    for paragraph in prepare(text, mode).split("\n"):
        for start, end, visual in lines(paragraph, width, mode):
            places = visual.order if visual.order is not None else tuple(range(len(visual.text)))
            assert len(places) == len(visual.text) == len(set(places))
            assert all(0 <= place < end - start for place in places)


def test_where_nobody_orders_text_no_direction_control_is_sent():
    """A screen reader would read them out; a terminal that orders text needs them."""
    text = "\u2068Rae\u2069 tagged \u2068نور\u2069"
    off, ordering = TextMode(bidi="off", forms=False), TextMode(bidi="terminal", forms=False)
    assert line(text, None, off).text == lines(text, 40, off)[0].visual.text == "Rae tagged نور"
    assert line(text, None, ordering).text == text
