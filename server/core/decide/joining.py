"""Conversations put together, taken apart, tied to each other. Pure: which rows move is told by events, and done elsewhere."""

from collections.abc import Iterable

from msgspec.structs import replace

from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.limits import (
    FOLLOWERS_PER_CONVERSATION,
    LINKS_PER_CONVERSATION,
    MERGED_AT_ONCE,
    RECIPIENTS,
    TAGS_PER_CONVERSATION,
    TITLE_CHARS,
)
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.statuses import Trigger, status_after
from support_tui.wire.thread_facts import ThreadFacts
from support_tui.wire.values import Address, Folder, Regrouping, Status

from ..access import forbidden, may_see
from ..addresses import distinct, fold_email
from ..context import Context, Known
from ..decision import Decision
from ..facts import ThreadMessage, facts_of, together, told_by
from ..plain import one_line
from ..state import ConversationState
from .common import NO_CHANGE, invalid, not_found, status_changed

MERGED = Regrouping.MERGED.value
"""The trigger of what a merge did to the survivor besides bringing messages."""


# ---------------------------------------------------------------- merge


def merge(command: c.MergeConversations, known: Known, context: Context) -> Decision | Refusal:
    """All of the others go into the survivor: messages, followers, tags, whoever is copied in, and the wait of their customers."""
    survivor, others = known.conversation, known.others
    assert survivor is not None
    if not others:
        return invalid("conversation_ids", "empty")
    if any(not may_see(context.asker, state.mailbox_id) for state in (survivor, *others)):
        return forbidden(command)
    if survivor.folder is not Folder.INBOX:
        return Refusal(RefusalCode.MERGE_INTO_FOLDER, {"id": survivor.id, "folder": survivor.folder.value})
    if too_many := _beyond_bounds(survivor, others):
        return too_many
    joined = _joined(survivor, others)
    events = (
        *joined,
        *_company(survivor, others, known, context, copies_in=command.copies_in),
        *_responsibility(survivor, others),
        *_call_back(survivor, others),
    )
    return Decision(
        events,
        conversation_id=survivor.id,
        others=tuple(
            Decision((e.ConversationMerged(survivor.id),), conversation_id=state.id) for state in others
        ),
    )


def _beyond_bounds(survivor: ConversationState, others: tuple[ConversationState, ...]) -> Refusal | None:
    tags = {tag for state in (survivor, *others) for tag in state.tag_ids}
    followers = {agent for state in (survivor, *others) for agent in state.follower_ids}
    for count, limit in (
        (len(others), MERGED_AT_ONCE),
        (len(tags), TAGS_PER_CONVERSATION),
        (len(followers), FOLLOWERS_PER_CONVERSATION),
    ):
        if count > limit:
            return Refusal(RefusalCode.TOO_LARGE, {"limit": limit})
    return None


def _joined(survivor: ConversationState, others: tuple[ConversationState, ...]) -> tuple[e.MessagesCame, ...]:
    facts = facts_of(survivor)
    joined: list[e.MessagesCame] = []
    for state in others:
        other = facts_of(state)
        before, facts = facts, together(facts, other)
        joined.append(
            e.MessagesCame(state.id, Regrouping.MERGED, state.message_count, before, facts, joined=other)
        )
    return tuple(joined)


def _company(
    survivor: ConversationState,
    others: tuple[ConversationState, ...],
    known: Known,
    context: Context,
    *,
    copies_in: bool,
) -> tuple[e.Event, ...]:
    """Tags, followers and participants that the survivor has not got. Whoever was responsible for one of the others follows what
    becomes of it; a customer of one of the others gets the answers too."""
    events: tuple[e.Event, ...] = ()
    tags = _fresh(survivor.tag_ids, (tag for state in others for tag in state.tag_ids))
    if tags:
        events += (e.TagsChanged(tags),)
    holders = {state.assignee_id for state in others} - {None, survivor.assignee_id}
    if survivor.assignee_id is None and survivor.team_id is None:
        holders -= {_heir(others)[0]}
    wanted = [agent for state in others for agent in state.follower_ids]
    followers = _fresh(survivor.follower_ids, (*wanted, *(agent for agent in holders if agent is not None)))
    room = FOLLOWERS_PER_CONVERSATION - len(survivor.follower_ids)
    if followers:
        events += (e.FollowersChanged(followers[:room]),)
    copied = _participants(survivor, others, known, context) if copies_in else survivor.cc
    if copied != survivor.cc:
        events += (e.CcChanged(survivor.cc, copied),)
    return events


