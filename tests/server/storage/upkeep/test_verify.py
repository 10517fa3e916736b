"""What is told of a desk's data as a whole."""

from pathlib import Path

from server.storage.blobs import Blobs
from server.storage.upkeep.verify import Strays, strays
from support_tui.wire import commands as c
from tests.server.running import running_desk


async def test_what_no_message_names_is_counted(tmp_path: Path) -> None:
    """Raw mails and files that messages name are referred to, others are not."""
    blobs = Blobs(tmp_path / "blobs")
    raw, file, _ = (blobs.put(raw) for raw in (b"mail", b"photo", b"stray"))
    assert isinstance(raw, str)
    assert isinstance(file, str)
    async with running_desk(tmp_path) as desk:
        await desk.mail(raw_digest=raw, files=(c.IncomingFile("door.jpg", "image/jpeg", 5, file),))
        with desk.database.reader() as reader:
            assert strays(reader, blobs) == Strays(1, len(b"stray"))
