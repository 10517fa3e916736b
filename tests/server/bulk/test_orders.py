"""Long changes to many conversations: in parts, cancelled, broken off and gone on with, taken back while they run and after."""

import asyncio
from pathlib import Path

import pytest

from server.core.access import SYSTEM
from server.core.context import Asker
from server.folder import DataFolder
from server.storage.tables.unfinished import Order
from server.storage.viewer import Viewer
from server.storage.writing import parts
from server.wiring import OpenDesk, open_desk
from support_tui.wire import codec
from support_tui.wire import commands as c
from support_tui.wire.commands import Accepted, ManyChanged, Request
from support_tui.wire.frames import Progress
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Role, Status
from tests.server.bulk.asking import (
    ALL,
    CLOSE,
    asker_of,
    change,
    groups,
    of_undo,
    part_done,
    preview,
    statuses,
)
from tests.server.served import CONFIG, ServedDesk, frame_of, served_desk


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


async def begun(desk: ServedDesk, asker: Asker, request: Request) -> None:
    """The first two conversations of an order about all twelve, and then the server ends."""
    order = Order(request, asker, tuple(range(1, 13)))
    part = parts.Part(order.ids, ManyChanged(0, 0), order=order)
    done = await desk.desk.service.change_part(request, asker, part)
    assert isinstance(done, parts.PartDone)
    assert (done.reached, done.is_over) == (2, False)


def unfinished(desk: OpenDesk) -> list[str]:
    """The keys of the orders that are not over."""
    with desk.database.reader() as reader:
        return [key for (key,) in reader.execute("select key from unfinished")]


@pytest.mark.usefixtures("in_parts")
async def test_an_order_of_somebody_who_is_disabled_is_over(tmp_path: Path) -> None:
    """What they had begun stays, the rest is left alone for good: no later start of the server does it, whoever comes back."""
    async with served_desk(tmp_path / "left") as served:
        for number in range(12):
            await served.a_mail(f"mail {number}")
        asker, request = asker_of(served, "Amal"), Request("gone-meanwhile", c.ChangeMany(ALL, CLOSE))
        await begun(served, asker, request)
        await served.do(c.SaveAgent("Amal", "amal@desk.example", agent_id=2, is_disabled=True))
    async with open_desk(DataFolder(tmp_path / "left"), CONFIG) as desk:
        await desk.bulk.resume(desk.agent)
        assert unfinished(desk) == []
        back = c.SaveAgent("Amal", "amal@desk.example", agent_id=2)
        assert isinstance(await desk.service.submit(Request("back-again-1", back), SYSTEM), Accepted)
        again = await desk.bulk.do(request, asker, Viewer(2))
        assert isinstance(again, Accepted)
        assert again.many is not None
        assert (again.many.total, again.many.changed, groups(again.many)) == (12, 2, {"forbidden": 10})


@pytest.mark.usefixtures("in_parts")
async def test_one_that_may_no_longer_leaves_the_rest_alone(desk: ServedDesk) -> None:
    """An agent who becomes a viewer in the middle of their order: what was done stays and is told, the rest is left for that reason."""
    asker = asker_of(desk, "Amal")
    request = Request("viewer-midway", c.ChangeMany(ALL, CLOSE))
    doing = asyncio.create_task(desk.desk.bulk.do(request, asker, Viewer(2)))
    await part_done(desk, request.key, asker)
    await desk.do(c.SaveAgent("Amal", "amal@desk.example", Role.VIEWER, agent_id=2))
    done = await doing
    assert isinstance(done, Accepted)
    assert done.many is not None
    closed = statuses(desk).count("closed")
    assert 0 < closed < 12
    assert (done.many.changed, groups(done.many)) == (closed, {"forbidden": 12 - closed})
    assert unfinished(desk.desk) == []


@pytest.mark.usefixtures("in_parts")
async def test_an_order_that_is_refused_at_once_does_not_come_again(tmp_path: Path) -> None:
    """Where nothing was done and nothing may be, the next start forgets it."""
    async with served_desk(tmp_path / "forgets") as served:
        for number in range(12):
            await served.a_mail(f"mail {number}")
        asker, request = asker_of(served, "Amal"), Request("nothing-begun", c.ChangeMany(ALL, CLOSE))
        await begun(served, asker, request)
        with served.desk.database.reader() as reader:
            assert reader.execute("select count(*) from event where key = 'nothing-begun'").fetchone() == (2,)
        await served.desk.service.write(
            lambda writer: writer.execute("update event set key = '' where key = 'nothing-begun'").rowcount
        )
        await served.do(c.SaveAgent("Amal", "amal@desk.example", Role.VIEWER, agent_id=2))
    async with open_desk(DataFolder(tmp_path / "forgets"), CONFIG) as desk:
        await desk.bulk.resume(desk.agent)
        assert unfinished(desk) == []


@pytest.mark.usefixtures("in_parts")
async def test_taking_back_what_still_runs_ends_it_first(desk: ServedDesk) -> None:
    """Nothing of the order is done after its undo, so that all of it is taken back."""
    asker = asker_of(desk, "Amal")
    doing = asyncio.create_task(
        desk.desk.bulk.do(Request("still-running", c.ChangeMany(ALL, CLOSE)), asker, Viewer(2))
    )
    await part_done(desk, "still-running", asker)
    back = await of_undo(desk, "still-running", "undo-of-running")
    done = await doing
    assert isinstance(done, Accepted)
    assert done.many is not None
    assert done.many.is_cancelled
    assert isinstance(back, Accepted)
    assert set(statuses(desk)) == {"open"}


@pytest.mark.usefixtures("in_parts")
async def test_only_who_may_take_it_back_ends_what_runs(desk: ServedDesk) -> None:
    """A colleague's undo of a running order is refused, and it goes on."""
    asker = asker_of(desk, "Amal")
    request = Request("not-yours-12", c.ChangeMany(ALL, CLOSE))
    doing = asyncio.create_task(desk.desk.bulk.do(request, asker, Viewer(2)))
    await part_done(desk, request.key, asker)
    refused = await desk.desk.bulk.undo(
        Request("not-mine-12", c.UndoRequest(request.key)), asker_of(desk, "Basil")
    )
    assert isinstance(refused, Refusal)
    assert refused.code is RefusalCode.FORBIDDEN
    assert isinstance(await doing, Accepted)
    assert set(statuses(desk)) == {"closed"}


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
