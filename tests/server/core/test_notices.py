"""Whom a change concerns personally."""

from typing import Any

import pytest
from msgspec.structs import replace

from server.core.decision import NewMessage
from server.core.notices import Happened, Notice, gathered, notices_for
from support_tui.wire import events as e
from support_tui.wire.attention import DEFAULT_MEANS, POSSIBLE, Occasion
from support_tui.wire.notifications import NotificationKind as Kind
from support_tui.wire.values import Actor, ActorKind, Delivery, DeliveryState, Folder, MessageKind
from support_tui.wire.views import Message
from tests.server.given import ADA, AMAL, BASIL, CARLA, DAY, DESK, GONE, NOW, SALES, a_conversation

CUSTOMER = Actor(ActorKind.CUSTOMER, CARLA.id, "Carla")
SYSTEM = Actor(ActorKind.SYSTEM)


def actor(agent: Any) -> Actor:
    return Actor(ActorKind.AGENT, agent.id, agent.name)


def told(
    *events: e.Event, by: Actor = CUSTOMER, added: Any = (), touched: Any = (), **state: Any
) -> set[tuple[int, Kind]]:
    """Who is told by which reason."""
    happened = Happened(
        events, a_conversation(**state), by, DESK, NOW, tuple(added), {m.id: m for m in touched}
    )
    return {(notice.agent_id, notice.kind) for notice in notices_for(happened)}


def a_message(kind: MessageKind = MessageKind.INBOUND, **fields: Any) -> e.MessageAdded:
    return e.MessageAdded(**({"message_id": 91, "kind": kind, "at": NOW, "preview": "Hello"} | fields))


def a_note(*mentions: int) -> NewMessage:
    return NewMessage(91, MessageKind.NOTE, actor(ADA), NOW, "Hello", mentions=mentions)


def test_a_customers_message_is_told_to_who_has_it_and_who_follows():
    """The one who is responsible, and followers by a lesser reason; nobody else."""
    assert told(a_message(), assignee_id=AMAL.id, follower_ids=(AMAL.id, ADA.id)) == {
        (AMAL.id, Kind.CUSTOMER_WROTE), (ADA.id, Kind.FOLLOWED),
    }  # fmt: skip
    assert told(a_message()) == set()


def test_machine_mail_and_imported_history_are_no_news():
    """An out-of-office note, and a message that was written before yesterday."""
    assert told(a_message(is_automatic=True), assignee_id=AMAL.id) == set()
    assert told(a_message(at=NOW - 2 * DAY), assignee_id=AMAL.id) == set()


def test_whoever_is_called_is_told_so_once():
    """A mention is worth more than following, which it begins, and than being responsible."""
    events = (a_message(MessageKind.NOTE), e.FollowersChanged((BASIL.id,)))
    who = told(
        *events,
        by=actor(ADA),
        added=[a_note(BASIL.id, AMAL.id)],
        assignee_id=AMAL.id,
        follower_ids=(BASIL.id,),
    )
    assert who == {(BASIL.id, Kind.MENTIONED), (AMAL.id, Kind.MENTIONED)}


def test_nobody_is_told_of_their_own_doing():
    """Neither of a word of theirs, nor of calling or assigning themselves."""
    own = told(a_message(MessageKind.NOTE), by=actor(ADA), added=[a_note(ADA.id)], assignee_id=ADA.id)
    assert own == set()
    assert told(e.ConversationAssigned(None, ADA.id), by=actor(ADA)) == set()


@pytest.mark.parametrize("kind", [MessageKind.REPLY, MessageKind.NOTE])
def test_a_colleagues_words_in_mine_are_told(kind):
    """A reply and a note alike."""
    assert told(a_message(kind), by=actor(ADA), assignee_id=AMAL.id) == {(AMAL.id, Kind.COLLEAGUE_WROTE)}


def test_being_assigned_is_told_and_keeping_it_is_not():
    """A change of the team alone says nothing to the agent who has it anyway."""
    assert told(e.ConversationAssigned(None, AMAL.id), by=actor(ADA)) == {(AMAL.id, Kind.ASSIGNED)}
    assert told(e.ConversationAssigned(AMAL.id, AMAL.id, None, 1), by=actor(ADA)) == set()


def test_waking_by_time_is_told_to_who_has_it_else_to_followers():
    """Woken by a customer's message it is that message that is told."""
    due = e.SnoozeChanged(NOW, None, "due")
    assert told(due, by=SYSTEM, assignee_id=AMAL.id, follower_ids=(ADA.id,)) == {(AMAL.id, Kind.SNOOZE_OVER)}
    assert told(due, by=SYSTEM, follower_ids=(ADA.id,)) == {(ADA.id, Kind.SNOOZE_OVER)}
    assert told(e.SnoozeChanged(NOW, None, "customer_wrote"), assignee_id=AMAL.id) == set()


@pytest.mark.parametrize("state", [DeliveryState.FAILED, DeliveryState.BOUNCED, DeliveryState.MAYBE_SENT])
def test_a_reply_that_does_not_get_through_is_told_to_its_writer(state):
    """And to whoever is responsible by now; a second report of the same says nothing new."""
    reply = Message(91, 41, MessageKind.REPLY, actor(AMAL), NOW, "Hello")
    sending, failed = Delivery(DeliveryState.SENDING), Delivery(state, detail="no such user")
    event = e.DeliveryChanged(91, sending, failed)
    assert told(event, by=SYSTEM, touched=[reply], assignee_id=ADA.id) == {
        (AMAL.id, Kind.SEND_FAILED), (ADA.id, Kind.SEND_FAILED),
    }  # fmt: skip
    again = e.DeliveryChanged(91, failed, replace(failed, attempts=2))
    assert told(again, by=SYSTEM, touched=[reply]) == set()


def test_nobody_is_told_of_what_they_may_not_see():
    """Basil works in Support only, Gone is locked out, and spam concerns nobody."""
    assert told(a_message(), mailbox_id=SALES.id, follower_ids=(BASIL.id, GONE.id)) == set()
    assert told(a_message(), folder=Folder.SPAM, assignee_id=AMAL.id) == set()


def test_many_of_a_kind_from_one_action_are_told_as_one():
    """Four assigned at once are one notice that counts them; three are three; another agent's are their own."""
    mine = [Notice(1, Kind.ASSIGNED, number, "t") for number in range(5)]
    hers = [Notice(2, Kind.ASSIGNED, 9, "t"), Notice(1, Kind.MENTIONED, 9, "t")]
    assert [(n.agent_id, n.kind, n.count) for n in gathered([*mine, *hers])] == [
        (1, Kind.ASSIGNED, 5), (2, Kind.ASSIGNED, 1), (1, Kind.MENTIONED, 1),
    ]  # fmt: skip
    assert gathered(mine[:3]) == mine[:3]


def test_every_kind_is_an_occasion_with_means():
    """The matrix has a row for whatever can be told."""
    assert {kind.value for kind in Kind} == {o.value for o in Occasion} - {"any_message"}
    assert set(DEFAULT_MEANS) == set(POSSIBLE) == set(Occasion)
