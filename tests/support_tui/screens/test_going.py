"""From one conversation to the next: where the cursor stands after one's own actions, and what goes on being read."""

import pytest

from support_tui.screens.layout import Pane
from support_tui.wire.values import Priority
from tests.support_tui.fakes import a_row
from tests.support_tui.screens.console_desk import opened


def rows(count):
    return [a_row(number) for number in range(1, count + 1)]


async def reply(desk, text="Done"):
    """Answer what the cursor stands on or the thread shows."""
    await desk.press("r")
    await desk.until(lambda: desk.console.composer.is_open)
    await desk.press(*text, "alt+enter")
    await desk.until(lambda: not desk.console.composer.is_open)


@pytest.mark.parametrize("columns", [80, 120, 170])
async def test_going_to_a_queue_leads_to_its_list(columns):
    """From a thread, at any width: the list is seen and has the keys, so that the next one acts on what stands there."""
    async with opened(rows(5), (columns, 30)) as desk:
        await desk.press("enter")
        await desk.until(lambda: desk.console.arrangement.active is Pane.THREAD)
        await desk.press("g", "u")
        await desk.until(lambda: desk.console.list_key.queue == "unassigned")
        assert desk.console.arrangement.active is Pane.INBOX
        assert desk.console.inbox.has_focus
        assert Pane.INBOX in desk.console.arrangement.visible


async def test_after_a_reply_the_cursor_stands_on_the_next_that_waits():
    """What was answered sorts to the end; its thread stays to be read, the cursor keeps its place and does not follow it."""
    async with opened(rows(5)) as desk:
        await reply(desk)
        await desk.until(lambda: desk.console.inbox.source.position_of(5) == 4)
        assert desk.console.inbox.cursor_id == 4
        assert desk.console.inbox.cursor.position == 0
        assert desk.console.open_id == 5
        assert desk.console.arrangement.active is Pane.THREAD


async def test_going_on_from_an_answered_thread_opens_the_next_that_waits():
    """`]` opens what the cursor stands on, not its neighbour; `[` goes back from there."""
    async with opened(rows(5)) as desk:
        await reply(desk)
        await desk.press("]")
        await desk.until(lambda: desk.console.open_id == 4)
        await desk.press("]")
        await desk.until(lambda: desk.console.open_id == 3)
        await desk.press("[")
        await desk.until(lambda: desk.console.open_id == 4)


async def test_closing_an_answered_thread_goes_on_in_the_order_of_triage():
    """`e` closes the open conversation, which sorts last by now, and opens the one at the cursor."""
    async with opened(rows(5)) as desk:
        await desk.press("enter")
        await reply(desk)
        await desk.press("e")
        await desk.until(lambda: desk.console.open_id == 4)
        assert 5 not in list(desk.console.inbox.source.window.loaded_ids())
        assert desk.console.inbox.cursor_id == 4


async def test_the_list_has_the_thread_follow_again_once_it_has_the_focus():
    """Esc from an answered thread: keys act on the cursor's row now, so its thread is shown."""
    async with opened(rows(5)) as desk:
        await reply(desk)
        await desk.press("escape")
        await desk.until(lambda: desk.console.open_id == 4)


async def test_closing_one_after_another_keeps_the_cursor_on_its_line():
    """In a scrolled list the next conversation comes up to the line of the one that left."""
    async with opened(rows(60)) as desk:
        await desk.press(*["j"] * 30, *["k"] * 4)
        inbox = desk.console.inbox
        line = inbox.cursor.position * 2 - inbox.scroll_offset.y
        assert inbox.scroll_offset.y > 0
        for _ in range(3):
            await desk.press("e")
        await desk.until(lambda: inbox.source.total == 57)
        assert inbox.cursor.position * 2 - inbox.scroll_offset.y == line


async def test_undo_goes_back_to_the_conversation():
    """Closed by mistake: `z` brings it back, and the cursor with it."""
    async with opened(rows(5)) as desk:
        await desk.press("j", "e")
        await desk.until(lambda: desk.console.inbox.cursor_id == 3)
        await desk.press("z")
        await desk.until(lambda: desk.console.inbox.cursor_id == 4)


async def test_undo_in_the_thread_reads_the_conversation_again():
    """`e` in the thread went on to the next one; `z` opens the closed one again."""
    async with opened(rows(5)) as desk:
        await desk.press("enter", "e")
        await desk.until(lambda: desk.console.open_id == 4)
        await desk.press("z")
        await desk.until(lambda: desk.console.open_id == 5)


async def test_what_becomes_urgent_keeps_the_cursor():
    """A conversation that one's own action brings forward is not lost: the next key acts on it."""
    async with opened(rows(5)) as desk:
        await desk.press("j", "j", "p")
        await desk.sees("urgent")
        await desk.press("1")
        await desk.until(lambda: desk.console.inbox.cursor.position == 0)
        assert desk.console.inbox.cursor_id == 3
        assert desk.console.inbox.source.face(3).priority is Priority.URGENT


async def test_the_last_conversation_closed_in_the_thread_leads_back_to_the_list():
    """There is nothing to go on to: the empty list says so."""
    async with opened(rows(1)) as desk:
        await desk.press("enter", "e")
        await desk.until(lambda: desk.console.arrangement.active is Pane.INBOX)
        await desk.sees("Nobody waits.")
