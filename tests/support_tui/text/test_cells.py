"""Widths, cuts and line breaks in terminal cells."""

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from support_tui.text.cells import (
    _wrap_any,
    _wrap_narrow,
    cell_width,
    cut_in_the_middle,
    fit,
    plain_emoji,
    truncate,
    wrap,
)
from support_tui.text.graphemes import cluster_spans

TEXTS = st.lists(
    st.sampled_from(
        [
            *"ab -،مرحب日本。「」é👩💻❤👍한 \u00a0\u0301",
            "بَ",
            "👩\u200d💻",
            "❤\ufe0f",
            "👍🏽",
            "🇸🇦",
            "\u1100\u1161",
        ]
    ),
    max_size=60,
).map("".join)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


def test_a_field_is_cut_at_its_logical_end():
    """Latin and Arabic alike lose their end, shown by an ellipsis, and the rest is padded."""
    assert fit("hello world", 8) == "hello w…"
    assert fit("مرحبا بكم", 6) == "مرحبا…"
    assert fit("hi", 4) == "hi  "
    assert fit("hi", 0) == ""


def test_a_wide_character_is_never_halved():
    """Where half a character would fit a blank stands."""
    assert fit("日本語日本語", 6) == "日本… "


def test_a_cut_inside_an_isolate_closes_it():
    """The ellipsis does not slip into the isolated name."""
    assert truncate("\u2068Sara Ali Hassan\u2069", 6) == "\u2068Sara \u2069…"


def test_words_go_to_the_next_line_whole():
    """Blanks at a break belong to no line."""
    assert lines("hello big wide world", 10) == ["hello big", "wide world"]
    assert lines("مرحبا بكم في خدمة العملاء", 9) == ["مرحبا بكم", "في خدمة", "العملاء"]


def test_a_word_longer_than_a_line_is_broken():
    """A long address goes over several lines."""
    assert lines("see supercalifragilistic ok", 8) == ["see", "supercal", "ifragili", "stic ok"]


def test_an_indent_stays_where_its_word_fits_and_goes_where_not():
    """The first line of a list keeps its indent."""
    assert lines("  one two", 6) == ["  one", "two"]
    assert lines("   indented", 8) == ["indented"]


def test_chinese_and_japanese_break_between_characters():
    """No line starts with a full stop or a closing bracket, none ends with an opening one."""
    assert lines("これはテストです。", 16) == ["これはテストで", "す。"]
    assert lines("改行「できる」", 6) == ["改行", "「でき", "る」"]


def test_nothing_at_all_is_one_empty_line():
    """A blank paragraph takes a row."""
    assert wrap("", 10) == [(0, 0)]


def test_emoji_are_reduced_to_what_terminals_agree_on():
    """Families, skin tones and variation selectors go; flags stay; a joiner between letters stays."""
    assert plain_emoji("👩\u200d💻 ❤\ufe0f 👍🏽 1\ufe0f\u20e3 🇸🇦 ه\u200d") == "👩 ❤ 👍 1\u20e3 🇸🇦 ه\u200d"


@given(TEXTS)
def test_widths_are_those_of_the_screen(text: str):
    """Rich lays the screen out by the same figures."""
    assert cell_width(text) == cell_len(text)


@given(TEXTS, st.integers(1, 30))
def test_a_fitted_field_has_exactly_its_width(text: str, width: int):
    """Columns never shift."""
    assert cell_len(fit(text, width)) == width


@given(TEXTS, st.integers(2, 20))
@example("日。\u0301a", 2)
@example("（\u0301日a", 2)
def test_wrapping_keeps_every_word_and_every_cluster(text: str, width: int):
    """Lines are in order, fit, lose only blanks, and break at cluster bounds."""
    spans = wrap(text, width)
    bounds = {index for span in cluster_spans(text) for index in span} | {0}
    position = 0
    for start, end in spans:
        assert position <= start <= end
        assert not text[position:start].strip()
        assert start in bounds and end in bounds
        assert cell_len(text[start:end]) <= width or len(cluster_spans(text[start:end])) == 1
        position = end
    assert not text[position:].strip()


@given(st.text(alphabet="ab  مر-", max_size=40), st.integers(1, 9))
@example("  ", 1)
def test_the_fast_way_of_wrapping_is_the_same(text: str, width: int):
    """Plain text takes a shortcut that must not show."""
    if len(text) > width:
        assert _wrap_narrow(text, width) == _wrap_any(text, width)


@given(st.text(max_size=60), st.integers(1, 40))
def test_a_name_cut_in_the_middle_keeps_its_beginning_and_its_end(text: str, width: int):
    """It has at most that width, and what fits stays whole."""
    cut = cut_in_the_middle(text, width)
    assert cell_width(cut) <= width
    if cell_width(text) <= width:
        assert cut == text
    else:
        after = cut.rpartition("…")[2]
        assert text.endswith(after)
