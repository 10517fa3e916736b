"""Whole paths through the real server, the real console and a real terminal."""

import re

from support_tui.wire.commands import AssignConversation, SaveAgent, SaveMailbox, SetTitle
from tests.journeys.conftest import Console, Desk, log_in
from tests.waiting import wait_for


def test_a_customer_writes_and_is_answered(desk: Desk, console: Console) -> None:
    """A message appears by itself; open, reply and close take a key each, and the server has what was written."""
    screen = console("--server", desk.url)
    log_in(screen)
    arrived = desk.customer_writes("The box was empty when it arrived.", title="Empty box")
    screen.wait_for("Empty box")
    screen.press("enter")
    screen.wait_for("The box was empty")
    screen.press("r")
    screen.wait_for("REPLY")
    screen.press("I am sorry, a new one is on its way.", "alt+enter")
    screen.wait_for("not sent: no channel")
    screen.press("e")
    screen.wait_for("Nobody waits")
    thread = desk.read(f"/api/conversations/{arrived.conversation_id}/thread")
    assert [message["text"] for message in thread["messages"]][-1] == "I am sorry, a new one is on its way."
    wait_for(
        lambda: desk.read(f"/api/conversations/{arrived.conversation_id}")["row"]["status"] == "closed",
        "closed",
    )


def test_what_a_colleague_does_is_seen_at_once(desk: Desk, console: Console) -> None:
    """A title changed elsewhere changes here, and the cursor stays on its conversation while new ones come in above."""
    first = desk.customer_writes("First question", title="The first one")
    screen = console("--server", desk.url)
    log_in(screen)
    screen.wait_for("The first one")
    assert first.conversation_id is not None
    desk.do(SetTitle(first.conversation_id, "Renamed elsewhere"))
    screen.wait_for("Renamed elsewhere")
    for number in range(5):
        desk.customer_writes("More", title=f"Newcomer {number}", name=f"Person{number} Someone")
    screen.wait_for("Newcomer 4")
    screen.press("enter")
    screen.wait_for("First question")


def test_the_line_drops_and_nothing_is_missed(desk: Desk, console: Console) -> None:
    """The console says that the line is down, stays readable, and shows what happened meanwhile once it is back."""
    before = desk.customer_writes("Are you there?", title="Before the cut")
    screen = console("--server", desk.url)
    log_in(screen)
    screen.wait_for("Before the cut")
    port = int(re.search(r":(\d+)$", desk.url)[1])  # type: ignore[index]
    desk.kill()
    screen.wait_for("offline|connecting|no connection|reconnect")
    assert "Before the cut" in screen.text()
    desk.start(port=port)
    desk.customer_writes("I wrote while you were away", title="During the cut", name="Ben Okafor")
    assert before.conversation_id is not None
    desk.do(SetTitle(before.conversation_id, "Changed during the cut"))
    screen.wait_for("During the cut")
    screen.wait_for("Changed during the cut")


def test_a_console_opens_from_its_memory(desk: Desk, console: Console) -> None:
    """The second start asks nothing and shows the inbox even while the server is away."""
    desk.customer_writes("Remember me", title="Seen yesterday")
    screen = console("--server", desk.url)
    log_in(screen)
    screen.wait_for("Seen yesterday")
    screen.press("ctrl+q")
    assert screen.wait_for_exit() == 0
    desk.stop()
    again = console()
    again.wait_for("Seen yesterday")


def test_a_raw_mail_by_pipe_is_on_the_screen(desk: Desk, console: Console) -> None:
    """`support-server deliver` hands a mail to the running server; hostile control characters do not reach the terminal."""
    screen = console("--server", desk.url)
    log_in(screen)
    desk.command(
        "deliver", "--mailbox", "Support",
        stdin=(
            "From: Mallory <mallory@customer.example>\nSubject: Hello \x1b]0;owned\x07there\n"
            "Message-ID: <one@customer.example>\n\nBlink \x1b[5mblink\x1b[2J and [b]markup[/b]\n"
        ),
    )  # fmt: skip
    screen.wait_for("Mallory")
    screen.press("enter")
    text = screen.wait_for(r"Blink blink and \[b\]markup")
    assert "owned" not in text


def test_arabic_is_shown_in_visual_order(desk: Desk, console: Console) -> None:
    """On a terminal without bidi of its own, an Arabic title arrives shaped and from right to left, each field by itself."""
    desk.customer_writes("أين طلبي رقم 48213؟", title="أين طلبي", name="سارة العلي")
    screen = console("--server", desk.url)
    log_in(screen)
    screen.wait_for("؟48213 ﻢﻗﺭ ﻲﺒﻠﻃ ﻦﻳﺃ")
    screen.wait_for("ﻲﻠﻌﻟﺍ ﺓﺭﺎﺳ")


def test_taking_what_was_just_taken_says_who_was_first(desk: Desk, console: Console) -> None:
    """Two agents at once: the later one is told what changed, and nothing of the first one's is overwritten."""
    opened = desk.customer_writes("Who takes me?", title="Wanted")
    assert opened.conversation_id is not None
    colleague = SaveAgent("Omar Nasser", "omar@desk.example")
    omar = desk.do(colleague).created_id
    screen = console("--server", desk.url)
    log_in(screen)
    screen.wait_for("Wanted")
    desk.do(AssignConversation(opened.conversation_id, agent_id=omar))
    screen.wait_for("Omar")
    screen.press("A")
    wait_for(
        lambda: desk.read(f"/api/conversations/{opened.conversation_id}")["row"]["assignee_id"] == 1,
        "taken knowingly",
    )


def test_the_demo_opens_lives_and_leaves_nothing(console: Console, tmp_path) -> None:
    """`support-tui demo` shows a full inbox, something happens in it by itself, and its folder is gone after `q`."""
    screen = console("demo", columns=160, rows=45)
    screen.wait_for(r"All open \d\d", deadline_s=60)
    before = screen.text()
    wait_for(lambda: screen.text() != before, "the inbox lives", deadline_s=60)
    assert list(tmp_path.glob("support-demo-*"))
    screen.press("ctrl+q")
    assert screen.wait_for_exit() == 0
    wait_for(lambda: not list(tmp_path.glob("support-demo-*")), "the folder is gone")


def test_a_mailbox_made_on_the_command_line_is_a_tab_at_once(desk: Desk, console: Console) -> None:
    """What an administrator does beside the console reaches it like anything else."""
    screen = console("--server", desk.url)
    log_in(screen)
    made = desk.do(SaveMailbox("Returns"))
    assert made.created_id is not None
    screen.wait_for("Returns")
