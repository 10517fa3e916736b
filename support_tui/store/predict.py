"""What a command will most likely do, so that its effect is painted before the server has answered (D7). Pure.

A prediction may be wrong: the answer of the server replaces it. It never invents what only the server knows (numbers of new things).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

import msgspec
from msgspec.structs import replace

from support_tui.store import backs
from support_tui.store.pending import Pending, PendingQueue
from support_tui.store.threads import MessageItem, ThreadItem
from support_tui.wire import commands as c
from support_tui.wire.folding import fold
from support_tui.wire.limits import PREVIEW_CHARS
from support_tui.wire.many import steps_for
from support_tui.wire.statuses import Trigger, status_after
from support_tui.wire.values import Actor, ActorKind, Delivery, DeliveryState, MessageKind, Status
from support_tui.wire.views import Agent, ConversationRow, Customer, Message, Tag

_LIST_FIELDS = frozenset({"emails", "phones", "links"})


def row(known: ConversationRow, pending: Iterable[Pending], tags: Mapping[int, Tag]) -> ConversationRow:
    """A row with the effects of pending commands in the order they were given."""
    for entry in pending:
        if isinstance(entry.command, c.ChangeMany):
            for step in steps_for(entry.command.change, known):
                known = _row_after(known, replace(entry, command=step), tags)
        else:
            known = _row_after(known, entry, tags)
    return known


def _row_after(known: ConversationRow, pending: Pending, tags: Mapping[int, Tag]) -> ConversationRow:
    match pending.command:
        case c.SetStatus(status=status, waiting_since_at=waiting_since_at):
            was_closed = known.status is Status.CLOSED
            known = _with_status(known, status, pending.at)
            is_back = was_closed and waiting_since_at is not None and status is not Status.CLOSED
            return replace(known, waiting_since_at=waiting_since_at) if is_back else known
        case c.AssignConversation(agent_id=agent_id, team_id=team_id):
            return _assigned(known, agent_id, team_id, pending.at)
        case c.ChangeFollowers(add=add, remove=remove):
            return replace(known, follower_ids=_changed(known.follower_ids, add, remove))
        case c.ChangeTags(add=add_names, remove=remove_names):
            tag_ids = _changed(known.tag_ids, _ids_of(add_names, tags), _ids_of(remove_names, tags))
            return replace(known, tag_ids=tag_ids)
        case c.SetTitle(title=title):
            return replace(known, title=title)
        case c.SetPriority(priority=priority):
            return replace(known, priority=priority)
        case c.MoveConversation(mailbox_id=mailbox_id):
            return replace(known, mailbox_id=mailbox_id)
        case c.SetFolder(folder=folder):
            return replace(known, folder=folder)
        case c.PurgeConversation():
            # Gone from every list as soon as it is asked for, like what was merged away.
            return replace(known, merged_into_id=known.id)
        case c.SnoozeConversation(until_at=until_at):
            return replace(known, snoozed_until_at=until_at)
        case c.UndoRequest():
            return backs.row_back(known, pending.backs)
        case c.RateConversation(rating=rating):
            return replace(known, rating=rating)
        case c.SendReply(text=text, status=status):
            return _replied(known, text, status, pending.at)
        case c.AddNote(mentions=mentions, status=status):
            # Nobody's last words but ours: the list goes on showing what was said with the customer.
            followers = _changed(known.follower_ids, mentions, ())
            noted = replace(known, message_count=known.message_count + 1, follower_ids=followers)
            return _with_status(noted, status or noted.status, pending.at)
        case c.MergeConversations(survivor_id=survivor_id) if known.id != survivor_id:
            return replace(known, merged_into_id=survivor_id)
        case c.ForwardConversation():
            return replace(known, message_count=known.message_count + 1)
        case _:
            return known


def _with_status(known: ConversationRow, status: Status, at: int) -> ConversationRow:
    if status is known.status:
        return known
    if status is Status.CLOSED:
        return replace(known, status=status, closed_at=at, waiting_since_at=None, snoozed_until_at=None)
    return replace(known, status=status, closed_at=None)


def _assigned(known: ConversationRow, agent_id: int | None, team_id: int | None, at: int) -> ConversationRow:
    moved = replace(known, assignee_id=agent_id, team_id=team_id)
    if agent_id == known.assignee_id:
        return moved
    trigger = Trigger.UNASSIGNED if agent_id is None else Trigger.ASSIGNED
    return _with_status(moved, status_after(trigger, known.status, has_assignee=agent_id is not None), at)


def _replied(known: ConversationRow, text: str, status: Status | None, at: int) -> ConversationRow:
    has_assignee = known.assignee_id is not None
    after = status or status_after(Trigger.REPLY_SENT, known.status, has_assignee=has_assignee)
    answered = replace(
        _with_words(known, text, at), waiting_since_at=None, first_reply_at=known.first_reply_at or at
    )
    return _with_status(answered, after, at)


def _with_words(known: ConversationRow, text: str, at: int) -> ConversationRow:
    preview = " ".join(text[: 2 * PREVIEW_CHARS].split())[:PREVIEW_CHARS]
    return replace(
        known,
        preview=preview,
        last_message_at=max(at, known.last_message_at),
        message_count=known.message_count + 1,
    )


def _changed(ids: Sequence[int], add: Sequence[int], remove: Sequence[int]) -> tuple[int, ...]:
    kept = tuple(entry for entry in ids if entry not in remove)
    return kept + tuple(entry for entry in add if entry not in kept)


def _ids_of(names: Sequence[str], tags: Mapping[int, Tag]) -> tuple[int, ...]:
    """Known tags of those names; new ones have no id before the server has made them."""
    if not names:
        return ()
    wanted = {fold(name) for name in names}
    return tuple(tag.id for tag in tags.values() if fold(tag.name) in wanted)


# ---------------------------------------------------------------- threads


_AboutReply = c.CancelReply | c.RetryDelivery | c.ConfirmSent | c.RescheduleReply


def thread_items(
    items: tuple[ThreadItem, ...], pending: Sequence[Pending], me: Agent | None
) -> tuple[ThreadItem, ...]:
    """A thread with taken back and retried replies as they will be, and new words at its end as being sent."""
    states = {
        command.message_id: _way_after(command)
        for command in (p.command for p in pending)
        if isinstance(command, _AboutReply)
    }
    undone = {p.command.key for p in pending if isinstance(p.command, c.UndoRequest)}
    written = [m for p in pending if p.key not in undone and (m := _message_of(p, me)) is not None]
    gone = {id_ for p in pending for id_ in p.backs.message_ids}
    if gone:
        items = tuple(i for i in items if not (isinstance(i, MessageItem) and i.message.id in gone))
    if states:
        items = tuple(_with_delivery(item, states) for item in items)
    for entry in pending:
        if isinstance(entry.command, c.SplitConversation):
            items = tuple(_staying(items, entry.command))
    return items + tuple(MessageItem(message, is_pending=True) for message in written)


def _staying(items: Sequence[ThreadItem], command: c.SplitConversation) -> Iterator[ThreadItem]:
    """What is left of a thread when messages are split off."""
    is_leaving = False
    for item in items:
        is_split = isinstance(item, MessageItem) and item.message.id == command.message_id
        is_leaving = is_split or (is_leaving and command.with_rest)
        if not (is_leaving and isinstance(item, MessageItem)):
            yield item


def _way_after(command: _AboutReply) -> Delivery:
    match command:
        case c.ConfirmSent():
            return Delivery(DeliveryState.ACCEPTED)
        case c.CancelReply():
            return Delivery(DeliveryState.CANCELLED)
        case c.RetryDelivery():
            return Delivery(DeliveryState.QUEUED)
        case c.RescheduleReply(send_at=send_at):
            return Delivery(DeliveryState.QUEUED, due_at=send_at, send_at=send_at)


def _with_delivery(item: ThreadItem, after: Mapping[int, Delivery]) -> ThreadItem:
    if not isinstance(item, MessageItem) or item.message.id not in after:
        return item
    return MessageItem(replace(item.message, delivery=after[item.message.id]), is_pending=True)


def _message_of(pending: Pending, me: Agent | None) -> Message | None:
    author = Actor(ActorKind.AGENT, me.id, me.name) if me is not None else Actor(ActorKind.AGENT)
    facts: dict[str, Any] = {"id": pending.message_id, "author": author, "at": pending.at}
    match pending.command:
        case c.SendReply(conversation_id=conversation_id, text=text, cc=cc, send_at=send_at):
            queued = Delivery(DeliveryState.QUEUED, due_at=send_at, send_at=send_at)
            return Message(
                conversation_id=conversation_id,
                kind=MessageKind.REPLY,
                text=text,
                cc=cc or (),
                delivery=queued,
                **facts,
            )
        case c.AddNote(conversation_id=conversation_id, text=text):
            return Message(conversation_id=conversation_id, kind=MessageKind.NOTE, text=text, **facts)
        case c.ForwardConversation(conversation_id=conversation_id, text=text, to=to):
            return Message(conversation_id=conversation_id, kind=MessageKind.NOTE, text=text, to=to, **facts)
        case _:
            return None


# ---------------------------------------------------------------- customers


def customer(known: Customer, pending: PendingQueue) -> Customer:
    """A profile with pending edits in."""
    for entry in pending:
        if isinstance(entry.command, c.EditCustomer) and entry.command.customer_id == known.id:
            known = _edited(known, entry.command.changes)
        for back in entry.backs.customers:
            known = _edited(known, back.before) if back.customer_id == known.id else known
    return known


def _edited(known: Customer, changes: Mapping[str, str]) -> Customer:
    attributes = dict(known.attributes)
    fields: dict[str, Any] = {}
    for name, value in changes.items():
        if name.startswith("attribute."):
            attributes[name.removeprefix("attribute.")] = value
        elif name in _LIST_FIELDS:
            fields[name] = _listed(value)
        else:
            fields[name] = value
    kept = {name: value for name, value in attributes.items() if value}
    return replace(known, attributes=kept, **fields)


def _listed(value: str) -> tuple[str, ...]:
    """A list field travels as JSON text, as the server keeps it; what has only commas or line ends reads the same."""
    with suppress(msgspec.DecodeError):
        return msgspec.json.decode(value, type=tuple[str, ...])
    return tuple(part.strip() for part in value.replace("\n", ",").split(",") if part.strip())
