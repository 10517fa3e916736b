"""Texts from Fluent sources, by the quick way and by fluent.runtime."""

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from support_tui.wire.catalogue import PLURALS, Catalogue, UnknownText, entries_of

SOURCE = """
# A comment.
-brand = Support
greeting = Hello, { $name }!
opened = { $n ->
    [0] nothing
    [one] { $n } conversation
   *[other] { $n } conversations
 } in { where }
where = the inbox
literal = { "{" }braces{ "}" }
about = About { -brand }
long =
    First line
    second line
"""


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue("en", [SOURCE])


@pytest.mark.parametrize(
    ("text_id", "params", "text", "is_simple"),
    [
        ("greeting", {"name": "Amal"}, "Hello, Amal!", True),
        ("greeting", {}, "Hello, {$name}!", True),
        ("opened", {"n": 0}, "nothing in the inbox", True),
        ("opened", {"n": 1}, "1 conversation in the inbox", True),
        ("opened", {"n": 12345}, "12345 conversations in the inbox", True),
        ("literal", {}, "{braces}", False),
        ("about", {}, "About Support", False),
        ("long", {}, "First line\nsecond line", False),
    ],
)
def test_a_text_is_filled_in(
    catalogue: Catalogue, text_id: str, params: dict[str, str | int], text: str, is_simple: bool
) -> None:
    """Simple texts are formatted at once, the others by fluent.runtime, and nobody sees the difference."""
    assert catalogue.format(text_id, params) == text
    assert catalogue.is_simple(text_id) is is_simple


def test_an_unknown_text_is_an_error(catalogue: Catalogue) -> None:
    """A text that does not exist is never shown as something else."""
    with pytest.raises(UnknownText, match="nothing-here"):
        catalogue.format("nothing-here", {})


def test_numbers_are_written_with_the_readers_digits() -> None:
    """Digits of numbers change, digits inside foreign text stay as they were written."""
    catalogue = Catalogue("ar", ["x = { $n } { $code }"], lambda text: text.replace("7", "٧"))
    assert catalogue.format("x", {"n": 7, "code": "A7"}) == "٧ A7"


def test_foreign_text_can_be_isolated(catalogue: Catalogue) -> None:
    """Isolation wraps what came from outside and nothing else."""
    assert catalogue.format("greeting", {"name": "أمل"}, isolated=True) == "Hello, \u2068أمل\u2069!"


def test_entries_keep_their_own_lines() -> None:
    """Comments between entries belong to none of them."""
    assert entries_of("a = 1\n# b = 2\n\nc =\n    3\n") == {"a": "a = 1", "c": "c =\n    3"}


@given(st.sampled_from(sorted(PLURALS)), st.integers(0, 10**9))
def test_plurals_are_those_of_cldr(language: str, number: int) -> None:
    """The built-in plural rules agree with Unicode's for every whole number."""
    assert PLURALS[language](number) == Locale(language).plural_form(number)
