"""A running service on a database of its own, and the questions that specs ask it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from server.core.access import SYSTEM
from server.core.context import Asker
from server.service import Listener, Published, Service
from server.storage.counts.counters import Deltas
from server.storage.db import Database
from server.storage.migrate import open_database
from support_tui.wire.codec import decode
from support_tui.wire.commands import (
    Accepted,
    Command,
    ReceiveMessage,
    Request,
    SaveAgent,
    SaveMailbox,
    SaveTeam,
)
from support_tui.wire.frames import Envelope
from support_tui.wire.refusals import Refusal
from support_tui.wire.values import Actor, ActorKind, Address, Role

START = 1_750_000_000_000_000


class Clock:
    """Microseconds that move only when told; one more at each look, so that no two moments are equal."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> int:
        self.now += 1
        return self.now


class RunningDesk:
    """A service with two mailboxes (Support 1, Sales 2), a team, and Amal, Basil (Support only) and Ada (administrator)."""

    def __init__(self, database: Database, *, can_send: bool = True, first_key: int = 0) -> None:
        self.database = database
        self.clock = Clock()
        self.published: list[Published] = []
        self.deltas: list[Deltas] = []
        self.reads: list[tuple[int, int, int]] = []
        self.troubles: list[Refusal | None] = []
        listener = Listener(
            self.published.extend,
            self.deltas.append,
            lambda *read: self.reads.append(read),
            self.troubles.append,
        )
        self.service = Service(database, listener, can_send=lambda mailbox: can_send, clock=self.clock)
        self._keys = first_key

    def agent(self, agent_id: int) -> Asker:
        """An agent at their console."""
        agent = next(agent for agent in self.service.directory.agents if agent.id == agent_id)
        return Asker(Actor(ActorKind.AGENT, agent.id, agent.name), agent)

    async def ask(
        self, command: Command, asker: Asker | None = None, *, key: str = "", seen_seq: int | None = None
    ) -> Accepted | Refusal:
        """Submit under a fresh key, or the one given."""
        self._keys += 1
        request = Request(key or f"key-{self._keys:08}", command, seen_seq)
        return await self.service.submit(request, asker or SYSTEM)

    async def do(self, command: Command, asker: Asker | None = None, **options: Any) -> Accepted:
        """Submit what must be accepted."""
        answer = await self.ask(command, asker, **options)
        assert isinstance(answer, Accepted), answer
        return answer

    async def refusal(self, command: Command, asker: Asker | None = None, **options: Any) -> Refusal:
        """Submit what must be refused."""
        answer = await self.ask(command, asker, **options)
        assert isinstance(answer, Refusal), answer
        return answer

    async def mail(self, text: str = "Where is my order?", **fields: Any) -> Accepted:
        """Carla writes to Support."""
        given: dict[str, Any] = {
            "mailbox_id": 1,
            "sender": Address("carla@customer.example", "Carla"),
            "text": text,
        }
        return await self.do(ReceiveMessage(**(given | fields)))

    def table(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """What the database says."""
        with self.database.reader() as reader:
            return list(reader.execute(sql, parameters))

    def envelopes(self) -> list[Envelope]:
        """All that consoles were told."""
        return [decode(published.envelope_json, Envelope) for published in self.published]


@asynccontextmanager
async def running_desk(folder: Path, *, can_send: bool = True) -> AsyncIterator[RunningDesk]:
    """A desk with its people, stopped at the end."""
    database = open_database(folder / "support.db")
    assert isinstance(database, Database)
    desk = RunningDesk(database, can_send=can_send)
    await desk.service.start()
    try:
        await desk.do(SaveMailbox("Support", "support@desk.example"))
        await desk.do(SaveMailbox("Sales", "sales@desk.example"))
        await desk.do(SaveAgent("Amal", "amal@desk.example"))
        await desk.do(SaveAgent("Basil", "basil@desk.example", mailbox_ids=(1,)))
        await desk.do(SaveAgent("Ada", "ada@desk.example", Role.ADMIN))
        await desk.do(SaveTeam("Night shift", member_ids=(1,)))
        yield desk
    finally:
        await desk.service.stop()
        database.close()


async def together(*asked: Any) -> list[Any]:
    """Everything at once; the answers in order."""
    return list(await asyncio.gather(*asked))
