"""A list window against a plain sorted list: whatever happens, what it knows is true."""

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from support_tui.store.windows import END, ListWindow, PageRequest, Place, Segment, window_of
from support_tui.wire.order import Sort
from tests.support_tui.fakes import a_row

PAGE = 5


@dataclass
class Truth:
    """The server's list: every entry, in order."""

    places: dict[int, Place] = field(default_factory=dict)

    @property
    def ids(self) -> list[int]:
        return sorted(self.places, key=lambda entry: self.places[entry])

    def page(self, start: int, limit: int) -> ListWindow:
        ids = self.ids[start : start + limit]
        window = ListWindow(total=len(self.places), is_loaded=True)
        if ids:
            window._adopt(
                [Segment(start, [self.places[i] for i in ids], list(ids), f"b{ids[0]}", f"a{ids[-1]}")]
            )
        return window


def _agree(window: ListWindow, truth: Truth) -> None:
    """Nothing the window says is wrong."""
    ids = truth.ids
    assert window.total == len(ids)
    for position in range(len(ids)):
        assert window.id_at(position) in (None, ids[position])
    for position, entry in enumerate(ids):
        assert window.position_of(entry) in (None, position)
    loaded = [segment.ids for segment in window.segments]
    assert all(loaded) and sum(map(len, loaded)) == window.loaded_count


STEPS = st.lists(
    st.tuples(st.sampled_from(["load", "join", "leave", "move"]), st.integers(0, 60), st.integers(0, 40)),
    max_size=60,
)


@given(st.sets(st.integers(1, 60), max_size=40), STEPS)
@settings(deadline=None, max_examples=300)
def test_positions_never_lie(first: set[int], steps: list[tuple[str, int, int]]) -> None:
    """Pages loaded anywhere and entries joining, leaving and moving anywhere leave every known position exact."""
    truth = Truth({entry: (entry * 7 % 41, entry) for entry in first})
    window = ListWindow()
    window.merge(truth.page(0, PAGE))
    for what, entry, key in steps:
        _step(window, truth, what, entry + 1, key)
        if not window.is_stale:
            _agree(window, truth)
        else:
            window.merge(truth.page(key, PAGE))
            _agree(window, truth)


def _step(window: ListWindow, truth: Truth, what: str, entry: int, key: int) -> None:
    place = (key, entry)
    match what:
        case "load":
            window.merge(truth.page(key, PAGE))
        case "join" if entry not in truth.places:
            truth.places[entry] = place
            window.insert(entry, place)
        case "leave" if entry in truth.places:
            old = truth.places.pop(entry)
            if entry in window:
                window.remove(entry)
            else:
                window.remove_unloaded(old)
        case "move" if entry in truth.places:
            old, truth.places[entry] = truth.places[entry], place
            if entry in window:
                window.move(entry, place)
            elif old != place:
                window.remove_unloaded(old)
                window.insert(entry, place)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 20))
@settings(deadline=None)
def test_asking_for_what_is_missing_ends(total: int, start: int, height: int) -> None:
    """Loading the first missing page again and again shows the whole stretch after a few pages."""
    truth = Truth({entry: (entry, entry) for entry in range(1, total + 1)})
    window = ListWindow()
    for _ in range(20):
        requests = window.missing(start, start + height, page=PAGE)
        if not requests:
            break
        window.merge(truth.page(requests[0].start, requests[0].limit))
    assert window.ids_between(start, start + height) == truth.ids[start : start + height]


def test_a_page_next_to_a_loaded_one_is_asked_for_by_its_cursor() -> None:
    """Keyset pages cost the same at any depth, so they are preferred; the end of a list is asked for from behind."""
    truth = Truth({entry: (entry, entry) for entry in range(1, 31)})
    window = ListWindow()
    window.merge(truth.page(0, PAGE))
    assert window.missing(5, 8, page=PAGE) == [PageRequest(5, PAGE, after="a5")]
    assert window.missing(27, 30, page=PAGE) == [PageRequest(25, PAGE, before=END)]
    window.merge(truth.page(25, PAGE))
    assert window.missing(22, 30, page=PAGE) == [PageRequest(20, PAGE, before="b26")]


def test_a_cursor_is_forgotten_when_its_position_changes() -> None:
    """A page that was asked for behind a row that has moved since would land at a wrong position."""
    truth = Truth({entry: (entry, entry) for entry in range(1, 31)})
    window = ListWindow()
    window.merge(truth.page(0, PAGE))
    request = window.missing(5, 8, page=PAGE)[0]
    assert window.holds(request)
    window.insert(100, (0, 100))
    assert not window.holds(request)
    assert window.missing(6, 8, page=PAGE) == [PageRequest(6, PAGE)]


def test_a_list_of_unknown_length_grows_as_it_is_scrolled() -> None:
    """Where counting would take too long the list goes on as long as pages come."""
    window = ListWindow()
    first = window_of([a_row(i) for i in range(1, 6)], Sort.OLDEST, 0, 5)
    first.is_total_exact = False
    window.merge(first)
    assert window.missing(3, 8, page=PAGE) == [PageRequest(5, PAGE)]
    last = window_of([], Sort.OLDEST, 5, 5)
    window.merge(last)
    assert window.is_total_exact and window.missing(3, 8, page=PAGE) == []


def test_what_leaves_from_nobody_knows_where_makes_two_gaps_stale() -> None:
    """With one gap it can only have been there; with two nobody can tell."""
    truth = Truth({entry: (entry, entry) for entry in range(1, 31)})
    window = ListWindow()
    window.merge(truth.page(0, PAGE))
    window.remove_unloaded(None)
    assert (window.total, window.is_stale) == (29, False)
    window = ListWindow()
    window.merge(truth.page(10, PAGE))
    window.remove_unloaded(None)
    assert window.is_stale


def test_far_entries_are_let_go() -> None:
    """Memory does not grow with how far somebody has scrolled."""
    truth = Truth({entry: (entry, entry) for entry in range(1, 101)})
    window = ListWindow()
    window.merge(truth.page(0, 100))
    assert len(window.forget_far(50, 10)) == 80
    assert window.ids_between(40, 60) == truth.ids[40:60]
    assert window.id_at(39) is None and window.total == 100
