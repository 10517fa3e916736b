"""The one writer when things go wrong: a full disk, a killed process, a log that grows."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from server.storage.db import Database
from server.storage.migrate import open_database
from support_tui.wire import commands as c
from support_tui.wire.refusals import RefusalCode
from support_tui.wire.values import Address, Status
from tests.server.running import RunningDesk, running_desk, together
from tests.server.storage.writing.test_books_agree import agree
from tests.waiting import eventually

ROOT = Path(__file__).resolve().parents[4]


async def _limit_pages(desk: RunningDesk, more: int | None) -> None:
    (pages,) = desk.table("pragma page_count")[0]
    limit = 2**30 if more is None else pages + more
    await desk.service.write(lambda writer: writer.execute(f"pragma max_page_count = {limit}").fetchall())


async def test_a_full_disk_refuses_writing_while_reading_goes_on(tmp_path: Path) -> None:
    """Refused as `disk_full` and told once; when there is room again, writing goes on, and the refused key can be used."""
    async with running_desk(tmp_path) as desk:
        await desk.mail("before")
        await _limit_pages(desk, 0)
        long = "no room for this " * 2_000
        mail = c.ReceiveMessage(1, Address("carla@customer.example"), long)
        refusal = await desk.refusal(mail, key="no-room-key")
        assert refusal.code is RefusalCode.DISK_FULL
        assert (await desk.refusal(mail)).code is RefusalCode.DISK_FULL
        assert desk.service.trouble == refusal
        assert desk.table("select text from message") == [("before",)]
        await _limit_pages(desk, None)
        await desk.do(mail, key="no-room-key")
        assert desk.service.trouble is None
        assert [trouble and trouble.code for trouble in desk.troubles] == [RefusalCode.DISK_FULL, None]
        with desk.database.reader() as reader:
            agree(reader)


async def test_writing_goes_on_by_itself_when_there_is_room_again(tmp_path: Path) -> None:
    """Nobody needs to ask: the writer tries, and says that it works again."""
    async with running_desk(tmp_path) as desk:
        await _limit_pages(desk, 0)
        mail = c.ReceiveMessage(1, Address("carla@customer.example"), "no room for this " * 2_000)
        assert (await desk.refusal(mail)).code is RefusalCode.DISK_FULL
        await _limit_pages(desk, None)
        await eventually(lambda: desk.service.trouble is None, "the desk can write again")


async def test_on_a_nearly_full_disk_small_things_are_still_done(tmp_path: Path) -> None:
    """A group that does not fit is done piece by piece: only what needs the room is refused."""
    async with running_desk(tmp_path) as desk:
        id_ = (await desk.mail("before")).conversation_id or 0
        await _limit_pages(desk, 2)
        mail = c.ReceiveMessage(1, Address("carla@customer.example"), "x" * 200_000)
        answers = await together(desk.ask(mail), desk.ask(c.SetStatus(id_, Status.CLOSED)))
        assert answers[0].code is RefusalCode.DISK_FULL
        assert isinstance(answers[1], c.Accepted)
        assert [published.seq for published in desk.published] == list(range(1, len(desk.published) + 1))
        with desk.database.reader() as reader:
            agree(reader)


_KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from tests.server.running import running_desk

async def main(folder):
    async with running_desk(folder) as desk:
        for number in range(5):
            answer = await desk.mail(f"acknowledged {number}", external_id=f"<{number}>")
            print(answer.message_id, flush=True)
        def die(writer):
            writer.execute("update conversation set title = 'half done'")
            writer.execute("delete from event where seq > 3")
            os.kill(os.getpid(), signal.SIGKILL)
        await desk.service.write(die)

asyncio.run(main(Path(sys.argv[1])))
"""


def test_a_process_killed_in_mid_transaction_leaves_whole_books(tmp_path: Path) -> None:
    """What was acknowledged is there, what was not is not, and the next start goes on from it."""
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    database = open_database(tmp_path / "support.db")
    assert isinstance(database, Database)
    with database.reader() as reader:
        acknowledged = [(int(line),) for line in killed.stdout.split()]
        assert len(acknowledged) == 5
        assert reader.execute("select id from message order by id").fetchall() == acknowledged
        assert reader.execute("select count(*) from conversation where title = 'half done'").fetchone() == (
            0,
        )
        agree(reader)
    database.close()


async def test_the_write_ahead_log_is_copied_back_when_nothing_waits(tmp_path: Path) -> None:
    """Once it has grown, and wholly at the end."""
    async with running_desk(tmp_path) as desk:
        text = "a long story " * 4_000
        for number in range(120):
            await desk.mail(f"{number} {text}")
        wal = tmp_path / "support.db-wal"
        assert wal.stat().st_size > 4_000_000
        pages = "select count(*) from message"
        await eventually(
            lambda: (tmp_path / "support.db").stat().st_size > 3_000_000,
            "the log is copied into the database",
        )
        assert desk.table(pages) == [(120,)]
    assert not wal.exists() or wal.stat().st_size == 0


async def test_a_requests_work_waits_in_order(tmp_path: Path) -> None:
    """What is submitted first is done first, however it is grouped."""
    async with running_desk(tmp_path) as desk:
        id_ = (await desk.mail()).conversation_id or 0
        await together(*(desk.ask(c.SetTitle(id_, f"title {number}")) for number in range(700)))
        assert desk.table("select title from conversation") == [("title 699",)]
        assert desk.service.waiting == 0
        await eventually(lambda: desk.service.lag_ms == 0, "the writer rests")
