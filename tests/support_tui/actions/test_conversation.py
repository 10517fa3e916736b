"""What single keys do to conversations: painted at once, sent once, taken back by one key."""

from typing import Any

import pytest
from msgspec.structs import replace

from support_tui.actions import conversation, customer, go, writing
from support_tui.actions import desk as doing
from support_tui.actions.history import Deed
from support_tui.actions.writing import Written
from support_tui.commands import COMMANDS, PANE_AREAS, SCREEN_AREA
from support_tui.screens.run import handler_of
from support_tui.store import ListKey, select
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.actions import Action
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import (
    Actor,
    ActorKind,
    Address,
    Delivery,
    DeliveryState,
    Folder,
    MessageKind,
    Priority,
    Status,
)
from tests.support_tui.actions.agents import AnAgent
from tests.support_tui.fakes import HOUR, MINUTE, NOON, RAE, SAM, a_message, a_row
from tests.waiting import eventually


def test_every_command_of_the_table_has_a_handler() -> None:
    """The table and the handlers cannot drift apart."""
    elsewhere = {*PANE_AREAS, SCREEN_AREA}
    for command in COMMANDS:
        if command.area not in elsewhere:
            assert callable(handler_of(command)), command.id


async def test_close_goes_on_before_the_row_leaves(agent: AnAgent) -> None:
    """The row is gone before anything was sent, and the cursor knew where to go."""
    await conversation.close(agent.context(3))
    assert agent.shown() == [5, 4, 2, 1]
    assert agent.ui.done[0] == ("next", (3,))
    assert agent.server.requests == []
    await eventually(lambda: agent.server.commands, "the command is sent")
    assert agent.server.commands == [c.SetStatus(3, Status.CLOSED)]


async def test_close_leaves_alone_what_is_closed(agent: AnAgent) -> None:
    """Of several targets only those change that would."""
    agent.fake.fill([a_row(8, status=Status.CLOSED)], ListKey("closed"))
    await conversation.close(agent.context(8))
    assert agent.ui.said == ["action-nothing-changes"]


async def test_one_key_over_several_is_one_step(agent: AnAgent) -> None:
    """Three are closed, one z brings all three back."""
    await conversation.close(agent.context(1, 2, 3))
    assert agent.shown() == [5, 4]
    await doing.undo(agent.context())
    assert agent.shown() == [5, 4, 3, 2, 1]
    await eventually(lambda: len(agent.server.requests) == 6, "both steps are sent")
    keys = [request.key for request in agent.server.requests[:3]]
    assert agent.server.commands[3:] == [c.UndoRequest(key) for key in reversed(keys)], "the last one first"
    rows = [select.row(agent.fake.store.replica, n) for n in (1, 2, 3)]
    waiting = [row.waiting_since_at for row in rows if row is not None]
    assert waiting == [NOON - n * MINUTE for n in (1, 2, 3)], "the customers wait again since when they did"


async def test_reopen_undoes_all_three_ways_of_being_away(agent: AnAgent) -> None:
    """Closed, in the trash and asleep: back in the inbox."""
    away = a_row(9, status=Status.CLOSED, folder=Folder.TRASH, snoozed_until_at=NOON + HOUR)
    agent.fake.fill([away], ListKey("trash"))
    await conversation.reopen(agent.context(9))
    shown = select.row(agent.fake.store.replica, 9)
    assert shown is not None
    assert (shown.status, shown.folder, shown.snoozed_until_at) == (Status.OPEN, Folder.INBOX, None)


async def test_a_status_is_chosen(agent: AnAgent) -> None:
    """The present one is marked; Esc changes nothing."""
    agent.ui.answers = [Status.AWAITING_REPLY.value, None]
    await conversation.status(agent.context(1))
    await conversation.status(agent.context(2))
    assert [choice.value for choice in agent.ui.offered[0] if choice.is_on] == ["open"]
    assert select.row(agent.fake.store.replica, 1).status is Status.AWAITING_REPLY  # type: ignore[union-attr]
    assert select.row(agent.fake.store.replica, 2).status is Status.OPEN  # type: ignore[union-attr]


async def test_taking_moves_the_status_too(agent: AnAgent) -> None:
    """Assigned or taken is in progress."""
    await conversation.take(agent.context(1))
    row = select.row(agent.fake.store.replica, 1)
    assert row is not None and (row.assignee_id, row.status) == (RAE.id, Status.IN_PROGRESS)


