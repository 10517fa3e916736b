"""Which queues are on show where not all fit."""

from hypothesis import given
from hypothesis import strategies as st

from support_tui.widgets.tabs import counted, shown_between


@given(st.lists(st.integers(4, 24), min_size=1, max_size=30), st.data(), st.integers(40, 200))
def test_the_chosen_tab_is_always_on_show(cells, data, width):
    """Whatever fits is shown whole, the chosen one first of all; what is on show leaves room for the marks at its ends."""
    chosen = data.draw(st.integers(0, len(cells) - 1))
    first, stop = shown_between(cells, chosen, width)
    assert 0 <= first <= chosen < stop <= len(cells)
    assert sum(cells[first:stop]) + 4 * (first > 0) + 4 * (stop < len(cells)) <= width


def test_all_are_on_show_where_all_fit():
    """No marks, nothing left out."""
    assert shown_between([10, 10, 10], 2, 30) == (0, 3)


def test_the_last_tab_scrolls_the_first_ones_out():
    """Three of ten cells in thirty leave a mark at the left."""
    assert shown_between([10] * 5, 4, 36) == (2, 5)
    assert shown_between([10] * 5, 0, 36) == (0, 3)


def test_badges_are_short():
    """Nothing for nothing, thousands from ten thousand on."""
    assert [counted(n) for n in (None, 0, 7, 9_999, 10_000, 1_234_567)] == [
        "",
        "",
        "7",
        "9999",
        "10k",
        "1234k",
    ]
