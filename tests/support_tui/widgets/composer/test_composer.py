"""Writing replies, notes, forwards and new conversations."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.containers import Vertical
from textual.pilot import Pilot

from support_tui.messages import (
    ComposeKind,
    ComposerActivity,
    ComposerClosed,
    ComposerSubmitted,
    DraftChanged,
    EditorRequested,
)
from support_tui.store.drafts import DraftKey
from support_tui.widgets.composer import Composer
from support_tui.widgets.composer.mailbox import MailboxInput, mailbox_named
from support_tui.wire.frames import Activity
from support_tui.wire.values import Address
from support_tui.wire.views import Mailbox
from tests.support_tui.fakes import NOUR, SAM, FakeDesk, a_message, a_row
from tests.support_tui.widgets.pane import PaneApp
from tests.waiting import eventually


class Writing:
    """An open composer and what it posts."""

    def __init__(self, desk: FakeDesk, composer: Composer, app: PaneApp, pilot: Pilot[None]) -> None:
        self.desk, self.composer, self.app, self.pilot = desk, composer, app, pilot

    async def posts(self, kind: type[Any]) -> Any:
        """The latest message of that kind, waited for."""
        return (await eventually(lambda: self.app.posts(kind), kind.__name__))[-1]

    async def sees(self, text: str) -> None:
        await eventually(self.app.sees(text), f"{text!r} on screen:\n{self.app.screen_text}")


@asynccontextmanager
async def writing(
    kind: ComposeKind = ComposeKind.REPLY, *, desk: FakeDesk | None = None, **given: Any
) -> AsyncIterator[Writing]:
    """The composer open for conversation 7 (or a new one)."""
    desk = desk or FakeDesk()
    row = a_row(7, customer_name="Sara Ali", customer_email="sara@a.example")
    desk.fill([row])
    desk.fill_thread(row, [a_message(7, 1)], cc=(Address("boss@a.example"),))
    composer = Composer(desk.store)
    app = PaneApp(Vertical(composer))
    async with app.run_test(size=(110, 30)) as pilot:
        composer.open(kind, None if kind is ComposeKind.NEW else 7, **given)
        await pilot.pause()
        yield Writing(desk, composer, app, pilot)


async def test_the_kinds_cannot_be_confused() -> None:
    """Each kind has its own label and words, and a note says who will see it."""
    words = {
        ComposeKind.REPLY: ("REPLY", "Sara Ali"),
        ComposeKind.NOTE: ("INTERNAL NOTE", "only colleagues see this"),
        ComposeKind.FORWARD: ("FORWARD", "To"),
        ComposeKind.NEW: ("NEW CONVERSATION", "Title"),
    }
    for kind, expected in words.items():
        async with writing(kind) as composer:
            for text in expected:
                await composer.sees(text)


async def test_a_reply_is_sent_with_the_conversations_cc() -> None:
    """Alt+Enter's command posts the text; an untouched Cc stays as the conversation has it."""
    async with writing() as composer:
        await composer.sees("boss@a.example")
        await composer.pilot.press(*"Hello")
        composer.composer.do_send()
        sent = await composer.posts(ComposerSubmitted)
        assert (sent.kind, sent.conversation_id, sent.text, sent.cc, sent.close) == (
            ComposeKind.REPLY, 7, "Hello", None, False,
        )  # fmt: skip
        await composer.posts(ComposerClosed)
        assert not composer.composer.is_open
        assert (await composer.posts(DraftChanged)).text == ""


async def test_sending_and_closing_is_one_stroke() -> None:
    """Alt+C's command says so in the same message."""
    async with writing(text="Done") as composer:
        composer.composer.do_send_close()
        assert (await composer.posts(ComposerSubmitted)).close


async def test_a_reply_to_the_sender_only_has_an_empty_cc() -> None:
    """The conversation's Cc is left out for this one reply."""
    async with writing(text="For you", cc=()) as composer:
        composer.composer.do_send()
        assert (await composer.posts(ComposerSubmitted)).cc == ()


async def test_an_empty_text_is_refused_with_words() -> None:
    """Nothing is sent, and the composer says why."""
    async with writing() as composer:
        await composer.pilot.press("space")
        composer.composer.do_send()
        await composer.sees("There is nothing to send yet")
        assert not composer.app.posts(ComposerSubmitted)
        assert composer.composer.is_open


async def test_leaving_keeps_the_draft() -> None:
    """Esc's command posts the text as it stands and hides the composer."""
    async with writing() as composer:
        await composer.pilot.press(*"half a")
        composer.composer.do_leave()
        await composer.posts(ComposerClosed)
        left = await composer.posts(DraftChanged)
        assert (left.text, left.is_resting) == ("half a", True)
        assert not composer.composer.is_open


async def test_a_draft_is_there_again_for_its_kind_only() -> None:
    """Each conversation keeps a draft a kind."""
    desk = FakeDesk()
    desk.store.set_draft(DraftKey(7, "reply"), "مسودة الرد")
    async with writing(desk=desk) as composer:
        assert composer.composer.text == "مسودة الرد"
        composer.composer.open(ComposeKind.NOTE, 7)
        assert composer.composer.text == ""


