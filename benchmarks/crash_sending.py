"""Kill the server with SIGKILL at random moments while it sends, and prove that no mail was sent twice and none silently not at all.

The mail server is a process that outlives every kill, takes its time at every stage, and keeps what it took. After each kill: no reply
has left twice, whatever has left is known to have left or stands in doubt, and all that is in doubt is listed where agents are asked
about it. At the end each one in doubt is settled by what the mail server has (sent again, or noted as sent), and then every reply has left
exactly once.

`python -m benchmarks.crash_sending --rounds 100`. Exit status 1 when a promise was broken, with what broke it.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import httpx
from aiosmtpd.smtp import SMTP, Envelope, Session

from benchmarks.desk import ChildDesk
from server.demo.sink import mail_sink
from support_tui.wire import codec
from support_tui.wire.commands import (
    Command,
    ConfirmSent,
    ReceiveMessage,
    Request,
    RetryDelivery,
    SaveMailbox,
    SendReply,
)
from support_tui.wire.values import Address

MAILBOXES = 3
REPLIES_A_ROUND = 24
_DRAINED_S = 60.0
_CONFIG = """\
[server.smtp]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "desk@bench.example"
"""


class SlowSink:
    """A mail server that lets its sender wait a moment at each stage, so that kills fall everywhere. `taken` are the words it took."""

    def __init__(self, chance: random.Random) -> None:
        self.taken: list[str] = []
        self.identities: list[str] = []
        self.port = 0
        self.longest_s = 0.08
        self._chance = chance

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """A recipient."""
        await self._dawdle()
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """A mail: it counts as taken before anybody is told so."""
        await self._dawdle()
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        body = mail.get_body(("plain",))
        assert body is not None
        self.taken.append(body.get_content().split()[0])
        self.identities.append(str(mail["Message-ID"]))
        await self._dawdle()
        return "250 taken"

    async def _dawdle(self) -> None:
        await asyncio.sleep(self._chance.uniform(0, self.longest_s))

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Until the end of the block."""
        async with mail_sink(self) as (_, self.port):
            yield


class Sender:
    """Asks the desk of one child process; `promised` are the words of all replies that it has acknowledged."""

    def __init__(self, desk: ChildDesk) -> None:
        self._desk = desk
        self.asked: set[str] = set()
        self.promised: set[str] = set()
        self._http = httpx.AsyncClient()

    async def connect(self) -> None:
        """After each start."""
        await self._http.aclose()
        token = await asyncio.to_thread(self._desk.login)
        headers = {"Authorization": f"Bearer {token}"}
        self._http = httpx.AsyncClient(base_url=self._desk.url, headers=headers, timeout=30)

    async def do(self, command: Command) -> Any:
        """What must be accepted."""
        answer = await self._http.post(
            "/api/commands", content=codec.encode(Request(uuid.uuid4().hex, command))
        )
        return answer.raise_for_status().json()

    async def reply(self, conversation_id: int) -> None:
        """One more that is due at once."""
        words = uuid.uuid4().hex
        self.asked.add(words)
        await self.do(SendReply(conversation_id, f"{words} is on its way.", undo_window_s=0))
        self.promised.add(words)

    async def listed(self) -> list[dict[str, Any]]:
        """What agents are shown of what has not left."""
        page = (await self._http.get("/api/scheduled", params={"whose": "all"})).raise_for_status().json()
        return [reply["message"] for reply in page["replies"]]

    async def states(self, conversation_ids: Sequence[int]) -> dict[str, str]:
        """How far each reply has come."""
        found: dict[str, str] = {}
        for conversation_id in conversation_ids:
            before = ""
            while True:
                path, params = (
                    f"/api/conversations/{conversation_id}/thread",
                    {"before": before, "limit": "200"},
                )
                page = (await self._http.get(path, params=params)).raise_for_status().json()
                for message in page["messages"]:
                    if message["kind"] == "reply":
                        found[message["text"].split()[0]] = message["delivery"]["state"]
                before = page.get("before", "")
                if not before:
                    break
        return found


def broken(
    sender: Sender, sink: SlowSink, taken_before: set[str], states: dict[str, str], in_doubt: set[str]
) -> list[str]:
    """What contradicts the promise, in words. The desk goes on sending meanwhile: `taken_before` had been taken before it told how far
    its replies are."""
    times = Counter(sink.taken)
    found = {
        "mailed twice": [words for words, count in times.items() if count > 1],
        "acknowledged and lost": [words for words in sender.promised if words not in states],
        "accepted and never mailed": [w for w, s in states.items() if s == "accepted" and not times[w]],
        "mailed and not known of": [
            w for w in taken_before if states.get(w) not in ("accepted", "maybe_sent", "sending")
        ],
        "in doubt and not asked about": [
            w for w, s in states.items() if s == "maybe_sent" and w not in in_doubt
        ],
        "under two identities": [w for w, n in Counter(sink.identities).items() if n > 1],
    }
    return [f"{len(which)} {words}: {', '.join(which[:3])}" for words, which in found.items() if which]


