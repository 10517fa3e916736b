"""Kill the server with SIGKILL at random moments under load and prove that nothing acknowledged was lost or doubled.

`python -m benchmarks.crash --rounds 100`. Exit status 1 when a promise was broken, with what broke it.
"""

import argparse
import asyncio
import random
import sqlite3
import sys
import tempfile
import time
import uuid
from collections import Counter
from pathlib import Path

import httpx

from benchmarks.desk import ChildDesk
from support_tui.wire import codec
from support_tui.wire.commands import Command, ReceiveMessage, Request, SetStatus
from support_tui.wire.values import Address, Status

WRITERS = 8


class Ledger:
    """What was asked and what was promised, kept outside of the server: key → request, and the keys acknowledged."""

    def __init__(self) -> None:
        self.asked: dict[str, Request] = {}
        self.acknowledged: set[str] = set()
        self.conversations: list[int] = []

    def external_ids(self) -> dict[str, bool]:
        """Every message ever sent, and whether the server has acknowledged it."""
        return {
            request.command.external_id: key in self.acknowledged
            for key, request in self.asked.items()
            if isinstance(request.command, ReceiveMessage)
        }


async def _write_until_killed(
    http: httpx.AsyncClient, ledger: Ledger, mailbox_id: int, chance: random.Random
) -> None:
    try:
        while True:
            request = Request(key=uuid.uuid4().hex, command=_command(ledger, mailbox_id, chance))
            ledger.asked[request.key] = request
            await _send(http, ledger, request)
    except httpx.TransportError:
        return


async def _send(http: httpx.AsyncClient, ledger: Ledger, request: Request) -> None:
    answer = await http.post("/api/commands", content=codec.encode(request))
    if answer.is_success or answer.json()["error"]["code"] == "no_change":
        ledger.acknowledged.add(request.key)
        if answer.is_success and (conversation_id := answer.json().get("conversation_id")):
            ledger.conversations.append(conversation_id)


def _command(ledger: Ledger, mailbox_id: int, chance: random.Random) -> Command:
    known = ledger.conversations[-200:]
    if known and chance.random() < 0.3:
        return SetStatus(conversation_id=chance.choice(known), status=chance.choice(list(Status)))
    return ReceiveMessage(
        mailbox_id=mailbox_id,
        sender=Address(f"customer{chance.randrange(500)}@bench.example", "Customer"),
        title="Where is my parcel?",
        text="It was to arrive on Monday. " * chance.randrange(1, 20),
        external_id=uuid.uuid4().hex,
        conversation_id=chance.choice(known) if known and chance.random() < 0.5 else None,
    )


async def _load(desk: ChildDesk, ledger: Ledger, chance: random.Random) -> None:
    headers = {"Authorization": f"Bearer {desk.login()}"}
    async with httpx.AsyncClient(base_url=desk.url, headers=headers, timeout=30) as http:
        mailbox_id = (await http.get("/api/snapshot")).json()["directory"]["mailboxes"][0]["id"]
        unanswered = [request for key, request in ledger.asked.items() if key not in ledger.acknowledged]
        for request in unanswered:
            await _send(http, ledger, request)
        writers = [
            asyncio.create_task(_write_until_killed(http, ledger, mailbox_id, chance)) for _ in range(WRITERS)
        ]
        await asyncio.sleep(chance.uniform(0.05, 1.2))
        desk.kill()
        await asyncio.gather(*writers)


def _broken_promises(data: Path, ledger: Ledger) -> list[str]:
    """What the tables contradict of what was acknowledged; empty when every promise was kept."""
    connection = sqlite3.connect(f"file:{data / 'support.db'}?mode=ro", uri=True)
    try:
        stored = Counter(row[0] for row in connection.execute("select external_id from message_external"))
        messages = connection.execute("select count(*) from message").fetchone()[0]
    finally:
        connection.close()
    asked = ledger.external_ids()
    lost = [
        external for external, is_acknowledged in asked.items() if is_acknowledged and not stored[external]
    ]
    doubled = [external for external, times in stored.items() if times > 1]
    unknown = [external for external in stored if external not in asked]
    broken = [f"lost: {lost[:3]}"] * bool(lost) + [f"doubled: {doubled[:3]}"] * bool(doubled)
    broken += [f"never sent: {unknown[:3]}"] * bool(unknown)
    if messages != len(stored):
        broken.append(f"{messages} messages for {len(stored)} identities")
    return broken


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 2**32)
    options = parser.parse_args()
    chance, ledger = random.Random(options.seed), Ledger()
    print(f"seed {options.seed}")
    with tempfile.TemporaryDirectory(prefix="support-crash-") as folder:
        desk = ChildDesk(Path(folder) / "desk")
        desk.init()
        for round_number in range(1, options.rounds + 1):
            desk.start()
            asyncio.run(_load(desk, ledger, chance))
            broken = _broken_promises(desk.data, ledger)
            if broken:
                print(f"round {round_number}: {'; '.join(broken)}")
                return 1
        print(desk.command("check").strip())
    print(
        f"{options.rounds} kills, {len(ledger.asked):,} requests, {len(ledger.acknowledged):,} acknowledged: "
        "none lost, none doubled, log and tables agree"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
