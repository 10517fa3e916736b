"""From a key press to a command of the table: names the key, follows chords, shows what can follow; runs nothing itself.

Commands are found before Textual's own bindings see the key, so that a letter costs one look-up and means the same in every pane.
"""

from collections.abc import Callable
from typing import Any, Final

from textual import events
from textual.keys import _character_to_key
from textual.screen import Screen
from textual.timer import Timer

from support_tui.commands import LETTER_SCOPES, Command, Scope
from support_tui.keymap import ChordReader, Keymap
from support_tui.text.langmap import LAM, lam_alef_key, latin_key
from support_tui.widgets.keybar import WhichKey

#: A chord that is typed at once shows nothing; one that hesitates is helped.
WHICH_KEY_AFTER_S: Final = 0.4
#: Two letters that come closer together are of one key: nobody strikes two so fast.
_ONE_KEY_S: Final = 0.004


def key_name(event: events.Key) -> str:
    """The key as the table names it: the character it gives, else Textual's name. With Alt a terminal gives the character too, which is
    not what is meant."""
    if event.key.startswith("alt+"):
        return event.key
    character = event.character
    if character is not None and character.isprintable() and character != " ":
        return character
    return event.key


def as_latin(key: str) -> str:
    """The key of the same place on a Latin keyboard; also behind Ctrl or Alt."""
    *held, last = key.split("+") if len(key) > 1 else [key]
    if len(last) != 1 or last.isascii():
        return key
    latin = latin_key(last)
    return "+".join((*held, latin)) if latin is not None else key


def latin_event(event: events.Key) -> events.Key:
    """The press as it would be on a Latin keyboard: for screens whose bindings name Latin letters."""
    name = key_name(event)
    latin = as_latin(name)
    if latin == name:
        return event
    if len(latin) == 1:
        return events.Key(_character_to_key(latin), latin)
    return events.Key(latin, None)


class KeyReader:
    """The keys of one console screen."""

    def __init__(self, keymap: Keymap, which: WhichKey, *, maps_layouts: bool) -> None:
        """`maps_layouts`: letters of other keyboard layouts count as the Latin letter on the same key."""
        self.keymap = keymap
        self.last_key = ""
        """The key that completed the last command."""
        self._maps_layouts = maps_layouts
        self._chords = ChordReader(keymap)
        self._which = which
        self._hint: Timer | None = None
        self._lam_at = 0.0

    def take(
        self, event: events.Key, scope: Scope | None, screen: Screen[Any], run: Callable[[Command], None]
    ) -> bool:
        """Run the command that this key completes; tells whether the key is used up. `scope` None is a field that takes all keys."""
        if scope is None:
            return False
        key = key_name(event)
        is_letters = scope in LETTER_SCOPES
        if self._maps_layouts and (is_letters or "+" in key):
            key = self._of_one_key(event, key) or as_latin(key)
        if key == "escape" and self._cancelled(screen):
            return True
        command = self._chords.press(scope, key)
        self._show_hint(scope, screen)
        if command is not None:
            self.last_key = key
            run(command)
            return True
        return bool(self._chords.pending) or (is_letters and event.is_printable)

    def _of_one_key(self, event: events.Key, key: str) -> str | None:
        """The key that gave the lam before and this alef at once, as some systems send it."""
        before, self._lam_at = self._lam_at, event.time if key == LAM else 0.0
        latin = lam_alef_key(key) if event.time - before < _ONE_KEY_S else None
        if latin is not None:
            self._chords.cancel()
        return latin

    def _cancelled(self, screen: Screen[Any]) -> bool:
        """Esc ends a chord that was begun, and nothing else."""
        if not self._chords.cancel():
            return False
        self._show_hint(Scope.ANY, screen)
        return True

    def _show_hint(self, scope: Scope, screen: Screen[Any]) -> None:
        if self._hint is not None:
            self._hint.stop()
            self._hint = None
            self._which.hide()
        begun = self._chords.pending
        if begun:
            self._hint = screen.set_timer(
                WHICH_KEY_AFTER_S, lambda: self._which.show(begun, self.keymap, scope)
            )