async def test_assigning_offers_people_first_oneself(agent: AnAgent) -> None:
    """Then nobody, colleagues by name, and teams."""
    agent.ui.answers = [f"agent:{SAM.id}", "team:1", "nobody"]
    for _ in range(3):
        await conversation.assign(agent.context(1))
    assert [choice.value for choice in agent.ui.offered[0]] == [
        "agent:1",
        "nobody",
        "agent:2",
        "agent:3",
        "team:1",
        "team:2",
    ]
    await eventually(lambda: len(agent.server.requests) == 3, "all are sent")
    assert agent.server.commands == [
        c.AssignConversation(1, SAM.id),
        c.AssignConversation(1, None, 1),
        c.AssignConversation(1, None, None),
    ]


async def test_following_is_a_switch(agent: AnAgent) -> None:
    """Followed by all: not any more."""
    await conversation.follow(agent.context(1))
    await conversation.follow(agent.context(1, 2))
    await conversation.follow(agent.context(1, 2))
    await eventually(lambda: len(agent.server.requests) == 4, "all are sent")
    assert set(agent.server.commands[2:]) == {
        c.ChangeFollowers(1, remove=(1,)),
        c.ChangeFollowers(2, remove=(1,)),
    }


async def test_tags_change_by_difference(agent: AnAgent) -> None:
    """What was on and stays on is not touched; a new name is made on the server."""
    agent.fake.fill([a_row(7, tag_ids=(1, 2))], ListKey("mine"))
    agent.ui.answers = [["login", "vip"]]
    await conversation.tags(agent.context(7))
    await eventually(lambda: agent.server.requests, "it is sent")
    assert agent.server.commands == [c.ChangeTags(7, add=("vip",), remove=("refund",))]


async def test_priority_and_mailbox_are_chosen(agent: AnAgent) -> None:
    """Both show at once."""
    agent.ui.answers = [Priority.URGENT.value, "2"]
    await conversation.priority(agent.context(1))
    await conversation.move(agent.context(1))
    row = select.row(agent.fake.store.replica, 1)
    assert row is not None and (row.priority, row.mailbox_id) == (Priority.URGENT, 2)
    assert agent.shown()[0] == 1


async def test_snoozing_says_when_in_words(agent: AnAgent) -> None:
    """Not understood is said and changes nothing; empty wakes."""
    agent.ui.answers = ["2h", "soonish", ""]
    await conversation.snooze(agent.context(1))
    assert agent.shown() == [5, 4, 3, 2]
    await conversation.snooze(agent.context(2))
    assert "soonish" in agent.ui.said[-1]
    await conversation.snooze(agent.context(1))
    assert agent.shown() == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(("key", "folder"), [("trash", Folder.TRASH), ("spam", Folder.SPAM)])
async def test_away_and_back_by_the_same_key(agent: AnAgent, key: str, folder: Folder) -> None:
    """Trash and spam are folders, restorable."""
    handler = getattr(conversation, key)
    await handler(agent.context(1))
    assert 1 not in agent.shown()
    await handler(agent.context(1))
    assert 1 in agent.shown()
    await eventually(lambda: len(agent.server.requests) == 2, "both are sent")
    assert agent.server.commands == [c.SetFolder(1, folder), c.SetFolder(1, Folder.INBOX)]


async def test_unread_and_read(agent: AnAgent) -> None:
    """Marking shows at once and is taken back where the server refuses."""
    agent.fake.fill([a_row(6)], ListKey("mine"), read=True)
    agent.server.answers = [Refusal(RefusalCode.NOT_FOUND, {"kind": "conversation", "id": 6})]
    await conversation.unread(agent.context(6))
    assert select.is_unread(agent.fake.store.replica, 6)
    await eventually(lambda: not select.is_unread(agent.fake.store.replica, 6), "it is read again")


async def test_many_are_unread_by_one_order_and_one_key_takes_it_back(agent: AnAgent) -> None:
    """One request about both; undone, each is as far read as it was, and redone it is unread again."""
    agent.fake.fill([a_row(6), a_row(7)], ListKey("mine"), read=True)
    replica = agent.fake.store.replica
    read = {number: replica.read_ids[number] for number in (6, 7)}
    await conversation.unread(agent.context(6, 7))
    await eventually(lambda: agent.server.requests, "it is sent")
    assert agent.server.commands == [c.MarkManyRead((c.ReadUpTo(6, 0), c.ReadUpTo(7, 0)))]
    await doing.undo(agent.context())
    assert {number: replica.read_ids[number] for number in (6, 7)} == read
    await doing.redo(agent.context())
    assert select.is_unread(replica, 6)
    await eventually(lambda: len(agent.server.requests) == 3, "all is sent")
    assert agent.server.commands[1] == c.MarkManyRead(tuple(c.ReadUpTo(*mark) for mark in read.items()))
    assert agent.server.commands[2] == agent.server.commands[0]


