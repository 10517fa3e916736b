"""What an event makes of a conversation or a customer. Pure, and total: an event that was logged is never refused.

The tables are written from the states computed here, so folding the log gives the tables again.
"""

from collections.abc import Iterable
from typing import assert_never

import msgspec
from msgspec.structs import replace

from support_tui.wire.events import (
    CcChanged,
    ConversationAssigned,
    ConversationEvent,
    ConversationMerged,
    ConversationMoved,
    ConversationPurged,
    ConversationRated,
    ConversationsLinked,
    ConversationStarted,
    ConversationsUnlinked,
    ConversationUnmerged,
    CustomerCreated,
    CustomerEdited,
    CustomerEvent,
    CustomerNoteAdded,
    CustomerNoteRestored,
    CustomerNoteWithdrawn,
    DeliveryChanged,
    FolderChanged,
    FollowersChanged,
    MessageAdded,
    MessageRedecoded,
    MessageRestored,
    MessagesCame,
    MessagesWent,
    MessageWithdrawn,
    PriorityChanged,
    Recorded,
    SnoozeChanged,
    StatusChanged,
    TagsChanged,
    TitleChanged,
)
from support_tui.wire.thread_facts import ThreadFacts
from support_tui.wire.values import MessageKind, Status
from support_tui.wire.views import Customer

from .delivery import is_answer
from .facts import facts_of, together
from .state import ConversationState

IMPORTED = "imported"
"""The trigger of a status that a conversation already had where it was imported from."""


def begin(event: ConversationStarted, conversation_id: int, at: int) -> ConversationState:
    """The conversation that an event started."""
    return ConversationState(
        id=conversation_id,
        version=1,
        title=event.title,
        status=event.status,
        mailbox_id=event.mailbox_id,
        customer_id=event.customer_id,
        channel=event.channel,
        created_at=at,
        last_message_at=at,
        priority=event.priority,
        closed_at=at if event.status is Status.CLOSED else None,
        external_id=event.external_id,
        follows_id=event.follows_id,
    )


def evolve(state: ConversationState, event: ConversationEvent, at: int) -> ConversationState:
    """The conversation after `event`, which was logged at `at`; each event makes a new version."""
    version = state.version + 1
    match event:
        case MessageAdded():
            return _with_message(state, event)
        case DeliveryChanged():
            return _with_delivery(state, event)
        case StatusChanged():
            return _with_status(state, event, at)
        case ConversationAssigned():
            return replace(state, version=version, assignee_id=event.new_agent_id, team_id=event.new_team_id)
        case FollowersChanged():
            followers = _changed(state.follower_ids, event.added, event.removed)
            return replace(state, version=version, follower_ids=followers)
        case TagsChanged():
            return replace(
                state, version=version, tag_ids=_changed(state.tag_ids, event.added, event.removed)
            )
        case TitleChanged() | MessageRedecoded():
            return _with_words(state, event)
        case PriorityChanged():
            return replace(state, version=version, priority=event.new)
        case ConversationMoved():
            return replace(state, version=version, mailbox_id=event.new_mailbox_id)
        case FolderChanged():
            return replace(state, version=version, folder=event.new)
        case SnoozeChanged():
            return replace(state, version=version, snoozed_until_at=event.new_until_at)
        case ConversationRated():
            return replace(state, version=version, rating=event.new)
        case CcChanged():
            return replace(state, version=version, cc=event.new)
        case ConversationMerged():
            return replace(state, version=version, merged_into_id=event.into_id)
        case ConversationUnmerged():
            return replace(state, version=version, merged_into_id=None)
        case MessagesCame() | MessagesWent() | MessageWithdrawn() | MessageRestored():
            return replace(state, version=version, **msgspec.structs.asdict(_told(state, event)))
        case ConversationsLinked() | ConversationsUnlinked():
            return _with_link(state, event)
        case ConversationPurged():
            return replace(state, version=version)
        case ConversationStarted():
            return begin(event, state.id, at)
        case _:
            assert_never(event)


def _with_link(
    state: ConversationState, event: ConversationsLinked | ConversationsUnlinked
) -> ConversationState:
    other = (event.other_id,)
    is_new = isinstance(event, ConversationsLinked)
    linked = _changed(state.link_ids, other, ()) if is_new else _changed(state.link_ids, (), other)
    return replace(state, version=state.version + 1, link_ids=linked)


def _with_words(state: ConversationState, event: TitleChanged | MessageRedecoded) -> ConversationState:
    version = state.version + 1
    if isinstance(event, TitleChanged):
        return replace(state, version=version, title=event.new)
    return replace(state, version=version, preview=event.new_preview or state.preview)


def _told(
    state: ConversationState, event: MessagesCame | MessagesWent | MessageWithdrawn | MessageRestored
) -> ThreadFacts:
    """What the thread says afterwards; of messages that come or go by many, also where something that had happened before is left out."""
    if isinstance(event, MessageWithdrawn | MessageRestored):
        return event.new
    if isinstance(event, MessagesCame) and event.joined is not None:
        return together(facts_of(state), event.joined)
    by = event.new.message_count - event.old.message_count
    return replace(event.new, message_count=state.message_count + by)


