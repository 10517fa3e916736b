"""Lets made conversations happen, all in the order of time, into events, states and rows; told as rows by `sink.Sink`.

States come from the core's own `evolve`, so that tables and log agree as if the writer had written them.
"""

import heapq
import random
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from server.core.evolve import begin, evolve
from server.core.plain import preview
from server.core.state import ConversationState
from support_tui.wire import events as e
from support_tui.wire.statuses import Trigger, status_after
from support_tui.wire.values import Actor, ActorKind, Folder, MessageKind, Priority, Rating, Status

from . import people
from .batches import Batch
from .plans import DAY, YEARS_BACK, Step, lengths, plan
from .sink import MadeMessage, Sink
from .vocabulary import Sentence

BATCH: Final = 20_000
"""Messages that are written together."""

_SENTENCES_A_MESSAGE: Final = (1, 1, 2, 2, 3, 4)
_CHANNELS: Final = ("email", "email", "email", "chat", "api")
_PRIORITIES: Final = (Priority.LOW, *[Priority.NORMAL] * 15, *[Priority.HIGH] * 3, Priority.URGENT)
_TAG_WEIGHTS: Final = list(accumulate(1 / (rank + 2) for rank in range(len(people.TAG_NAMES))))
_MAILBOX_WEIGHTS: Final = (45, 75, 90, 98, 100)
_KINDS: Final = {"inbound": MessageKind.INBOUND, "reply": MessageKind.REPLY, "note": MessageKind.NOTE}


class _Live:
    """A conversation while it happens."""

    __slots__ = ("author", "customer", "next", "state", "steps", "title")

    def __init__(self, steps: list[Step], customer: people.Person, title: Sentence) -> None:
        self.steps = steps
        self.customer = customer
        self.author = Actor(ActorKind.CUSTOMER, customer.id, customer.name)
        self.title = title
        self.next = 0
        self.state: ConversationState | None = None


