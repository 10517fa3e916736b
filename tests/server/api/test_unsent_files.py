"""Files that were handed over and never sent do not stay for ever; those that anything names do."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from server.core.access import SYSTEM
from server.service import now_us
from server.storage.tables import unfinished
from server.storage.tables.unfinished import Order
from server.storage.upkeep.verify import findings
from support_tui.wire import codec
from support_tui.wire import commands as c
from support_tui.wire.commands import Request
from support_tui.wire.drafts import DraftKind, SaveDraft
from support_tui.wire.limits import DAY_US, UPLOAD_DAYS
from tests.server.served import ServedDesk, served_desk

CONTENT = b"%PDF-1.7 whatever"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[ServedDesk]:
    """A served desk."""
    async with served_desk(tmp_path / "desk") as made:
        yield made


async def handed_over(desk: ServedDesk, content: bytes = CONTENT) -> c.IncomingFile:
    """A file that waits for its letter."""
    answer = await desk.ask("POST", "/api/files", "Amal", content=content, params={"name": "a.pdf"})
    return codec.decode(answer.content, c.IncomingFile)


async def swept(desk: ServedDesk, days: float = UPLOAD_DAYS + 1) -> int:
    """What is removed when so many days have gone by since everything was handed over."""
    before = now_us() + int((days - UPLOAD_DAYS) * DAY_US)
    removed = await desk.desk.uploads.sweep(before, 100)
    assert isinstance(removed, int)
    return removed


def is_here(desk: ServedDesk, file: c.IncomingFile) -> bool:
    """Whether its bytes are kept."""
    return desk.desk.blobs.get(file.digest) is not None


async def test_a_file_that_no_letter_takes_along_is_removed_after_its_time(desk: ServedDesk) -> None:
    """Not a day before; and once."""
    file = await handed_over(desk)
    assert await swept(desk, UPLOAD_DAYS - 1) == 0
    assert is_here(desk, file)
    assert await swept(desk) == 1
    assert not is_here(desk, file)
    assert await swept(desk) == 0


async def test_what_anything_names_stays(desk: ServedDesk) -> None:
    """A reply that waits, one that was taken back, an order that goes on, a draft."""
    about = (await desk.a_mail()).conversation_id or 0
    files = [await handed_over(desk, f"file {n}".encode()) for n in range(4)]
    sent = await desk.command(c.SendReply(about, "one", files=(files[0],)))
    assert sent.status == 200
    back = await desk.command(c.SendReply(about, "two", files=(files[1],)))
    await desk.command(c.CancelReply(about, back.json["message_id"]))
    order = Order(Request("many", c.SendReply(about, "three", files=(files[2],))), SYSTEM, (about,))
    assert await desk.desk.service.write(lambda writer: unfinished.keep(writer, order, 1)) is None
    kept = {"files": codec.encode((files[3],)).decode()}
    draft = SaveDraft(about, DraftKind.REPLY, "four", now_us(), extra=kept)
    assert (await desk.ask("PUT", "/api/drafts", "Amal", content=codec.encode(draft))).status == 200
    assert await swept(desk) == 0
    assert all(is_here(desk, file) for file in files)
    with desk.desk.database.snapshot() as connection:
        assert list(findings(connection, desk.desk.blobs)) == []


async def test_a_file_that_is_handed_over_or_named_once_more_waits_anew(desk: ServedDesk) -> None:
    """Also where the letter that names it is refused for another reason: it may be given again."""
    file = await handed_over(desk)
    moment = now_us()
    await handed_over(desk)
    assert await desk.desk.uploads.sweep(moment, 100) == 0
    moment = now_us()
    refused = await desk.command(c.SendReply(99, "nowhere", files=(file,)))
    assert refused.status == 404
    assert await desk.desk.uploads.sweep(moment, 100) == 0
    assert is_here(desk, file)
    assert await swept(desk) == 1


async def test_bytes_that_a_mail_has_brought_meanwhile_are_the_mails(desk: ServedDesk) -> None:
    """The mail keeps them before anything names them."""
    file = await handed_over(desk)
    moment = now_us()
    desk.desk.blobs.put(CONTENT)
    assert await desk.desk.uploads.sweep(moment, 100) == 0
    assert is_here(desk, file)


async def test_a_crash_between_remembering_and_keeping_leaves_nothing_behind(desk: ServedDesk) -> None:
    """Nothing was kept, and what was remembered is forgotten; kept and not answered, it is removed in time."""
    put = desk.desk.blobs.put
    desk.desk.blobs.put = lambda raw: (_ for _ in ()).throw(OSError("cut off"))  # type: ignore[method-assign]
    with pytest.raises(OSError):
        await desk.desk.uploads.keep(CONTENT)
    desk.desk.blobs.put = put  # type: ignore[method-assign]
    await swept(desk)
    with desk.desk.database.snapshot() as connection:
        assert connection.execute("select count(*) from uploaded_file").fetchone() == (0,)


async def test_a_letter_that_names_what_is_gone_is_refused_by_its_name(desk: ServedDesk) -> None:
    """Its author attaches it again, and it is there again."""
    about = (await desk.a_mail()).conversation_id or 0
    file = await handed_over(desk)
    await swept(desk)
    refused: Any = await desk.command(c.SendReply(about, "here", files=(file,)))
    assert refused.code == "not_found" and "a.pdf" in refused.content.decode()
    assert await handed_over(desk) == file
    assert (await desk.command(c.SendReply(about, "here", files=(file,)))).status == 200
