"""Counts of saved views: for whoever looks, again when a change may have touched them, and only then."""

from pathlib import Path
from typing import Any

import pytest

from server.core.tabs import Tabs
from server.jobs.view_counts import MOST_CHANGES, Asked, Sources, ViewCounter, asks_for_agent
from server.storage.lists import Counted
from server.wiring import run_jobs
from support_tui.wire import commands as c
from support_tui.wire.frames import ViewCounts
from support_tui.wire.query import Query, parse
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.saved_views import SavedView, ViewCount
from support_tui.wire.values import Priority, Status
from support_tui.wire.views import Directory
from tests.server.given import AMAL, BASIL, NOW, a_conversation
from tests.server.served import ServedDesk, frame_of, served_desk

OPEN = SavedView(1, "Open", "all", "status:open", is_shared=True)
OWN = SavedView(2, "Own", "all", "assignee:me", is_shared=True)
UNREAD = SavedView(3, "News", "all", "is:unread", is_shared=True)
WRONG = SavedView(4, "Broken", "all", "colour:red", is_shared=True)


class Desk:
    """Counts what is asked, and remembers who was told."""

    def __init__(self, *views: SavedView) -> None:
        self.answer: object = Counted(3)
        self.asked: list[tuple[int, tuple[int, ...] | None]] = []
        self.told: list[set[int]] = []
        self.agents = [AMAL, BASIL]
        self.zone_name = "UTC"
        self.counter = ViewCounter(
            Sources(
                watching=lambda: [(agent, self.zone_name) for agent in self.agents],
                tabs=lambda: Tabs({view.id: view for view in views}),
                directory=lambda: Directory(),
                now=lambda: NOW,
                count=self.count,
                tell=self.told.append,
            )
        )

    async def count(self, query: Query, asked: Asked, seconds: float) -> object:
        self.asked.append((asked.agent_id, asked.mailbox_ids))
        return self.answer

    async def rounds(self, *changes: Any, **options: Any) -> int:
        """A round after these changes; how many numbers were asked for."""
        self.asked.clear()
        self.counter.changed(changes)
        await self.counter.round(**options)
        return len(self.asked)


async def test_all_who_see_the_same_share_a_number() -> None:
    """Only where the query asks for the agent, or other mailboxes are seen, it is counted apart."""
    desk = Desk(OPEN, OWN)
    assert await desk.rounds() == 4
    assert set(desk.asked) == {(0, None), (0, (1,)), (AMAL.id, None), (BASIL.id, (1,))}
    assert desk.told == [{AMAL.id, BASIL.id}]
    assert desk.counter.counts(AMAL) == (ViewCount(1, 3), ViewCount(2, 3))
    desk.agents = [AMAL, AMAL]
    assert await desk.rounds() == 0


async def test_only_changes_that_can_touch_a_number_have_it_counted_again() -> None:
    """Something else about a conversation that belongs before and after, or never, is none."""
    desk = Desk(OPEN)
    desk.agents = [AMAL]
    await desk.rounds()
    opened, closed = a_conversation(), a_conversation(status=Status.CLOSED)
    assert await desk.rounds((opened, a_conversation(priority=Priority.HIGH))) == 0
    assert await desk.rounds((closed, a_conversation(status=Status.CLOSED, title="x"))) == 0
    assert await desk.rounds((opened, closed)) == 1
    assert await desk.rounds((None, opened)) == 1
    assert await desk.rounds(is_due=True) == 1
    assert await desk.rounds(*[(opened, opened)] * (MOST_CHANGES + 1)) == 1


async def test_what_is_not_seen_touches_nothing() -> None:
    """Basil works in Support alone."""
    desk = Desk(OPEN)
    desk.agents = [BASIL]
    await desk.rounds()
    assert await desk.rounds((None, a_conversation(mailbox_id=2))) == 0
    assert await desk.rounds((a_conversation(), a_conversation(mailbox_id=2))) == 1


async def test_reading_counts_only_for_the_reader() -> None:
    """Unread ones are counted again for the agent who has read."""
    desk = Desk(UNREAD)
    await desk.rounds()
    desk.counter.read_moved(AMAL.id)
    assert await desk.rounds() == 1
    assert desk.asked[0][0] == AMAL.id


async def test_days_begin_where_the_agent_is() -> None:
    """A view of today is another one in another time zone; one that asks for no day is the same."""
    desk = Desk(OPEN, SavedView(5, "Today", "all", "created:today", is_shared=True))
    desk.agents = [AMAL]
    assert await desk.rounds() == 2
    desk.zone_name = "Africa/Cairo"
    assert await desk.rounds() == 1
    assert desk.counter.counts(AMAL, "Africa/Cairo") == (ViewCount(1, 3), ViewCount(5, 3))


async def test_what_cannot_be_counted_keeps_its_number() -> None:
    """A refusal, or nothing met in time: the number stays; a query that is none has no number."""
    desk = Desk(OPEN, WRONG)
    desk.agents = [AMAL]
    await desk.rounds()
    for nothing in (Refusal(RefusalCode.TOO_SLOW), Counted(0, has_more=True)):
        desk.answer = nothing
        await desk.rounds(is_due=True)
    assert desk.counter.counts(AMAL) == (ViewCount(1, 3),)
    assert len(desk.told) == 1


async def test_a_number_is_not_replaced_by_one_that_was_cut_short() -> None:
    """Between two patient countings a lower bound that is lower than the known number says nothing new."""
    desk = Desk(OPEN)
    desk.agents = [AMAL]
    desk.answer = Counted(400)
    await desk.rounds()
    desk.answer = Counted(50, has_more=True)
    assert await desk.rounds((None, a_conversation())) == 1
    assert desk.counter.counts(AMAL) == (ViewCount(1, 400),)
    await desk.rounds(is_due=True)
    assert desk.counter.counts(AMAL) == (ViewCount(1, 50, has_more=True),)


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("assignee:me", True),
        ("-is:mine", True),
        ("tag:vip OR is:unread", True),
        ("team:me", True),
        ("tag:vip", False),
    ],
)
def test_queries_that_ask_for_the_agent_are_told_apart(text: str, is_so: bool) -> None:
    """However deep it stands."""
    query = parse(text)
    assert isinstance(query, Query)
    assert asks_for_agent(query) is is_so


async def test_counts_come_with_the_stream(tmp_path: Path) -> None:
    """A console is told what its views hold, and again when that changes; `me` is whoever looks."""
    async with served_desk(tmp_path / "desk") as desk, run_jobs(desk.desk):
        await _counts_of_two(desk)


async def _counts_of_two(desk: ServedDesk) -> None:
    mail = await desk.a_mail()
    await desk.command(c.SaveView("own", "all", "assignee:me", is_shared=True), "Amal")
    async with (
        desk.stream(await desk.token_of("Amal")) as hers,
        desk.stream(await desk.token_of("Basil")) as his,
    ):
        assert (await frame_of(hers, ViewCounts)).counts == (ViewCount(1, 0),)
        assert (await frame_of(his, ViewCounts)).counts == (ViewCount(1, 0),)
        await desk.command(c.AssignConversation(mail.conversation_id or 0, 2), "Ada")
        assert (await frame_of(hers, ViewCounts)).counts == (ViewCount(1, 1),)
