"""Writes desktop notifications (OSC 99, 9, 777) and the window's title in the words that terminals understand. Pure: sends nothing."""

from collections.abc import Mapping
from typing import Final

from support_tui.text.sanitize import sanitize_line

_ESC, _END = "\x1b", "\x1b\\"
#: Terminals that know OSC 9 alone, by `TERM_PROGRAM`.
_NINE: Final = frozenset({"iTerm.app", "vscode", "WarpTerminal"})
#: A notification longer than this is cut by every desktop.
_TITLE_CHARS, _BODY_CHARS = 80, 200


def notification(environ: Mapping[str, str], title: str, body: str) -> str:
    """The sequence that has this terminal's desktop show the words; empty where it would only dirty the screen."""
    if _would_show_it(environ):
        return ""
    sequence = _sequence(environ, _plain(title, _TITLE_CHARS), _plain(body, _BODY_CHARS))
    return _through_tmux(sequence) if environ.get("TMUX") else sequence


def _would_show_it(environ: Mapping[str, str]) -> bool:
    """Whether this terminal knows no such sequences and might print them."""
    return environ.get("TERM", "dumb") in ("dumb", "linux", "") or bool(environ.get("STY"))


def title(environ: Mapping[str, str], unread: int) -> str:
    """The sequence that names the window, with the number of what was not read; empty where there is no title."""
    if _would_show_it(environ):
        return ""
    return f"{_ESC}]2;support-tui{f' ({unread})' if unread else ''}{_END}"


def keep_title(environ: Mapping[str, str]) -> str:
    """The sequence that has the terminal remember its title, and `restore_title` the one that brings it back."""
    return "" if _would_show_it(environ) else f"{_ESC}[22;2t"


def restore_title(environ: Mapping[str, str]) -> str:
    """See `keep_title`."""
    return "" if _would_show_it(environ) else f"{_ESC}[23;2t"


def _sequence(environ: Mapping[str, str], title: str, body: str) -> str:
    program = environ.get("TERM_PROGRAM", "")
    if environ.get("TERM") == "xterm-kitty" or environ.get("KITTY_WINDOW_ID"):
        return f"{_ESC}]99;i=support-tui:d=0;{title}{_END}{_ESC}]99;i=support-tui:p=body;{body}{_END}"
    if program in _NINE or environ.get("WT_SESSION") or environ.get("ConEmuPID"):
        return f"{_ESC}]9;{_unparted(title)}: {_unparted(body)}{_END}"
    return f"{_ESC}]777;notify;{_unparted(title)};{_unparted(body)}{_END}"


def _unparted(text: str) -> str:
    """The text without what parts the fields of a sequence: with a number before it, OSC 9 is no notification but an order to the terminal."""
    return text.replace(";", ",")


def _plain(text: str, most: int) -> str:
    """One line without anything that could end the sequence."""
    return sanitize_line(text)[:most]


def _through_tmux(sequence: str) -> str:
    """tmux hands on what is wrapped so, where `allow-passthrough` is on."""
    return f"{_ESC}Ptmux;{sequence.replace(_ESC, _ESC * 2)}{_END}"
