"""Commands work while another keyboard layout is active."""

import pytest

from support_tui.text.langmap import lam_alef_key, latin_key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("ت", "j"), ("ن", "k"), ("ق", "r"), ("ى", "n"), ("ث", "e"), ("س", "s"), ("ﻻ", "b"), ("ش", "a"),
        ("؟", "?"), ("٥", "5"), ("ئ", "z"), ("ظ", "/"), ("\u0650", "A"), ("أ", "H"), ("ـ", "J"), ("،", "K"),
        ("ی", "d"), ("گ", "'"), ("ח", "j"), ("ל", "k"), ("о", "j"), ("л", "k"), ("О", "J"), ("Г", "U"), ("Я", "Z"),
    ],
)  # fmt: skip
def test_a_letter_stands_for_the_key_it_was_typed_with(typed: str, key: str):
    """Arabic first, then the letters that only Persian, Hebrew and Russian have."""
    assert latin_key(typed) == key


def test_a_named_layout_decides_where_two_differ():
    """Persian and Arabic have reh on the same key, dal on different ones."""
    assert latin_key("د") == "]"
    assert latin_key("د", "persian") == "n"


@pytest.mark.parametrize(("alef", "key"), [("ا", "b"), ("أ", "G"), ("إ", "T"), ("آ", "B"), ("ت", None)])
def test_a_lam_with_an_alef_is_one_key(alef: str, key: str | None):
    """Each form of alef has one, with and without Shift."""
    assert lam_alef_key(alef) == key


def test_latin_and_unknown_characters_are_not_mapped():
    """Nothing is guessed."""
    assert latin_key("j") is None
    assert latin_key("/") is None
    assert latin_key("日") is None
