"""Each setting of the console does on the screen what its description says."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.app import App

from support_tui.actions.interface import Severity
from support_tui.clipboard import Clipboard
from support_tui.screens import editor
from support_tui.screens.layout import Layout, Pane
from support_tui.wire import commands as c
from support_tui.wire.events import MessageAdded
from support_tui.wire.values import MessageKind
from support_tui.wire.views import ConversationRow
from tests.support_tui.fakes import NOON, a_row
from tests.support_tui.screens.console_desk import OpenConsole, opened


def rows(count: int) -> list[ConversationRow]:
    return [a_row(number) for number in range(1, count + 1)]


def writes(desk: OpenConsole, row: ConversationRow) -> None:
    """The customer of a conversation writes now."""
    desk.fake.happens(MessageAdded(row.last_message_id, MessageKind.INBOUND, NOON, "News"), row)


def sent_to_terminal(desk: OpenConsole) -> list[str]:
    """All that goes straight to the terminal from now on."""
    sent: list[str] = []
    desk.pilot.app._driver.write = sent.append  # type: ignore[union-attr]
    return sent


def notices(desk: OpenConsole) -> list[str]:
    """What was said in the status line, then what lies over the panes as cards."""
    return [*desk.said, *(notice.message for notice in desk.pilot.app._notifications)]


# ---------------------------------------------------------------- layout


async def test_the_mirror_puts_the_inbox_on_the_right():
    """Inbox on the right and context on the left, where it is wanted."""
    async with opened(rows(3), (170, 30), mirror=True) as desk:
        panes = {pane: desk.console.query_one(f"#{pane}-pane").region.x for pane in Pane}
        assert panes[Pane.CONTEXT] < panes[Pane.THREAD] < panes[Pane.INBOX]


@pytest.mark.parametrize(
    ("settings", "layout"),
    [
        ({}, Layout.TWO),
        ({"three_panes_columns": 120}, Layout.THREE),
        ({"two_panes_columns": 130}, Layout.ONE),
    ],
)
async def test_the_widths_from_which_panes_stand_side_by_side(settings, layout):
    """At 120 columns: two panes, three if that is enough for three, one if two need more."""
    async with opened(rows(3), (120, 30), **settings) as desk:
        assert desk.console.arrangement.layout is layout


@pytest.mark.parametrize(("percent", "cells"), [(40, 60), (34, 51), (20, 44)])
async def test_the_inbox_has_its_share_of_the_width(percent, cells):
    """So much of the width, but never less than its columns need."""
    async with opened(rows(3), (150, 30), inbox_percent=percent) as desk:
        assert desk.console.query_one("#inbox-pane").region.width == cells


async def test_the_customers_pane_is_as_wide_as_set():
    """Beside the others it has exactly the columns of the setting."""
    async with opened(rows(3), (180, 30), context_columns=50) as desk:
        assert desk.console.query_one("#context-pane").region.width == 50


# ---------------------------------------------------------------- reading and closing


async def test_a_slow_link_gets_no_preview_and_no_animation():
    """The thread waits for Enter, and nothing moves by itself."""
    async with opened(rows(3), previews=False, is_slow_link=True) as desk:
        assert desk.pilot.app.animation_level == "none"
        await desk.press("j", "j")
        await desk.until(lambda: desk.console.inbox.cursor_id == 1)
        assert desk.console.reading._preview is None
        assert desk.console.open_id is None


async def test_the_preview_waits_as_long_as_set():
    """The timer of the preview has the delay of the setting."""
    async with opened(rows(3), preview_delay_ms=4_000) as desk:
        await desk.press("j")
        await desk.until(lambda: desk.console.reading._preview is not None)
        assert desk.console.reading._preview._interval == 4
        assert desk.console.open_id is None


@pytest.mark.parametrize(("after_close", "pane"), [("next", Pane.THREAD), ("list", Pane.INBOX)])
async def test_closing_leads_on_or_back(after_close, pane):
    """With the thread in front, closing shows the next conversation, or gives the list the focus."""
    async with opened(rows(3), after_close=after_close) as desk:
        await desk.press("enter")
        await desk.until(lambda: desk.console.open_id == 3 and desk.console.arrangement.active is Pane.THREAD)
        await desk.press("e")
        await desk.until(lambda: desk.console.inbox.cursor_id == 2)
        await desk.until(lambda: desk.console.arrangement.active is pane)
        if after_close == "next":
            await desk.until(lambda: desk.console.open_id == 2)


async def test_sending_and_closing_leads_back_to_the_list():
    """The composer closes, and the focus goes past the thread to the list."""
    async with opened(rows(3), after_close="list") as desk:
        await desk.press("enter", "r")
        await desk.until(lambda: desk.console.composer.is_open)
        desk.console.composer.text = "Here it is."
        await desk.press("alt+c")
        await desk.until(lambda: not desk.console.composer.is_open)
        await desk.until(lambda: desk.console.arrangement.active is Pane.INBOX)
        await desk.until(lambda: desk.console.focused is desk.console.inbox)


async def test_a_composer_that_closes_takes_the_focus_from_nobody():
    """It may close late, after the list has got the keys: they stay there."""
    async with opened(rows(3)) as desk:
        await desk.press("enter", "r")
        await desk.until(lambda: desk.console.composer.is_open)
        desk.console.arrangement.go(Pane.INBOX)
        await desk.until(lambda: desk.console.focused is desk.console.inbox)
        desk.console.composer.close()
        await desk.until(lambda: not desk.console.composer.is_open)
        await desk.press("j")
        await desk.until(lambda: desk.console.inbox.cursor_id == 2)
        assert desk.console.focused is desk.console.inbox


async def test_the_undo_window_goes_with_the_reply():
    """The server is asked to hold a reply back for as long as the setting says."""
    async with opened(rows(1), undo_window_s=77) as desk:
        await desk.press("enter", "r")
        await desk.until(lambda: desk.console.composer.is_open)
        desk.console.composer.text = "Here it is."
        await desk.press("alt+enter")
        await desk.until(lambda: any(isinstance(q.command, c.SendReply) for q in desk.server.commands))
        sent = next(q.command for q in desk.server.commands if isinstance(q.command, c.SendReply))
        assert sent.undo_window_s == 77


async def test_other_layouts_are_mapped_only_if_wanted():
    """With `langmap` off an Arabic letter is no key."""
    async with opened(rows(3), maps_layouts=False) as desk:
        was_on = desk.console.inbox.cursor_id
        await desk.press("ت")
        await desk.press("j")
        await desk.until(lambda: desk.console.inbox.cursor_id != was_on)
        assert desk.console.inbox.cursor_id == 2


# ---------------------------------------------------------------- copying and writing


async def test_copying_is_done_by_a_program(tmp_path: Path):
    """The program gets the text on its standard input."""
    taken = tmp_path / "taken"
    program = ("sh", "-c", f"cat > {taken}")
    async with opened(rows(2), clipboard=Clipboard(program)) as desk:
        desk.console.ui.copy("#12 #13")
        await desk.until(lambda: taken.exists() and taken.read_text() == "#12 #13")


async def test_a_program_that_does_not_copy_is_told():
    """The person hears which one it was."""
    async with opened(rows(2), clipboard=Clipboard(("false",))) as desk:
        desk.console.ui.copy("#12")
        await desk.until(lambda: "Not copied: false did not take it." in notices(desk))


async def test_copying_goes_through_the_terminal():
    """OSC 52 carries the text in base 64."""
    async with opened(rows(2)) as desk:
        sent = sent_to_terminal(desk)
        desk.console.ui.copy("#12")
        assert "\x1b]52;c;IzEy\a" in sent


async def test_copying_can_be_switched_off():
    """Nothing leaves; a link is still shown."""
    async with opened(rows(2), clipboard=Clipboard(is_off=True)) as desk:
        sent = sent_to_terminal(desk)
        desk.console.ui.copy("#12")
        desk.console.ui.copy_link("https://shop.example")
        assert not any("]52;" in part for part in sent)
        told = [
            "Not copied: copying is switched off in the settings.",
            "Open it where your browser is: https://shop.example",
        ]
        await desk.until(lambda: notices(desk) == told)


@pytest.mark.parametrize(
    ("environ", "setting", "asked"),
    [
        ({"VISUAL": "visual", "EDITOR": "ed"}, "my-editor --wait", "my-editor"),
        ({"VISUAL": "visual", "EDITOR": "ed"}, "", "visual"),
        ({"EDITOR": "ed"}, "", "ed"),
        ({}, "", "/usr/bin/vi"),
    ],
)
def test_the_editor_of_the_settings_is_asked_first(environ, setting, asked, monkeypatch):
    """Before VISUAL and EDITOR; without any of the three it is vi."""
    called: list[str] = []
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(editor.subprocess, "call", lambda argv: called.append(argv[0]) or 0)
    monkeypatch.setattr(editor.shutil, "which", lambda name: f"/usr/bin/{name}")
    app: App[None] = App()
    monkeypatch.setattr(app, "suspend", nullcontext)
    assert editor.edited(app, "text", setting) == "text"
    assert called == [asked]


def test_an_editor_that_leaves_no_file_leaves_the_text_as_it_was(monkeypatch):
    """Somebody who deletes the file in their editor gets no edited text, and no end of the console."""
    app: App[None] = App()
    monkeypatch.setattr(app, "suspend", nullcontext)
    assert editor.edited(app, "text", "rm") is editor.EditorFailure.ENDED_BADLY


# ---------------------------------------------------------------- calling for attention

MINE = a_row(2, version=2, assignee_id=1, last_message_id=2_001, last_inbound_id=2_001)
FOLLOWED = a_row(2, version=2, follower_ids=(1,), last_message_id=2_001, last_inbound_id=2_001)
OTHERS = a_row(2, version=2, assignee_id=2, last_message_id=2_001, last_inbound_id=2_001)


@pytest.mark.parametrize(
    ("announces", "row", "is_told"),
    [
        ("mine", MINE, True), ("mine", FOLLOWED, True), ("mine", OTHERS, False), ("all", OTHERS, True),
        ("none", MINE, False),
    ],
)  # fmt: skip
async def test_which_messages_are_announced(announces, row, is_told):
    """Those to one's own and followed conversations, all, or none."""
    async with opened(rows(3), announces=announces) as desk:
        writes(desk, row)
        desk.console.ui.notify("frame-copied")
        told = ["Customer 2 wrote: #2 Title 2"] if is_told else []
        await desk.until(lambda: notices(desk) == [*told, "Copied."])


