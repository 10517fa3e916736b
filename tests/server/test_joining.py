"""Merged, split and linked conversations on a running desk: where messages stand, and where everything leads from then on."""

from typing import Any

from server.core.access import SYSTEM
from server.storage import lists
from server.storage.blobs import Blobs
from server.storage.counts.counters import load_counters
from server.storage.pages import customers, log_pages, threads
from server.storage.upkeep import verify
from server.storage.viewer import Viewer
from support_tui.wire import commands as c
from support_tui.wire.order import Sort
from support_tui.wire.query import list_query, parse
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Address, ClosedPolicy, Delivery, DeliveryState, Status
from support_tui.wire.views import ConversationPage, Directory, ThreadPage
from tests.server.running import RunningDesk, running_desk

ZAID = Address("zaid@customer.example", "Zaid")
ANYBODY = Viewer(1, None, Directory())


def page(desk: RunningDesk, conversation_id: int) -> ThreadPage:
    """The thread that a number leads to."""
    with desk.database.reader() as reader:
        found = threads.page(reader, conversation_id, ANYBODY)
    assert isinstance(found, ThreadPage)
    return found


def texts(desk: RunningDesk, conversation_id: int) -> list[str]:
    """The words of a thread in its order."""
    return [message.text for message in page(desk, conversation_id).messages]


async def two(desk: RunningDesk) -> None:
    """Two conversations of Carla, their messages in turn: 1, 3 and 2, 4."""
    await desk.mail("one", external_id="<1@c>")
    await desk.mail("two", external_id="<2@c>", title="Invoice")
    await desk.mail("three", external_id="<3@c>", references=("<1@c>",))
    await desk.mail("four", external_id="<4@c>", references=("<2@c>",))


async def test_the_survivor_shows_both_threads_in_order_of_time(tmp_path):
    """All messages stand in one thread, and those of the merged one say where they came from."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        await desk.do(c.MergeConversations(1, (2,)), desk.agent(1))
        shown = page(desk, 1)
        assert [(m.text, m.origin_id) for m in shown.messages] == [
            ("one", None), ("two", 2), ("three", None), ("four", 2),
        ]  # fmt: skip
        assert shown.row.message_count == 4


async def test_the_number_of_a_merged_conversation_leads_to_the_survivor(tmp_path):
    """Whoever opens it sees the survivor, also through several merges."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        await desk.mail("five")
        await desk.do(c.MergeConversations(1, (2,)))
        await desk.do(c.MergeConversations(3, (1,)))
        assert page(desk, 2).row.id == page(desk, 1).row.id == 3
        assert page(desk, 3).row.message_count == 5


async def test_mail_to_a_merged_conversation_goes_to_the_survivor(tmp_path):
    """E17: by number, by what it answers, and by the channel's own identity of the conversation."""
    async with running_desk(tmp_path) as desk:
        await desk.mail("one")
        await desk.mail("two", external_id="<2@c>", thread_id="visit")
        await desk.do(c.MergeConversations(1, (2,)))
        by_number = await desk.mail("a", conversation_id=2)
        by_reference = await desk.mail("b", references=("<2@c>",))
        by_thread = await desk.mail("c", thread_id="visit")
        assert {answer.conversation_id for answer in (by_number, by_reference, by_thread)} == {1}
        assert [m.origin_id for m in page(desk, 1).messages] == [None, 2, 2, 2, 2]


async def test_the_same_mail_again_is_still_the_same(tmp_path):
    """E4 holds across a merge: what had come in to the merged one decides to nothing."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        await desk.do(c.MergeConversations(1, (2,)))
        again = await desk.mail("two", external_id="<2@c>", title="Invoice")
        assert (again.conversation_id, again.was_done_before) == (1, True)


async def test_a_merged_conversation_leaves_lists_and_counts(tmp_path):
    """Badges, the customer's conversations and their number count it no more."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        await desk.do(c.MergeConversations(1, (2,)))
        assert desk.table("select sum(conversations) from queue_count where place <> 'merged'") == [(1,)]
        assert desk.table("select conversation_count from customer") == [(1,)]
        with desk.database.reader() as reader:
            shown: Any = customers.page(reader, 1, ANYBODY)
        assert [row.id for row in shown.conversations] == [1]


def found(desk: RunningDesk, own: str) -> list[int]:
    """The conversations that a query finds, wherever they lie."""
    query = list_query("anywhere", parse(own))
    assert query is not None
    with desk.database.reader() as reader:
        shown = lists.page(
            reader, load_counters(reader), query, Sort.NEWEST, ANYBODY, now_at=desk.clock.now, limit=50
        )
    assert isinstance(shown, ConversationPage)
    return sorted(row.id for row in shown.rows)


