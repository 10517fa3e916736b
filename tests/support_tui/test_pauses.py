"""A mailbox that pauses: said before one writes, on what waits, and in the list of what has not left."""

import pytest
from msgspec.structs import replace

from support_tui.actions import leaving
from support_tui.actions.leaving import Why
from support_tui.messages import ComposeKind
from support_tui.store.select import pause_of
from support_tui.widgets.composer.heading import heading
from support_tui.widgets.thread.heads import delivery_pieces
from support_tui.wire.mail_states import MailboxState, MailTrouble, MailTroubleCode
from support_tui.wire.mailboxes import Pause
from support_tui.wire.scheduled import ScheduledReply
from support_tui.wire.values import Delivery, DeliveryState, MessageKind
from support_tui.wire.views import Directory
from tests.support_tui.fakes import NOUR, FakeDesk, a_message, a_row

NOW = 1_800_000_000_000_000


def a_desk(pause: Pause | None = None, **state: MailTrouble) -> FakeDesk:
    """Conversation 7 of a mailbox that sends, but for its pause."""
    desk = FakeDesk()
    old = desk.store.replica.directory
    boxes = tuple(replace(box, can_send=True, pause=pause) for box in old.mailboxes)
    desk.store.take_directory(replace(old, mailboxes=boxes))
    desk.fill([a_row(7, customer_name="Sara", mailbox_id=1)])
    desk.store.replica.mail_states = (MailboxState(1, **state),)
    return desk


def head_of(desk: FakeDesk, kind: ComposeKind) -> str:
    """What stands above the text that is being written."""
    replica = desk.store.replica
    row = replica.rows[7]
    pieces = heading(kind, row, replica, mailbox=replica.mailboxes[1], is_shared=False)
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize("kind", [ComposeKind.REPLY, ComposeKind.FORWARD, ComposeKind.NEW])
def test_who_writes_is_told_before_that_it_will_wait(kind: ComposeKind):
    """For both reasons, and of a server that does not take what waits already; a note goes nowhere."""
    assert "it will wait: sending is switched off" in head_of(a_desk(Pause.SWITCHED_OFF), kind)
    assert "it will wait: the password for sending is not set" in head_of(a_desk(Pause.NO_SECRET), kind)
    trouble = MailTrouble(MailTroubleCode.REPLIES_WAIT, {"said": "421 go away"})
    assert "421 go away" in head_of(a_desk(out_trouble=trouble), kind)
    assert "wait" not in head_of(a_desk(), kind)
    assert "wait" not in head_of(a_desk(Pause.SWITCHED_OFF), ComposeKind.NOTE)


@pytest.mark.parametrize(
    ("delivery", "words"),
    [
        (Delivery(DeliveryState.QUEUED, due_at=NOW), "waits: sending is switched off"),
        (
            Delivery(DeliveryState.QUEUED, due_at=NOW + 60_000_000, attempts=2),
            "waits: sending is switched off",
        ),
        (Delivery(DeliveryState.QUEUED, due_at=NOW + 8_000_000), "leaves in 8 seconds · z takes it back"),
        (Delivery(DeliveryState.ACCEPTED), "sent"),
    ],
)
def test_a_reply_that_is_due_says_what_it_waits_for(delivery: Delivery, words: str):
    """One in its undo window still counts down, and one that has left says nothing of it."""
    pieces = delivery_pieces(delivery, NOW, pause=Pause.SWITCHED_OFF)
    assert "".join(piece.text for piece in pieces) == words


def test_what_waits_for_its_mailbox_stands_together_in_the_list():
    """Under a head of its own, with the reason; when the mailbox sends again it is as any other that is tried."""
    reply = a_message(
        7, 1, kind=MessageKind.REPLY, author=NOUR, delivery=Delivery(DeliveryState.QUEUED, due_at=1)
    )
    scheduled = [ScheduledReply(reply, "Title 7", "Sara", mailbox_id=1)]
    desk = a_desk(Pause.NO_SECRET)
    (entry,) = leaving.entries(desk.store.replica, [], scheduled, NOW)
    assert (entry.why, entry.reason) == (Why.PAUSED, "the password for sending is not set")
    (entry,) = leaving.entries(a_desk().store.replica, [], scheduled, NOW)
    assert entry.why is Why.AGAIN


def test_of_a_conversation_that_is_not_known_no_pause_is_known():
    """Nothing stands against what is not here."""
    desk = a_desk(Pause.SWITCHED_OFF)
    assert pause_of(desk.store.replica, 7) is Pause.SWITCHED_OFF
    assert pause_of(desk.store.replica, 8) is None
    desk.store.take_directory(Directory())
    assert pause_of(desk.store.replica, 7) is None
