"""The replica against a server in the test: pages and events in any order end in the same lists."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from support_tui.store import LinePhase, LineState, ListKey, Store, select
from support_tui.store.membership import belongs_to
from support_tui.store.windows import place_under
from support_tui.wire import events as e
from support_tui.wire.frames import Envelope, Events, Notice
from support_tui.wire.order import Sort
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Actor, ActorKind, Folder, Priority, Status
from support_tui.wire.views import ConversationPage, ConversationRow
from tests.support_tui.fakes import MINUTE, NOON, RAE, SAM, FakeDesk, a_message, a_row

KEYS = (
    ListKey("all"),
    ListKey("mine"),
    ListKey("all", "", Sort.NEWEST),
    ListKey("closed"),
    ListKey("all", "priority:urgent"),
)


@dataclass
class World:
    """The server's rows, its log so far, and how much of it has arrived."""

    desk: FakeDesk = field(default_factory=FakeDesk)
    rows: dict[int, ConversationRow] = field(default_factory=dict)
    log: list[Envelope] = field(default_factory=list)
    arrived: int = 0

    def change(self, event: e.Event, row: ConversationRow) -> None:
        self.desk.seq += 1
        row = replace(row, version=row.version + 1)
        self.rows[row.id] = row
        recorded = e.Recorded(self.desk.seq, NOON, Actor(ActorKind.AGENT, SAM.id), event, "", row.id)
        self.log.append(Envelope(recorded, row))

    def arrive(self, count: int) -> None:
        for envelope in self.log[self.arrived : self.arrived + count]:
            seq = envelope.recorded.seq
            self.desk.store.take_frames([Events(seq - 1, seq, (envelope,))])
        self.arrived = min(len(self.log), self.arrived + count)

    def in_order(self, key: ListKey) -> list[ConversationRow]:
        belongs = belongs_to(key, self.desk.store.facts(), RAE)
        rows = [row for row in self.rows.values() if belongs(row)]
        return sorted(rows, key=lambda row: place_under(key.sort, row))

    def page(self, key: ListKey, start: int, limit: int = 4) -> ConversationPage:
        rows = self.in_order(key)
        return ConversationPage(
            tuple(rows[start : start + limit]), self.desk.seq, start, len(rows), len(rows)
        )


def _touch(world: World, what: str, conversation_id: int) -> None:
    row = world.rows.get(conversation_id)
    if row is None:
        fresh = a_row(conversation_id, version=0)
        world.change(e.ConversationStarted(1, fresh.customer_id, fresh.title, "email", fresh.status), fresh)
        return
    match what:
        case "close":
            world.change(e.StatusChanged(row.status, Status.CLOSED), replace(row, status=Status.CLOSED))
        case "open":
            world.change(e.StatusChanged(row.status, Status.OPEN), replace(row, status=Status.OPEN))
        case "assign":
            changed = replace(row, assignee_id=RAE.id)
            world.change(e.ConversationAssigned(row.assignee_id, RAE.id), changed)
        case "write":
            at = NOON + world.desk.seq * MINUTE
            world.change(
                e.MessageAdded(row.id * 1_000 + world.desk.seq, a_message(row.id, 1).kind, at, "words"),
                replace(row, last_message_at=at, waiting_since_at=row.waiting_since_at or at),
            )
        case "trash":
            world.change(e.FolderChanged(row.folder, Folder.TRASH), replace(row, folder=Folder.TRASH))
        case _:
            changed = replace(row, priority=Priority.URGENT)
            world.change(e.PriorityChanged(row.priority, Priority.URGENT), changed)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("arrive"), st.integers(1, 5)),
        st.tuples(st.just("page"), st.integers(0, len(KEYS) - 1), st.integers(0, 20)),
        st.tuples(
            st.sampled_from(["close", "open", "assign", "write", "trash", "urgent"]), st.integers(1, 25)
        ),
    ),
    max_size=50,
)


@given(STEPS)
@settings(deadline=None, max_examples=200)
def test_pages_and_events_in_any_order_end_in_the_same_lists(steps: list[tuple[Any, ...]]) -> None:
    """Pages read before, between and after events that arrive late: where a list does not ask to be read again, it is exact."""
    world = World()
    for conversation_id in range(1, 21):
        world.rows[conversation_id] = a_row(
            conversation_id, assignee_id=RAE.id if conversation_id % 3 else None
        )
    for key in KEYS:
        world.desk.store.open_list(key)
        world.desk.store.place_page(key, world.page(key, 0))
    for what, *rest in steps:
        match what:
            case "arrive":
                world.arrive(rest[0])
            case "page":
                key = KEYS[rest[0]]
                world.desk.store.place_page(key, world.page(key, rest[1]))
            case _:
                _touch(world, what, rest[0])
    world.arrive(len(world.log))
    _lists_are_true(world)


def _lists_are_true(world: World) -> None:
    store = world.desk.store
    for key in KEYS:
        window, expected = store.replica.lists[key], [row.id for row in world.in_order(key)]
        if window.is_stale:
            continue
        assert window.total == len(expected)
        for position, conversation_id in enumerate(expected):
            assert window.id_at(position) in (None, conversation_id)
        for conversation_id in window.loaded_ids():
            assert store.replica.rows[conversation_id] == world.rows[conversation_id]


def test_the_top_of_a_list_stays_exact_without_reading_it_again(desk: FakeDesk) -> None:
    """A customer of a conversation that is not loaded writes: it joins where it belongs, and nothing has to be asked."""
    rows = [a_row(i) for i in range(100, 0, -1)]
    key = ListKey("all", "", Sort.NEWEST)
    desk.store.open_list(key)
    newest = sorted(rows, key=lambda row: -row.last_message_at)
    desk.place(key, newest[:10], 0, 100)
    at = NOON + MINUTE
    desk.happens(
        e.MessageAdded(90_001, a_message(90, 1).kind, at, "words"), a_row(90, version=2, last_message_at=at)
    )
    window = desk.store.replica.lists[key]
    assert (window.id_at(0), window.total, window.is_stale) == (90, 100, False)