async def test_the_words_of_a_merged_conversation_find_the_survivor(tmp_path):
    """Words of its messages and of its title; itself it is found by its number, or by asking for merged ones."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        await desk.mail("something else")
        await desk.do(c.MergeConversations(1, (2,)))
        assert [found(desk, own) for own in ("four", "invoice", "invo*", '"invoice"', "invoice four")] == [
            [1]
        ] * 5
        assert found(desk, "-invoice") == [3]
        assert (found(desk, "is:merged"), found(desk, "#2"), found(desk, "is:merged invoice")) == (
            [2],
            [2],
            [2],
        )
        assert found(desk, "customer:carla") == [1, 3]


async def test_a_queued_reply_of_a_merged_conversation_is_sent_once(tmp_path):
    """It stays queued, stands in the survivor, and the channel's report finds it there by the old number too."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        reply = await desk.do(c.SendReply(2, "Here it is."), desk.agent(1))
        message_id = reply.message_id or 0
        await desk.do(c.MergeConversations(1, (2,)))
        assert desk.table("select message_id, conversation_id, state from outbox") == [
            (message_id, 1, "queued")
        ]
        for state in (DeliveryState.SENDING, DeliveryState.ACCEPTED):
            await desk.do(c.RecordDelivery(2, message_id, Delivery(state)))
        assert desk.table("select * from outbox") == []
        assert page(desk, 1).messages[-1].delivery == Delivery(DeliveryState.ACCEPTED)


async def test_a_reply_of_a_merged_conversation_can_be_taken_back_by_its_old_number(tmp_path):
    """The undo window goes on through a merge."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        reply = await desk.do(c.SendReply(2, "Here it is."), desk.agent(1))
        await desk.do(c.MergeConversations(1, (2,)))
        await desk.do(c.CancelReply(2, reply.message_id or 0), desk.agent(1))
        assert desk.table("select * from outbox") == []


async def test_who_had_read_both_has_read_the_whole(tmp_path):
    """Read marks follow: what somebody has not read in either is unread, what they have read is not."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        await desk.do(c.MarkRead(1, 3), desk.agent(1))
        await desk.do(c.MarkRead(2, 4), desk.agent(1))
        await desk.do(c.MarkRead(1, 3), desk.agent(2))
        await desk.do(c.MarkRead(2, 2), desk.agent(2))
        await desk.do(c.MergeConversations(1, (2,)))
        assert desk.table("select agent_id, message_id from read_mark where conversation_id = 1") == [
            (1, 4),
            (2, 2),
        ]


async def test_the_survivors_change_log_holds_that_of_the_merged_one(tmp_path):
    """Nothing of its history is out of reach."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        await desk.do(c.SetStatus(2, Status.CLOSED))
        await desk.do(c.MergeConversations(1, (2,)))
        with desk.database.reader() as reader:
            shown = log_pages.page(reader, log_pages.LogFilter(conversation_id=1))
        seqs = [entry.seq for entry in shown.entries]
        assert seqs == sorted(seqs, reverse=True)
        assert {entry.conversation_id for entry in shown.entries} == {1, 2}
        assert any(type(entry.event).__name__ == "StatusChanged" for entry in shown.entries)


async def test_a_merge_is_refused_where_it_makes_no_sense(tmp_path):
    """Into itself, in a circle, into or of one that was merged, purged, or never there: each by its own name."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        await desk.mail("five")
        await desk.do(c.MergeConversations(1, (2,)))
        refusals = [
            await desk.refusal(c.MergeConversations(*ids))
            for ids in ((1, (1,)), (2, (1,)), (2, (3,)), (3, (2,)), (1, (99,)), (99, (1,)))
        ]
        merged = Refusal(RefusalCode.CONVERSATION_MERGED, {"id": 2, "into": 1})
        assert refusals == [
            Refusal(RefusalCode.MERGE_INTO_ITSELF, {"id": 1}),
            Refusal(RefusalCode.MERGE_CIRCLE, {"id": 2, "into": 1}),
            merged,
            merged,
            Refusal(RefusalCode.NOT_FOUND, {"kind": "conversation", "id": 99}),
            Refusal(RefusalCode.NOT_FOUND, {"kind": "conversation", "id": 99}),
        ]


