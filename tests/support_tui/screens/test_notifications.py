"""What the agent is told personally: the list, the number, the window's title, and the ways it is announced."""

import pytest
from msgspec.structs import replace

from support_tui.attention import notification, title
from support_tui.wire.attention import AttentionSettings, Means, Occasion
from support_tui.wire.events import MessageWithdrawn
from support_tui.wire.frames import Notified
from support_tui.wire.mail_alarms import MailAlarm
from support_tui.wire.mail_states import MailTrouble, MailTroubleCode
from support_tui.wire.notifications import MarkNotifications, Notification, NotificationKind
from support_tui.wire.thread_facts import ThreadFacts
from support_tui.wire.values import Actor, ActorKind, MessageKind, Role
from tests.support_tui.fakes import MINUTE, NOON, SAM, a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened
from tests.support_tui.screens.test_settings import sent_to_terminal

BY_SAM = Actor(ActorKind.AGENT, SAM.id, SAM.name)


def told(
    desk: OpenConsole, id_: int, kind: NotificationKind = NotificationKind.MENTIONED, **fields: object
) -> None:
    """The stream tells this agent something."""
    facts = {"conversation_id": 1, "actor": BY_SAM, "title": "Title 1", "words": f"words {id_}"} | fields
    one = Notification(id_, desk.fake.clock.now - id_ * MINUTE, kind, **facts)  # type: ignore[arg-type]
    desk.fake.store.take_frames([Notified(one)])


async def test_a_mention_is_said_counted_and_listed():
    """A word in the status line, a number beside the clock, and a line in the list; told twice it counts once."""
    async with opened([a_row(1), a_row(2)]) as desk:
        told(desk, 5)
        told(desk, 5)
        await desk.sees("⚑ 1")
        assert desk.said == ["Sam Cole mentioned you: #1 Title 1"]
        await desk.press("g", "n")
        await desk.sees("Notifications", "one unread", "Sam Cole mentioned you  #1 Title 1", "words 5")


async def test_enter_goes_to_the_message_and_marks_it_read():
    """The conversation opens at the message that was told of."""
    async with opened([a_row(1), a_row(2)]) as desk:
        told(desk, 5, message_id=1_001)
        await desk.press("g", "n")
        await desk.sees("words 5")
        await desk.press("enter")
        await desk.until(lambda: desk.console.open_id == 1)
        await desk.sees("Message 1 of 1")
        await desk.until(lambda: desk.console.thread.message.id == 1_001)
        await desk.until(lambda: MarkNotifications((5,)) in desk.server.marks)
        await desk.sees_no("⚑")


async def test_what_was_taken_back_is_told_no_more():
    """A note that was a slip calls nobody: neither the number nor its words stay."""
    async with opened([a_row(1), a_row(2)]) as desk:
        told(desk, 5, message_id=1_007)
        told(desk, 6, message_id=1_008)
        await desk.sees("⚑ 2")
        gone = MessageWithdrawn(1_007, MessageKind.NOTE, ThreadFacts(NOON, NOON))
        desk.fake.happens(gone, a_row(1, version=2), actor=BY_SAM)
        await desk.sees("⚑ 1")
        await desk.press("g", "n")
        await desk.sees("words 6")
        await desk.sees_no("words 5")


async def test_a_mailbox_that_fails_is_told_in_words_and_leads_to_the_mailboxes():
    """There is no conversation to open: the screen where it can be mended is."""
    alarm = MailAlarm(
        1, "Support", MailTrouble(MailTroubleCode.CERTIFICATE_EXPIRED, {"host": "imap.example"})
    )
    async with opened([a_row(1)]) as desk:
        replica = desk.fake.store.replica
        replica.me = replace(replica.me, role=Role.ADMIN)
        system = Actor(ActorKind.SYSTEM)
        told(
            desk,
            5,
            NotificationKind.MAILBOX_FAILS,
            conversation_id=0,
            title="",
            words="",
            actor=system,
            alarm=alarm,
        )
        assert desk.said == ["Mail of Support: The certificate of imap.example has expired."]
        await desk.press("g", "n")
        await desk.sees("Mail of Support", "certificate of imap.example has expired")
        await desk.press("enter")
        await desk.sees("Mailboxes", "no server to fetch from")


