"""Columns that somebody has chosen for a list: how wide each is, which of them fit, and how a row is painted in them. Pure.

Title and preview share what the others leave; where that is too little, the last of the others are left out.
"""

from typing import Final

from support_tui.text.cells import cell_width
from support_tui.widgets.inbox.face import RowFace
from support_tui.widgets.inbox.pen import (
    PRIORITY,
    Pen,
    Piece,
    age_look,
    assignee,
    gutter,
    name_look,
    status,
    tag_text,
)
from support_tui.wire.saved_views import ListColumn

Field = tuple[ListColumn, int]
"""A column and its cells."""

#: Cells in a list of ordinary width, and in a roomy one.
_CELLS: Final[dict[ListColumn, tuple[int, int]]] = {
    ListColumn.PRIORITY: (1, 1),
    ListColumn.CUSTOMER: (16, 22),
    ListColumn.TAGS: (14, 22),
    ListColumn.STATUS: (1, 13),
    ListColumn.ASSIGNEE: (8, 12),
    ListColumn.VIEWERS: (8, 12),
    ListColumn.MAILBOX: (10, 14),
    ListColumn.CHANNEL: (6, 8),
    ListColumn.RATING: (6, 8),
    ListColumn.NUMBER: (8, 9),
    ListColumn.CREATED: (4, 4),
    ListColumn.LAST_CONTACT: (4, 4),
    ListColumn.WAITING: (4, 4),
}
_SHARES: Final = {ListColumn.TITLE: 3, ListColumn.PREVIEW: 2}
_LEAST_SHARE: Final = 14
#: The cursor, the mark, unread, and on its way to the server.
BEFORE_CELLS: Final = 4
_NUMBERS: Final = frozenset(
    (ListColumn.NUMBER, ListColumn.CREATED, ListColumn.LAST_CONTACT, ListColumn.WAITING)
)


def fields_for(chosen: tuple[ListColumn, ...], width: int, *, is_roomy: bool) -> tuple[Field, ...]:
    """The chosen columns that fit, in their order, each with its cells; all together with a blank between two take at most `width`."""
    kept = list(chosen)
    shares = [column for column in chosen if column in _SHARES]
    while len(kept) > len(shares) and _room(kept, width, is_roomy) < _LEAST_SHARE * len(shares):
        kept.remove(next(column for column in reversed(kept) if column not in _SHARES))
    room, parts = _room(kept, width, is_roomy), sum(_SHARES[column] for column in shares)
    cells: list[Field] = []
    for column in kept:
        if column in _SHARES:
            own = room * _SHARES[column] // parts
            room, parts = room - own, parts - _SHARES[column]
            cells.append((column, max(0, own)))
        else:
            cells.append((column, _CELLS[column][is_roomy]))
    return tuple(cells)


def _room(columns: list[ListColumn], width: int, is_roomy: bool) -> int:
    """What is left for title and preview."""
    fixed = sum(_CELLS[column][is_roomy] for column in columns if column not in _SHARES)
    return width - BEFORE_CELLS - fixed - len(columns)


def chosen_line(
    face: RowFace, fields: tuple[Field, ...], pen: Pen, *, is_marked: bool, is_cursor: bool
) -> tuple[Piece, ...]:
    """A row in the chosen columns."""
    gutter(pen, is_marked, is_cursor)
    pen.put("•" if face.is_unread else " ", "unread")
    pen.put("…" if face.is_pending else " ", "faint")
    for column, cells in fields:
        pen.put(" ", "row")
        _field(face, column, cells, pen)
    return pen.done()


def _field(face: RowFace, column: ListColumn, cells: int, pen: Pen) -> None:
    match column:
        case ListColumn.PRIORITY:
            pen.put(*PRIORITY[face.priority])
        case ListColumn.CUSTOMER:
            pen.field(face.customer, cells, name_look(face))
        case ListColumn.TITLE:
            clip = "⌁ " if face.has_attachment else ""
            pen.put(clip, "faint")
            pen.field(face.title, cells - cell_width(clip), name_look(face))
        case ListColumn.PREVIEW:
            pen.field(face.preview, cells, "muted")
        case ListColumn.TAGS:
            pen.field(tag_text(face.tags, cells).strip(), cells, "tag")
        case ListColumn.STATUS:
            status(face, pen, cells)
        case ListColumn.ASSIGNEE:
            assignee(face, pen, cells)
        case ListColumn.VIEWERS:
            pen.field(face.viewers, cells, "viewer")
        case _:
            look = age_look(face) if column is ListColumn.WAITING else "muted"
            pen.field(face.values.get(column, ""), cells, look, is_right=column in _NUMBERS)
