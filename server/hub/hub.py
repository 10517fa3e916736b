"""Tells every open socket what happened: one ring of encoded events, one cursor a socket (D17). Knows no websocket and no SQL.

Theory of operation. The writer publishes what it has committed into the ring, and the hub wakes the sockets. A socket's task
asks `next_frame` for what to send: everything pending as one frame, and nothing is ever queued for it. It asks again when the
frame is gone, so a slow line simply gets fewer, larger frames; behind the ring it reads pages from the table; too far behind
it is told to start afresh. Waking is rationed: after a round of sends the next one waits for as long as the round took, and the
longer the more events there were to send, so that under load many events share a frame and the loop's time is left to the
requests that make them.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import msgspec

from support_tui.wire import codec
from support_tui.wire.frames import (
    Activity,
    CountsChanged,
    Hello,
    Look,
    MailStates,
    Notice,
    Presence,
    Progress,
    ReadMoved,
    Resync,
    ViewCounts,
)
from support_tui.wire.mail_states import MailboxState
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.saved_views import ViewCount
from support_tui.wire.views import Agent, Counts

from ..core.access import narrowed
from .frames import FRAME_EVENTS, EventsFrame, Mailboxes, events_frame
from .presence import Presence as Seats
from .presence import Seat
from .ring import Announced, Ring
from .subscriber import CloseCode, OwnFrame, Subscriber

#: Further behind than this, reading the lists again is cheaper than hearing what happened to them.
RESYNC_EVENTS = 20_000
#: A restricted agent is told about the progress of events it may not see once in so many.
UNSEEN_EVENTS = 1_000
COUNTS_EVERY_S = 0.1
#: A round of one event rests as long as it took; so many events more, and it rests as long again, up to `MOST_RESTS` times.
EVENTS_PER_REST = 8
MOST_RESTS = 3.0
#: Someone who typed and then did nothing for this long is only looking.
ACTIVITY_EXPIRES_S = 12.0


class Sources(msgspec.Struct, frozen=True):
    """What the hub asks of the rest of the server."""

    committed_head: Callable[[], int]
    """The last event of the table; the ring's head may be a moment behind it."""
    events_after: Callable[[int, int], Awaitable[Sequence[Announced]]]
    """Events of the table after a `seq`, at most so many, in order."""
    agent: Callable[[int], Agent | None]
    counts: Callable[[Agent], Counts]
    mailbox_of: Callable[[int], int | None]
    """The mailbox of a conversation, None where there is no such conversation."""
    view_counts: Callable[[Agent, str], tuple[ViewCount, ...]] = lambda agent, zone_name: ()
    """How much the saved views hold that an agent sees, as far as they were counted."""
    mail_states: Callable[[], tuple[MailboxState, ...]] = lambda: ()
    """How the mail of every mailbox stands."""
    joined: Callable[[], None] = lambda: None
    """Told when somebody begins to listen."""