async def test_keys_mark_one_and_all():
    """x turns one and goes on, A reads all; nothing jumps under the cursor."""
    async with opened([a_row(1)]) as desk:
        for id_ in (1, 2, 3):
            told(desk, id_, NotificationKind.ASSIGNED)
        await desk.press("g", "n")
        await desk.sees("3 unread")
        await desk.press("x")
        await desk.sees("2 unread")
        await desk.press("k", "x")
        await desk.sees("3 unread")
        await desk.press("A")
        await desk.sees("all read")
        assert desk.server.marks == [
            MarkNotifications((3,)), MarkNotifications((3,), is_read=False), MarkNotifications(up_to=3),
        ]  # fmt: skip


async def test_what_happens_before_the_agents_eyes_is_read_at_once():
    """A word in the thread that is open and has the keys is no news."""
    async with opened([a_row(1)]) as desk:
        await desk.press("enter")
        await desk.sees("Message 1 of 1")
        told(desk, 5, NotificationKind.COLLEAGUE_WROTE, message_id=1_001)
        await desk.until(lambda: desk.server.marks == [MarkNotifications((5,))])
        assert desk.said == []


async def test_several_of_one_action_are_counted():
    """Somebody assigned twelve at once."""
    async with opened([a_row(1)]) as desk:
        told(desk, 5, NotificationKind.ASSIGNED, count=12)
        await desk.until(lambda: desk.said == ["Sam Cole assigned 12 conversations to you: #1 Title 1"])


async def test_the_agents_matrix_says_by_which_means():
    """Switched off for the list, an occasion is neither counted nor listed; without a toast nothing is said."""
    async with opened([a_row(1)]) as desk:
        desk.fake.store.set_attention(
            AttentionSettings({Occasion.ASSIGNED: (), Occasion.MENTIONED: (Means.LIST,)})
        )
        told(desk, 5, NotificationKind.ASSIGNED)
        told(desk, 6, NotificationKind.MENTIONED)
        await desk.sees("⚑ 1")
        assert desk.said == []


async def test_the_window_is_named_after_what_is_unread(monkeypatch):
    """The number comes and goes."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("STY", raising=False)
    async with opened([a_row(1)]) as desk:
        sent = sent_to_terminal(desk)
        told(desk, 5)
        told(desk, 6)
        desk.console.desk.personal.mark_all()
        named = [part for part in sent if part.startswith("\x1b]2;")]
        assert named == [
            "\x1b]2;support-tui (1)\x1b\\",
            "\x1b]2;support-tui (2)\x1b\\",
            "\x1b]2;support-tui\x1b\\",
        ]


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM": "xterm-kitty"}, {"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, {"TERM": "foot"},
        {"TERM": "tmux-256color", "TMUX": "/tmp/x"},
    ],
)  # fmt: skip
def test_hostile_names_end_no_sequence(environ):
    """Escapes, bells, string terminators and semicolons in a name or a title stay within the notification."""
    hostile = "a\x1b\\b\x07c\x9cd;e\x1b]0;owned"
    sequence = notification(environ, hostile, hostile)
    inner = sequence.removeprefix("\x1bPtmux;").removesuffix("\x1b\\").replace("\x1b\x1b", "\x1b")
    assert "owned" not in sequence or "\x1b]0" not in inner
    assert "\x07" not in sequence
    assert "\x9c" not in sequence


def test_a_terminal_without_titles_is_left_alone():
    """A plain console prints no sequence."""
    for environ in ({}, {"TERM": "dumb"}, {"TERM": "linux"}, {"TERM": "screen", "STY": "1.pts"}):
        assert title(environ, 3) == notification(environ, "a", "b") == ""


async def test_a_notification_has_two_lines_and_its_sign_in_front():
    """Whatever the name in it is written in, and however long the words are."""
    async with opened([a_row(1)], (90, 30)) as desk:
        told(desk, 6, actor=Actor(ActorKind.AGENT, 3, "نور"), words="word " * 60)
        told(desk, 5)
        await desk.press("g", "n")
        await desk.sees("Sam Cole mentioned you", "words 5")
        lines = [line.rstrip() for line in desk.text().splitlines()]
        first = next(number for number, line in enumerate(lines) if "mentioned you" in line)
        assert lines[first].startswith("● ")
        assert lines[first + 2].startswith("● ")
        assert sum("word word" in line for line in lines) == 1
