"""The real client and the real server over a bad line, and through an hour without one: nothing is lost, nothing doubled, keys go on."""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from benchmarks.slow_link import SlowLink, Weather, slow_link
from support_tui.actions.connect import go_on_line, import_network
from support_tui.actions.controller import Desk as Console
from support_tui.app import SupportApp
from support_tui.keymap import Keymap
from support_tui.link.address import Address, parse_address
from support_tui.link.http import Http
from support_tui.screens.settings import ConsoleSettings
from support_tui.store import LinePhase, ListKey, Store, select
from support_tui.store.cache import Cache
from support_tui.store.unsent import Unsent
from support_tui.text.display import TextMode
from support_tui.wire import codec
from support_tui.wire import commands as c
from support_tui.wire.commands import Request
from support_tui.wire.refusals import RefusalCode
from support_tui.wire.values import Status
from tests.journeys.conftest import Desk
from tests.waiting import eventually

HOUR = 3_600_000_000
ALL = ListKey("all")


class Clock:
    """The time of day, with hours that only the clock has seen."""

    def __init__(self) -> None:
        self.ahead = 0

    def __call__(self) -> int:
        return time.time_ns() // 1_000 + self.ahead


@pytest.fixture
def clock() -> Iterator[Clock]:
    yield Clock()


def a_console(url: str, token: str, home: Path, clock: Clock) -> tuple[Console, Http]:
    """A console as it starts: with the cache and the queue that the last one left."""
    address = parse_address(url)
    assert isinstance(address, Address)
    http = Http(address, token)
    unsent = Unsent(home / "desk.queue", lambda: "aside")
    console = Console(Store(clock), http, Cache(home / "desk.db", clock), clock, url, unsent=unsent)
    console.load_cache()
    return console, http


@asynccontextmanager
async def at_work(link: SlowLink, token: str, home: Path, clock: Clock) -> AsyncIterator[Console]:
    """Somebody at that console, on line as far as the line is."""
    await import_network()
    console, http = a_console(link.url, token, home, clock)
    go_on_line(console, http, clock)
    try:
        yield console
    finally:
        await console.close()


async def is_all_sent(console: Console) -> None:
    """The queue is empty; whenever the line is down for a moment, somebody presses F5."""

    def is_empty() -> bool:
        if console.store.replica.line.phase is LinePhase.OFFLINE:
            console.refresh()
        return not console.store.replica.pending.unanswered()

    await eventually(is_empty, "all is sent", deadline_s=60)


def as_somebody_else(desk: Desk, command: c.Command) -> None:
    """From the box itself, without a line."""
    transport = httpx.HTTPTransport(uds=str(desk.data / "server.sock"))
    with httpx.Client(transport=transport, base_url="http://desk") as http:
        request = Request(uuid.uuid4().hex, command)
        assert http.post("/api/commands", content=codec.encode(request)).is_success


def notes_in(desk: Desk, conversation_id: int) -> list[str]:
    messages = desk.read(f"/api/conversations/{conversation_id}/thread", limit=200)["messages"]
    return [message["text"] for message in messages if message["kind"] == "note"]


async def test_a_line_of_300_ms_that_loses_packets_loses_nothing(
    desk: Desk, tmp_path: Path, clock: Clock
) -> None:
    """Notes in five conversations, while packets get lost and connections break: each is there once, in the order given."""
    ids = [desk.customer_writes(f"Question {n}").conversation_id or 0 for n in range(5)]
    weather = Weather(round_trip_s=0.3, loss=0.02, breaks=0.5)
    async with slow_link(desk.url, weather) as link, at_work(link, desk.login(), tmp_path, clock) as console:
        for number in range(100):
            console.do(c.AddNote(ids[number % 5], f"note {number}"), conditional=False)
            if number % 20 == 19:
                link._break_all()
                await asyncio.sleep(0)
        await is_all_sent(console)
    for place, conversation_id in enumerate(ids):
        assert notes_in(desk, conversation_id) == [f"note {n}" for n in range(place, 100, 5)]


async def test_an_hour_without_a_line(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    """What is kept can be read and searched, what is done is predicted and kept over a restart, and is done once afterwards; a clash comes
    back with its reason, and the words of a reply that clashed are a draft."""
    mine = desk.customer_writes("Where is my parcel?", title="Parcel").conversation_id or 0
    clashing = desk.customer_writes("And my refund?", title="Refund", name="Omar Aziz").conversation_id or 0
    token = desk.login()
    async with slow_link(desk.url, Weather(round_trip_s=0, loss=0)) as link:
        async with at_work(link, token, tmp_path, clock) as console:
            await eventually(lambda: console.store.replica.line.phase is LinePhase.LIVE, "the line is live")
            console.need_rows(ALL, 0, 40)
            console.open_thread(mine)
            await eventually(lambda: select.thread(console.store.replica, mine), "the thread is loaded")
            await eventually(lambda: len(console.store.replica.rows) == 2, "the list is loaded")
            link.cut()
            await eventually(
                lambda: console.store.replica.line.phase is LinePhase.OFFLINE, "the line is lost"
            )
            console.do(c.SendReply(mine, "On its way"), conditional=False)
            console.do(c.SetStatus(clashing, Status.CLOSED))
            found = ListKey("all", "parcel")
            console.need_rows(found, 0, 40)
            window = console.store.replica.lists[found]
            assert list(window.loaded_ids()) == [mine], "what is kept is searched"
            view = select.thread(console.store.replica, mine)
            assert view is not None and view.row.status is Status.AWAITING_REPLY
            assert select.pending_count(console.store.replica) == 2
        clock.ahead += HOUR
        as_somebody_else(desk, c.SetStatus(clashing, Status.IN_PROGRESS))
        as_somebody_else(desk, c.SetStatus(clashing, Status.OPEN))
        async with at_work(link, token, tmp_path, clock) as again:
            assert select.pending_count(again.store.replica) == 2
            assert select.thread(again.store.replica, mine) is not None
            link.mend()
            again.refresh()
            await is_all_sent(again)
            (back,) = again.promise.returned
            assert back.pending.command == c.SetStatus(clashing, Status.CLOSED)
            assert back.refusal.code is RefusalCode.CHANGED_SINCE
    texts = [m["text"] for m in desk.read(f"/api/conversations/{mine}/thread")["messages"]]
    assert texts == ["Where is my parcel?", "On its way"]


async def test_keys_are_answered_while_the_line_is_bad(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    """Closing shows at once, long before the server can have said anything."""
    for number in range(3):
        desk.customer_writes(f"Question {number}", title=f"Question {number}")
    await import_network()
    async with slow_link(desk.url, Weather(round_trip_s=0.6, loss=0.02)) as link:
        console, http = a_console(link.url, desk.login(), tmp_path, clock)

        async def go_live() -> None:
            go_on_line(console, http, clock)

        app = SupportApp(
            console.store,
            console,
            Keymap(),
            TextMode(),
            settings=ConsoleSettings(previews=False),
            go_live=go_live,
        )
        async with app.run_test(size=(120, 30)) as pilot:
            screen = app.console_screen

            def row_count() -> int:
                return screen.inbox.source.total

            await eventually(
                lambda: screen.is_furnished and row_count() == 3, "the list is there", deadline_s=30
            )
            before = len(console.store.replica.pending)
            await pilot.press("e")
            assert row_count() == 2, "the row is gone"
            unanswered = [
                p for p in console.store.replica.pending.unanswered() if isinstance(p.command, c.SetStatus)
            ]
            assert len(unanswered) == 1 and before == 0, "and the server has not answered"
            await is_all_sent(console)
