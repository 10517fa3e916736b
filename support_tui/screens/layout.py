"""Which panes are side by side at a window's size, and which one shows where there is room for one; pure, knows no widget."""

from enum import StrEnum
from typing import Final

from support_tui.screens.settings import ConsoleSettings

#: Below this the console shows a card that says so.
LEAST_WIDTH: Final = 60
LEAST_HEIGHT: Final = 15


class Layout(StrEnum):
    """The arrangements, each a CSS class of the console (`-one`, …)."""

    TINY = "tiny"
    ONE = "one"
    TWO = "two"
    THREE = "three"


class Pane(StrEnum):
    """The panes that can have the focus; the shown one is a CSS class where only one is shown (`-show-inbox`, …)."""

    INBOX = "inbox"
    THREAD = "thread"
    CONTEXT = "context"


def layout_for(width: int, height: int, settings: ConsoleSettings) -> Layout:
    """Three panes from 160 columns, two from 100 if nothing else is set, below that one at a time; under 60×15 none."""
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return Layout.TINY
    if settings.is_linear:
        return Layout.ONE
    if width >= settings.three_panes_columns:
        return Layout.THREE
    return Layout.TWO if width >= settings.two_panes_columns else Layout.ONE


def visible_panes(layout: Layout, shown: Pane, *, is_context_open: bool, is_zoomed: bool) -> tuple[Pane, ...]:
    """What is on screen, from left to right. With two panes the customer takes the inbox's place while it is open."""
    if layout in (Layout.ONE, Layout.TINY) or is_zoomed:
        return (shown,)
    if layout is Layout.TWO:
        return (Pane.THREAD, Pane.CONTEXT) if is_context_open else (Pane.INBOX, Pane.THREAD)
    return (Pane.INBOX, Pane.THREAD, Pane.CONTEXT) if is_context_open else (Pane.INBOX, Pane.THREAD)
