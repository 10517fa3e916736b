"""Sorting conversations without answering them: status, shelf, people, labels, notes. Pure."""

from typing import assert_never

from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.folding import fold
from support_tui.wire.limits import FOLLOWERS_PER_CONVERSATION, TAGS_PER_CONVERSATION
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.statuses import Trigger
from support_tui.wire.values import ActorKind, MessageKind

from ..context import Context
from ..decision import Decision, NewMessage
from ..plain import one_line, preview, storable
from ..state import ConversationState
from .common import (
    EMPTY_TEXT,
    NO_CHANGE,
    agent_problem,
    changed,
    invalid,
    moved,
    not_found,
    set_status,
)


def shelve(
    state: ConversationState,
    command: c.SetStatus | c.SetFolder | c.SnoozeConversation,
    context: Context,
) -> Decision | Refusal:
    """Where the conversation stands."""
    match command:
        case c.SetStatus():
            waiting = command.waiting_since_at
            if waiting is not None and waiting > context.now:
                return invalid("waiting_since_at", "number_too_large")
            return changed(state, *set_status(state, command.status, waiting))
        case c.SetFolder():
            if command.folder is state.folder:
                return NO_CHANGE
            return changed(state, e.FolderChanged(state.folder, command.folder))
        case c.SnoozeConversation():
            return _snooze(state, command.until_at, context)
        case _:
            assert_never(command)


def _snooze(state: ConversationState, until_at: int | None, context: Context) -> Decision | Refusal:
    if until_at == state.snoozed_until_at:
        return NO_CHANGE
    if until_at is not None and until_at <= context.clock_at:
        return Refusal(RefusalCode.TIME_IN_PAST, {"at": until_at})
    is_due = until_at is None and context.asker.actor.kind is ActorKind.SYSTEM
    return changed(state, e.SnoozeChanged(state.snoozed_until_at, until_at, "due" if is_due else ""))


def entrust(
    state: ConversationState, command: c.AssignConversation | c.ChangeFollowers, context: Context
) -> Decision | Refusal:
    """Who is responsible, and who watches."""
    match command:
        case c.AssignConversation():
            return _assign(state, command, context)
        case c.ChangeFollowers():
            return _follow(state, command, context)
        case _:
            assert_never(command)


def _assign(state: ConversationState, command: c.AssignConversation, context: Context) -> Decision | Refusal:
    agent_id, team_id = command.agent_id, command.team_id
    if (agent_id, team_id) == (state.assignee_id, state.team_id):
        return NO_CHANGE
    if agent_id is not None and agent_id != state.assignee_id:
        problem = agent_problem(agent_id, state.mailbox_id, "agent_id", context)
        if problem is not None:
            return problem
    if team_id is not None and team_id not in context.desk.teams:
        return not_found("team", team_id)
    assigned = e.ConversationAssigned(state.assignee_id, agent_id, state.team_id, team_id)
    trigger = Trigger.UNASSIGNED if agent_id is None and team_id is None else Trigger.ASSIGNED
    return changed(state, assigned, *moved(state, trigger, has_assignee=agent_id is not None))


def _follow(state: ConversationState, command: c.ChangeFollowers, context: Context) -> Decision | Refusal:
    added = tuple(sorted(set(command.add) - set(state.follower_ids)))
    for agent_id in added:
        problem = agent_problem(agent_id, state.mailbox_id, "add", context)
        if problem is not None:
            return problem
    removed = tuple(sorted((set(command.remove) & set(state.follower_ids)) - set(command.add)))
    if not added and not removed:
        return NO_CHANGE
    if len(state.follower_ids) + len(added) - len(removed) > FOLLOWERS_PER_CONVERSATION:
        return Refusal(RefusalCode.TOO_LARGE, {"limit": FOLLOWERS_PER_CONVERSATION})
    return changed(state, e.FollowersChanged(added, removed))


def label(
    state: ConversationState,
    command: c.ChangeTags | c.SetTitle | c.SetPriority | c.MoveConversation | c.RateConversation,
    context: Context,
) -> Decision | Refusal:
    """What the conversation is called and sorted by."""
    match command:
        case c.ChangeTags():
            return _tag(state, command, context)
        case c.SetTitle():
            return _retitle(state, command.title)
        case c.SetPriority():
            if command.priority is state.priority:
                return NO_CHANGE
            return changed(state, e.PriorityChanged(state.priority, command.priority))
        case c.MoveConversation():
            if command.mailbox_id not in context.desk.mailboxes:
                return not_found("mailbox", command.mailbox_id)
            if command.mailbox_id == state.mailbox_id:
                return NO_CHANGE
            return changed(state, e.ConversationMoved(state.mailbox_id, command.mailbox_id))
        case c.RateConversation():
            if command.rating is state.rating and not command.comment:
                return NO_CHANGE
            comment = storable(command.comment)
            return changed(state, e.ConversationRated(state.rating, command.rating, comment))
        case _:
            assert_never(command)


def _retitle(state: ConversationState, wanted: str) -> Decision | Refusal:
    title = one_line(wanted)
    if not title:
        return EMPTY_TEXT
    return changed(state, *((e.TitleChanged(state.title, title),) if title != state.title else ()))


def _tag(state: ConversationState, command: c.ChangeTags, context: Context) -> Decision | Refusal:
    """Tags by any spelling; unknown ones to add are created, unknown ones to remove were never there."""
    known = context.desk.tags_by_fold
    created: dict[str, e.TagChanged] = {}
    wanted: set[int] = set()
    for name in command.add:
        folded = fold(name := one_line(name))
        if not folded:
            return invalid("add", "empty_name")
        if folded in known:
            wanted.add(known[folded].id)
        else:
            fresh = created.setdefault(folded, e.TagChanged(context.next.tag + len(created), "", name))
            wanted.add(fresh.tag_id)
    unwanted = {known[folded].id for name in command.remove if (folded := fold(one_line(name))) in known}
    added = tuple(sorted(wanted - set(state.tag_ids)))
    removed = tuple(sorted((unwanted & set(state.tag_ids)) - wanted))
    if len(state.tag_ids) + len(added) - len(removed) > TAGS_PER_CONVERSATION:
        return Refusal(RefusalCode.TOO_LARGE, {"limit": TAGS_PER_CONVERSATION})
    if not added and not removed:
        return NO_CHANGE
    return changed(state, *created.values(), e.TagsChanged(added, removed))


def add_note(state: ConversationState, command: c.AddNote, context: Context) -> Decision | Refusal:
    """A word among colleagues; whoever it mentions follows from then on. It moves the status only where it is told to."""
    text = storable(command.text)
    if not text.strip():
        return EMPTY_TEXT
    mentioned = tuple(sorted(set(command.mentions) - set(state.follower_ids)))
    for agent_id in mentioned:
        problem = agent_problem(agent_id, state.mailbox_id, "mentions", context)
        if problem is not None:
            return problem
    note = NewMessage(
        context.next.message,
        MessageKind.NOTE,
        context.asker.actor,
        context.now,
        text,
        mentions=command.mentions,
    )
    events: tuple[e.Event, ...] = (e.MessageAdded(note.id, note.kind, note.at, preview(text)),)
    if mentioned:
        events += (e.FollowersChanged(mentioned),)
    if command.status is not None:
        events += set_status(state, command.status)
    return Decision(events, conversation_id=state.id, messages=(note,), message_id=note.id)
