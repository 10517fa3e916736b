"""The inbox of linear mode: each row one plain sentence, painted when what it says changes and never because the cursor moves."""

import msgspec
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from support_tui import i18n
from support_tui.text.cells import cell_width, fit
from support_tui.text.sanitize import sanitize_line
from support_tui.widgets.inbox.face import RowFace
from support_tui.widgets.inbox.list import InboxList
from support_tui.widgets.linear import put_cursor_in
from support_tui.wire.values import Priority

#: Below this width a sentence has two lines.
_ONE_LINE_CELLS = 120


class LinearInbox(InboxList):
    """The same list with the same commands."""

    _is_moving = False

    def on_mount(self) -> None:
        self._spoken: dict[int, str] = {}
        super().on_mount()

    # ------------------------------------------------------------ what a row says

    def said_of(self, position: int) -> str:
        """The row as a sentence, most telling first."""
        conversation_id = self.source.id_at(position)
        face = self.source.face(conversation_id) if conversation_id is not None else None
        if face is None:
            return i18n.text("linear-loading", n=position + 1)
        return i18n.text("list-comma").join(filter(None, self._parts(position, face)))

    def _parts(self, position: int, face: RowFace) -> list[str]:
        text = i18n.text
        urgency = (
            text("priority-name", priority=face.priority.value)
            if face.priority is not Priority.NORMAL
            else ""
        )
        age = text("linear-waiting" if face.is_waiting else "linear-age", age=face.age)
        return [
            text("linear-place", n=position + 1, total=self.source.total),
            text("sign-marked") if face.id in self.marks else "",
            text("sign-unread") if face.is_unread else "",
            urgency,
            sanitize_line(face.customer),
            sanitize_line(face.title),
            face.status_word,
            age,
            text("linear-with", name=face.assignee) if face.assignee else text("linear-nobody"),
            text("linear-viewers", names=face.viewers.strip("◉✎")) if face.viewers else "",
            text("linear-tags", names=" ".join(face.tags)) if face.tags else "",
            text("sign-attachment") if face.has_attachment else "",
            text("sign-pending") if face.is_pending else "",
        ]

    # ------------------------------------------------------------ painting

    def _measure(self) -> None:
        super()._measure()
        lines = 1 if self._width >= _ONE_LINE_CELLS else 2
        self._columns = msgspec.structs.replace(self._columns, lines=lines)
        self.set_reactive(Widget.virtual_size, Size(self._width, self.source.total * lines))

    def render_line(self, y: int) -> Strip:
        position, line = divmod(self.scroll_offset.y + y, self._columns.lines)
        style = self._row_styles.style("row", is_cursor=False, is_marked=False)
        if position >= self.source.total:
            return Strip.blank(self._width, style)
        said = self._spoken[position] = self.said_of(position)
        part = _wrapped(said, self._width, self._columns.lines)[line]
        return Strip([Segment(fit(part, self._width), style)], self._width)

    def _refresh_changed(self) -> None:
        """Paint the rows that say something else; how many others there are is no reason."""
        for position in range(self._top, self._top + self._visible_rows + 1):
            if position >= self.source.total or _gist(self.said_of(position)) != _gist(
                self._spoken.get(position, "")
            ):
                super()._refresh_row(position)
        self.place_cursor()

    def rows_changed(self, conversation_ids: object) -> None:
        self._refresh_changed()

    def ages_changed(self) -> None:
        self._refresh_changed()

    # ------------------------------------------------------------ the cursor

    def _go(self, position: int) -> None:
        self._is_moving = True
        try:
            super()._go(position)
        finally:
            self._is_moving = False
        self.place_cursor()

    def _refresh_row(self, position: int) -> None:
        if not self._is_moving:
            super()._refresh_row(position)

    def _scroll_to_row(self, row: int) -> None:
        """By the page and not by the line: every scroll is read anew."""
        if self._is_moving and row > self._top:
            row = max(0, min(self.cursor.position, self.source.total - self._visible_rows))
        elif self._is_moving and row < self._top:
            row = max(0, self.cursor.position - self._visible_rows + 1)
        super()._scroll_to_row(row)

    def place_cursor(self) -> None:
        """The terminal's cursor stands on what the keys act on."""
        lines = self._columns.lines
        self.call_after_refresh(
            lambda: put_cursor_in(self, (self.cursor.position - self._top) * lines, lines)
        )

    def on_focus(self) -> None:
        self.place_cursor()

    def on_blur(self) -> None:
        """Nothing looks different."""


def _gist(said: str) -> str:
    """A sentence without its place in the list."""
    return said.partition(i18n.text("list-comma"))[2]


def _wrapped(text: str, width: int, lines: int) -> list[str]:
    """A sentence in so many lines, broken between words; what does not fit is left out at its end."""
    found, line = list[str](), ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and cell_width(longer) > width and len(found) < lines - 1:
            found.append(line)
            line = word
        else:
            line = longer
    return [*found, line, *[""] * lines][:lines]
