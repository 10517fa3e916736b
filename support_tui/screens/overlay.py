"""Screens that let the console shine through: what lies behind has its text in order already and must not be turned round again."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual import on
from textual.command import CommandPalette
from textual.filter import LineFilter
from textual.screen import ModalScreen
from textual.widgets import OptionList

from support_tui.widgets.bidi_filter import without_bidi
from support_tui.widgets.linear import is_linear, put_cursor

Given = TypeVar("Given")


class Overlay(ModalScreen[Given], Generic[Given]):
    """A dialog over the console. Its own widgets still have their text ordered by the app's filter."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        return without_bidi(super().get_line_filters())

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        follow_highlight(event)


def follow_highlight(event: OptionList.OptionHighlighted) -> None:
    """Linear: the terminal's cursor stands on the entry that Enter would take, while the field has the keys."""
    listing = event.option_list
    if is_linear(listing):
        row = event.option_index - round(listing.scroll_y)
        listing.call_after_refresh(put_cursor, listing.app, listing.region.x, listing.region.y + row)


class Palette(CommandPalette):
    """Textual's command palette over the console."""

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        follow_highlight(event)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return without_bidi(super().get_line_filters())
