"""The websocket to the server: opens it, reads frames, sends frames, measures the round trip. Decides nothing."""

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

import msgspec

from support_tui.link.address import Address
from support_tui.link.tls import context_for, is_distrust
from support_tui.wire import codec
from support_tui.wire.frames import DownFrame, UpFrame

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection
    from websockets.exceptions import ConnectionClosed

#: Seconds until a server that does not answer counts as gone: for opening, and for the answer to a ping.
OPEN_TIMEOUT_S = 10
PONG_TIMEOUT_S = 15
#: Bytes of one frame: a page of events with their messages, all of them long mails.
FRAME_BYTES = 256_000_000
#: The close code with which the server says that the token is worth nothing any more.
LOGGED_OUT_CODE = 4001


class StreamLost(Exception):
    """The stream could not be opened or has ended; `is_logged_out` where the server does not know the token (any more),
    `is_distrusted` where its certificate is not trusted."""

    def __init__(self, reason: str, *, is_logged_out: bool = False, is_distrusted: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_logged_out = is_logged_out
        self.is_distrusted = is_distrusted


class Socket:
    """One open stream."""

    def __init__(self, connection: "ClientConnection") -> None:
        self._connection = connection

    async def frames(self) -> AsyncIterator[DownFrame]:
        """Frames as they come. Raises StreamLost at the end, also where a frame cannot be read."""
        from websockets.exceptions import ConnectionClosed

        try:
            async for raw in self._connection:
                yield codec.decode(raw, DownFrame)  # type: ignore[arg-type]
        except ConnectionClosed as closed:
            raise _lost(closed) from closed
        except msgspec.MsgspecError as error:
            await self._connection.close(1003)
            raise StreamLost(f"unreadable frame: {error}") from error
        raise StreamLost("closed")

    async def send(self, frame: UpFrame) -> None:
        """Tell the server something of the moment; lost without a word where the stream has just ended."""
        from websockets.exceptions import ConnectionClosed

        try:
            await self._connection.send(codec.encode(frame).decode())
        except ConnectionClosed:
            return

    async def ping(self) -> int:
        """The round trip in milliseconds. Raises StreamLost where no answer comes in time."""
        from websockets.exceptions import ConnectionClosed

        try:
            # `wait_for` would lose a cancellation that comes with the pong.
            async with asyncio.timeout(PONG_TIMEOUT_S):
                latency_s = await (await self._connection.ping())
        except ConnectionClosed as closed:
            raise _lost(closed) from closed
        except TimeoutError as timeout:
            await self._connection.close(1001)
            raise StreamLost("no answer to a ping") from timeout
        return round(latency_s * 1_000)

    async def close(self) -> None:
        """End the stream; at once where the wait for the server's goodbye is cancelled."""
        try:
            await self._connection.close()
        finally:
            self._connection.transport.abort()


def _lost(closed: "ConnectionClosed") -> StreamLost:
    """Why a stream has ended, from the close frame of the server if there was one."""
    received = closed.rcvd
    if received is None:
        return StreamLost("connection lost")
    reason = received.reason or f"closed ({received.code})"
    return StreamLost(reason, is_logged_out=received.code == LOGGED_OUT_CODE)


async def open_socket(
    address: Address,
    token: str,
    since: int,
    pinned_pem: str = "",
    authority_file: str = "",
    zone_name: str = "",
) -> Socket:
    """The stream behind `since`, for one whose days begin in that time zone. Raises StreamLost."""
    from websockets.asyncio.client import connect, unix_connect
    from websockets.exceptions import InvalidHandshake, InvalidStatus, WebSocketException

    url = f"{address.stream_url}/api/stream?since={since}"
    url += f"&tz={quote(zone_name)}" if zone_name else ""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    common: dict[str, Any] = {
        "additional_headers": headers,
        "compression": None,
        "open_timeout": OPEN_TIMEOUT_S,
        "ping_interval": None,
        "max_size": FRAME_BYTES,
        "close_timeout": 1,
    }
    try:
        if address.socket_path:
            return Socket(await unix_connect(address.socket_path, url, **common))
        proxy: Literal[True] | None = None if address.is_local else True
        context = context_for(address, pinned_pem, authority_file)
        return Socket(await connect(url, ssl=context, proxy=proxy, **common))
    except InvalidStatus as refused:
        status = refused.response.status_code
        raise StreamLost(f"refused ({status})", is_logged_out=status == 401) from refused
    except (OSError, TimeoutError, InvalidHandshake, WebSocketException) as error:
        raise StreamLost(str(error) or type(error).__name__, is_distrusted=is_distrust(error)) from error
