"""What is wrong with the keys that somebody has set, and what to do about it: file, line, command, key. Pure: prints nothing.

An error makes a setting mean nothing or the console unusable; what is merely hidden, or may not arrive, is a warning.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from support_tui import i18n
from support_tui.commands import BY_ID, Command, Scope
from support_tui.config import ClientConfig
from support_tui.key_names import is_key, is_rarely_sent, known_names, parts_of, same_as
from support_tui.keymap import Chord, Conflict, Keymap, chord_label, key_label, keymap_of, parse_binding
from support_tui.wire.nearest import nearest
from support_tui.wire.settings import line_of


class Finding(msgspec.Struct, frozen=True):
    """One thing about one command's keys; `text_id` with `params` says what it is and what to do."""

    command_id: str
    text_id: str
    params: Mapping[str, str]
    is_error: bool = False

    def sentence(self, file: str, text: str) -> str:
        """`FILE:LINE: client.keys.ID: what is wrong, and what to do.`"""
        line = line_of_keys(text, self.command_id)
        place = f"{file}:{line}" if line else file
        return f"{place}: client.keys.{self.command_id}: {i18n.text(self.text_id, **self.params)}"


def line_of_keys(text: str, command_id: str) -> int:
    """Where a command's keys stand in the settings, written with or without quotation marks; 0 where they do not."""
    table = ("client", "keys")
    return line_of(text, (*table, *command_id.split("."))) or line_of(text, (*table, command_id))


def examine(config: ClientConfig) -> list[Finding]:
    """Everything worth saying, in the order of the settings, what follows from two settings last. Ids must exist."""
    found = [
        finding
        for command_id, keys in config.keys.items()
        for finding in _of_command(BY_ID[command_id], keys)
    ]
    if any(finding.is_error for finding in found):
        return found
    return found + list(_of_conflicts(keymap_of(config), config))


def _of_command(command: Command, keys: Sequence[str]) -> Iterator[Finding]:
    for written in keys:
        try:
            pane, chord = parse_binding(written)
        except ValueError:
            yield _bad(command, written)
            continue
        if pane is not None and not command.works_in(pane):
            where = ", ".join(scope for scope in Scope if scope is not Scope.ANY and command.works_in(scope))
            yield Finding(command.id, "keys-wrong-pane", {"pane": pane, "panes": where}, is_error=True)
        unknown = next((key for key in chord if not is_key(key)), None)
        if unknown is not None:
            guess = nearest(parts_of(unknown)[1], known_names())
            text_id = "keys-no-such-key-nearest" if guess else "keys-no-such-key"
            yield Finding(command.id, text_id, {"key": unknown, "nearest": guess}, is_error=True)
            continue
        yield from _of_chord(command, pane, chord)


def _bad(command: Command, written: str) -> Finding:
    pane = written.partition(":")[0]
    if not written.strip():
        return Finding(command.id, "keys-empty", {}, is_error=True)
    panes = ", ".join(scope for scope in Scope if scope is not Scope.ANY)
    return Finding(command.id, "keys-no-such-pane", {"pane": pane, "panes": panes}, is_error=True)


def _of_chord(command: Command, pane: Scope | None, chord: Chord) -> Iterator[Finding]:
    is_in_field = command.works_in(Scope.COMPOSER) and pane in (None, Scope.COMPOSER)
    first = chord[0]
    if is_in_field and (len(first) == 1 or first in ("space", "enter", "backspace")):
        yield Finding(command.id, "keys-typed", {"key": chord_label(chord)}, is_error=True)
    for key in chord:
        if other := same_as(key):
            yield Finding(command.id, "keys-same-as", {"key": key_label(key), "other": key_label(other)})
        elif is_rarely_sent(key):
            yield Finding(command.id, "keys-rarely-sent", {"key": key_label(key)})


def _of_conflicts(keymap: Keymap, config: ClientConfig) -> Iterator[Finding]:
    """One finding for each pair and key, whatever number of panes it is in."""

    def pair(conflict: Conflict) -> tuple[str, str, Chord]:
        return conflict.kept, conflict.lost, conflict.chord

    for (kept, lost, chord), alike in groupby(sorted(keymap.conflicts, key=pair), key=pair):
        panes = ", ".join(i18n.text(f"scope-{conflict.scope}") for conflict in alike)
        yield _conflict(keymap, config, kept, lost, chord, panes)


def _conflict(
    keymap: Keymap, config: ClientConfig, kept: str, lost: str, chord: Chord, panes: str
) -> Finding:
    about = lost if lost in config.keys else kept
    is_hidden = chord not in keymap.chords(kept)
    params = {
        "key": chord_label(chord),
        "panes": panes,
        "kept": f"{i18n.text(BY_ID[kept].title_id)} ({kept})",
        "lost": f"{i18n.text(BY_ID[lost].title_id)} ({lost})",
        "lost_id": lost,
        "left": " ".join(chord_label(one) for one in keymap.chords(lost)),
    }
    if is_hidden:
        # The one is the beginning of the other: whichever came second can never be typed.
        params["shorter"] = " ".join(chord_label(one) for one in keymap.chords(kept))
        return Finding(about, "keys-hidden", params)
    if kept in config.keys and lost in config.keys:
        return Finding(about, "keys-clash", params, is_error=True)
    return Finding(about, "keys-taken-left" if params["left"] else "keys-taken", params)
