"""The desk as a person works it: keys in, screen out."""

import pytest
from textual import events

from support_tui import i18n
from support_tui.actions.interface import Severity
from support_tui.screens.layout import Layout, Pane
from support_tui.store import LinePhase, LineState
from support_tui.widgets.inbox.columns import columns_for
from support_tui.wire.commands import ChangeMany, Picked, SetStatus, SetTitle
from support_tui.wire.events import StatusChanged
from support_tui.wire.values import Priority, Status
from tests.support_tui.fakes import a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened


def rows(count):
    return [a_row(number) for number in range(1, count + 1)]


async def test_the_inbox_shows_who_waits_longest_first():
    """Rows stand in the order of attention, with name, title and how long they wait."""
    async with opened(rows(5)) as desk:
        await desk.sees("Customer 5", "Title 5", "5m", "5 conversations")
        text = desk.text()
        assert text.index("Customer 5") < text.index("Customer 1")


async def test_the_thread_follows_the_cursor_once_it_rests():
    """Moving down shows the next conversation beside the list without opening it."""
    async with opened(rows(3)) as desk:
        await desk.press("j")
        await desk.until(lambda: desk.console.open_id == 2)
        await desk.sees("Message 1 of 2")
        assert desk.console.arrangement.active is Pane.INBOX


async def test_closing_goes_on_to_the_next_at_once():
    """`e` closes what the cursor stands on; the row leaves and the cursor is on the next one, before the server has answered."""
    async with opened(rows(3)) as desk:
        await desk.press("e")
        await desk.until(lambda: desk.console.inbox.cursor_id == 2)
        await desk.sees_no("Title 3 ")
        await desk.until(lambda: len(desk.server.commands) == 1)
        assert desk.server.commands[0].command == SetStatus(3, Status.CLOSED)


async def test_a_live_change_moves_neither_cursor_nor_marks():
    """A colleague closes the first conversation: the cursor stays on its own, and what was marked stays marked."""
    async with opened(rows(6)) as desk:
        await desk.press("j", "x", "j")
        was_on, marked = desk.console.inbox.cursor_id, set(desk.console.inbox.marks)
        closed = a_row(6, version=2, status=Status.CLOSED, waiting_since_at=None)
        desk.fake.happens(StatusChanged(Status.OPEN, Status.CLOSED), closed)
        await desk.sees_no("Customer 6")
        assert desk.console.inbox.cursor_id == was_on
        assert set(desk.console.inbox.marks) == marked == {5}


async def test_marks_are_counted_and_actions_apply_to_them():
    """Two marked rows are both closed by one key."""
    async with opened(rows(5)) as desk:
        await desk.press("x", "x")
        await desk.sees("2 marked")
        await desk.press("e")
        await desk.until(lambda: desk.server.commands)
        sent = [request.command for request in desk.server.commands]
        assert sent == [ChangeMany(Picked((5, 4)), SetStatus(0, Status.CLOSED))]


async def test_a_range_is_marked_between_its_two_ends():
    """`V`, down three, `V`."""
    async with opened(rows(8)) as desk:
        await desk.press("V", "j", "j", "j", "V")
        assert set(desk.console.inbox.marks) == {8, 7, 6, 5}


async def test_a_range_is_seen_while_it_is_drawn_and_a_verb_has_it():
    """`V`, down three, one up again: three rows are marked, and `e` closes these without a second `V`."""
    async with opened(rows(8)) as desk:
        await desk.press("V", "j", "j", "j", "k")
        await desk.sees("3 marked", "range from here")
        await desk.press("e")
        await desk.until(lambda: desk.server.commands)
        sent = [request.command for request in desk.server.commands]
        assert sent == [ChangeMany(Picked((8, 7, 6)), SetStatus(0, Status.CLOSED))]
        await desk.press("j", "j")
        assert not desk.console.inbox.marks.ids


async def test_a_mark_by_itself_ends_a_range():
    """`x` takes one row out of what was drawn, and the cursor draws no further."""
    async with opened(rows(8)) as desk:
        await desk.press("V", "j", "j", "x", "j", "j")
        assert set(desk.console.inbox.marks) == {8, 7}


