"""The hub: contiguous streams, sight by mailbox, presence, and nothing held for slow sockets."""

import asyncio
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from server.hub import CloseCode, Hub, Sources, Subscriber
from server.hub.frames import events_frame
from server.hub.pending import RESYNC_EVENTS
from server.hub.ring import Ring
from support_tui.wire import codec
from support_tui.wire.events import ConversationHidden, Recorded, TitleChanged
from support_tui.wire.frames import (
    Activity,
    CountsChanged,
    DownFrame,
    Envelope,
    Events,
    Look,
    Notice,
    Presence,
    ReadMoved,
    Resync,
    Viewer,
)
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Actor, ActorKind, Role
from support_tui.wire.views import Agent, Counts

AMAL = Agent(1, "Amal", "amal@example.org", Role.AGENT)
BASIL = Agent(2, "Basil", "basil@example.org", Role.AGENT, mailbox_ids=(7,))


class Committed(NamedTuple):
    seq: int
    envelope_json: bytes
    conversation_id: int | None
    mailbox_id: int | None
    old_mailbox_id: int | None = None
    customer_id: int | None = None
    agent_id: int | None = None
    customer_mailboxes: frozenset[int] = frozenset()
    untold: bool = False


def an_event(seq: int, mailbox_id: int = 7, old_mailbox_id: int | None = None) -> Committed:
    recorded = Recorded(seq, 1000 + seq, Actor(ActorKind.SYSTEM), TitleChanged("a", "b"), conversation_id=41)
    return Committed(seq, codec.encode(Envelope(recorded)), 41, mailbox_id, old_mailbox_id)


class Table:
    """Stands for the event table and the people of the desk."""

    def __init__(self) -> None:
        self.events: list[Committed] = []
        self.agents = {AMAL.id: AMAL, BASIL.id: BASIL}
        self.mailboxes = {41: 7, 42: 8}
        self.active = 0

    async def after(self, seq: int, limit: int) -> Sequence[Committed]:
        return [event for event in self.events if event.seq > seq][:limit]

    def counts(self, agent: Agent) -> Counts:
        return Counts({"all": self.active})


def a_hub(table: Table, head: int = 0) -> Hub:
    def committed_head() -> int:
        return table.events[-1].seq if table.events else head

    sources = Sources(committed_head, table.after, table.agents.get, table.counts, table.mailboxes.get)
    return Hub(head, "epoch", "0.1", sources)


async def told(hub: Hub, subscriber: Subscriber) -> list[DownFrame]:
    """Everything the socket is sent until there is nothing left to tell."""
    frames: list[DownFrame] = []
    while (text := await hub.next_frame(subscriber)) is not None:
        frames.append(codec.decode(text, DownFrame))
    return frames


def seqs(frames: Sequence[DownFrame]) -> list[int]:
    return [
        envelope.recorded.seq for frame in frames if isinstance(frame, Events) for envelope in frame.events
    ]


async def test_all_that_is_pending_goes_as_one_frame():
    """Three events published before a socket gets its turn reach it as one frame, in order."""
    hub = a_hub(Table())
    console = hub.join(AMAL, None)
    hub.publish([an_event(1), an_event(2)])
    hub.publish([an_event(3)])
    frame, *_ = await told(hub, console)
    assert isinstance(frame, Events)
    assert (frame.after_seq, frame.seq) == (0, 3)
    assert seqs([frame]) == [1, 2, 3]


async def test_a_socket_behind_the_ring_reads_the_table():
    """Who left before the oldest remembered event gets the missing ones from the table, then those of the ring."""
    table = Table()
    table.events = [an_event(seq) for seq in range(1, 1301)]
    hub = a_hub(table, head=1300)
    console = hub.join(AMAL, 3)
    table.events.append(an_event(1301))
    hub.publish([an_event(1301)])
    frames = [frame for frame in await told(hub, console) if isinstance(frame, Events)]
    assert seqs(frames) == list(range(4, 1302))
    assert all(later.after_seq == frame.seq for frame, later in pairwise(frames))


async def test_far_behind_starts_afresh():
    """Somebody away for longer than it pays to retell is told to read a new snapshot."""
    hub = a_hub(Table(), head=RESYNC_EVENTS + 50)
    frame, *_ = await told(hub, hub.join(AMAL, 10))
    assert frame == Resync(RESYNC_EVENTS + 50, "too_far_behind")


async def test_ahead_of_the_log_starts_afresh():
    """A console that knows events this server never had (another data folder) reads everything anew."""
    hub = a_hub(Table(), head=5)
    frame, *_ = await told(hub, hub.join(AMAL, 900))
    assert frame == Resync(5, "ahead_of_the_log")


async def test_a_snapshot_newer_than_the_ring_loses_and_doubles_nothing():
    """A console whose snapshot already holds an event that is still being published is not told it again."""
    table = Table()
    hub = a_hub(table)
    table.events = [an_event(1), an_event(2)]
    console = hub.join(AMAL, 2)
    hub.publish([an_event(1), an_event(2), an_event(3)])
    assert seqs(await told(hub, console)) == [3]


