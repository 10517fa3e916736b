"""Changes to many conversations over the wire: previewed, done, left alone where others were faster, taken in parts, cancelled."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from server.bulk import running
from server.core.context import Asker
from server.folder import DataFolder
from server.storage.tables.unfinished import Order
from server.storage.viewer import Viewer
from server.storage.writing import parts
from server.wiring import open_desk
from support_tui.wire import codec
from support_tui.wire import commands as c
from support_tui.wire.commands import Accepted, ManyChanged, Request
from support_tui.wire.frames import Events, Progress, Skipped
from support_tui.wire.previews import BulkState, Opened, Preview, PreviewAsked
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Actor, ActorKind, Status
from tests.server.served import CONFIG, ServedDesk, frame_of, served_desk

CLOSE = c.SetStatus(0, Status.CLOSED)
ALL = c.Matching("all")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[ServedDesk]:
    """Twelve mails of Carla: ten in Support (1–10), two in Sales (11, 12)."""
    async with served_desk(tmp_path / "desk") as served:
        for number in range(12):
            await served.a_mail(f"mail {number}", mailbox_id=1 if number < 10 else 2)
        yield served


async def preview(
    desk: ServedDesk, selection: c.Selection, change: c.Change, who: str = "Amal", **more: Any
) -> Any:
    """What the change would do, in the eyes of an agent."""
    asked = PreviewAsked(selection, change, **more)
    answer = await desk.ask("POST", "/api/bulk/preview", who, content=codec.encode(asked))
    return codec.decode(answer.content, Preview) if answer.status == 200 else answer


async def change(
    desk: ServedDesk,
    selection: c.Selection,
    change: c.Change,
    who: str = "Amal",
    *,
    key: str = "",
    seq: int | None = None,
) -> Any:
    """Do it as an agent; the outcome, or the answer that it was refused with."""
    request = Request(key or secrets.token_hex(16), c.ChangeMany(selection, change, seq))
    answer = await desk.ask("POST", "/api/commands", who, content=codec.encode(request))
    return codec.decode(answer.content, Accepted).many if answer.status == 200 else answer


def groups(found: Preview | ManyChanged) -> dict[str, int]:
    """How many are left alone, by code."""
    return {group.reason.code.value: group.count for group in found.left}


def statuses(desk: ServedDesk) -> list[str]:
    """The status of every conversation, by number."""
    with desk.desk.database.reader() as reader:
        return [status for (status,) in reader.execute("select status from conversation order by id")]


async def test_a_preview_counts_and_says_why_not(desk: ServedDesk) -> None:
    """One is closed already, two stand in a mailbox of others, one was never there."""
    await desk.do(c.SetStatus(3, Status.CLOSED))
    found = await preview(desk, c.Picked((1, 2, 3, 11, 12, 99)), CLOSE, "Basil")
    assert (found.total, found.changing, found.ids) == (6, 2, (1, 2))
    assert groups(found) == {"forbidden": 2, "no_change": 1, "not_found": 1}
    assert statuses(desk).count("closed") == 1


async def test_all_that_match_is_what_the_agent_sees(desk: ServedDesk) -> None:
    """A queue narrowed by a query, without those that are left out; other mailboxes' conversations are nobody's business."""
    assert (await preview(desk, ALL, CLOSE)).changing == 12
    assert (await preview(desk, ALL, CLOSE, "Basil")).changing == 10
    assert (await preview(desk, c.Matching("all", "mailbox:sales"), CLOSE)).ids == (11, 12)
    assert (await preview(desk, c.Matching("all", except_ids=(1, 2)), CLOSE)).changing == 10
    assert (await preview(desk, c.Matching("all", "mail"), CLOSE)).changing == 12


async def test_a_group_can_be_looked_into(desk: ServedDesk) -> None:
    """Its rows come on demand: of those that would change, or of one reason."""
    await desk.do(c.SetStatus(3, Status.CLOSED))
    picked = c.Picked((1, 2, 3))
    found = await preview(desk, picked, CLOSE, opened=Opened())
    assert [row.id for row in found.rows] == [1, 2]
    found = await preview(desk, picked, CLOSE, opened=Opened(found.left[0].reason))
    assert [row.id for row in found.rows] == [3]


async def test_what_was_previewed_is_done_as_one_action(desk: ServedDesk) -> None:
    """All events carry the key of the request; the same request again changes nothing and gets the same answer."""
    found = await preview(desk, ALL, CLOSE)
    selection = c.Matching("all", at=found.at, count=found.changing)
    done = await change(desk, selection, CLOSE, key="close-them-all", seq=found.seq)
    assert done == ManyChanged(12, 12)
    assert set(statuses(desk)) == {"closed"}
    with desk.desk.database.reader() as reader:
        under = reader.execute("select count(*) from event where key = 'close-them-all'").fetchone()
    assert under == (12,)
    again = await change(desk, selection, CLOSE, key="close-them-all", seq=found.seq)
    assert again == done


async def test_what_others_changed_since_the_preview_is_left_alone(desk: ServedDesk) -> None:
    """A colleague's change stands against it, whatever it was; one's own does not; what left the list is counted as missing."""
    found = await preview(desk, ALL, CLOSE)
    await desk.do(c.SetTitle(1, "A colleague was here"))
    await desk.do(c.SetStatus(2, Status.CLOSED))
    await desk.ask(
        "POST", "/api/commands", "Amal", content=codec.encode(Request("my-own-change", c.SetTitle(3, "Mine")))
    )
    done = await change(desk, c.Matching("all", at=found.at, count=12), CLOSE, seq=found.seq)
    assert (done.changed, done.missing) == (10, 1)
    assert groups(done) == {"changed_since": 1}
    assert done.left[0].ids == (1,)


async def test_without_a_preview_only_the_same_thing_stands_against_it(desk: ServedDesk) -> None:
    """What the asker had seen: another title does not keep a conversation open, another status does."""
    seen = desk.desk.service.seq
    await desk.do(c.SetTitle(1, "Another title"))
    await desk.do(c.SetStatus(2, Status.IN_PROGRESS))
    request = Request("seen-and-done", c.ChangeMany(c.Picked((1, 2, 3)), CLOSE), seen)
    answer = await desk.ask("POST", "/api/commands", "Amal", content=codec.encode(request))
    done = codec.decode(answer.content, Accepted).many
    assert done is not None
    assert (done.changed, groups(done)) == (2, {"changed_since": 1})


async def test_merged_and_vanished_ones_do_not_stop_the_others(desk: ServedDesk) -> None:
    """What happened between the preview and the change is told in groups."""
    found = await preview(desk, c.Picked((1, 2, 3)), CLOSE)

    def merge_and_purge(writer: Any) -> None:
        writer.execute("update conversation set merged_into_id = 1 where id = 2")
        writer.execute("delete from conversation where id = 3")
        desk.desk.service._ledger.memory.reload()

    await desk.desk.service.write(merge_and_purge)
    done = await change(desk, c.Picked((1, 2, 3)), CLOSE, seq=found.seq)
    assert (done.total, done.changed) == (3, 1)
    assert groups(done) == {"conversation_merged": 1, "conversation_purged": 1}


@pytest.mark.parametrize(
    ("selection", "code"),
    [
        (c.Picked(()), "invalid_field"),
        (c.Picked(tuple(range(50_001))), "invalid_field"),
        (c.Matching("all", "status:on_fire"), "query_invalid"),
        (c.Matching("all", tz="Nowhere/At all"), "invalid_field"),
        (c.Matching("no-such-queue"), "not_found"),
    ],
)
async def test_a_wrong_selection_is_refused_before_anything_is_done(
    desk: ServedDesk, selection: c.Selection, code: str
) -> None:
    """Empty, too many, a query that is none, a place that is none: for the preview and for the change alike."""
    assert (await preview(desk, selection, CLOSE)).code == code
    assert (await change(desk, selection, CLOSE)).code == code
    assert "closed" not in statuses(desk)


async def test_nothing_that_matches_is_no_change(desk: ServedDesk) -> None:
    """The preview says so with zeros, the change is refused."""
    nothing = c.Matching("all", "tag:unheard-of")
    assert (await preview(desk, nothing, CLOSE)).total == 0
    assert (await change(desk, nothing, CLOSE)).code == "no_change"


async def test_a_viewer_may_look_and_not_change(desk: ServedDesk) -> None:
    """The preview tells that all of it is forbidden."""
    assert groups(await preview(desk, ALL, CLOSE, "Vera")) == {"forbidden": 12}
    assert (await change(desk, ALL, CLOSE, "Vera")).code == "forbidden"


def asker_of(desk: ServedDesk, name: str) -> Asker:
    """Somebody at their console."""
    agent = next(agent for agent in desk.desk.service.directory.agents if agent.name == name)
    return Asker(Actor(ActorKind.AGENT, agent.id, agent.name), agent)


async def part_done(desk: ServedDesk, key: str, asker: Asker) -> None:
    """Until the first part of an order is done."""
    while not isinstance(state := desk.desk.bulk.state(key, asker), BulkState) or state.done == 0:  # noqa: ASYNC110 - a part is over before any pause
        await asyncio.sleep(0)


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is long here: more than four conversations, two a part."""
    monkeypatch.setattr(running, "LONG", 4)
    for size in ("FIRST_SLICE", "LEAST_SLICE", "MOST_SLICE"):
        monkeypatch.setattr(parts, size, 2)
    monkeypatch.setattr(parts, "PART_S", 0)


