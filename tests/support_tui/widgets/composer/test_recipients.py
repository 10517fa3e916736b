"""Addresses as people type them."""

from hypothesis import given
from hypothesis import strategies as st

from support_tui.widgets.composer.mentions import begun, offered
from support_tui.widgets.composer.recipients import read_addresses, write_addresses
from support_tui.wire.mentions import mentioned
from support_tui.wire.values import Address
from tests.support_tui.fakes import NOUR, RAE, SAM

EMAILS = st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.example", fullmatch=True)


def test_names_and_bare_addresses_are_read() -> None:
    """Commas and semicolons, also Arabic ones, stand between addresses; each counts once."""
    found = read_addresses("Sara <s@a.example>; b@c.example، S@A.example")
    assert found == (Address("s@a.example", "Sara"), Address("b@c.example"))


def test_the_first_wrong_part_is_named() -> None:
    """Nothing is guessed: what is no address is said."""
    assert read_addresses("s@a.example, nobody") == "nobody"
    assert isinstance(read_addresses("a@b@c"), str)


def test_nothing_is_nobody() -> None:
    """An empty field names nobody and is not wrong."""
    assert read_addresses("  ") == ()


@given(st.text(alphabet="abcنور ", max_size=12).map(lambda name: " ".join(name.split())), EMAILS)
def test_what_is_written_reads_back(name: str, email: str) -> None:
    """Addresses survive being edited as text."""
    assert read_addresses(write_addresses([Address(email, name)])) == (Address(email, name),)


def test_a_mention_is_begun_by_an_at_sign_of_its_own() -> None:
    """An address holds no mention."""
    found = begun("please @no")
    assert found is not None
    assert (found.start, found.typed) == (7, "no")
    assert begun("mail a@no") is None


def test_colleagues_are_offered_by_the_beginning_of_their_names() -> None:
    """Arabic spelling variants count, disabled agents do not."""
    assert offered("الها", (RAE, SAM, NOUR)) == [NOUR]
    assert offered("co", (RAE, SAM, NOUR)) == [SAM]
    assert offered("", (RAE, SAM, NOUR)) == [RAE, SAM, NOUR]


def test_whole_names_are_mentions() -> None:
    """Only a name written out in full calls somebody."""
    assert mentioned("@Sam Cole and @Rae", (RAE, SAM)) == (SAM.id,)
