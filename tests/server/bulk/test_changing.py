"""Changes to many conversations over the wire: previewed, done, left alone where others were faster."""

import asyncio
from typing import Any

import pytest

from support_tui.wire import codec
from support_tui.wire import commands as c
from support_tui.wire.commands import Accepted, ManyChanged, Request
from support_tui.wire.frames import Events, Skipped
from support_tui.wire.previews import Opened
from support_tui.wire.refusals import RefusalCode
from support_tui.wire.values import Status
from tests.server.bulk.asking import ALL, CLOSE, change, groups, of_undo, preview, statuses
from tests.server.served import ServedDesk, frame_of


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


async def test_a_new_tag_is_on_none_of_them(desk: ServedDesk) -> None:
    """A tag that is made by the change is told to change all, also those that have the desk's first tag."""
    await desk.do(c.ChangeTags(1, add=("the first",)))
    found = await preview(desk, c.Picked((1, 2, 3)), c.ChangeTags(0, add=("never seen",)))
    assert (found.changing, found.left) == (3, ())


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
