"""The websocket: sends what the hub has for one socket while listening for what its screen shows. Decides nothing."""

import asyncio
import logging
from urllib.parse import parse_qsl

from starlette.types import Receive, Scope, Send

from support_tui.wire import codec, limits
from support_tui.wire.frames import UpFrame
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.zones import MAX_NAME_CHARS, zone_of

from ..hub import CloseCode, Hub, Subscriber
from .auth import Caller
from .desk import ApiDesk
from .resources.eyes import agent_of
from .table import PEOPLE

logger = logging.getLogger("support_server.stream")

STREAM_PATH = "/api/stream"

_POLICY_VIOLATION = 1008
_FULL_S = 30
"""When to try again where too many streams are open."""


async def serve_stream(
    desk: ApiDesk, caller: Caller, scope: Scope, receive: Receive, send: Send
) -> Refusal | None:
    """Serve a socket to its end. A refusal is for the handshake, which then has not been answered."""
    asked = _asked(scope["query_string"])
    if isinstance(asked, Refusal):
        return asked
    since, zone_name = asked
    if caller.scope not in PEOPLE:
        return Refusal(RefusalCode.FORBIDDEN, {"action": "stream"})
    if len(desk.hub) >= desk.max_sockets:
        return Refusal(RefusalCode.RATE_LIMITED, {"retry_after_s": _FULL_S})
    await receive()
    await send({"type": "websocket.accept"})
    only = caller.asker.mailbox_id
    subscriber = desk.hub.join(agent_of(caller), since, caller.token_digest, zone_name, only)
    listening = asyncio.create_task(_listen(desk.hub, subscriber, receive))
    try:
        await _tell(desk.hub, subscriber, listening, send)
    finally:
        desk.hub.leave(subscriber)
        listening.cancel()
    return None


async def _tell(hub: Hub, subscriber: Subscriber, listening: asyncio.Task[int | None], send: Send) -> None:
    """Send until the peer is gone or the hub ends the stream; both wake the wait for something to send."""
    await send({"type": "websocket.send", "text": hub.hello(subscriber)})
    while not listening.done():
        frame = None
        if subscriber.close_code is not CloseCode.LOGGED_OUT:
            frame = await hub.next_frame(subscriber)
        if frame is not None:
            await send({"type": "websocket.send", "text": frame})
        elif subscriber.close_code is not None:
            await send({"type": "websocket.close", "code": int(subscriber.close_code)})
            return
        else:
            await subscriber.woken()
    code = listening.result()
    if code is not None:
        await send({"type": "websocket.close", "code": code})


async def _listen(hub: Hub, subscriber: Subscriber, receive: Receive) -> int | None:
    """Take what comes up until the peer goes (None) or says something that is no frame (the code to close with)."""
    try:
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                return None
            raw = message.get("text") or message.get("bytes") or ""
            frame = codec.decode_or_refuse(raw, UpFrame) if len(raw) <= limits.FRAME_UP_BYTES else None
            if frame is None or isinstance(frame, Refusal):
                return _POLICY_VIOLATION
            hub.look(subscriber, frame)
    finally:
        subscriber.wake()


def _asked(query_string: bytes) -> tuple[int | None, str] | Refusal:
    """Where the stream is to start: the last event the console knows, or None for from now on; and in which time zone days begin."""
    params = dict(parse_qsl(query_string.decode("latin-1"), keep_blank_values=True))
    given = params.pop("since", None)
    zone_name = params.pop("tz", "") or "UTC"
    if len(zone_name) > MAX_NAME_CHARS or zone_of(zone_name) is None:
        return Refusal(RefusalCode.INVALID_FIELD, {"field": "tz", "reason": "unknown time zone"})
    if params:
        return Refusal(RefusalCode.INVALID_FIELD, {"field": min(params), "reason": "unknown parameter"})
    if given is None:
        return None, zone_name
    if not (given.isascii() and given.isdigit() and len(given) <= 18):
        return Refusal(RefusalCode.INVALID_FIELD, {"field": "since", "reason": "not a sequence number"})
    return int(given), zone_name
