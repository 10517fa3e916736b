"""Keys recorded under a letter: what was done, what was answered to dialogs, and the file that keeps them. Runs nothing.

Not reply macros: those are texts and actions of the desk, these are strokes of one person on one machine.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from support_tui import paths

#: A replay of more steps than this is a circle or a slip of the finger.
MOST_STEPS: Final = 10_000
MOST_TIMES: Final = 9_999


class Given(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was answered to a dialog: a text or value, yes or no, or what was switched on and off; `is_left` where it was left."""

    text: str = ""
    is_yes: bool = False
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    is_left: bool = False


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One command: its id, the key that completed it where that matters, and what its dialogs were answered."""

    command: str
    key: str = ""
    answers: tuple[Given, ...] = ()
    is_typed: bool = False
    """Whether the answer was typed into the field that the command opens, the filter or the composer."""


Macros = Mapping[str, tuple[Step, ...]]
"""Steps by letter."""

#: The command that replays: in a recording its key is the count and the letter.
REPLAY: Final = "view.replay_keys"


class Circle(ValueError):
    """A macro that would replay itself, or one too long to mean."""


def count_and_letter(key: str) -> tuple[int, str]:
    """`5a` is five times a; `a` is once."""
    return min(int(key[:-1] or 1), MOST_TIMES), key[-1]


def steps_of(key: str, macros: Macros, within: tuple[str, ...] = ()) -> list[Step]:
    """All steps of a replay, those of replays inside it in their places. Raises Circle; nothing where a letter has nothing."""
    times, letter = count_and_letter(key)
    if letter in within:
        raise Circle(letter)
    once: list[Step] = []
    for step in macros.get(letter, ()):
        once += steps_of(step.key, macros, (*within, letter)) if step.command == REPLAY else [step]
        if len(once) * times > MOST_STEPS:
            raise Circle(letter)
    return once * times


def read() -> tuple[dict[str, tuple[Step, ...]], Path | None]:
    """What is kept, and where a damaged file was put aside, if it was damaged."""
    file = paths.key_macros_file()
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, tuple[Step, ...]]), None
    except FileNotFoundError:
        return {}, None
    except (msgspec.DecodeError, UnicodeDecodeError):
        aside = file.with_suffix(".damaged")
        file.replace(aside)
        return {}, aside


def write(macros: Macros) -> None:
    """Keep these, whole or not at all. Raises OSError."""
    file = paths.key_macros_file()
    paths.make_private(file.parent)
    fresh = file.with_suffix(".new")
    fresh.write_bytes(msgspec.json.format(msgspec.json.encode(macros), indent=1))
    fresh.replace(file)
