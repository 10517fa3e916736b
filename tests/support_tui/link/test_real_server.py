"""The whole client logic against the real server as a child process: log in, see, act, lose the line, come back."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from support_tui.actions.connect import go_on_line
from support_tui.actions.controller import Desk
from support_tui.link.address import Address, parse_address
from support_tui.link.http import Http, Unreachable
from support_tui.store import LinePhase, ListKey, PageRequest, Store, select
from support_tui.store.cache import Cache
from support_tui.wire import commands as c
from support_tui.wire.commands import Accepted, Request
from support_tui.wire.frames import Activity
from support_tui.wire.order import Sort
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Address as Person
from support_tui.wire.values import Status
from support_tui.wire.views import LoggedIn
from tests.waiting import eventually, wait_for

PASSWORD = "a long enough password"
ALL = ListKey("all", "", Sort.NEWEST)


def now_us() -> int:
    return time.time_ns() // 1_000


@dataclass
class Running:
    """A server process with its folder."""

    data: Path
    url: str
    process: subprocess.Popen[bytes]

    def http(self, token: str = "") -> Http:
        address = parse_address(self.url)
        assert isinstance(address, Address)
        return Http(address, token)

    def at_the_box(self) -> Http:
        address = parse_address(f"unix:{self.data}/server.sock")
        assert isinstance(address, Address)
        return Http(address)


def start(data: Path, port: int = 0) -> Running:
    """Run the server on a folder and wait until it serves."""
    ready = data / "ready.json"
    ready.unlink(missing_ok=True)
    command = [
        sys.executable,
        "-m",
        "server",
        "run",
        "--data",
        str(data),
        "--port",
        str(port),
        "--ready-file",
        str(ready),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for(
        lambda: (ready.exists() and ready.read_bytes().endswith(b"}")) or process.poll() is not None,
        "the server is ready",
    )
    assert process.poll() is None
    return Running(data, json.loads(ready.read_text())["url"], process)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    data = tmp_path / "desk"
    subprocess.run(
        [sys.executable, "-m", "server", "init", "--data", str(data), "--admin-name", "Rae Adams",
         "--admin-email", "rae@desk.example", "--password-stdin"],
        input=PASSWORD.encode(), check=True, capture_output=True,
    )  # fmt: skip
    running = start(data)
    yield running
    running.process.terminate()
    running.process.wait(20)


async def a_customer_writes(box: Http, number: int, conversation_id: int | None = None) -> Accepted:
    """One message comes in; the answer of the server."""
    command = c.ReceiveMessage(
        1, Person(f"c{number % 7}@example.org", f"Customer {number % 7}"), f"Question {number}",
        external_id=f"m{number}", title=f"Question {number}", conversation_id=conversation_id,
    )  # fmt: skip
    answer = await box.command(Request(f"customer-{number:06}", command))
    assert isinstance(answer, Accepted), answer
    return answer


@asynccontextmanager
async def at_work(server: Running, cache: Cache | None = None) -> AsyncIterator[Desk]:
    """An agent who has logged in and is live."""
    http = server.http()
    answer = await http.login("rae@desk.example", PASSWORD, "test")
    assert isinstance(answer, LoggedIn), answer
    desk = Desk(Store(now_us), http, cache, now_us, server.url)
    go_on_line(desk, http, now_us)
    try:
        await eventually(lambda: desk.store.replica.line.phase is LinePhase.LIVE, "the line is live")
        yield desk
    finally:
        await desk.close()


def titles(desk: Desk, key: ListKey = ALL) -> list[str]:
    window = desk.store.replica.lists[key]
    rows = (select.row(desk.store.replica, i) for i in window.loaded_ids())
    return [row.title for row in rows if row is not None]


async def test_a_wrong_password_is_refused(server: Running) -> None:
    """A typed refusal, no exception."""
    http = server.http()
    answer = await http.login("rae@desk.example", "wrong password here", "test")
    assert isinstance(answer, Refusal) and answer.code is RefusalCode.BAD_CREDENTIALS
    unknown = await http.snapshot()
    assert isinstance(unknown, Refusal) and unknown.code is RefusalCode.NOT_LOGGED_IN
    await http.close()


async def test_a_console_that_ends_while_it_starts_stays_off(server: Running) -> None:
    """A line that is ready when the desk is closed already is not begun, and who asks then gets no answer instead of a connection."""
    http = server.http()
    desk = Desk(Store(now_us), http, None, now_us, server.url)
    await desk.close()
    go_on_line(desk, http, now_us)
    await asyncio.sleep(0)
    assert desk.store.replica.line.phase is LinePhase.STARTING
    assert isinstance(await http.login("rae@desk.example", PASSWORD, "test"), Unreachable)


async def test_customers_write_and_an_agent_answers(server: Running) -> None:
    """Messages appear by themselves; what the agent does shows at once and is true on the server afterwards."""
    box = server.at_the_box()
    for number in range(3):
        await a_customer_writes(box, number)
    async with at_work(server) as desk:
        desk.need_rows(ALL, 0, 40)
        await eventually(
            lambda: ALL in desk.store.replica.lists and len(titles(desk)) == 3, "the list is loaded"
        )
        made = await a_customer_writes(box, 3)
        await eventually(lambda: titles(desk)[:1] == ["Question 3"], "the new one is at the top")
        conversation_id = made.conversation_id or 0
        desk.open_thread(conversation_id)
        await eventually(lambda: select.thread(desk.store.replica, conversation_id), "the thread is loaded")
        desk.look(conversation_id, Activity.REPLYING)
        answer = await desk.do(c.SendReply(conversation_id, "Hello"), conditional=False)
        assert isinstance(answer, Accepted)
        await eventually(lambda: not desk.store.replica.pending, "the stream has told of it")
        view = select.thread(desk.store.replica, conversation_id)
        assert view is not None and view.row.status is Status.AWAITING_REPLY
        assert [item.message.text for item in view.items if hasattr(item, "message")] == [
            "Question 3",
            "Hello",
        ]
        await desk.do(c.SetStatus(conversation_id, Status.CLOSED))
        assert "Question 3" not in titles(desk)
        desk.open_customer(view.row.customer_id)
        await eventually(
            lambda: select.customer(desk.store.replica, view.row.customer_id), "the customer is loaded"
        )
        log = await desk.conversation_log(conversation_id)
        assert not isinstance(log, Refusal | Unreachable) and len(log.entries) >= 4
        await eventually(lambda: desk.store.replica.counts.get("all") == 3, "the badge follows")
        found = await desk.find_customers("customer 3")
        assert [customer.name for customer in found] == ["Customer 3"]
    await box.close()


async def test_who_comes_later_is_told_who_changed_it(server: Running) -> None:
    """Two agents at once: the second learns of the first."""
    box = server.at_the_box()
    made = await a_customer_writes(box, 1)
    conversation_id = made.conversation_id or 0
    async with at_work(server) as desk:
        desk.need_rows(ALL, 0, 40)
        await eventually(lambda: titles(desk), "the list is loaded")
        seen = desk.store.replica.seq
        other = await box.command(Request("other-key-1", c.SetStatus(conversation_id, Status.AWAITING_REPLY)))
        assert isinstance(other, Accepted)
        late = await desk._server.command(
            Request("late-key-1", c.SetStatus(conversation_id, Status.CLOSED), seen)
        )
        assert isinstance(late, Refusal) and late.code is RefusalCode.CHANGED_SINCE
        await eventually(lambda: desk.store.replica.seq >= other.seq, "the change has arrived")
        again = await desk.do(c.SetStatus(conversation_id, Status.CLOSED))
        assert isinstance(again, Accepted)
    await box.close()


async def test_a_restarted_server_is_found_again_without_a_gap(server: Running, tmp_path: Path) -> None:
    """What was typed meanwhile is sent once; what happened meanwhile arrives; the list is the server's."""
    box = server.at_the_box()
    made = await a_customer_writes(box, 1)
    conversation_id = made.conversation_id or 0
    async with at_work(server, Cache(tmp_path / "cache.db", now_us)) as desk:
        desk.need_rows(ALL, 0, 40)
        await eventually(lambda: titles(desk), "the list is loaded")
        port = int(server.url.rpartition(":")[2])
        await asyncio.to_thread(lambda: (server.process.terminate(), server.process.wait(20)))
        await eventually(lambda: desk.store.replica.line.phase is LinePhase.OFFLINE, "the line is lost")
        answer = desk.do(c.AddNote(conversation_id, "typed while away"))
        assert select.pending_count(desk.store.replica) == 1
        fresh = await asyncio.to_thread(start, server.data, port)
        server.process = fresh.process
        await a_customer_writes(box, 2)
        desk.refresh()
        assert isinstance(await asyncio.wait_for(answer, 30), Accepted)
        await eventually(
            lambda: titles(desk)[:1] == ["Question 2"] or "Question 2" in titles(desk), "the news is there"
        )
        await eventually(lambda: not desk.store.replica.pending, "nothing waits any more")
        page = await desk._server.conversations(ALL, PageRequest(0, 50))
        assert not isinstance(page, Refusal | Unreachable)
        await eventually(lambda: titles(desk) == [row.title for row in page.rows], "the list is the server's")
    await box.close()


