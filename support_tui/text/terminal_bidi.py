"""Which terminals order text themselves, and what to do about it; pure, and must not write or read a terminal.

A program with panes cannot leave bidi to the terminal: those that have it order whole rows and so swap the panes. Where the terminal's
own ordering can be switched off it is; elsewhere fields are sent so that they survive it. Source: terminal-wg's BiDi recommendation and
trials in eight terminals (docs/adr/0010-own-bidi.md).
"""

import re
from collections.abc import Mapping
from typing import Final, Literal

from .display import Bidi, TextMode

EXPLICIT: Final = "\x1b[8l"
"""BDSM reset: the program orders text. Must be written before the rows exist, that is before the alternate screen."""
IMPLICIT: Final = "\x1b[8h"
"""BDSM set, the terminals' default: to be written at the end and around a suspended console."""
QUERY: Final = "\x1b[8$p"
"""DECRQM: asks whether the terminal knows BDSM; the answer is `CSI 8 ; n $ y`."""

BidiSetting = Literal["auto", "visual", "words", "wrapped", "terminal", "off"]
Switch = Literal["auto", "on", "off"]
EmojiSetting = Literal["auto", "safe", "full"]

_ANSWER: Final = re.compile("\x1b\\[8;([0-4])\\$y")
_KNOWS_SWITCH: Final = (1, 2)
"""DECRQM answers for set and reset; 0, 3 and 4 mean unknown or fixed."""


def may_query(env: Mapping[str, str]) -> bool:
    """Whether the question does no harm: Terminal.app prints a stray letter, multiplexers swallow it, dumb terminals show it."""
    return (
        env.get("TERM_PROGRAM") != "Apple_Terminal"
        and env.get("TERM", "dumb") not in ("dumb", "linux", "")
        and not _is_multiplexed(env)
    )


def read_answer(data: str) -> int | None:
    """The terminal's answer to `QUERY` within what it sent, or None."""
    found = _ANSWER.search(data)
    return int(found[1]) if found else None


def can_switch(decrqm_answer: int | None) -> bool:
    """Whether `EXPLICIT` turns the terminal's own ordering off."""
    return decrqm_answer in _KNOWS_SWITCH


def _is_multiplexed(env: Mapping[str, str]) -> bool:
    return bool(env.get("TMUX") or env.get("STY"))


def _orders_rows(env: Mapping[str, str]) -> bool:
    return bool(
        env.get("KONSOLE_VERSION")
        or env.get("TERM_PROGRAM") == "Apple_Terminal"
        or env.get("TERM", "").startswith("mlterm")
    )


def _detect_bidi(env: Mapping[str, str], decrqm_answer: int | None) -> Bidi:
    if can_switch(decrqm_answer):
        return "visual"
    if env.get("TERM") == "xterm-kitty" or env.get("KITTY_WINDOW_ID"):
        return "words"
    if _orders_rows(env) or _is_multiplexed(env):
        return "wrapped"
    return "visual"


def detect(env: Mapping[str, str], decrqm_answer: int | None) -> TextMode:
    """What this terminal needs by its answer and its environment; unknown terminals are taken to do nothing themselves."""
    return resolve_mode(env, decrqm_answer, bidi="auto", arabic_forms="auto", emoji="auto")


def resolve_mode(
    env: Mapping[str, str],
    decrqm_answer: int | None,
    *,
    bidi: BidiSetting,
    arabic_forms: Switch,
    emoji: EmojiSetting,
) -> TextMode:
    """The same with the person's settings; each that is not `auto` stands above what was detected."""
    chosen: Bidi = _detect_bidi(env, decrqm_answer) if bidi == "auto" else bidi
    forms = chosen in ("visual", "wrapped") if arabic_forms == "auto" else arabic_forms == "on"
    return TextMode(bidi=chosen, forms=forms, emoji="full" if emoji == "full" else "safe")
