"""A desk that listens on a free port of this machine, with people who can log in, and the questions that specs ask over the wire."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import websockets

from server.api.auth.tokens import Scope
from server.config import ServerConfig
from server.core.access import SYSTEM
from server.folder import DataFolder
from server.serving import listening
from server.wiring import OpenDesk, open_desk
from support_tui.wire import codec
from support_tui.wire.commands import (
    Accepted,
    Command,
    ReceiveMessage,
    Request,
    SaveAgent,
    SaveMailbox,
)
from support_tui.wire.frames import DownFrame, Events
from support_tui.wire.values import Address, Role
from support_tui.wire.views import LoggedIn

PASSWORD = "correct horse battery staple"
CONFIG = ServerConfig(port=0)


class Answered:
    """An HTTP answer: its status and what it says."""

    def __init__(self, response: httpx.Response) -> None:
        self.status = response.status_code
        self.headers = response.headers
        self.content = response.content

    @property
    def json(self) -> Any:
        return codec.decode(self.content, Any)

    @property
    def error(self) -> Any:
        return self.json["error"]

    @property
    def code(self) -> str:
        return str(self.error["code"])


class ServedDesk:
    """Mailboxes Support (1) and Sales (2); Ada (1, administrator), Amal (2), Basil (3, Support only) and Vera (4, viewer)."""

    def __init__(self, desk: OpenDesk, url: str, http: httpx.AsyncClient) -> None:
        self.desk = desk
        self.url = url
        self.http = http
        self.tokens: dict[str, str] = {}

    async def do(self, command: Command) -> Accepted:
        """As the system, what must be accepted."""
        answer = await self.desk.service.submit(Request(secrets.token_hex(16), command), SYSTEM)
        assert isinstance(answer, Accepted), answer
        return answer

    async def a_mail(self, text: str = "Where is my parcel?", mailbox_id: int = 1) -> Accepted:
        """Carla writes, a new conversation."""
        carla = Address("carla@customer.example", "Carla")
        return await self.do(ReceiveMessage(mailbox_id, carla, text, title="Parcel"))

    async def token_of(self, name: str, **options: Any) -> str:
        """A token of somebody, without the cost of a password."""
        agent = next(agent for agent in self.desk.service.directory.agents if agent.name == name)
        made = await self.desk.gate.issue(agent, "spec", options.pop("scope", Scope.CONSOLE), **options)
        assert isinstance(made, LoggedIn)
        return made.token

    async def ask(self, method: str, path: str, who: str | None = "Ada", **request: Any) -> Answered:
        """A request of somebody, of nobody (None), or with a token of one's own (`token`)."""
        token = request.pop("token", None)
        if token is None and who is not None:
            if who not in self.tokens:
                self.tokens[who] = await self.token_of(who)
            token = self.tokens[who]
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return Answered(await self.http.request(method, path, headers=headers, **request))

    async def command(self, command: Command, who: str | None = "Amal", **request: Any) -> Answered:
        """A command of somebody."""
        content = codec.encode(Request(request.pop("key", secrets.token_hex(16)), command))
        return await self.ask("POST", "/api/commands", who, content=content, **request)

    def stream(self, token: str, since: int | None = None) -> Any:
        """A websocket of somebody."""
        query = "" if since is None else f"?since={since}"
        return websockets.connect(
            f"{self.url.replace('http', 'ws', 1)}/api/stream{query}",
            additional_headers={"Authorization": f"Bearer {token}"},
            compression=None,
        )


async def frame_of(socket: Any, kind: type[Any]) -> Any:
    """The next frame of a kind; others before it are passed over."""
    async for text in socket:
        frame: Any = codec.decode(text, DownFrame)  # type: ignore[arg-type]
        if isinstance(frame, kind):
            return frame
    raise AssertionError(f"the stream ended without {kind.__name__}")


async def events_until(socket: Any, seq: int) -> list[Events]:
    """All event frames up to the one that covers `seq`."""
    frames: list[Events] = []
    while not frames or frames[-1].seq < seq:
        frames.append(await frame_of(socket, Events))
    return frames


@asynccontextmanager
async def served_desk(folder: Path, config: ServerConfig = CONFIG) -> AsyncIterator[ServedDesk]:
    """A new desk that is served until the end of the block."""
    async with open_desk(DataFolder(folder), config) as desk, listening(desk) as where:
        async with httpx.AsyncClient(base_url=where.url, timeout=20) as http:
            served = ServedDesk(desk, where.url, http)
            await served.do(SaveMailbox("Support", "support@desk.example"))
            await served.do(SaveMailbox("Sales", "sales@desk.example"))
            await served.do(SaveAgent("Ada", "ada@desk.example", Role.ADMIN))
            await served.do(SaveAgent("Amal", "amal@desk.example"))
            await served.do(SaveAgent("Basil", "basil@desk.example", mailbox_ids=(1,)))
            await served.do(SaveAgent("Vera", "vera@desk.example", Role.VIEWER))
            yield served
        desk.hub.shut_down()
