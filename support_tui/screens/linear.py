"""Which widgets the console is made of: those of linear mode, where the settings say so. Arranges nothing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from support_tui.screens.settings import ConsoleSettings
from support_tui.store.line import LinePhase
from support_tui.widgets.bar import Part
from support_tui.widgets.inbox.list import InboxList
from support_tui.widgets.linear import sentence
from support_tui.widgets.statusline import StatusLine

if TYPE_CHECKING:
    from support_tui.widgets.thread import ThreadView


class LinearStatus(StatusLine):
    """Says what happens, and that the line is down while it is; no clock and no signs."""

    def left_parts(self, width: int) -> Sequence[Part]:
        is_live = self._state.line.phase is LinePhase.LIVE
        parts = super().left_parts(width)
        if is_live:
            # Its sign, its name and how quick it is.
            parts = [part for part in parts if part not in self._line_parts()]
        words = (sentence(part.text).strip("●▲◌ ") for part in parts)
        return [Part(" ".join(filter(None, words)))]

    def right_parts(self, width: int) -> Sequence[Part]:
        return ()


def inbox_type(settings: ConsoleSettings) -> type[InboxList]:
    """The list of the inbox."""
    if not settings.is_linear:
        return InboxList
    from support_tui.widgets.inbox.linear import LinearInbox

    return LinearInbox


def status_type(settings: ConsoleSettings) -> type[StatusLine]:
    """The line that says how the desk stands."""
    return LinearStatus if settings.is_linear else StatusLine


def thread_type(settings: ConsoleSettings) -> "type[ThreadView]":
    """The thread pane."""
    from support_tui.widgets.thread import ThreadView

    if not settings.is_linear:
        return ThreadView
    from support_tui.widgets.thread.linear import LinearThread

    return LinearThread