async def test_a_title_is_edited(agent: AnAgent) -> None:
    """Blanks at the ends and doubled ones go; the same title sends nothing."""
    agent.ui.answers = ["  Refund   for 9981 ", "Refund for 9981"]
    await conversation.title(agent.context(1))
    await conversation.title(agent.context(1))
    await eventually(lambda: agent.server.requests, "it is sent")
    assert agent.server.commands == [c.SetTitle(1, "Refund for 9981")]


async def test_copying_one_or_many(agent: AnAgent) -> None:
    """Numbers of many, anything of one."""
    agent.ui.answers = ["https://desk.example/#1"]
    await conversation.copy(agent.context(1, 2))
    await conversation.copy(agent.context(1))
    assert agent.ui.done == [("copy", "#1 #2"), ("copy", "https://desk.example/#1")]


async def test_who_changed_it_meanwhile_is_said_and_the_key_again_does_it(agent: AnAgent) -> None:
    """The overlay is gone with the refusal; the second press knows of the change."""
    agent.server.answers = [
        Refusal(RefusalCode.CHANGED_SINCE, {"field": "status", "by": "Sam", "at": 1, "value": "x"})
    ]
    await conversation.close(agent.context(3))
    await eventually(lambda: any("Sam" in said for said in agent.ui.said), "the refusal is said")
    assert 3 in agent.shown()
    agent.fake.happens(e.TitleChanged("a", "b"), a_row(3, version=2, title="b"))
    await conversation.close(agent.context(3))
    await eventually(lambda: len(agent.server.requests) == 2, "it is sent again")
    assert [request.seen_seq for request in agent.server.requests] == [100, 101]


async def test_repeat_does_the_same_elsewhere(agent: AnAgent) -> None:
    """The last action, for what is marked now."""
    agent.ui.answers = [Priority.HIGH.value]
    await conversation.priority(agent.context(1))
    await doing.repeat(agent.context(2, 3))
    rows = [select.row(agent.fake.store.replica, n) for n in (1, 2, 3)]
    assert [row.priority for row in rows if row is not None] == [Priority.HIGH] * 3


async def test_redo_after_undo(agent: AnAgent) -> None:
    """Back and forth, then nothing more."""
    await conversation.trash(agent.context(1))
    await doing.undo(agent.context())
    await doing.redo(agent.context())
    assert 1 not in agent.shown()
    await doing.redo(agent.context())
    assert agent.ui.said[-1] == "why-nothing-to-redo"


# ---------------------------------------------------------------- writing


async def test_a_reply_shows_as_being_sent_and_can_be_taken_back(agent: AnAgent) -> None:
    """In the thread at once; z takes it out of it at once, and it is a draft again when the server has said so."""
    agent.fake.fill_thread(a_row(1), [a_message(1, 0)])
    assert writing.send(agent.context(1), Written("reply", "Hello Amal", 1))
    view = select.thread(agent.fake.store.replica, 1)
    assert view is not None and view.items[-1].is_pending  # type: ignore[union-attr]
    await eventually(lambda: agent.ui.said == ["action-reply-queued"], "the server has it")
    agent.fake.fill_thread(a_row(1), [a_message(1, 0), replace(a_message(1, 1), id=5_001)])
    await doing.undo(agent.context())
    view = select.thread(agent.fake.store.replica, 1)
    assert view is not None and len(view.items) == 1
    assert select.draft(agent.fake.store.replica, 1, "reply") is None
    await eventually(lambda: len(agent.server.requests) == 2, "the undo is sent")
    assert agent.server.commands[1] == c.UndoRequest(agent.server.requests[0].key)
    await eventually(lambda: ("reply", 1) in agent.ui.done, "the composer is open again")
    draft = select.draft(agent.fake.store.replica, 1, "reply")
    assert draft is not None and draft.text == "Hello Amal"


