"""Whatever the conversations are like: what a preview says would happen is what happens."""

import asyncio
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.bulk.preview import preview
from server.core.context import Context, NextIds
from server.core.desk import Desk
from server.storage.counts.counters import Counters
from server.storage.viewer import Viewer
from support_tui.wire import commands as c
from support_tui.wire.previews import Preview, PreviewAsked
from support_tui.wire.values import Address
from tests.server.running import START, running_desk
from tests.server.storage.writing.test_books_agree import CHANGE, COMMANDS

ALL = c.Picked(tuple(range(1, 9)))


async def _compare(
    folder: Path, before: list[c.Command], change: c.Change, agent_id: int, *, can_send: bool
) -> None:
    async with running_desk(folder, can_send=can_send) as desk:
        for number in range(5):
            sender = Address("" if number == 4 else f"c{number}@x.example", f"Customer {number}")
            await desk.ask(c.ReceiveMessage(1 + number % 2, sender, "hello"))
        for command in before:
            await desk.ask(command)
        asker = desk.agent(agent_id)
        context = Context(
            START + 10**6,
            START + 10**6,
            asker,
            Desk.of(desk.service.directory),
            NextIds(),
            lambda mailbox: can_send,
        )
        with desk.database.snapshot() as reader:
            found = preview(reader, Counters({}, {}), PreviewAsked(ALL, change), Viewer(agent_id), context)
        assert isinstance(found, Preview)
        done: Any = await desk.ask(c.ChangeMany(ALL, change, found.seq), asker)
        assert (found.total, found.changing, found.left) == (
            done.many.total,
            done.many.changed,
            done.many.left,
        )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(COMMANDS, max_size=14), CHANGE, st.integers(1, 3), st.booleans())
def test_a_preview_tells_what_will_happen(
    before: list[c.Command], change: c.Change, agent_id: int, can_send: bool
) -> None:
    """Counts and reasons are the same, for every kind of change and every agent."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_compare(Path(folder), before, change, agent_id, can_send=can_send))