@pytest.mark.parametrize(("language", "words"), [("en", "leaves the console"), ("ar", "للخروج")])
async def test_ctrl_c_says_the_way_out_in_the_agent_s_language(language, words):
    """It ends nothing: who is used to it reads the key that does."""
    i18n.use(language)
    async with opened(rows(3)) as desk:
        await desk.press("ctrl+c")
        await desk.until(lambda: any(words in said and "Ctrl+Q" in said for said in desk.said))


async def test_escape_leaves_one_thing_at_a_time():
    """First the marks, then nothing more in the inbox."""
    async with opened(rows(3)) as desk:
        await desk.press("x", "escape")
        assert not desk.console.inbox.marks.ids
        await desk.press("enter")
        await desk.until(lambda: desk.console.arrangement.active is Pane.THREAD)
        await desk.press("escape")
        await desk.until(lambda: desk.console.arrangement.active is Pane.INBOX)


async def test_letters_work_under_an_arabic_layout():
    """ت stands on the key of j."""
    async with opened(rows(3)) as desk:
        await desk.press("ت")
        assert desk.console.inbox.cursor.position == 1


async def test_lam_and_alef_of_one_key_are_that_key():
    """Some systems send its two letters at once, others one sign; struck one after the other they are two keys."""

    def press(desk: OpenConsole, letters: str, apart_s: float) -> None:
        keys = [events.Key(letter, letter) for letter in letters]
        keys[-1].time = keys[0].time + apart_s
        for key in keys:
            desk.console.take_key(key)

    async with opened(rows(3)) as desk:
        press(desk, "لا", 0.0005)
        await desk.until(lambda: "Snooze until" in desk.text())
        await desk.press("escape")
        press(desk, "لت", 0.0005)
        assert desk.console.inbox.cursor.position == 1
        press(desk, "لا", 0.2)
        assert "Snooze until" not in desk.text()


async def test_a_chord_that_hesitates_is_helped():
    """After `g` the keys that can follow are shown; `gm` goes to Mine."""
    async with opened(rows(3)) as desk:
        await desk.press("g")
        await desk.until(lambda: desk.console.which_key.display)
        assert "Unassigned" in desk.text()
        await desk.press("m")
        await desk.until(lambda: desk.console.list_key.queue == "mine")


async def test_a_wrong_filter_says_where_and_why():
    """The caret stands under the word that is wrong, and Enter does not leave."""
    async with opened(rows(3), size=(200, 30)) as desk:
        await desk.press("/")
        await desk.press(*"status:opne", "space", "x")
        await desk.sees("^^^^", "Did you mean open?")
        await desk.press("enter")
        assert desk.console.filter_bar.display


async def test_a_filter_narrows_the_list_and_escape_removes_it():
    """The query becomes part of the list, and is shown with it."""
    async with opened(rows(3)) as desk:
        await desk.press("/")
        await desk.press(*"tag:refund", "escape")
        assert desk.console.list_key.query == ""
        await desk.press("/")
        await desk.press(*"tag:refund", "enter")
        await desk.until(lambda: desk.console.list_key.query == "tag:refund")
        await desk.press("escape")
        await desk.until(lambda: desk.console.list_key.query == "")


async def test_the_palette_shows_keys_and_reasons():
    """Every command with its key; one that would do nothing says why."""
    async with opened(rows(3)) as desk:
        await desk.press("ctrl+k")
        await desk.until(lambda: "Close and go on" in desk.text())
        await desk.press(*"undo")
        await desk.sees("Nothing to undo.")


async def test_help_is_of_the_pane_one_comes_from():
    """In the thread it shows the thread's keys."""
    async with opened(rows(3)) as desk:
        await desk.press("enter")
        await desk.press("?")
        await desk.sees("Keys: Thread", "Down")
        await desk.press(*"quoted")
        await desk.sees("Quoted text")


