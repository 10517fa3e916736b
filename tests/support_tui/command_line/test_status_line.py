"""The status line: always there, never late."""

import socket
import time

from support_tui.wire.commands import AssignConversation
from tests.support_tui.command_line.conftest import ScriptedDesk, Shell


def test_one_line_with_counts(shell: Shell, desk: ScriptedDesk) -> None:
    """Own conversations, unread ones among them, and that the server has said so just now."""
    number = desk.asks("Mine")
    desk.do(AssignConversation(number, 1))
    ran = shell("status", "--format", "{mine}/{unread} {line}")
    assert (ran.code, ran.out, ran.err) == (0, "1/1 ●\n", "")
    assert shell("status").out.startswith("✉ 1 mine 1 ")


def test_a_server_that_is_away_leaves_what_was_known(shell: Shell, desk: ScriptedDesk) -> None:
    """The counts of the last time, marked as such."""
    before = shell("status", "--format", "{all} {line}").out
    away = shell("status", "--format", "{all} {line}", SUPPORT_TUI_SERVER=desk.url)
    assert away.out == before
    port = int(desk.url.rpartition(":")[2])
    desk.stop()
    try:
        away = shell("status", "--format", "{all} {line}")
        assert (away.code, away.out, away.err) == (0, before.replace("●", "○"), "")
    finally:
        desk.start(port=port)


def test_a_server_that_says_nothing_is_not_waited_for(shell: Shell) -> None:
    """One that takes the connection and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        began = time.monotonic()
        ran = shell("status", "--format", "{mine} {line}", SUPPORT_TUI_SERVER=url)
        assert (ran.code, ran.out) == (0, "- ○\n")
        assert time.monotonic() - began < 15


def test_nobody_logged_in_is_an_empty_prompt(shell: Shell) -> None:
    """Exit code 0: a prompt must not break."""
    ran = shell("status", SUPPORT_TUI_TOKEN="")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_a_field_that_there_is_not_is_said(shell: Shell) -> None:
    """With those that there are."""
    ran = shell("status", "--format", "{mien}")
    assert ran.code == 2
    assert "unassigned" in ran.err
