"""Lists are what the query language says of every row, from any place, and never walk the whole desk."""

import random
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.storage import lists
from server.storage.lists.compile import Asked, Condition, compile_parts
from server.storage.lists.drivers import Found
from server.storage.lists.streams import Stream
from server.storage.lists.walk import stream_statements
from server.storage.tables import rows
from support_tui.wire.order import Sort
from support_tui.wire.refusals import Refusal, RefusalCode
from tests.server.storage.conftest import ReadDesk

QUEUES = (
    "mine",
    "unassigned",
    "all",
    "following",
    "snoozed",
    "closed",
    "spam",
    "trash",
    "anywhere",
    "mailbox:1",
    "team:2",
)
FILTERS = (
    "", "status:open", "status:open assignee:me tag:billing", "priority:>=high", "-tag:spam-suspect has:attachment", "waiting:>4h",
    "customer:nora", "customer:نور", "is:unread", "is:read", "tag:none", "tag:billing,refund", "follower:me", "-assignee:me",
    "assignee:none OR tag:vip", "last:<60d", "created:<100d status:closed", "rating:bad,good", "rating:none", "channel:chat",
    "id:5,6,70", "team:billing", "team:none,billing", "-is:closed", "is:mine", "is:following", "assignee:#2,#3", "has:tag -has:title",
    "closed:<300d", "-(status:open tag:billing)", "waiting:<900d", "has:reply priority:normal,low", "is:merged", "sla:none",
)  # fmt: skip


@pytest.mark.parametrize("queue", QUEUES)
@pytest.mark.parametrize("text", FILTERS)
def test_a_list_is_what_the_query_language_says_of_each_row(desk: ReadDesk, queue: str, text: str):
    """Every queue with every kind of filter, in every sort, from the top and from the end."""
    for sort in Sort:
        expected = desk.expected(queue, text, sort)
        first = desk.page(queue, text, sort)
        assert [row.id for row in first.rows] == expected[:50]
        assert first.total in (None, len(expected)) and first.total_at_least <= len(expected)
        last = desk.page(queue, text, sort, before="end", limit=7)
        assert [row.id for row in last.rows] == expected[-7:]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.sampled_from(QUEUES), st.sampled_from(FILTERS), st.sampled_from(Sort), st.integers(1, 60))
def test_pages_follow_each_other_without_gap_or_repetition(
    desk: ReadDesk, queue: str, text: str, sort: Sort, limit: int
):
    """Going on by cursor gives the whole list; going back gives it again."""
    expected = desk.expected(queue, text, sort)
    ids: list[int] = []
    page = desk.page(queue, text, sort, limit=limit)
    pages = [page]
    while page.after:
        page = desk.page(queue, text, sort, limit=limit, after=page.after)
        pages.append(page)
    for page in pages:
        assert page.start == len(ids)
        ids += [row.id for row in page.rows]
    assert ids == expected
    for earlier, later in pairwise(pages):
        back = desk.page(queue, text, sort, limit=limit, before=later.before)
        assert ([row.id for row in back.rows], back.start) == (
            [row.id for row in earlier.rows],
            earlier.start,
        )


