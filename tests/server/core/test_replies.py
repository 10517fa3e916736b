"""What leaves the desk: when it is due, what it answers, and what happens when it is taken back or fails."""

from itertools import product

import pytest
from msgspec.structs import replace

from server.core.access import SYSTEM
from server.core.context import ReplyFacts
from server.core.delivery import CANCELLABLE, REPORTS, is_answer
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.deliveries import RETRYABLE
from support_tui.wire.values import Address, Delivery, DeliveryState, MessageKind, Status
from tests.server.given import (
    AMAL,
    BASIL,
    CARLA,
    HOUR,
    NOW,
    SALES,
    a_context,
    a_conversation,
    after,
    by,
    done,
    refused,
)

S = DeliveryState


def a_reply(state: DeliveryState = S.QUEUED, **changes: object) -> ReplyFacts:
    """Amal's reply 95, written a minute ago; without it Carla would wait since an hour."""
    fields: dict[str, object] = {
        "message_id": 95, "kind": MessageKind.REPLY, "delivery": Delivery(state, NOW if state is S.QUEUED else None),
        "written_at": NOW - 60_000_000, "recipients": (Address("carla@customer.example"),),
        "unanswered_since_at": NOW - HOUR,
    }  # fmt: skip
    return ReplyFacts(**(fields | changes))  # type: ignore[arg-type]


def answered(**changes: object):
    """Carla's conversation with that reply in it."""
    fields = {"status": Status.AWAITING_REPLY, "waiting_since_at": None, "first_reply_at": NOW - 60_000_000}
    return a_conversation(**(fields | changes))


def test_a_reply_answers_and_waits_out_its_undo_window() -> None:
    """Reply sent → awaiting reply; it becomes due when the window has passed (E22)."""
    state = a_conversation()
    decision = done(c.SendReply(41, "On its way", undo_window_s=10), state, customer=CARLA)
    (reply,) = decision.messages
    assert reply.delivery == Delivery(S.QUEUED, due_at=NOW + 10_000_000)
    assert reply.to == (Address("carla@customer.example", "Carla"),)
    sent = after(state, decision)
    assert (sent.status, sent.waiting_since_at, sent.first_reply_at) == (Status.AWAITING_REPLY, None, NOW)


@pytest.mark.parametrize(("can_send", "customer", "detail"), [(False, CARLA, ""), (True, None, "no_address")])
def test_without_a_way_out_the_reply_says_so(can_send: bool, customer: object, detail: str) -> None:
    """No channel, or nobody to write to: the reply stands, visibly unsent."""
    context = a_context(can_send=can_send)
    decision = done(c.SendReply(41, "Hello"), a_conversation(), context, customer=customer)
    assert decision.messages[0].delivery == Delivery(S.NO_CHANNEL, detail=detail)


def test_a_reply_may_set_the_status_itself() -> None:
    """Send and close in one go."""
    state = a_conversation()
    closed = after(state, done(c.SendReply(41, "Done", status=Status.CLOSED), state, customer=CARLA))
    assert (closed.status, closed.closed_at) == (Status.CLOSED, NOW)


def test_replies_go_to_each_participant_once_and_never_to_ourselves() -> None:
    """Kept participants in copy, without the requester and without our mailboxes (E23)."""
    cc = (
        Address("Carla@customer.example"),
        Address("support@desk.example"),
        Address("z@x.example"),
        Address("Z@x.example"),
    )
    state = a_conversation()
    decision = done(c.SendReply(41, "Hi", cc=cc), state, customer=CARLA)
    assert decision.messages[0].cc == (Address("z@x.example"),)
    kept = after(state, decision)
    assert done(c.SendReply(41, "Hi"), kept, customer=CARLA).messages[0].cc == kept.cc


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (c.SendReply(41, " \n"), "empty_text"),
        (c.SendReply(41, "Hi", cc=(Address("a@b.example\nBcc: x@y.example"),)), "bad_address"),
        (c.ForwardConversation(41, ()), "no_recipient"),
        (c.ForwardConversation(41, (Address("nobody"),)), "bad_address"),
        (c.CancelReply(41, 1), "not_found"),
        (c.RetryDelivery(41, 1), "not_found"),
    ],
)
def test_what_cannot_leave_is_refused(command: c.Command, code: str) -> None:
    """Empty words, no or impossible recipients (E24), replies that are not there."""
    assert refused(command, a_conversation(), customer=CARLA) == code


def test_taking_a_reply_back_leaves_the_customer_waiting_as_before() -> None:
    """The status moves back, the wait is as old as it was, and nobody has been answered yet."""
    state = answered(assignee_id=AMAL.id)
    undone = after(state, done(c.CancelReply(41, 95), state, reply=a_reply()))
    assert (undone.status, undone.waiting_since_at) == (Status.IN_PROGRESS, NOW - HOUR)
    assert undone.first_reply_at is None


