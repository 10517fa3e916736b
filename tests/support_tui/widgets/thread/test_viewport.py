"""Which lines of a thread are on screen."""

from hypothesis import given
from hypothesis import strategies as st

from support_tui.widgets.thread.viewport import Row, Viewport

HEIGHTS = st.lists(st.integers(1, 9), min_size=1, max_size=40)


def a_viewport(heights: list[int], height: int, *, estimate: int = 3) -> Viewport:
    """A window over entries whose estimates are all the same and mostly wrong."""
    viewport = Viewport(lambda index: heights[index])
    viewport.height = height
    viewport.replace([estimate] * len(heights), Row(0, 0))
    return viewport


def all_rows(heights: list[int]) -> list[Row]:
    return [Row(entry, line) for entry, height in enumerate(heights) for line in range(height)]


@given(HEIGHTS, st.integers(1, 30), st.lists(st.integers(-40, 40), max_size=20))
def test_moving_by_lines_is_exact_whatever_was_estimated(
    heights: list[int], height: int, moves: list[int]
) -> None:
    """Every move shows exactly the lines so many further on, and stops at the ends."""
    viewport = a_viewport(heights, height)
    rows = all_rows(heights)
    last_top = max(0, len(rows) - height)
    top = 0
    for lines in moves:
        viewport.move(lines)
        top = max(0, min(top + lines, last_top))
        assert viewport.rows() == rows[top : top + height]


@given(HEIGHTS, st.integers(1, 30))
def test_the_end_shows_the_last_line_on_the_last_row(heights: list[int], height: int) -> None:
    """At the end no row below the last line is empty, unless the thread is shorter than the screen."""
    viewport = a_viewport(heights, height)
    viewport.to_end()
    assert viewport.rows() == all_rows(heights)[-height:]
    assert viewport.is_at_end()


@given(HEIGHTS, st.integers(1, 30), st.data())
def test_showing_a_row_brings_it_on_screen(heights: list[int], height: int, data: st.DataObject) -> None:
    """A row that is asked for is on screen afterwards, and one that was on screen moves nothing."""
    viewport = a_viewport(heights, height)
    row = data.draw(st.sampled_from(all_rows(heights)))
    viewport.show(row)
    before = viewport.rows()
    assert row in before
    viewport.show(row)
    assert viewport.rows() == before


@given(HEIGHTS, st.integers(1, 30), st.integers(0, 400))
def test_a_dragged_scrollbar_always_lands_on_lines(heights: list[int], height: int, position: int) -> None:
    """Whatever the scrollbar says, the screen is full of lines that exist."""
    viewport = a_viewport(heights, height, estimate=7)
    viewport.move_to_position(position)
    rows = viewport.rows()
    assert len(rows) == min(height, sum(heights))
    assert set(rows) <= set(all_rows(heights))


def test_an_empty_thread_has_no_rows() -> None:
    """Nothing loaded is nothing shown."""
    viewport = Viewport(lambda index: 1)
    assert viewport.rows() == []
    assert viewport.total == 0
