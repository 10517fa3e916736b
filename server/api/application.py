"""The ASGI application: finds the route, checks who asks and the shape of what they ask, and answers; never with a traceback."""

import asyncio
import contextlib
import logging
from typing import Any, Final
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import ClientDisconnect
from starlette.routing import compile_path
from starlette.types import Message, Receive, Scope, Send

from support_tui.wire import codec, limits
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Role

from ..storage.failures import refusal_for
from .answers import JSON, Answer, FileAnswer
from .auth import Caller
from .auth.gate import LOCAL
from .desk import ApiDesk
from .errors import answer_of
from .routes import ROUTES
from .stream import STREAM_PATH, serve_stream
from .table import PUBLIC, Call, Outcome, Raw, Route

logger = logging.getLogger("support_server.api")

#: A body has to be here within this time, however slowly it drips.
BODY_DEADLINE_S = 60.0
RUN_OUT_S = 3.0

_NO_BODY: Final = msgspec.UNSET


class Application:
    """One door of the server; `is_local` is the unix socket, behind which nobody needs a token."""

    def __init__(self, desk: ApiDesk, *, is_local: bool = False) -> None:
        self._desk = desk
        self._is_local = is_local
        self._static = {(route.method, route.path): route for route in ROUTES if "{" not in route.path}
        self._patterns = [(compile_path(route.path)[0], route) for route in ROUTES if "{" in route.path]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["type"]:
            case "http":
                await self._answer_http(scope, receive, send)
            case "websocket":
                await self._serve_websocket(scope, receive, send)

    async def _answer_http(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            answer = _answer(await self._outcome(scope, receive))
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001 - logged under a reference, told as `internal`
            answer = answer_of(unexpected(error, f"{scope['method']} {scope['path']}"))
        await answer.send(scope, receive, send)

    async def _serve_websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] != STREAM_PATH:
            await _refuse_websocket(Refusal(RefusalCode.UNKNOWN_ROUTE), send)
            return
        caller = self._caller(scope)
        if isinstance(caller, Refusal):
            await _refuse_websocket(caller, send)
            return
        refusal = await serve_stream(self._desk, caller, scope, receive, send)
        if refusal is not None:
            await _refuse_websocket(refusal, send)

    async def _outcome(self, scope: Scope, receive: Receive) -> Outcome:
        """The checks in their order: route, who asks, parameters, body; then the handler."""
        found = self._find(scope["method"], scope["path"])
        if isinstance(found, Refusal):
            return found
        route, path_params = found
        caller = LOCAL if route.scopes == PUBLIC else self._caller(scope)
        if isinstance(caller, Refusal):
            return caller
        if not _may_use(route, caller):
            return Refusal(RefusalCode.FORBIDDEN, {"action": route.name})
        params = _params(route, path_params, scope["query_string"])
        if isinstance(params, Refusal):
            return params
        body = await _body(route, scope, receive)
        if isinstance(body, Refusal):
            return body
        return await route.handler(Call(self._desk, caller, params, body, _address(scope)))

    def _caller(self, scope: Scope) -> Caller | Refusal:
        if self._is_local:
            return LOCAL
        return self._desk.gate.identify(_header(scope, b"authorization").decode("latin-1"))

    def _find(self, method: str, path: str) -> tuple[Route, dict[str, str]] | Refusal:
        route = self._static.get((method, path))
        if route is not None:
            return route, {}
        is_path_known = any(known == path for _, known in self._static)
        for pattern, route in self._patterns:
            match = pattern.match(path)
            if match and route.method == method:
                return route, match.groupdict()
            is_path_known = is_path_known or match is not None
        code = RefusalCode.METHOD_NOT_ALLOWED if is_path_known else RefusalCode.UNKNOWN_ROUTE
        return Refusal(code)


def unexpected(error: Exception, what: str) -> Refusal:
    """Log a fault under a reference and answer with that alone; a full or damaged disk is said as what it is."""
    refusal = refusal_for(error).refusal
    reference = refusal.params.get("reference", "-")
    logger.error("%s: %s, reference %s", what, refusal.code.value, reference, exc_info=error)
    return refusal


def _answer(outcome: Outcome) -> Answer | FileAnswer:
    match outcome:
        case Answer() | FileAnswer():
            return outcome
        case Refusal():
            return answer_of(outcome)
        case None:
            return Answer(b"", status=204)
        case _:
            return Answer(codec.encode(outcome), JSON)


def _may_use(route: Route, caller: Caller) -> bool:
    if route.scopes == PUBLIC:
        return True
    if caller.scope not in route.scopes:
        return False
    agent = caller.asker.agent
    return not route.admins_only or agent is None or agent.role is Role.ADMIN


def _params(route: Route, path_params: dict[str, str], query_string: bytes) -> msgspec.Struct | Refusal:
    """Path and query as the route's parameters; an unknown or repeated one is refused like an unknown field."""
    given = dict(path_params)
    for name, value in parse_qsl(query_string.decode("latin-1"), keep_blank_values=True):
        if name in given:
            return Refusal(RefusalCode.INVALID_FIELD, {"field": name, "reason": "given twice"})
        given[name] = value
    try:
        return msgspec.convert(given, route.params, strict=False)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at `")
        return Refusal(
            RefusalCode.INVALID_FIELD, {"field": path.rstrip("`").lstrip("$.") or "$", "reason": reason}
        )


async def _body(route: Route, scope: Scope, receive: Receive) -> Any:
    """The decoded body, or why it is none. Of a body that says beforehand that it is too long, nothing is kept."""
    if route.body is None:
        return _NO_BODY
    too_large = Refusal(RefusalCode.TOO_LARGE, {"limit": route.body_limit})
    declared = _header(scope, b"content-length")
    if declared.isdigit() and int(declared) > route.body_limit:
        await _let_run_out(receive)
        return too_large
    try:
        async with asyncio.timeout(BODY_DEADLINE_S * max(1, route.body_limit // limits.BODY_BYTES)):
            raw = await _read_body(receive, route.body_limit)
    except TimeoutError:
        return Refusal(RefusalCode.TOO_SLOW, {"deadline_ms": int(BODY_DEADLINE_S * 1000)})
    if raw is None:
        await _let_run_out(receive)
        return too_large
    return raw if route.body is Raw else codec.decode_or_refuse(raw, route.body)


async def _read_body(receive: Receive, limit: int) -> bytes | None:
    """All of the body, None as soon as it is longer than `limit` bytes."""
    message: Message = await receive()
    chunks: list[bytes] = []
    size = 0
    while message["type"] != "http.disconnect":
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            return None
        chunks.append(chunk)
        if not message.get("more_body", False):
            return chunks[0] if len(chunks) == 1 else b"".join(chunks)
        message = await receive()
    raise ClientDisconnect


async def _let_run_out(receive: Receive) -> None:
    """Take in the rest of a refused body for a moment without keeping it: who is still sending when the line is cut never
    reads the answer."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(RUN_OUT_S):
            message = await receive()
            while message["type"] == "http.request" and message.get("more_body", False):
                message = await receive()


async def _refuse_websocket(refusal: Refusal, send: Send) -> None:
    """Answer the handshake with the refusal as a plain HTTP answer."""
    answer = answer_of(refusal)
    headers = [(b"content-type", answer.media_type), *answer.headers]
    await send({"type": "websocket.http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": answer.body})


def _header(scope: Scope, name: bytes) -> bytes:
    return next((value for header, value in scope["headers"] if header == name), b"")


def _address(scope: Scope) -> str:
    client = scope.get("client")
    return client[0] if client else "local"