async def test_a_list_under_load_is_the_servers_in_the_end(server: Running) -> None:
    """Customers write while pages are loaded from everywhere; when it is quiet, every loaded position is right."""
    box = server.at_the_box()
    first = [await a_customer_writes(box, number) for number in range(150)]
    async with at_work(server) as desk:
        desk.need_rows(ALL, 0, 20)

        async def write() -> None:
            for number in range(150, 250):
                about = first[number % 40].conversation_id if number % 3 else None
                await a_customer_writes(box, number, about)

        writing = asyncio.create_task(write())
        for start_at in (0, 100, 50, 130, 0, 70):
            desk.need_rows(ALL, start_at, start_at + 20)
            await asyncio.sleep(0)
            await eventually(lambda at=start_at: _is_loaded(desk, at), "the rows are loaded")
        await writing
        window = desk.store.replica.lists[ALL]
        await eventually(lambda: desk.store.replica.seq >= 250 and not window.is_stale, "it is quiet")
        await eventually(lambda: window.total == desk.store.replica.counts.get("all"), "the badge agrees")
        expected: list[int] = []
        for start_at in (0, 150):
            page = await desk._server.conversations(ALL, PageRequest(start_at, 150))
            assert not isinstance(page, Refusal | Unreachable)
            expected += [row.id for row in page.rows]
        assert window.total == len(expected)
        for position, conversation_id in enumerate(expected):
            assert window.id_at(position) in (None, conversation_id)
    await box.close()


def _is_loaded(desk: Desk, start_at: int) -> bool:
    window = desk.store.replica.lists[ALL]
    return window.is_loaded and None not in window.ids_between(start_at, start_at + 20)
