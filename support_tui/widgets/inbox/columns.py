"""Where the parts of an inbox row stand at a given width, in cells. Pure."""

import msgspec

from support_tui.widgets.inbox.fields import Field, fields_for
from support_tui.wire.saved_views import ListColumn

#: From this width on a row fits on one line.
ONE_LINE_CELLS = 84
#: Cells at the left of every line: the cursor bar and the mark, then a blank.
GUTTER_CELLS = 2
_ROOMY_CELLS = 120


class Columns(msgspec.Struct, frozen=True):
    """Widths of the fields of a row; 0 leaves a field out. `subject` takes what the others leave."""

    lines: int
    customer: int
    subject: int
    status: int
    assignee: int
    age: int = 4
    flags: int = 3
    """Priority and attachment."""
    chosen: tuple[Field, ...] = ()
    """Where somebody chose the columns: those, instead of all of the above."""


def columns_for(width: int, chosen: tuple[ListColumn, ...] = ()) -> Columns:
    """One line a row where there is room for every field, in the chosen columns if there are any; otherwise two: who and when, then what
    and how it stands."""
    if width < ONE_LINE_CELLS:
        inner = max(10, width - GUTTER_CELLS)
        assignee = 8 if inner >= 36 else 0
        tail = 2 + (assignee + 1 if assignee else 0)
        return Columns(2, max(4, inner - 3 - 1 - 4), max(4, inner - 2 - tail), 1, assignee)
    roomy = width >= _ROOMY_CELLS
    customer, status, assignee = (22, 13, 12) if roomy else (16, 1, 8)
    if chosen:
        fields = fields_for(chosen, width, is_roomy=roomy)
        return Columns(1, customer, width, status, assignee, chosen=fields)
    taken = GUTTER_CELLS + 3 + customer + status + assignee + 4 + 4
    return Columns(1, customer, width - taken, status, assignee)
