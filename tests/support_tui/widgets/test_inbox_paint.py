"""Rows of the inbox fill their line exactly, whatever stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_tui.text.cells import cell_width
from support_tui.text.display import TextMode
from support_tui.widgets.inbox.columns import columns_for
from support_tui.widgets.inbox.face import RowFace
from support_tui.widgets.inbox.paint import paint_row, paint_skeleton
from support_tui.wire.values import Priority, Status

TEXTS = st.text(
    st.sampled_from("ab cX9-#أحمدسُ ٣(שלום)李ü") , max_size=60
)  # fmt: skip
FACES = st.builds(
    RowFace,
    id=st.integers(1, 99),
    customer=TEXTS,
    title=TEXTS,
    preview=TEXTS,
    status=st.sampled_from(Status),
    status_word=st.just("in progress"),
    age=st.sampled_from(["now", "5m", "13h", "2y"]),
    is_unread=st.booleans(),
    is_pending=st.booleans(),
    priority=st.sampled_from(Priority),
    assignee=TEXTS,
    tags=st.lists(TEXTS, max_size=4).map(tuple),
    viewers=TEXTS,
    is_snoozed=st.booleans(),
    has_attachment=st.booleans(),
)


@given(FACES, st.integers(24, 220), st.booleans(), st.booleans())
def test_every_line_is_exactly_as_wide_as_the_pane(face, width, is_marked, is_cursor):
    """Nothing tears the pane beside it, in any script."""
    columns = columns_for(width)
    lines = paint_row(face, columns, width, TextMode(), is_marked=is_marked, is_cursor=is_cursor)
    assert len(lines) == columns.lines
    for line in lines:
        assert sum(cell_width(piece.text) for piece in line) == width


@pytest.mark.parametrize("width", [24, 44, 83, 84, 120, 200])
def test_a_skeleton_is_as_wide_as_a_row(width):
    """What stands in for a row that is not loaded takes the same cells."""
    for position in range(5):
        for line in paint_skeleton(position, columns_for(width), width, is_cursor=False):
            assert sum(cell_width(piece.text) for piece in line) == width


def test_state_can_be_told_without_colour():
    """Unread, urgent, marked and closed each have a sign of their own."""
    face = RowFace(
        1, "Sara", "Refund", "", Status.CLOSED, "closed", "2d", is_unread=True, priority=Priority.URGENT
    )
    lines = paint_row(face, columns_for(120), 120, TextMode(), is_marked=True, is_cursor=True)
    text = "".join(piece.text for piece in lines[0])
    assert all(sign in text for sign in ("▌", "✔", "•", "‼", "✓"))


def test_fields_of_both_directions_do_not_disturb_each_other():
    """An Arabic name before an English title stays in its column, turned by itself."""
    face = RowFace(1, "أحمد", "Order 55", "", Status.OPEN, "open", "2d")
    upper, lower = paint_row(
        face, columns_for(60), 60, TextMode(forms=False), is_marked=False, is_cursor=False
    )
    assert "".join(piece.text for piece in upper)[5:9] == "دمحأ"
    assert "Order 55" in "".join(piece.text for piece in lower)
