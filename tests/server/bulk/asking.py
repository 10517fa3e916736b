"""What specs of changes to many conversations ask of a served desk."""

import asyncio
import secrets
from typing import Any

from server.core.context import Asker
from support_tui.wire import codec
from support_tui.wire import commands as c
from support_tui.wire.commands import Accepted, ManyChanged, Request
from support_tui.wire.previews import BulkState, Preview, PreviewAsked
from support_tui.wire.values import Actor, ActorKind, Status
from tests.server.served import ServedDesk

CLOSE = c.SetStatus(0, Status.CLOSED)
ALL = c.Matching("all")


async def preview(
    desk: ServedDesk, selection: c.Selection, change: c.Change, who: str = "Amal", **more: Any
) -> Any:
    """What the change would do, in the eyes of an agent."""
    asked = PreviewAsked(selection, change, **more)
    answer = await desk.ask("POST", "/api/bulk/preview", who, content=codec.encode(asked))
    return codec.decode(answer.content, Preview) if answer.status == 200 else answer


async def change(
    desk: ServedDesk,
    selection: c.Selection,
    change: c.Change,
    who: str = "Amal",
    *,
    key: str = "",
    seq: int | None = None,
) -> Any:
    """Do it as an agent; the outcome, or the answer that it was refused with."""
    request = Request(key or secrets.token_hex(16), c.ChangeMany(selection, change, seq))
    answer = await desk.ask("POST", "/api/commands", who, content=codec.encode(request))
    return codec.decode(answer.content, Accepted).many if answer.status == 200 else answer


def groups(found: Preview | ManyChanged) -> dict[str, int]:
    """How many are left alone, by code."""
    return {group.reason.code.value: group.count for group in found.left}


def statuses(desk: ServedDesk) -> list[str]:
    """The status of every conversation, by number."""
    with desk.desk.database.reader() as reader:
        return [status for (status,) in reader.execute("select status from conversation order by id")]


def asker_of(desk: ServedDesk, name: str) -> Asker:
    """Somebody at their console."""
    agent = next(agent for agent in desk.desk.service.directory.agents if agent.name == name)
    return Asker(Actor(ActorKind.AGENT, agent.id, agent.name), agent)


async def part_done(desk: ServedDesk, key: str, asker: Asker) -> None:
    """Until the first part of an order is done."""
    while not isinstance(state := desk.desk.bulk.state(key, asker), BulkState) or state.done == 0:  # noqa: ASYNC110 - a part is over before any pause
        await asyncio.sleep(0)


def of_undo(desk: ServedDesk, key: str, own: str) -> Any:
    """Take a request back as Amal: running."""
    return asyncio.create_task(desk.desk.bulk.undo(Request(own, c.UndoRequest(key)), asker_of(desk, "Amal")))
