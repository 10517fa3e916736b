"""Screens that let the console shine through: what lies behind has its text in order already and must not be turned round again."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual.command import CommandPalette
from textual.filter import LineFilter
from textual.screen import ModalScreen

from support_tui.widgets.bidi_filter import without_bidi

Given = TypeVar("Given")


class Overlay(ModalScreen[Given], Generic[Given]):
    """A dialog over the console. Its own widgets still have their text ordered by the app's filter."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        return without_bidi(super().get_line_filters())


class Palette(CommandPalette):
    """Textual's command palette over the console."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        return without_bidi(super().get_line_filters())