def test_the_same_frame_twice_changes_nothing(desk: FakeDesk) -> None:
    """After a reconnect a frame may come again; numbers are counted once."""
    key = desk.fill([a_row(1), a_row(2)])
    row = a_row(3)
    started = e.ConversationStarted(1, row.customer_id, row.title, "email", row.status)
    recorded = e.Recorded(101, NOON, Actor(ActorKind.CUSTOMER), started, "", 3)
    frame = Events(100, 101, (Envelope(recorded, row),))
    desk.store.take_frames([frame, frame])
    desk.store.take_frames([frame])
    assert desk.store.replica.lists[key].total == 3


def test_a_conversation_that_may_not_be_seen_any_more_is_gone(desk: FakeDesk) -> None:
    """Moved to a mailbox of others, it leaves lists, rows and threads."""
    key = desk.fill([a_row(1), a_row(2)])
    desk.fill_thread(a_row(1), [a_message(1, 0)])
    desk.happens(e.ConversationHidden(), conversation_id=1)
    assert list(desk.store.replica.lists[key].loaded_ids()) == [2]
    assert select.row(desk.store.replica, 1) is None
    assert select.thread(desk.store.replica, 1) is None


def test_a_conversation_that_was_deleted_for_good_is_gone(desk: FakeDesk) -> None:
    """It leaves lists, rows and threads like one that may not be seen any more (E9)."""
    key = desk.fill([a_row(1), a_row(2)])
    desk.fill_thread(a_row(1), [a_message(1, 0)])
    desk.happens(e.ConversationPurged(1), conversation_id=1)
    assert list(desk.store.replica.lists[key].loaded_ids()) == [2]
    assert select.row(desk.store.replica, 1) is None
    assert select.thread(desk.store.replica, 1) is None


def test_another_epoch_forgets_everything(desk: FakeDesk) -> None:
    """After a restore no number of ours means anything any more."""
    desk.fill([a_row(1)])
    restored = replace(desk.snapshot(), epoch="epoch-2", seq=7)
    desk.store.take_snapshot(restored)
    replica = desk.store.replica
    assert (replica.rows, replica.lists, replica.seq) == ({}, {}, 7)


def test_a_page_ahead_of_the_stream_waits_for_it(desk: FakeDesk) -> None:
    """A page that knows more than the stream has told would be patched twice; it is held until the stream is there."""
    key = ListKey("all")
    desk.store.open_list(key)
    page = ConversationPage((a_row(1),), desk.seq + 1, 0, 1, 1)
    desk.store.place_page(key, page)
    assert desk.store.has_held_pages
    desk.happens(e.ConversationStarted(1, 101, "Title 1", "email", Status.OPEN), a_row(1))
    assert not desk.store.has_held_pages
    assert desk.store.replica.lists[key].total == 1


def test_what_the_last_server_told_of_itself_is_over_with_a_new_stream(desk: FakeDesk) -> None:
    """A server that is back does not go on saying that it shuts down; what still holds it tells anew."""
    desk.store.take_frames([Notice(Refusal(RefusalCode.SHUTTING_DOWN))])
    desk.store.set_line(LineState(LinePhase.OFFLINE))
    assert [notice.code for notice in select.notices(desk.store.replica)] == [RefusalCode.SHUTTING_DOWN]
    desk.store.set_line(LineState(LinePhase.CONNECTING))
    assert select.notices(desk.store.replica) == ()


def test_offline_a_page_is_shown_at_once() -> None:
    """Before the stream is up nobody would release what is held."""
    desk = FakeDesk()
    desk.store.set_line(LineState(LinePhase.CONNECTING))
    key = ListKey("all")
    desk.store.open_list(key)
    desk.store.place_page(key, ConversationPage((a_row(1),), desk.seq + 5, 0, 1, 1))
    assert list(desk.store.replica.lists[key].loaded_ids()) == [1]


def test_foreign_text_is_harmless_from_the_door_on(desk: FakeDesk) -> None:
    """Escape sequences of a customer never reach a pane (E32)."""
    key = desk.fill([a_row(1, title="\x1b[2Jhello", preview="a\nb")])
    row = desk.store.replica.rows[desk.store.replica.lists[key].id_at(0) or 0]
    assert (row.title, row.preview) == ("hello", "a b")
    desk.fill_thread(row, [a_message(1, 0, text="one\ntwo\x1b]0;x\x07")])
    thread = select.thread(desk.store.replica, 1)
    assert thread is not None and thread.items[0].message.text == "one\ntwo"  # type: ignore[union-attr]


def test_a_store_tells_what_it_touched(desk: FakeDesk) -> None:
    """A pane that shows nothing of a change does not repaint."""
    key = desk.fill([a_row(1), a_row(2)])
    told = []
    desk.store.subscribe(told.append)
    desk.happens(e.TitleChanged("Title 1", "Other"), a_row(1, version=2, title="Other"))
    assert [changes.rows for changes in told] == [frozenset({1})]
    assert told[0].lists == frozenset() and key


def test_an_empty_store_answers_every_question() -> None:
    """Before the first snapshot panes paint from nothing."""
    store = Store(lambda: NOON)
    assert select.row(store.replica, 1) is None
    assert select.thread(store.replica, 1) is None
    assert not select.is_unread(store.replica, 1)
    assert [tab.id for tab in select.queue_tabs(store.replica)] == list(select.FIXED_QUEUES)
