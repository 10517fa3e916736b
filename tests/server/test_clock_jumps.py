"""The server's clock is set forwards and back: the log stays in order, and what waits for a moment waits no longer than it should."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.jobs.clock import Waker
from server.service import now_us
from server.storage.tables import due
from support_tui.wire import commands as c
from tests.server.running import START, RunningDesk, running_desk
from tests.server.served import served_desk

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[RunningDesk]:
    async with running_desk(tmp_path) as made:
        yield made


async def _clock_was_ahead(desk: RunningDesk) -> int:
    """Something happened while the clock was a day ahead; then it was set right. A conversation."""
    desk.clock.now = START + DAY
    there = await desk.mail()
    desk.clock.now = START + HOUR
    return there.conversation_id or 0


def _snoozed(desk: RunningDesk) -> list[int]:
    return [id_ for (id_,) in desk.table("select id from conversation where snoozed_until_at is not null")]


async def _wake(desk: RunningDesk, at: int) -> None:
    def wakeable(now: int, limit: int) -> list[int]:
        with desk.database.reader() as reader:
            return due.wakeable(reader, now, limit)

    await Waker(desk.service, wakeable, lambda: at).wake()


async def test_an_hours_snooze_is_an_hour_after_the_clock_was_set_right(desk: RunningDesk):
    """It is not refused as past, wakes when the clock says so, and the log stays in order."""
    there = await _clock_was_ahead(desk)
    until = START + 2 * HOUR
    await desk.do(c.SnoozeConversation(there, until), desk.agent(1))
    await _wake(desk, until - 1)
    assert _snoozed(desk) == [there]
    desk.clock.now = until
    await _wake(desk, until)
    assert _snoozed(desk) == []
    times = [at for (at,) in desk.table("select at from event order by seq")]
    assert times == sorted(times)


async def test_a_snooze_that_a_jump_ended_stays_ended(desk: RunningDesk):
    """The clock jumps past its end and back again: woken once, not asleep again."""
    there = (await desk.mail()).conversation_id or 0
    await desk.do(c.SnoozeConversation(there, START + 2 * HOUR), desk.agent(1))
    desk.clock.now = START + DAY
    await _wake(desk, START + DAY)
    desk.clock.now = START + HOUR
    await _wake(desk, START + HOUR)
    await _wake(desk, START + DAY)
    assert _snoozed(desk) == []
    assert desk.table("select count(*) from event where type = 'snooze_changed'") == [(2,)]


async def test_a_reply_is_not_held_back_for_as_long_as_the_clock_was_ahead(desk: RunningDesk):
    """Its undo window is counted by the clock; it leaves ten seconds later, not a day."""
    there = await _clock_was_ahead(desk)
    sent = await desk.do(c.SendReply(there, "On its way.", undo_window_s=10), desk.agent(1))
    with desk.database.reader() as reader:
        assert due.due(reader, START + HOUR, 10) == []
        assert [entry[0] for entry in due.due(reader, START + HOUR + MINUTE, 10)] == [sent.message_id]


async def test_tokens_outlive_a_jump_that_is_taken_back(tmp_path: Path):
    """While the clock is ahead an old token is refused; set right, it works again. One without an end works throughout."""
    async with served_desk(tmp_path / "desk") as desk:
        gate, tokens = desk.desk.gate, {days: await desk.token_of("Ada", days=days) for days in (1, 0)}
        statuses = []
        for clock in (now_us, lambda: now_us() + 2 * DAY, lambda: now_us() - 2 * DAY, now_us):
            gate._now = clock
            statuses += [
                (await desk.ask("GET", "/api/counts", token=tokens[1])).status,
                (await desk.ask("GET", "/api/counts", token=tokens[0])).status,
            ]
        assert statuses == [200, 200, 401, 200, 200, 200, 200, 200]
