"""The most useful keys of the focused pane on one line, and what can follow a chord that was begun; both are views of the command table."""

from collections.abc import Sequence
from functools import cache

from support_tui import i18n
from support_tui.commands import COMMANDS, Command, Scope, Situation
from support_tui.keymap import Chord, Keymap, chord_label
from support_tui.messages import CommandRequested
from support_tui.text.cells import cell_width
from support_tui.text.display import TextMode
from support_tui.widgets.bar import Bar, Part

#: The way to all other keys, and the way out of a text: shown at any width.
_ALWAYS = frozenset({"view.help", "composer.leave"})


class KeyBar(Bar):
    """Commands with a rank for the pane in the order of their ranks; those that would do nothing now are greyed."""

    def __init__(self, keymap: Keymap, mode: TextMode, *, id: str | None = None) -> None:
        super().__init__(mode, id=id)
        self._keymap = keymap
        self._scope = Scope.INBOX
        self._shown: Sequence[tuple[Command, bool]] = ()

    def show(self, scope: Scope, situation: Situation) -> None:
        """The pane that has the focus, and what its commands could act on."""
        shown = [(command, command.disabled(situation) is not None) for command in _ranked(scope)]
        if scope is Scope.COMPOSER:
            # What this kind of text cannot do stays so while it is written: the room is for what it can.
            shown = [(command, is_off) for command, is_off in shown if not is_off]
        # A bar that is painted although nothing changed makes the whole screen between it and the list be painted too.
        if (scope, shown) != (self._scope, self._shown):
            self._scope, self._shown = scope, shown
            self.refresh()

    def left_parts(self, width: int) -> Sequence[Part]:
        """As many whole entries as fit beside the help, the first first."""
        room = width - sum(cell_width(part.text) for part in self.right_parts(width))
        parts: list[Part] = []
        for command, is_off in self._shown:
            entry = self._entry(command, is_off) if command.id not in _ALWAYS else ()
            room -= sum(cell_width(part.text) for part in entry)
            if room < 0:
                break
            parts += entry
        return parts

    def right_parts(self, width: int) -> Sequence[Part]:
        """The way to all other keys, or out, is always shown."""
        shown = [self._entry(command, is_off) for command, is_off in self._shown if command.id in _ALWAYS]
        return shown[0] if shown else ()

    def _entry(self, command: Command, is_off: bool) -> Sequence[Part]:
        label = self._keymap.label(command.id, self._scope)
        if not label:
            return ()
        title = i18n.text(command.title_id).rstrip("…")
        return (
            Part(f" {label}", "faint" if is_off else "key", command.id),
            Part(f" {title} ", "faint" if is_off else "muted", command.id),
        )

    def on_bar_chosen(self, event: Bar.Chosen) -> None:
        """A click does what the key does."""
        event.stop()
        self.post_message(CommandRequested(event.target))


@cache
def _ranked(scope: Scope) -> tuple[Command, ...]:
    """The commands with a rank that work in a pane, the first first."""
    ranked = (command for command in COMMANDS if command.bar and command.works_in(scope))
    return tuple(sorted(ranked, key=lambda command: (_is_general(command, scope), command.bar)))


def _is_general(command: Command, scope: Scope) -> bool:
    """Below the list a preview's own keys come first: nothing else can be meant there."""
    return scope is Scope.BULK and scope not in command.scopes


class WhichKey(Bar):
    """Shown a moment after a chord was begun: the keys that can follow, each with its command."""

    def __init__(self, mode: TextMode, *, id: str | None = None) -> None:
        super().__init__(mode, id=id)
        self._begun: Chord = ()
        self._follows: Sequence[tuple[Chord, str, str]] = ()

    def show(self, begun: Chord, keymap: Keymap, scope: Scope) -> None:
        """What can follow these keys in this pane."""
        self._begun = begun
        self._follows = [
            (chord[len(begun) :], command.title_id, command.id)
            for chord, command in keymap.continuations(scope, begun)
        ]
        self.display = True
        self.refresh()

    def hide(self) -> None:
        """The chord is finished or forgotten."""
        self.display = False

    def left_parts(self, width: int) -> Sequence[Part]:
        parts = [Part(f" {chord_label(self._begun)} ", "active")]
        for rest, title_id, command_id in self._follows:
            parts.append(Part(f"  {chord_label(rest)}", "key", command_id))
            parts.append(Part(f" {i18n.text(title_id)}", "muted", command_id))
        return parts

    def on_bar_chosen(self, event: Bar.Chosen) -> None:
        event.stop()
        self.hide()
        self.post_message(CommandRequested(event.target))
