"""The desk whose many conversations are changed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.bulk import running
from server.storage.writing import parts
from tests.server.served import ServedDesk, served_desk


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[ServedDesk]:
    """Twelve mails of Carla: ten in Support (1–10), two in Sales (11, 12)."""
    async with served_desk(tmp_path / "desk") as served:
        for number in range(12):
            await served.a_mail(f"mail {number}", mailbox_id=1 if number < 10 else 2)
        yield served


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is long here: more than four conversations, two a part."""
    monkeypatch.setattr(running, "LONG", 4)
    for size in ("FIRST_SLICE", "LEAST_SLICE", "MOST_SLICE"):
        monkeypatch.setattr(parts, size, 2)
    monkeypatch.setattr(parts, "PART_S", 0)
