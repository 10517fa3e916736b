"""Words that a searcher takes for the same fold to the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_tui.wire.folding import fold, fold_with_map


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("أحمد", "احمد"),
        ("إلى", "الي"),
        ("آخر", "اخر"),
        ("فاتورة", "فاتوره"),
        ("مُحَمَّد", "محمد"),
        ("الـــعميل", "العميل"),
        ("٤٨٢١٣", "48213"),
        ("۴۵۶", "456"),
        ("کتاب", "كتاب"),
        ("Größe", "grosse"),
        ("Café", "CAFE"),
        ("ＡＢＣ", "abc"),
        ("İstanbul", "istanbul"),
        ("Ελλάς", "ελλας"),
        ("ёлка", "елка"),
        ("\ufeb3\ufee0\ufe8e\ufee1", "سلام"),
    ],
)
def test_the_same_word_in_two_spellings(written: str, meant: str):
    """Case, diacritics, hamza, digits and forms do not hide a word."""
    assert fold(written) == fold(meant)


@pytest.mark.parametrize(("one", "other"), [("が", "か"), ("कि", "की"), ("йод", "иод"), ("กำ", "กา")])
def test_marks_that_make_another_word_stay(one: str, other: str):
    """Indic vowels, Japanese voicing and the short i are no decoration."""
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str):
    """The folded form is a fixed point."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_the_map_names_an_origin_for_each_folded_character(text: str):
    """Origins ascend and lie in the text, and the folded text is that of `fold`."""
    folded, origins = fold_with_map(text)
    assert folded == fold(text)
    assert len(origins) == len(folded)
    assert origins == sorted(origins)
    assert all(0 <= index < len(text) for index in origins)
