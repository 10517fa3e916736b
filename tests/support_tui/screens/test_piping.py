"""What a program says to a conversation, however it behaves."""

from collections.abc import AsyncIterator

import pytest

from support_tui.widgets.long_text import LongText
from tests.support_tui.fakes import a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened


@pytest.fixture
async def desk() -> AsyncIterator[OpenConsole]:
    async with opened([a_row(3)]) as desk:
        await desk.until(lambda: desk.console.inbox.cursor_id == 3)
        yield desk


def give(desk: OpenConsole, command: str) -> None:
    desk.console.show_screen("pipe", conversation_id=3, command=command, form="plain")


async def test_what_it_says_and_what_it_says_of_itself_are_told_apart(desk: OpenConsole) -> None:
    """With how it ended above."""
    give(desk, "echo fine; echo oops >&2; exit 3")
    await desk.sees("ended with 3", "fine", "What it said of itself:", "oops")


async def test_one_that_was_killed_is_told_so(desk: OpenConsole) -> None:
    """By the name of the signal."""
    give(desk, "kill -9 $$")
    await desk.sees("was ended by SIGKILL", "It said nothing.")


async def test_a_hundred_thousand_lines_are_scrolled_to_their_end(desk: OpenConsole) -> None:
    """Only what is seen of them is painted."""
    give(desk, "seq -f %05g 33000")
    await desk.sees("is done", "00001")
    listed = desk.pilot.app.screen.query_one(LongText)
    assert listed.virtual_size.height == 33_000
    await desk.press("G")
    await desk.sees("33000")
    await desk.press("g")
    await desk.sees("00001")


async def test_nothing_that_it_says_acts_on_the_terminal(desk: OpenConsole) -> None:
    """Sequences and controls are taken out, Arabic is in its order, bytes that are no text are marked."""
    give(desk, r"printf '\033[31mred\033]0;owned\007 \377 end'")
    await desk.sees("is done", "red \ufffd end")
    assert "owned" not in desk.text().split("is done")[1]


async def test_its_words_are_a_note(desk: OpenConsole) -> None:
    """Without what it said of itself."""
    give(desk, "echo summary; echo noise >&2")
    await desk.sees("is done", "summary")
    await desk.press("n")
    await desk.until(lambda: desk.console.composer.text == "summary")
