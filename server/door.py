"""Reaches the desk at its own box: through the running server's socket, or by being the server for a moment.

Either way it is the same HTTP interface, and nothing ever writes beside the one writer.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import httpx

from support_tui.wire import codec
from support_tui.wire.commands import Accepted, Command, Request
from support_tui.wire.views import Snapshot

from .folder import DataFolder, FolderInUse
from .wiring import DeskProblem, open_desk

T = TypeVar("T")

_HOST = "http://desk"
_TIMEOUT_S = 120.0


class DoorProblem(Exception):
    """The desk could not be reached or did not do it; says why in words for people."""


class Refused(DoorProblem):
    """The desk was reached and did not do it; `code` is the refusal's."""

    def __init__(self, words: str, code: str) -> None:
        super().__init__(words)
        self.code = code


class Door:
    """The desk's HTTP interface as the administrator at the box. Every method raises Refused with the server's words, or DoorProblem
    where nothing answers."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def get(self, path: str, kind: type[T], **params: str | int) -> T:
        """Read something."""
        return codec.decode(await self._bytes("GET", path, params=params), kind)

    async def post(self, path: str, body: Any, kind: type[T], *, patience_s: float = _TIMEOUT_S) -> T:
        """Send a struct and read the answer."""
        raw = await self._bytes("POST", path, content=codec.encode(body), timeout=patience_s)
        return codec.decode(raw, kind)

    async def put(self, path: str, body: Any) -> None:
        """Set something."""
        await self._bytes("PUT", path, content=codec.encode(body))

    async def delete(self, path: str) -> None:
        """Take something away."""
        await self._bytes("DELETE", path)

    async def send_raw(self, path: str, raw: bytes, kind: type[T], **params: str) -> T:
        """Send bytes and read the answer."""
        return codec.decode(await self._bytes("POST", path, content=raw, params=params), kind)

    async def do(self, key: str, command: Command, *, patience_s: float = _TIMEOUT_S) -> Accepted:
        """Have a command done."""
        return await self.post("/api/commands", Request(key, command), Accepted, patience_s=patience_s)

    async def snapshot(self) -> Snapshot:
        """The desk's people and mailboxes."""
        return await self.get("/api/snapshot", Snapshot)

    async def _bytes(self, method: str, path: str, **request: Any) -> bytes:
        try:
            answer = await self._http.request(method, path, **request)
        except httpx.TransportError as error:
            raise DoorProblem(f"The server does not answer: {error or type(error).__name__}") from None
        if answer.is_error:
            told = answer.json()["error"]
            raise Refused(told["en"], told["code"])
        return answer.content


@asynccontextmanager
async def open_door(folder: DataFolder) -> AsyncIterator[Door]:
    """The desk in this folder, whether its server runs or not. Raises DoorProblem."""
    if folder.is_served:
        async with _through_the_socket(folder) as door:
            yield door
    else:
        async with _as_the_server(folder) as door:
            yield door


@asynccontextmanager
async def _through_the_socket(folder: DataFolder) -> AsyncIterator[Door]:
    with folder.socket_address() as address:
        transport = httpx.AsyncHTTPTransport(uds=address)
        async with httpx.AsyncClient(transport=transport, base_url=_HOST, timeout=_TIMEOUT_S) as http:
            yield Door(http)


@asynccontextmanager
async def _as_the_server(folder: DataFolder) -> AsyncIterator[Door]:
    try:
        async with open_desk(folder) as desk:
            transport = httpx.ASGITransport(desk.application(is_local=True))
            async with httpx.AsyncClient(transport=transport, base_url=_HOST) as http:
                yield Door(http)
    except (DeskProblem, FolderInUse) as error:
        raise DoorProblem(str(error)) from None
