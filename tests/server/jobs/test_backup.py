"""The server copies itself when it is time, and keeps the newest copies."""

from pathlib import Path

from server.jobs.backup import Copies, CopyKeeper
from server.service import now_us
from server.storage.upkeep.archive import read_archive, write_archive
from tests.server.served import served_desk

HOUR = 3_600_000_000


async def test_copies_are_made_when_due_and_the_oldest_go(tmp_path: Path):
    """One at once, none before its time, then one more; what is not a copy of ours stays."""
    async with served_desk(tmp_path / "desk") as desk:
        there = await desk.a_mail()
        copies = tmp_path / "copies"
        copies.mkdir()
        (copies / "mine.txt").write_text("mine")
        now = now_us()
        times = [now, now + HOUR, now + 25 * HOUR, now + 50 * HOUR]
        keeper = CopyKeeper(
            Copies(copies, every_h=24, keep=2),
            lambda: times[0],
            lambda path, at: write_archive(desk.desk.folder.path, path, at),
        )
        made: list[int] = []
        while times:
            await keeper.copy_if_due()
            made.append(len(list(copies.glob("*.tar"))))
            times.pop(0)
    assert made == [1, 1, 2, 2]
    assert (copies / "mine.txt").exists()
    newest = max(copies.glob("*.tar"))
    assert read_archive(newest, tmp_path / "restored").seq == there.seq
