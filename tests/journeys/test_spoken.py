"""What is said by a screen reader that speaks what a program writes to the terminal, while an agent works in linear mode."""

import re

from tests.journeys.conftest import Console, Desk, log_in
from tests.terminal import Terminal
from tests.waiting import wait_for

_CONTROL = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-9;?<>=$]*[A-Za-z]")


class Spoken:
    """The words that a console writes, from a moment on."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._from = 0

    def after(self, *keys: str) -> None:
        """Listen to what these keys bring."""
        self._from = len(self._terminal.raw)
        self._terminal.press(*keys)

    @property
    def words(self) -> str:
        """All that was written since, without colours and positions."""
        written = self._terminal.raw[self._from :].decode(errors="replace")
        return " ".join(_CONTROL.sub(" ", written).split())

    def until(self, expected: str) -> str:
        """What was said once these words were among it."""
        wait_for(lambda: expected in self.words, f"“{expected}” is said; said was: {self.words[:400]}")
        return self.words


def test_steps_say_where_they_lead_and_nothing_else(desk: Desk, console: Console) -> None:
    """In the list and in the thread, by letters and by arrows; a dialog that is left leads back to the line the keys act on."""
    for name in ("Amelia Hart", "Basil Noor", "Chloe Martin"):
        desk.customer_writes(f"Where is my parcel? asks {name}", title=f"Parcel of {name}", name=name)
    terminal = console("--server", desk.url, "--linear", columns=160)
    log_in(terminal, "3 of 3")
    spoken = Spoken(terminal)
    for key, row in (("down", "2 of 3"), ("up", "1 of 3")):  # the first paint is over
        spoken.after(key)
        spoken.until(row)
    spoken.after("down")
    assert spoken.until("2 of 3").count(" of 3") == 1
    spoken.after("j")
    assert spoken.until("3 of 3").count(" of 3") == 1
    spoken.after("s")
    spoken.until("awaiting reply")
    spoken.after("esc")
    said = spoken.until("3 of 3")
    assert said.rindex("3 of 3") > said.rindex("2 of 3")


def test_what_is_written_is_said_without_a_cursor_that_blinks(desk: Desk, console: Console) -> None:
    """The field is silent while nobody types, and a character typed is one line said."""
    desk.customer_writes("Where is my parcel?", title="Parcel")
    terminal = console("--server", desk.url, "--linear", columns=160)
    log_in(terminal, "1 of 1")
    terminal.press("r")
    terminal.wait_for("REPLY")
    spoken = Spoken(terminal)
    spoken.after("Hello")
    spoken.until("Hello")
    terminal.press("x", "y")
    assert "█" not in spoken.words
    assert "REPLY" not in spoken.words
