"""Snoozes end on time, and logins end when they are old."""

from pathlib import Path

from server.jobs.clock import LoginEnder, Waker
from server.service import now_us
from support_tui.wire.commands import SnoozeConversation
from tests.server.served import served_desk

HOUR = 3_600_000_000


async def test_a_snoozed_conversation_wakes_on_time(tmp_path: Path):
    """Not a moment before, and once."""
    async with served_desk(tmp_path / "desk") as desk:
        there = await desk.a_mail()
        assert there.conversation_id
        until = now_us() + HOUR
        await desk.do(SnoozeConversation(there.conversation_id, until))
        await Waker(desk.desk.service, desk.desk.wakeable, lambda: until - 1).wake()
        assert (await desk.ask("GET", "/api/counts")).json["by_queue"] == {"snoozed": 1}
        await Waker(desk.desk.service, desk.desk.wakeable, lambda: until).wake()
        assert (await desk.ask("GET", "/api/counts")).json["by_queue"]["all"] == 1
        assert desk.desk.wakeable(until + HOUR, 10) == []


async def test_old_logins_end_with_their_streams(tmp_path: Path):
    """Expired tokens are forgotten, and the streams that used them are closed."""
    async with served_desk(tmp_path / "desk") as desk:
        closed: list[bool] = []
        await desk.token_of("Amal", days=1)
        later = now_us() + 48 * HOUR
        gate = desk.desk.gate
        gate._now = lambda: later
        await LoginEnder(gate.prune, lambda: closed.append(True)).end()
        assert closed == [True]
        with desk.desk.database.reader() as reader:
            assert reader.execute("select count(*) from token").fetchone() == (0,)
