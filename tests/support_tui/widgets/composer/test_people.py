"""Addresses are completed while they are typed: colleagues and customers, in every script."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.containers import Vertical

from support_tui.messages import ComposeKind
from support_tui.widgets.composer import Composer
from support_tui.widgets.composer.people import address_begun, people, taken_in, with_address
from support_tui.widgets.composer.people_list import AddressInput
from support_tui.widgets.composer.recipients import read_addresses
from support_tui.wire.values import Address
from support_tui.wire.views import Customer
from tests.support_tui.fakes import NOUR, RAE, SAM, FakeDesk
from tests.support_tui.widgets.composer.test_composer import Writing
from tests.support_tui.widgets.pane import PaneApp

SARA = Customer(101, "Sara Ali", emails=("sara@a.example", "office@a.example"))
MONA = Customer(102, "منى عبد الله", emails=("mona@b.example",))


@pytest.mark.parametrize(
    ("value", "begun"),
    [
        ("sa", (0, "sa")), ("x@a.example, sa", (13, "sa")), ("x@a.example؛ سا", (13, "سا")), ('"Ali, S', (0, '"Ali, S')),
        ("", None), ("x@a.example, ", None), ("Sara <sara@a.example>", None),
    ],
)  # fmt: skip
def test_the_address_that_is_being_typed_is_found(value: str, begun: tuple[int, str] | None) -> None:
    """Behind the last separator; a comma in quotation marks is none, and a whole address is not begun."""
    assert address_begun(value, len(value)) == begun


def test_in_the_middle_of_an_address_nothing_is_offered() -> None:
    """Before the next one it is."""
    assert address_begun("sara@a.example", 2) is None
    assert address_begun("sa, x@a.example", 2) == (0, "sa")


def test_colleagues_come_first_and_nobody_twice() -> None:
    """Whoever stands in the field already is not offered; of a customer the address that was begun is."""
    agents = (RAE, SAM, NOUR)
    assert people("sa", agents, (SARA,), ()) == [
        Address(SAM.email, SAM.name),
        Address("sara@a.example", SARA.name),
    ]
    assert people("off", agents, (SARA,), ()) == [Address("office@a.example", SARA.name)]
    taken = taken_in("Sara@A.example, sa", address_begun("Sara@A.example, sa", 18))
    assert people("sa", (), (SARA,), taken) == []


@given(
    st.text(st.characters(categories=["L", "P", "Zs"]), max_size=20), st.sampled_from(["", "x@a.example, "])
)
def test_who_is_taken_reads_back(name: str, before: str) -> None:
    """Whatever their name is, the field then names them and who stood there, and is ready for the next."""
    value = f"{before}mo"
    begun = address_begun(value, len(value))
    assert begun is not None
    after, cursor = with_address(value, begun, Address("mona@b.example", " ".join(name.split())))
    assert cursor == len(after)
    found = read_addresses(after)
    assert not isinstance(found, str)
    assert [address.email for address in found] == [*(["x@a.example"] if before else []), "mona@b.example"]


async def _found(typed: str, limit: int) -> Sequence[Customer]:
    """A server that knows Sara and Mona."""
    return [one for one in (SARA, MONA) if typed.lower() in f"{one.name} {one.emails}".lower()]


@asynccontextmanager
async def addressing() -> AsyncIterator[Writing]:
    """A new conversation; its To has the keys."""
    desk = FakeDesk()
    composer = Composer(desk.store, find=_found)
    app = PaneApp(Vertical(composer))
    async with app.run_test(size=(110, 30)) as pilot:
        composer.open(ComposeKind.NEW, None, text="Hello")
        await pilot.pause()
        yield Writing(desk, composer, app, pilot)


def to_of(writing: Writing) -> str:
    """What stands in To."""
    return writing.composer.query(AddressInput).first().value


@pytest.mark.parametrize(
    ("typed", "key", "seen", "taken"),
    [
        ("sar", "enter", "sara@a.example", "Sara Ali <sara@a.example>, "),
        ("منى", "tab", "mona@b.example", "منى عبد الله <mona@b.example>, "),
        ("sa", "enter", "sara@a.example", "Sam Cole <sam@desk.example>, "),
    ],
)
async def test_who_is_offered_is_taken_by_a_key(typed: str, key: str, seen: str, taken: str) -> None:
    """By the beginning of a name in any script, with Enter or Tab; the field keeps the keys for the next one."""
    async with addressing() as writing:
        await writing.pilot.press(*typed)
        await writing.sees(seen)
        await writing.pilot.press(key)
        assert to_of(writing) == taken
        await writing.pilot.press(*"x@y.example")
        assert to_of(writing) == f"{taken}x@y.example"


async def test_arrows_choose_among_the_people() -> None:
    """Round and round; Esc closes the list before it leaves the composer."""
    async with addressing() as writing:
        await writing.pilot.press(*"sa")
        await writing.sees("sara@a.example")
        writing.composer.do_leave()
        assert writing.composer.is_open
        await writing.pilot.press("backspace", "a")
        await writing.sees("sara@a.example")
        await writing.pilot.press("up", "down", "down", "enter")
        assert to_of(writing) == "Sara Ali <sara@a.example>, "


async def test_a_whole_address_stays_as_it_is_typed() -> None:
    """Enter goes on, also where somebody's address begins so."""
    async with addressing() as writing:
        await writing.pilot.press(*"sara@a.ex")
        await writing.sees("Sara Ali")
        await writing.pilot.press("enter")
        assert to_of(writing) == "sara@a.ex"
