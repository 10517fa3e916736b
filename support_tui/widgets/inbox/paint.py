"""A row of the inbox as styled pieces of exact width; knows no store and no scrolling.

A piece names a look, not a colour; the widget turns looks into styles once for each theme.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from support_tui.text.cells import ELLIPSIS, cell_width, truncate
from support_tui.text.display import TextMode, field
from support_tui.widgets.inbox.columns import Columns
from support_tui.widgets.inbox.face import RowFace
from support_tui.wire.values import Priority, Status

#: Looks are component classes of the inbox without their prefix.
LOOKS: Final = (
    "row", "strong", "muted", "faint", "unread", "tag", "mark", "mine", "viewer", "urgent", "high",
    "open", "in-progress", "awaiting-reply", "closed", "snoozed", "cursor-bar",
)  # fmt: skip

_STATUS_GLYPH: Final = {
    Status.OPEN: "●",
    Status.IN_PROGRESS: "◐",
    Status.AWAITING_REPLY: "○",
    Status.CLOSED: "✓",
}
_PRIORITY: Final = {
    Priority.URGENT: ("‼", "urgent"),
    Priority.HIGH: ("!", "high"),
    Priority.NORMAL: (" ", "row"),
    Priority.LOW: ("↓", "faint"),
}
_SKELETON: Final = "─"
_PLAIN: Final = TextMode()


class Piece(NamedTuple):
    """Neighbouring cells of one look."""

    text: str
    look: str


class Pen:
    """Collects pieces of a line and keeps count of the cells used."""

    def __init__(self, width: int, mode: TextMode) -> None:
        self.width = width
        self.pieces: list[Piece] = []
        self.used = 0
        self._mode = mode

    @property
    def room(self) -> int:
        return self.width - self.used

    def put(self, text: str, look: str) -> None:
        """Text of ours whose cells are known to fit: glyphs and blanks."""
        self.pieces.append(Piece(text, look))
        self.used += cell_width(text)

    def field(self, text: str, cells: int, look: str, *, is_right: bool = False) -> None:
        """A foreign text in exactly `cells` cells: cut at its logical end, put into visual order by itself."""
        cells = min(cells, self.room)
        if cells > 0:
            self.pieces.append(Piece(field(text, cells, self._mode, "right" if is_right else "left"), look))
            self.used += cells

    def words(self, text: str, look: str) -> None:
        """A foreign text in as many cells as it needs, at most what is left."""
        self.field(text, cell_width(truncate(text, self.room)), look)

    def done(self) -> tuple[Piece, ...]:
        if self.room > 0:
            self.pieces.append(Piece(" " * self.room, "row"))
        return tuple(self.pieces)


def paint_row(
    face: RowFace, columns: Columns, width: int, mode: TextMode, *, is_marked: bool, is_cursor: bool
) -> tuple[tuple[Piece, ...], ...]:
    """The lines of a row, one or two as the columns say."""
    if columns.lines == 1:
        return (_one_line(face, columns, Pen(width, mode), is_marked, is_cursor),)
    return (
        _upper_line(face, columns, Pen(width, mode), is_marked, is_cursor),
        _lower_line(face, columns, Pen(width, mode), is_marked, is_cursor),
    )


def _gutter(pen: Pen, is_marked: bool, is_cursor: bool) -> None:
    pen.put("▌" if is_cursor else " ", "cursor-bar")
    pen.put("✔" if is_marked else " ", "mark")


def _flags(face: RowFace, pen: Pen) -> None:
    """Unread and priority, so that they can be told apart without colour too."""
    pen.put("•" if face.is_unread else " ", "unread")
    pen.put(*_PRIORITY[face.priority])
    pen.put(" ", "row")


def _name_look(face: RowFace) -> str:
    return "strong" if face.is_unread else "row"


def _status_look(face: RowFace) -> str:
    return "snoozed" if face.is_snoozed else face.status.value.replace("_", "-")


def _status_glyph(face: RowFace) -> str:
    return "z" if face.is_snoozed else _STATUS_GLYPH[face.status]


def _age_look(face: RowFace) -> str:
    return "row" if face.is_waiting else "faint"


def _assignee(face: RowFace, pen: Pen, cells: int) -> None:
    """Who has it; somebody who is in it right now is worth more than the name."""
    if face.viewers:
        pen.field(face.viewers, cells, "viewer")
    else:
        pen.field(
            face.assignee or "·", cells, "mine" if face.is_mine else "muted" if face.assignee else "faint"
        )


def _one_line(
    face: RowFace, columns: Columns, pen: Pen, is_marked: bool, is_cursor: bool
) -> tuple[Piece, ...]:
    _gutter(pen, is_marked, is_cursor)
    _flags(face, pen)
    pen.field(face.customer, columns.customer, _name_look(face))
    pen.put(" ", "row")
    _subject(face, pen, columns.subject)
    pen.put(" ", "row")
    _status(face, pen, columns.status)
    pen.put(" ", "row")
    _assignee(face, pen, columns.assignee)
    pen.put("…" if face.is_pending else " ", "faint")
    pen.field(face.age, columns.age, _age_look(face), is_right=True)
    return pen.done()


def _upper_line(
    face: RowFace, columns: Columns, pen: Pen, is_marked: bool, is_cursor: bool
) -> tuple[Piece, ...]:
    _gutter(pen, is_marked, is_cursor)
    _flags(face, pen)
    tags = _tag_text(face.tags, max(0, columns.customer - cell_width(face.customer) - 2))
    pen.field(face.customer, columns.customer - cell_width(tags), _name_look(face))
    pen.words(tags, "tag")
    pen.put("…" if face.is_pending else " ", "faint")
    pen.field(face.age, columns.age, _age_look(face), is_right=True)
    return pen.done()


def _lower_line(
    face: RowFace, columns: Columns, pen: Pen, is_marked: bool, is_cursor: bool
) -> tuple[Piece, ...]:
    pen.put("▌" if is_cursor else " ", "cursor-bar")
    pen.put(" ", "row")
    pen.put(_status_glyph(face), _status_look(face))
    pen.put("⌁" if face.has_attachment else " ", "faint")
    pen.put(" ", "row")
    has_name = bool(columns.assignee and (face.assignee or face.viewers))
    _words(face, pen, pen.room - (columns.assignee + 1 if has_name else 0))
    if has_name:
        pen.put(" ", "row")
        _assignee_right(face, pen, columns.assignee)
    return pen.done()


def _assignee_right(face: RowFace, pen: Pen, cells: int) -> None:
    if face.viewers:
        pen.field(face.viewers, cells, "viewer", is_right=True)
    else:
        pen.field(face.assignee, cells, "mine" if face.is_mine else "muted", is_right=True)


def _status(face: RowFace, pen: Pen, cells: int) -> None:
    pen.put(_status_glyph(face), _status_look(face))
    if cells > 2:
        pen.put(" ", "row")
        pen.field(face.status_word, cells - 2, _status_look(face))


def _subject(face: RowFace, pen: Pen, cells: int) -> None:
    """Title and preview, then the tags at the right end of the column."""
    tags = _tag_text(face.tags, cells // 3)
    clip = "⌁ " if face.has_attachment else ""
    _words(face, pen, cells - cell_width(tags) - cell_width(clip))
    pen.put(clip, "faint")
    pen.words(tags, "tag")


def _words(face: RowFace, pen: Pen, cells: int) -> None:
    """The title, and the preview in what the title leaves."""
    title = min(cell_width(face.title), cells)
    left = cells - title
    if left < 8 or not face.preview:
        pen.field(face.title, cells, _name_look(face))
        return
    pen.field(face.title, title, _name_look(face))
    pen.put("  ", "row")
    pen.field(face.preview, left - 2, "muted")


@lru_cache(2048)
def _tag_text(tags: tuple[str, ...], cells: int) -> str:
    """As many tags as fit, each with a sign before it; an ellipsis stands for those left out."""
    text = ""
    for tag in tags:
        longer = f"{text} #{tag}"
        if cell_width(longer) > cells:
            return f"{text} {ELLIPSIS}" if cell_width(text) + 2 <= cells else text
        text = longer
    return text


def paint_skeleton(
    position: int, columns: Columns, width: int, *, is_cursor: bool
) -> tuple[tuple[Piece, ...], ...]:
    """A row whose page is on its way: bars of varying length where its texts will stand."""
    lines = []
    for line in range(columns.lines):
        pen = Pen(width, _PLAIN)
        pen.put("▌" if is_cursor else " ", "cursor-bar")
        pen.put("    ", "row")
        share = (5, 8, 6, 9, 7)[(position * columns.lines + line) % 5]
        pen.put(_SKELETON * max(0, min(pen.room - 6, width * share // 12)), "faint")
        lines.append(pen.done())
    return tuple(lines)
