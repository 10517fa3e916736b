"""Screens that let the console shine through: what lies behind has its text in order already and must not be turned round again."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.command import Command, CommandList, CommandPalette
from textual.filter import LineFilter
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList

from support_tui.screens.cursor_place import PlacesCursor
from support_tui.screens.left_once import LeftOnce
from support_tui.widgets.bidi_filter import without_bidi

Given = TypeVar("Given")


class Overlay(ModalScreen[Given], LeftOnce[Given], PlacesCursor, Generic[Given]):
    """A dialog over the console. Its own widgets still have their text ordered by the app's filter."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        return without_bidi(super().get_line_filters())


class ListOverlay(Overlay[None]):
    """A dialog around one list: `j` and `k` move in it as the arrows do. Subclasses say which keys leave."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "step(1)", show=False),
        Binding("k", "step(-1)", show=False),
    ]
    DEFAULT_CSS: ClassVar[str] = "ListOverlay { align: center top; background: $background 55%; }"

    def action_step(self, by: int) -> None:
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_leave(self) -> None:
        self.dismiss(None)


class Palette(CommandPalette, LeftOnce[None], PlacesCursor):
    """Textual's command palette over the console.

    Enter means what is typed: where that has not been looked for yet, it waits, and never does what stood first for fewer letters. Who has
    moved to an entry stays on it while more is found."""

    _listed_for: str | None = None
    _enter_waits = False
    _has_moved = False

    def get_line_filters(self) -> Sequence[LineFilter]:
        return without_bidi(super().get_line_filters())

    def _refresh_command_list(
        self, command_list: CommandList, commands: list[Command], clear_current: bool
    ) -> None:
        on = command_list.highlighted_option if self._has_moved else None
        super()._refresh_command_list(command_list, commands, clear_current)
        if isinstance(on, Command):
            self._stand_on(command_list, on)
        self._listed_for = self.query_one(Input).value
        if self._enter_waits:
            self._enter_waits = False
            self._select_or_command()

    def _stand_on(self, command_list: CommandList, command: Command) -> None:
        for place, other in enumerate(command_list.options):
            if isinstance(other, Command) and _same(other, command):
                command_list.highlighted = place
                return

    def _action_command_list(self, action: str) -> None:
        self._has_moved = True
        super()._action_command_list(action)

    @on(Input.Changed)
    def _typed_on(self) -> None:
        self._enter_waits = self._has_moved = False

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if self._listed_for != event.value:
            self._enter_waits = True
            event.prevent_default()
            event.stop()


def _same(one: Command, other: Command) -> bool:
    """Two customers may have one name; what stands beside it tells them apart."""
    return (one.hit.text, one.hit.help) == (other.hit.text, other.hit.help)