async def test_colleagues_hear_what_is_being_written() -> None:
    """A reply and a note are told apart, and leaving ends it."""
    async with writing() as composer:
        await composer.pilot.press("x")
        assert (await composer.posts(ComposerActivity)).activity is Activity.REPLYING
        composer.composer.close()
        await eventually(
            lambda: composer.app.posts(ComposerActivity)[-1].activity is Activity.VIEWING, "only viewing"
        )


async def test_a_colleague_is_mentioned_by_name() -> None:
    """`@` offers names, Enter takes one, and the note carries who was called."""
    async with writing(ComposeKind.NOTE) as composer:
        await composer.pilot.press(*"see @sa")
        await composer.sees("Sam Cole")
        await composer.pilot.press("enter")
        assert composer.composer.text == "see @Sam Cole "
        composer.composer.do_send()
        assert (await composer.posts(ComposerSubmitted)).mentions == (SAM.id,)


async def test_arrows_choose_among_the_names() -> None:
    """The list takes up and down while it is open, Esc closes it first."""
    async with writing(ComposeKind.NOTE) as composer:
        await composer.pilot.press("@", "down", "down", "tab")
        assert composer.composer.text == f"@{NOUR.name} "
        await composer.pilot.press("@")
        composer.composer.do_leave()
        assert composer.composer.is_open


async def test_a_new_conversation_needs_a_recipient_and_a_title() -> None:
    """What is missing is said, and the cursor goes there."""
    async with writing(ComposeKind.NEW, text="Hello") as composer:
        composer.composer.do_send()
        await composer.sees("Who is it for?")
        await composer.pilot.press(*"new@a.example", "enter")
        composer.composer.do_send()
        await composer.sees("Give the conversation a title")
        await composer.pilot.press(*"Offer")
        composer.composer.do_send()
        sent = await composer.posts(ComposerSubmitted)
        assert (sent.to, sent.title, sent.mailbox_id) == ((Address("new@a.example"),), "Offer", 1)


async def test_a_wrong_address_is_named() -> None:
    """The forward stays open with the words."""
    async with writing(ComposeKind.FORWARD) as composer:
        await composer.pilot.press(*"nobody")
        composer.composer.do_send()
        await composer.sees("“nobody” is not a mail address")


async def test_the_editors_text_comes_back_as_one_step() -> None:
    """$EDITOR is asked for, and what it gives can be undone."""
    async with writing(text="before") as composer:
        composer.composer.do_editor()
        await composer.posts(EditorRequested)
        composer.composer.text = "after\x1b[2J"
        assert composer.composer.text == "after"
        await composer.pilot.press("ctrl+z")
        assert composer.composer.text == "before"


async def test_it_grows_to_a_third_of_the_pane() -> None:
    """Many lines scroll inside; the thread keeps its room."""
    async with writing(text="\n".join("line" for _ in range(60))) as composer:
        await composer.pilot.pause()
        assert composer.composer.size.height <= 30 // 3 + 5


async def test_the_mailbox_of_a_new_conversation_is_chosen_by_arrows_or_a_beginning() -> None:
    """Its name is selected, so that typing replaces it; arrows go round, and a beginning becomes the name."""
    async with writing(ComposeKind.NEW) as at_work:
        field = at_work.composer.query_one(MailboxInput)
        field.focus()
        await at_work.pilot.press("down")
        assert field.value == "Sales"
        await at_work.pilot.press("down")
        assert field.value == "Support"
        await at_work.pilot.press("s", "a", "tab")
        await eventually(lambda: field.value == "Sales", "the beginning is completed")


def test_a_beginning_that_two_share_is_no_mailbox() -> None:
    """Names and addresses are compared without case; nothing typed is none."""
    boxes = (Mailbox(1, "Support", "help@a.example"), Mailbox(2, "Sales"), Mailbox(3, "Sales EU"))
    names = [found and found.name for found in (mailbox_named(typed, boxes) for typed in _TYPED)]
    assert names == ["Support", "Sales", None, "Support", None, "Sales EU"]


_TYPED = ("sup", "SALES", "sal", "help@a.example", "", "sales e")


async def test_below_the_text_stands_what_the_key_bar_does_not_say() -> None:
    """The bar names the keys as they are set; the line below the text repeats none of them, where there is a bar."""
    async with writing() as w:
        assert "sends" not in w.app.screen_text
    async with writing(ComposeKind.NEW) as w:
        await w.sees("Tab next field")
        assert "Alt+Enter" not in w.app.screen_text


async def test_without_a_key_bar_the_keys_stand_below_the_text() -> None:
    """For screen readers no bar is shown: the line tells how to send and how to get out."""
    async with writing() as w:
        w.composer.names_every_key = True
        w.composer.open(ComposeKind.REPLY, 7)
        await w.sees("Alt+Enter sends")
        await w.sees("Esc keeps the draft")
