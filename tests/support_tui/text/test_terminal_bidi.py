"""What each terminal is taken to need."""

import pytest

from support_tui.text.display import TextMode
from support_tui.text.terminal_bidi import QUERY, can_switch, detect, may_query, read_answer, resolve_mode


@pytest.mark.parametrize(
    ("env", "answer", "bidi", "forms"),
    [
        ({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, 1, "visual", True),
        ({"TERM": "xterm-kitty"}, 0, "words", False),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, None, "words", False),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "221203"}, None, "wrapped", True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, None, "wrapped", True),
        ({"TERM": "mlterm"}, 0, "wrapped", True),
        ({"TERM": "tmux-256color", "TMUX": "/run/tmux,1,0"}, None, "wrapped", True),
        ({"TERM": "screen", "STY": "1.pts"}, None, "wrapped", True),
        ({"TERM": "xterm-256color"}, 0, "visual", True),
        ({"TERM": "foot"}, None, "visual", True),
        ({}, None, "visual", True),
    ],
)
def test_a_terminal_is_known_by_its_answer_and_its_environment(env, answer, bidi, forms):
    """The answer to DECRQM goes before names."""
    assert detect(env, answer) == TextMode(bidi=bidi, forms=forms, emoji="safe")


def test_a_persons_settings_stand_above_detection():
    """No detection is perfect."""
    env = {"TERM": "xterm-kitty"}
    assert resolve_mode(env, None, bidi="visual", arabic_forms="off", emoji="full") == TextMode(
        bidi="visual", forms=False, emoji="full"
    )


def test_nobody_is_asked_who_would_print_the_question():
    """Terminal.app, multiplexers and dumb terminals are left alone."""
    assert may_query({"TERM": "xterm-256color"})
    assert not may_query({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"})
    assert not may_query({"TERM": "xterm-256color", "TMUX": "x"})
    assert not may_query({"TERM": "dumb"})
    assert not may_query({})


def test_the_answer_is_found_among_other_input():
    """Keys may arrive before it."""
    assert QUERY == "\x1b[8$p"
    assert read_answer("jk\x1b[8;2$y") == 2
    assert read_answer("\x1b[?2026;2$y") is None
    assert can_switch(1) and can_switch(2)
    assert not can_switch(0) and not can_switch(None)