class Hub:
    """All open sockets and what there is to tell them. Lives on the event loop; every method must be called there."""

    def __init__(self, head: int, epoch: str, version: str, sources: Sources) -> None:
        self.ring = Ring(head)
        self.epoch = epoch
        self.version = version
        self._sources = sources
        self._subscribers: set[Subscriber] = set()
        self._seats = Seats()
        self._frames: dict[tuple[Mailboxes, int | None, int, int], EventsFrame] = {}
        self._counts: dict[tuple[int, tuple[int, ...] | None], str] = {}
        self._expiries: dict[Subscriber, asyncio.TimerHandle] = {}
        self._round: asyncio.TimerHandle | None = None
        self._round_not_before = 0.0
        self._round_events = 0
        self._counts_round: asyncio.TimerHandle | None = None
        self._counts_every_s = COUNTS_EVERY_S
        self._notices: dict[str, Notice] = {}

    # Sockets come and go

    def __len__(self) -> int:
        return len(self._subscribers)

    def join(
        self,
        agent: Agent,
        since: int | None,
        token_digest: bytes | None = None,
        zone_name: str = "UTC",
        only_mailbox_id: int | None = None,
    ) -> Subscriber:
        """A socket that wants to hear everything after `since`, or from now on; its days begin in that time zone, and it is told of no
        more than one mailbox where its token is narrowed to that."""
        head = self.ring.head if since is None else since
        subscriber = Subscriber(agent, head, token_digest, zone_name, only_mailbox_id)
        if subscriber.cursor > self.ring.head and subscriber.cursor > self._sources.committed_head():
            subscriber.resync_reason = "ahead_of_the_log"
        self._subscribers.add(subscriber)
        subscriber.presence_due = dict.fromkeys(self._seats.conversations())
        subscriber.notices_due = dict(self._notices)
        self._sources.joined()
        return subscriber

    def leave(self, subscriber: Subscriber) -> None:
        """The socket is gone; the others see its agent leave."""
        self._subscribers.discard(subscriber)
        self._cancel_expiry(subscriber)
        self._tell_presence(self._seats.leave(subscriber))

    def close_unknown_tokens(self, is_known: Callable[[bytes], bool]) -> None:
        """Tokens were revoked: the sockets of those that no longer stand end."""
        for subscriber in self._subscribers:
            if subscriber.token_digest is not None and not is_known(subscriber.token_digest):
                subscriber.close(CloseCode.LOGGED_OUT)

    def recheck_agents(self) -> None:
        """The agents' table changed: sockets of disabled ones end, and those who may see less or more start afresh."""
        for subscriber in self._subscribers:
            if not subscriber.agent.id:
                continue  # at the box, where nobody in particular listens
            agent = self._sources.agent(subscriber.agent.id)
            if agent is None or agent.is_disabled:
                subscriber.close(CloseCode.LOGGED_OUT)
                continue
            agent = narrowed(agent, subscriber.only_mailbox_id)
            if agent.mailbox_ids != subscriber.agent.mailbox_ids:
                subscriber.resync_reason = "access_changed"
                subscriber.wake()
            subscriber.agent = agent

    def shut_down(self) -> None:
        """Say that the server is going and end every stream."""
        self.notify(Notice(Refusal(RefusalCode.SHUTTING_DOWN)))
        for subscriber in self._subscribers:
            subscriber.close(CloseCode.GOING_AWAY)

    # Things happen

    def publish(self, events: Sequence[Announced]) -> None:
        """What was just committed, in order. Changes of the desk itself are checked against the open sockets."""
        if not events:
            return
        self.ring.append(events)
        self._frames.clear()
        if any(event.conversation_id is None and event.customer_id is None for event in events):
            self.recheck_agents()
        if not self._subscribers:
            return
        self._round_events += len(events)
        self._plan_round()
        self._plan_counts()

    def read_moved(self, agent_id: int, conversation_id: int, message_id: int) -> None:
        """An agent has read on one screen: tell their others."""
        for subscriber in self._subscribers:
            if subscriber.agent.id == agent_id:
                subscriber.reads_due[conversation_id] = message_id
                subscriber.wake()

    def progress(self, agent_id: int, progress: Progress) -> None:
        """An agent's change to many conversations has come so far: tell their screens."""
        for subscriber in self._subscribers:
            if subscriber.agent.id == agent_id:
                subscriber.progress_due[progress.key] = progress
                subscriber.wake()

    def watchers(self) -> list[tuple[Agent, str]]:
        """Everyone who listens, with their time zone, once however many screens they have there."""
        found = {
            (s.agent.id, s.agent.mailbox_ids, s.zone_name): (s.agent, s.zone_name) for s in self._subscribers
        }
        return list(found.values())

    def view_counts_changed(self, agent_ids: set[int]) -> None:
        """Saved views of these agents hold more or less than they were told."""
        for subscriber in self._subscribers:
            if subscriber.agent.id in agent_ids:
                subscriber.view_counts_due = True
                subscriber.wake()

    def mail_states_changed(self) -> None:
        """The mail of a mailbox stands otherwise than everybody was told."""
        for subscriber in self._subscribers:
            subscriber.mail_states_due = True
            subscriber.wake()

    def tell_agent(self, agent_id: int, frame: OwnFrame) -> None:
        """Something of one agent's own: their sockets hear of it."""
        for subscriber in self._subscribers:
            if subscriber.agent.id == agent_id:
                subscriber.tell(frame)

    def tell_mailbox(self, mailbox_id: int | None, frame: OwnFrame) -> None:
        """Something of a conversation in a mailbox: everybody who may see it hears of it."""
        for subscriber in self._subscribers:
            if subscriber.may_see(mailbox_id):
                subscriber.tell(frame)

    def notify(self, notice: Notice) -> None:
        """Tell everybody something about the server, and whoever comes later until it is over."""
        code = notice.refusal.code.value
        if notice.is_over:
            self._notices.pop(code, None)
        else:
            self._notices[code] = notice
        for subscriber in self._subscribers:
            subscriber.notices_due[code] = notice
            subscriber.wake()

    def look(self, subscriber: Subscriber, look: Look) -> None:
        """A screen shows a conversation, or none, or one its agent may not see, which counts as none."""
        self._cancel_expiry(subscriber)
        conversation_id = look.conversation_id
        mailbox_id = None if conversation_id is None else self._sources.mailbox_of(conversation_id)
        if conversation_id is None or mailbox_id is None or not subscriber.may_see(mailbox_id):
            self._tell_presence(self._seats.leave(subscriber))
            return
        self._tell_presence(
            self._seats.sit(subscriber, Seat(subscriber.agent.id, conversation_id, look.activity))
        )
        if look.activity is not Activity.VIEWING:
            self._expiries[subscriber] = asyncio.get_running_loop().call_later(
                ACTIVITY_EXPIRES_S, self.look, subscriber, Look(conversation_id)
            )

    # What a socket sends next

    def hello(self, subscriber: Subscriber) -> str:
        """The first frame of a stream."""
        return _text(Hello(subscriber.cursor, self.epoch, self.version))

    async def next_frame(self, subscriber: Subscriber) -> str | None:
        """The next frame for this socket, None while there is nothing to tell."""
        if self._is_too_far_behind(subscriber):
            subscriber.resync_reason = "too_far_behind"
        if subscriber.resync_reason:
            return self._resync(subscriber)
        if subscriber.cursor < self.ring.head:
            frame = await self._events(subscriber)
            if frame is not None:
                return frame
        return self._moment(subscriber)

    def _is_too_far_behind(self, subscriber: Subscriber) -> bool:
        return self.ring.head - subscriber.cursor > RESYNC_EVENTS

    def _resync(self, subscriber: Subscriber) -> str:
        reason, subscriber.resync_reason = subscriber.resync_reason, ""
        subscriber.cursor = subscriber.told_seq = self.ring.head
        subscriber.presence_due = dict.fromkeys(self._seats.conversations())
        subscriber.counts_due = True
        return _text(Resync(self.ring.head, reason))

    async def _events(self, subscriber: Subscriber) -> str | None:
        """All that is pending as one frame, the same text for every socket that stands and sees alike."""
        pending = self.ring.after(subscriber.cursor)
        if pending is None:
            frame = await self._events_of_the_table(subscriber)
        else:
            is_personal = subscriber.cursor < self.ring.last_personal
            agent_id = subscriber.agent.id if is_personal else None
            key = subscriber.mailboxes, agent_id, subscriber.told_seq, subscriber.cursor
            shared = self._frames.get(key)
            if shared is None:
                shared = self._frames[key] = events_frame(
                    pending, subscriber.mailboxes, subscriber.told_seq, agent_id
                )
            frame = shared
        subscriber.cursor = max(frame.seq, subscriber.cursor)
        if not frame.shown and frame.seq - subscriber.told_seq < UNSEEN_EVENTS:
            return None
        subscriber.told_seq = frame.seq
        return frame.text

    async def _events_of_the_table(self, subscriber: Subscriber) -> EventsFrame:
        floor = self.ring.floor
        page = await self._sources.events_after(subscriber.cursor, FRAME_EVENTS)
        announced = [event for event in page if event.seq <= self.ring.head]
        if not announced:
            return EventsFrame("", floor, 0)
        return events_frame(announced, subscriber.mailboxes, subscriber.told_seq, subscriber.agent.id)

    def _moment(self, subscriber: Subscriber) -> str | None:
        """One thing of the moment, as it is now and not as it was when it became due."""
        if subscriber.notices_due:
            code = next(iter(subscriber.notices_due))
            return _text(subscriber.notices_due.pop(code))
        if subscriber.mail_states_due:
            subscriber.mail_states_due = False
            if (states := self._mail_states(subscriber)) != subscriber.mail_states:
                subscriber.mail_states = states
                return _text(MailStates(states))
        if subscriber.own_due:
            return _text(subscriber.own_due.popleft())
        if subscriber.reads_due:
            return _text(ReadMoved(*subscriber.reads_due.popitem()))
        if subscriber.progress_due:
            return _text(subscriber.progress_due.popitem()[1])
        while subscriber.presence_due:
            conversation_id, _ = subscriber.presence_due.popitem()
            if subscriber.may_see(self._sources.mailbox_of(conversation_id)):
                viewers = self._seats.viewers(conversation_id, subscriber.agent.id)
                return _text(Presence(conversation_id, viewers))
        if subscriber.counts_due:
            subscriber.counts_due = False
            return self._counts_text(subscriber.agent)
        if subscriber.view_counts_due:
            subscriber.view_counts_due = False
            counts = self._sources.view_counts(subscriber.agent, subscriber.zone_name)
            return _text(ViewCounts(counts)) if counts else None
        return None

    def _mail_states(self, subscriber: Subscriber) -> tuple[MailboxState, ...]:
        states = self._sources.mail_states()
        return tuple(state for state in states if subscriber.may_see(state.mailbox_id))

    # Rounds

    def _plan_round(self) -> None:
        if self._round is None:
            loop = asyncio.get_running_loop()
            self._round = loop.call_at(max(loop.time(), self._round_not_before), self._start_round)

    def _start_round(self) -> None:
        """Wake every socket that has something pending. `_end_round` runs after all their tasks have had their step."""
        self._round = None
        loop = asyncio.get_running_loop()
        for subscriber in self._subscribers:
            subscriber.wake()
        loop.call_soon(self._end_round, loop.time())

    def _end_round(self, started: float) -> None:
        now = asyncio.get_running_loop().time()
        rests = min(1 + self._round_events / EVENTS_PER_REST, MOST_RESTS)
        self._round_not_before = now + (now - started) * rests
        self._round_events = 0

    def _plan_counts(self) -> None:
        if self._counts_round is None:
            loop = asyncio.get_running_loop()
            self._counts_round = loop.call_later(self._counts_every_s, self._start_counts_round)

    def _start_counts_round(self) -> None:
        """Have the sockets told whose agent's badges changed."""
        self._counts_round = None
        started = asyncio.get_running_loop().time()
        known, self._counts = self._counts, {}
        for subscriber in self._subscribers:
            text = self._counts_text(subscriber.agent)
            if known.get(_eyes(subscriber.agent)) != text:
                subscriber.counts_due = True
                subscriber.wake()
        cost_s = asyncio.get_running_loop().time() - started
        self._counts_every_s = max(COUNTS_EVERY_S, cost_s * 20)

    def _counts_text(self, agent: Agent) -> str:
        text = self._counts.get(_eyes(agent))
        if text is None:
            text = self._counts[_eyes(agent)] = _text(CountsChanged(self._sources.counts(agent)))
        return text

    # Presence

    def _tell_presence(self, conversation_ids: set[int]) -> None:
        for conversation_id in conversation_ids:
            for subscriber in self._subscribers:
                subscriber.presence_due[conversation_id] = None
                subscriber.wake()

    def _cancel_expiry(self, subscriber: Subscriber) -> None:
        timer = self._expiries.pop(subscriber, None)
        if timer is not None:
            timer.cancel()


def _eyes(agent: Agent) -> tuple[int, tuple[int, ...] | None]:
    """What tells two apart who see otherwise: the tokens of one agent may be narrower than the agent."""
    return agent.id, agent.mailbox_ids


def _text(frame: msgspec.Struct) -> str:
    return codec.encode(frame).decode()