async def test_an_agent_sees_only_their_mailboxes():
    """Events of other mailboxes are left out, and a conversation that leaves is told as hidden, without its new place."""
    hub = a_hub(Table())
    console = hub.join(BASIL, None)
    hub.publish([an_event(1, 8), an_event(2, 7), an_event(3, 8, old_mailbox_id=7)])
    frame, *_ = await told(hub, console)
    assert isinstance(frame, Events)
    assert seqs([frame]) == [2, 3]
    assert frame.events[1] == Envelope(
        Recorded(3, 1003, Actor(ActorKind.SYSTEM), ConversationHidden(), conversation_id=41)
    )


async def test_a_disabled_agent_is_put_out():
    """Disabling an agent ends their open streams at once."""
    table = Table()
    hub = a_hub(table)
    console = hub.join(AMAL, None)
    del table.agents[AMAL.id]
    hub.publish([Committed(1, an_event(1).envelope_json, None, None)])
    assert console.close_code is CloseCode.LOGGED_OUT


async def test_new_permissions_start_afresh():
    """An agent who may see other mailboxes than before reads everything anew, and is filtered by the new ones."""
    table = Table()
    hub = a_hub(table)
    console = hub.join(AMAL, None)
    table.agents[AMAL.id] = Agent(1, "Amal", "amal@example.org", Role.AGENT, mailbox_ids=(8,))
    hub.publish([Committed(1, an_event(1).envelope_json, None, None)])
    frame, *_ = await told(hub, console)
    assert frame == Resync(1, "access_changed")
    hub.publish([an_event(2, 7)])
    assert seqs(await told(hub, console)) == []


async def test_presence_is_told_to_the_others_and_ends_with_the_socket():
    """Colleagues see who replies where; the agent's own screens are left out; leaving takes it back."""
    hub = a_hub(Table())
    amal, basil = hub.join(AMAL, None), hub.join(BASIL, None)
    hub.look(amal, Look(41, Activity.REPLYING))
    assert Presence(41, (Viewer(1, Activity.REPLYING),)) in await told(hub, basil)
    assert Presence(41, ()) in await told(hub, amal)
    hub.leave(amal)
    assert await told(hub, basil) == [Presence(41, ())]


async def test_nobody_is_seen_in_a_conversation_they_may_not_see():
    """Looking at a conversation of another mailbox shows nothing to anybody, and its viewers are not told."""
    hub = a_hub(Table())
    amal, basil = hub.join(AMAL, None), hub.join(BASIL, None)
    await told(hub, amal)
    hub.look(basil, Look(42))
    assert await told(hub, amal) == []
    hub.look(amal, Look(42))
    assert not any(isinstance(frame, Presence) for frame in await told(hub, basil))


async def test_reading_on_one_screen_is_told_to_the_same_agent_only():
    """A read mark reaches the agent's own screens, the newest one only."""
    hub = a_hub(Table())
    amal, basil = hub.join(AMAL, None), hub.join(BASIL, None)
    await told(hub, amal)
    await told(hub, basil)
    hub.read_moved(AMAL.id, 41, 5)
    hub.read_moved(AMAL.id, 41, 9)
    assert await told(hub, amal) == [ReadMoved(41, 9)]
    assert await told(hub, basil) == []


async def test_counts_are_told_when_they_change():
    """New badges come after the events, once, and only to those whose badges changed."""
    table = Table()
    hub = a_hub(table)
    console = hub.join(AMAL, None)
    assert CountsChanged(Counts({"all": 0})) in await told(hub, console)
    table.active = 3
    hub.publish([an_event(1)])
    async with asyncio.timeout(5):
        while CountsChanged(Counts({"all": 3})) not in await told(hub, console):
            await console.woken()


async def test_a_notice_stands_until_it_is_over():
    """A full disk is told to those connected and to those who connect later, until it is taken back."""
    hub = a_hub(Table())
    notice = Notice(Refusal(RefusalCode.DISK_FULL))
    hub.notify(notice)
    assert notice in await told(hub, hub.join(AMAL, None))
    hub.notify(Notice(Refusal(RefusalCode.DISK_FULL), is_over=True))
    assert notice not in await told(hub, hub.join(AMAL, None))


@given(sizes=st.lists(st.integers(1, 40), max_size=60), since=st.integers(0, 400))
def test_the_ring_serves_every_tail_it_still_holds(sizes, since):
    """Whatever was dropped, what the ring answers after a number is exactly what followed it, and it stays bounded."""
    ring = Ring(0, max_events=50)
    seq = 0
    for size in sizes:
        ring.append([an_event(seq + n) for n in range(1, size + 1)])
        seq += size
    assert ring.head == seq
    assert seq - ring.floor <= 100
    after = ring.after(since)
    if since < ring.floor:
        assert after is None
    else:
        assert [event.seq for event in after or ()] == list(range(since + 1, seq + 1))


def test_a_frame_is_bounded():
    """A long backlog is cut into frames that a slow line can take, each one continuing the last."""
    backlog = [an_event(seq) for seq in range(1, 1200)]
    frame = events_frame(backlog, None, 0)
    assert frame.shown == 500
    assert codec.decode(frame.text, DownFrame).seq == 500
