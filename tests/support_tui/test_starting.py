"""What the settings file says reaches the screen, the terminal and the line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support_tui import i18n, starting
from support_tui.attention import notification
from support_tui.clipboard import Clipboard, clipboard_for, hand_over
from support_tui.config import ClientConfig, Layout, Notifications
from support_tui.terminal import Terminal


def test_every_setting_of_the_screen_is_handed_on() -> None:
    """None of them is left at its default."""
    config = ClientConfig(
        langmap="off", slow_link=True, preview_delay_ms=7, undo_window_s=8, editor="ed", after_close="list",
        clipboard="off", pipe_limit_s=9, pipe_output_kb=9, linear=True, downloads="kept here",
        opener="see", pictures="sixel",
        layout=Layout(
            mirror=True, two_panes_columns=90, three_panes_columns=140, inbox_percent=30, context_columns=40
        ),
        notifications=Notifications(about="all", bell=True, system="off", toast_s=9),
    )  # fmt: skip
    made = starting.console_settings(config, Terminal())
    usual = starting.console_settings(ClientConfig(), Terminal())
    # Where the program keeps its own, and what the settings were read from, is no setting.
    for name in set(made.__struct_fields__) - {"piped_file", "shows_tour", "config_file"}:
        assert getattr(made, name) != getattr(usual, name), name
    assert (made.maps_layouts, made.previews, made.preview_delay_ms, made.undo_window_s) == (
        False,
        False,
        7,
        8,
    )
    assert (made.announces, made.rings_bell, made.system_notices, made.toast_s) == ("all", True, "off", 9)
    assert (made.inbox_percent, made.context_columns, made.mirror) == (30, 40, True)


@pytest.mark.parametrize(
    ("config", "rate"), [(ClientConfig(), b"120"), (ClientConfig(slow_link=True), b"15")]
)
def test_a_slow_link_is_sent_fewer_repaints(config: ClientConfig, rate: bytes) -> None:
    """The rate stands before Textual looks."""
    environ = {name: value for name, value in os.environ.items() if name != "TEXTUAL_FPS"}
    starting.spare_the_line(config, environ)
    asked = [sys.executable, "-c", "from textual.constants import MAX_FPS; print(MAX_FPS)"]
    assert subprocess.run(asked, env=environ, capture_output=True, check=True).stdout.strip() == rate


def test_a_rate_of_the_persons_own_stays() -> None:
    """Who has set how often the screen is painted is not overruled."""
    environ = {"TEXTUAL_FPS": "30"}
    starting.spare_the_line(ClientConfig(slow_link=True), environ)
    assert environ == {"TEXTUAL_FPS": "30"}


@pytest.mark.parametrize(
    ("environ", "system"),
    [
        ({"TERM": "xterm"}, "256"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, None),
        ({"TERM": "xterm", "TEXTUAL_COLOR_SYSTEM": "standard"}, "standard"),
        ({"TERM": "linux"}, None),
    ],
)
def test_a_plain_xterm_has_256_colours(environ: dict[str, str], system: str | None) -> None:
    """Unless it says that it has more, or the person says that it has fewer."""
    starting.count_colours(environ)
    assert environ.get("TEXTUAL_COLOR_SYSTEM") == system


def test_language_and_digits() -> None:
    """Arabic with Arabic digits where both are set; `auto` follows the environment."""
    starting.use_language(ClientConfig(language="ar", digits="arab"))
    assert (i18n.current().language, i18n.number(123)) == ("ar", "١٢٣")
    starting.use_language(ClientConfig(language="en"))
    assert (i18n.current().language, i18n.number(123)) == ("en", "123")


def test_the_theme_is_the_settings_else_the_terminals() -> None:
    """`auto` is light only where the terminal says that it is."""
    assert starting.theme_name(ClientConfig(theme="support-light"), Terminal(is_dark=True)) == "support-light"
    assert starting.theme_name(ClientConfig(), Terminal(is_dark=False)) == "support-light"
    assert starting.theme_name(ClientConfig(), Terminal()) == "support-dark"


def test_who_wants_no_colour_gets_none():
    """NO_COLOR counts where the settings name no theme; a theme that is named outweighs it, also in Textual's eyes."""
    environ = {"NO_COLOR": "1"}
    assert starting.mind_no_color(ClientConfig(), dict(environ)).theme == "none"
    assert starting.mind_no_color(ClientConfig(), {"NO_COLOR": ""}).theme == "auto"
    assert starting.mind_no_color(ClientConfig(theme="support-dark"), environ).theme == "support-dark"
    assert environ == {}


