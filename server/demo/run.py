"""Make a desk in a temporary folder, fill it, serve it, let simulated people live in it, and leave nothing behind."""

import asyncio
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from support_tui.wire.commands import (
    Accepted,
    AssignConversation,
    ChangeFollowers,
    Command,
    EditCustomer,
    SaveAgent,
    SaveMailbox,
    SaveTeam,
    SetFolder,
    SnoozeConversation,
)
from support_tui.wire.folding import fold
from support_tui.wire.values import Folder, Role
from support_tui.wire.views import ConversationPage, Customer, Directory, LoggedIn

from ..api.auth.tokens import Scope
from ..api.resources.access import NewToken
from ..api.resources.imports import ImportBatch, ImportResult
from ..config import ServerConfig, Smtp
from ..door import Door, open_door
from ..folder import DataFolder
from ..serving import Listening, serve
from . import cast, script
from .mails import mails
from .people import Colleague, Customers, Person
from .people import Door as PersonsDoor
from .sink import mail_sink

YOU = ("Noor Demo", "noor@nakhla.example")
_DAY = 86_400_000_000
_SEED = 8
_ASKED_AGAIN_S: Final = 1.0
T = TypeVar("T")


class Tokens(msgspec.Struct, frozen=True):
    """Who may act in the demo: you, each colleague, and the channel that customers write through."""

    you: str
    colleagues: tuple[str, ...]
    channel: str


async def run(ready_file: Path | None, *, is_quiet: bool, is_leashed: bool = False) -> None:
    """Serve the demo until SIGINT, SIGTERM or SIGHUP; where `is_leashed`, also no longer than standard input stays open, so that it
    ends with whoever started it, however that ends. `is_quiet` leaves out the simulated people."""
    stop = asyncio.Event()
    _end_by_signals(stop.set)
    with _leash(stop.set) if is_leashed else nullcontext():
        await _desk(ready_file, stop, is_quiet=is_quiet)


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """The result of the work, None where it was to stop first and has put its things away.

    Asked again until it has ended: what waits with a time limit may swallow one request to end."""
    task, stopped = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        while stop.is_set() and not task.done():
            task.cancel()
            await asyncio.wait({task}, timeout=_ASKED_AGAIN_S)
    finally:
        stopped.cancel()
    return None if task.cancelled() else task.result()


