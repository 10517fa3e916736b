"""Tells every open socket what happened: one ring of encoded events, one cursor a socket (D17). Knows no websocket and no SQL.

Theory of operation. The writer publishes what it has committed into the ring, and the hub wakes the sockets. A socket's task
asks `next_frame` for what to send: everything pending as one frame, and nothing is ever queued for it. It asks again when the
frame is gone, so a slow line simply gets fewer, larger frames; behind the ring it reads pages from the table; too far behind
it is told to start afresh. Waking is rationed: after a round of sends the next one waits for as long as the round took, and the
longer the more events there were to send, so that under load many events share a frame and the loop's time is left to the
requests that make them.
"""

from collections.abc import Callable, Sequence

from support_tui.wire.frames import Hello, Look, Notice, Progress
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import Agent

from ..core.access import narrowed
from .badges import Badges
from .frames import text_of
from .looking import Looking
from .pending import Pending
from .ring import Announced, Ring
from .rounds import Rounds
from .sources import Sources
from .subscriber import CloseCode, OwnFrame, Subscriber


class Hub:
    """All open sockets and what there is to tell them. Lives on the event loop; every method must be called there."""

    def __init__(self, head: int, epoch: str, version: str, sources: Sources) -> None:
        self.ring = Ring(head)
        self.epoch = epoch
        self.version = version
        self._sources = sources
        self._subscribers: set[Subscriber] = set()
        self._looking = Looking(self._subscribers, sources.mailbox_of)
        self._badges = Badges(self._subscribers, sources.counts)
        self._pending = Pending(self.ring, sources, self._looking, self._badges)
        self._rounds = Rounds(self._wake_all)
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
        subscriber.presence_due = self._looking.all_due()
        subscriber.notices_due = dict(self._notices)
        self._sources.joined()
        return subscriber

    def leave(self, subscriber: Subscriber) -> None:
        """The socket is gone; the others see its agent leave."""
        self._subscribers.discard(subscriber)
        self._looking.leave(subscriber)

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
        self._pending.events.more_came()
        if any(event.conversation_id is None and event.customer_id is None for event in events):
            self.recheck_agents()
        if not self._subscribers:
            return
        self._rounds.events_came(len(events))
        self._badges.may_have_changed()

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
        self._looking.look(subscriber, look)

    # What a socket sends next

    def hello(self, subscriber: Subscriber) -> str:
        """The first frame of a stream."""
        return text_of(Hello(subscriber.cursor, self.epoch, self.version))

    async def next_frame(self, subscriber: Subscriber) -> str | None:
        """The next frame for this socket, None while there is nothing to tell."""
        return await self._pending.next_frame(subscriber)

    def _wake_all(self) -> None:
        for subscriber in self._subscribers:
            subscriber.wake()