def _fresh(present: tuple[int, ...], wanted: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(wanted) - set(present)))


def _participants(
    survivor: ConversationState, others: tuple[ConversationState, ...], known: Known, context: Context
) -> tuple[Address, ...]:
    own = set(context.desk.own_addresses())
    requester = known.customer
    if requester is not None:
        own |= {fold_email(email) for email in requester.emails}
    joining: list[Address] = []
    for state in others:
        customer = known.customers.get(state.customer_id)
        if customer is not None and customer.emails and state.customer_id != survivor.customer_id:
            joining.append(Address(customer.emails[0], customer.name))
        joining += state.cc
    kept = {fold_email(address.email) for address in survivor.cc}
    return (*survivor.cc, *distinct(joining, without=own | kept))[:RECIPIENTS]


def _heir(others: tuple[ConversationState, ...]) -> tuple[int | None, int | None]:
    held = ((state.assignee_id, state.team_id) for state in others)
    return next((holder for holder in held if holder != (None, None)), (None, None))


def _responsibility(
    survivor: ConversationState, others: tuple[ConversationState, ...]
) -> tuple[e.Event, ...]:
    """A survivor that nobody is responsible for goes to whoever was for the first of the others."""
    heir = _heir(others)
    if survivor.assignee_id is not None or survivor.team_id is not None or heir == (None, None):
        return ()
    return (e.ConversationAssigned(None, heir[0], None, heir[1]),)


def _call_back(survivor: ConversationState, others: tuple[ConversationState, ...]) -> tuple[e.Event, ...]:
    """A survivor that was done with or put off comes back where one of the others is not."""
    is_waiting = any(state.waiting_since_at is not None for state in others)
    status = survivor.status
    has_assignee = survivor.assignee_id is not None or (
        survivor.team_id is None and _heir(others)[0] is not None
    )
    if is_waiting or survivor.status is Status.OPEN:
        wakes = Trigger.CUSTOMER_WROTE if is_waiting else Trigger.ASSIGNED
        status = status_after(wakes, survivor.status, has_assignee=has_assignee)
    elif survivor.status is Status.CLOSED:
        status = next((state.status for state in others if state.status is not Status.CLOSED), status)
    events: tuple[e.Event, ...] = ()
    if status is not survivor.status:
        events += (status_changed(survivor, status, MERGED),)
    if is_waiting and survivor.snoozed_until_at is not None:
        events += (e.SnoozeChanged(survivor.snoozed_until_at, None, MERGED),)
    return events


# ---------------------------------------------------------------- split


def split(
    state: ConversationState, command: c.SplitConversation, known: Known, context: Context
) -> Decision | Refusal:
    """Messages go into a conversation of their own, linked with the one they leave; it waits for us if they do."""
    place = next((at for at, m in enumerate(known.thread) if m.id == command.message_id), None)
    if place is None:
        return not_found("message", command.message_id)
    leaving = known.thread[place:] if command.with_rest else (known.thread[place],)
    gone = {message.id for message in leaving}
    staying = tuple(message for message in known.thread if message.id not in gone)
    if not staying:
        return Refusal(RefusalCode.SPLIT_LEAVES_NOTHING, {"id": state.id})
    if len(state.link_ids) >= LINKS_PER_CONVERSATION:
        return Refusal(RefusalCode.TOO_LARGE, {"limit": LINKS_PER_CONVERSATION})
    new_id = context.next.conversation
    left = _without(state, staying)
    went = e.MessagesWent(
        new_id, Regrouping.SPLIT, len(leaving), facts_of(state), left, _ids(leaving), _origins(leaving)
    )
    events: tuple[e.Event, ...] = (went, e.ConversationsLinked(new_id))
    if left.waiting_since_at is not None and state.waiting_since_at is None:
        has_assignee = state.assignee_id is not None
        after = status_after(Trigger.CUSTOMER_WROTE, state.status, has_assignee=has_assignee)
        if after is not state.status:
            events += (status_changed(state, after, Regrouping.SPLIT.value),)
    return Decision(
        events,
        conversation_id=state.id,
        created_id=new_id,
        others=(_split_off(state, command, leaving, new_id, context),),
    )


