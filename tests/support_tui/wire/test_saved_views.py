"""Saved views by themselves: what stands in a tab, whose it is, and the order of tabs."""

from hypothesis import given
from hypothesis import strategies as st

from support_tui.wire import codec
from support_tui.wire.order import Sort
from support_tui.wire.saved_views import ListColumn, SavedView, arranged, view_id_of

TABS = st.lists(st.sampled_from([*"abcdefgh", "view:1", "view:2", "mailbox:1"]), unique=True)
VIEWS = st.builds(
    SavedView,
    id=st.integers(1, 9),
    name=st.text(max_size=20),
    queue=st.sampled_from(["all", "mine", "mailbox:3"]),
    query=st.text(max_size=30),
    sort=st.sampled_from(list(Sort)),
    columns=st.lists(st.sampled_from(list(ListColumn)), unique=True).map(tuple),
    owner_id=st.none() | st.integers(1, 5),
    is_shared=st.booleans(),
)


@given(TABS, st.lists(st.sampled_from([*"abcdxyz", "view:1", "view:9"])))
def test_an_order_never_loses_or_doubles_a_tab(tabs: list[str], order: list[str]) -> None:
    """Whatever an order names, the tabs are all there once, and those it names stand in its order."""
    result = arranged(tabs, order)
    assert sorted(result) == sorted(tabs)
    named = [tab for tab in dict.fromkeys(order) if tab in tabs]
    assert [tab for tab in result if tab in named] == named


@given(TABS)
def test_an_order_that_was_read_back_changes_nothing(tabs: list[str]) -> None:
    """The order on show, saved, is the order on show; none is the order all begin with."""
    assert arranged(tabs, tabs) == tabs
    assert arranged(tabs, ()) == tabs


def test_a_new_tab_joins_where_it_would_stand() -> None:
    """A view that an order does not know yet stands behind its neighbour, wherever that was put."""
    assert arranged(["mine", "all", "view:1", "view:2"], ["all", "view:1", "mine"]) == [
        "all", "view:1", "view:2", "mine",
    ]  # fmt: skip


@given(VIEWS)
def test_a_view_comes_back_from_the_wire_as_it_was(view: SavedView) -> None:
    """Encoding and decoding loses nothing."""
    assert codec.decode(codec.encode(view), SavedView) == view


def test_a_tab_tells_its_view() -> None:
    """Queues are no views, and a number that is none names nothing."""
    assert view_id_of(SavedView(7, "Late", "all").tab) == 7
    assert [view_id_of(tab) for tab in ("mine", "mailbox:7", "view:", "view:x", "view:²")] == [None] * 5
