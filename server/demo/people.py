"""Simulated customers and colleagues: they write, look, type, take and close through the real API and stream alone."""

import asyncio
import contextlib
import random
import uuid
from collections.abc import AsyncIterator, Sequence
from typing import Any

import httpx
import msgspec
import websockets

from support_tui.wire import codec
from support_tui.wire.commands import (
    AddNote,
    AssignConversation,
    Command,
    ReceiveMessage,
    Request,
    SendReply,
    SetStatus,
)
from support_tui.wire.frames import Activity, DownFrame, Look, Presence
from support_tui.wire.values import Address, Status
from support_tui.wire.views import ConversationPage, ConversationRow, Mailbox, Snapshot

from .script import Line

#: Seconds between two things that one simulated person does; drawn anew each time.
CUSTOMER_PAUSE_S = (4.0, 11.0)
COLLEAGUE_PAUSE_S = (9.0, 24.0)
#: A colleague closes only while the desk has more active conversations than this, so that it never runs empty.
KEEP_ACTIVE = 55


class Person(msgspec.Struct, frozen=True):
    """A customer of the demo as `people.txt` lists them."""

    name: str
    email: str
    language: str
    city: str


class Door:
    """The desk's HTTP API with one token: how a simulated person acts."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.token = token
        self._http = httpx.AsyncClient(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=10)

    async def do(self, command: Command) -> bool:
        """Whether the desk accepted the command; a refusal is the desk's good right here."""
        request = Request(key=uuid.uuid4().hex, command=command)
        answer = await self._http.post("/api/commands", content=codec.encode(request))
        return answer.is_success

    async def snapshot(self) -> Snapshot:
        """The directory and the asker. Raises httpx.HTTPStatusError when the token is not taken."""
        answer = await self._http.get("/api/snapshot")
        return codec.decode(answer.raise_for_status().content, Snapshot)

    async def queue(self, queue: str, limit: int = 50) -> Sequence[ConversationRow]:
        """The first rows of a queue, what needs attention first."""
        answer = await self._http.get("/api/conversations", params={"queue": queue, "limit": limit})
        return codec.decode(answer.raise_for_status().content, ConversationPage).rows

    async def close(self) -> None:
        await self._http.aclose()


class Customers:
    """All simulated customers: one writes every few seconds, a new matter or one more line in an old one."""

    def __init__(
        self, door: Door, people: Sequence[Person], lines: Sequence[Line], chance: random.Random
    ) -> None:
        self._door = door
        self._people = {person.email: person for person in people}
        self._lines = lines
        self._chance = chance

    async def live(self, mailboxes: Sequence[Mailbox]) -> None:
        """Write until cancelled."""
        by_name = {mailbox.name: mailbox for mailbox in mailboxes}
        while True:
            await asyncio.sleep(self._chance.uniform(*CUSTOMER_PAUSE_S))
            with contextlib.suppress(httpx.TransportError):
                if self._chance.random() < 0.4:
                    await self._ask_something_new(by_name)
                else:
                    await self._write_again()

    async def _ask_something_new(self, mailboxes: dict[str, Mailbox]) -> None:
        line = self._chance.choice([line for line in self._lines if line.kind == "new"])
        person = self._chance.choice([p for p in self._people.values() if p.language == line.language])
        chat = line.mailbox == "Live chat"
        await self._door.do(
            ReceiveMessage(
                mailbox_id=mailboxes[line.mailbox].id,
                sender=Address(person.email, person.name),
                title=fill(line.title, person, self._chance),
                text=fill(line.text, person, self._chance),
                external_id=f"demo-{uuid.uuid4().hex}",
                channel="chat" if chat else "email",
            )
        )

    async def _write_again(self) -> None:
        rows = [row for row in await self._door.queue("all") if row.customer_email in self._people]
        if not rows:
            return
        row = self._chance.choice(rows)
        person = self._people[row.customer_email]
        fitting = [li for li in self._lines if li.kind == "more" and li.language == person.language]
        await self._door.do(
            ReceiveMessage(
                mailbox_id=row.mailbox_id,
                sender=Address(person.email, person.name),
                text=fill(self._chance.choice(fitting).text, person, self._chance),
                conversation_id=row.id,
                external_id=f"demo-{uuid.uuid4().hex}",
                channel=row.channel,
            )
        )


