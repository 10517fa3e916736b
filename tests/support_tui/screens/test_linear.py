"""Linear mode: what a screen reader is given to read."""

import re

import pytest
from textual.geometry import Region
from textual.widgets import OptionList

from support_tui import i18n
from support_tui.commands import COMMANDS, Scope
from support_tui.screens.layout import Layout, Pane
from support_tui.store import LinePhase, LineState
from support_tui.text.display import TextMode
from support_tui.wire.values import Priority
from support_tui.wire.views import ConversationRow
from tests.support_tui.fakes import NOON, a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened

_DRAWN = re.compile(r"[\u2500-\u259f●◐○▲◌✔•‼]")


def rows(count: int = 40) -> list[ConversationRow]:
    return [a_row(number) for number in range(1, count + 1)]


def cursor_line(desk: OpenConsole) -> str:
    """The line of the screen that the terminal's cursor stands on: what a screen reader reads."""
    return desk.text().splitlines()[desk.pilot.app.cursor_position.y].strip()


@pytest.mark.parametrize("columns", [60, 80, 200])
async def test_one_pane_whatever_the_width(columns):
    """Nothing stands beside anything."""
    async with opened(rows(), (columns, 30), is_linear=True) as desk:
        assert desk.console.arrangement.layout is Layout.ONE
        assert len(desk.console.arrangement.visible) == 1


async def test_a_row_is_a_sentence():
    """Its place, then what matters most: unread, who, what, how it stands, how long."""
    row = a_row(
        3,
        title="Refund order 9981",
        customer_name="Sara Ali",
        tag_ids=(1,),
        priority=Priority.HIGH,
        assignee_id=2,
    )
    async with opened([row, a_row(2)], (160, 30), is_linear=True) as desk:
        desk.console.inbox.stand_on(3)
        await desk.until(lambda: "Sara Ali" in cursor_line(desk))
        wanted = "1 of 2, unread, high, Sara Ali, Refund order 9981, open, waiting 3m, with Sam, tags refund"
        assert cursor_line(desk) == wanted


async def test_arabic_stands_in_logical_order():
    """A screen reader speaks what was written, in the order it was written."""
    i18n.use("ar")
    async with opened([a_row(1, title="طلب استرداد")], (160, 30), is_linear=True) as desk:
        desk.console.inbox._mode = TextMode(bidi="off", forms=False)
        await desk.sees("طلب استرداد")


async def test_the_terminals_cursor_follows_and_nothing_is_painted():
    """A step moves it by one row; no line is written anew for that."""
    async with opened(rows(), (160, 30), is_linear=True) as desk:
        await desk.until(lambda: cursor_line(desk).startswith("1 of 40"))
        painted: list[Region] = []
        refresh = desk.console.inbox.refresh

        def seen(*regions: Region, **how: bool) -> object:
            painted.extend(regions)
            return refresh(*regions, **how)

        desk.console.inbox.refresh = seen  # type: ignore[method-assign, assignment]
        for place in (2, 3, 4):
            await desk.press("j")
            await desk.until(lambda place=place: cursor_line(desk).startswith(f"{place} of 40"))
        assert painted == []


async def test_marks_are_words():
    """What was marked says so where it stands."""
    async with opened(rows(), (160, 30), is_linear=True) as desk:
        await desk.press("x", "k")
        await desk.until(lambda: cursor_line(desk).startswith("1 of 40, marked, unread"))


async def test_nothing_is_drawn():
    """No boxes, bars, dots or rules in list, thread and dialogs."""
    async with opened(rows(3), (100, 30), is_linear=True) as desk:
        await desk.sees("3 of 3")
        assert _DRAWN.findall(desk.text()) == []
        await desk.press("enter")
        await desk.sees("message 1 of 1")
        assert _DRAWN.findall(desk.text()) == []


async def test_a_message_begins_with_a_sentence_under_the_cursor():
    """Which of how many, who and when."""
    async with opened(rows(3), (100, 30), is_linear=True) as desk:
        await desk.press("enter")
        await desk.until(lambda: cursor_line(desk).startswith("message 1 of 1, Customer"))


async def test_the_entry_of_a_dialog_is_under_the_cursor():
    """While the field has the keys, the reader hears the entry that Enter would take."""
    async with opened(rows(3), (100, 30), is_linear=True) as desk:
        await desk.press("s")
        await desk.until(lambda: bool(desk.pilot.app.screen.query(OptionList)))
        await desk.press("down")
        await desk.until(lambda: "in progress" in cursor_line(desk))


async def test_only_what_happens_is_said_in_the_status_line():
    """Quiet while all is well; being offline is said in words."""
    async with opened(rows(3), (100, 30), is_linear=True) as desk:
        await desk.until(lambda: desk.text().splitlines()[-1].strip() == "")
        desk.fake.store.set_line(LineState(LinePhase.OFFLINE, NOON, reason="gone"))
        await desk.until(lambda: "No connection" in desk.text().splitlines()[-1])


@pytest.mark.parametrize(
    "command",
    [
        one
        for one in COMMANDS
        if Scope.COMPOSER not in one.scopes and one.id not in ("view.quit", "view.queue_number")
    ],
    ids=lambda command: command.id,
)
async def test_every_command_works(command):
    """No command needs what linear mode does not show."""
    async with opened(rows(3), (100, 30), is_linear=True) as desk:
        await desk.press("enter")
        desk.console.run_command(command)
        await desk.pilot.pause(0.05)
        assert desk.pilot.app.is_running
        assert not any("reference" in words for words in desk.said)


async def test_a_question_in_a_pane_has_the_cursor_in_its_field():
    """The title is edited where the cursor stands, and not in the line above."""
    async with opened(rows(3), (100, 30), is_linear=True) as desk:
        await desk.press("enter")
        await desk.until(lambda: desk.console.arrangement.active is Pane.THREAD)
        await desk.press("f2")
        await desk.until(lambda: desk.console.thread.prompt.is_open)
        await desk.until(lambda: cursor_line(desk).startswith("Title"))