async def _round(desk: ChildDesk, sender: Sender, about: list[int], chance: random.Random) -> None:
    """Send, and be killed meanwhile."""

    async def reply() -> None:
        try:
            await sender.reply(chance.choice(about))
        except httpx.TransportError:
            return

    sending = [asyncio.create_task(reply()) for _ in range(REPLIES_A_ROUND)]
    await asyncio.sleep(chance.uniform(0.2, 1.6))
    desk.kill()
    await asyncio.gather(*sending)


async def _settle(sender: Sender, sink: SlowSink) -> tuple[int, int]:
    """Answer what the desk asks, by what the mail server has: how many had left, and how many had not."""
    had_left = had_not = 0
    for message in await sender.listed():
        if message["delivery"]["state"] != "maybe_sent":
            continue
        has_left = message["text"].split()[0] in sink.taken
        kind = ConfirmSent if has_left else RetryDelivery
        await sender.do(kind(message["conversation_id"], message["id"]))
        had_left, had_not = had_left + has_left, had_not + (not has_left)
    return had_left, had_not


async def _rounds(folder: Path, options: argparse.Namespace) -> int:
    chance, desk = random.Random(options.seed), ChildDesk(folder)
    sink, sender = SlowSink(chance), Sender(desk)
    desk.init()
    about: list[int] = []
    had_left = had_not = 0
    async with sink.listening():
        desk.data.joinpath("config.toml").write_text(_CONFIG.format(port=sink.port))
        for number in range(1, options.rounds + 1):
            await asyncio.to_thread(desk.start)
            await sender.connect()
            if not about:
                about = await _customers(sender)
            in_doubt = {
                message["text"].split()[0]
                for message in await sender.listed()
                if message["delivery"]["state"] == "maybe_sent"
            }
            taken_before = set(sink.taken)
            faults = broken(sender, sink, taken_before, await sender.states(about), in_doubt)
            if faults:
                print(f"round {number}: {'; '.join(faults)}")
                return 1
            if number % 10 == 0:
                left, not_left = await _settle(sender, sink)
                had_left, had_not = had_left + left, had_not + not_left
            await _round(desk, sender, about, chance)
        await asyncio.to_thread(desk.start)
        await sender.connect()
        left, not_left = await _settle(sender, sink)
        faults = await _drain(sender, sink, about)
        print((await asyncio.to_thread(_checked, desk)).strip())
    print(
        f"{options.rounds} kills while sending, {len(sender.promised):,} replies acknowledged, {len(sink.taken):,} mails taken; "
        f"in doubt and asked about: {had_left + left} that had left, {had_not + not_left} that had not"
    )
    print("; ".join(faults) or "each left exactly once")
    return 1 if faults else 0


async def _customers(sender: Sender) -> list[int]:
    """Mailboxes, and somebody who wrote to each."""
    about = []
    for number in range(1, MAILBOXES + 1):
        box = await sender.do(SaveMailbox(f"Box {number}", f"box{number}@bench.example"))
        customer = Address(f"customer{number}@bench.example", "Customer")
        asked = await sender.do(
            ReceiveMessage(box["created_id"], customer, "Where is it?", f"q{number}@x.example")
        )
        about.append(asked["conversation_id"])
    return about


async def _drain(sender: Sender, sink: SlowSink, about: list[int]) -> list[str]:
    """Let everything leave; what is still wrong then."""
    end = time.monotonic() + _DRAINED_S
    while True:
        states = await sender.states(about)
        waiting = [words for words, state in states.items() if state in ("queued", "sending")]
        if not waiting or time.monotonic() > end:
            break
        await asyncio.sleep(0.2)
    times = Counter(sink.taken)
    once = [words for words in states if times[words] != 1 or states[words] != "accepted"]
    return [
        *broken(sender, sink, set(sink.taken), states, set()),
        *([f"{len(once)} not exactly once: {[(w, states[w], times[w]) for w in once[:3]]}"] * bool(once)),
    ]


def _checked(desk: ChildDesk) -> str:
    desk.stop()
    return desk.command("check")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 2**32)
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="support-crash-sending-") as folder:
        return asyncio.run(_rounds(Path(folder) / "desk", options))


if __name__ == "__main__":
    sys.exit(main())
