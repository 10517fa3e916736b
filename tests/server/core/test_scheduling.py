"""Letters that leave later: when they may, how they get another time, and what the customer's next message does to them."""

import pytest

from server.core.context import ReplyFacts, Scheduled
from server.core.delivery import CANCELLABLE, REPORTS
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire import limits
from support_tui.wire.deliveries import RETRYABLE
from support_tui.wire.refusals import RefusalCode
from support_tui.wire.values import Address, Delivery, DeliveryState, MessageKind, Status
from tests.server.given import CARLA, DAY, HOUR, NOW, a_context, a_conversation, after, done, refused

S = DeliveryState
TOMORROW = NOW + DAY


def a_scheduled(state: DeliveryState = S.QUEUED, send_at: int | None = TOMORROW) -> ReplyFacts:
    """Reply 95, which is to leave tomorrow."""
    delivery = Delivery(state, due_at=send_at if state is S.QUEUED else None, send_at=send_at)
    to = (Address("carla@customer.example"),)
    return ReplyFacts(95, MessageKind.REPLY, delivery, NOW - 60_000_000, to)


def carla_writes(scheduled: tuple[Scheduled, ...], automatic: str = "") -> tuple[e.Event, ...]:
    """What her next message in conversation 41 does."""
    command = c.ReceiveMessage(
        1, Address("carla@customer.example"), "One more thing", conversation_id=41, automatic=automatic
    )
    state = a_conversation(status=Status.AWAITING_REPLY)
    return done(command, None, candidates=(state,), scheduled=scheduled, customer=CARLA).events


@pytest.mark.parametrize(
    "letter",
    [
        c.SendReply(41, "Hello", send_at=TOMORROW),
        c.ForwardConversation(41, (Address("out@other.example"),), "See below", send_at=TOMORROW),
    ],
)
def test_a_letter_waits_for_its_time(letter: c.Command) -> None:
    """It is due then, and says which time was asked for."""
    (message,) = done(letter, a_conversation(), customer=CARLA).messages
    assert message.delivery == Delivery(S.QUEUED, due_at=TOMORROW, send_at=TOMORROW)


def test_a_first_letter_can_wait_too() -> None:
    """A conversation begun by the desk."""
    command = c.StartConversation(1, Address("new@customer.example"), "Hello", "Welcome", send_at=TOMORROW)
    (message,) = done(command, None).messages
    assert message.delivery == Delivery(S.QUEUED, due_at=TOMORROW, send_at=TOMORROW)


def test_the_undo_window_is_never_shortened() -> None:
    """A time within it is the end of it."""
    (message,) = done(
        c.SendReply(41, "Hello", undo_window_s=60, send_at=NOW + 1), a_conversation(), customer=CARLA
    ).messages
    assert message.delivery == Delivery(S.QUEUED, due_at=NOW + 60_000_000, send_at=NOW + 1)


@pytest.mark.parametrize(
    ("send_at", "code"),
    [
        (NOW, RefusalCode.TIME_IN_PAST),
        (NOW - HOUR, RefusalCode.TIME_IN_PAST),
        (NOW + (limits.SEND_LATER_DAYS + 1) * DAY, RefusalCode.TIME_TOO_FAR),
    ],
)
def test_a_time_that_makes_no_sense_is_refused(send_at: int, code: RefusalCode) -> None:
    """The past, and more than a year ahead; also as another time for one that waits."""
    assert refused(c.SendReply(41, "Hello", send_at=send_at), a_conversation(), customer=CARLA) == code
    other = c.RescheduleReply(41, 95, send_at)
    assert refused(other, a_conversation(), reply=a_scheduled()) == code


@pytest.mark.parametrize("state", [S.QUEUED, S.HELD])
@pytest.mark.parametrize(("send_at", "due_at"), [(NOW + HOUR, NOW + HOUR), (None, NOW)])
def test_another_time_or_now(state: DeliveryState, send_at: int | None, due_at: int) -> None:
    """A waiting reply gets it, and a held one waits again."""
    reply = a_scheduled(state)
    (event,) = done(c.RescheduleReply(41, 95, send_at), a_conversation(), reply=reply).events
    assert event == e.DeliveryChanged(95, reply.delivery, Delivery(S.QUEUED, due_at=due_at, send_at=send_at))


def test_the_same_time_again_changes_nothing() -> None:
    """Asked twice, or told to go when it is going."""
    again = c.RescheduleReply(41, 95, TOMORROW)
    assert refused(again, a_conversation(), reply=a_scheduled()) == RefusalCode.NO_CHANGE
    going = a_scheduled(send_at=None)
    assert refused(c.RescheduleReply(41, 95), a_conversation(), reply=going) == RefusalCode.NO_CHANGE


@pytest.mark.parametrize("state", sorted(set(S) - {S.QUEUED, S.HELD}))
def test_what_has_left_has_no_other_time(state: DeliveryState) -> None:
    """Nor what was taken back or failed."""
    answer = refused(c.RescheduleReply(41, 95, TOMORROW), a_conversation(), reply=a_scheduled(state))
    assert answer == RefusalCode.ALREADY_SENT


def test_a_customer_who_writes_holds_what_was_to_leave() -> None:
    """It was written for what had been said before; it keeps the time it had."""
    delivery = a_scheduled().delivery
    events = carla_writes((Scheduled(41, 95, delivery), Scheduled(42, 96, delivery)))
    held = [event for event in events if isinstance(event, e.DeliveryChanged)]
    assert held == [e.DeliveryChanged(95, delivery, Delivery(S.HELD, send_at=TOMORROW))]


def test_a_machine_that_writes_holds_nothing() -> None:
    """An absence note says nothing that a reply would have to know."""
    events = carla_writes((Scheduled(41, 95, a_scheduled().delivery),), automatic="auto-replied")
    assert not any(isinstance(event, e.DeliveryChanged) for event in events)


def test_a_held_reply_counts_as_an_answer_until_it_is_taken_back() -> None:
    """Then the customer waits as if it had never been written."""
    assert S.HELD in CANCELLABLE and S.HELD in RETRYABLE and not REPORTS[S.HELD]
    state = a_conversation(status=Status.OPEN, waiting_since_at=NOW - HOUR)
    cancelled = after(state, done(c.CancelReply(41, 95), state, reply=a_scheduled(S.HELD)))
    assert cancelled.status is Status.OPEN


def test_without_a_way_out_a_time_helps_nothing() -> None:
    """Nothing pretends to be sent, later neither."""
    context = a_context(can_send=False)
    (message,) = done(
        c.SendReply(41, "Hello", send_at=TOMORROW), a_conversation(), context, customer=CARLA
    ).messages
    assert message.delivery == Delivery(S.NO_CHANNEL)
