"""Whom a change concerns personally: one rule an event, as a table. Pure.

Nobody is told of their own doing, of what they may not see, or twice of one message.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec

from support_tui.wire import events as e
from support_tui.wire.mail_alarms import MailAlarm
from support_tui.wire.notifications import NotificationKind
from support_tui.wire.values import Actor, ActorKind, DeliveryState, Folder, MessageKind
from support_tui.wire.views import Message

from .decision import NewMessage
from .desk import Desk
from .state import ConversationState

#: A message this much older than its entry in the log is history that was imported.
_NEWS_US: Final = 86_400_000_000
_FAILED: Final = frozenset({DeliveryState.FAILED, DeliveryState.BOUNCED, DeliveryState.MAYBE_SENT})
#: One action that brings an agent more than so many of a kind is told as one.
_SEVERAL: Final = 3


class Notice(msgspec.Struct, frozen=True):
    """One agent is to be told one thing."""

    agent_id: int
    kind: NotificationKind
    conversation_id: int
    title: str
    words: str = ""
    message_id: int | None = None
    count: int = 1
    alarm: MailAlarm | None = None


class Happened(msgspec.Struct, frozen=True):
    """What one decision did to a conversation, which is now as `state` says. `added` are its new messages, `touched` those whose
    delivery changed, by id."""

    events: tuple[e.Event, ...]
    state: ConversationState
    actor: Actor
    desk: Desk
    now: int
    added: Sequence[NewMessage]
    touched: Mapping[int, Message]


Told = tuple[int, NotificationKind, str, int | None]
"""Agent, why, words, message."""


def notices_for(happened: Happened) -> list[Notice]:
    """Whom to tell what, each agent once for a message, by the most personal reason."""
    state = happened.state
    if state.folder is not Folder.INBOX or all(type(event) not in RULES for event in happened.events):
        return []
    best: dict[tuple[int, int | None, bool], Told] = {}
    for event in happened.events:
        rule = RULES.get(type(event))
        for told in rule(happened, event) if rule is not None else ():
            agent_id, kind, _, message_id = told
            key = (agent_id, message_id, kind in _ABOUT_MESSAGES)
            if _may_be_told(happened, agent_id) and (key not in best or _RANK[kind] < _RANK[best[key][1]]):
                best[key] = told
    return [
        Notice(agent_id, kind, state.id, state.title, words, message_id)
        for agent_id, kind, words, message_id in best.values()
    ]


def gathered(notices: Iterable[Notice]) -> list[Notice]:
    """The notices of one action: many of one kind for one agent become one that counts them."""
    by_kind: dict[tuple[int, NotificationKind], list[Notice]] = {}
    for notice in notices:
        by_kind.setdefault((notice.agent_id, notice.kind), []).append(notice)
    found: list[Notice] = []
    for alike in by_kind.values():
        count = sum(notice.count for notice in alike)
        if count > _SEVERAL:
            found.append(msgspec.structs.replace(alike[0], count=count))
        else:
            found += alike
    return found


def _may_be_told(happened: Happened, agent_id: int) -> bool:
    agent = happened.desk.agents.get(agent_id)
    if agent is None or agent.is_disabled:
        return False
    if happened.actor.kind is ActorKind.AGENT and happened.actor.id == agent_id:
        return False
    return agent.mailbox_ids is None or happened.state.mailbox_id in agent.mailbox_ids


def _message_added(happened: Happened, event: e.MessageAdded) -> Iterator[Told]:
    """Those who are called by name, who is responsible, and who follows."""
    if event.is_automatic or happened.now - event.at > _NEWS_US:
        return
    state, is_inbound = happened.state, event.kind is MessageKind.INBOUND
    new = next((message for message in happened.added if message.id == event.message_id), None)
    for agent_id in new.mentions if new is not None else ():
        yield agent_id, NotificationKind.MENTIONED, event.preview, event.message_id
    if state.assignee_id is not None:
        kind = NotificationKind.CUSTOMER_WROTE if is_inbound else NotificationKind.COLLEAGUE_WROTE
        yield state.assignee_id, kind, event.preview, event.message_id
    for agent_id in state.follower_ids:
        yield agent_id, NotificationKind.FOLLOWED, event.preview, event.message_id


def _assigned(happened: Happened, event: e.ConversationAssigned) -> Iterator[Told]:
    if event.new_agent_id is not None and event.new_agent_id != event.old_agent_id:
        yield event.new_agent_id, NotificationKind.ASSIGNED, happened.state.preview, None


def _snooze_changed(happened: Happened, event: e.SnoozeChanged) -> Iterator[Told]:
    """Woken by its time: whoever has it, else whoever follows."""
    if event.new_until_at is not None or event.trigger != "due":
        return
    state = happened.state
    for agent_id in state.follower_ids if state.assignee_id is None else (state.assignee_id,):
        yield agent_id, NotificationKind.SNOOZE_OVER, state.preview, None


def _delivery_changed(happened: Happened, event: e.DeliveryChanged) -> Iterator[Told]:
    """A reply did not get through: whoever wrote it, and who is responsible."""
    message = happened.touched.get(event.message_id)
    is_partly = event.new.state is DeliveryState.ACCEPTED and bool(event.new.refused)
    is_trouble = event.new.state in _FAILED or is_partly
    if not is_trouble or event.new.state is event.old.state or message is None or message.automatic:
        return
    words = event.new.detail or happened.state.preview
    if message.author.kind is ActorKind.AGENT and message.author.id is not None:
        yield message.author.id, NotificationKind.SEND_FAILED, words, event.message_id
    if happened.state.assignee_id is not None:
        yield happened.state.assignee_id, NotificationKind.SEND_FAILED, words, event.message_id


#: What is told of which event; the others concern nobody personally.
RULES: Final[dict[type[e.Event], Callable[[Happened, Any], Iterator[Told]]]] = {
    e.MessageAdded: _message_added,
    e.ConversationAssigned: _assigned,
    e.SnoozeChanged: _snooze_changed,
    e.DeliveryChanged: _delivery_changed,
}
_RANK: Final = {kind: rank for rank, kind in enumerate(NotificationKind)}
_ABOUT_MESSAGES: Final = frozenset(
    {
        NotificationKind.MENTIONED,
        NotificationKind.CUSTOMER_WROTE,
        NotificationKind.COLLEAGUE_WROTE,
        NotificationKind.FOLLOWED,
    }
)
