"""Taking back what was done: exactly, once, by whoever may, and never over the head of a colleague."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from support_tui.wire import commands as c
from support_tui.wire.refusals import RefusalCode
from support_tui.wire.values import Address, Delivery, DeliveryState, Folder, Priority, Status
from tests.server.running import RunningDesk, running_desk

AMAL, BASIL, ADA = 1, 2, 3


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[RunningDesk]:
    """Carla has written once, and waits."""
    async with running_desk(tmp_path) as running:
        await running.mail("Where is my order?")
        yield running


async def undo(desk: RunningDesk, done: c.Accepted, agent_id: int = AMAL) -> c.Accepted:
    return await desk.do(c.UndoRequest(done.key), desk.agent(agent_id))


async def refused(desk: RunningDesk, done: c.Accepted, agent_id: int = AMAL) -> tuple[str, dict[str, Any]]:
    refusal = await desk.refusal(c.UndoRequest(done.key), desk.agent(agent_id))
    return refusal.code.value, refusal.params


def row(desk: RunningDesk, *columns: str, id_: int = 1) -> tuple[Any, ...]:
    return desk.table(f"select {', '.join(columns)} from conversation where id = ?", id_)[0]


async def test_a_close_gives_back_the_wait_and_the_snooze_it_ended(desk: RunningDesk) -> None:
    """As long as the customer had waited, they wait again; what was put off is put off again."""
    await desk.do(c.SnoozeConversation(1, desk.clock.now + 10**12), desk.agent(AMAL))
    before = row(desk, "status", "waiting_since_at", "snoozed_until_at", "attention", "place")
    closed = await desk.do(c.SetStatus(1, Status.CLOSED), desk.agent(AMAL))
    await undo(desk, closed)
    assert row(desk, "status", "waiting_since_at", "snoozed_until_at", "attention", "place") == before


async def test_a_reopened_one_is_closed_again_since_then(desk: RunningDesk) -> None:
    """The time of closing is that of the first close, not of the undo."""
    await desk.do(c.SetStatus(1, Status.CLOSED), desk.agent(AMAL))
    before = row(desk, "status", "closed_at")
    await undo(desk, await desk.do(c.SetStatus(1, Status.OPEN), desk.agent(AMAL)))
    assert row(desk, "status", "closed_at") == before


async def test_who_changed_the_same_since_stands_in_the_way(desk: RunningDesk) -> None:
    """Refused with the field, who, when and to what; another thing that somebody changed does not matter."""
    mine = await desk.do(c.SetTitle(1, "Order 7"), desk.agent(AMAL))
    await desk.do(c.SetPriority(1, Priority.HIGH), desk.agent(BASIL))
    theirs = await desk.do(c.SetTitle(1, "Order 8"), desk.agent(BASIL))
    code, params = await refused(desk, mine)
    assert code == "changed_since"
    assert (params["field"], params["by"], params["value"]) == ("title", "Basil", "Order 8")
    await undo(desk, theirs, BASIL)
    await undo(desk, mine)
    assert row(desk, "title", "priority") == ("Where is my order?", 2)


async def test_ones_own_later_change_stands_in_the_way_too(desk: RunningDesk) -> None:
    """Only the last change of a thing can be taken back, unless the later ones were."""
    first = await desk.do(c.SetPriority(1, Priority.HIGH), desk.agent(AMAL))
    second = await desk.do(c.SetPriority(1, Priority.LOW), desk.agent(AMAL))
    assert (await refused(desk, first))[0] == "changed_since"
    await undo(desk, second)
    await undo(desk, first)
    assert row(desk, "priority") == (1,)


async def test_tags_are_things_of_their_own(desk: RunningDesk) -> None:
    """A tag that somebody else added since neither stands in the way nor goes with mine."""
    mine = await desk.do(c.ChangeTags(1, add=("billing", "vip")), desk.agent(AMAL))
    await desk.do(c.ChangeTags(1, add=("urgent",)), desk.agent(BASIL))
    await undo(desk, mine)
    (tag,) = desk.table("select name from tag t join conversation_tag x on x.tag_id = t.id")
    assert tag == ("urgent",)


async def test_what_moved_by_itself_stays_where_somebody_has_moved_it_on(desk: RunningDesk) -> None:
    """Taking it made it in progress; Basil has said since that it awaits a reply: only the assignee goes back."""
    taken = await desk.do(c.AssignConversation(1, AMAL), desk.agent(AMAL))
    assert row(desk, "status") == ("in_progress",)
    await desk.do(c.SetStatus(1, Status.AWAITING_REPLY), desk.agent(BASIL))
    await undo(desk, taken)
    assert row(desk, "status", "assignee_id") == ("awaiting_reply", None)


async def test_once_is_enough_and_undoing_the_undo_does_it_again(desk: RunningDesk) -> None:
    """A second undo is refused by name; redo is the undo of the undo, and can be taken back itself by either key."""
    closed = await desk.do(c.SetStatus(1, Status.CLOSED), desk.agent(AMAL))
    back = await undo(desk, closed)
    code, params = await refused(desk, closed)
    assert (code, params["by"]) == ("already_undone", "Amal")
    await undo(desk, back)
    assert row(desk, "status") == ("closed",)
    await undo(desk, closed)
    assert row(desk, "status") == ("open",)


async def test_others_actions_are_taken_back_by_administrators_alone(desk: RunningDesk) -> None:
    """And nobody takes back what nobody did."""
    closed = await desk.do(c.SetStatus(1, Status.CLOSED), desk.agent(AMAL))
    assert (await refused(desk, closed, BASIL))[0] == "forbidden"
    assert (await desk.refusal(c.UndoRequest("no-such-key"), desk.agent(AMAL))).code is RefusalCode.NOT_FOUND
    await undo(desk, closed, ADA)
    assert row(desk, "status") == ("open",)


async def test_the_same_undo_twice_is_one(desk: RunningDesk) -> None:
    """A resend gets the first answer."""
    closed = await desk.do(c.SetStatus(1, Status.CLOSED), desk.agent(AMAL))
    first = await desk.do(c.UndoRequest(closed.key), desk.agent(AMAL), key="undo-it-once")
    again = await desk.do(c.UndoRequest(closed.key), desk.agent(AMAL), key="undo-it-once")
    assert again.was_done_before
    assert again.seq == first.seq


async def test_a_reply_that_waits_is_taken_back_with_its_words(desk: RunningDesk) -> None:
    """It is in no outbox and no thread, is not found, and its words are in the answer; redo queues it again."""
    sent = await desk.do(c.SendReply(1, "On its way, xylophone"), desk.agent(AMAL))
    back = await undo(desk, sent)
    assert [message.text for message in back.taken_back] == ["On its way, xylophone"]
    assert desk.table("select count(*) from outbox") == [(0,)]
    assert desk.table("select text from message") == [("Where is my order?",)]
    assert desk.table("select count(*) from message_words where message_words match 'xylophone'") == [(0,)]
    assert row(desk, "status", "preview", "message_count", "first_reply_at") == (
        "open",
        "Where is my order?",
        1,
        None,
    )
    await undo(desk, back)
    assert desk.table("select state from outbox") == [("queued",)]
    assert row(desk, "status", "preview", "message_count") == ("awaiting_reply", "On its way, xylophone", 2)


async def test_a_reply_that_left_is_not_taken_back(desk: RunningDesk) -> None:
    """Not even while it is being sent, or where nobody knows whether it was."""
    sent = await desk.do(c.SendReply(1, "gone"), desk.agent(AMAL))
    await desk.do(c.RecordDelivery(1, sent.message_id or 0, Delivery(DeliveryState.SENDING)))
    assert await refused(desk, sent) == ("already_sent", {"state": "sending"})
    doubt = c.RecordDelivery(1, sent.message_id or 0, Delivery(DeliveryState.MAYBE_SENT))
    await desk.do(doubt)
    assert await refused(desk, sent) == ("already_sent", {"state": "maybe_sent"})


async def test_a_reply_goes_back_although_the_customer_wrote_again(desk: RunningDesk) -> None:
    """The customer waits since their first word, which nobody has answered."""
    (waiting,) = row(desk, "waiting_since_at")
    sent = await desk.do(c.SendReply(1, "one moment"), desk.agent(AMAL))
    await desk.mail("Hello?", conversation_id=1)
    await undo(desk, sent)
    assert row(desk, "status", "waiting_since_at", "preview", "message_count") == (
        "open",
        waiting,
        "Hello?",
        2,
    )


async def test_a_note_is_taken_back_and_so_are_the_followers_it_made(desk: RunningDesk) -> None:
    """The thread tells that there was one, and not what it said."""
    noted = await desk.do(c.AddNote(1, "wrong thread", mentions=(BASIL,)), desk.agent(AMAL))
    await undo(desk, noted)
    assert row(desk, "follower_ids", "message_count") == ("[]", 1)
    assert desk.table("select text from message where kind = 'note'") == []
    assert desk.table("select text from withdrawn_message") == [("wrong thread",)]


async def test_a_conversation_begun_by_mistake_goes_to_the_trash(desk: RunningDesk) -> None:
    """With its message taken back; a conversation, once numbered, does not vanish."""
    command = c.StartConversation(1, Address("zaid@x.example", "Zaid"), "Offer", "Dear Zaid")
    begun = await desk.do(command, desk.agent(AMAL))
    back = await undo(desk, begun)
    assert row(desk, "folder", id_=2) == ("trash",)
    assert desk.table("select count(*) from outbox") == [(0,)]
    await undo(desk, back)
    assert row(desk, "folder", id_=2) == ("inbox",)
    assert desk.table("select count(*) from outbox") == [(1,)]


async def test_an_address_that_is_somebody_elses_by_now_is_not_given_back(desk: RunningDesk) -> None:
    """Two people would have it."""
    edited = await desk.do(c.EditCustomer(1, {"emails": '["carla@new.example"]'}), desk.agent(AMAL))
    await desk.mail("me again")
    assert await refused(desk, edited) == ("name_taken", {"kind": "email", "name": "carla@customer.example"})


async def test_a_note_about_a_customer_and_profile_fields_come_and_go(desk: RunningDesk) -> None:
    """Author and time of the note are those of its writing."""
    noted = await desk.do(c.AddCustomerNote(1, "calls at noon"), desk.agent(AMAL))
    before = desk.table("select * from customer_note")
    back = await undo(desk, noted)
    assert desk.table("select * from customer_note") == []
    await desk.do(c.UndoRequest(back.key), desk.agent(ADA))
    assert desk.table("select * from customer_note") == before


async def test_ones_own_move_out_of_sight_can_be_taken_back(desk: RunningDesk) -> None:
    """Basil sees Support only, and has moved it to Sales."""
    moved = await desk.do(c.MoveConversation(1, 2), desk.agent(BASIL))
    await undo(desk, moved, BASIL)
    assert row(desk, "mailbox_id") == (1,)


async def test_of_a_change_to_many_the_others_go_back(desk: RunningDesk) -> None:
    """The one that Basil has changed since is left alone and named; all others are as before, in one step."""
    for number in range(2, 7):
        await desk.mail(f"question {number}")
    before = desk.table("select id, status, waiting_since_at from conversation where id <> 3")
    many = c.ChangeMany(c.Picked((1, 2, 3, 4, 5, 6)), c.SetStatus(0, Status.CLOSED))
    closed = await desk.do(many, desk.agent(AMAL))
    await desk.do(c.SetStatus(3, Status.IN_PROGRESS), desk.agent(BASIL))
    back = await undo(desk, closed)
    assert back.many is not None
    assert (back.many.total, back.many.changed) == (6, 5)
    (group,) = back.many.left
    assert (group.reason.code, group.ids) == (RefusalCode.CHANGED_SINCE, (3,))
    assert desk.table("select id, status, waiting_since_at from conversation where id <> 3") == before
    assert row(desk, "status", id_=3) == ("in_progress",)
    assert desk.table(
        "select kind, conversations, undone_by <> '' from action where kind = 'change_many'"
    ) == [("change_many", 6, 1)]


async def test_what_nobody_can_take_back_is_said_so(desk: RunningDesk) -> None:
    """A team that was made stays."""
    made = await desk.do(c.SaveTeam("Billing"), desk.agent(ADA))
    assert (await refused(desk, made, ADA))[0] == "not_undoable"


async def test_a_view_that_was_deleted_is_back(desk: RunningDesk) -> None:
    """With all that it was; but not where its name is taken by now."""
    made = await desk.do(c.SaveView("Late", "all", "waiting:>1d"), desk.agent(AMAL))
    gone = await desk.do(c.DeleteView(made.created_id or 0), desk.agent(AMAL))
    back = await undo(desk, gone)
    await undo(desk, back)
    await desk.do(c.SaveView("Late", "all", "waiting:>2d"), desk.agent(AMAL))
    assert (await refused(desk, gone))[0] == "name_taken"


async def test_what_customers_and_the_desk_do_is_nobodys_action(desk: RunningDesk) -> None:
    """Only what agents asked for is listed."""
    await desk.do(c.SetFolder(1, Folder.TRASH))
    assert desk.table("select count(*) from action") == [(0,)]
    await desk.do(c.MarkRead(1, 1), desk.agent(AMAL))
    assert desk.table("select count(*) from action") == [(0,)]
    await desk.do(c.SetFolder(1, Folder.INBOX), desk.agent(AMAL))
    assert desk.table("select kind, conversation_id, title, conversations from action") == [
        ("set_folder", 1, "Where is my order?", 1)
    ]