class Maker:
    """Makes a desk's past. The same seed makes the same desk, apart from `now_at`."""

    def __init__(self, sentences: dict[bool, list[Sentence]], now_at: int, seed: int) -> None:
        self._sink = Sink()
        self._sentences = sentences
        self._now_at = now_at
        self._chance = random.Random(seed)
        self._customers: list[people.Person] = []
        self._last_message_id = 0
        self._last_conversation_id = 0
        self._agents = [
            Actor(ActorKind.AGENT, agent.id, agent.name)
            for agent in people.directory("admin@desk.example")[0]
        ]

    def run(self, conversations: int, messages: int) -> Iterator[Batch]:
        """Let everything happen; the rows of it, about `BATCH` messages at a time."""
        told = 0
        for _ in self._steps(conversations, messages):
            if self._last_message_id >= told + BATCH:
                told = self._last_message_id
                yield self._sink.take(told)
        yield self._sink.take_last(self._last_message_id)

    def _steps(self, conversations: int, messages: int) -> Iterator[None]:
        """Take step after step of all conversations, in the order of time."""
        waiting: list[tuple[int, int, _Live]] = []
        for number, live in enumerate(self._beginnings(conversations, messages)):
            starts_at = live.steps[0].at
            while waiting and waiting[0][0] <= starts_at:
                yield self._advance(waiting)
            heapq.heappush(waiting, (starts_at, number, live))
        while waiting:
            yield self._advance(waiting)

    def _beginnings(self, conversations: int, messages: int) -> Iterator[_Live]:
        sizes = lengths(conversations, messages, self._chance)
        first_at = self._now_at - YEARS_BACK
        for index, size in enumerate(sizes):
            # Later days are busier: the desk has grown.
            share = ((index + 1) / (conversations + 1)) ** 0.7
            starts_at = first_at + int(share * (YEARS_BACK - DAY // 24))
            customer = self._customer(conversations)
            title = self._chance.choice(self._sentences[customer.is_arabic])
            yield _Live(plan(starts_at, self._now_at, size, self._chance), customer, title)

    def _customer(self, conversations: int) -> people.Person:
        """A new one in four of ten conversations; of the known ones some write much more than others."""
        is_new = len(self._customers) < 10 or self._chance.random() < 0.4
        if not is_new:
            return self._customers[int(len(self._customers) * self._chance.random() ** 1.5)]
        customer = people.person(len(self._customers) + 1, self._chance)
        self._customers.append(customer)
        return customer

    def _advance(self, waiting: list[tuple[int, int, _Live]]) -> None:
        _, number, live = waiting[0]
        step = live.steps[live.next]
        if live.state is None:
            self._start(live, step.at)
        self._happen(live, step)
        live.next += 1
        if live.next < len(live.steps):
            heapq.heapreplace(waiting, (live.steps[live.next].at, number, live))
        else:
            heapq.heappop(waiting)
            assert live.state is not None
            self._sink.conversation(live.state, live.customer)

    def _start(self, live: _Live, at: int) -> None:
        if not self._sink.knows_customer(live.customer.id):
            self._sink.customer(live.customer, at)
        self._last_conversation_id += 1
        self._sink.begun(self._last_conversation_id, live.title, live.customer)
        box = self._chance.randrange(100)
        mailbox_id = next(number for number, edge in enumerate(_MAILBOX_WEIGHTS, 1) if box < edge)
        started = e.ConversationStarted(
            mailbox_id, live.customer.id, live.title.text, self._chance.choice(_CHANNELS), Status.OPEN,
            self._chance.choice(_PRIORITIES),
        )  # fmt: skip
        live.state = begin(started, self._last_conversation_id, at)
        self._sink.event(at, live.author, started, live.state)

    def _happen(self, live: _Live, step: Step) -> None:
        kind = step.kind
        if kind in _KINDS:
            self._message(live, step.at, _KINDS[kind])
            return
        actor = self._chance.choice(self._agents)
        if kind == "assign":
            self._assign(live, step.at, actor)
        elif kind == "tag":
            picked = self._chance.choices(range(1, len(_TAG_WEIGHTS) + 1), cum_weights=_TAG_WEIGHTS, k=2)
            self._event(live, step.at, actor, e.TagsChanged(added=tuple(sorted(set(picked)))))
        elif kind == "follow":
            self._event(live, step.at, actor, e.FollowersChanged(added=(actor.id or 1,)))
        elif kind == "close":
            self._close(live, step.at, actor)
        elif kind == "snooze":
            until_at = self._now_at + self._chance.randrange(1, 30) * DAY
            self._event(live, step.at, actor, e.SnoozeChanged(None, until_at))
        else:
            self._event(live, step.at, actor, e.FolderChanged(Folder.INBOX, Folder(kind)))

    def _event(self, live: _Live, at: int, actor: Actor, event: e.ConversationEvent) -> None:
        assert live.state is not None
        live.state = evolve(live.state, event, at)
        self._sink.event(at, actor, event, live.state)

    def _move(self, live: _Live, at: int, actor: Actor, trigger: Trigger) -> None:
        assert live.state is not None
        old = live.state.status
        new = status_after(trigger, old, has_assignee=live.state.assignee_id is not None)
        if new is not old:
            self._event(live, at, actor, e.StatusChanged(old, new, trigger.value))

    def _assign(self, live: _Live, at: int, actor: Actor) -> None:
        agent_id = int(len(self._agents) * self._chance.random() ** 2) + 1
        team_id = agent_id % len(people.TEAM_NAMES) + 1 if self._chance.random() < 0.7 else None
        self._event(live, at, actor, e.ConversationAssigned(None, agent_id, None, team_id))
        self._move(live, at, actor, Trigger.ASSIGNED)

    def _close(self, live: _Live, at: int, actor: Actor) -> None:
        assert live.state is not None
        self._event(live, at, actor, e.StatusChanged(live.state.status, Status.CLOSED))
        if self._chance.random() < 0.15:
            rating = Rating.GOOD if self._chance.random() < 0.8 else Rating.BAD
            self._event(live, at, live.author, e.ConversationRated(None, rating))

    def _message(self, live: _Live, at: int, kind: MessageKind) -> None:
        self._last_message_id += 1
        made = self._written(live.customer.is_arabic)
        has_file = self._chance.random() < 0.06
        assert live.state is not None
        is_inbound = kind is MessageKind.INBOUND
        author = live.author if is_inbound else self._colleague(live.state.assignee_id)
        added = e.MessageAdded(self._last_message_id, kind, at, preview(made.text), has_file)
        live.state = evolve(live.state, added, at)
        message = MadeMessage(self._last_message_id, kind, author, at, made, has_file)
        self._sink.message(message, live.state, live.customer)
        self._sink.event(at, author, added, live.state)
        if kind is not MessageKind.NOTE and live.state.message_count > 1:
            self._move(live, at, author, Trigger.CUSTOMER_WROTE if is_inbound else Trigger.REPLY_SENT)

    def _colleague(self, assignee_id: int | None) -> Actor:
        if assignee_id is not None and self._chance.random() < 0.85:
            return self._agents[assignee_id - 1]
        return self._chance.choice(self._agents)

    def _written(self, is_arabic: bool) -> Sentence:
        chance = self._chance
        parts = chance.choices(self._sentences[is_arabic], k=chance.choice(_SENTENCES_A_MESSAGE))
        text = ". ".join([part.text for part in parts])
        words = " ".join([part.words for part in parts])
        stems = " ".join([part.stems for part in parts if part.stems])
        if chance.random() < 0.25:
            number = chance.randrange(100_000, 9_999_999)
            return Sentence(f"{text}. Order {number}.", f"{words} order {number}", stems)
        return Sentence(f"{text}.", words, stems)