def _changed(ids: tuple[int, ...], added: tuple[int, ...], removed: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted((set(ids) | set(added)) - set(removed)))


def _with_message(state: ConversationState, event: MessageAdded) -> ConversationState:
    """Order does not matter for the times, as imports and late mail come in any (E19)."""
    is_first = state.last_inbound_id == 0 and state.first_reply_at is None
    is_automatic_reply = event.kind is MessageKind.REPLY and event.is_automatic
    is_contact = event.kind is not MessageKind.NOTE and not is_automatic_reply
    is_latest = is_contact and (is_first or event.at >= state.last_message_at or not state.preview)
    last_message_at = state.last_message_at
    if is_contact:
        last_message_at = event.at if is_first else max(event.at, last_message_at)
    return replace(
        state,
        version=state.version + 1,
        created_at=min(state.created_at, event.at),
        last_message_at=last_message_at,
        preview=event.preview if is_latest else state.preview,
        waiting_since_at=_waiting_after(state, event),
        first_reply_at=_first_reply_after(state, event),
        last_inbound_id=event.message_id if event.kind is MessageKind.INBOUND else state.last_inbound_id,
        last_message_id=event.message_id,
        message_count=state.message_count + 1,
        has_attachment=state.has_attachment or event.has_attachment,
    )


def _waiting_after(state: ConversationState, event: MessageAdded) -> int | None:
    match event.kind:
        case MessageKind.INBOUND:
            is_new_wait = state.waiting_since_at is None and not event.is_automatic
            return event.at if is_new_wait else state.waiting_since_at
        case MessageKind.REPLY:
            return state.waiting_since_at if event.is_automatic else None
        case MessageKind.NOTE:
            return state.waiting_since_at
        case _:
            assert_never(event.kind)


def _first_reply_after(state: ConversationState, event: MessageAdded) -> int | None:
    if event.kind is not MessageKind.REPLY or event.is_automatic:
        return state.first_reply_at
    return event.at if state.first_reply_at is None else min(event.at, state.first_reply_at)


def _with_delivery(state: ConversationState, event: DeliveryChanged) -> ConversationState:
    version = state.version + 1
    if is_answer(event.old.state) == is_answer(event.new.state):
        return replace(state, version=version)
    last_message_at = event.last_message_at
    return replace(
        state,
        version=version,
        preview=state.preview if event.preview is None else event.preview,
        last_message_at=state.last_message_at if last_message_at is None else last_message_at,
        waiting_since_at=event.waiting_since_at,
        first_reply_at=event.first_reply_at,
    )


def _with_status(state: ConversationState, event: StatusChanged, at: int) -> ConversationState:
    if event.new is not Status.CLOSED:
        waiting = state.waiting_since_at if event.waiting_since_at is None else event.waiting_since_at
        return replace(
            state, version=state.version + 1, status=event.new, closed_at=None, waiting_since_at=waiting
        )
    closed_at = state.last_message_at if event.trigger == IMPORTED else event.closed_at or at
    return replace(
        state, version=state.version + 1, status=event.new, closed_at=closed_at, waiting_since_at=None
    )


def folded(conversation_id: int, entries: Iterable[Recorded]) -> ConversationState | None:
    """The conversation as these entries of its log tell it, oldest first; None where its start is not among them, or
    it was deleted for good."""
    state: ConversationState | None = None
    for recorded in entries:
        event = recorded.event
        if isinstance(event, ConversationStarted):
            state = begin(event, conversation_id, recorded.at)
        elif isinstance(event, ConversationPurged):
            state = None
        elif state is not None and isinstance(event, ConversationEvent):
            state = evolve(state, event, recorded.at)
    return state


_LISTS = frozenset({"emails", "phones", "links"})
_ATTRIBUTE = "attribute."


def introduce(event: CustomerCreated, at: int) -> Customer:
    """The customer that an event created."""
    return Customer(id=event.customer_id, version=1, name=event.name, emails=event.emails, created_at=at)


def evolve_customer(customer: Customer, event: CustomerEvent, at: int) -> Customer:
    """The profile after `event`; notes stand beside it and only count as a new version."""
    match event:
        case CustomerEdited():
            return replace(customer, version=customer.version + 1, **_edited(customer, event))
        case CustomerNoteAdded() | CustomerNoteWithdrawn() | CustomerNoteRestored():
            return replace(customer, version=customer.version + 1)
        case CustomerCreated():
            return introduce(event, at)
        case _:
            assert_never(event)


def _edited(customer: Customer, event: CustomerEdited) -> dict[str, object]:
    if event.field in _LISTS:
        return {event.field: msgspec.json.decode(event.new, type=tuple[str, ...])}
    if not event.field.startswith(_ATTRIBUTE):
        return {event.field: event.new}
    name = event.field.removeprefix(_ATTRIBUTE)
    kept = {key: value for key, value in customer.attributes.items() if key != name}
    return {"attributes": kept | ({name: event.new} if event.new else {})}