@pytest.mark.parametrize("queue", QUEUES)
def test_a_jump_to_a_position_shows_what_stands_there(desk: ReadDesk, queue: str):
    """Positions count from the top, in both halves of the list."""
    expected = desk.expected(queue)
    for at in {0, 1, len(expected) // 3, len(expected) - 5, len(expected) + 10} - {-5, -4, -3, -2, -1}:
        page = desk.page(queue, at=at, limit=10)
        assert [row.id for row in page.rows] == expected[page.start : page.start + 10]
        if at <= len(expected) - 10:
            assert page.start == at


@pytest.mark.parametrize("text", ["", "tag:billing", "customer:nora", "is:unread", "refund", "priority:high"])
def test_nothing_of_a_hidden_mailbox_is_listed(desk: ReadDesk, text: str):
    """Permission for mailboxes holds for every way to read a list, and for its totals."""
    narrow = desk.seen_with(frozenset((2, 4)))
    page = narrow.page("anywhere", text, limit=200)
    assert page.rows
    assert {row.mailbox_id for row in page.rows} <= {2, 4}
    if text != "refund":
        assert [row.id for row in page.rows] == narrow.expected("anywhere", text)[:200]
    assert narrow.seen_with(frozenset()).page("anywhere", text).rows == ()


def test_rows_tell_what_the_agent_has_read(desk: ReadDesk):
    """Read marks come with the page, only those of the asking agent."""
    page = desk.page("anywhere", limit=200)
    assert page.read_ids == {row.id: desk.read_ids[row.id] for row in page.rows if row.id in desk.read_ids}
    assert page.read_ids


def test_the_badges_are_the_lengths_of_the_lists(desk: ReadDesk):
    """Each badge counts exactly what its queue lists."""
    badges = desk.counters.counts_for(2).by_queue
    for queue in QUEUES:
        if queue != "anywhere":
            assert badges.get(queue, 0) == len(desk.expected(queue)), queue


@pytest.mark.parametrize("where", [{"after": "nonsense"}, {"before": "bm9uZQ"}, {"after": "é"}])
def test_a_cursor_that_is_none_is_refused(desk: ReadDesk, where: dict[str, str]):
    """Somebody's own invention as cursor gets the field's name, not an empty list."""
    answer = lists.page(
        desk.connection,
        desk.counters,
        desk.query("all"),
        Sort.NEWEST,
        desk.viewer,
        now_at=desk.now_at,
        **where,
    )
    assert isinstance(answer, Refusal)
    assert (answer.code, answer.params["field"]) == (RefusalCode.INVALID_FIELD, next(iter(where)))


def test_a_list_that_takes_too_long_is_refused(desk: ReadDesk):
    """No question holds the desk longer than its deadline, and the connection serves the next one."""
    query = desk.query("anywhere", "-zulu -yankee -xray -whiskey rating:none")
    answer = lists.page(
        desk.connection, desk.counters, query, Sort.NEWEST, desk.viewer, now_at=desk.now_at, seconds=0.0
    )
    assert isinstance(answer, Refusal) and answer.code is RefusalCode.TOO_SLOW
    assert desk.page("all").rows


# --- plans ------------------------------------------------------------------------------------------------------------


def plan_of(desk: ReadDesk, sql: str, params: tuple[object, ...]) -> str:
    """How SQLite would do it, one line a step."""
    return "\n".join(step[3] for step in desk.connection.execute(f"explain query plan {sql}", params))


@pytest.mark.parametrize("queue", QUEUES)
@pytest.mark.parametrize("sort", Sort)
def test_no_queue_is_scanned_or_sorted(desk: ReadDesk, queue: str, sort: Sort):
    """Queue lists come out of an index in their order, from the top and behind a cursor, both ways."""
    asked = Asked(desk.viewer, desk.now_at)
    found = Found(desk.connection, desk.counters, desk.query(queue), sort, asked)
    for driver in found.all():
        rest = compile_parts([part for part in found.parts if part not in driver.covers], asked)
        if sort in driver.sorts:
            for stream in driver.streams:
                check_plan(desk, stream, sort, rest)


def check_plan(desk: ReadDesk, stream: Stream, sort: Sort, rest: Condition) -> None:
    """The stream is read by its index alone, without a sorting step."""
    for edge in (None, (0, 5, 5)):
        for backwards in (False, True):
            for sql, params in stream_statements(stream, sort, rest, edge, backwards=backwards):
                plan = plan_of(desk, sql, (*params, 51, 0))
                assert "USE TEMP B-TREE" not in plan, plan
                assert "SCAN" not in plan, plan
                assert edge is None or any(bound in plan for bound in ("id>?", "id<?", ">?)", "<?)")), plan


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("tag:billing", "conversation_tag"),
        ("follower:me", "conversation_follower"),
        ("assignee:me", "conversation_assignee"),
        ("team:billing", "conversation_team"),
        ("mailbox:sales", "conversation_mailbox"),
        ("customer:nora", "conversation_customer"),
        ("last:<2d", "conversation_place_last"),
        ("created:<2d", "conversation_place_created"),
        ("waiting:>4h", "conversation_place_waiting"),
        ("id:7,9", "json_each"),
    ],
)
def test_a_narrow_filter_leads_by_its_index(desk: ReadDesk, text: str, index: str):
    """Each narrowing part of a query offers its own index as the way in."""
    asked = Asked(desk.viewer, desk.now_at)
    drivers = Found(desk.connection, desk.counters, desk.query("closed", text), Sort.ATTENTION, asked).all()
    (narrow,) = [driver for driver in drivers if any(index in stream.source for stream in driver.streams)][
        -1:
    ]
    for stream in narrow.streams:
        plan = plan_of(desk, f"select c.id from {stream.source} where {stream.where}", stream.params)
        assert "SCAN c" not in plan and "SCAN l" not in plan, plan


def test_rows_of_a_page_are_fetched_by_id(desk: ReadDesk):
    """A page costs its rows and nothing else."""
    ids = random.Random(1).sample([row.id for row in desk.rows], 20)
    assert [row.id for row in rows.rows_of(desk.connection, ids)] == ids
    assert "SCAN c" not in plan_of(desk, rows._ROWS, ("[1,2]",))
