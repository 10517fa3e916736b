"""A dialog for the columns of a list: which, and in what order; it gives them back and changes nothing."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from support_tui import i18n
from support_tui.screens.dialog_list import DialogList
from support_tui.screens.overlay import Overlay
from support_tui.text.display import TextMode
from support_tui.wire.saved_views import ListColumn

#: What stands ticked where the columns were never chosen: what a wide list shows by itself.
USUAL: tuple[ListColumn, ...] = (
    ListColumn.PRIORITY,
    ListColumn.CUSTOMER,
    ListColumn.TITLE,
    ListColumn.PREVIEW,
    ListColumn.TAGS,
    ListColumn.STATUS,
    ListColumn.ASSIGNEE,
    ListColumn.VIEWERS,
    ListColumn.WAITING,
)


class ChooseColumns(Overlay[tuple[ListColumn, ...] | None]):
    """Space switches a column, J and K move it, Enter takes what is on; `=` is back to what fits by itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", show=False),
        Binding("enter", "take", show=False, priority=True),
        Binding("space,x", "switch", show=False, priority=True),
        Binding("j,down", "step(1)", show=False, priority=True),
        Binding("k,up", "step(-1)", show=False, priority=True),
        Binding("J,greater_than_sign", "move(1)", show=False),
        Binding("K,less_than_sign", "move(-1)", show=False),
        Binding("equals_sign", "usual", show=False),
    ]

    def __init__(self, columns: tuple[ListColumn, ...], mode: TextMode) -> None:
        super().__init__()
        chosen = columns or USUAL
        self._order = [*chosen, *(column for column in ListColumn if column not in chosen)]
        self._on = set(chosen)

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="-tall"):
            yield Static(Content(i18n.text("columns-title")), id="dialog-title")
            yield DialogList(id="dialog-list", compact=True, markup=False)
            yield Static(Content(i18n.text("columns-hint")), id="dialog-hint")

    def on_mount(self) -> None:
        self._list(0)
        self.query_one(OptionList).focus()

    def _list(self, place: int) -> None:
        options = self.query_one(OptionList)
        options.set_options([Option(self._line(column)) for column in self._order])
        options.highlighted = place

    def _line(self, column: ListColumn) -> Content:
        name = i18n.text(f"column-{column.value.replace('_', '-')}")
        is_on = column in self._on
        return Content.assemble(("●  " if is_on else "   ", "$accent"), (name, "" if is_on else "$muted"))

    @property
    def _place(self) -> int:
        return self.query_one(OptionList).highlighted or 0

    def action_step(self, by: int) -> None:
        self.query_one(OptionList).highlighted = max(0, min(self._place + by, len(self._order) - 1))

    def action_switch(self) -> None:
        self._on ^= {self._order[self._place]}
        self._list(self._place)

    def action_move(self, by: int) -> None:
        here, there = self._place, self._place + by
        if 0 <= there < len(self._order):
            self._order[here], self._order[there] = self._order[there], self._order[here]
            self._list(there)

    def action_take(self) -> None:
        """Nothing on is no list: then it is as without a choice."""
        chosen = tuple(column for column in self._order if column in self._on)
        self.dismiss(() if chosen == USUAL else chosen)

    def action_usual(self) -> None:
        self.dismiss(())

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_switch()

    def action_leave(self) -> None:
        self.dismiss(None)
