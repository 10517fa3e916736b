"""Kill the server with SIGKILL at random moments under load and prove that nothing acknowledged was lost or doubled.

After every kill: messages, replies, the outbox and the mails that left, each against what was promised. Every few kills, and at the
end: `support-server check`, which compares counts, log and tables.

`python -m benchmarks.crash --rounds 100`. Exit status 1 when a promise was broken, with what broke it.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from pathlib import Path

import httpx
from aiosmtpd.smtp import SMTP, Envelope, Session

from benchmarks.desk import ChildDesk
from benchmarks.promises import Ledger, broken_promises, kept
from server.demo.sink import mail_sink
from support_tui.wire import codec
from support_tui.wire.commands import Command, ReceiveMessage, Request, SendReply, SetStatus
from support_tui.wire.values import Address, Status

WRITERS = 8
_REPLY = "Your parcel is on its way. "
_CONFIG = """\
[server.smtp]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "desk@bench.example"
"""


class MailServer:
    """Takes every mail and remembers the reply in it. `port` is free when the block begins."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.port = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Called by aiosmtpd with each mail."""
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content)
        plain = next(part for part in mail.walk() if part.get_content_type() == "text/plain")
        content = plain.get_payload(decode=True)
        assert isinstance(content, bytes)
        self.taken.append(content.decode().strip().splitlines()[0])
        return "250 taken"

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Until the end of the block."""
        async with mail_sink(self) as (_, self.port):
            yield


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
    kind = chance.random() if known else 1.0
    if kind < 0.25:
        return SetStatus(conversation_id=chance.choice(known), status=chance.choice(list(Status)))
    if kind < 0.4:
        text = f"{_REPLY}{uuid.uuid4().hex}"
        return SendReply(conversation_id=chance.choice(known), text=text, undo_window_s=0)
    return ReceiveMessage(
        mailbox_id=mailbox_id,
        sender=Address(f"customer{chance.randrange(500)}@bench.example", "Customer"),
        title="Where is my parcel?",
        text="It was to arrive on Monday. " * chance.randrange(1, 20),
        external_id=uuid.uuid4().hex,
        conversation_id=chance.choice(known) if known and chance.random() < 0.5 else None,
    )


async def _load(desk: ChildDesk, ledger: Ledger, chance: random.Random) -> None:
    headers = {"Authorization": f"Bearer {await asyncio.to_thread(desk.login)}"}
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


async def _rounds(folder: Path, options: argparse.Namespace) -> int:
    chance, ledger, mail, desk = random.Random(options.seed), Ledger(), MailServer(), ChildDesk(folder)
    desk.init()
    async with mail.listening():
        desk.data.joinpath("config.toml").write_text(_CONFIG.format(port=mail.port))
        for number in range(1, options.rounds + 1):
            await asyncio.to_thread(desk.start)
            await _load(desk, ledger, chance)
            tables = kept(desk.data)
            broken = broken_promises(ledger, tables, mail.taken)
            if broken:
                print(f"round {number}: {'; '.join(broken)}")
                return 1
            if number % options.check_every == 0 or number == options.rounds:
                print(
                    f"round {number}: {(await asyncio.to_thread(desk.command, 'check')).strip()}", flush=True
                )
    states = ", ".join(
        f"{count:,} {state}" for state, count in Counter(state for _, state in tables.replies).most_common()
    )
    print(
        f"{options.rounds} kills, {len(ledger.asked):,} requests, {len(ledger.acknowledged):,} acknowledged: "
        "none lost, none doubled, log and tables agree"
    )
    print(f"replies: {states}; {len(mail.taken):,} mails left, none twice")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument(
        "--check-every", type=int, default=20, metavar="N", help="`check` after every N kills"
    )
    parser.add_argument("--seed", type=int, default=time.time_ns() % 2**32)
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="support-crash-") as folder:
        return asyncio.run(_rounds(Path(folder) / "desk", options))


if __name__ == "__main__":
    sys.exit(main())
