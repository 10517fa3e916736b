"""The stream to the server, where an end of it does not go by itself."""

import asyncio
from typing import Any

import websockets
from websockets.asyncio.server import serve

from support_tui.link.stream import Socket


async def test_a_goodbye_that_is_cut_short_leaves_nothing_open() -> None:
    """A console that ends while a stream waits for the goodbye of a silent server hangs up at once."""

    async def is_silent(connection: Any) -> None:
        connection.transport.pause_reading()
        await connection.wait_closed()

    async with serve(is_silent, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        connection = await websockets.connect(f"ws://127.0.0.1:{port}", close_timeout=60)
        closing = asyncio.create_task(Socket(connection).close())
        done, _ = await asyncio.wait([closing], timeout=0.05)
        assert not done, "the goodbye is waited for"
        closing.cancel()
        await asyncio.wait([closing])
        assert connection.transport.is_closing()
        for waiting in server.connections:
            waiting.transport.abort()


async def test_a_cancellation_that_comes_with_the_pong_is_not_lost() -> None:
    """Who ends while a heartbeat is answered does not wait for the next one."""
    pong: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    class Answering:
        async def ping(self) -> asyncio.Future[float]:
            return pong

    beating = asyncio.create_task(Socket(Answering()).ping())  # type: ignore[arg-type]
    await asyncio.wait([beating], timeout=0.01)
    pong.set_result(0.1)
    beating.cancel()
    await asyncio.wait([beating])
    assert beating.cancelled()
