"""A bad line in front of a server, in this process: it delays, it loses, it breaks, and it can be cut for as long as one likes.

TCP hides a lost packet: its receiver gets nothing until it was sent again, and then all that came behind it at once. So a lost stretch
is one that comes late, by the time that a sender waits before it repeats; now and then the connection breaks instead.
"""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final
from urllib.parse import urlsplit

import msgspec

#: What one packet carries.
PACKET_BYTES: Final = 1_448
#: A sender repeats after a round trip and its spread, and never sooner than this (RFC 6298 as systems have it).
SHORTEST_REPEAT_S: Final = 0.2


class Weather(msgspec.Struct, frozen=True):
    """`round_trip_s` is added to each there and back, `loss` is the part of packets lost, `breaks` the part of those that end it all."""

    round_trip_s: float = 0.3
    loss: float = 0.02
    breaks: float = 0.05

    @property
    def repeat_s(self) -> float:
        """How late a lost packet comes."""
        return max(SHORTEST_REPEAT_S, 2 * self.round_trip_s)


class SlowLink:
    """Listens on a port of its own and carries everything to `target` and back, as the weather is. `cut` and `mend` the line at will."""

    def __init__(self, target: str, weather: Weather, seed: int = 1) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._weather, self._chance = weather, random.Random(seed)
        self._open: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._carrying: set[asyncio.Task[None]] = set()
        self._is_cut = False
        self.url = ""
        self.lost = self.broken = self.refused = 0
        """What became of packets and connections."""

    async def start(self) -> None:
        """Begin to listen."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """End all connections and stop listening."""
        if self._server is not None:
            self._server.close()
        self._break_all()
        await asyncio.sleep(0)  # what was let in just now is handed over in the next turn
        while carrying := [*self._carrying]:
            for task in carrying:
                task.cancel()
            await asyncio.gather(*carrying, return_exceptions=True)
            await asyncio.sleep(0)

    def cut(self) -> None:
        """Nothing goes through any more: what is open breaks, nothing new is let in."""
        self._is_cut = True
        self._break_all()

    def mend(self) -> None:
        """The line is there again."""
        self._is_cut = False

    def _break_all(self) -> None:
        for writer in [*self._open]:
            writer.transport.abort()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._carry(reader, writer))
        self._carrying.add(task)

        def over(task: asyncio.Task[None]) -> None:
            self._carrying.discard(task)
            writer.transport.abort()

        task.add_done_callback(over)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._is_cut:
            self.refused += 1
            writer.transport.abort()
            return
        try:
            there, back = await asyncio.open_connection(*self._target)
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer, back}
        ways = [
            asyncio.create_task(self._one_way(reader, back)),
            asyncio.create_task(self._one_way(there, writer)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            for end in (writer, back):
                self._open.discard(end)
                end.transport.abort()

    async def _one_way(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Each packet arrives after half a round trip, never before the one in front of it."""
        loop = asyncio.get_running_loop()
        underway: asyncio.Queue[tuple[float, bytes] | None] = asyncio.Queue()

        async def arrive() -> None:
            while (packet := await underway.get()) is not None:
                at_s, data = packet
                await asyncio.sleep(max(0.0, at_s - loop.time()))
                writer.write(data)
                await writer.drain()
            if writer.can_write_eof():
                writer.write_eof()

        arriving = asyncio.create_task(arrive())
        last_s = 0.0
        try:
            while data := await reader.read(PACKET_BYTES):
                at_s = loop.time() + self._weather.round_trip_s / 2
                if self._chance.random() < self._weather.loss:
                    self.lost += 1
                    if self._chance.random() < self._weather.breaks:
                        self.broken += 1
                        writer.transport.abort()
                        return
                    at_s += self._weather.repeat_s
                last_s = max(last_s, at_s)
                underway.put_nowait((last_s, data))
            underway.put_nowait(None)
            await arriving
        except OSError:
            return
        finally:
            arriving.cancel()
            with suppress(asyncio.CancelledError, OSError):
                await arriving


@asynccontextmanager
async def slow_link(target: str, weather: Weather, seed: int = 1) -> AsyncIterator[SlowLink]:
    """A bad line to a server, for the length of a block."""
    link = SlowLink(target, weather, seed)
    await link.start()
    try:
        yield link
    finally:
        await link.close()