def test_taking_back_a_second_reply_leaves_the_first_one_standing() -> None:
    """Somebody else's reply still answers the customer."""
    state = answered()
    facts = a_reply(unanswered_since_at=None, other_reply_at=NOW - 90, is_answered_otherwise=True)
    still = after(state, done(c.CancelReply(41, 95), state, reply=facts))
    assert (still.status, still.waiting_since_at, still.first_reply_at) == (
        Status.AWAITING_REPLY,
        None,
        NOW - 90,
    )


def test_a_closed_conversation_stays_closed_when_its_reply_is_taken_back() -> None:
    """Only its customer or an agent opens it again, and nobody waits in it."""
    state = answered(status=Status.CLOSED)
    still = after(state, done(c.CancelReply(41, 95), state, reply=a_reply()))
    assert (still.status, still.waiting_since_at) == (Status.CLOSED, None)


@pytest.mark.parametrize("state", list(DeliveryState))
def test_only_what_has_not_left_is_taken_back(state: DeliveryState) -> None:
    """Whatever the channel has taken is past taking back, and says how far it is."""
    command, facts = c.CancelReply(41, 95), a_reply(state)
    if state in CANCELLABLE:
        assert done(command, answered(), reply=facts).events
    else:
        expected = "no_change" if state is S.CANCELLED else "already_sent"
        assert refused(command, answered(), reply=facts) == expected


@pytest.mark.parametrize("state", list(DeliveryState))
def test_only_what_did_not_arrive_is_queued_again(state: DeliveryState) -> None:
    """A failed or withdrawn reply leaves at once; one that is on its way is not doubled."""
    command, facts = c.RetryDelivery(41, 95), a_reply(state)
    if state in RETRYABLE:
        (changed, *_) = done(command, a_conversation(), reply=facts).events
        assert isinstance(changed, e.DeliveryChanged)
        assert changed.new == Delivery(S.QUEUED, due_at=NOW)
    else:
        on_its_way = state in (S.QUEUED, S.SENDING)
        assert refused(command, a_conversation(), reply=facts) == (
            "no_change" if on_its_way else "already_sent"
        )


def test_a_retried_reply_answers_again() -> None:
    """Queued again, it ends the wait that its failure had brought back."""
    state = a_conversation(status=Status.OPEN)
    again = after(state, done(c.RetryDelivery(41, 95), state, reply=a_reply(S.FAILED)))
    assert (again.status, again.waiting_since_at) == (Status.AWAITING_REPLY, None)
    assert again.first_reply_at == NOW - 60_000_000


@pytest.mark.parametrize("state", list(DeliveryState))
def test_only_what_is_in_doubt_is_noted_as_sent(state: DeliveryState) -> None:
    """By an agent's word for it (E21)."""
    command, facts = c.ConfirmSent(41, 95), a_reply(state)
    if state is S.MAYBE_SENT:
        (changed,) = done(command, answered(), reply=facts).events
        assert isinstance(changed, e.DeliveryChanged)
        assert changed.new.state is S.ACCEPTED
    else:
        expected = "no_change" if state is S.ACCEPTED else "already_sent"
        assert refused(command, answered(), reply=facts) == expected


@pytest.mark.parametrize(("state", "again"), [(S.ACCEPTED, True), (S.QUEUED, False), (S.DELIVERED, None)])
def test_another_try_goes_to_whom_it_has_not_reached(state: DeliveryState, again: bool | None) -> None:
    """Where some recipients were refused, the others do not get it twice."""
    refused_by = ("b@x.example",)
    facts = replace(a_reply(state), delivery=Delivery(state, refused=refused_by))
    if again:
        (changed,) = done(c.RetryDelivery(41, 95), answered(), reply=facts).events
        assert isinstance(changed, e.DeliveryChanged)
        assert changed.new == Delivery(S.QUEUED, due_at=NOW, refused=refused_by)
    else:
        expected = "no_change" if again is False else "already_sent"
        assert refused(c.RetryDelivery(41, 95), answered(), reply=facts) == expected


def test_what_waits_for_its_next_try_can_be_tried_at_once() -> None:
    """An agent need not wait for the clock."""
    waits = replace(a_reply(), delivery=Delivery(S.QUEUED, due_at=NOW + HOUR, attempts=2, detail="451"))
    (changed,) = done(c.RetryDelivery(41, 95), answered(), reply=waits).events
    assert isinstance(changed, e.DeliveryChanged)
    assert changed.new == Delivery(S.QUEUED, due_at=NOW)


