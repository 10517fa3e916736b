"""Where the inbox stands while its list changes under it."""

from hypothesis import given
from hypothesis import strategies as st

from support_tui.widgets.inbox.view import Cursor, anchor_of, top_after


class Ids:
    """A list that is wholly loaded."""

    def __init__(self, ids):
        self.ids = list(ids)

    @property
    def total(self):
        return len(self.ids)

    def id_at(self, position):
        return self.ids[position] if 0 <= position < len(self.ids) else None

    def position_of(self, conversation_id):
        return self.ids.index(conversation_id) if conversation_id in self.ids else None


LISTS = st.lists(st.integers(1, 60), min_size=1, max_size=40, unique=True)


@given(LISTS, LISTS, st.integers(0, 39))
def test_the_cursor_stays_on_its_conversation(before, after, position):
    """Whatever comes, goes or moves: as long as the conversation is in the list, the cursor is on it."""
    cursor = Cursor()
    cursor.place(Ids(before), position)
    was_on = cursor.conversation_id
    cursor.follow(Ids(after))
    if was_on in after:
        assert cursor.conversation_id == was_on
        assert after[cursor.position] == was_on
    else:
        assert cursor.conversation_id == after[cursor.position]


@given(LISTS, st.lists(st.integers(61, 80), max_size=10, unique=True), st.integers(0, 39), st.integers(1, 12))
def test_what_arrives_above_does_not_move_the_screen(before, arrived, position, height):
    """The cursor's row keeps its line on the screen while rows arrive above it, unless the list stood at its very top."""
    cursor = Cursor()
    cursor.place(Ids(before), position)
    top = max(0, min(cursor.position - height // 2, len(before) - height))
    anchor = anchor_of(Ids(before), cursor, top, height)
    after = Ids([*arrived, *before])
    line_before = cursor.position - top
    cursor.follow(after)
    moved_top = top_after(after, anchor, top, height)
    if top > 0:
        assert cursor.position - moved_top == line_before
    assert 0 <= moved_top <= max(0, after.total - height)
    assert moved_top <= cursor.position < moved_top + height


def test_at_the_very_top_new_rows_are_seen():
    """A list that shows its beginning goes on showing its beginning."""
    cursor = Cursor()
    rows = Ids([1, 2, 3, 4, 5, 6])
    cursor.place(rows, 1)
    anchor = anchor_of(rows, cursor, 0, 4)
    assert top_after(Ids([9, 1, 2, 3, 4, 5, 6]), anchor, 0, 4) == 0


def test_where_the_conversation_has_left_the_cursor_takes_its_place():
    """The row that moved up is under the cursor then."""
    cursor = Cursor()
    cursor.place(Ids([1, 2, 3]), 1)
    cursor.follow(Ids([1, 3]))
    assert cursor.conversation_id == 3
    cursor.follow(Ids([1]))
    assert cursor.conversation_id == 1
