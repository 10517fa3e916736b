"""The controller: what panes need is asked for once, what an agent wants is sent in order and survives a lost line and a restart."""

from pathlib import Path

from support_tui.actions import outbox
from support_tui.actions.controller import Desk
from support_tui.store import DraftKey, LinePhase, LineState, ListKey, PageRequest, Store, select
from support_tui.store.cache import Cache
from support_tui.store.unsent import Unsent
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.frames import Events
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Priority, Status
from tests.support_tui.actions.agents import AnAgent, FakeLine, FakeServer
from tests.support_tui.fakes import NOON, RAE, FakeDesk, a_message, a_row
from tests.waiting import eventually


def pages_asked(agent: AnAgent) -> list[PageRequest]:
    return [what for kind, what in agent.server.asked if kind == "page"]


async def test_visible_rows_are_loaded_then_those_ahead(agent: AnAgent) -> None:
    """Scrolling down, the next page is there before it is needed."""
    key = ListKey("mine")
    agent.server.pages[key] = [a_row(n, assignee_id=RAE.id) for n in range(500, 100, -1)]
    agent.desk.need_rows(key, 0, 40)
    window = agent.fake.store.replica.lists[key]
    await eventually(lambda: window.loaded_count >= 160, "a page ahead is loaded")
    assert window.ids_between(0, 3) == [500, 499, 498]
    agent.desk.need_rows(key, 300, 340)
    await eventually(lambda: None not in window.ids_between(300, 340), "the new place is loaded")


async def test_the_queues_beside_are_there_before_they_are_gone_to(agent: AnAgent) -> None:
    """An arrow key shows the next queue with its rows at once; a queue without conversations is not asked for."""
    beside, empty = ListKey("following"), ListKey("mine")
    agent.server.pages[beside] = [a_row(3)]
    agent.fake.store.replica.counts.update({"all": 5, "following": 1, "mine": 0})
    agent.desk.show_line(LineState(LinePhase.LIVE))
    agent.desk.need_rows(ListKey("all"), 0, 40)
    lists = agent.fake.store.replica.lists
    await eventually(lambda: beside in lists and lists[beside].is_loaded, "the queue beside is loaded")
    assert empty not in lists
    assert list(lists)[-1] == ListKey("all")


async def test_a_list_that_cannot_be_told_from_here_is_read_again(agent: AnAgent) -> None:
    """A find by words: whether a changed conversation belongs to it only the server knows."""
    key = ListKey("all", "refund")
    agent.server.pages[key] = [a_row(1, title="refund")]
    agent.desk.need_rows(key, 0, 40)
    await eventually(lambda: len(pages_asked(agent)) == 1, "the find is loaded")
    agent.fake.happens(e.TitleChanged("x", "y"), a_row(2, version=2, title="y"))
    await eventually(lambda: len(pages_asked(agent)) == 2, "it is read again")


async def test_a_query_that_is_none_is_said_once(agent: AnAgent) -> None:
    """The server's refusal reaches the agent, and nothing is asked in a circle."""

    async def refuse(key: ListKey, request: PageRequest) -> Refusal:
        return Refusal(RefusalCode.QUERY_INVALID, {"position": 0, "reason": "x"})

    agent.desk._pages._ask = refuse
    agent.desk.need_rows(ListKey("all", "bogus:1"), 0, 40)
    await eventually(lambda: agent.ui.said, "it is said")
    assert len(agent.ui.said) == 1


async def test_an_opened_thread_is_loaded_and_its_neighbours_after_it(agent: AnAgent) -> None:
    """`]` and `[` find their threads loaded; opening again asks nobody."""
    agent.desk.need_rows(ListKey("all"), 0, 40)
    agent.desk.open_thread(3)
    agent.desk.open_thread(3)
    threads = agent.fake.store.replica.threads
    await eventually(lambda: threads.keys() >= {2, 3, 4}, "the neighbours are loaded")
    agent.desk.open_thread(2)
    assert [what for kind, what in agent.server.asked if kind == "thread"] == [3, 2, 4]


