"""A full disk as somebody at a console lives through it."""

from pathlib import Path

from server.service import now_us
from support_tui.actions.connect import go_on_line
from support_tui.actions.controller import Desk
from support_tui.link.address import Address, parse_address
from support_tui.link.http import Http
from support_tui.store import DraftKey, LinePhase, ListKey, Store, select
from support_tui.wire.commands import Accepted, SendReply
from support_tui.wire.order import Sort
from support_tui.wire.refusals import Refusal, RefusalCode
from tests.server.served import ServedDesk, served_desk
from tests.waiting import eventually

ALL = ListKey("all", "", Sort.NEWEST)
LONG = "no room for this " * 2_000


async def _limit_pages(desk: ServedDesk, *, is_full: bool) -> None:
    """The database may not grow any more, or may again."""

    def limit(writer):
        (pages,) = writer.execute("pragma page_count").fetchone()
        return writer.execute(f"pragma max_page_count = {pages if is_full else 2**30}").fetchall()

    await desk.desk.service.write(limit)


async def _console(desk: ServedDesk) -> Desk:
    address = parse_address(desk.url)
    assert isinstance(address, Address)
    http = Http(address, await desk.token_of("Ada"))
    console = Desk(Store(now_us), http, None, now_us, desk.url)
    go_on_line(console, http, now_us)
    await eventually(lambda: console.store.replica.line.phase is LinePhase.LIVE, "the console is live")
    return console


async def test_writing_stops_reading_goes_on_and_it_recovers(tmp_path: Path):
    """The agent is told, keeps their words, reads on, and can send them when there is room again."""
    async with served_desk(tmp_path / "desk") as desk:
        here = (await desk.a_mail()).conversation_id or 0
        console = await _console(desk)
        replica = console.store.replica
        told: list[Refusal] = []
        console.on_refused = lambda refusal, command: told.append(refusal)

        await _limit_pages(desk, is_full=True)
        answer = await console.do(SendReply(here, LONG), conditional=False)
        assert isinstance(answer, Refusal) and answer.code is RefusalCode.DISK_FULL
        assert [refusal.code for refusal in told] == [RefusalCode.DISK_FULL]
        await eventually(lambda: RefusalCode.DISK_FULL in replica.notices, "the status line says why")
        draft = replica.drafts.by_key[DraftKey(here, "reply")]
        assert draft.text == LONG

        console.need_rows(ALL, 0, 10)
        console.open_thread(here)
        await eventually(lambda: select.row(replica, here) is not None, "the list is read")
        await eventually(lambda: here in replica.threads, "the thread is read")
        assert replica.line.phase is LinePhase.LIVE
        assert (await desk.ask("GET", "/health", None)).json["status"] == "disk_full"

        await _limit_pages(desk, is_full=False)
        await eventually(lambda: not replica.notices, "the notice is taken back by itself")
        sent = await console.do(SendReply(here, LONG), conditional=False)
        assert isinstance(sent, Accepted)
        await eventually(lambda: replica.seq >= sent.seq, "the console sees its reply")
        await console.close()