async def test_a_reply_that_left_already_stays(agent: AnAgent) -> None:
    """The refusal says so, and nothing is written twice."""
    writing.send(agent.context(1), Written("reply", "Hello Amal", 1))
    await eventually(lambda: agent.ui.said == ["action-reply-queued"], "the server has it")
    agent.server.answers = [Refusal(RefusalCode.ALREADY_SENT, {"state": "accepted"})]
    await doing.undo(agent.context())
    await eventually(lambda: len(agent.ui.said) == 2, "the refusal is said")
    assert select.draft(agent.fake.store.replica, 1, "reply") is None


async def test_a_reply_that_is_still_on_its_way_is_taken_back_behind_it(agent: AnAgent) -> None:
    """`z` before the server has answered goes in order, and takes back that reply and nothing done before it."""
    await conversation.close(agent.context(3))
    writing.send(agent.context(1), Written("reply", "Hello Amal", 1))
    await doing.undo(agent.context())
    await eventually(lambda: ("reply", 1) in agent.ui.done, "it is a draft again")
    closed, sent, undone = agent.server.requests
    assert [closed.command, sent.command] == [c.SetStatus(3, Status.CLOSED), c.SendReply(1, "Hello Amal")]
    assert undone.command == c.UndoRequest(sent.key)


async def test_sent_and_closed_is_taken_back_whole(agent: AnAgent) -> None:
    """The reply does not leave, and the conversation is open with its customer waiting as before."""
    before = select.row(agent.fake.store.replica, 1)
    writing.send(agent.context(1), Written("reply", "Done", 1, close=True))
    await eventually(lambda: agent.ui.said, "the server has it")
    await doing.undo(agent.context())
    assert select.row(agent.fake.store.replica, 1) == before
    await eventually(lambda: len(agent.server.requests) == 2, "one request takes both back")


async def test_a_note_comes_back_as_a_draft_too(agent: AnAgent) -> None:
    """What was written is never lost by taking it back."""
    writing.send(agent.context(1), Written("note", "wrong thread", 1))
    await doing.undo(agent.context())
    await eventually(lambda: ("note", 1) in agent.ui.done, "the composer is open again")
    draft = select.draft(agent.fake.store.replica, 1, "note")
    assert draft is not None and draft.text == "wrong thread"
    await doing.redo(agent.context())
    assert select.draft(agent.fake.store.replica, 1, "note") is None


# ---------------------------------------------------------------- what the server remembers


def remembered(key: str, seq: int, conversation_id: int, **more: Any) -> Action:
    event = e.PriorityChanged(Priority.NORMAL, Priority.HIGH)
    return Action(
        seq, key, RAE.id, NOON, "set_priority", 1, conversation_id, title="Parcel", event=event, **more
    )


async def test_what_was_done_before_a_restart_is_taken_back(agent: AnAgent) -> None:
    """The server remembers it, and the row looks as before at once."""
    agent.fake.fill([a_row(3, version=2, priority=Priority.HIGH)], ListKey("all"))
    agent.server.remembered = [remembered("old-key-1", 50, 3)]
    agent.desk.taking_back.resume()
    await eventually(lambda: agent.desk.history.can_undo, "the server was asked")
    await doing.undo(agent.context())
    row = select.row(agent.fake.store.replica, 3)
    assert row is not None and row.priority is Priority.NORMAL
    await eventually(lambda: agent.server.commands == [c.UndoRequest("old-key-1")], "it is sent")


async def test_what_another_screen_of_mine_does_comes_first(agent: AnAgent) -> None:
    """Its events are mine and not known here: the list is read again, and z takes back the newest."""
    await conversation.close(agent.context(1))
    await eventually(lambda: agent.server.requests, "the close is done")
    agent.server.remembered = [remembered("elsewhere", 200, 3)]
    agent.fake.happens(
        e.PriorityChanged(Priority.NORMAL, Priority.HIGH),
        a_row(3, version=2, priority=Priority.HIGH),
        actor=Actor(ActorKind.AGENT, RAE.id, RAE.name),
        key="elsewhere",
    )
    await eventually(lambda: len(agent.desk.history.steps) == 2, "the list was read")
    await doing.undo(agent.context())
    await eventually(lambda: len(agent.server.requests) == 2, "it is sent")
    assert agent.server.commands[1] == c.UndoRequest("elsewhere")


