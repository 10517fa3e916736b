"""Leaving a screen: quick fingers send a second key before the first is done, and the console below must stand."""

import importlib
import pkgutil

import pytest
from textual import events
from textual.screen import Screen
from textual.widgets import Input

from support_tui import screens
from support_tui.commands import BY_ID
from support_tui.screens.left_once import LeftOnce
from support_tui.screens.tour import Tour
from tests.support_tui.fakes import a_row
from tests.support_tui.screens.console_desk import opened
from tests.support_tui.screens.test_type_ahead import arrives

#: Screens that others lie over and that no key leaves.
STANDING = {"Console", "Answering", "Attaching"}


@pytest.mark.parametrize("command_id", ["view.help", "view.palette", "go.notifications", "go.outbox", "conversation.tags"])  # fmt: skip
async def test_escape_twice_at_once_leaves_one_screen(command_id: str) -> None:
    """The second one finds the console, not nothing."""
    async with opened([a_row(number) for number in range(1, 6)]) as desk:
        app = desk.pilot.app
        desk.console.run_command(BY_ID[command_id])
        await desk.until(lambda: app.screen is not desk.console)
        for _ in range(2):
            app.post_message(events.Key("escape", "\x1b"))
        await desk.until(lambda: app.screen is desk.console)
        await desk.press("j")
        await desk.until(lambda: desk.console.inbox.cursor_id == 4)


async def test_a_word_typed_on_the_tour_leaves_it_and_is_meant_for_the_console() -> None:
    """`/refund` on the first card opens the filter with all of its letters."""
    async with opened([a_row(1), a_row(2)], shows_tour=True) as desk:
        await desk.until(lambda: isinstance(desk.pilot.app.screen, Tour))
        await arrives(desk, "/refund")
        await desk.until(lambda: desk.pilot.app.screen is desk.console)
        await desk.until(lambda: desk.console.filter_bar.query_one(Input).value == "refund")


def test_every_screen_over_the_console_is_left_once() -> None:
    """No dialog that is added can forget it."""
    for module in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        importlib.import_module(module.name)
    ours = {kind for kind in _all(Screen) if kind.__module__.startswith(screens.__name__)}
    assert {kind.__name__ for kind in ours if not issubclass(kind, LeftOnce)} <= STANDING


def _all(kind: type) -> set[type]:
    return {kind, *(below for child in kind.__subclasses__() for below in _all(child))}
