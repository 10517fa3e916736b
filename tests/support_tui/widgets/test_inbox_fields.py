"""Columns that were chosen for a list: they fit whatever its width, in the order they were given."""

from hypothesis import given
from hypothesis import strategies as st

from support_tui.text.cells import cell_width
from support_tui.text.display import TextMode
from support_tui.widgets.inbox.columns import ONE_LINE_CELLS, columns_for
from support_tui.widgets.inbox.face import RowFace
from support_tui.widgets.inbox.fields import fields_for
from support_tui.widgets.inbox.paint import paint_row
from support_tui.wire.saved_views import ListColumn
from support_tui.wire.values import Priority, Status

CHOSEN = st.lists(st.sampled_from(list(ListColumn)), unique=True, min_size=1).map(tuple)


def a_face(**fields: object) -> RowFace:
    facts = {
        "id": 41, "customer": "سارة علي", "title": "طلب استرداد refund #9981", "preview": "مرحبًا", "status": Status.OPEN,
        "status_word": "open", "age": "3d", "assignee": "Omar", "tags": ("billing", "فاتورة"), "priority": Priority.HIGH,
        "values": {ListColumn.NUMBER: "#41", ListColumn.MAILBOX: "صندوق الدعم الفني", ListColumn.WAITING: "3d"},
    }  # fmt: skip
    return RowFace(**(facts | fields))  # type: ignore[arg-type]


@given(CHOSEN, st.integers(ONE_LINE_CELLS, 260), st.booleans(), st.booleans())
def test_a_row_fills_its_width_exactly(
    chosen: tuple[ListColumn, ...], width: int, is_marked: bool, is_cursor: bool
) -> None:
    """Any columns in any order at any width: the pieces are as wide as the list, and one line high."""
    columns = columns_for(width, chosen)
    (line,) = paint_row(a_face(), columns, width, TextMode(), is_marked=is_marked, is_cursor=is_cursor)
    assert sum(cell_width(piece.text) for piece in line) == width


@given(CHOSEN, st.integers(ONE_LINE_CELLS, 260), st.booleans())
def test_what_fits_stands_in_the_order_it_was_given(
    chosen: tuple[ListColumn, ...], width: int, is_roomy: bool
) -> None:
    """Title and preview always stay; of the others the last are left out first, and none is there twice."""
    fields = [column for column, _ in fields_for(chosen, width, is_roomy=is_roomy)]
    assert fields == [column for column in chosen if column in fields]
    assert {ListColumn.TITLE, ListColumn.PREVIEW} & set(chosen) <= set(fields)


def test_narrow_lists_stay_as_they_are() -> None:
    """Two lines a row, whatever was chosen."""
    assert columns_for(60, (ListColumn.NUMBER,)) == columns_for(60)


def test_chosen_columns_show_what_no_list_shows_by_itself() -> None:
    """The number and the mailbox stand where they were put."""
    chosen = (ListColumn.NUMBER, ListColumn.TITLE, ListColumn.MAILBOX)
    face = a_face(values={ListColumn.NUMBER: "#41", ListColumn.MAILBOX: "Sales"}, title="Refund")
    (line,) = paint_row(face, columns_for(100, chosen), 100, TextMode(), is_marked=False, is_cursor=False)
    text = "".join(piece.text for piece in line)
    assert text.index("#41") < text.index("Refund") < text.index("Sales")
