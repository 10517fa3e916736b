"""The desk that the specs of the HTTP interface ask."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.server.served import ServedDesk, served_desk


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[ServedDesk]:
    """Served on a free port, with people and two mailboxes."""
    async with served_desk(tmp_path / "desk") as served:
        yield served