def _ids(messages: tuple[ThreadMessage, ...]) -> tuple[int, ...]:
    return tuple(sorted(message.id for message in messages))


def _origins(messages: tuple[ThreadMessage, ...]) -> dict[int, int]:
    return {message.id: message.origin_id for message in messages if message.origin_id is not None}


def _without(state: ConversationState, staying: tuple[ThreadMessage, ...]) -> ThreadFacts:
    """What the rest of a thread says; a closed conversation keeps nobody waiting."""
    told = told_by(sorted(staying, key=lambda message: message.id), state.created_at)
    waiting = None if state.status is Status.CLOSED else told.waiting_since_at
    return replace(told, created_at=state.created_at, waiting_since_at=waiting)


def _split_off(
    state: ConversationState,
    command: c.SplitConversation,
    leaving: tuple[ThreadMessage, ...],
    new_id: int,
    context: Context,
) -> Decision:
    """The new conversation: its sender's, in the same mailbox and hands."""
    customer_id = leaving[0].customer_id or state.customer_id
    facts = told_by(sorted(leaving, key=lambda message: message.id), context.now)
    is_waiting = facts.waiting_since_at is not None
    started = e.ConversationStarted(
        state.mailbox_id,
        customer_id,
        one_line(command.title)[:TITLE_CHARS] or state.title,
        state.channel,
        _split_status(state, is_waiting=is_waiting),
        state.priority,
        trigger=Regrouping.SPLIT.value,
    )
    empty = ThreadFacts(context.now, context.now)
    events: list[e.Event] = [started]
    if state.assignee_id is not None or state.team_id is not None:
        events.append(e.ConversationAssigned(None, state.assignee_id, None, state.team_id))
    events.append(
        e.MessagesCame(
            state.id, Regrouping.SPLIT, len(leaving), empty, facts, _ids(leaving), _origins(leaving)
        )
    )
    if state.cc and customer_id == state.customer_id:
        events.append(e.CcChanged((), state.cc))
    events.append(e.ConversationsLinked(state.id))
    return Decision(tuple(events), conversation_id=new_id, customer_id=customer_id)


def _split_status(state: ConversationState, *, is_waiting: bool) -> Status:
    has_assignee = state.assignee_id is not None
    if is_waiting:
        return status_after(Trigger.CUSTOMER_WROTE, Status.OPEN, has_assignee=has_assignee)
    if state.status is Status.CLOSED:
        return Status.AWAITING_REPLY
    return state.status


# ---------------------------------------------------------------- links


def link(
    state: ConversationState,
    command: c.LinkConversations | c.UnlinkConversations,
    known: Known,
    context: Context,
) -> Decision | Refusal:
    """Tie two conversations, or untie them: always both ways, so that neither end is forgotten."""
    (other,) = known.others
    if other.id == state.id:
        return Refusal(RefusalCode.LINK_TO_ITSELF, {"id": state.id})
    if not may_see(context.asker, other.mailbox_id):
        return forbidden(command)
    is_linked = other.id in state.link_ids
    if isinstance(command, c.UnlinkConversations):
        return _both(state, other, e.ConversationsUnlinked) if is_linked else NO_CHANGE
    if is_linked:
        return Refusal(RefusalCode.ALREADY_LINKED, {"id": state.id, "other": other.id})
    if max(len(state.link_ids), len(other.link_ids)) >= LINKS_PER_CONVERSATION:
        return Refusal(RefusalCode.TOO_LARGE, {"limit": LINKS_PER_CONVERSATION})
    return _both(state, other, e.ConversationsLinked)


def _both(
    state: ConversationState,
    other: ConversationState,
    event: type[e.ConversationsLinked] | type[e.ConversationsUnlinked],
) -> Decision:
    return Decision(
        (event(other.id),),
        conversation_id=state.id,
        others=(Decision((event(state.id),), conversation_id=other.id),),
    )