def test_retrying_without_a_way_out_changes_nothing() -> None:
    """Still no channel."""
    context = a_context(can_send=False)
    assert refused(c.RetryDelivery(41, 95), answered(), context, reply=a_reply(S.NO_CHANNEL)) == "no_change"


@pytest.mark.parametrize(("old", "new"), list(product(DeliveryState, DeliveryState)))
def test_a_channel_reports_only_what_can_follow(old: DeliveryState, new: DeliveryState) -> None:
    """The whole table of reports: what may follow is recorded, anything else says how far the reply is."""
    command = c.RecordDelivery(41, 95, Delivery(new, attempts=1))
    context = a_context(SYSTEM)
    if new in REPORTS[old]:
        (changed, *_) = done(command, answered(), context, reply=a_reply(old)).events
        assert isinstance(changed, e.DeliveryChanged)
        assert (changed.old.state, changed.new.state) == (old, new)
    else:
        assert refused(command, answered(), context, reply=a_reply(old)) == "already_sent"


def test_the_same_report_twice_changes_nothing() -> None:
    """Channels repeat themselves."""
    facts = a_reply(S.ACCEPTED)
    command = c.RecordDelivery(41, 95, facts.delivery)
    assert refused(command, answered(), a_context(SYSTEM), reply=facts) == "no_change"


def test_a_bounce_brings_the_conversation_back() -> None:
    """A reply that did not arrive has answered nobody."""
    state = answered()
    report = c.RecordDelivery(41, 95, Delivery(S.BOUNCED, detail="550 no\x1b[2J such user"))
    decision = done(report, state, a_context(SYSTEM), reply=a_reply(S.ACCEPTED))
    bounced = after(state, decision)
    assert (bounced.status, bounced.waiting_since_at) == (Status.OPEN, NOW - HOUR)
    (changed, *_) = decision.events
    assert isinstance(changed, e.DeliveryChanged)
    assert changed.new.detail == "550 no such user"


def test_an_agent_cannot_report_deliveries() -> None:
    """Only channels and administrators know what became of a mail."""
    command = c.RecordDelivery(41, 95, Delivery(S.ACCEPTED))
    assert refused(command, answered(), reply=a_reply()) == "forbidden"


def test_forwarding_is_no_answer_to_the_customer() -> None:
    """The thread goes elsewhere; status and wait stay, also when the forward fails."""
    state = a_conversation()
    decision = done(c.ForwardConversation(41, (Address("boss@x.example"),), "Have a look"), state)
    (note,) = decision.messages
    assert (note.kind, note.reason) == (MessageKind.NOTE, "forwarded")
    assert note.delivery == Delivery(S.QUEUED, due_at=NOW + 10_000_000)
    forwarded = after(state, decision)
    assert (forwarded.status, forwarded.waiting_since_at) == (state.status, state.waiting_since_at)
    facts = a_reply(S.SENDING, kind=MessageKind.NOTE)
    failed = after(
        state, done(c.RecordDelivery(41, 95, Delivery(S.FAILED)), state, a_context(SYSTEM), reply=facts)
    )
    assert (failed.status, failed.waiting_since_at) == (state.status, state.waiting_since_at)


def test_the_desk_can_write_first() -> None:
    """A new conversation by an agent waits for its customer and belongs to who wrote it."""
    command = c.StartConversation(1, Address("new@x.example", "Nadia"), "Your parcel", "It is here")
    decision = done(command)
    kinds = [type(event).__name__ for event in decision.events]
    assert kinds == [
        "CustomerCreated", "ConversationStarted", "ConversationAssigned", "MessageAdded", "StatusChanged",
    ]  # fmt: skip
    assert decision.messages[0].to == (Address("new@x.example", "Nadia"),)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (c.StartConversation(99, Address("a@b.example"), "T", "x"), "not_found"),
        (c.StartConversation(SALES.id, Address("a@b.example"), "T", "x"), "forbidden"),
        (c.StartConversation(1, Address("a@b.example"), "T", " "), "empty_text"),
        (c.StartConversation(1, Address("nobody"), "T", "x"), "bad_address"),
    ],
)
def test_what_cannot_be_started_is_refused(command: c.Command, code: str) -> None:
    """Asked by Basil, who works in Support only."""
    assert refused(command, None, a_context(by(BASIL))) == code


def test_withdrawn_replies_are_those_that_did_not_arrive() -> None:
    """Cancelled, failed and bounced ones answer nobody."""
    assert {state for state in DeliveryState if not is_answer(state)} == {S.CANCELLED, S.FAILED, S.BOUNCED}
