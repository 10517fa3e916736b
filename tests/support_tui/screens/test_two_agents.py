"""Two agents, one customer: who is there, who answers, and replies that wait for their writer's word."""

import pytest

from support_tui.store import DraftKey
from support_tui.wire.commands import SendReply
from support_tui.wire.events import MessageAdded
from support_tui.wire.frames import Activity, Presence, Viewer
from support_tui.wire.values import Actor, ActorKind, MessageKind
from tests.support_tui.fakes import NOUR, SAM, a_message, a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened


def is_there(desk: OpenConsole, conversation_id: int, *viewers: Viewer) -> None:
    """The stream says who is in a conversation."""
    desk.fake.store.take_frames([Presence(conversation_id, viewers)])


def writes(desk: OpenConsole, number: int, kind: MessageKind, text: str, *, automatic: str = "") -> None:
    """Somebody writes in conversation 2 while the agent does too."""
    author = Actor(ActorKind.CUSTOMER, 102, "Customer 2")
    if kind is not MessageKind.INBOUND:
        author = Actor(ActorKind.AGENT, SAM.id, SAM.name)
    message = a_message(2, number, kind=kind, text=text, author=author, automatic=automatic)
    row = a_row(2, version=number, last_message_id=message.id)
    event = MessageAdded(message.id, kind, message.at, text, is_automatic=bool(automatic))
    desk.fake.happens(event, row, message=message, actor=author)


def replies(desk: OpenConsole) -> list[str]:
    """The texts of the replies that have left this console."""
    return [r.command.text for r in desk.server.commands if isinstance(r.command, SendReply)]


async def answering(desk: OpenConsole, text: str = "Hello") -> None:
    """The agent opens conversation 2, which is loaded, and writes a reply."""
    await desk.until(lambda: desk.console.inbox.cursor_id == 2)
    await desk.press("enter")
    await desk.sees("Message 1 of 2")
    await desk.press("r")
    await desk.press(*text)
    await desk.until(lambda: desk.console.composer.text == text)


async def test_row_and_thread_name_who_reads_and_who_writes():
    """The row names the busiest with a sign and counts the others; the thread says what each does, in words."""
    async with opened([a_row(2)], size=(180, 30)) as desk:
        await desk.press("enter")
        is_there(desk, 2, Viewer(SAM.id, Activity.NOTING), Viewer(NOUR.id, Activity.VIEWING))
        await desk.sees("✎Sam +1", "Sam Cole is writing a note", "is looking at this")
        is_there(desk, 2, Viewer(SAM.id, Activity.VIEWING))
        await desk.sees("◉Sam", "Sam Cole is looking at this")
        is_there(desk, 2)
        await desk.sees_no("Sam Cole is looking at this")


async def test_a_reply_that_a_colleague_begins_is_announced_once():
    """In the conversation that is open here; going on after a pause is no news, and elsewhere nobody is disturbed."""
    async with opened([a_row(1), a_row(2)]) as desk:
        await desk.press("enter")
        await desk.until(lambda: desk.console.open_id == 2)
        is_there(desk, 1, Viewer(SAM.id, Activity.REPLYING))
        for activity in (Activity.VIEWING, Activity.REPLYING, Activity.VIEWING, Activity.REPLYING):
            is_there(desk, 2, Viewer(SAM.id, activity))
        await desk.until(lambda: desk.said == ["Sam Cole is replying in #2."])


async def test_ones_own_writing_is_not_announced():
    """Another console of the same agent is no colleague."""
    async with opened([a_row(2)]) as desk:
        await desk.press("enter")
        is_there(desk, 2, Viewer(desk.fake.me.id, Activity.REPLYING))
        desk.console.ui.notify("frame-copied")
        await desk.until(lambda: desk.said == ["Copied."])


@pytest.mark.parametrize("kind", list(MessageKind))
async def test_a_reply_waits_when_something_came_in_meanwhile(kind):
    """What came is shown by its words; Enter reads it, and the text stays a draft."""
    async with opened([a_row(2)]) as desk:
        await answering(desk)
        writes(desk, 7, kind, "Please forget it")
        await desk.press("alt+enter")
        await desk.sees("Not sent: this came in while you wrote", "Please forget it")
        await desk.press("enter")
        await desk.until(lambda: not desk.console.composer.is_open)
        await desk.until(lambda: desk.console.thread.message.id == 2_007)
        assert replies(desk) == []
        assert desk.fake.store.replica.drafts.by_key[DraftKey(2, "reply")].text == "Hello"


async def test_it_is_sent_all_the_same_when_one_says_so():
    """2 in the dialog sends; the server is told what was known by then."""
    async with opened([a_row(2)]) as desk:
        await answering(desk)
        writes(desk, 7, MessageKind.INBOUND, "And my name is Ann")
        await desk.press("alt+enter")
        await desk.sees("And my name is Ann", "Send all the same")
        await desk.press("2")
        await desk.until(lambda: replies(desk) == ["Hello"])
        sent = next(r for r in desk.server.commands if isinstance(r.command, SendReply))
        assert sent.seen_seq == desk.fake.seq


async def test_it_can_be_discarded():
    """3 in the dialog; the composer is gone and so is the draft."""
    async with opened([a_row(2)]) as desk:
        await answering(desk)
        writes(desk, 7, MessageKind.REPLY, "Done already")
        await desk.press("alt+enter")
        await desk.sees("Done already")
        await desk.press("3")
        await desk.until(lambda: not desk.fake.store.replica.drafts.by_key)
        assert replies(desk) == []


async def test_escape_goes_on_writing():
    """Nothing is sent and nothing is lost; what was shown holds the next sending back no more."""
    async with opened([a_row(2)]) as desk:
        await answering(desk)
        writes(desk, 7, MessageKind.NOTE, "She rang us")
        await desk.press("alt+enter")
        await desk.sees("She rang us", "note")
        await desk.press("escape")
        await desk.press("!")
        await desk.until(lambda: desk.console.composer.text == "Hello!")
        await desk.press("alt+enter")
        await desk.until(lambda: replies(desk) == ["Hello!"])


async def test_machine_mail_and_ones_own_words_hold_nothing_back():
    """An out-of-office note is no reason to wait."""
    async with opened([a_row(2)]) as desk:
        await answering(desk)
        writes(desk, 7, MessageKind.INBOUND, "I am away", automatic="auto-replied")
        await desk.press("alt+enter")
        await desk.until(lambda: replies(desk) == ["Hello"])


async def test_words_given_back_join_what_is_being_written():
    """A refused reply comes back while the agent writes the next one: both stand in the composer."""
    async with opened([a_row(2)]) as desk:
        await answering(desk, "second")
        desk.console.desk.keep_draft("reply", 2, "first", {"why": "Sam was quicker"})
        await desk.until(lambda: desk.console.composer.text.split() == ["first", "second"])


async def test_hostile_words_are_shown_as_words():
    """What came in may hold escape sequences and markup; neither acts (E32)."""
    async with opened([a_row(2)]) as desk:
        await answering(desk)
        writes(desk, 7, MessageKind.INBOUND, "\x1b]0;owned\x07[bold]loud[/bold]")
        await desk.press("alt+enter")
        await desk.sees("Not sent", "[bold]loud[/bold]")
        assert "\x1b" not in desk.text()
