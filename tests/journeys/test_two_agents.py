"""Two agents at two consoles over one desk: who is there, who answers, drafts that change hands, and what each is told."""

import httpx

from support_tui.wire.commands import SaveAgent
from tests.journeys.conftest import PASSWORD, Console, Desk, log_in
from tests.terminal import Terminal
from tests.waiting import wait_for

RAE = "rae@desk.example"


def a_colleague(desk: Desk) -> None:
    """Rae, who can log in."""
    rae = desk.do(SaveAgent("Rae Adams", RAE)).created_id
    answer = httpx.put(
        f"{desk.url}/api/agents/{rae}/password",
        json={"password": PASSWORD},
        headers=desk._headers(),
        timeout=20,
    )
    answer.raise_for_status()


def log_in_as(terminal: Terminal, email: str) -> None:
    terminal.wait_for("Password")
    terminal.press(email, "tab", PASSWORD, "enter")
    terminal.wait_for("live")


def test_a_reply_that_crosses_a_colleagues_is_held_back(desk: Desk, console: Console) -> None:
    """Rae begins a reply and is named; hers arrives while the other is written, which waits, is read, and leaves when one says so."""
    a_colleague(desk)
    number = desk.customer_writes("Where is my parcel?", title="Parcel").conversation_id
    mine, hers = console("--server", desk.url), console("--server", desk.url, home="rae")
    log_in(mine)
    log_in_as(hers, RAE)
    for screen in (mine, hers):
        screen.wait_for("Parcel")
        screen.press("enter")
        screen.wait_for("Where is my parcel")
    hers.press("r")
    mine.wait_for("Rae Adams is replying in #1|Rae Adams is writing a reply")
    mine.press("r", "It is on its way")
    hers.press("It came back to us", "alt+enter")
    mine.wait_for("It came back to us")
    mine.press("alt+enter")
    mine.wait_for("Not sent: this came in while you wrote")
    mine.press("enter")
    mine.wait_until_gone("Not sent: this came in")
    texts = [m["text"] for m in desk.read(f"/api/conversations/{number}/thread")["messages"]]
    assert texts == ["Where is my parcel?", "It came back to us"]
    mine.press("r", "!", "alt+enter")
    wait_for(lambda: len(desk.read(f"/api/conversations/{number}/thread")["messages"]) == 3, "sent knowingly")


def test_a_shared_draft_changes_hands(desk: Desk, console: Console) -> None:
    """Shared by a key, read by a key, taken over by Enter; the first agent finds it in their notifications."""
    a_colleague(desk)
    desk.customer_writes("Where is my parcel?", title="Parcel")
    mine, hers = console("--server", desk.url), console("--server", desk.url, home="rae")
    log_in(mine)
    log_in_as(hers, RAE)
    for screen in (mine, hers):
        screen.wait_for("Parcel")
        screen.press("enter")
        screen.wait_for("Where is my parcel")
    hers.press("r", "It left the house on", "\x1bs")
    hers.wait_for("shared with colleagues")
    mine.wait_for("shares a draft .D.: It left the house on")
    mine.press("D")
    mine.wait_for("Take it over")
    mine.press("enter")
    # First, since it is said for some seconds only; the list of notifications keeps it.
    hers.wait_for("took over your draft")
    mine.wait_for("REPLY")
    mine.wait_for("It left the house on")
    hers.wait_until_gone("REPLY")
    hers.press("g", "n")
    hers.wait_for("took over your draft")


def test_a_draft_survives_a_crash_and_follows_to_another_machine(desk: Desk, console: Console) -> None:
    """The first console is killed; a fresh one of the same agent, which has never seen it, has the text."""
    desk.customer_writes("Where is my parcel?", title="Parcel")
    first = console("--server", desk.url)
    log_in(first)
    first.wait_for("Parcel")
    first.press("r", "half a sentence")
    wait_for(
        lambda: [d["text"] for d in desk.read("/api/drafts").get("drafts", ())] == ["half a sentence"],
        "saved",
    )
    first._process.kill()
    first.close()
    second = console("--server", desk.url, home="elsewhere")
    log_in(second)
    second.wait_for("Parcel")
    second.press("r")
    second.wait_for("half a sentence")