async def test_several_at_once_are_one_announcement():
    """After a while off line there is one notice, not a hundred."""
    async with opened(rows(3), announces="all") as desk:
        first, second = (a_row(number, version=2, last_message_id=number * 1_000 + 1) for number in (1, 2))
        desk.console.announcing.arrived([first, second])
        await desk.until(lambda: notices(desk) == ["Customers wrote in 2 conversations"])


async def test_what_is_open_in_front_of_the_agent_is_not_announced():
    """They see the message come in; with the window in the background they are told."""
    async with opened(rows(3), announces="all") as desk:
        await desk.press("enter")
        await desk.until(lambda: desk.console.open_id == 3)
        here = a_row(3, version=2, last_message_id=3_001, last_inbound_id=3_001)
        desk.console.announcing.arrived([here])
        desk.console.ui.notify("frame-copied")
        desk.pilot.app.app_focus = False
        desk.console.announcing.arrived([here])
        await desk.until(lambda: notices(desk) == ["Copied.", "Customer 3 wrote: #3 Title 3"])


@pytest.mark.parametrize("rings", [True, False])
async def test_the_bell_rings_if_wanted(rings, monkeypatch):
    """With each announcement, and without one not."""
    async with opened(rows(3), announces="all", rings_bell=rings) as desk:
        rung: list[bool] = []
        monkeypatch.setattr(desk.pilot.app, "bell", lambda: rung.append(True))
        desk.console.announcing.arrived([OTHERS])
        assert rung == ([True] if rings else [])


