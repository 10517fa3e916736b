"""Lines typed behind `:`: what they do to what is marked, as one order that one key takes back."""

from textual.command import CommandList

from support_tui.wire.commands import (
    AddNote,
    AssignAgent,
    ChangeMany,
    Picked,
    SetPriority,
    SetStatus,
    UndoRequest,
)
from support_tui.wire.values import Priority, Status
from tests.support_tui.fakes import RAE, a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened


async def _line(desk: OpenConsole, line: str) -> None:
    await desk.press("colon")
    await desk.press(*("space" if letter == " " else letter for letter in line))
    # As it is typed, and as it is offered.
    await desk.until(lambda: desk.text().count(line) > 1)
    await desk.press("enter")


async def _commands(desk: OpenConsole, count: int) -> list[object]:
    await desk.until(lambda: len(desk.server.commands) == count)
    return [request.command for request in desk.server.commands]


async def test_a_line_over_marks_is_one_order_and_one_undo() -> None:
    """Both are closed by one request, and `z` asks for that one back."""
    async with opened([a_row(number) for number in range(1, 6)]) as desk:
        await desk.press("x", "x")
        await _line(desk, "close")
        (change,) = await _commands(desk, 1)
        assert change == ChangeMany(Picked((5, 4)), SetStatus(0, Status.CLOSED))
        await desk.sees_no("marked")
        await desk.press("z")
        assert (await _commands(desk, 2))[1] == UndoRequest(desk.server.commands[0].key)


async def test_a_note_that_closes_is_one_order_too() -> None:
    """The words and the closing of all of them come back by one key."""
    async with opened([a_row(number) for number in range(1, 6)]) as desk:
        await desk.press("x", "x")
        await _line(desk, "note called them --close")
        (change,) = await _commands(desk, 1)
        assert change == ChangeMany(Picked((5, 4)), AddNote(0, "called them", status=Status.CLOSED))
        await desk.press("z")
        assert (await _commands(desk, 2))[1] == UndoRequest(desk.server.commands[0].key)


async def test_a_reply_to_what_is_marked_is_previewed() -> None:
    """However few they are: letters would leave."""
    async with opened([a_row(number) for number in range(1, 6)]) as desk:
        await desk.press("x", "x")
        await _line(desk, "reply done --close")
        await desk.sees("Reply and close: done", "2 would change")
        assert not desk.server.commands


async def test_a_note_without_words_is_written_for_all_that_are_marked() -> None:
    """As by its key."""
    async with opened([a_row(number) for number in range(1, 6)]) as desk:
        await desk.press("x", "x")
        await _line(desk, "note")
        await desk.until(lambda: desk.console.bulking.writing.is_open)


async def test_a_line_over_more_than_a_few_is_previewed() -> None:
    """As by key: how many would change is seen before."""
    async with opened([a_row(number) for number in range(1, 31)]) as desk:
        await desk.press("*", "v")
        await _line(desk, "assign rae")
        await desk.sees("Assign to Rae Adams", "30 would change")
        assert not desk.server.commands
        await desk.press("enter")
        (change,) = await _commands(desk, 1)
        assert isinstance(change, ChangeMany)
        assert change.change == AssignAgent(0, RAE.id)


async def test_a_line_with_numbers_is_about_these() -> None:
    """Marks do not matter then."""
    async with opened([a_row(number) for number in range(1, 6)]) as desk:
        await desk.press("x")
        await _line(desk, "close 2 3")
        (change,) = await _commands(desk, 1)
        assert change == ChangeMany(Picked((2, 3)), SetStatus(0, Status.CLOSED))
        await desk.sees("1 marked")


async def test_the_last_step_again_on_marks_is_one_order() -> None:
    """`.` after a close closes both that are marked."""
    async with opened([a_row(number) for number in range(1, 6)]) as desk:
        await desk.press("e")
        await _commands(desk, 1)
        await desk.press("x", "x", ".")
        (_, change) = await _commands(desk, 2)
        assert isinstance(change, ChangeMany)
        assert change.change == SetStatus(0, Status.CLOSED)


async def test_a_verb_is_explained_and_chosen_to_go_on() -> None:
    """What it takes and does stands there while it is typed; Enter on it writes it, and what it can be follows."""
    async with opened([a_row(number) for number in range(1, 6)]) as desk:
        await desk.press("colon", *"prio")
        await desk.sees("priority PRIORITY", "Set how urgent it is.")
        listed = desk.pilot.app.screen.query_one(CommandList)
        while (on := listed.highlighted_option) is None or "priority PRIORITY" not in str(on.prompt):
            await desk.press("down")
        await desk.press("enter")
        await desk.sees("priority urgent")
        await desk.press(*"urg")
        await desk.sees_no("priority low")
        await desk.press("enter")
        assert await _commands(desk, 1) == [SetPriority(5, Priority.URGENT)]


async def test_waking_is_explained() -> None:
    """`snooze none` is no moment and is right all the same."""
    async with opened([a_row(1)]) as desk:
        await desk.press("colon", *"snooze", "space")
        await desk.sees("snooze none", "wakes it now")
        await desk.sees_no("is no moment")


async def test_an_option_of_the_command_line_is_refused() -> None:
    """A letter does not leave because somebody only wanted to see what would happen."""
    async with opened([a_row(1)]) as desk:
        await _line(desk, "reply done --dry-run")
        await desk.until(lambda: any("--dry-run is for the command line" in text for text in desk.said))
        assert not desk.server.commands
