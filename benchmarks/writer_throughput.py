"""How many customer messages a second the one writer takes in: decided, in tables, log, counts and word index, on disk.

`python -m benchmarks.writer_throughput [--messages 20000] [--told] [--profile]`. Nine in ten messages answer into a conversation that
exists; with `--told` every conversation has an agent and two followers, so that each answer is told to three.
"""

import argparse
import asyncio
import cProfile
import pstats
import random
import tempfile
import time
from pathlib import Path

from server.core.access import SYSTEM
from server.service import Listener, Published, Service
from server.storage.db import Database
from server.storage.migrate import open_database
from server.storage.tables.notifications import Told
from support_tui.wire.commands import (
    Accepted,
    AssignConversation,
    ChangeFollowers,
    Command,
    ReceiveMessage,
    Request,
    SaveAgent,
    SaveMailbox,
)
from support_tui.wire.values import Address

_WORDS = [
    "order",
    "invoice",
    "refund",
    "delivery",
    "broken",
    "thanks",
    "question",
    "login",
    "password",
    "price",
    "طلب",
    "فاتورة",
    "شكرا",
    "توصيل",
    "سعر",
]
_AT_ONCE = 400


def _message(number: int, mailbox_id: int, chance: random.Random) -> ReceiveMessage:
    person = number // 10
    return ReceiveMessage(
        mailbox_id,
        Address(f"customer{person}@example.org", f"Customer {person}"),
        " ".join(chance.choices(_WORDS, k=40)),
        external_id=f"<{number}@example.org>",
        title=" ".join(chance.choices(_WORDS, k=6)),
        thread_id=f"thread-{person}",
        channel="chat",
    )


async def _submit(service: Service, number: int, command: Command) -> Accepted:
    answer = await service.submit(Request(f"bench-{number:09}", command), SYSTEM)
    assert isinstance(answer, Accepted), answer
    return answer


async def _entrust(service: Service, messages: int) -> None:
    """Each conversation has somebody who is told what comes in, and two who follow."""
    agents = [
        (await _submit(service, 10**8 + n, SaveAgent(f"Agent {n}", f"agent{n}@desk.example"))).created_id
        for n in (1, 2, 3)
    ]
    for number in range(1, messages // 10 + 1):
        await _submit(service, 2 * 10**8 + number, AssignConversation(number, agents[0]))
        await _submit(service, 3 * 10**8 + number, ChangeFollowers(number, (agents[1] or 0, agents[2] or 0)))


async def _run(folder: Path, messages: int, *, is_told: bool = False) -> None:
    database = open_database(folder / "support.db")
    assert isinstance(database, Database)
    announced: list[Published] = []
    told = 0

    def count(notifications: list[Told]) -> None:
        nonlocal told
        told += len(notifications)

    service = Service(database, Listener(publish=announced.extend, told=count))
    await service.start()
    mailbox = await _submit(service, 10**8, SaveMailbox("Support"))
    assert mailbox.created_id is not None
    chance = random.Random(7)
    commands = [_message(number, mailbox.created_id, chance) for number in range(messages)]
    if is_told:
        first = [command for number, command in enumerate(commands) if number % 10 == 0]
        await asyncio.gather(*(_submit(service, 4 * 10**8 + n, one) for n, one in enumerate(first)))
        await _entrust(service, messages)
        commands = [command for number, command in enumerate(commands) if number % 10]
        messages = len(commands)
        announced.clear()
    begun = time.perf_counter()
    for first in range(0, messages, _AT_ONCE):
        lot = enumerate(commands[first : first + _AT_ONCE], first)
        await asyncio.gather(*(_submit(service, number, command) for number, command in lot))
    took_s = time.perf_counter() - begun
    await service.stop()
    database.close()
    size_mb = (folder / "support.db").stat().st_size / 1e6
    print(
        f"{messages} messages in {took_s:.2f} s: {messages / took_s:,.0f}/s, {took_s / messages * 1e6:.0f} µs each"
    )
    print(f"{len(announced)} events told, {told} notifications, database {size_mb:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--told", action="store_true", help="let every answer be told to three agents")
    parser.add_argument("--profile", action="store_true", help="show where the writer's time goes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not options.profile:
            asyncio.run(_run(Path(folder), options.messages, is_told=options.told))
            return
        profile = cProfile.Profile()
        _profile_the_writer(profile)
        asyncio.run(_run(Path(folder), options.messages, is_told=options.told))
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)


def _profile_the_writer(profile: cProfile.Profile) -> None:
    from server.storage.writing.writer import Writer

    plain = Writer._do

    def profiled(self: Writer, group: object) -> object:
        return profile.runcall(plain, self, group)  # type: ignore[arg-type]

    Writer._do = profiled  # type: ignore[assignment, method-assign]


if __name__ == "__main__":
    main()