@pytest.mark.parametrize(
    ("system", "has_focus", "is_told"),
    [
        ("off", False, False), ("unfocused", True, False), ("unfocused", False, True), ("always", True, True),
    ],
)  # fmt: skip
async def test_when_the_desktop_is_told(system, has_focus, is_told, monkeypatch):
    """Never, while the window is in the background, or always."""
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("TMUX", "STY", "TERM_PROGRAM", "KITTY_WINDOW_ID"):
        monkeypatch.delenv(name, raising=False)
    async with opened(rows(3), announces="all", system_notices=system) as desk:
        sent = sent_to_terminal(desk)
        desk.pilot.app.app_focus = has_focus
        desk.console.announcing.arrived([OTHERS])
        told = [part for part in sent if part.startswith("\x1b]777;")]
        assert told == (["\x1b]777;notify;Customer 2 wrote;#2 Title 2\x1b\\"] if is_told else [])


async def test_a_notice_stays_as_long_as_set():
    """What went well so long, what went wrong longer; an error covers a little of the panes, so that it is not overlooked."""
    async with opened(rows(1), toast_s=40) as desk:
        desk.console.ui.notify("frame-copied")
        assert desk.console.bars._saying._interval == 40
        desk.console.ui.notify("why-nothing-to-undo", Severity.WARNING)
        assert desk.console.bars._saying._interval == 60
        desk.console.ui.notify_text("It broke.", Severity.ERROR)
        await desk.until(lambda: [notice.timeout for notice in desk.pilot.app._notifications] == [100])
        await desk.sees("It broke.")
