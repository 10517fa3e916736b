"""Screens that let the console shine through: what lies behind has its text in order already and must not be turned round again."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import ModalScreen
from textual.widgets import OptionList

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
