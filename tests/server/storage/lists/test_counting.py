"""How many a list holds: exact as far as it is counted, alike for every way in, and never longer than it may take."""

import pytest

from server.storage import lists
from server.storage.lists import Counted
from tests.server.storage.conftest import ReadDesk

ASKED = (
    ("all", ""), ("mine", ""), ("anywhere", ""), ("all", "tag:billing"), ("all", "tag:billing,refund,vip"),
    ("all", "assignee:me"), ("all", "status:open priority:>=high"), ("closed", "last:<30d"), ("anywhere", "-is:closed"),
    ("all", "is:unread"), ("anywhere", 'customer:"nora"'), ("all", "waiting:>1h OR tag:vip"), ("anywhere", "tag:none"),
)  # fmt: skip


def counted(desk: ReadDesk, queue: str, text: str, **options: object) -> Counted:
    return lists.count(
        desk.connection, desk.counters, desk.query(queue, text), desk.viewer, now_at=desk.now_at, **options
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(("queue", "text"), ASKED)
def test_the_number_is_the_length_of_the_list(desk: ReadDesk, queue: str, text: str) -> None:
    """Counted by rows one by one or known from the kept counts; a conversation with two of the tags counts once."""
    assert counted(desk, queue, text, seconds=5.0) == Counted(len(desk.expected(queue, text)))


@pytest.mark.parametrize(("queue", "text"), [("all", "tag:billing"), ("anywhere", "-tag:none")])
def test_counting_ends_at_its_bound(desk: ReadDesk, queue: str, text: str) -> None:
    """More than the bound is told as the bound and a plus; just the bound is exact."""
    length = len(desk.expected(queue, text))
    assert length > 2
    assert counted(desk, queue, text, seconds=5.0, up_to=length - 1) == Counted(length - 1, has_more=True)
    assert counted(desk, queue, text, seconds=5.0, up_to=length) == Counted(length)


@pytest.mark.parametrize("text", ["refund", "refund order", "refund tag:billing", "nosuchwordatall"])
def test_words_are_counted_too(desk: ReadDesk, text: str) -> None:
    """Free words are found by their forms, which only the list itself knows."""
    page = desk.page("anywhere", text, limit=200)
    found = counted(desk, "anywhere", text, seconds=5.0)
    if page.total is not None:
        assert found == Counted(page.total)
    else:
        assert found.count >= len(page.rows)


def test_only_what_the_viewer_may_see_is_counted(desk: ReadDesk) -> None:
    """Mailboxes narrow every number."""
    narrow = desk.seen_with(frozenset({1}))
    assert counted(narrow, "all", "tag:billing", seconds=5.0) == Counted(
        len(narrow.expected("all", "tag:billing"))
    )


def test_a_number_that_takes_too_long_is_the_least_it_can_be(desk: ReadDesk) -> None:
    """Stopped at once, it says that there is more."""
    found = counted(desk, "anywhere", "-tag:none", seconds=0.0)
    assert found.has_more
    assert found.count <= len(desk.expected("anywhere", "-tag:none"))
