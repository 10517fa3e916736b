"""How long a customer's message takes until it is committed and on every console: POST, commit, websocket of N clients.

`python -m benchmarks.fanout --rate 200 --seconds 20` and `--rate 1000`. Server, load and clients share this machine, each in a process of
its own. Every client must get every message exactly once and its stream must have no gap; exit status 1 where that does not hold.
"""

import argparse
import asyncio
import base64
import functools
import multiprocessing
import os
import re
import struct
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.desk import ChildDesk
from support_tui.wire import codec
from support_tui.wire.commands import ReceiveMessage, Request
from support_tui.wire.values import Address

_MARK = re.compile(rb'"text":"bench (\d+) ')
_SPAN = re.compile(rb'\{"frame":"events","after_seq":(\d+),"seq":(\d+)')
_CONNECTIONS = 24
_CUSTOMERS = 500


class Arrivals:
    """When each message had reached the last of the clients, and what went wrong on the way."""

    def __init__(self, messages: int) -> None:
        self.last = [0.0] * messages
        self.times = [0] * messages
        self.gaps = 0


class Client(asyncio.Protocol):
    """A websocket client that understands just enough to keep up: unmasked server frames, pings answered."""

    def __init__(self, path: str, token: str, arrivals: Arrivals, ready: asyncio.Event) -> None:
        self._arrivals = arrivals
        self._ready = ready
        self._seq: int | None = None
        self._buffer = bytearray()
        self._is_open = False
        key = base64.b64encode(os.urandom(16)).decode()
        self._request = (
            f"GET {path} HTTP/1.1\r\nHost: desk\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nAuthorization: Bearer {token}\r\n\r\n"
        ).encode()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._is_open:
            head, end, rest = bytes(self._buffer).partition(b"\r\n\r\n")
            if not end:
                return
            assert b" 101 " in head.split(b"\r\n")[0], head
            self._buffer = bytearray(rest)
            self._is_open = True
            self._ready.set()
        while self._take_frame():
            pass

    def _take_frame(self) -> bool:
        buffer = self._buffer
        if len(buffer) < 2:
            return False
        size, start = buffer[1] & 0x7F, 2
        if size == 126:
            start = 4
            size = struct.unpack_from("!H", buffer, 2)[0] if len(buffer) >= 4 else 1 << 62
        elif size == 127:
            start = 10
            size = struct.unpack_from("!Q", buffer, 2)[0] if len(buffer) >= 10 else 1 << 62
        if len(buffer) < start + size:
            return False
        opcode, payload = buffer[0] & 0x0F, bytes(buffer[start : start + size])
        del buffer[: start + size]
        if opcode == 1:
            self._take(payload)
        elif opcode == 9:
            self._transport.write(b"\x8a" + bytes([0x80 | len(payload)]) + b"\0\0\0\0" + payload)
        return True

    def _take(self, payload: bytes) -> None:
        now = time.monotonic()
        span = _SPAN.match(payload)
        if span is None:
            return
        if self._seq is not None and int(span[1]) != self._seq:
            self._arrivals.gaps += 1
        self._seq = int(span[2])
        for mark in _MARK.findall(payload):
            number = int(mark)
            self._arrivals.times[number] += 1
            self._arrivals.last[number] = max(self._arrivals.last[number], now)


async def _receive(url: str, token: str, clients: int, messages: int, pipe: Connection) -> None:
    import uvloop

    del uvloop
    address = urlsplit(url)
    arrivals = Arrivals(messages)
    ready = [asyncio.Event() for _ in range(clients)]
    loop = asyncio.get_running_loop()
    for event in ready:
        client = functools.partial(Client, "/api/stream", token, arrivals, event)
        await loop.create_connection(client, address.hostname or "", address.port or 0)
        await event.wait()
    pipe.send("ready")
    end: float | None = None
    while end is None or (time.monotonic() < end and sum(arrivals.times) < messages * clients):
        await asyncio.sleep(0.1)
        if end is None and pipe.poll():
            end = time.monotonic() + pipe.recv()
    pipe.send((arrivals.last, arrivals.times, arrivals.gaps))


def _receiver(url: str, token: str, clients: int, messages: int, pipe: Connection) -> None:
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_receive(url, token, clients, messages, pipe))


