"""Keys that arrive at once, from a slow line or quick fingers: what follows a key that opens something is for what it opens."""

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.widgets import Input, TextArea

from support_tui.screens.picker import PickMany
from tests.support_tui.fakes import a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened


async def arrives(desk: OpenConsole, typed: str) -> None:
    """All of it is there before the console has done the first key."""
    app = desk.pilot.app
    for character in typed:
        if character == "\r":
            app.post_message(events.Key("enter", "\r"))
        else:
            app.post_message(events.Key(_character_to_key(character), character))
    await desk.pilot.pause()


async def test_a_filter_gets_all_of_its_words() -> None:
    """Slash and a word at once is a filter, not a reply."""
    async with opened([a_row(number) for number in range(1, 6)]) as desk:
        await arrives(desk, "/refund")
        await desk.until(lambda: desk.console.filter_bar.query_one(Input).value == "refund")
        assert desk.server.commands == []


async def test_a_word_for_a_dialog_does_nothing_behind_it() -> None:
    """`t` and the beginning of a tag: the letters are in the dialog, and nothing was closed or taken."""
    async with opened([a_row(number) for number in range(1, 6)]) as desk:
        await arrives(desk, "tAe")
        await desk.until(lambda: isinstance(desk.pilot.app.screen, PickMany))
        await desk.until(lambda: desk.pilot.app.screen.query_one(Input).value == "Ae")
        assert desk.server.commands == []


async def test_a_note_gets_all_of_its_words() -> None:
    """`n` and the words at once."""
    async with opened([a_row(number) for number in range(1, 6)]) as desk:
        await arrives(desk, "n#! late")
        await desk.until(lambda: desk.console.composer.query_one(TextArea).text == "#! late")
        assert desk.server.commands == []


@pytest.mark.parametrize("typed", ["eee", "jeje"])
async def test_actions_one_after_another_are_all_done(typed: str) -> None:
    """Nothing that was typed is lost, and each acts where the one before it has left the cursor."""
    async with opened([a_row(number) for number in range(1, 6)]) as desk:
        await arrives(desk, typed)
        await desk.until(lambda: len(desk.server.commands) == typed.count("e"))
        closed = [request.command.conversation_id for request in desk.server.commands]  # type: ignore[union-attr]
        assert len(set(closed)) == len(closed)
