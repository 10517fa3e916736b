"""The copy on disk: it comes back as it was, and a broken one is set aside and said."""

from pathlib import Path

from msgspec.structs import replace

from support_tui.store import LinePhase, LineState, Store, keeping, select
from support_tui.store.cache import Cache
from support_tui.widgets.tabs import counted_tab
from support_tui.wire.frames import ViewCounts
from support_tui.wire.saved_views import SavedView, ViewCount
from support_tui.wire.views import Tag
from tests.support_tui.fakes import FakeDesk


def a_cache(path: Path) -> Cache:
    return Cache(path / "cache.db", lambda: 1)


def test_what_was_put_is_there_again(tmp_path: Path) -> None:
    """The last value of a key counts; what was deleted is gone."""
    cache = a_cache(tmp_path)
    cache.put("tag", "1", Tag(1, "old"))
    cache.put("tag", "1", Tag(1, "وسم"))
    cache.put("tag", "2", Tag(2, "gone"))
    cache.delete("tag", "2")
    cache.close()
    assert a_cache(tmp_path).read("tag", Tag) == [("1", Tag(1, "وسم"))]


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    """Customers' words lie in it."""
    assert a_cache(tmp_path).path.stat().st_mode & 0o077 == 0


def test_a_broken_copy_is_set_aside_and_said(tmp_path: Path) -> None:
    """Nothing is overwritten silently, and the console starts."""
    (tmp_path / "cache.db").write_bytes(b"this was never a database" * 100)
    cache = a_cache(tmp_path)
    assert "set aside" in cache.problem
    assert (tmp_path / "cache.db.broken").read_bytes().startswith(b"this was never")
    cache.put("tag", "1", Tag(1, "new"))
    cache.close()
    assert a_cache(tmp_path).read("tag", Tag) == [("1", Tag(1, "new"))]


def test_a_value_of_another_shape_is_left_out(tmp_path: Path) -> None:
    """After an update of the program."""
    cache = a_cache(tmp_path)
    cache.put("tag", "1", ["no", "tag"])
    cache.put("tag", "2", Tag(2, "login"))
    cache.flushed().result()
    assert cache.read("tag", Tag) == [("2", Tag(2, "login"))]
    cache.close()
    assert len(a_cache(tmp_path).read("tag", Tag)) == 1


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    """The copy does not grow with the years."""
    now = iter(range(100))
    cache = Cache(tmp_path / "cache.db", lambda: next(now))
    for number in range(10):
        cache.put("tag", str(number), Tag(number, "t"))
    cache.prune("tag", 3)
    cache.flushed().result()
    assert [key for key, _ in cache.read("tag", Tag)] == ["7", "8", "9"]
    cache.close()


def test_counts_of_views_are_there_without_a_line_and_look_old(tmp_path: Path) -> None:
    """As they were told last, by the next start too; with a line again they are as good as new."""
    desk = FakeDesk()
    desk.store.take_snapshot(replace(desk.snapshot(mine=2), views=(SavedView(7, "VIPs", "all", owner_id=1),)))
    desk.store.take_frames([ViewCounts((ViewCount(7, 12),))])
    cache = a_cache(tmp_path)
    keeping.keep_desk(cache, desk.store)
    cache.close()

    store = Store(desk.clock)
    assert keeping.load(a_cache(tmp_path), store)
    store.set_line(LineState(LinePhase.OFFLINE, desk.clock.now, reason="gone"))
    assert _badges(store) == {"mine": "~2", "view:7": "~12"}
    store.set_line(LineState(LinePhase.LIVE, desk.clock.now))
    assert _badges(store) == {"mine": "2", "view:7": "12"}


def _badges(store: Store) -> dict[str, str]:
    tabs = select.queue_tabs(store.replica)
    return {tab.id: counted_tab(tab) for tab in tabs if tab.id in ("mine", "view:7")}