class Colleague:
    """One simulated agent with an own console: looks at a conversation, types for a while, answers or passes on."""

    def __init__(
        self, door: Door, lines: Sequence[Line], people: Sequence[Person], chance: random.Random
    ) -> None:
        self._door = door
        self._lines = lines
        self._people = {person.email: person for person in people}
        self._chance = chance
        self._me = 0
        self._watched: dict[int, set[int]] = {}

    async def live(self) -> None:
        """Work until cancelled; a lost line is taken up again."""
        self._me = (await self._door.snapshot()).me.id
        while True:
            with contextlib.suppress(OSError, websockets.WebSocketException, httpx.TransportError):
                async with self._console() as console:
                    await self._work(console)
            await asyncio.sleep(1)

    @contextlib.asynccontextmanager
    async def _console(self) -> AsyncIterator[websockets.ClientConnection]:
        url = self._door.url.replace("http", "ws", 1) + "/api/stream"
        headers = {"Authorization": f"Bearer {self._door.token}"}
        async with websockets.connect(url, additional_headers=headers, max_size=None) as console:
            watching = asyncio.create_task(self._watch(console))
            try:
                yield console
            finally:
                watching.cancel()

    async def _watch(self, console: websockets.ClientConnection) -> None:
        async for raw in console:
            frame: Any = codec.decode(raw, DownFrame)  # type: ignore[arg-type]  # a union is a type to msgspec
            if isinstance(frame, Presence):
                self._watched[frame.conversation_id] = {v.agent_id for v in frame.viewers} - {self._me}

    async def _work(self, console: websockets.ClientConnection) -> None:
        while True:
            await asyncio.sleep(self._chance.uniform(*COLLEAGUE_PAUSE_S))
            row = await self._something_to_do()
            if row is None:
                continue
            await self._look(console, row.id, Activity.VIEWING)
            await asyncio.sleep(self._chance.uniform(2, 6))
            await self._handle(console, row)
            await self._look(console, None, Activity.VIEWING)

    async def _something_to_do(self) -> ConversationRow | None:
        queue = self._chance.choice(("unassigned", "mine", "mine"))
        rows = [row for row in await self._door.queue(queue) if not self._watched.get(row.id)]
        return self._chance.choice(rows) if rows else None

    async def _handle(self, console: websockets.ClientConnection, row: ConversationRow) -> None:
        if row.assignee_id is None:
            await self._door.do(
                AssignConversation(conversation_id=row.id, agent_id=self._me, team_id=row.team_id)
            )
        what = self._chance.random()
        if row.waiting_since_at is not None and what < 0.7:
            await self._write(console, row, "reply", Activity.REPLYING)
        elif what < 0.85:
            await self._write(console, row, "note", Activity.NOTING)
        elif len(await self._door.queue("all", KEEP_ACTIVE + 1)) > KEEP_ACTIVE:
            await self._door.do(SetStatus(conversation_id=row.id, status=Status.CLOSED))

    async def _write(
        self, console: websockets.ClientConnection, row: ConversationRow, kind: str, activity: Activity
    ) -> None:
        await self._look(console, row.id, activity)
        await asyncio.sleep(self._chance.uniform(3, 9))
        person = self._people.get(row.customer_email)
        language = person.language if person and kind == "reply" else "en"
        line = self._chance.choice([li for li in self._lines if li.kind == kind and li.language == language])
        text = fill(line.text, person, self._chance)
        if kind == "reply":
            await self._door.do(SendReply(conversation_id=row.id, text=text, undo_window_s=5))
        else:
            await self._door.do(AddNote(conversation_id=row.id, text=text))

    async def _look(
        self, console: websockets.ClientConnection, conversation_id: int | None, activity: Activity
    ) -> None:
        await console.send(codec.encode(Look(conversation_id, activity)).decode())


def fill(text: str, person: Person | None, chance: random.Random) -> str:
    """The text with its `{slots}` filled in for one customer."""
    name = person.name if person else ""
    arabic = person is not None and person.language == "ar"
    days = ("الأحد", "الثلاثاء", "الخميس") if arabic else ("Monday", "Wednesday", "Friday")
    slots = {
        "name": name,
        "first": name.split(" ")[0],
        "order": str(chance.randint(40_000, 49_999)),
        "city": person.city if person else "",
        "day": chance.choice(days),
        "amount": f"{chance.randint(12, 180)}.{chance.choice(('00', '50', '90'))} €",
    }
    for slot, value in slots.items():
        text = text.replace(f"{{{slot}}}", value)
    return text
