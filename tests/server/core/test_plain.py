"""Foreign text is made storable without being interpreted."""

from hypothesis import given
from hypothesis import strategies as st

from server.core.addresses import distinct, first_bad, is_address
from server.core.plain import one_line, preview, storable
from support_tui.wire.limits import PREVIEW_CHARS
from support_tui.wire.values import Address

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=400)


@given(ANYTHING)
def test_whatever_comes_in_can_be_stored(text: str) -> None:
    """It can be encoded, holds no NUL, and storing it again changes nothing."""
    kept = storable(text)
    kept.encode()
    assert "\x00" not in kept
    assert storable(kept) == kept


@given(ANYTHING)
def test_a_line_is_one_line_without_controls(text: str) -> None:
    """No control character, escape sequence or bidi override is left in names, titles and previews."""
    for line in (one_line(text), preview(text)):
        line.encode()
        assert not any(ord(character) < 32 or character in "\x7f\x9b\u202e\u2066" for character in line)
        assert line == " ".join(line.split())


@given(ANYTHING)
def test_a_preview_is_short(text: str) -> None:
    """It fits its limit."""
    assert len(preview(text)) <= PREVIEW_CHARS


def test_a_preview_shows_what_its_writer_wrote() -> None:
    """Quoted lines are left out while others remain."""
    assert preview("> you said\nYes please\n> and more") == "Yes please"
    assert preview("> only quoted") == "> only quoted"
    answered = (
        "That works now.\n\nOn Tue, 3 Mar 2026 at 10:12, Support <help@desk.example> wrote:\n> Try again."
    )
    assert preview(answered) == "That works now."


def test_what_can_be_written_to_is_told_apart() -> None:
    """One @, a domain, nothing that could end a header line."""
    assert is_address("a.b+c@x.example")
    assert is_address("عميل@مثال.إختبار")
    for bad in ("", "a", "a@", "@b", "a@b@c", "a b@c", "a@b\nBcc: x@y", "a@b,c@d", "<a@b>"):
        assert not is_address(bad)
    assert first_bad((Address("a@b.example"), Address("x"))) == "x"


def test_addresses_are_counted_once() -> None:
    """Case makes no second address; the order stays."""
    given_twice = (
        Address("B@x.example"),
        Address("a@x.example"),
        Address("b@X.example"),
        Address("own@x.example"),
    )
    assert distinct(given_twice, without={"own@x.example"}) == given_twice[:2]