@pytest.mark.parametrize(
    ("width", "layout", "panes"),
    [(80, Layout.ONE, ["inbox"]), (120, Layout.TWO, ["inbox", "thread"]), (200, Layout.THREE, ["inbox", "thread", "context"])],
)  # fmt: skip
async def test_panes_stand_side_by_side_as_far_as_they_fit(width, layout, panes):
    """One below 100 columns, two below 160, else three."""
    async with opened(rows(2), size=(width, 30)) as desk:
        assert desk.console.arrangement.layout is layout
        assert [str(pane) for pane in desk.console.arrangement.visible] == panes


async def test_one_pane_at_a_time_has_a_trail_back():
    """At 80 columns Enter fills the screen with the thread, and the top line says where one is."""
    async with opened(rows(2), size=(80, 24)) as desk:
        await desk.press("enter")
        await desk.sees("#2 Title 2", "Message 1 of 2")
        assert not desk.console.inbox.is_on_screen
        await desk.press("q")
        await desk.sees("2 conversations")


async def test_too_small_a_window_says_what_it_needs():
    """Nothing is squeezed; it comes back when there is room."""
    async with opened(rows(2), size=(50, 12)) as desk:
        await desk.sees("60×15", "50×12")
        await desk.pilot.resize_terminal(120, 30)
        await desk.sees("Customer 2")


async def test_a_lost_line_is_said_and_the_list_stays():
    """Amber words at the bottom, rows as before."""
    async with opened(rows(2)) as desk:
        desk.fake.store.set_line(LineState(LinePhase.OFFLINE, desk.fake.clock.now))
        await desk.sees("No connection", "Customer 2")


async def test_an_empty_queue_says_so_in_words():
    """Nobody is left before an empty box."""
    async with opened([]) as desk:
        await desk.sees("Nobody waits. Nothing is open.")


async def test_keys_used_twice_are_reported_at_the_start():
    """A person who puts taking onto `e` is told that a key is lost, and how to see which."""
    async with opened(rows(1), keys={"conversation.take": ["e"]}) as desk:
        await desk.sees("is hidden by another")


async def test_writing_takes_letters_and_sends_by_alt_enter():
    """In the composer an `e` is an e."""
    async with opened(rows(2)) as desk:
        await desk.press("r")
        await desk.until(lambda: desk.console.composer.is_open)
        await desk.press(*"here")
        assert desk.console.composer.text == "here"
        await desk.press("alt+enter")
        await desk.until(lambda: len(desk.server.commands) == 1)
        assert desk.server.commands[0].command.text == "here"


async def test_the_language_changes_while_it_runs():
    """Tabs and bars speak Arabic at once."""
    async with opened(rows(2)) as desk:
        i18n.use("ar")
        desk.console.language_changed()
        await desk.sees_no("conversations")


async def test_a_filter_is_selected_when_it_is_changed():
    """What is typed replaces it; End and a word add to it, with a blank between them."""
    async with opened(rows(3)) as desk:
        await desk.press("/", *"tag:refund", "enter")
        await desk.until(lambda: desk.console.list_key.query == "tag:refund")
        await desk.press("/", *"status:open", "enter")
        await desk.until(lambda: desk.console.list_key.query == "status:open")
        await desk.press("/", "end", *"is:unread", "enter")
        await desk.until(lambda: desk.console.list_key.query == "status:open is:unread")


async def test_a_name_that_nobody_has_is_told():
    """While typing, once another word follows; and in the empty list, with the key that removes the filter."""
    async with opened(rows(3)) as desk:
        await desk.press("/", *"tag:refnud is:unread")
        await desk.sees("^^^^^^", "There is no tag called refnud.", "Did you mean")
        desk.server.rows.clear()
        await desk.press("enter")
        await desk.sees("There is no tag called refnud.", "Nothing matches this filter", "Esc removes it")


async def test_tabs_that_do_not_fit_are_counted_and_the_chosen_one_shows():
    """In 80 columns the last tab comes into view when it is chosen."""
    async with opened(rows(3), size=(80, 24)) as desk:
        await desk.press("left", "left", "left")
        await desk.until(lambda: desk.console.list_key.queue == "team:2")
        await desk.sees("‹")


