"""The websocket: every event once and in order, across lost lines and restarts of the server, and nothing that is not one's own."""

import asyncio
import random
from pathlib import Path

import httpx
import pytest
import websockets

from server.folder import DataFolder
from server.serving import listening
from server.wiring import open_desk
from support_tui.wire import codec
from support_tui.wire.commands import AddNote, MarkRead, MoveConversation, SaveAgent
from support_tui.wire.events import ConversationHidden
from support_tui.wire.frames import (
    Activity,
    CountsChanged,
    Events,
    Hello,
    Look,
    Notice,
    Presence,
    ReadMoved,
    Resync,
    Viewer,
)
from support_tui.wire.refusals import RefusalCode
from tests.server.served import CONFIG, ServedDesk, events_until, frame_of, served_desk


async def test_a_stream_begins_where_it_is_asked_to(desk: ServedDesk):
    """The first frame says from where; what has happened since comes at once, with row and message."""
    before = await desk.a_mail()
    there = await desk.a_mail("And where is my invoice?")
    async with desk.stream(await desk.token_of("Amal"), before.seq) as socket:
        hello = await frame_of(socket, Hello)
        assert hello.seq == before.seq
        assert hello.epoch == desk.desk.epoch
        frames = await events_until(socket, there.seq)
    envelopes = [envelope for frame in frames for envelope in frame.events]
    assert [envelope.recorded.seq for envelope in envelopes] == list(range(before.seq + 1, there.seq + 1))
    texts = [envelope.message.text for envelope in envelopes if envelope.message]
    assert texts == ["And where is my invoice?"]
    assert envelopes[-1].row is not None


async def test_badges_come_with_the_stream(desk: ServedDesk):
    """A console is told its counts, and the new ones when they change."""
    async with desk.stream(await desk.token_of("Amal")) as socket:
        assert (await frame_of(socket, CountsChanged)).counts.by_queue == {}
        await desk.a_mail()
        assert (await frame_of(socket, CountsChanged)).counts.by_queue["all"] == 1


async def test_random_reconnects_lose_and_double_nothing(desk: ServedDesk):
    """A console whose line breaks at any moment ends with every event exactly once, in order."""
    chance = random.Random(7)
    start = (await desk.a_mail()).seq
    told, seq = [], start

    async def write() -> int:
        last = start
        for number in range(120):
            last = (await desk.a_mail(f"message {number}")).seq
            if chance.random() < 0.3:
                await asyncio.sleep(0)
        return last

    writing = asyncio.create_task(write())
    token = await desk.token_of("Amal")
    while not (writing.done() and seq >= writing.result()):
        async with desk.stream(token, seq) as socket:
            for _ in range(chance.randrange(1, 6)):
                if writing.done() and seq >= writing.result():
                    break
                frame = await frame_of(socket, Events)
                assert frame.after_seq == seq
                told += [envelope.recorded.seq for envelope in frame.events]
                seq = frame.seq
    assert told == list(range(start + 1, writing.result() + 1))


async def test_a_restart_of_the_server_leaves_no_gap(tmp_path: Path):
    """What happened before a restart is told after it, to a console that comes back with its last number."""
    async with served_desk(tmp_path / "desk") as desk:
        token = await desk.token_of("Amal")
        seen = (await desk.a_mail()).seq
        missed = await desk.a_mail("while the line was down")
    async with (
        open_desk(DataFolder(tmp_path / "desk"), CONFIG) as again,
        listening(again) as where,
        httpx.AsyncClient(base_url=where.url) as http,
    ):
        served = ServedDesk(again, where.url, http)
        async with served.stream(token, seen) as socket:
            frames = await events_until(socket, missed.seq)
        assert frames[0].after_seq == seen
        assert sum(len(frame.events) for frame in frames) == missed.seq - seen


async def test_a_number_that_the_log_does_not_know_starts_afresh(desk: ServedDesk):
    """A console of another data folder is told to read everything anew."""
    async with desk.stream(await desk.token_of("Amal"), 10**9) as socket:
        assert (await frame_of(socket, Resync)).reason == "ahead_of_the_log"


@pytest.mark.parametrize("query", ["?since=abc", "?since=-1", "?since=1&speed=9"])
async def test_a_wrong_start_is_refused_in_the_handshake(desk: ServedDesk, query: str):
    """A stream that cannot begin is answered like any request, with a typed error."""
    token = await desk.token_of("Amal")
    url = f"{desk.url.replace('http', 'ws', 1)}/api/stream{query}"
    with pytest.raises(websockets.InvalidStatus) as refused:
        async with websockets.connect(url, additional_headers={"Authorization": f"Bearer {token}"}):
            pass
    assert refused.value.response.status_code == 422
    assert b"invalid_field" in refused.value.response.body


async def test_no_stream_without_a_token(desk: ServedDesk):
    """A made-up token is refused before anything is told."""
    with pytest.raises(websockets.InvalidStatus) as refused:
        async with desk.stream("st_made-up"):
            pass
    assert refused.value.response.status_code == 401


