"""Choosing from a list by number, by a blank, by typing."""

import pytest
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from support_tui.screens.dialog_list import DialogList
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


class Boxed(App[None]):
    """A dialog around a list alone."""

    CSS = "#dialog { height: auto; max-height: 94%; border: round blue; } #field { height: 1; border: none; } DialogList { height: auto; }"

    def __init__(self, count: int, classes: str = "") -> None:
        super().__init__()
        self.count, self.box_classes = count, classes

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes=self.box_classes):
            yield Input(id="field")
            yield DialogList(*(f"Entry {number}" for number in range(self.count)), compact=True)
            yield Static("the keys")


@pytest.mark.parametrize(
    ("count", "classes", "lines"), [(3, "", 3), (60, "", 13), (60, "-tall", 18), (3, "-tall", 3)]
)
async def test_a_dialog_is_as_long_as_it_needs_to_be(count, classes, lines):
    """Nothing is empty in it, whether its list is short or longer than the screen."""
    app = Boxed(count, classes)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        assert app.query_one(DialogList).size.height == lines
        assert app.query_one("#dialog").size.height == lines + 2
