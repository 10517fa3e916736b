"""Which rows are marked, as rows are marked singly, all at once, and by a range that the cursor draws."""

from hypothesis import given
from hypothesis import strategies as st

from support_tui.widgets.inbox.marks import Marks

ROWS = range(1, 13)
_ROW = st.sampled_from(ROWS)


@given(marked=st.sets(_ROW), is_all=st.booleans(), began=_ROW, moves=st.lists(_ROW, max_size=8))
def test_a_range_is_what_the_cursor_holds_and_leaves_the_rest_alone(marked, is_all, began, moves):
    """Wherever the cursor went meanwhile, marked is what was before, and what lies between the beginning and where it stands."""
    marks = Marks()
    if is_all:
        marks.mark_all(ROWS)
    for row in marked:
        marks.toggle(row)
    before = {row for row in ROWS if row in marks}
    marks.begin_range(began)
    for at in moves:
        low, high = sorted((began, at))
        marks.stretch_range(range(low, high + 1))
    low, high = sorted((began, moves[-1] if moves else began))
    wanted = before | set(range(low, high + 1))
    marks.end_range()
    assert {row for row in ROWS if row in marks} == wanted
    assert marks.count(len(ROWS)) == len(wanted)


def test_a_range_that_is_over_is_drawn_no_further():
    """The next range begins anew and takes nothing of the last one back."""
    marks = Marks()
    marks.begin_range(2)
    marks.stretch_range((2, 3, 4))
    marks.end_range()
    marks.begin_range(8)
    marks.stretch_range((7, 8))
    marks.stretch_range((8,))
    assert marks.ids == {2, 3, 4, 8}
