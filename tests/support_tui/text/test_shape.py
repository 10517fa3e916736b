"""Arabic letters take the form that their neighbours ask for."""

from hypothesis import given
from hypothesis import strategies as st

from support_tui.text.shape import shape


def test_letters_join_inside_a_word():
    """seen initial, lam medial, alef final, meem isolated."""
    assert shape("سلام") == "\ufeb3\ufee0\ufe8e\ufee1"


def test_persian_and_urdu_letters_have_forms_too():
    """peh, tcheh, gaf and heh goal."""
    assert shape("پگ") == "\ufb58\ufb93"
    assert shape("ہے") == "\ufba8\ufbaf"


def test_harakat_stay_and_do_not_part_letters():
    """A fatha between two letters is kept, and they still join."""
    assert shape("بَت") == "\ufe91\u064e\ufe96"


def test_a_zero_width_non_joiner_parts_letters():
    """Persian prefixes stand apart."""
    assert shape("می\u200cخ") == "\ufee3\ufbfd\u200c\ufea5"


def test_tatweel_and_joiner_connect():
    """heh with a joiner behind it takes its initial form."""
    assert shape("ه\u200d") == "\ufeeb\u200d"
    assert shape("سـ") == "\ufeb3\u0640"


@given(st.text(alphabet="سلامآءةىپچگکیہے ـ\u200c\u200d\u064e\u0651ab1(\u060c"))
def test_shaping_is_one_to_one(text: str):
    """Length never changes and nothing but letters does."""
    shaped = shape(text)
    assert len(shaped) == len(text)
    assert all(a == b or "\ufb50" <= b <= "\ufefc" for a, b in zip(text, shaped, strict=True))
