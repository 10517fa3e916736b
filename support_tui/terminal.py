"""Asks the terminal, before the console takes it over, what it does with right-to-left text and how bright it is; writes and reads the tty.

Both questions are sent at once, then one that every terminal answers: its answer says that no other will come.
"""

import os
import re
import select
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import msgspec

from support_tui.attention import keep_title, restore_title
from support_tui.text import terminal_bidi
from support_tui.text.display import TextMode

#: The longest wait for a terminal here, and for one at the other end of a line: a later answer would be taken for typing.
ANSWER_WITHIN_S: Final = 0.25
REMOTE_ANSWER_WITHIN_S: Final = 2.0
VT340_CELL: Final = (10, 20)
_BACKGROUND: Final = "\x1b]11;?\x1b\\"
_WHO_ARE_YOU: Final = "\x1b[c"
#: XTVERSION, asked of kitty alone: others may show the question.
_WHICH_VERSION: Final = "\x1b[>q"
_KITTY: Final = re.compile(r"\x1bP>\|kitty\((\d+)\.(\d+)")
#: The first kitty that puts pictures where text says (unicode placeholders).
_KITTY_PLACES: Final = (0, 28)
_IDENTITY: Final = re.compile(r"\x1b\[\?([\d;]*)c")
#: Among what a terminal says of itself (DA1): that it shows sixel graphics.
_SIXELS: Final = "4"
_COLOUR: Final = re.compile(r"\x1b\]11;rgb:([0-9a-fA-F]+)/([0-9a-fA-F]+)/([0-9a-fA-F]+)")
#: Perceived brightness of red, green, blue (Rec. 709).
_BRIGHTNESS: Final = (0.2126, 0.7152, 0.0722)


class Terminal(msgspec.Struct, frozen=True):
    """What the terminal said; None is no answer."""

    bidi_answer: int | None = None
    is_dark: bool | None = None
    has_sixels: bool = False
    is_old_kitty: bool = False

    @property
    def can_switch_bidi(self) -> bool:
        """Whether its own ordering of right-to-left text can be switched off."""
        return terminal_bidi.can_switch(self.bidi_answer)


def read_answers(said: str) -> Terminal:
    """What the terminal's answers mean."""
    colour = _COLOUR.search(said)
    is_dark = None
    if colour is not None:
        parts = (int(part, 16) / (16 ** len(part) - 1) for part in colour.groups())
        is_dark = sum(share * part for share, part in zip(_BRIGHTNESS, parts, strict=True)) < 0.5
    identity = _IDENTITY.search(said)
    has_sixels = identity is not None and _SIXELS in identity[1].split(";")[1:]
    kitty = _KITTY.search(said)
    is_old_kitty = kitty is not None and (int(kitty[1]), int(kitty[2])) < _KITTY_PLACES
    return Terminal(terminal_bidi.read_answer(said), is_dark, has_sixels, is_old_kitty)


def ask(environ: Mapping[str, str]) -> Terminal:
    """Ask the terminal this program runs in; nothing is known where it is none or would show the questions."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()) or not _may_ask(environ):
        return Terminal()
    bidi = terminal_bidi.QUERY if terminal_bidi.may_query(environ) else ""
    is_remote = bool(environ.get("SSH_TTY") or environ.get("SSH_CONNECTION"))
    within_s = REMOTE_ANSWER_WITHIN_S if is_remote else ANSWER_WITHIN_S
    version = _WHICH_VERSION if environ.get("KITTY_WINDOW_ID") else ""
    return read_answers(_exchange(f"{bidi}{_BACKGROUND}{version}{_WHO_ARE_YOU}", within_s))


def _may_ask(environ: Mapping[str, str]) -> bool:
    return environ.get("TERM", "dumb") not in ("dumb", "linux", "") and sys.platform != "win32"


def _exchange(question: str, within_s: float) -> str:
    """Send the question with the terminal in raw mode; what it says until its identity or the time-out."""
    import termios
    import tty

    fd = sys.stdin.fileno()
    before = termios.tcgetattr(fd)
    said = ""
    try:
        tty.setcbreak(fd)
        os.write(sys.stderr.fileno(), question.encode())
        deadline = time.monotonic() + within_s
        while not _IDENTITY.search(said):
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([fd], [], [], left)[0]:
                break
            said += os.read(fd, 1024).decode("latin-1")
    finally:
        termios.tcsetattr(fd, termios.TCSADRAIN, before)
    return said


def cell_pixels() -> tuple[int, int]:
    """Width and height of a cell in pixels, where the terminal says how many pixels it has; those of a VT340 elsewhere."""
    try:
        import fcntl
        import struct
        import termios

        said = (
            fcntl.ioctl(sys.__stdout__.fileno(), termios.TIOCGWINSZ, bytes(8)) if sys.__stdout__ else bytes(8)
        )
        rows, columns, width, height = struct.unpack("HHHH", said)
    except (ImportError, OSError, ValueError):
        return VT340_CELL
    return (width // columns, height // rows) if rows and columns and width and height else VT340_CELL


@contextmanager
def own_title(environ: Mapping[str, str]) -> Iterator[None]:
    """The window has a title of this program inside, and the one it had before afterwards."""
    with _between(keep_title(environ), restore_title(environ), is_on=sys.stderr.isatty()):
        yield


def _orders_here(terminal: Terminal, mode: TextMode) -> bool:
    return terminal.can_switch_bidi and mode.bidi == "visual"


@contextmanager
def explicit_order(terminal: Terminal, mode: TextMode) -> Iterator[None]:
    """The terminal leaves the order of text to the console inside; must begin before the console's rows exist."""
    with _between(terminal_bidi.EXPLICIT, terminal_bidi.IMPLICIT, is_on=_orders_here(terminal, mode)):
        yield


@contextmanager
def implicit_order(terminal: Terminal, mode: TextMode) -> Iterator[None]:
    """The terminal orders text by itself again inside: another program has it."""
    with _between(terminal_bidi.IMPLICIT, terminal_bidi.EXPLICIT, is_on=_orders_here(terminal, mode)):
        yield


@contextmanager
def _between(before: str, after: str, *, is_on: bool) -> Iterator[None]:
    if is_on:
        _write(before)
    try:
        yield
    finally:
        if is_on:
            _write(after)


def _write(sequence: str) -> None:
    sys.stderr.write(sequence)
    sys.stderr.flush()
