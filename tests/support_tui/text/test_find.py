"""Finding words in a message the way people mean them."""

from hypothesis import given
from hypothesis import strategies as st

from support_tui.text.find import contains, find


def found(text: str, wanted: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in find(text, wanted)]


def test_case_and_diacritics_do_not_hide_a_word():
    """The hit is the original spelling."""
    assert found("Café, CAFE and cafés", "café") == ["Café", "CAFE", "café"]
    assert found("Straße", "strasse") == ["Straße"]


def test_arabic_spellings_are_one():
    """Hamza, taa marbuta, harakat, tatweel and digits; a hit takes the marks of its last letter with it."""
    assert found("كَتَبَ أحمد الى الكتـب", "كتب") == ["كَتَبَ", "كتـب"]
    assert found("كَتَبَ أحمد الى", "إلي") == ["الى"]
    assert found("فاتورة رقم ٤٨٢١٣", "فاتوره رقم 48213") == ["فاتورة رقم ٤٨٢١٣"]


def test_hits_do_not_overlap_and_an_empty_query_finds_nothing():
    """From left to right."""
    assert [hit.start for hit in find("aaaa", "aa")] == [0, 2]
    assert find("abc", "  ") == [] and find("abc", "\u064e") == []
    assert contains("Order", "ORD") and not contains("Order", "x") and not contains("Order", "")


@given(st.text(alphabet="abßéأاكـَ 1١\u0301"), st.text(alphabet="abßéأاكـَ1١", min_size=1, max_size=3))
def test_every_hit_really_holds_the_words(text: str, wanted: str):
    """Spans ascend and contain what was asked for."""
    behind = 0
    for hit in find(text, wanted):
        assert behind <= hit.start < hit.end <= len(text)
        assert contains(text[hit.start : hit.end], wanted)
        behind = hit.start
