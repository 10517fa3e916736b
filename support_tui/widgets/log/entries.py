"""Entries of the change log as lines of one width; pure but for the words of i18n."""

from typing import NamedTuple

from support_tui import i18n
from support_tui.store.replica import Replica
from support_tui.text.display import TextMode
from support_tui.widgets.bidi_runs import Line, Piece, lay_out, side_by_side
from support_tui.widgets.event_words import author, before_after, phrase
from support_tui.wire.events import Recorded

WHEN_CELLS = 15
_LEAST_SUBJECT_CELLS = 24


class LogLine(NamedTuple):
    """A line of the log and the entry it belongs to."""

    line: Line
    entry: int
    indent: int


def entry_lines(
    replica: Replica, recorded: Recorded, subject: str, width: int, mode: TextMode, now: int
) -> list[tuple[Line, int]]:
    """When, who and what on the first line, `before → after` below it; gives lines with their indents.

    `subject` says which conversation it was, at the right end; empty where all are of one."""
    base = int(i18n.current().is_rtl)
    when = side_by_side([Piece(i18n.moment(recorded.at, now), "when")], mode, WHEN_CELLS - 1)
    words = i18n.isolated_text(
        "event-by", name=author(replica, recorded), what=phrase(replica, recorded.event, now)
    )
    room = width - WHEN_CELLS
    right_cells = min(max(_LEAST_SUBJECT_CELLS, room // 3), room // 2) if subject else 0
    right = side_by_side([Piece(subject, "subject")], mode, right_cells)
    what = side_by_side([Piece(words, "what")], mode, max(8, room - right.cells - 2), base)
    gap = Piece(" " * (WHEN_CELLS - when.cells), "what")
    middle = Piece(" " * max(1, room - what.cells - right.cells), "what")
    pieces = (*when.pieces, gap, *what.pieces, middle, *right.pieces)
    head = Line(pieces, width, logical=f"{when.logical}{gap.text}{what.logical}{middle.text}{right.logical}")
    lines = [(head, 0)]
    values = before_after(replica, recorded.event, now)
    if values is not None:
        change = i18n.isolated_text("event-before-after", before=values[0], after=values[1])
        below = lay_out(change, max(10, room), mode, look="change", base=base)
        lines.extend((line._replace(is_right=False), WHEN_CELLS) for line in below)
    return lines
