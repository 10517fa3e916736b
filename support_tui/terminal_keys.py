"""Keys that terminals send in the old way and Textual 8 does not know: Alt with Enter arrives as Esc and a carriage return.

Without this the composer's first key would only begin a new line in xterm, in most others and in tmux. Terminals that speak kitty's
keyboard protocol are not concerned.
"""

from enum import Enum
from typing import Final

from textual import _ansi_sequences


class OldKeys(Enum):
    """The names of keys as Textual's newer protocol calls them."""

    ALT_ENTER = "alt+enter"


SEQUENCES: Final = {"\x1b\r": (OldKeys.ALT_ENTER,), "\x1b\n": (OldKeys.ALT_ENTER,)}


def teach_textual() -> None:
    """Add the sequences to Textual's table; twice does no harm."""
    table: dict[str, object] = _ansi_sequences.ANSI_SEQUENCES_KEYS  # type: ignore[assignment]
    table.update(SEQUENCES)
