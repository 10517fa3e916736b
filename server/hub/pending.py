"""What a socket sends next: the events that are pending as one frame, else one thing of the moment. Changes only the socket's own marks."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from support_tui.wire.frames import MailStates, ReadMoved, Resync, ViewCounts

from .badges import Badges
from .frames import FRAME_EVENTS, EventsFrame, Mailboxes, events_frame, text_of
from .looking import Looking
from .ring import Announced, Ring
from .sources import Sources
from .subscriber import Subscriber

#: Further behind than this, reading the lists again is cheaper than hearing what happened to them.
RESYNC_EVENTS: Final = 20_000
#: A restricted agent is told about the progress of events it may not see once in so many.
UNSEEN_EVENTS: Final = 1_000


class PendingEvents:
    """The ring's events as frames, the same text for every socket that stands and sees alike."""

    def __init__(
        self, ring: Ring, events_after: Callable[[int, int], Awaitable[Sequence[Announced]]]
    ) -> None:
        self._ring = ring
        self._events_after = events_after
        self._shared: dict[tuple[Mailboxes, int | None, int, int], EventsFrame] = {}

    def more_came(self) -> None:
        """No frame made so far is whole any more."""
        self._shared.clear()

    async def next_frame(self, subscriber: Subscriber) -> str | None:
        """All that is pending, None where nothing of it is this socket's to hear."""
        pending = self._ring.after(subscriber.cursor)
        frame = await self._of_the_table(subscriber) if pending is None else self._of(pending, subscriber)
        subscriber.cursor = max(frame.seq, subscriber.cursor)
        if not frame.shown and frame.seq - subscriber.told_seq < UNSEEN_EVENTS:
            return None
        subscriber.told_seq = frame.seq
        return frame.text

    def _of(self, pending: Sequence[Announced], subscriber: Subscriber) -> EventsFrame:
        is_personal = subscriber.cursor < self._ring.last_personal
        agent_id = subscriber.agent.id if is_personal else None
        key = subscriber.mailboxes, agent_id, subscriber.told_seq, subscriber.cursor
        shared = self._shared.get(key)
        if shared is None:
            shared = self._shared[key] = events_frame(
                pending, subscriber.mailboxes, subscriber.told_seq, agent_id
            )
        return shared

    async def _of_the_table(self, subscriber: Subscriber) -> EventsFrame:
        """For a socket that is behind the ring."""
        floor = self._ring.floor
        page = await self._events_after(subscriber.cursor, FRAME_EVENTS)
        announced = [event for event in page if event.seq <= self._ring.head]
        if not announced:
            return EventsFrame("", floor, 0)
        return events_frame(announced, subscriber.mailboxes, subscriber.told_seq, subscriber.agent.id)


class Pending:
    """All that the sockets of one hub still have to be told."""

    def __init__(self, ring: Ring, sources: Sources, looking: Looking, badges: Badges) -> None:
        self._ring = ring
        self._sources = sources
        self._looking = looking
        self._badges = badges
        self.events = PendingEvents(ring, sources.events_after)

    async def next_frame(self, subscriber: Subscriber) -> str | None:
        """The next frame for this socket, None while there is nothing to tell."""
        if self._ring.head - subscriber.cursor > RESYNC_EVENTS:
            subscriber.resync_reason = "too_far_behind"
        if subscriber.resync_reason:
            return self._resync(subscriber)
        if subscriber.cursor < self._ring.head:
            frame = await self.events.next_frame(subscriber)
            if frame is not None:
                return frame
        return self._own(subscriber) or self._standing(subscriber)

    def _resync(self, subscriber: Subscriber) -> str:
        reason, subscriber.resync_reason = subscriber.resync_reason, ""
        subscriber.cursor = subscriber.told_seq = self._ring.head
        subscriber.presence_due = self._looking.all_due()
        subscriber.counts_due = True
        return text_of(Resync(self._ring.head, reason))

    def _own(self, subscriber: Subscriber) -> str | None:
        """One thing that was laid down for this socket."""
        if subscriber.notices_due:
            code = next(iter(subscriber.notices_due))
            return text_of(subscriber.notices_due.pop(code))
        if subscriber.own_due:
            return text_of(subscriber.own_due.popleft())
        if subscriber.reads_due:
            return text_of(ReadMoved(*subscriber.reads_due.popitem()))
        if subscriber.progress_due:
            return text_of(subscriber.progress_due.popitem()[1])
        return None

    def _standing(self, subscriber: Subscriber) -> str | None:
        """One thing of the moment, as it is now and not as it was when it became due."""
        if subscriber.mail_states_due:
            subscriber.mail_states_due = False
            states = self._sources.mail_states()
            seen = tuple(state for state in states if subscriber.may_see(state.mailbox_id))
            if seen != subscriber.mail_states:
                subscriber.mail_states = seen
                return text_of(MailStates(seen))
        if presence := self._looking.next_due(subscriber):
            return text_of(presence)
        if subscriber.counts_due:
            subscriber.counts_due = False
            return self._badges.text(subscriber.agent)
        if subscriber.view_counts_due:
            subscriber.view_counts_due = False
            counts = self._sources.view_counts(subscriber.agent, subscriber.zone_name)
            return text_of(ViewCounts(counts)) if counts else None
        return None
