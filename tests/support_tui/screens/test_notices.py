"""What the agent is told about what was done: in the status line, where it covers nothing."""

from support_tui.actions.interface import Severity
from support_tui.wire.events import StatusChanged
from support_tui.wire.values import Status
from tests.support_tui.fakes import a_row
from tests.support_tui.screens.console_desk import opened


async def test_a_notice_takes_the_place_of_the_one_before():
    """Closed, then taken back: what is not true any more is not on the screen."""
    async with opened([a_row(1), a_row(2)]) as desk:
        await desk.press("e")
        await desk.sees("Closed. z takes it back.")
        await desk.press("z")
        await desk.sees("Taken back: Status, #2.")
        assert "Closed. z" not in desk.text()


async def test_a_key_that_is_bound_otherwise_is_named_as_it_is_bound():
    """The notice knows the key that takes back."""
    async with opened([a_row(1)], keys={"desk.undo": ["ctrl+z"]}) as desk:
        await desk.press("e")
        await desk.sees("Closed. Ctrl+Z takes it back.")


async def test_a_long_notice_and_an_error_are_cards():
    """What does not fit the line, and what must not be overlooked."""
    async with opened([a_row(1)], size=(80, 24)) as desk:
        desk.console.ui.notify_text("word " * 30)
        desk.console.ui.notify_text("It broke.", Severity.ERROR)
        await desk.until(lambda: len(desk.pilot.app._notifications) == 2)
        assert desk.said == []


async def test_a_pane_says_why_nothing_happened():
    """`l` in a message without links."""
    async with opened([a_row(1)]) as desk:
        await desk.press("enter")
        await desk.sees("Message 1 of 1")
        await desk.press("l")
        await desk.sees("This message has no links.")


async def test_a_colleague_who_takes_the_row_under_the_cursor_is_named():
    """The row leaves, the cursor stands on the next one, and the agent hears why."""
    async with opened([a_row(number) for number in range(1, 5)]) as desk:
        await desk.press("j")
        closed = a_row(3, version=2, status=Status.CLOSED, waiting_since_at=None)
        desk.fake.happens(StatusChanged(Status.OPEN, Status.CLOSED), closed)
        await desk.until(lambda: desk.console.inbox.cursor_id == 2)
        await desk.sees("#3 Title 3", "Sam Cole set the status to closed")


async def test_what_colleagues_do_elsewhere_is_not_told():
    """Only what one looks at is worth a word."""
    async with opened([a_row(number) for number in range(1, 5)]) as desk:
        closed = a_row(1, version=2, status=Status.CLOSED, waiting_since_at=None)
        desk.fake.happens(StatusChanged(Status.OPEN, Status.CLOSED), closed)
        await desk.sees("3 conversations")
        assert desk.said == []
