"""Addresses and marks of conversations: only we can make them, and they survive what programs do to them (E12, E13)."""

from hypothesis import given
from hypothesis import strategies as st

from server.channels.email.markers import hidden, marked_conversations, marker
from server.channels.email.plus_addresses import plain_recipients, plus_address, read_plus_address
from server.channels.email.reading import read_mail
from support_tui.wire.values import Address

SECRET = b"a secret of this desk"
NUMBERS = st.integers(1, 10**12)


@given(NUMBERS)
def test_an_address_names_its_conversation(number: int) -> None:
    """In any case; not with another secret, not for another number; and it fits into what mail allows (RFC 5321)."""
    made = plus_address(SECRET, number, "support@desk.example")
    for written in (made, made.upper(), f" {made} "):
        found = read_plus_address(SECRET, written)
        assert found is not None
        assert (found.conversation_id, found.base.lower()) == (number, "support@desk.example")
    assert read_plus_address(b"another secret", made) is None
    assert read_plus_address(SECRET, made.replace(f"+{number}-", f"+{number + 1}-")) is None
    assert len(made.partition("@")[0]) <= 64


@given(NUMBERS, st.text(max_size=80))
def test_a_mark_is_found_wherever_it_stands(number: int, around: str) -> None:
    """Behind whatever text; one for an address is none for a body."""
    mark = marker(SECRET, number)
    assert list(marked_conversations(SECRET, f"{around}\n> {mark}\n")) == [(number, mark)]
    assert list(marked_conversations(b"another secret", mark)) == []
    signed = plus_address(SECRET, number, "x@y").partition("-")[2].partition("@")[0]
    assert list(marked_conversations(SECRET, f"ref:{number}-{signed}")) == []


@given(st.text(max_size=200))
def test_nothing_else_is_a_mark_or_an_address(text: str) -> None:
    """And nothing breaks the search."""
    assert list(marked_conversations(SECRET, text)) == []
    assert read_plus_address(SECRET, text) is None


def test_a_mark_hidden_in_html_is_read_and_not_shown() -> None:
    """It survives the cleaning of foreign HTML."""
    page = f"<p>Hello</p>{hidden(marker(SECRET, 7))}"
    mail = read_mail(f"From: a@b.example\nContent-Type: text/html\n\n{page}".encode())
    assert [number for number, _ in marked_conversations(SECRET, mail.text, mail.html)] == [7]


def test_recipients_are_shown_as_people_know_them() -> None:
    """The mailbox once, by its own address."""
    made = plus_address(SECRET, 7, "support@desk.example")
    shown = plain_recipients(
        SECRET, (Address(made, "Support"), Address("support@desk.example"), Address("a@b"))
    )
    assert shown == (Address("support@desk.example", "Support"), Address("a@b"))