def _end_by_signals(end: Callable[[], None]) -> None:
    """A signal ends the work cleanly from the first moment to the last: the folder never stays behind."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        with suppress(NotImplementedError, RuntimeError):
            loop.add_signal_handler(number, end)


@contextmanager
def _leash(end: Callable[[], None]) -> Iterator[None]:
    """Ends the work when standard input does."""
    loop, source = asyncio.get_running_loop(), sys.stdin.fileno()

    def said() -> None:
        if not os.read(source, 4096):
            loop.remove_reader(source)
            end()

    loop.add_reader(source, said)
    try:
        yield
    finally:
        loop.remove_reader(source)


async def _desk(ready_file: Path | None, stop: asyncio.Event, *, is_quiet: bool) -> None:
    with tempfile.TemporaryDirectory(prefix="support-demo-") as temporary:
        folder = DataFolder(Path(temporary) / "desk")
        folder.path.mkdir(mode=0o700)
        chance = random.Random(_SEED)
        people = [
            Person(name, email, language, city)
            for name, email, language, _, _, city in script.records("customer")
        ]
        async with open_door(folder) as door:
            tokens = await _unless(stop, _fill(door, people, chance))
        if tokens is None:
            return
        async with mail_sink() as (host, port):
            smtp = Smtp(host=host, port=port, security="none")
            config = msgspec.structs.replace(ServerConfig(), port=0, desk_name="Nakhla Coffee", smtp=smtp)
            await _serve(folder, config, stop, tokens, [] if is_quiet else people, ready_file)


async def _serve(
    folder: DataFolder,
    config: ServerConfig,
    stop: asyncio.Event,
    tokens: Tokens,
    people: list[Person],
    ready_file: Path | None,
) -> None:
    life: list[asyncio.Task[None]] = []

    def ready(where: Listening) -> None:
        if people:
            life.append(asyncio.create_task(_live(where.url, tokens, people)))
        _tell(where, tokens.you, ready_file)

    try:
        await serve(folder, config, ready, stop)
    finally:
        for task in life:
            task.cancel()
        await asyncio.gather(*life, return_exceptions=True)


def _tell(where: Listening, token: str, ready_file: Path | None) -> None:
    told = json.dumps({"url": where.url, "token": token, "pid": where.pid})
    if ready_file is None:
        print(told, flush=True)
        return
    unfinished = ready_file.with_name(f".{ready_file.name}.{where.pid}")
    unfinished.touch(mode=0o600)
    unfinished.write_text(told, encoding="utf-8")
    unfinished.replace(ready_file)


async def _fill(door: Door, people: list[Person], chance: random.Random) -> Tokens:
    desk = _Desk(door)
    await desk.do(SaveAgent(*YOU, role=Role.ADMIN))
    for name, role, _ in script.records("agent"):
        await desk.do(SaveAgent(name, _address(name), role=Role(role)))
    for name, address in script.records("mailbox"):
        await desk.do(SaveMailbox(name, address))
    directory = (await door.snapshot()).directory
    for team, members in _teams(directory).items():
        await desk.do(SaveTeam(team, member_ids=tuple(members)))
    directory = (await door.snapshot()).directory
    scenarios = [*script.scenarios("en"), *script.scenarios("ar")]
    now = time.time_ns() // 1000
    imported = cast.conversations(scenarios, people, directory, now, chance)
    await door.post("/api/import", ImportBatch(tuple(imported)), ImportResult)
    await _describe_customers(desk)
    await _arrange(desk, directory, chance, now)
    for mailbox, raw in mails(datetime.now(UTC)):
        await door.send_raw("/api/deliver", raw, Accepted, mailbox=mailbox)
    return await _tokens(door, directory)


class _Desk:
    """Commands with keys of their own."""

    def __init__(self, door: Door) -> None:
        self.door = door
        self._number = 0

    async def do(self, command: Command) -> None:
        self._number += 1
        await self.door.do(f"demo-{self._number:06}", command)


def _address(name: str) -> str:
    return f"{fold(name).split()[0]}@nakhla.example"


def _teams(directory: Directory) -> dict[str, list[int]]:
    ids = {agent.name: agent.id for agent in directory.agents}
    teams: dict[str, list[int]] = {}
    for name, _, member_of in script.records("agent"):
        for team in member_of.split(","):
            teams.setdefault(team.strip(), []).append(ids[name])
    return teams


async def _describe_customers(desk: _Desk) -> None:
    for name, email, language, zone, company, city in script.records("customer"):
        found = await desk.door.get("/api/customers", tuple[Customer, ...], q=email)
        if not found:
            continue
        facts = {"language": language, "time_zone": zone, "company": company, "location": city}
        facts["greeting"] = name.split()[0]
        changes = {field: value for field, value in facts.items() if value}
        await desk.do(EditCustomer(found[0].id, changes))


async def _arrange(desk: _Desk, directory: Directory, chance: random.Random, now: int) -> None:
    """Some are yours, some belong to a team, some sleep, some are spam or trash: every queue has something to show."""
    you = next(agent.id for agent in directory.agents if agent.email == YOU[1])
    teams = {team.name: team.id for team in directory.teams}
    boxes = {mailbox.id: mailbox.name for mailbox in directory.mailboxes}
    team_of = {"Support": "Technical", "Billing": "Billing", "Sales": "Sales", "Live chat": "Live chat"}
    rows = list((await desk.door.get("/api/conversations", ConversationPage, queue="all", limit=200)).rows)
    chance.shuffle(rows)
    for row in rows[:12]:
        await desk.do(AssignConversation(row.id, agent_id=you))
    for row in rows[12:40]:
        team = team_of.get(boxes[row.mailbox_id], "Orders")
        await desk.do(AssignConversation(row.id, agent_id=row.assignee_id, team_id=teams[team]))
    for row in rows[40:46]:
        await desk.do(SnoozeConversation(row.id, until_at=now + chance.randint(1, 5) * _DAY))
    for row, shelf in zip(rows[46:50], (Folder.SPAM, Folder.TRASH, Folder.SPAM, Folder.SPAM), strict=True):
        await desk.do(SetFolder(row.id, shelf))
    for row in rows[50:56]:
        await desk.do(ChangeFollowers(row.id, add=(you,)))


async def _tokens(door: Door, directory: Directory) -> Tokens:
    you, *colleagues = sorted(directory.agents, key=lambda agent: agent.email != YOU[1])

    async def token(agent_id: int, scope: Scope) -> str:
        made = await door.post(f"/api/agents/{agent_id}/tokens", NewToken("demo", scope), LoggedIn)
        return made.token

    return Tokens(
        you=await token(you.id, Scope.API),
        colleagues=tuple([await token(agent.id, Scope.API) for agent in colleagues]),
        channel=await token(you.id, Scope.API),
    )


async def _live(url: str, tokens: Tokens, people: list[Person]) -> None:
    lines = script.live_lines()
    chance = random.Random()
    async with _doors(url, (tokens.channel, *tokens.colleagues)) as (channel, *others):
        mailboxes = (await channel.snapshot()).directory.mailboxes
        customers = Customers(channel, people, lines, chance)
        colleagues = [Colleague(door, lines, people, chance) for door in others]
        await asyncio.gather(customers.live(mailboxes), *(colleague.live() for colleague in colleagues))


@asynccontextmanager
async def _doors(url: str, tokens: Iterable[str]) -> AsyncIterator[list[PersonsDoor]]:
    doors = [PersonsDoor(url, token) for token in tokens]
    try:
        yield doors
    finally:
        for door in doors:
            await door.close()
