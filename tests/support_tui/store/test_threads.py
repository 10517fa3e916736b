"""A thread: messages in time order, events folded between them, what is being sent at its end."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from support_tui.store import EventsItem, MessageItem, select
from support_tui.store.threads import ThreadWindow
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.values import Actor, ActorKind, Delivery, DeliveryState, MessageKind, Status
from tests.support_tui.fakes import MINUTE, NOON, FakeDesk, a_message, a_row


def an_event(seq: int, at: int) -> e.Recorded:
    return e.Recorded(seq, at, Actor(ActorKind.AGENT, 2), e.TitleChanged("a", "b"), "", 1)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 12)), max_size=25))
def test_items_are_the_same_however_they_came(arrivals: list[tuple[bool, int]]) -> None:
    """Folding as things arrive and folding everything at the end agree."""
    live, late = ThreadWindow(1), ThreadWindow(1)
    for number, (is_message, minute) in enumerate(arrivals):
        for thread in (live, late):
            if is_message:
                thread.put_message(a_message(1, number, at=NOON + minute * MINUTE))
            else:
                thread.put_event(an_event(number, NOON + minute * MINUTE))
        live.items()
    assert [item.key for item in live.items()] == [item.key for item in late.items()]
    times = [item.at for item in live.items() if isinstance(item, MessageItem)]
    assert times == sorted(times)
    groups = [item for item in live.items() if isinstance(item, EventsItem)]
    assert sum(len(group.events) for group in groups) == sum(not is_message for is_message, _ in arrivals)


def test_events_between_two_messages_are_one_entry(desk: FakeDesk) -> None:
    """A message stands before the changes it caused."""
    desk.fill_thread(a_row(1), [a_message(1, 0), a_message(1, 1)])
    desk.happens(e.StatusChanged(Status.OPEN, Status.CLOSED), a_row(1, version=2, status=Status.CLOSED))
    desk.happens(e.StatusChanged(Status.CLOSED, Status.OPEN), a_row(1, version=3))
    view = select.thread(desk.store.replica, 1)
    assert view is not None
    assert [item.key for item in view.items] == [("message", 1_000), ("message", 1_001), ("events", 101)]


def test_what_an_import_did_stands_in_front_of_what_it_brought() -> None:
    """It happened after all of it was written, but it is where the conversation comes from; shown once its beginning is loaded."""
    imported = e.ConversationStarted(1, 101, "Refund", "email", Status.OPEN, trigger="imported")
    thread = ThreadWindow(1, before="cursor")
    for seq, event in enumerate((imported, e.TagsChanged((1,)))):
        thread.put_event(e.Recorded(seq, NOON, Actor(ActorKind.SYSTEM, 0), event, "", 1))
    thread.put_event(an_event(9, NOON + MINUTE))
    thread.put_message(a_message(1, 5))
    assert [item.key for item in thread.items()] == [("message", 1_005), ("events", 9)]
    thread.put_in_front([a_message(1, 4)])
    thread.before = ""
    assert [item.key for item in thread.items()] == [
        ("events", 0),
        ("message", 1_004),
        ("message", 1_005),
        ("events", 9),
    ]


def test_a_message_that_changed_is_replaced_where_it_stands(desk: FakeDesk) -> None:
    """Its delivery has come further."""
    reply = a_message(1, 1, kind=MessageKind.REPLY, delivery=Delivery(DeliveryState.QUEUED))
    desk.fill_thread(a_row(1), [a_message(1, 0), reply, a_message(1, 2)])
    delivered = replace(reply, delivery=Delivery(DeliveryState.DELIVERED))
    changed = e.DeliveryChanged(reply.id, DeliveryState.QUEUED, DeliveryState.DELIVERED)
    desk.happens(changed, a_row(1, version=2), message=delivered)
    view = select.thread(desk.store.replica, 1)
    assert view is not None and [item.key[1] for item in view.items] == [1_000, 1_001, 1_002]
    assert view.items[1] == MessageItem(delivered)


def test_what_is_being_sent_stands_at_the_end_until_it_has_a_number(desk: FakeDesk) -> None:
    """Then the same words stand there once, with the server's number."""
    desk.fill_thread(a_row(1), [a_message(1, 0)])
    desk.store.add_pending("key-00001", c.AddNote(1, "hello"), None)
    view = select.thread(desk.store.replica, 1)
    assert view is not None and view.items[-1].is_pending  # type: ignore[union-attr]
    note = a_message(1, 7, kind=MessageKind.NOTE, text="hello", at=NOON)
    desk.store.confirm("key-00001", desk.seq + 1)
    desk.happens(e.MessageAdded(note.id, note.kind, NOON, "hello"), a_row(1, version=2), message=note)
    view = select.thread(desk.store.replica, 1)
    assert view is not None and [item.key[1] for item in view.items] == [1_000, 1_007]


def test_the_first_unread_message_is_known(desk: FakeDesk) -> None:
    """Where reading goes on; none once all is read."""
    messages = [a_message(1, number) for number in range(4)]
    desk.fill_thread(a_row(1, last_inbound_id=1_003), messages, read_id=1_001)
    view = select.thread(desk.store.replica, 1)
    assert view is not None and view.first_unread_id == 1_002
    assert select.is_unread(desk.store.replica, 1)
    desk.store.add_pending("key-00001", c.MarkRead(1, 1_003), None)
    view = select.thread(desk.store.replica, 1)
    assert view is not None and view.first_unread_id is None
    assert not select.is_unread(desk.store.replica, 1)


def test_a_page_that_is_older_than_the_stream_is_brought_up_to_date(desk: FakeDesk) -> None:
    """A message that came while the page was under way is not lost."""
    row = a_row(1)
    desk.fill([row])
    before = desk.seq
    late = a_message(1, 5, at=NOON)
    desk.happens(e.MessageAdded(late.id, late.kind, NOON, ""), a_row(1, version=2), message=late)
    desk.seq, now = before, desk.seq
    desk.fill_thread(row, [a_message(1, 0)])
    desk.seq = now
    view = select.thread(desk.store.replica, 1)
    assert view is not None and [item.key[1] for item in view.items] == [1_000, 1_005]


def test_threads_not_looked_at_are_let_go(desk: FakeDesk) -> None:
    """Memory does not grow with how many were opened."""
    for number in range(1, 60):
        desk.fill_thread(a_row(number), [a_message(number, 0)])
    assert len(desk.store.replica.threads) == 40
    assert 59 in desk.store.replica.threads and 1 not in desk.store.replica.threads
