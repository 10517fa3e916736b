"""A row of the inbox as styled pieces of exact width; knows no store and no scrolling.

A piece names a look, not a colour; the widget turns looks into styles once for each theme.
"""

from typing import Final

from support_tui.text.cells import cell_width
from support_tui.text.display import TextMode
from support_tui.widgets.inbox.columns import Columns
from support_tui.widgets.inbox.face import RowFace
from support_tui.widgets.inbox.fields import chosen_line
from support_tui.widgets.inbox.pen import (
    PRIORITY,
    Pen,
    Piece,
    age_look,
    assignee,
    gutter,
    name_look,
    status,
    status_glyph,
    status_look,
    tag_text,
)

#: Looks are component classes of the inbox without their prefix.
LOOKS: Final = (
    "row", "strong", "muted", "faint", "unread", "tag", "mark", "mine", "viewer", "urgent", "high",
    "open", "in-progress", "awaiting-reply", "closed", "snoozed", "cursor-bar",
)  # fmt: skip

_SKELETON: Final = "─"
_PLAIN: Final = TextMode()


def paint_row(
    face: RowFace, columns: Columns, width: int, mode: TextMode, *, is_marked: bool, is_cursor: bool
) -> tuple[tuple[Piece, ...], ...]:
    """The lines of a row, one or two as the columns say."""
    if columns.chosen:
        pen = Pen(width, mode)
        return (chosen_line(face, columns.chosen, pen, is_marked=is_marked, is_cursor=is_cursor),)
    if columns.lines == 1:
        return (_one_line(face, columns, Pen(width, mode), is_marked, is_cursor),)
    return (
        _upper_line(face, columns, Pen(width, mode), is_marked, is_cursor),
        _lower_line(face, columns, Pen(width, mode), is_marked, is_cursor),
    )


def _flags(face: RowFace, pen: Pen) -> None:
    """Unread and priority, so that they can be told apart without colour too."""
    pen.put("•" if face.is_unread else " ", "unread")
    pen.put(*PRIORITY[face.priority])
    pen.put(" ", "row")


def _one_line(
    face: RowFace, columns: Columns, pen: Pen, is_marked: bool, is_cursor: bool
) -> tuple[Piece, ...]:
    gutter(pen, is_marked, is_cursor)
    _flags(face, pen)
    pen.field(face.customer, columns.customer, name_look(face))
    pen.put(" ", "row")
    _subject(face, pen, columns.subject)
    pen.put(" ", "row")
    status(face, pen, columns.status)
    pen.put(" ", "row")
    assignee(face, pen, columns.assignee)
    pen.put("…" if face.is_pending else " ", "faint")
    pen.field(face.age, columns.age, age_look(face), is_right=True)
    return pen.done()


def _upper_line(
    face: RowFace, columns: Columns, pen: Pen, is_marked: bool, is_cursor: bool
) -> tuple[Piece, ...]:
    gutter(pen, is_marked, is_cursor)
    _flags(face, pen)
    tags = tag_text(face.tags, max(0, columns.customer - cell_width(face.customer) - 2))
    pen.field(face.customer, columns.customer - cell_width(tags), name_look(face))
    pen.words(tags, "tag")
    pen.put("…" if face.is_pending else " ", "faint")
    pen.field(face.age, columns.age, age_look(face), is_right=True)
    return pen.done()


def _lower_line(
    face: RowFace, columns: Columns, pen: Pen, is_marked: bool, is_cursor: bool
) -> tuple[Piece, ...]:
    pen.put("▌" if is_cursor else " ", "cursor-bar")
    pen.put(" ", "row")
    pen.put(status_glyph(face), status_look(face))
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


def _subject(face: RowFace, pen: Pen, cells: int) -> None:
    """Title and preview, then the tags at the right end of the column."""
    tags = tag_text(face.tags, cells // 3)
    clip = "⌁ " if face.has_attachment else ""
    _words(face, pen, cells - cell_width(tags) - cell_width(clip))
    pen.put(clip, "faint")
    pen.words(tags, "tag")


def _words(face: RowFace, pen: Pen, cells: int) -> None:
    """The title, and the preview in what the title leaves."""
    title = min(cell_width(face.title), cells)
    left = cells - title
    if left < 8 or not face.preview:
        pen.field(face.title, cells, name_look(face))
        return
    pen.field(face.title, title, name_look(face))
    pen.put("  ", "row")
    pen.field(face.preview, left - 2, "muted")


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
