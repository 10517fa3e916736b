"""Which keys mean which command in which pane: the table's defaults, changed by the config file. Pure: reads no keyboard.

A chord is a tuple of keys in the order pressed. A key is named as people write it: `j`, `G`, `#`, `ctrl+d`, `alt+enter`, `f2`, `escape`.
With the name of a pane before it (`thread:/`) it counts in that pane only.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from support_tui.commands import COMMANDS, LETTER_SCOPES, Command, Scope
from support_tui.config import ClientConfig
from support_tui.key_presets import preset_keys

Chord = tuple[str, ...]

_SCOPES: Final = (*LETTER_SCOPES, Scope.COMPOSER)

_LABELS: Final = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "backspace": "Bksp",
    "delete": "Del",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
}
_MODIFIERS: Final = {"ctrl": "Ctrl", "alt": "Alt", "shift": "Shift", "super": "Super"}


class Conflict(msgspec.Struct, frozen=True):
    """Two commands want the same keys in one pane, or the keys of one begin a chord of the other; the first keeps them."""

    scope: Scope
    chord: Chord
    kept: str
    lost: str


def parse_chord(text: str) -> Chord:
    """`g i` is the key g, then i. Raises ValueError where no key is named."""
    chord = tuple(text.split())
    if not chord:
        raise ValueError("a key is missing")
    return tuple(_normal(key) for key in chord)


def parse_binding(text: str) -> tuple[Scope | None, Chord]:
    """`thread:/` is `/` in the thread only; without a pane it counts wherever its command works. Raises ValueError for no key or no pane."""
    pane, colon, keys = text.strip().partition(":")
    if not colon or not keys or len(pane) < 2 or not pane.isalpha():
        return None, parse_chord(text)
    if pane not in _SCOPES:
        raise ValueError(f"no pane {pane}")
    return Scope(pane), parse_chord(keys)


def _normal(key: str) -> str:
    """One spelling a key: lower-case names and modifiers, single characters as they are; a shifted letter is its capital."""
    if len(key) == 1:
        return key
    *modifiers, last = key.split("+") if not key.endswith("++") else [*key[:-2].split("+"), "+"]
    last = last if len(last) == 1 else last.lower()
    held = sorted(modifier.lower() for modifier in modifiers)
    if held == ["shift"] and len(last) == 1 and last.isalpha():
        return last.upper()
    return "+".join((*held, last))


def key_label(key: str) -> str:
    """A key as it stands on a keyboard: `ctrl+d` is Ctrl+D, `escape` is Esc."""
    if len(key) == 1:
        return key
    *modifiers, last = key.split("+") if not key.endswith("++") else [*key[:-2].split("+"), "+"]
    shown = _LABELS.get(last, last.upper() if len(last) == 1 or last[1:].isdigit() else last.capitalize())
    return "+".join((*(_MODIFIERS.get(modifier, modifier) for modifier in modifiers), shown))


def chord_label(chord: Chord) -> str:
    """A chord as help shows it; letters typed in a row stand together: `gg`, `g i` as `gi`."""
    parts = [key_label(key) for key in chord]
    return ("" if all(len(part) == 1 for part in parts) else " ").join(parts)


def chords_label(chords: Sequence[Chord]) -> str:
    """All keys of a command with blanks between them; a row of digits is shown by its ends."""
    labels = [chord_label(chord) for chord in chords]
    if len(labels) > 2 and all(label.isdecimal() for label in labels):
        return f"{labels[0]}–{labels[-1]}"
    return " ".join(labels)


class Keymap:
    """Bindings by pane, with the conflicts that were found while they were made."""

    def __init__(
        self,
        overrides: Mapping[str, Sequence[str]] | None = None,
        preset: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """`overrides`: command id to its keys, replacing those of the preset, which replace the table's; an empty list takes all keys
        away. Ids must exist."""
        self.overrides: Mapping[str, Sequence[str]] = overrides or {}
        self.rebind(preset or {})

    def rebind(self, preset: Mapping[str, Sequence[str]]) -> None:
        """Take another preset, the person's own keys on top of it; whoever holds this map follows at once."""
        self.preset = preset
        self.conflicts: list[Conflict] = []
        self._bound: dict[Scope, dict[Chord, Command]] = {scope: {} for scope in _SCOPES}
        self._begun: dict[Scope, dict[Chord, list[tuple[Chord, Command]]]] = {scope: {} for scope in _SCOPES}
        self._chords: dict[str, tuple[Chord, ...]] = {}
        # What a person chose outweighs what a preset has, that a default that happens to use the same key.
        for command in sorted(COMMANDS, key=lambda one: (one.id not in self.overrides, one.id not in preset)):
            self._bind(command, self.overrides.get(command.id, preset.get(command.id, command.keys)))

    def _bind(self, command: Command, keys: Iterable[str]) -> None:
        scopes = [scope for scope in _SCOPES if command.works_in(scope)]
        bound: list[Chord] = []
        for pane, chord in (parse_binding(key) for key in keys):
            wanted = scopes if pane is None else [scope for scope in scopes if scope is pane]
            # A list on purpose: one pane's conflict must not keep the others from being bound.
            if any([self._bind_in(scope, chord, command) for scope in wanted]):  # noqa: C419
                bound.append(chord)
        self._chords[command.id] = tuple(bound)

    def _bind_in(self, scope: Scope, chord: Chord, command: Command) -> bool:
        bound, begun = self._bound[scope], self._begun[scope]
        taken = bound.get(chord) or next(
            (bound[chord[:length]] for length in range(1, len(chord)) if chord[:length] in bound), None
        )
        if taken is None and chord in begun:
            taken = begun[chord][0][1]
        if taken is not None:
            self.conflicts.append(Conflict(scope, chord, taken.id, command.id))
            return False
        bound[chord] = command
        for length in range(1, len(chord)):
            begun.setdefault(chord[:length], []).append((chord, command))
        return True

    def command(self, scope: Scope, chord: Chord) -> Command | None:
        """The command that these keys mean there."""
        return self._bound[scope].get(chord)

    def continuations(self, scope: Scope, chord: Chord) -> list[tuple[Chord, Command]]:
        """What can follow these keys, with the command each leads to; empty if they begin nothing."""
        return self._begun[scope].get(chord, [])

    def chords(self, command_id: str, scope: Scope | None = None) -> tuple[Chord, ...]:
        """All keys of a command, the first is the one to show; with a pane only those that count there."""
        bound = self._chords.get(command_id, ())
        return tuple(chord for chord in bound if scope is None or self._means(scope, chord, command_id))

    def _means(self, scope: Scope, chord: Chord, command_id: str) -> bool:
        command = self._bound[scope].get(chord)
        return command is not None and command.id == command_id

    def label(self, command_id: str, scope: Scope | None = None) -> str:
        """The first keys of a command as they are shown; empty where it has none."""
        chords = self.chords(command_id, scope)
        return chord_label(chords[0]) if chords else ""


def keymap_of(config: ClientConfig) -> Keymap:
    """The keys that the settings say."""
    return Keymap(config.keys, preset_keys(config.key_preset))


class ChordReader:
    """Follows the keys as they are pressed, one chord at a time."""

    def __init__(self, keymap: Keymap) -> None:
        self.keymap = keymap
        self.pending: Chord = ()
        """Keys of a chord not finished yet."""

    def press(self, scope: Scope, key: str) -> Command | None:
        """The command this key completes. None where it began or continued a chord (`pending` then holds it) or means nothing.

        A key that does not continue the chord ends it and counts by itself."""
        chord = (*self.pending, key)
        self.pending = ()
        found = self.keymap.command(scope, chord)
        if found is not None:
            return found
        if self.keymap.continuations(scope, chord):
            self.pending = chord
            return None
        return self.press(scope, key) if len(chord) > 1 else None

    def cancel(self) -> bool:
        """Forget a chord that was begun; tells whether there was one."""
        had = bool(self.pending)
        self.pending = ()
        return had