async def test_older_messages_go_in_front(agent: AnAgent) -> None:
    """Once, however often the top is reached."""
    agent.desk.open_thread(1)
    await eventually(lambda: 1 in agent.fake.store.replica.threads, "the thread is loaded")
    agent.desk.need_older(1)
    agent.desk.need_older(1)
    thread = agent.fake.store.replica.threads[1]
    await eventually(lambda: not thread.has_older, "all is loaded")
    assert [m.id for m in thread.messages] == [1_000 + n for n in range(6)]
    agent.desk.need_older(1)
    assert [kind for kind, _ in agent.server.asked].count("older") == 1


async def test_frames_of_one_moment_are_told_as_one_step(agent: AnAgent) -> None:
    """A burst of events repaints once."""
    told = []
    agent.fake.store.subscribe(told.append)
    agent.desk.take_frames((Events(100, 101),))
    agent.desk.take_frames((Events(101, 102),))
    await eventually(lambda: agent.fake.store.replica.seq == 102, "the frames are in")
    assert len(told) == 1


async def test_commands_about_one_conversation_keep_their_order(agent: AnAgent) -> None:
    """Also when the server is away for the first of them; each goes with the key it had."""
    agent.server.is_down = True
    agent.desk.do(c.SetPriority(1, Priority.HIGH))
    agent.desk.do(c.SetPriority(1, Priority.LOW))
    agent.desk.do(c.SetStatus(2, Status.CLOSED))
    keys = {pending.key for pending in agent.fake.store.replica.pending}
    assert select.pending_count(agent.fake.store.replica) == 3
    agent.server.is_down = False
    agent.desk.show_line(LineState(LinePhase.OFFLINE))
    agent.desk.show_line(LineState(LinePhase.LIVE))
    await eventually(lambda: len(agent.server.requests) >= 2, "the line is back")
    agent.desk.show_line(LineState(LinePhase.OFFLINE))
    agent.desk.show_line(LineState(LinePhase.LIVE))
    await eventually(lambda: select.pending_count(agent.fake.store.replica) == 0, "all are answered")
    about_one = [given for given in agent.server.commands if given.conversation_id == 1]
    assert about_one == [c.SetPriority(1, Priority.HIGH), c.SetPriority(1, Priority.LOW)]
    assert {request.key for request in agent.server.requests} == keys


