"""The pen that writes a row's pieces into its cells, and the parts of a row that every layout paints alike; knows no layout."""

from functools import lru_cache
from typing import Final, NamedTuple

from support_tui.text.cells import ELLIPSIS, cell_width, truncate
from support_tui.text.display import TextMode, field
from support_tui.widgets.inbox.face import RowFace
from support_tui.wire.values import Priority, Status

_STATUS_GLYPH: Final = {
    Status.OPEN: "●",
    Status.IN_PROGRESS: "◐",
    Status.AWAITING_REPLY: "○",
    Status.CLOSED: "✓",
}
PRIORITY: Final = {
    Priority.URGENT: ("‼", "urgent"),
    Priority.HIGH: ("!", "high"),
    Priority.NORMAL: (" ", "row"),
    Priority.LOW: ("↓", "faint"),
}


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


def gutter(pen: Pen, is_marked: bool, is_cursor: bool) -> None:
    pen.put("▌" if is_cursor else " ", "cursor-bar")
    pen.put("✔" if is_marked else " ", "mark")


def name_look(face: RowFace) -> str:
    return "strong" if face.is_unread else "row"


def status_look(face: RowFace) -> str:
    return "snoozed" if face.is_snoozed else face.status.value.replace("_", "-")


def status_glyph(face: RowFace) -> str:
    return "z" if face.is_snoozed else _STATUS_GLYPH[face.status]


def age_look(face: RowFace) -> str:
    return "row" if face.is_waiting else "faint"


def assignee(face: RowFace, pen: Pen, cells: int) -> None:
    """Who has it; somebody who is in it right now is worth more than the name."""
    if face.viewers:
        pen.field(face.viewers, cells, "viewer")
    else:
        pen.field(
            face.assignee or "·", cells, "mine" if face.is_mine else "muted" if face.assignee else "faint"
        )


def status(face: RowFace, pen: Pen, cells: int) -> None:
    pen.put(status_glyph(face), status_look(face))
    if cells > 2:
        pen.put(" ", "row")
        pen.field(face.status_word, cells - 2, status_look(face))


@lru_cache(2048)
def tag_text(tags: tuple[str, ...], cells: int) -> str:
    """As many tags as fit, each with a sign before it; an ellipsis stands for those left out."""
    text = ""
    for tag in tags:
        longer = f"{text} #{tag}"
        if cell_width(longer) > cells:
            return f"{text} {ELLIPSIS}" if cell_width(text) + 2 <= cells else text
        text = longer
    return text
