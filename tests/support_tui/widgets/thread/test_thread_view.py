"""The thread as a person reads it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from msgspec.structs import replace
from textual.pilot import Pilot
from textual.selection import Selection

from support_tui.messages import (
    AttachmentOpened,
    DeliveryRetryRequested,
    FilesWanted,
    LinksWanted,
    MessageSeen,
    OlderNeeded,
    TitleEdited,
)
from support_tui.text.bidi import visual_line
from support_tui.text.shape import shape
from support_tui.widgets.thread import ThreadView
from support_tui.wire import events as ev
from support_tui.wire.frames import Activity, Presence, Viewer
from support_tui.wire.values import (
    Actor,
    ActorKind,
    Attachment,
    Delivery,
    DeliveryState,
    MessageKind,
    Priority,
)
from support_tui.wire.views import ConversationRow, Message
from tests.support_tui.fakes import DAY, MINUTE, NOON, SECOND, FakeDesk, a_message, a_row
from tests.support_tui.widgets.pane import PaneApp
from tests.waiting import eventually

RAE = Actor(ActorKind.AGENT, 1, "Rae Adams")
SAM = Actor(ActorKind.AGENT, 2, "Sam Cole")


def a_reply(number: int, **fields: Any) -> Message:
    return a_message(7, number, **({"kind": MessageKind.REPLY, "author": SAM} | fields))


def a_note(number: int, text: str) -> Message:
    return a_message(7, number, kind=MessageKind.NOTE, author=SAM, text=text)


class Reading:
    """An open thread and what is seen of it."""

    def __init__(self, desk: FakeDesk, view: ThreadView, app: PaneApp, pilot: Pilot[None]) -> None:
        self.desk, self.view, self.app, self.pilot = desk, view, app, pilot

    async def sees(self, text: str) -> None:
        await eventually(self.app.sees(text), f"{text!r} on screen:\n{self.app.screen_text}")

    async def does_not_see(self, text: str) -> None:
        await self.pilot.pause()
        assert text not in self.app.screen_text

    def line_with(self, text: str) -> str:
        return next(line for line in self.app.screen_lines if text in line)

    @property
    def words(self) -> list[str]:
        """The lines below the head, without gutter and scrollbar."""
        return [line[2:98].rstrip() for line in self.app.screen_lines[3:]]


@asynccontextmanager
async def reading(
    messages: list[Message],
    *,
    row: ConversationRow | None = None,
    size: tuple[int, int] = (100, 30),
    **page: Any,
) -> AsyncIterator[Reading]:
    """The thread of conversation 7 with these messages, all read unless `read_id` says otherwise."""
    desk = FakeDesk()
    row = row or a_row(7, title="Late parcel")
    desk.fill([row], read=True)
    desk.fill_thread(row, messages, **({"read_id": 7_999} | page))
    view = ThreadView(desk.store)
    app = PaneApp(view)
    async with app.run_test(size=size) as pilot:
        desk.store.subscribe(view.store_changed)
        view.show(7)
        view.focus()
        await pilot.pause()
        yield Reading(desk, view, app, pilot)


async def test_the_head_says_what_the_conversation_is() -> None:
    """Number, title, status, priority, assignee, tags, mailbox and followers stand above the messages."""
    row = a_row(
        7, title="Late parcel", priority=Priority.HIGH, assignee_id=2, tag_ids=(1,), follower_ids=(1, 3)
    )
    async with reading([a_message(7, 1)], row=row) as thread:
        for words in ("#7", "Late parcel", "high", "open", "Sam Cole", "#refund", "Support", "2 followers"):
            await thread.sees(words)


async def test_colleagues_who_write_are_seen_above_the_messages() -> None:
    """Who else is here stands in the head and goes when they go."""
    async with reading([a_message(7, 1)]) as thread:
        thread.desk.store.take_frames([Presence(7, (Viewer(2, Activity.REPLYING),))])
        await thread.sees("Sam Cole is writing a reply")
        thread.desk.store.take_frames([Presence(7, ())])
        await eventually(lambda: "is writing" not in thread.app.screen_text, "the line goes")


async def test_a_note_cannot_be_taken_for_a_reply_even_without_colour() -> None:
    """A note has a label, words about who sees it, and a bar beside every line."""
    async with reading([a_note(1, "Check the\ninvoice"), a_reply(2, text="We are on it")]) as thread:
        await thread.sees("only colleagues see this")
        assert "NOTE" in thread.line_with("Sam Cole ·")
        for words in ("Check the", "invoice"):
            assert thread.line_with(words).startswith("┃")
        assert "┃" not in thread.line_with("We are on it")


async def test_arabic_stands_in_visual_order_at_the_right_margin() -> None:
    """A right-to-left paragraph ends at the right margin, shaped and ordered, with numbers and code readable."""
    text = "طلبي رقم ORD-48213 (بتاريخ 12/05) لم يصل"
    async with reading([a_message(7, 1, text=f"{text}\nplain words")], size=(80, 20)) as thread:
        expected = visual_line(shape(text)).text
        await thread.sees(expected)
        edge = len(thread.line_with(expected))
        assert edge >= 75
        assert thread.line_with("plain words").startswith(("▌ plain", "  plain"))


async def test_harakat_keep_their_letters() -> None:
    """Marks stay behind the letters they belong to."""
    text = "السَّلَامُ عَلَيْكُم"
    async with reading([a_message(7, 1, text=text)]) as thread:
        await thread.sees(visual_line(shape(text)).text)


async def test_quoted_text_is_folded_and_unfolds() -> None:
    """What everybody has read before is one line until it is asked for."""
    text = "It works now.\n\nOn Tue, 3 Jan 2026 at 10:00, Sam Cole <sam@desk.example> wrote:\n> try again\n> please"
    async with reading([a_message(7, 1, text=text)]) as thread:
        await thread.sees("quoted line")
        await thread.does_not_see("try again")
        thread.view.do_quoted()
        await thread.sees("try again")
        thread.view.do_quoted()
        await thread.does_not_see("try again")
        thread.view.do_toggle()
        await thread.sees("try again")


async def test_events_between_messages_are_one_line_that_opens() -> None:
    """Changes of one stretch are told in a sentence; opened, each with what was before and after."""
    at = NOON - DAY + MINUTE + SECOND
    done = (
        ev.ConversationAssigned(None, 2),
        ev.TagsChanged((1,)),
        ev.PriorityChanged(Priority.LOW, Priority.HIGH),
    )
    events = tuple(ev.Recorded(10 + n, at + n, RAE, event, conversation_id=7) for n, event in enumerate(done))
    async with reading([a_message(7, 1)], events=events, size=(120, 30)) as thread:
        await thread.sees("Rae Adams assigned it to Sam Cole, tagged refund, set the priority to high")
        await thread.does_not_see("low → high")
        thread.view.do_toggle()
        await thread.sees("low → high")


async def test_a_reply_tells_how_far_it_has_come() -> None:
    """Waiting out the undo window, delivered, failed with its reason, and without a channel."""
    states = [
        a_reply(1, delivery=Delivery(DeliveryState.DELIVERED)),
        a_reply(2, delivery=Delivery(DeliveryState.FAILED, detail="550 no such user")),
        a_reply(3, delivery=Delivery(DeliveryState.NO_CHANNEL)),
        a_reply(4, delivery=Delivery(DeliveryState.QUEUED, due_at=NOON + 8 * SECOND)),
    ]
    async with reading(states) as thread:
        for words in ("delivered", "failed: 550 no such user", "not sent: no channel", "leaves in 8 seconds"):
            await thread.sees(words)
        thread.desk.clock.now += 3 * SECOND
        await thread.sees("leaves in 5 seconds")


async def test_a_long_reason_leaves_room_for_name_and_time() -> None:
    """Who replied and when are read beside it; of the reason as much as fits, and none where that would be a few letters."""
    why = "no password is set for support@desk.example " * 3
    waits = Delivery(DeliveryState.QUEUED, due_at=NOON + 20 * SECOND, attempts=2, detail=why)
    for width, has_reason in ((100, True), (70, False)):
        async with reading([a_reply(1, delivery=waits)], size=(width, 20)) as thread:
            await thread.sees("not sent after 2 tries, next in 1 min")
            head = next(line for line in thread.app.screen_text.splitlines() if "not sent" in line)
            assert "Sam Cole" in head
            assert ("no password" in head) == has_reason
            assert head.rstrip().endswith("ago")


async def test_a_reply_that_failed_can_be_sent_again() -> None:
    """The command works on the message under the cursor, where it has not arrived."""
    failed = a_reply(1, delivery=Delivery(DeliveryState.FAILED))
    async with reading([failed]) as thread:
        thread.view.do_retry()
        await eventually(lambda: thread.app.posts(DeliveryRetryRequested), "the wish to send again")
        assert thread.app.posts(DeliveryRetryRequested)[0].message_id == failed.id


async def test_a_mail_that_could_not_be_read_is_told_and_can_be_read_again() -> None:
    """Its head says so, as does that of one that was too large; the command that sends again reads it again (E7, E8)."""
    unread = a_message(7, 1, reason="unreadable", text="Reason: RecursionError")
    large = a_message(7, 2, reason="too_large")
    double = a_message(7, 3, reason="same_id_other_words")
    async with reading([large, double, unread]) as thread:
        for words in (
            "could not be read",
            "only its headers were taken",
            "bears the identity of another message",
        ):
            await thread.sees(words)
        while thread.view.message != unread:
            thread.view.do_previous_message()
        thread.view.do_retry()
        await eventually(lambda: thread.app.posts(DeliveryRetryRequested), "the wish to read again")
        assert thread.app.posts(DeliveryRetryRequested)[0].message_id == unread.id


async def test_it_opens_at_the_first_unread_message() -> None:
    """A line marks what is new, and the first new message is on screen."""
    messages = [a_message(7, n, text="word " * 200) for n in range(1, 21)]
    async with reading(messages, read_id=7_010) as thread:
        await thread.sees("── new")
        assert thread.view.message == messages[10]


async def test_a_read_thread_opens_at_its_end_and_counts_as_seen() -> None:
    """The newest message is on screen, and the screen is told."""
    messages = [a_message(7, n, text=f"number {n}\n" * 5) for n in range(1, 31)]
    async with reading(messages) as thread:
        await thread.sees("number 30")
        await eventually(lambda: thread.app.posts(MessageSeen), "the newest message is told as seen")
        assert thread.app.posts(MessageSeen)[0].message_id == messages[-1].id


async def test_older_messages_arrive_without_a_jump() -> None:
    """They are asked for near the top, and what is on screen stays where it is."""
    newer = [a_message(7, n, text=f"number {n}\n" * 4) for n in range(101, 131)]
    async with reading(newer, before="cursor") as thread:
        thread.view.do_top()
        await eventually(lambda: thread.app.posts(OlderNeeded), "older messages are wanted")
        await thread.sees("number 101")
        before = thread.words
        older = [a_message(7, n, text=f"number {n}\n" * 4) for n in range(1, 101)]
        window = thread.desk.store.replica.threads[7]
        window.before = ""
        for message in older:
            window.put_message(message)
        thread.view.reader.thread_changed()
        await thread.pilot.pause()
        assert thread.words[2:] == before[2:]
        thread.view.do_up()
        await thread.pilot.pause()
        thread.view.do_half_up()
        await thread.sees("number 100")


async def test_a_new_message_does_not_move_a_reader_who_is_elsewhere() -> None:
    """Live messages join below; only who stands at the end follows them."""
    messages = [a_message(7, n, text=f"number {n}\n" * 4) for n in range(1, 31)]
    async with reading(messages) as thread:
        thread.view.do_top()
        await thread.sees("number 1")
        before = thread.words
        arrived = a_message(7, 31, text="just arrived")
        thread.desk.store.replica.threads[7].put_message(arrived)
        thread.view.reader.thread_changed()
        await thread.pilot.pause()
        assert thread.words == before
        thread.view.do_bottom()
        await thread.sees("just arrived")


async def test_what_one_has_just_sent_is_shown() -> None:
    """Who writes while standing further up sees it where it is now: at the end, with the cursor on it."""
    messages = [a_message(7, n, text=f"number {n}\n" * 4) for n in range(1, 31)]
    async with reading(messages) as thread:
        thread.view.do_top()
        await thread.sees("number 1")
        mine = replace(a_message(7, 31, kind=MessageKind.REPLY, text="On its way"), id=-1)
        thread.desk.store.replica.threads[7].put_message(mine)
        thread.view.reader.thread_changed()
        await thread.sees("On its way")
        assert thread.view.message == mine


async def test_the_cursor_goes_from_message_to_message() -> None:
    """J and K put the cursor on the next and the previous message and show them from their heads."""
    messages = [a_message(7, n, text=f"number {n}\n" * 8) for n in range(1, 11)]
    async with reading(messages) as thread:
        thread.view.do_top()
        for _ in range(3):
            thread.view.do_next_message()
        assert thread.view.message == messages[3]
        await thread.sees("number 4")
        thread.view.do_previous_message()
        assert thread.view.message == messages[2]


async def test_finding_marks_every_hit_and_goes_round() -> None:
    """Words are found without regard to case and Arabic spelling; n and N go on, Esc ends."""
    messages = [
        a_message(7, 1, text="The Invoice is wrong"),
        a_message(7, 2, text="which invoice?"),
        a_message(7, 3, text="الفاتورة الأولى"),
    ]
    async with reading(messages) as thread:
        thread.view.do_find()
        await thread.pilot.press(*"invoice")
        await thread.sees("1 of 2")
        await thread.pilot.press("enter")
        await thread.pilot.press("n")
        assert thread.view.reader.finder.number == 2
        await thread.pilot.press("n")
        assert thread.view.reader.finder.number == 1
        await thread.pilot.press("escape")
        assert thread.view.reader.finder.wanted == ""
        assert thread.view.reader.find("الاولي") == 1


async def test_a_hit_in_folded_text_unfolds_it() -> None:
    """What is found is shown, also where it was folded away."""
    text = "Fine.\n\nOn Tue, 3 Jan 2026 at 10:00, Sam Cole <sam@desk.example> wrote:\n> the secret word"
    async with reading([a_message(7, 1, text=text)]) as thread:
        await thread.does_not_see("secret")
        thread.view.reader.find("secret")
        await thread.sees("the secret word")


async def test_links_are_numbered_and_opened_by_number() -> None:
    """Every address has its number behind it, and the list of them names each."""
    text = "see https://a.example/x and https://b.example/y"
    async with reading([a_message(7, 1, text=text)]) as thread:
        await thread.sees("https://a.example/x [1] and https://b.example/y [2]")
        thread.view.do_links()
        await eventually(lambda: thread.app.posts(LinksWanted), "the links are listed")
        assert thread.app.posts(LinksWanted)[0].links == (
            ("", "https://a.example/x"),
            ("", "https://b.example/y"),
        )


async def test_files_are_listed_and_opened() -> None:
    """A file stands under its message with its size and opens by key or click."""
    file = Attachment(5, "invoice.pdf", "application/pdf", 120_345)
    async with reading([a_message(7, 1, attachments=(file,))]) as thread:
        await thread.sees("invoice.pdf  PDF · 120 kB")
        thread.view.do_files()
        await eventually(lambda: thread.app.posts(FilesWanted), "the files are listed")
        thread.view.reader.follow("file:5")
        await eventually(lambda: thread.app.posts(AttachmentOpened), "the file is opened")


async def test_the_title_is_edited_in_place() -> None:
    """Enter takes the new title, an empty one is refused with words."""
    async with reading([a_message(7, 1)]) as thread:
        thread.view.edit_title()
        await thread.pilot.press("ctrl+u", "enter")
        await thread.sees("A title has 1 to")
        await thread.pilot.press(*"New", "enter")
        await eventually(lambda: thread.app.posts(TitleEdited), "the title is told")
        assert thread.app.posts(TitleEdited)[0].title == "New"


async def test_selected_words_are_copied_in_reading_order() -> None:
    """A selection over visual Arabic gives logical text, without gutter or alignment."""
    text = "السلام عليكم\nsecond line"
    async with reading([a_message(7, 1, text=text)]) as thread:
        copied = thread.view.reader.get_selection(Selection(None, None))
        assert copied is not None
        assert "السلام عليكم\nsecond line" in copied[0]


async def test_every_width_holds_its_lines() -> None:
    """At 80, 120 and 200 columns no line is wider than the screen and every word is there."""
    text = "alpha beta gamma delta " * 20 + "\nhttps://shop.example/" + "x" * 150
    for width in (80, 120, 200):
        async with reading([a_message(7, 1, text=text)], size=(width, 40)) as thread:
            assert all(len(line) <= width for line in thread.app.screen_lines)
            assert " ".join(thread.app.screen_text.split()).count("gamma") == 20


async def test_a_theme_change_keeps_what_was_laid_out() -> None:
    """Other colours paint anew; the laid-out messages stay."""
    async with reading([a_message(7, 1)]) as thread:
        block = thread.view.reader.contents.block(0)
        thread.app.theme = "support-light"
        await thread.pilot.pause()
        assert thread.view.reader.contents.block(0) is block


async def test_words_are_selected_with_the_mouse() -> None:
    """A drag over a line gives its words, and they are shown as selected."""
    async with reading([a_message(7, 1, text="alpha beta gamma")]) as thread:
        await thread.sees("alpha beta gamma")
        y = next(n for n, line in enumerate(thread.app.screen_lines) if "alpha" in line)
        await thread.pilot.mouse_down(offset=(8, y))
        await thread.pilot.hover(offset=(11, y))
        await thread.pilot.mouse_up(offset=(11, y))
        assert thread.app.screen.get_selected_text() == "beta"


async def test_a_click_takes_the_cursor_and_opens_folds() -> None:
    """The mouse does what the keys do."""
    text = "Fine.\n\nOn Tue, 3 Jan 2026 at 10:00, Sam Cole <sam@desk.example> wrote:\n> the old words"
    messages = [a_message(7, 1, text=text), a_message(7, 2, text="newest")]
    async with reading(messages) as thread:
        y = next(n for n, line in enumerate(thread.app.screen_lines) if "quoted" in line)
        await thread.pilot.click(offset=(5, y))
        await thread.sees("the old words")
        y = next(n for n, line in enumerate(thread.app.screen_lines) if "Fine." in line)
        await thread.pilot.click(offset=(5, y))
        assert thread.view.message == messages[0]