async def test_not_now_is_not_no(agent: AnAgent, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """A server that shuts down is asked again, with the same key."""
    monkeypatch.setattr(outbox, "RETRY_S", 0.01)
    agent.server.answers = [Refusal(RefusalCode.SHUTTING_DOWN)]
    await agent.desk.do(c.SetStatus(1, Status.CLOSED))
    first, second = agent.server.requests
    assert first.key == second.key and agent.ui.said == []


async def test_the_overlay_stays_until_the_stream_has_caught_up(agent: AnAgent) -> None:
    """Between the answer and the event nothing flickers back."""
    agent.fake.seq = 105
    await agent.desk.do(c.SetStatus(3, Status.CLOSED))
    agent.fake.seq = 100
    assert agent.shown() == [5, 4, 2, 1]
    agent.fake.seq = 104
    agent.fake.happens(e.StatusChanged(Status.OPEN, Status.CLOSED), a_row(3, version=2, status=Status.CLOSED))
    assert agent.shown() == [5, 4, 2, 1] and len(agent.fake.store.replica.pending) == 0


async def test_what_changes_nothing_is_no_news(agent: AnAgent) -> None:
    """The server's 'so already' is not said."""
    agent.server.answers = [Refusal(RefusalCode.NO_CHANGE)]
    await agent.desk.do(c.SetStatus(3, Status.OPEN))
    assert agent.ui.said == [] and len(agent.fake.store.replica.pending) == 0


async def test_a_restart_brings_back_what_was_seen_and_what_was_not_sent(tmp_path: Path) -> None:
    """First paint from the disk; a reply typed before a crash is sent with its own key, a draft is there."""
    path, queue, fake = tmp_path / "cache.db", tmp_path / "desk.queue", FakeDesk()
    server = FakeServer(fake, is_down=True)
    unsent = Unsent(queue, lambda: "aside")
    desk = Desk(fake.store, server, Cache(path, fake.clock), fake.clock, unsent=unsent)
    desk.start(FakeLine())
    rows = [a_row(n) for n in range(1, 4)]
    desk.take_snapshot(fake.snapshot())
    fake.fill(rows)
    server.pages[ListKey("all")] = rows[::-1]
    desk.need_rows(ListKey("all"), 0, 3)
    fake.fill_thread(rows[0], [a_message(1, 0)])
    fake.fill_customer(101, name="Amal")
    desk.do(c.SendReply(1, "Hello"), conditional=False)
    desk.keep_draft("note", 2, "to be said", {"mood": "calm"})
    key = next(iter(fake.store.replica.pending)).key
    await desk.close()

    store = Store(fake.clock)
    server.is_down = False
    unsent = Unsent(queue, lambda: "aside")
    again = Desk(store, server, Cache(path, fake.clock), fake.clock, unsent=unsent)
    assert again.load_cache()
    assert [row.id for row in (select.row(store.replica, n) for n in (3, 2, 1)) if row] == [3, 2, 1]
    assert store.replica.lists[ListKey("all")].ids_between(0, 3) == [3, 2, 1]
    view = select.thread(store.replica, 1)
    assert view is not None and [item.key[1] for item in view.items] == [1_000, -1] and view.is_stale
    assert select.customer(store.replica, 101) is not None
    draft = store.replica.drafts.by_key[DraftKey(2, "note")]
    assert (draft.text, draft.extra, draft.at) == ("to be said", {"mood": "calm"}, NOON)
    again.start(FakeLine())
    await eventually(lambda: server.requests, "the reply is sent")
    assert server.requests[0].key == key
    await eventually(lambda: select.pending_count(store.replica) == 0, "it is answered")
    await again.close()
    left = Unsent(queue, lambda: "aside")
    assert not left.contents.asked and list(left.contents.drafts) == [DraftKey(2, "note")]
    left.close()


async def test_what_is_found_is_harmless(agent: AnAgent) -> None:
    """People found by name come through the same door as all foreign text."""
    assert [found.name for found in await agent.desk.find_customers("amal")] == ["Amal"]


async def test_before_the_first_snapshot_nothing_is_asked(tmp_path: Path) -> None:
    """The first paint comes from the cache; the network libraries are not even imported for it."""
    fake = FakeDesk()
    server = FakeServer(fake)
    desk = Desk(fake.store, server, Cache(tmp_path / "cache.db", fake.clock), fake.clock)
    fake.fill([a_row(1)])
    server.pages[ListKey("all")] = [a_row(1)]
    desk.need_rows(ListKey("all"), 0, 40)
    desk.open_thread(1)
    desk.open_customer(101)
    assert server.asked == []
    desk.start(FakeLine())
    desk.take_snapshot(fake.snapshot())
    await eventually(
        lambda: {kind for kind, _ in server.asked} == {"page", "thread", "customer"}, "all is asked"
    )
    await desk.close()


async def test_off_line_what_is_shown_is_not_asked_for_in_a_circle(agent: AnAgent) -> None:
    """A stream that cannot be had leaves old rows standing; a place not seen yet is still asked for."""
    key = ListKey("all")
    agent.desk.need_rows(key, 0, 5)
    await eventually(lambda: not agent.fake.store.replica.lists[key].is_stale, "the list is fresh")
    agent.desk.show_line(LineState(LinePhase.OFFLINE))
    asked = len(pages_asked(agent))
    agent.fake.store.replica.lists[key].mark_stale()
    agent.fake.happens(e.TitleChanged("a", "b"), a_row(3, version=2, title="b"))
    agent.desk.need_rows(key, 0, 5)
    agent.desk.show_line(LineState(LinePhase.LIVE))
    await eventually(lambda: not agent.fake.store.replica.lists[key].is_stale, "it is read again on line")
    assert len(pages_asked(agent)) == asked + 1


async def test_a_conversation_handed_over_is_looked_up_before_it_counts_as_unread(agent: AnAgent) -> None:
    """It joins the list at once; whether it was read only a page can say."""
    key = ListKey("mine")
    agent.server.pages[key] = [a_row(1, assignee_id=RAE.id)]
    agent.fake.fill([a_row(1, assignee_id=RAE.id)], key)
    agent.desk.need_rows(key, 0, 5)
    await eventually(lambda: pages_asked(agent), "the list is loaded")
    agent.fake.happens(e.ConversationAssigned(None, RAE.id), a_row(90, version=2, assignee_id=RAE.id))
    asked = len(pages_asked(agent))
    assert 90 in agent.shown(key)
    await eventually(lambda: len(pages_asked(agent)) > asked, "the page is read again")