class Poster:
    """Sends at a given pace whatever the answers do (an open loop), over a few kept connections."""

    def __init__(self, url: str, token: str, mailbox_id: int, rate: float, messages: int) -> None:
        address = urlsplit(url)
        self._host, self._port = address.hostname, address.port
        self._head = (
            f"POST /api/commands HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer {token}\r\nContent-Length: "
        )
        self._mailbox_id = mailbox_id
        self._rate = rate
        self.sent = [0.0] * messages
        self.answered = [0.0] * messages
        self.refused = 0

    async def run(self) -> None:
        """Send everything and wait for the answers."""
        turns: asyncio.Queue[int | None] = asyncio.Queue()
        senders = [asyncio.create_task(self._send(turns)) for _ in range(_CONNECTIONS)]
        start = time.monotonic()
        for number in range(len(self.sent)):
            due = start + number / self._rate
            delay = due - time.monotonic()
            if delay > 0:
                await asyncio.sleep(delay)
            self.sent[number] = max(due, start)
            turns.put_nowait(number)
        for _ in senders:
            turns.put_nowait(None)
        await asyncio.gather(*senders)

    async def _send(self, turns: "asyncio.Queue[int | None]") -> None:
        reader, writer = await asyncio.open_connection(self._host, self._port)
        while (number := await turns.get()) is not None:
            body = self._body(number)
            writer.write(f"{self._head}{len(body)}\r\n\r\n".encode() + body)
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head.lower())
            assert length is not None
            await reader.readexactly(int(length[1]))
            self.answered[number] = time.monotonic()
            self.refused += b" 200 " not in head[:20]
        writer.close()

    def _body(self, number: int) -> bytes:
        customer = number % _CUSTOMERS
        command = ReceiveMessage(
            mailbox_id=self._mailbox_id,
            sender=Address(f"customer{customer}@bench.example", f"Customer {customer}"),
            title="Where is my parcel?",
            text=f"bench {number} it was to arrive on Monday, and the shop does not answer. " * 2,
            external_id=f"{number}@bench.example",
            thread_id=f"thread-{customer}",
        )
        return codec.encode(Request(key=f"bench-{number:08}", command=command))


def _percentiles(name: str, values: list[float]) -> str:
    ordered = sorted(values)
    shown = [
        f"p{share} {ordered[min(len(ordered) - 1, len(ordered) * share // 100)] * 1000:.1f}"
        for share in (50, 95, 99)
    ]
    return f"{name}: {', '.join(shown)}, worst {ordered[-1] * 1000:.1f} ms"


def _measure(desk: ChildDesk, rate: float, seconds: float, clients: int) -> bool:
    import httpx
    import uvloop

    messages = int(rate * seconds)
    token = desk.login()
    snapshot = httpx.get(f"{desk.url}/api/snapshot", headers={"Authorization": f"Bearer {token}"}, timeout=30)
    mailbox_id = snapshot.json()["directory"]["mailboxes"][0]["id"]
    ours, theirs = multiprocessing.Pipe()
    receiver = multiprocessing.Process(target=_receiver, args=(desk.url, token, clients, messages, theirs))
    receiver.start()
    assert ours.recv() == "ready"
    poster = Poster(desk.url, token, mailbox_id, rate, messages)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(poster.run())
    ours.send(30.0)
    last, times, gaps = ours.recv()
    receiver.join()
    lost = sum(1 for count in times if count < clients)
    doubled = sum(1 for count in times if count > clients)
    took = max(poster.answered) - poster.sent[0]
    print(
        f"{messages:,} messages at {rate:g}/s to {clients} clients: {messages / took:,.0f}/s answered, {poster.refused} refused"
    )
    print(
        _percentiles(
            "  POST to answer (committed)", [a - s for a, s in zip(poster.answered, poster.sent, strict=True)]
        )
    )
    print(_percentiles("  POST to the last client", [a - s for a, s in zip(last, poster.sent, strict=True)]))
    print(
        f"  not at all clients: {lost}, doubled: {doubled}, gaps: {gaps}; server {desk.resident_mb():.0f} MB"
    )
    return not (lost or doubled or gaps or poster.refused)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rate", type=float, action="append", help="messages a second (200 and 1000)")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--clients", type=int, default=100)
    options = parser.parse_args()
    is_kept = True
    for rate in options.rate or [200, 1000]:
        with tempfile.TemporaryDirectory(prefix="support-fanout-") as folder:
            desk = ChildDesk(Path(folder) / "desk")
            desk.init()
            desk.start()
            try:
                is_kept = _measure(desk, rate, options.seconds, options.clients) and is_kept
            finally:
                desk.stop()
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
