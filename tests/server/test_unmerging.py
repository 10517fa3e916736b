"""Merges and splits taken back on a running desk: what was there before is there again, and what came since is where one would look."""

from support_tui.wire import commands as c
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import DeliveryState, Status
from tests.server.running import RunningDesk, running_desk
from tests.server.test_joining import page, texts, two


async def undo(desk: RunningDesk, accepted: c.Accepted) -> c.Accepted:
    """Amal takes back what she did."""
    return await desk.do(c.UndoRequest(accepted.key), desk.agent(1))


async def test_what_came_in_since_goes_back_with_what_it_answers(tmp_path):
    """An answer to the merged conversation is its own; one to the survivor, and what agents wrote there, stays."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        merge = await desk.do(c.MergeConversations(1, (2,)), desk.agent(1))
        await desk.mail("for two", references=("<4@c>",))
        await desk.mail("for one", references=("<3@c>",))
        await desk.do(c.AddNote(1, "a note"), desk.agent(1))
        await undo(desk, merge)
        assert texts(desk, 1) == ["one", "three", "for one", "a note"]
        assert texts(desk, 2) == ["two", "four", "for two"]
        assert (page(desk, 1).row.message_count, page(desk, 2).row.message_count) == (4, 3)
        assert (page(desk, 2).row.merged_into_id, page(desk, 2).messages[-1].origin_id) == (None, None)
        assert (await desk.mail("again", references=("<4@c>",))).conversation_id == 2


async def test_a_closed_conversation_whose_customer_has_written_comes_back_open(tmp_path):
    """The question that came in while it was merged is not lost in a closed conversation."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        await desk.do(c.SetStatus(2, Status.CLOSED))
        merge = await desk.do(c.MergeConversations(1, (2,)), desk.agent(1))
        late = await desk.mail("for two", references=("<4@c>",))
        await undo(desk, merge)
        row = page(desk, 2).row
        assert (row.status, row.last_message_id) == (Status.OPEN, late.message_id)
        assert row.waiting_since_at is not None


async def test_what_others_changed_since_stays_and_the_merge_is_taken_back(tmp_path):
    """A tag that came along and was taken off since is no reason to keep two conversations together."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        await desk.do(c.ChangeTags(2, ("vip", "billing")))
        merge = await desk.do(c.MergeConversations(1, (2,)), desk.agent(1))
        await desk.do(c.ChangeTags(1, (), ("vip",)), desk.agent(3))
        await undo(desk, merge)
        assert (texts(desk, 1), texts(desk, 2)) == (["one", "three"], ["two", "four"])
        assert len(page(desk, 2).row.tag_ids) == 2


async def test_a_reply_queued_before_a_merge_is_sent_once_after_its_undo(tmp_path):
    """It goes with its thread, there and back, and waits in the outbox all the while."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        reply = await desk.do(c.SendReply(2, "Here."), desk.agent(1))
        merge = await desk.do(c.MergeConversations(1, (2,)), desk.agent(1))
        await undo(desk, merge)
        state = DeliveryState.QUEUED.value
        assert desk.table("select message_id, conversation_id, state from outbox") == [
            (reply.message_id, 2, state)
        ]


async def test_reading_goes_back_too(tmp_path):
    """Who has not looked since has read as before; who has, has read both."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        await desk.do(c.MarkRead(1, 3), desk.agent(1))
        await desk.do(c.MarkRead(1, 1), desk.agent(2))
        merge = await desk.do(c.MergeConversations(1, (2,)), desk.agent(1))
        await desk.do(c.MarkRead(1, 4), desk.agent(2))
        await undo(desk, merge)
        assert desk.table("select agent_id, conversation_id, message_id from read_mark order by 1, 2") == [
            (1, 1, 3), (2, 1, 4), (2, 2, 4),
        ]  # fmt: skip


async def test_a_merge_into_what_was_merged_since_is_taken_back_after_it(tmp_path):
    """The last merge first: until then the undo says where everything stands."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        await desk.mail("five")
        first = await desk.do(c.MergeConversations(1, (2,)), desk.agent(1))
        second = await desk.do(c.MergeConversations(3, (1,)), desk.agent(1))
        refusal = await desk.refusal(c.UndoRequest(first.key), desk.agent(1))
        assert refusal == Refusal(RefusalCode.CONVERSATION_MERGED, {"id": 1, "into": 3})
        await undo(desk, second)
        await undo(desk, first)
        assert [texts(desk, id_) for id_ in (1, 2, 3)] == [["one", "three"], ["two", "four"], ["five"]]


async def test_a_split_is_taken_back_with_what_was_written_since(tmp_path):
    """The number of what was split off leads back, and its note comes along."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        split = await desk.do(c.SplitConversation(1, 3), desk.agent(1))
        new_id = split.created_id or 0
        await desk.do(c.AddNote(new_id, "later"), desk.agent(1))
        await undo(desk, split)
        assert [(m.text, m.origin_id) for m in page(desk, 1).messages] == [
            ("one", None), ("three", None), ("later", new_id),
        ]  # fmt: skip
        assert page(desk, new_id).row.id == 1
        assert page(desk, 1).related == ()
