"""Deleting for good is asked about, and only who reads the question can say yes."""

import pytest

from support_tui import i18n
from support_tui.wire import commands as c
from support_tui.wire.values import Folder
from tests.support_tui.fakes import a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    """What is kept goes to a folder of this test."""
    monkeypatch.setenv("SUPPORT_TUI_DATA", str(tmp_path))


def trash(count: int):
    return [a_row(number, folder=Folder.TRASH) for number in range(1, count + 1)]


def purged(desk: OpenConsole) -> list[int]:
    done = [request.command for request in desk.server.commands]
    return [one.conversation_id for one in done if isinstance(one, c.PurgeConversation)]


async def test_enter_by_habit_deletes_nothing():
    """Enter neither answers nor leaves the question; `n` leaves it, and nothing was deleted."""
    async with opened(trash(2)) as desk:
        await desk.press("delete")
        await desk.sees("This cannot be undone.", "y: yes · n or Esc: no")
        await desk.press("enter", "space")
        assert desk.pilot.app.screen.is_modal
        await desk.press("n")
        await desk.until(lambda: not desk.pilot.app.screen.is_modal)
        assert purged(desk) == []


@pytest.mark.parametrize("letter", ["y", "غ"])
async def test_y_deletes_it_on_an_arabic_keyboard_too(letter):
    """The key that says yes is the same place on the keyboard in every layout."""
    async with opened(trash(2)) as desk:
        await desk.press("delete")
        await desk.sees("This cannot be undone.")
        await desk.press(letter)
        await desk.until(lambda: purged(desk) == [2])


async def test_a_replay_of_keys_asks_before_it_deletes():
    """A yes that was recorded is none to the next conversation: the replay ends with the question."""
    async with opened(trash(3), (170, 30)) as desk:
        await desk.press("M", "a", "delete")
        await desk.sees("Delete #3")
        await desk.press("y")
        await desk.until(lambda: purged(desk) == [3])
        await desk.press("M")
        await desk.until(lambda: any("under a" in words for words in desk.said))
        await desk.press("@", "a")
        await desk.sees("Delete #2")
        assert purged(desk) == [3]
        await desk.press("n")
        await desk.until(lambda: not desk.pilot.app.screen.is_modal)
        assert purged(desk) == [3]


async def test_a_title_of_another_script_stands_whole_in_the_question():
    """Number, title and the marks around it are not torn apart by the direction of the sentence."""
    i18n.use("ar")
    async with opened([a_row(7, title="Cancel my account", folder=Folder.TRASH)]) as desk:
        await desk.press("delete")
        await desk.sees("«Cancel my account» #7 ")
