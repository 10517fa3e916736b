"""The bulk pane: what is marked, what would happen, doing it, and what came of it, at the agent's keys."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from support_tui import i18n
from support_tui.screens.layout import Pane
from support_tui.store import DraftKey, select
from support_tui.wire.commands import (
    Accepted,
    AddNote,
    ChangeMany,
    ChangeTags,
    Group,
    Matching,
    MergeConversations,
    Picked,
    Reopen,
    SetStatus,
    UndoRequest,
)
from support_tui.wire.frames import Progress, Skipped
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import MessageKind, Status
from tests.support_tui.fakes import a_message, a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened

CLOSE = SetStatus(0, Status.CLOSED)
SO_ALREADY = Group(Refusal(RefusalCode.NO_CHANGE), 3, (1, 2, 3))
CHANGED = Group(Refusal(RefusalCode.CHANGED_SINCE), 2, (4, 5))


@asynccontextmanager
async def a_desk(count: int = 30, **options: Any) -> AsyncIterator[OpenConsole]:
    """A console over so many conversations that wait."""
    async with opened([a_row(number) for number in range(1, count + 1)], **options) as desk:
        yield desk


async def _changes(desk: OpenConsole) -> list[Any]:
    """What was asked of the server, once there is something."""
    await desk.until(lambda: desk.server.commands)
    return [request.command for request in desk.server.commands]


async def test_the_pane_comes_with_a_mark_and_goes_with_the_last() -> None:
    """It tells how many are marked and what can be done with them."""
    async with a_desk() as desk:
        await desk.press("x")
        await desk.sees("1 marked", "e Close", "t Tags")
        await desk.press("x")
        await desk.sees("2 marked")
        await desk.press("escape")
        await desk.sees_no("marked")


async def test_a_few_are_changed_at_once_and_taken_back_at_once() -> None:
    """One command, shown before the server answers; one `z`."""
    async with a_desk(5) as desk:
        await desk.press("x", "x", "e")
        await desk.sees_no("Customer 5 ")
        assert await _changes(desk) == [ChangeMany(Picked((5, 4)), CLOSE)]
        await desk.press("z")
        await desk.sees("Customer 5 ", "Customer 4 ")
        await desk.until(lambda: desk.console.inbox.cursor_id == 5)


async def test_many_are_previewed_then_done() -> None:
    """The pane tells how many would change and why others would not; Enter does it, and a word says what came of it."""
    async with a_desk() as desk:
        desk.server.left = (SO_ALREADY,)
        await desk.press("*", "v", "e")
        await desk.sees("Status: closed", "27 would change", "3 are so already")
        assert not desk.server.commands
        await desk.press("enter")
        (change,) = await _changes(desk)
        assert (change.change, len(change.selection.ids)) == (CLOSE, 30)
        assert change.preview_seq == desk.server.seq
        await desk.sees("27 changed, 3 left alone.")
        await desk.sees_no("marked")
        key = desk.server.commands[0].key
        await desk.press("z")
        await desk.until(lambda: len(desk.server.commands) == 2)
        assert desk.server.commands[1].command == UndoRequest(key)


async def test_escape_leaves_a_preview_and_keeps_the_marks() -> None:
    """Nothing is done; the marks stand as before."""
    async with a_desk() as desk:
        await desk.press("*", "v", "e")
        await desk.sees("30 would change")
        await desk.press("escape")
        await desk.sees("30 marked")
        assert not desk.server.commands


async def test_all_that_match_are_more_than_are_loaded() -> None:
    """`* a` marks the list; a row that is unmarked is left out by number; another filter ends it."""
    async with a_desk(300) as desk:
        await desk.press("*", "a")
        await desk.sees("all that match: 300")
        await desk.press("x", "E")
        await desk.sees("299 would change")
        await desk.press("enter")
        (change,) = await _changes(desk)
        assert change.change == Reopen(0)
        assert change.selection == Matching("all", except_ids=(300,), at=1, count=299)


async def test_none_and_the_others() -> None:
    """`* i` turns the marks of the loaded rows round, `* n` takes all away."""
    async with a_desk(4) as desk:
        await desk.press("x", "*", "i")
        await desk.sees("3 marked")
        assert set(desk.console.inbox.marks) == {1, 2, 3}
        await desk.press("*", "n")
        await desk.sees_no("marked")


async def test_a_reason_opens_to_its_conversations() -> None:
    """Down to the reason, Enter: the conversations behind it, and Enter on one opens it."""
    async with a_desk() as desk:
        desk.server.left = (SO_ALREADY,)
        await desk.press("*", "v", "e")
        await desk.sees("3 are so already")
        await desk.press("j", "enter")
        await desk.sees("#1 Title 1")
        await desk.press("j", "enter")
        await desk.until(lambda: desk.console.open_id == 1)


async def test_what_others_changed_meanwhile_is_listed() -> None:
    """It stays on screen until it was read."""
    async with a_desk() as desk:
        await desk.press("*", "v", "e")
        await desk.sees("30 would change")
        desk.server.left = (CHANGED,)
        await desk.press("enter")
        await desk.sees("28 changed", "2 were changed by others meanwhile")
        await desk.press("escape")
        await desk.sees_no("meanwhile")


async def test_a_long_change_shows_how_far_it_is_and_can_be_stopped() -> None:
    """Progress comes by the stream; Esc asks, and the answer says how far it came."""
    async with a_desk() as desk:
        desk.server.is_slow = True
        await desk.press("*", "v", "e")
        await desk.sees("30 would change")
        await desk.press("enter")
        (_,) = await _changes(desk)
        key = desk.server.commands[0].key
        desk.console.desk.take_frames((Progress(key, 12, 30),))
        await desk.sees("12 of 30")
        await desk.press("escape")
        await desk.sees("Stop here?")
        await desk.press("y")
        await desk.sees("stopped at 30 of 30")
        assert desk.server.cancelled == [key]


async def test_taking_back_a_long_change_shows_how_far_it_is() -> None:
    """It can be stopped like the change itself, and the pane goes when the answer has come."""
    async with a_desk() as desk:
        await desk.press("*", "v", "e", "enter")
        await desk.until(lambda: len(desk.server.commands) == 1)
        await desk.sees("30 changed")
        await desk.press("z")
        await desk.until(lambda: len(desk.server.commands) == 2)
        undo = desk.server.commands[1]
        assert isinstance(undo.command, UndoRequest)
        desk.console.desk.take_frames((Progress(undo.key, 12, 30),))
        await desk.sees("Taking back", "12 of 30")
        await desk.press("escape")
        await desk.sees("Stop here?")
        await desk.press("y")
        await desk.until(lambda: desk.server.cancelled == [undo.key])
        desk.console.desk.take_frames((Skipped(desk.server.seq, desk.server.seq + 1),))
        await desk.sees_no("Taking back")


async def test_the_same_note_to_all() -> None:
    """Asked for once; each conversation gets it."""
    async with a_desk() as desk:
        await desk.press("x", "x", "n")
        await desk.sees("INTERNAL NOTE", "Colleagues only", "2 marked")
        await desk.press("o", "k", "enter", "z", "alt+enter")
        await desk.sees("Note: ok z", "2 would change")
        await desk.press("enter")
        assert (await _changes(desk))[0].change == AddNote(0, "ok\nz")
        assert select.draft(desk.fake.store.replica, None, "note") is None


async def test_a_reply_to_all_can_close_them() -> None:
    """Alt+C writes to each customer and closes; keys of the list are letters meanwhile."""
    async with a_desk() as desk:
        await desk.press("x", "x", "r")
        await desk.sees("REPLY", "A letter of its own")
        await desk.press("e", "x", "alt+c")
        await desk.sees("Reply and close: ex", "2 would change")
        await desk.press("enter")
        change = (await _changes(desk))[0].change
        assert (change.text, change.status) == ("ex", Status.CLOSED)


async def test_a_text_that_is_left_is_there_again() -> None:
    """Esc keeps the words and the marks; so does leaving the preview. The draft stands among the others."""
    async with a_desk() as desk:
        await desk.press("x", "x", "n", "o", "k", "escape")
        await desk.sees("2 marked", "e Close")
        assert not desk.server.commands
        await desk.press("n", "!", "alt+enter")
        await desk.sees("Note: ok!")
        await desk.press("escape", "g", "d")
        await desk.sees("note · to what is marked  ok!")
        await desk.press("enter")
        await desk.sees("INTERNAL NOTE", "ok!")


async def test_an_empty_text_goes_nowhere() -> None:
    """It says so, and stays."""
    async with a_desk() as desk:
        await desk.press("x", "x", "n", "alt+enter")
        await desk.sees("The note is empty")


async def test_a_note_closes_them_too_where_that_is_wanted() -> None:
    """As with a reply: one change, told before, with the words and the closing in it."""
    async with a_desk() as desk:
        await desk.press("x", "x", "n", *"ok", "alt+c")
        await desk.sees("Note and close: ok")
        await desk.press("enter")
        assert (await _changes(desk))[0].change == AddNote(0, "ok", status=Status.CLOSED)


async def test_merge_is_a_verb_of_the_pane() -> None:
    """The marked ones are seen beside each other, not the row that the cursor has gone on to; which stays is chosen."""
    async with a_desk() as desk:
        await desk.press("x", "x")
        await desk.sees("& Merge")
        await desk.press("&")
        await desk.sees("Merge #29 into #30")
        await desk.press("tab", "enter")
        assert await _changes(desk) == [MergeConversations(29, (30,))]
        await desk.sees_no("marked")


async def test_what_was_merged_already_is_left_out_and_said() -> None:
    """The preview tells how many and which; two others are needed."""
    rows = [a_row(1), a_row(2, merged_into_id=9), a_row(3)]
    async with opened(rows) as desk:
        await desk.press("*", "v", "&")
        await desk.sees("Merge #1 into #3", "▲ 1 was merged into another: #2")
        await desk.press("enter")
        assert await _changes(desk) == [MergeConversations(3, (1,))]


async def test_all_that_match_are_merged_where_they_are_few() -> None:
    """Those that are not loaded are read; more than the bound is said instead."""
    async with a_desk(12) as desk:
        await desk.press("*", "a", "x", "&")
        await desk.sees("Merge 10 conversations into #11")
        await desk.press("escape")
    async with a_desk(150) as desk:
        await desk.press("*", "a", "&")
        await desk.sees("At most 100")


async def test_a_click_on_a_verb_gives_it() -> None:
    """The pane works with the mouse too."""
    async with a_desk() as desk:
        await desk.press("*", "v")
        await desk.until(lambda: desk.text().count("e Close") == 2)
        await desk.pilot.click("#bulk", offset=(3, 1))
        await desk.sees("30 would change")


async def test_one_pane_at_a_time_gives_its_room_to_a_group_that_is_looked_into() -> None:
    """At 80 columns the preview stands below the list; its rows take the place of the list, and give it back."""
    async with a_desk(size=(80, 24)) as desk:
        await desk.press("*", "v", "e")
        await desk.sees("30 would change", "Customer 30")
        await desk.press("o")
        await desk.until(lambda: not desk.console.inbox.display)
        await desk.press("escape")
        await desk.sees("30 marked", "Customer 30")


async def test_escape_leads_from_a_conversation_of_the_preview_back_to_it() -> None:
    """What was opened to look at is left first; the preview waits where it was."""
    async with a_desk(size=(170, 40)) as desk:
        await desk.press("*", "v", "e")
        await desk.sees("30 would change")
        await desk.press("o")
        await desk.sees("#1 Title 1")
        await desk.press("j", "enter")
        await desk.until(lambda: desk.console.arrangement.active is Pane.THREAD)
        await desk.press("escape")
        await desk.until(lambda: desk.console.focused is desk.console.bulking.pane)
        await desk.sees("30 would change")
        await desk.press("escape")
        await desk.sees("30 marked")


async def test_the_line_above_the_list_counts_what_is_not_loaded_too() -> None:
    """It says the same as the pane below."""
    async with a_desk(1300, size=(170, 40)) as desk:
        await desk.press("*", "a")
        await desk.sees("1,300 marked of 1,300", "all that match: 1,300")


async def test_a_range_over_rows_that_are_not_loaded_says_so() -> None:
    """What follows is done to the loaded ones alone: nobody is to think that it was done to all of them."""
    async with a_desk(3_000, size=(170, 40)) as desk:
        await desk.press("V", "G")
        await desk.until(
            lambda: any("rows of this range are not loaded and not marked" in said for said in desk.said)
        )
        assert len(desk.console.inbox.marks) < 3_000


async def test_words_to_many_that_are_taken_back_wait_in_the_pane() -> None:
    """They are no draft of one conversation: they were written to all of them."""
    async with a_desk(3) as desk:
        await desk.press("x", "x", "n")
        await desk.until(lambda: desk.console.bulking.is_writing)
        await desk.press("H", "i", "alt+enter")
        await desk.sees("2 would change")
        await desk.press("enter")
        await desk.sees("2 notes written")
        notes = tuple(a_message(number, 7, kind=MessageKind.NOTE, text="Hi") for number in (2, 3))
        desk.server.answers.append(Accepted("back", desk.server.seq + 2, taken_back=notes))
        await desk.press("z")
        await desk.until(
            lambda: "Taken back. The note is a draft again: mark some, then write a note." in desk.said
        )
        assert not desk.console.composer.display
        drafts = desk.console.store.replica.drafts.by_key
        assert [(key, draft.text) for key, draft in drafts.items()] == [(DraftKey(None, "note"), "Hi")]


async def test_in_arabic() -> None:
    """All words of the pane are there."""
    i18n.use("ar")
    async with a_desk() as desk:
        await desk.press("*", "v", "e")
        await desk.sees("ﺔﻘﻠﻐﻣ :ﺔﻟﺎﺤﻟﺍ")


async def test_a_console_reads_again_what_was_not_told_one_by_one() -> None:
    """A change of thousands comes as one word; the rows on screen follow."""
    async with a_desk(5) as desk:
        desk.server.rows = [a_row(5, version=9, title="Changed in bulk"), *desk.server.rows[:4]]
        desk.server.seq += 400
        desk.console.desk.take_frames((Skipped(desk.server.seq - 400, desk.server.seq),))
        await desk.sees("Changed in bulk")


async def test_tags_of_many_are_added_and_removed_by_name() -> None:
    """What the picker adds, each of them gets."""
    async with a_desk(3) as desk:
        await desk.press("x", "x", "t")
        await desk.sees("refund")
        await desk.press("space", "enter")
        command = (await _changes(desk))[0]
        assert isinstance(command.change, ChangeTags)


async def test_one_pane_at_a_time_shows_for_whom_a_text_is_written() -> None:
    """At 80 columns the list stays above the field."""
    async with a_desk(size=(80, 30)) as desk:
        await desk.press("x", "x", "r")
        await desk.until(lambda: desk.console.bulking.is_writing)
        await desk.sees("Customer 30", "2 marked")
        assert desk.console.inbox.display


async def test_taking_back_is_told_by_what_was_done_and_closes_the_report() -> None:
    """The word says what happened to each, and no report stands there that is not so any more."""
    async with a_desk(size=(170, 40)) as desk:
        desk.server.left = (CHANGED,)
        await desk.press("*", "v", "e")
        await desk.sees("28 would change")
        desk.server.left = (CHANGED, SO_ALREADY)
        await desk.press("enter")
        await desk.sees("25 changed", "changed by others")
        await desk.press("z")
        await desk.until(lambda: "Taken back: Status, 25 conversations." in desk.said)
        await desk.sees_no("changed by others")