@pytest.mark.usefixtures("in_parts")
async def test_a_long_change_tells_how_far_it_has_come(desk: ServedDesk) -> None:
    """Part by part under one key, with one answer for all."""
    async with desk.stream(await desk.token_of("Amal")) as socket:
        done = await change(desk, ALL, CLOSE, key="part-by-part")
        told = await frame_of(socket, Progress)
        assert (told.key, told.total) == ("part-by-part", 12)
        assert 0 < told.done <= 12
    assert done == ManyChanged(12, 12)
    assert set(statuses(desk)) == {"closed"}


@pytest.mark.usefixtures("in_parts")
async def test_a_cancelled_change_says_how_far_it_came(desk: ServedDesk) -> None:
    """What was done stays; what was not reached is neither changed nor left alone for a reason."""
    bulk, asker, viewer = desk.desk.bulk, asker_of(desk, "Amal"), Viewer(2)
    doing = asyncio.create_task(bulk.do(Request("cancel-me-now", c.ChangeMany(ALL, CLOSE)), asker, viewer))
    await part_done(desk, "cancel-me-now", asker)
    bulk.cancel("cancel-me-now", asker)
    done = await doing
    assert isinstance(done, Accepted)
    closed = statuses(desk).count("closed")
    assert 0 < closed < 12
    assert done.many == ManyChanged(12, closed, is_cancelled=True)
    assert (await desk.ask("GET", "/api/bulk/cancel-me-now", "Amal")).code == "not_found"