async def test_a_conversation_that_leaves_is_hidden(desk: ServedDesk):
    """Basil, who sees Support only, is told that a conversation is gone, and nothing of where it went."""
    there = await desk.a_mail()
    assert there.conversation_id
    async with desk.stream(await desk.token_of("Basil")) as socket:
        await frame_of(socket, Hello)
        moved = await desk.do(MoveConversation(there.conversation_id, 2))
        (frame,) = await events_until(socket, moved.seq)
    assert isinstance(frame.events[-1].recorded.event, ConversationHidden)
    assert frame.events[-1].row is None


async def test_colleagues_see_who_looks_and_replies(desk: ServedDesk):
    """Presence comes from what a screen shows, and ends with its line."""
    there = await desk.a_mail()
    async with desk.stream(await desk.token_of("Basil")) as basil:
        async with desk.stream(await desk.token_of("Amal")) as amal:
            await amal.send(codec.encode(Look(there.conversation_id, Activity.REPLYING)).decode())
            seen = await frame_of(basil, Presence)
            assert seen.viewers == (Viewer(2, Activity.REPLYING),)
        assert (await frame_of(basil, Presence)).viewers == ()


async def test_reading_moves_along_on_the_own_other_screen(desk: ServedDesk):
    """What an agent reads on one screen is read on the other."""
    there = await desk.a_mail()
    assert there.conversation_id
    assert there.message_id
    async with desk.stream(await desk.token_of("Amal")) as socket:
        await desk.command(MarkRead(there.conversation_id, there.message_id), "Amal")
        assert await frame_of(socket, ReadMoved) == ReadMoved(there.conversation_id, there.message_id)


async def test_nonsense_from_a_screen_ends_its_stream(desk: ServedDesk):
    """What is no frame, or far too long for one, closes the socket as a policy violation."""
    for nonsense in ("nonsense", '{"frame":"look","conversation_id":"x"}', "x" * 5_000):
        async with desk.stream(await desk.token_of("Amal")) as socket:
            await socket.send(nonsense)
            with pytest.raises(websockets.ConnectionClosed) as closed:
                await frame_of(socket, Resync)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1008


async def test_a_disabled_agent_is_put_out_of_the_stream(desk: ServedDesk):
    """Disabling somebody ends their streams and their tokens at once."""
    token = await desk.token_of("Amal")
    async with desk.stream(token) as socket:
        await frame_of(socket, Hello)
        await desk.do(SaveAgent("Amal", "amal@desk.example", agent_id=2, is_disabled=True))
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await frame_of(socket, Resync)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4001
    assert (await desk.ask("GET", "/api/snapshot", token=token)).code == "not_logged_in"


async def test_logging_out_ends_the_stream(desk: ServedDesk):
    """A token that was given up serves nothing any more, open sockets included."""
    token = await desk.token_of("Amal")
    async with desk.stream(token) as socket:
        await frame_of(socket, Hello)
        assert (await desk.ask("POST", "/api/logout", token=token)).status == 204
        with pytest.raises(websockets.ConnectionClosed):
            await frame_of(socket, Resync)


async def test_a_server_that_ends_says_so(desk: ServedDesk):
    """Consoles are told that the server goes, after the last events."""
    async with desk.stream(await desk.token_of("Amal")) as socket:
        await frame_of(socket, Hello)
        there = await desk.a_mail()
        desk.desk.hub.shut_down()
        await events_until(socket, there.seq)
        assert (await frame_of(socket, Notice)).refusal.code is RefusalCode.SHUTTING_DOWN


async def test_a_console_that_does_not_read_holds_no_memory(desk: ServedDesk):
    """Thousands of events for a deaf console are kept nowhere for it, and the others hear of them at once."""
    deaf_token, token = await desk.token_of("Amal"), await desk.token_of("Ada")
    reader, writer = await asyncio.open_connection(*_address(desk.url))
    writer.write(_handshake(deaf_token))
    await reader.readuntil(b"\r\n\r\n")
    writer.transport.pause_reading()  # type: ignore[attr-defined]
    there = await desk.a_mail()
    assert there.conversation_id
    async with desk.stream(token) as socket:
        for number in range(300):
            last = await desk.do(AddNote(there.conversation_id, f"{number} " + "x" * 20_000))
        await events_until(socket, last.seq)
    deaf = next(sub for sub in desk.desk.hub._subscribers if sub.agent.name == "Amal")
    assert deaf.cursor < desk.desk.hub.ring.head
    writer.close()


def _address(url: str) -> tuple[str, int]:
    host, port = url.removeprefix("http://").split(":")
    return host, int(port)


def _handshake(token: str) -> bytes:
    return (
        "GET /api/stream HTTP/1.1\r\nHost: desk\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Version: 13\r\n"
        f"Authorization: Bearer {token}\r\n\r\n"
    ).encode()
