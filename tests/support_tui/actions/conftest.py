"""An agent with five conversations in the inbox."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from support_tui.actions.controller import Desk
from support_tui.actions.refusals import tell
from support_tui.store import ListKey
from support_tui.store.cache import Cache
from support_tui.store.unsent import Unsent
from tests.support_tui.actions.agents import AnAgent, FakeLine, FakeServer
from tests.support_tui.fakes import FakeDesk, a_row


@pytest.fixture
async def agent(tmp_path: Path) -> AsyncIterator[AnAgent]:
    fake = FakeDesk()
    server = FakeServer(fake)
    cache = Cache(tmp_path / "cache.db", fake.clock)
    unsent = Unsent(tmp_path / "desk.queue", lambda: "aside")
    desk = Desk(fake.store, server, cache, fake.clock, "https://desk.example", unsent=unsent)
    agent = AnAgent(fake, server, desk)
    desk.on_refused = lambda refusal, command: tell(agent.ui, "en", refusal, command)
    rows = [a_row(number) for number in range(1, 6)]
    server.pages[ListKey("all")] = rows[::-1]
    desk.start(FakeLine())
    desk.take_snapshot(fake.snapshot())
    fake.fill(rows)
    yield agent
    await desk.close()