async def test_one_is_picked_from_the_list(agent: AnAgent) -> None:
    """What, when, which conversation; one that was taken back is done again."""
    agent.server.remembered = [
        remembered("second-key", 60, 3),
        remembered("first-key", 50, 4, undone_by="its-undo"),
    ]
    agent.ui.answers = ["second-key", "first-key"]
    await doing.recent(agent.context())
    labels = [choice.label for choice in agent.ui.offered[0]]
    assert labels == ["Priority: high · #3 Parcel", "Priority: high · #4 Parcel"]
    assert "taken back" in agent.ui.offered[0][1].hint
    await doing.recent(agent.context())
    await eventually(lambda: len(agent.server.requests) == 2, "both are sent")
    assert agent.server.commands == [c.UndoRequest("second-key"), c.UndoRequest("its-undo")]


async def test_an_undo_that_is_refused_says_who_changed_what(agent: AnAgent) -> None:
    """And the row looks as it is; the next z takes back what was done before."""
    agent.ui.answers = [Priority.HIGH.value]
    await conversation.priority(agent.context(1))
    await conversation.close(agent.context(2))
    await eventually(lambda: len(agent.server.requests) == 2, "both are done")
    agent.server.answers = [
        Refusal(RefusalCode.CHANGED_SINCE, {"field": "status", "by": "Sam", "at": NOON, "value": "open"})
    ]
    await doing.undo(agent.context())
    await eventually(lambda: any("#2: Sam" in said for said in agent.ui.said), "the refusal is said")
    assert not any("again to do" in said for said in agent.ui.said)
    assert not agent.desk.history.can_redo
    await doing.undo(agent.context())
    await eventually(lambda: len(agent.server.requests) == 4, "the one before is taken back")
    assert agent.server.commands[3] == c.UndoRequest(agent.server.requests[0].key)


async def test_an_undo_behind_something_that_was_refused_is_silent(agent: AnAgent) -> None:
    """What was never done needs no taking back."""
    no = Refusal(RefusalCode.FORBIDDEN, {"action": "set_status"})
    agent.server.answers = [no, Refusal(RefusalCode.NOT_FOUND, {"kind": "action", "id": "x"})]
    await conversation.close(agent.context(2))
    await doing.undo(agent.context())
    await eventually(lambda: len(agent.server.requests) == 2, "both were asked")
    await eventually(lambda: not len(agent.fake.store.replica.pending), "both were answered")
    assert len([said for said in agent.ui.said if "allowed" in said]) == 1
    assert not any("no such" in said for said in agent.ui.said)


async def test_repeating_goes_on_as_the_action_did(agent: AnAgent) -> None:
    """A close leaves the row for the next one, and so does its repetition."""
    await conversation.close(agent.context(1))
    agent.ui.done.clear()
    await doing.repeat(agent.context(2))
    assert agent.ui.done[0] == ("next", (2,))
    assert agent.shown() == [5, 4, 3]
    assert agent.ui.said[-1] == "action-repeated"


async def test_a_reply_that_cannot_leave_is_not_called_sent(agent: AnAgent) -> None:
    """A mailbox without a way out, a customer without an address: both are said."""
    agent.fake.fill([a_row(6, mailbox_id=2), a_row(7, customer_email="")], ListKey("mine"))
    writing.send(agent.context(6), Written("reply", "Hello", 6))
    writing.send(agent.context(7), Written("reply", "Hello", 7))
    await eventually(lambda: len(agent.ui.said) == 2, "both are said")
    assert set(agent.ui.said) == {"action-reply-kept", "action-reply-no-address"}


async def test_words_that_are_refused_become_a_draft_again(agent: AnAgent) -> None:
    """In front of what was begun since; nothing typed is lost."""
    agent.server.answers = [Refusal(RefusalCode.FORBIDDEN, {"action": "reply"})]
    writing.send(agent.context(1), Written("reply", "Hello Amal", 1))
    agent.desk.keep_draft("reply", 1, "And also")
    await eventually(lambda: agent.ui.said, "the refusal is said")
    draft = select.draft(agent.fake.store.replica, 1, "reply")
    assert draft is not None and draft.text == "Hello Amal\n\nAnd also"