def test_text_is_sent_as_set() -> None:
    """Order, joined letters and emoji stand above what was found out about the terminal."""
    config = ClientConfig(bidi="words", arabic_forms="on", emoji="full")
    mode = starting.text_mode(config, Terminal(bidi_answer=1))
    assert (mode.bidi, mode.forms, mode.emoji) == ("words", True, "full")


# ---------------------------------------------------------------- copying


def everywhere(name: str) -> str:
    return f"/usr/bin/{name}"


@pytest.mark.parametrize(
    ("setting", "command", "environ", "way"),
    [
        ("auto", "", {"WAYLAND_DISPLAY": "w"}, Clipboard(("wl-copy",))),
        ("auto", "", {"DISPLAY": ":0"}, Clipboard(("xclip", "-selection", "clipboard"))),
        ("auto", "", {"DISPLAY": ":0", "SSH_TTY": "/dev/pts/1"}, Clipboard()),
        ("osc52", "", {"DISPLAY": ":0"}, Clipboard()),
        ("command", "my-copy --to 'the clipboard'", {}, Clipboard(("my-copy", "--to", "the clipboard"))),
        ("off", "", {"DISPLAY": ":0"}, Clipboard(is_off=True)),
    ],
)
def test_the_way_to_the_clipboard(setting, command, environ, way, monkeypatch: pytest.MonkeyPatch) -> None:
    """A local program on the person's own machine, the terminal over ssh, or what they set."""
    monkeypatch.setattr(sys, "platform", "linux")
    assert clipboard_for(setting, command, environ, everywhere) == way


def test_without_a_program_the_terminal_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """A display alone is no way to its clipboard."""
    monkeypatch.setattr(sys, "platform", "linux")
    assert clipboard_for("auto", "", {"DISPLAY": ":0"}, lambda name: None) == Clipboard()


def test_a_program_that_is_not_there_takes_nothing(tmp_path: Path) -> None:
    """That is an answer, not a crash."""
    assert not hand_over("text", (str(tmp_path / "nobody"),))


# ---------------------------------------------------------------- desktop notifications


@pytest.mark.parametrize(
    ("environ", "sequence"),
    [
        ({"TERM": "xterm-256color"}, "\x1b]777;notify;Amal, wrote;Where?\x1b\\"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "\x1b]9;Amal, wrote: Where?\x1b\\"),
        (
            {"TERM": "xterm-kitty"},
            "\x1b]99;i=support-tui:d=0;Amal; wrote\x1b\\\x1b]99;i=support-tui:p=body;Where?\x1b\\",
        ),
        (
            {"TERM": "tmux-256color", "TMUX": "1"},
            "\x1bPtmux;\x1b\x1b]777;notify;Amal, wrote;Where?\x1b\x1b\\\x1b\\",
        ),
        ({"TERM": "linux"}, ""),
        ({"TERM": "screen", "STY": "1"}, ""),
        ({}, ""),
    ],
)
def test_each_terminal_is_told_in_its_own_words(environ: dict[str, str], sequence: str) -> None:
    """OSC 777, 9 or 99; nothing where it would be shown as text; nothing in the words can end the sequence."""
    assert notification(environ, "Amal; wrote", "Where?\x1b\\\x07") == sequence
