"""Choosing from a list by number, by a blank, by typing."""

import pytest

from support_tui.wire.commands import ChangeTags, SetPriority
from support_tui.wire.values import Priority
from tests.support_tui.fakes import a_row
from tests.support_tui.screens.console_desk import opened


def sent(desk):
    return [request.command for request in desk.server.commands]


@pytest.mark.parametrize("digit", ["1", "١"])
async def test_a_number_chooses_at_once(digit):
    """Entries of a short list are numbered; the digits of an Arabic keyboard count too."""
    async with opened([a_row(1)]) as desk:
        await desk.press("p")
        await desk.sees("urgent")
        await desk.press(digit)
        await desk.until(lambda: SetPriority(1, Priority.URGENT) in sent(desk))


async def test_a_number_without_an_entry_chooses_nothing():
    """There is no ninth priority: the list stays, and the digit is not typed either."""
    async with opened([a_row(1)]) as desk:
        await desk.press("p")
        await desk.sees("urgent")
        await desk.press("9", *"low", "enter")
        await desk.until(lambda: SetPriority(1, Priority.LOW) in sent(desk))


async def test_a_blank_switches_tags():
    """Two are switched on one after the other, Enter takes them."""
    async with opened([a_row(1)]) as desk:
        await desk.press("t")
        await desk.sees("refund")
        await desk.press("space", "down", "space", "enter")
        await desk.until(lambda: any(isinstance(command, ChangeTags) for command in sent(desk)))
        (change,) = (command for command in sent(desk) if isinstance(command, ChangeTags))
        assert len(change.add) == 2


async def test_a_tag_that_is_not_there_is_made_as_typed():
    """The name and Enter are enough."""
    async with opened([a_row(1)]) as desk:
        await desk.press("t")
        await desk.sees("refund")
        await desk.press(*"vip", "enter")
        await desk.until(lambda: ChangeTags(1, add=("vip",)) in sent(desk))
