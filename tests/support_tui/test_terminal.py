"""What the terminal's answers mean."""

import pytest

from support_tui.terminal import Terminal, read_answers
from support_tui.terminal_keys import SEQUENCES, teach_textual


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("\x1b[?62;22c", Terminal()),
        ("\x1b[8;1$y\x1b[?62c", Terminal(bidi_answer=1)),
        ("\x1b[8;0$y\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?1c", Terminal(bidi_answer=0, is_dark=True)),
        ("\x1b]11;rgb:ff/ff/f0\x07\x1b[?1c", Terminal(is_dark=False)),
        ("\x1b]11;rgb:ffff/ffff/dddd\x1b\\", Terminal(is_dark=False)),
        ("\x1b[?63;1;2;4;6c", Terminal(has_sixels=True)),
        ("\x1b[?4c", Terminal()),
        ("\x1bP>|kitty(0.26.5)\x1b\\\x1b[?62;c", Terminal(is_old_kitty=True)),
        ("\x1bP>|kitty(0.35.2)\x1b\\\x1b[?62;c", Terminal()),
        ("", Terminal()),
    ],
)
def test_answers_are_read(said, known):
    """Bidi switch, background, pictures, in any order and also where some are missing. A class of terminal that is four is no ability."""
    assert read_answers(said) == known


def test_only_a_known_switch_is_used():
    """0 means that the terminal does not know it."""
    assert not Terminal(bidi_answer=0).can_switch_bidi
    assert Terminal(bidi_answer=2).can_switch_bidi


def test_alt_enter_is_a_key_of_its_own_in_the_old_encoding():
    """Esc and carriage return together are what xterm and tmux send for it."""
    from textual._xterm_parser import XTermParser

    teach_textual()
    for sequence in SEQUENCES:
        assert [event.key for event in XTermParser().feed(sequence)] == ["alt+enter"]
