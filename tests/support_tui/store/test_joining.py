"""Merged, split and linked conversations in the replica: lists let them go, threads are read anew, numbers lead on."""

from msgspec.structs import replace

from support_tui.store import ListKey, MessageItem, select
from support_tui.store.journal import row_before
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.thread_facts import ThreadFacts
from support_tui.wire.values import Regrouping
from support_tui.wire.views import ThreadPage
from tests.support_tui.fakes import NOON, FakeDesk, a_message, a_row

BEFORE = ThreadFacts(NOON, NOON, last_message_id=9, message_count=1)
AFTER = ThreadFacts(NOON, NOON, last_message_id=19, message_count=3)
CAME = e.MessagesCame(2, Regrouping.MERGED, 2, BEFORE, AFTER)


def test_a_merged_conversation_leaves_its_lists(desk: FakeDesk) -> None:
    """It is in no queue any more, and one that asks for merged ones has it."""
    desk.fill([a_row(1), a_row(2)], ListKey("all"))
    desk.fill([a_row(1), a_row(2)], ListKey("anywhere"))
    desk.happens(e.ConversationMerged(1), a_row(2, version=2, merged_into_id=1))
    for queue in ("all", "anywhere"):
        assert list(desk.store.replica.lists[ListKey(queue)].loaded_ids()) == [1]
    belongs = desk.store.belongs(ListKey("anywhere", "is:merged"))
    assert belongs(a_row(2, merged_into_id=1)) is True


def test_a_number_leads_to_the_survivor_through_every_merge(desk: FakeDesk) -> None:
    """Also where one survivor was merged into the next, and never in a circle."""
    rows = [a_row(1, merged_into_id=2), a_row(2, merged_into_id=3), a_row(3)]
    desk.store.replica.rows |= {row.id: row for row in rows}
    assert select.survivor_id(desk.store.replica, 1) == 3
    desk.store.replica.rows[3] = replace(rows[2], merged_into_id=1)
    assert select.survivor_id(desk.store.replica, 1) in (1, 2, 3)


def test_a_thread_whose_messages_changed_is_read_anew(desk: FakeDesk) -> None:
    """What is loaded stays visible, but nothing of it is kept beside the new page."""
    desk.fill_thread(a_row(1), [a_message(1, 0), a_message(1, 9)])
    desk.happens(CAME, a_row(1, version=2))
    thread = desk.store.replica.threads[1]
    assert (thread.is_stale, len(thread.messages)) == (True, 2)
    page = ThreadPage(
        a_row(1, version=2), (a_message(1, 9),), before="cursor", seq=desk.seq, related=(a_row(7),)
    )
    desk.store.place_thread(page)
    thread = desk.store.replica.threads[1]
    assert ([m.id for m in thread.messages], thread.is_stale, thread.before) == ([1_009], False, "cursor")
    assert [row.id for row in select.related(desk.store.replica, 1)] == [7]


def test_a_page_from_before_a_merge_is_not_taken_for_the_whole(desk: FakeDesk) -> None:
    """It was read before the messages came, so it is read once more."""
    read_at = desk.seq
    desk.happens(CAME, a_row(1, version=2))
    desk.store.place_thread(ThreadPage(a_row(1), (a_message(1, 0),), seq=read_at))
    assert desk.store.replica.threads[1].is_stale


def test_older_messages_of_a_regrouped_thread_are_not_put_in_front(desk: FakeDesk) -> None:
    """They belong to a thread that is not the loaded one any more."""
    desk.fill_thread(a_row(1), [a_message(1, 5)])
    desk.happens(CAME, a_row(1, version=2))
    desk.store.place_thread(ThreadPage(a_row(1, version=2), (a_message(1, 0),), seq=desk.seq), is_older=True)
    assert [m.id for m in desk.store.replica.threads[1].messages] == [1_005]


def test_a_row_before_a_merge_is_told_from_its_events() -> None:
    """Lists that never held the row know whether it was in them."""
    after = a_row(1, message_count=3, last_message_id=19)
    before = row_before(after, [CAME])
    assert before.is_certain
    assert before.row is not None
    assert (before.row.message_count, before.row.last_message_id) == (1, 9)
    merged = row_before(a_row(2, merged_into_id=1), [e.ConversationMerged(1)])
    assert merged.row is not None
    assert merged.row.merged_into_id is None


def test_a_customers_list_follows_a_merge_and_its_undo(desk: FakeDesk) -> None:
    """The merged conversation is not listed or counted, until it comes out again."""
    rows = (a_row(1, customer_id=101), a_row(2, customer_id=101))
    desk.fill_customer(101, conversations=rows, conversation_count=2)
    desk.happens(e.ConversationMerged(1), a_row(2, version=2, customer_id=101, merged_into_id=1))
    page = desk.store.replica.customers[101]
    assert ([row.id for row in page.conversations], page.customer.conversation_count) == ([1], 1)
    desk.happens(e.ConversationUnmerged(1), a_row(2, version=3, customer_id=101))
    page = desk.store.replica.customers[101]
    assert ([row.id for row in page.conversations], page.customer.conversation_count) == ([1, 2], 2)


def test_a_merge_shows_before_it_is_answered(desk: FakeDesk) -> None:
    """The merged ones leave their lists at once, and come back if it is refused."""
    desk.fill([a_row(1), a_row(2), a_row(3)])
    desk.store.add_pending("k", c.MergeConversations(1, (2, 3)), None)
    window = desk.store.replica.lists[ListKey("all")]
    assert list(window.loaded_ids()) == [1]
    desk.store.refuse("k")
    assert list(window.loaded_ids()) == [3, 2, 1]


def test_a_split_shows_before_it_is_answered(desk: FakeDesk) -> None:
    """What leaves is not in the thread any more, with all that follow or alone."""
    desk.fill_thread(a_row(1), [a_message(1, number) for number in range(3)])
    for with_rest, kept in ((False, [1_000, 1_002]), (True, [1_000])):
        desk.store.add_pending("k", c.SplitConversation(1, 1_001, with_rest), None)
        view = select.thread(desk.store.replica, 1)
        assert view is not None
        assert [item.message.id for item in view.items if isinstance(item, MessageItem)] == kept
        desk.store.refuse("k")