async def test_a_purged_conversation_is_neither_merged_nor_linked(tmp_path):
    """What is gone for good is named as such."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        await desk.service.write(
            lambda connection: connection.execute("delete from conversation where id = 2")
        )
        await desk.service.stop()
        again = RunningDesk(desk.database, first_key=1_000)
        await again.service.start()
        purged = Refusal(RefusalCode.CONVERSATION_PURGED, {"id": 2})
        assert await again.refusal(c.MergeConversations(1, (2,))) == purged
        assert await again.refusal(c.MergeConversations(2, (1,))) == purged
        assert await again.refusal(c.LinkConversations(1, 2)) == purged
        await again.service.stop()


async def test_an_answer_to_what_continues_a_merged_conversation_finds_its_way(tmp_path):
    """A follow-up merged into what it follows is no circle that loses mail."""
    async with running_desk(tmp_path) as desk:
        await desk.do(c.SaveMailbox("Support", "support@desk.example", 1, closed_policy=ClosedPolicy.NEW))
        await desk.mail("one", external_id="<1@c>")
        await desk.do(c.SetStatus(1, Status.CLOSED))
        follow_up = await desk.mail("two", references=("<1@c>",))
        assert follow_up.conversation_id == 2
        await desk.do(c.MergeConversations(1, (2,)))
        assert (await desk.mail("three", references=("<1@c>",))).conversation_id == 1


# ---------------------------------------------------------------- split


async def test_messages_leave_for_a_conversation_of_their_own(tmp_path):
    """The rest of the thread stands in a new conversation; answers to it go there."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        answer = await desk.do(c.SplitConversation(1, 3, title="Other matter"), desk.agent(1))
        new_id = answer.created_id or 0
        assert (texts(desk, 1), texts(desk, new_id)) == (["one"], ["three"])
        assert page(desk, new_id).row.title == "Other matter"
        assert (await desk.mail("five", references=("<3@c>",))).conversation_id == new_id
        assert [row.id for row in page(desk, 1).related] == [new_id]
        assert [row.id for row in page(desk, new_id).related] == [1]


async def test_what_was_merged_can_be_split_off_again(tmp_path):
    """A message that came by a merge belongs to the new conversation from then on."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        await desk.do(c.MergeConversations(1, (2,)))
        answer = await desk.do(c.SplitConversation(1, 4))
        assert [(m.text, m.origin_id) for m in page(desk, answer.created_id or 0).messages] == [
            ("four", None)
        ]


# ---------------------------------------------------------------- links


async def test_links_lead_to_survivors_and_follow_a_merge(tmp_path):
    """What is linked to a merged conversation is related to the survivor, and never to itself."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        await desk.mail("five")
        await desk.do(c.LinkConversations(2, 3))
        await desk.do(c.LinkConversations(1, 2))
        await desk.do(c.MergeConversations(1, (2,)))
        assert [row.id for row in page(desk, 1).related] == [3]
        assert [row.id for row in page(desk, 3).related] == [1]


async def test_links_in_a_ring_are_harmless(tmp_path):
    """Three that are all related show the other two each."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        await desk.mail("five")
        for one, other in ((1, 2), (2, 3), (3, 1)):
            await desk.do(c.LinkConversations(one, other))
        assert {id_: [row.id for row in page(desk, id_).related] for id_ in (1, 2, 3)} == {
            1: [2, 3], 2: [1, 3], 3: [1, 2],
        }  # fmt: skip
        await desk.do(c.UnlinkConversations(3, 2))
        assert [row.id for row in page(desk, 2).related] == [1]


async def test_links_show_nothing_that_an_agent_may_not_see(tmp_path):
    """A related conversation in a mailbox of others is not named."""
    async with running_desk(tmp_path) as desk:
        await desk.mail("one")
        await desk.mail("two", mailbox_id=2)
        await desk.do(c.LinkConversations(1, 2))
        with desk.database.reader() as reader:
            shown = threads.page(reader, 1, Viewer(2, frozenset({1}), Directory()))
        assert isinstance(shown, ThreadPage)
        assert shown.related == ()


async def test_a_desk_with_merges_has_no_contradictions(tmp_path):
    """What `support-server check` looks for is not found after merges and splits."""
    async with running_desk(tmp_path) as desk:
        await two(desk)
        await desk.do(c.MergeConversations(1, (2,)), SYSTEM)
        await desk.do(c.SplitConversation(1, 3, True), SYSTEM)
        with desk.database.reader() as reader:
            assert list(verify.findings(reader, Blobs(tmp_path / "blobs"))) == []