async def test_send_and_close_goes_on(agent: AnAgent) -> None:
    """One command: the reply with the status after it."""
    writing.send(agent.context(1), Written("reply", "Done", 1, close=True))
    assert 1 not in agent.shown() and agent.ui.done == [("next", (1,))]
    await eventually(lambda: agent.server.requests, "it is sent")
    assert agent.server.commands[0].status is Status.CLOSED


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (Written("reply", "  ", 1), "action-send-empty"),
        (Written("forward", "", 1), "action-send-no-recipient"),
        (Written("new", "Hello", to=(Address("a@example.org"),)), "action-send-no-title"),
    ],
)
async def test_what_cannot_leave_says_why(agent: AnAgent, written: Written, problem: str) -> None:
    """Nothing is sent and nothing is lost."""
    assert not writing.send(agent.context(1), written)
    assert agent.ui.said == [problem] and agent.server.requests == []


async def test_a_note_mentions_colleagues(agent: AnAgent) -> None:
    """By first name, in Arabic too; an address is no mention."""
    writing.send(agent.context(1), Written("note", "@sam و @نور، see a@rae.example", 1))
    await eventually(lambda: agent.server.requests, "it is sent")
    assert agent.server.commands[0].mentions == (2, 3)


async def test_replies_on_their_way_are_cancelled_and_retried(agent: AnAgent) -> None:
    """Only what has not left can be taken back; what may have been sent asks first."""
    queued = a_message(1, 1, kind=MessageKind.REPLY, delivery=Delivery(DeliveryState.QUEUED), text="Hello")
    assert writing.cancel(agent.context(1), queued)
    draft = select.draft(agent.fake.store.replica, 1, "reply")
    assert draft is not None and draft.text == "Hello"
    maybe = a_message(1, 2, kind=MessageKind.REPLY, delivery=Delivery(DeliveryState.MAYBE_SENT))
    agent.ui.answers = [None, "again"]
    assert not await writing.retry(agent.context(1), maybe)
    assert await writing.retry(agent.context(1), maybe)
    delivered = a_message(1, 3, kind=MessageKind.REPLY, delivery=Delivery(DeliveryState.DELIVERED))
    assert not writing.cancel(agent.context(1), delivered)
    assert not await writing.retry(agent.context(1), delivered)


# ---------------------------------------------------------------- customers and places


async def test_a_customer_field_is_edited_in_place(agent: AnAgent) -> None:
    """Shown at once; the same value sends nothing; attributes by their own names."""
    agent.fake.fill_customer(101, name="Amal", emails=("a@example.org", "b@example.org"))
    context = agent.context(1)
    assert customer.field_text(context, 101, "emails") == "a@example.org, b@example.org"
    customer.edit_field(context, 101, "name", "Amal")
    customer.edit_field(context, 101, "company", " Acme ")
    agent.ui.answers = ["plan", "gold"]
    await customer.add_attribute(context, 101)
    shown = select.customer(agent.fake.store.replica, 101)
    assert shown is not None and (shown.company, shown.attributes) == ("Acme", {"plan": "gold"})
    await eventually(lambda: len(agent.server.requests) == 2, "both are sent")


async def test_going_to_queues_customers_and_drafts(agent: AnAgent) -> None:
    """Each letter shows its place."""
    await go.mine(agent.context())
    agent.ui.answers = ["101", "reply:2", "mailbox:2"]
    await go.customers(agent.context())
    agent.desk.keep_draft("reply", 2, "later")
    await go.drafts(agent.context())
    await go.mailbox(agent.context())
    assert agent.ui.done == [
        ("queue", "mine"),
        ("queue", "anywhere"),
        ("query", "customer:#101"),
        ("open", 2),
        ("reply", 2),
        ("queue", "mailbox:2"),
    ]
    assert agent.ui.offered[0][0].label == "Amal"


async def test_repeating_what_is_so_already_is_no_step(agent: AnAgent) -> None:
    """It says so, and the next `z` takes back what was done before, as it should."""
    await conversation.close(agent.context(1))
    await doing.repeat(agent.context(1))
    assert agent.ui.said[-1] == "action-nothing-changes"
    assert len(agent.desk.history.steps) == 1
    await doing.repeat(agent.context(1, 2))
    assert [deed.conversation_id for deed in agent.desk.history.steps[-1].deeds] == [2]


async def test_an_order_that_the_list_told_of_before_its_answer_is_one_step(agent: AnAgent) -> None:
    """The server's list names a long order while it runs; one `z` takes it back, and the next one what was done before it."""
    history = agent.desk.history
    history.load([Action(5, "long", RAE.id, NOON, "change_many", conversations=303)])
    done = Action(9, "long", RAE.id, NOON, "change_many", conversations=1724)
    history.done([Deed("long", action=done, seq=9)])
    assert [deed.action for step in history.steps for deed in step.deeds] == [done]
