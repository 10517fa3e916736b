"""What a row looks like while something is being taken back: never with words that are gone, never without words that came since."""

from itertools import combinations

import pytest
from msgspec.structs import replace

from support_tui.store import select
from support_tui.store.backs import of_rows
from support_tui.store.predict import row as predicted
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.thread_facts import ThreadFacts
from support_tui.wire.values import MessageKind, Status
from support_tui.wire.views import ConversationRow
from tests.support_tui.fakes import NOON, FakeDesk, a_row

ROW = a_row(1)
ANSWERED = replace(
    ROW, version=3, preview="never mind", status=Status.AWAITING_REPLY, waiting_since_at=None, message_count=2
)
TAKEN_BACK = replace(ROW, version=5)


class Undone:
    """A reply that was given and taken back at once; what of it the server has answered and told is up to the test."""

    def __init__(self) -> None:
        self.desk = FakeDesk()
        self.desk.fill([ROW])
        store = self.desk.store
        (reply,) = store.make_pending([("reply-key", c.SendReply(1, "never mind"))], None)
        store.show_pending([reply])
        shown = select.row(store.replica, 1)
        assert shown is not None
        assert shown.preview == "never mind"
        (undo,) = store.make_pending([("undo-key", c.UndoRequest("reply-key"))], None)
        store.show_pending([replace(undo, backs=of_rows({1: ROW}, [shown]))])

    def step(self, name: str) -> None:
        """One of the things that happen afterwards."""
        match name:
            case "reply answered":
                self.desk.store.confirm("reply-key", 102)
            case "undo answered":
                self.desk.store.confirm("undo-key", 104)
            case "reply told":
                added = e.MessageAdded(5, MessageKind.REPLY, at=NOON, preview="never mind")
                self.desk.happens(e.StatusChanged(Status.OPEN, Status.AWAITING_REPLY), conversation_id=1)
                self.desk.happens(added, ANSWERED, key="reply-key")
            case "undo told":
                self.desk.happens(e.StatusChanged(Status.AWAITING_REPLY, Status.OPEN), conversation_id=1)
                gone = e.MessageWithdrawn(5, MessageKind.REPLY, ThreadFacts(NOON, NOON))
                self.desk.happens(gone, TAKEN_BACK, key="undo-key")

    @property
    def row(self) -> ConversationRow:
        row = select.row(self.desk.store.replica, 1)
        assert row is not None
        return row


ANSWERS_AND_TOLD = ("reply told", "undo told"), ("reply answered", "undo answered")


def _orders() -> list[tuple[str, ...]]:
    """All orders in which answers and stream can arrive; each of them comes in its own order."""
    told, answered = ANSWERS_AND_TOLD
    orders = []
    for places in combinations(range(4), 2):
        one, other = iter(told), iter(answered)
        orders.append(tuple(next(one) if place in places else next(other) for place in range(4)))
    return orders


@pytest.mark.parametrize("order", _orders(), ids=" - ".join)
def test_words_taken_back_are_not_shown_again(order: tuple[str, ...]) -> None:
    """Whichever of answers and stream is quicker, the row looks as before the reply from the undo on."""
    undone = Undone()
    for name in order:
        assert (undone.row.preview, undone.row.message_count) == (ROW.preview, 1), name
        undone.step(name)
    assert undone.row == TAKEN_BACK


def test_what_the_customer_wrote_meanwhile_stays() -> None:
    """Their words are the last ones, with the reply and without it."""
    undone = Undone()
    undone.step("reply answered")
    undone.step("reply told")
    fresh = replace(ANSWERED, version=4, preview="Hello?", last_inbound_id=9_999, message_count=3)
    undone.desk.happens(e.MessageAdded(9_999, MessageKind.INBOUND, at=NOON, preview="Hello?"), fresh)
    assert (undone.row.preview, undone.row.message_count) == ("Hello?", 2)


def test_a_note_is_nobodys_last_word() -> None:
    """The list shows what was said with the customer, before and after the server has answered."""
    desk = FakeDesk()
    pending = desk.store.make_pending([("note-key", c.AddNote(1, "between us"))], None)
    shown = predicted(ROW, pending, {})
    assert (shown.preview, shown.last_message_at, shown.message_count) == (
        ROW.preview,
        ROW.last_message_at,
        2,
    )
