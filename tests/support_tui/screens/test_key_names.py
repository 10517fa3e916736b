"""How a key is called, however the terminal sends it."""

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from support_tui.screens.keys import key_name


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("\x1bl", "alt+l"),
        ("\x1bc", "alt+c"),
        ("\x1b[108;3u", "alt+l"),
        ("l", "l"),
        ("L", "L"),
        ("#", "#"),
        ("\x13", "ctrl+s"),
    ],
)
def test_a_letter_with_alt_is_no_letter(sent: str, name: str) -> None:
    """In the old way as Esc and the letter, in kitty's with its own sequence."""
    parser = XTermParser()
    keys = [*parser.feed(sent), *parser.tick(), *parser.feed("")]
    assert [key_name(key) for key in keys if isinstance(key, events.Key)] == [name]
