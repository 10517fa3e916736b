"""What the console says to a real terminal to call for attention: the window's title, the bell, a desktop notification; and how it ends."""

from pathlib import Path

from support_tui.wire.commands import AssignConversation
from tests.journeys.conftest import Console, Desk, log_in
from tests.waiting import wait_for

HOSTILE = "Mallory \x1b]0;owned\x07 \x9d2;owned\x9c; rm"


def test_a_hostile_name_calls_and_acts_on_nothing(desk: Desk, console: Console, tmp_path: Path) -> None:
    """A customer's message names the window, rings and tells the desktop; what name and title hold ends no sequence. The window has its
    own title back at the end."""
    home = tmp_path / "agent"
    home.mkdir()
    (home / "config.toml").write_text('[client.notifications]\nbell = true\nsystem = "always"\n')
    me = desk.read("/api/snapshot")["me"]["id"]
    number = desk.customer_writes("Hello", title=f"Parcel {HOSTILE}", name=HOSTILE).conversation_id
    assert number is not None
    desk.do(AssignConversation(number, me))
    desk.customer_writes("Another", title="Elsewhere", name="Ann Other")
    screen = console("--server", desk.url)
    log_in(screen)
    screen.wait_for("Elsewhere")
    screen.press("j")
    here = "Elsewhere" in screen.text().splitlines()[2]
    screen.press("enter" if here else "k")
    screen.press("/", f"id:{number + 1}", "enter")
    screen.wait_until_gone("Parcel")
    screen.press("enter")
    screen.wait_for("Another")
    desk.customer_writes("Are you there?", name=HOSTILE, to=number)
    wait_for(lambda: b"\x1b]2;support-tui (1)\x1b\\" in screen.raw, "the window is named")
    wait_for(lambda: b"\x1b]777;notify;Mallory" in screen.raw, "the desktop is told")
    assert b"\x07" in screen.raw
    screen.press("ctrl+q")
    assert screen.wait_for_exit() == 0
    screen.close()
    raw = screen.raw
    assert raw.count(b"\x1b[22;2t") == raw.count(b"\x1b[23;2t") == 1
    assert raw.rindex(b"\x1b[23;2t") > raw.rindex(b"\x1b]2;support-tui")
    for hostile in (b"\x1b]0;", b"]2;owned", b"\x9d2;", b"\xc2\x9d"):
        assert hostile not in raw
