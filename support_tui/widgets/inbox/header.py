"""The line above the list: how many, in what order, where the cursor stands, what is marked; reads what the inbox gives it."""

from collections.abc import Sequence

import msgspec

from support_tui import i18n
from support_tui.text.display import TextMode
from support_tui.widgets.bar import Bar, Part
from support_tui.wire.order import Sort


class ListState(msgspec.Struct, frozen=True):
    """What the header tells of the list."""

    total: int = 0
    is_total_exact: bool = True
    is_loaded: bool = False
    position: int = 0
    """Of the cursor, from 0."""
    sort: Sort = Sort.ATTENTION
    query: str = ""
    marked: int = 0
    range_key: str = ""
    """The key that ends a range that was begun, empty where none was."""


class InboxHeader(Bar):
    """With marks it becomes the bulk bar: what is marked, and that every action applies to it."""

    def __init__(self, mode: TextMode, *, id: str | None = None) -> None:
        super().__init__(mode, id=id)
        self._state = ListState()

    def show(self, state: ListState) -> None:
        """The list as it stands now."""
        if state != self._state:
            self._state = state
            self.set_class(state.marked > 0, "-marked")
            self.refresh()

    def left_parts(self, width: int) -> Sequence[Part]:
        state = self._state
        if state.range_key:
            return [Part(f" {i18n.text('inbox-range', key=state.range_key)}", "accent")]
        if state.marked:
            shown, total = i18n.number(state.marked), i18n.number(state.total)
            return [
                Part(
                    f" ✔ {i18n.text('inbox-marked', n=state.marked, shown=shown, total=total)}",
                    "accent",
                    "view.back",
                ),
                Part(f"  {i18n.text('inbox-marked-keys')}", "muted"),
            ]
        if not state.is_loaded:
            return [Part(f" {i18n.text('inbox-loading')}", "muted")]
        text_id = "inbox-count" if state.is_total_exact else "inbox-count-at-least"
        count = i18n.text(text_id, n=state.total, shown=i18n.number(state.total))
        # The dot is a part of its own: in right-to-left words it would change sides.
        dot = Part(" · ", "muted")
        sort = Part(i18n.text(f"sort-{state.sort.value}"), "muted", "view.sort")
        if state.query:
            # What narrows the list is more worth knowing than its order.
            query = Part(state.query, "accent", "view.filter")
            shown = i18n.number(state.total) + ("" if state.is_total_exact else "+")
            return [Part(f" {shown}", "muted"), dot, query, dot, sort]
        return [Part(f" {count}", "muted"), dot, sort]

    def right_parts(self, width: int) -> Sequence[Part]:
        state = self._state
        if not state.total:
            return ()
        position, total = i18n.number(state.position + 1), i18n.number(state.total)
        return [Part(f" {position}/{total} ", "faint")]