async def test_marking_says_how_many_more_match():
    """Rows that were never loaded are not marked, and the agent hears of it."""
    async with opened(rows(300)) as desk:
        window = desk.console.inbox.source.window
        window.forget_far(0, 80)
        await desk.press("*", "v")
        await desk.until(lambda: desk.said)
        assert f"{len(desk.console.inbox.marks)} rows are marked. 300 match" in desk.said[-1]


async def test_marks_are_told_of_where_the_list_is_out_of_sight():
    """At 80 columns the thread covers the list: keys would act on the marked, so the top line says so."""
    async with opened(rows(5), size=(80, 24)) as desk:
        await desk.press("x", "x", "enter")
        await desk.sees("›", "2 marked")


@pytest.mark.parametrize("size", [(120, 30), (80, 24)])
async def test_a_title_is_edited_where_it_stands(size):
    """In the thread's head; where only the list is on screen, in a dialog. The old title is there to be changed."""
    async with opened(rows(2), size=size) as desk:
        await desk.until(lambda: desk.console.open_id == 2 or size[0] == 80)
        await desk.press("f2")
        await desk.sees("Title 2")
        await desk.press("end", *" again", "enter")
        await desk.until(lambda: any(isinstance(q.command, SetTitle) for q in desk.server.commands))
        (sent,) = (q.command for q in desk.server.commands if isinstance(q.command, SetTitle))
        assert sent == SetTitle(2, "Title 2 again")


@pytest.mark.parametrize("size", [(120, 30), (80, 24)])
async def test_finding_in_the_thread_starts_from_the_list_too(size):
    """`\\` opens the conversation at the cursor and asks for words; letters do not run as commands."""
    async with opened(rows(3), size=size) as desk:
        await desk.press("j", "backslash")
        await desk.sees("Find")
        await desk.press(*"age")
        await desk.sees("1 of 1")
        assert desk.console.open_id == 2


async def test_rows_are_laid_out_for_the_width_they_are_painted_in():
    """Also where the list is painted before it hears of its size: no name is cut that has room."""
    async with opened(rows(3), size=(80, 24)) as desk:
        inbox = desk.console.inbox
        inbox._columns, inbox._measured = columns_for(0), 0
        inbox._strips.clear()
        assert "Customer 3" in desk.text()
        await desk.pilot.resize_terminal(120, 24)
        await desk.sees("Customer 3", "Message 1 of 3")


async def test_the_key_bar_shows_whole_entries_and_always_the_way_to_help():
    """At 80 columns fewer keys, none of them cut."""
    async with opened(rows(3), size=(80, 24)) as desk:
        bar = desk.text().splitlines()[-1]
        assert bar.rstrip().endswith("? Help")
        assert "…" not in bar


async def test_a_moment_is_told_while_it_is_typed():
    """What is not understood yet says so, what is understood says when that is."""
    async with opened(rows(1)) as desk:
        await desk.press("b")
        await desk.sees("Snooze until", "tomorrow 9")
        await desk.press(*"2ho")
        await desk.sees("“2ho” (at 1) is no moment.")
        await desk.press("backspace")
        await desk.sees("until today 14:00")


async def test_the_bars_of_an_arabic_console_keep_their_gaps():
    """Priority and status stand apart, and the dot between two words stays between them."""
    i18n.use("ar")
    async with opened([a_row(1, priority=Priority.HIGH)]) as desk:
        await desk.until(lambda: desk.console.open_id == 1)
        await desk.sees("#1 Title 1")
        listed, head = desk.text().splitlines()[1].split("│")
        assert " · " in listed
        priority, status = head.split("Title 1")[1].split("  ", 1)[1].strip().split("  ")
        assert priority and "●" in status


async def test_a_card_is_in_the_direction_of_the_interface():
    """A sentence that begins with an Arabic name reads from the left where the interface does."""
    async with opened(rows(3), (100, 30)) as desk:
        desk.console.ui.notify_text("نور wrote: #7 Late parcel", Severity.ERROR)
        await desk.sees("wrote: #7 Late parcel")
        (line,) = [line for line in desk.text().splitlines() if "wrote:" in line]
        assert line.rstrip().endswith("Late parcel")