@pytest.mark.usefixtures("in_parts")
async def test_a_change_that_was_broken_off_goes_on_with_the_rest(desk: ServedDesk) -> None:
    """The same request after a crash in the middle: nobody gets the note twice, and the answer tells of all."""
    note = c.AddNote(0, "Once to each")
    service, asker = desk.desk.service, asker_of(desk, "Amal")
    request = Request("broken-off-1", c.ChangeMany(ALL, note))
    await service.change_part(request, asker, parts.Part((1, 2), ManyChanged(0, 0), is_last=False))
    done = await change(desk, ALL, note, key="broken-off-1")
    assert done == ManyChanged(12, 12)
    with desk.desk.database.reader() as reader:
        counts = reader.execute(
            "select count(*) from message where kind = 'note' group by conversation_id"
        ).fetchall()
    assert counts == [(1,)] * 12


async def test_consoles_are_not_flooded(desk: ServedDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many events they hear that there were some, and what came after is told as ever."""
    monkeypatch.setattr("server.storage.writing.perform_many.TOLD_ONE_BY_ONE", 5)
    async with desk.stream(await desk.token_of("Ada")) as socket:
        before = desk.desk.service.seq
        await change(desk, ALL, CLOSE)
        skipped = await frame_of(socket, Skipped)
        assert (skipped.after_seq, skipped.seq) == (before, before + 12)
        await desk.do(c.SetTitle(1, "Afterwards"))
        events = await frame_of(socket, Events)
        assert events.after_seq == before + 12


async def test_a_key_that_is_running_is_nobody_elses(desk: ServedDesk) -> None:
    """Two at once: the same request shares the answer, another one is refused."""
    same, other = await asyncio.gather(
        change(desk, ALL, CLOSE, key="shared-key-1"), change(desk, ALL, CLOSE, key="shared-key-1")
    )
    assert same == other == ManyChanged(12, 12)
    assert (
        await change(desk, c.Picked((1,)), c.Reopen(0), key="shared-key-1")
    ).code == RefusalCode.KEY_REUSED


@pytest.mark.usefixtures("in_parts")
async def test_others_are_served_between_two_parts(desk: ServedDesk) -> None:
    """Whoever comes while a long change runs is served before its end, and what they changed is left alone."""
    found = await preview(desk, ALL, CLOSE)
    service, doing = desk.desk.service, asyncio.create_task(change(desk, ALL, CLOSE, seq=found.seq))
    bulk, asker = desk.desk.bulk, asker_of(desk, "Amal")
    while not bulk._running:  # noqa: ASYNC110 - it begins with the next turns of the loop
        await asyncio.sleep(0)
    other = Request("a-colleague-1", c.SetTitle(12, "Theirs"))
    titled = await service.submit(other, asker_of(desk, "Ada"))
    assert isinstance(titled, Accepted)
    assert bulk._running, "the change was over before"
    done = await doing
    assert (done.changed, groups(done)) == (11, {"changed_since": 1})
    assert isinstance(bulk.state("gone", asker), Refusal)


@pytest.mark.usefixtures("in_parts")
async def test_what_was_begun_is_finished_by_the_next_run(tmp_path: Path) -> None:
    """A server that ended in the middle goes on when it runs again, though nobody asks; and whom it concerns is told once, of all."""
    async with served_desk(tmp_path / "again") as served:
        for number in range(12):
            await served.a_mail(f"mail {number}")
        asker = asker_of(served, "Amal")
        request = Request("begun-and-left", c.ChangeMany(ALL, c.AssignAgent(0, 1)))
        order = Order(request, asker, tuple(range(1, 13)))
        part = parts.Part(order.ids, ManyChanged(0, 0), is_last=True, order=order)
        begun = await served.desk.service.change_part(request, asker, part)
        assert isinstance(begun, parts.PartDone)
        assert (begun.reached, begun.is_over) == (2, False)
    async with open_desk(DataFolder(tmp_path / "again"), CONFIG) as desk:
        await desk.bulk.resume(desk.agent)
        with desk.database.reader() as reader:
            assigned = reader.execute("select count(*) from conversation where assignee_id = 1").fetchone()
            told = reader.execute("select agent_id, count from notification").fetchall()
            left = reader.execute("select count(*) from unfinished").fetchone()
        assert (assigned, told, left) == ((12,), [(1, 12)], (0,))
        again = await desk.bulk.do(request, asker, Viewer(2))
        assert isinstance(again, Accepted)
        assert again.many == ManyChanged(12, 12)


@pytest.mark.usefixtures("in_parts")
async def test_a_server_that_stops_keeps_the_order(tmp_path: Path) -> None:
    """Stopping is no cancelling: the request is told to come again, and the rest is done by the next run."""
    async with served_desk(tmp_path / "stops") as served:
        for number in range(12):
            await served.a_mail(f"mail {number}")
        asker = asker_of(served, "Amal")
        request = Request("stopped-in-it", c.ChangeMany(ALL, CLOSE))
        doing = asyncio.create_task(served.desk.bulk.do(request, asker, Viewer(2)))
        await part_done(served, request.key, asker)
        await served.desk.bulk.stop()
        assert await doing == Refusal(RefusalCode.SHUTTING_DOWN)
        assert 0 < statuses(served).count("closed") < 12
    async with open_desk(DataFolder(tmp_path / "stops"), CONFIG) as desk:
        await desk.bulk.resume(desk.agent)
        with desk.database.reader() as reader:
            assert reader.execute("select distinct status from conversation").fetchall() == [("closed",)]


def of_undo(desk: ServedDesk, key: str, own: str) -> Any:
    """Take a request back as Amal: running."""
    return asyncio.create_task(desk.desk.bulk.undo(Request(own, c.UndoRequest(key)), asker_of(desk, "Amal")))


@pytest.mark.usefixtures("in_parts")
async def test_a_long_change_is_taken_back_part_by_part(desk: ServedDesk) -> None:
    """With progress, as one action that can itself be taken back; what others have changed since is left alone, by name."""
    await change(desk, ALL, CLOSE, key="close-all-12")
    await desk.do(c.SetStatus(5, Status.IN_PROGRESS))
    async with desk.stream(await desk.token_of("Amal")) as socket:
        undo = Request("take-it-back", c.UndoRequest("close-all-12"))
        answer = await desk.ask("POST", "/api/commands", "Amal", content=codec.encode(undo))
        told = await frame_of(socket, Progress)
        assert (told.key, told.total) == ("take-it-back", 12)
    many = codec.decode(answer.content, Accepted).many
    assert many is not None
    assert (many.total, many.changed, groups(many)) == (12, 11, {"changed_since": 1})
    assert statuses(desk).count("open") == 11
    refused = await desk.ask(
        "POST",
        "/api/commands",
        "Amal",
        content=codec.encode(Request("once-again-1", c.UndoRequest("close-all-12"))),
    )
    assert refused.code == "already_undone"
    redone = await of_undo(desk, "take-it-back", "do-it-after-all")
    assert redone.many.changed == 11
    assert statuses(desk).count("closed") == 11


@pytest.mark.usefixtures("in_parts")
async def test_an_undo_that_was_ended_can_be_finished(desk: ServedDesk) -> None:
    """The action counts as done until all of it is taken back, and the second undo goes on where the first was ended."""
    await change(desk, ALL, CLOSE, key="close-all-12")
    bulk, asker = desk.desk.bulk, asker_of(desk, "Amal")
    undoing = of_undo(desk, "close-all-12", "ended-undo-1")
    await part_done(desk, "ended-undo-1", asker)
    bulk.cancel("ended-undo-1", asker)
    ended = await undoing
    assert ended.many.is_cancelled
    assert ended.many.changed == statuses(desk).count("open") < 12
    rest = await of_undo(desk, "close-all-12", "ended-undo-2")
    assert rest.many == ManyChanged(12 - ended.many.changed, 12 - ended.many.changed)
    assert set(statuses(desk)) == {"open"}
    with desk.desk.database.reader() as reader:
        written = reader.execute("select count(*) from event where key like 'ended-undo-%'").fetchone()
    assert written == (12,)


async def test_a_note_that_closes_is_one_change_and_taken_back_as_one(desk: ServedDesk) -> None:
    """The words and the closing come and go together."""
    closing = c.AddNote(0, "Called them all", status=Status.CLOSED)
    await change(desk, ALL, closing, key="note-and-close")
    assert set(statuses(desk)) == {"closed"}
    await of_undo(desk, "note-and-close", "note-and-close-undo")
    assert set(statuses(desk)) == {"open"}
    with desk.desk.database.reader() as reader:
        assert reader.execute("select count(*) from message where kind = 'note'").fetchone() == (0,)


@pytest.mark.usefixtures("in_parts")
async def test_a_note_to_many_comes_back_to_its_writer(desk: ServedDesk) -> None:
    """Taken back in parts, the words are given back with the answer."""
    await change(desk, ALL, c.AddNote(0, "A slip"), key="a-note-to-all")
    undone = await of_undo(desk, "a-note-to-all", "note-taken-back")
    assert undone.many == ManyChanged(12, 12)
    assert undone.taken_back[0].text == "A slip"
    with desk.desk.database.reader() as reader:
        assert reader.execute("select count(*) from message where kind = 'note'").fetchone() == (0,)
