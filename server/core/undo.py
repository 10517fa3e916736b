"""How each event of the log is taken back, and what it is about, so that two changes of the same thing can be told. Pure.

One branch for every event of the contract, here and in `touched`: whoever adds an event says how it is undone.
"""

from typing import Final, assert_never

import msgspec

from support_tui.wire import events as e
from support_tui.wire.folding import fold
from support_tui.wire.values import Delivery, DeliveryState, Folder, Regrouping

from . import mailbox_history
from .delivery import CANCELLABLE
from .desk import Desk
from .facts import facts_of
from .state import ConversationState
from .unjoining import REGROUPING, Standing, moved_things, taken_back

UNDONE: Final = "undone"
"""The trigger of what went along with a change, and goes back with it."""

RECALLABLE: Final = CANCELLABLE - {DeliveryState.MAYBE_SENT}
"""A message in one of these states has certainly not left; whatever may have, is not taken back by an undo."""

_WINDOW_US: Final = 10_000_000
"""A reply that is queued again leaves no sooner, so that this can be taken back too."""

Thing = tuple[str, object]
"""What is changed: a field as `changed_since` names it, and which one of several."""


class Surroundings(msgspec.Struct, frozen=True):
    """What an event is taken back with, besides the conversation it happened in.

    `without` is the conversation as it would be if the request had never been (None where the request began it, or where no message
    is concerned); `deliveries` are those of its messages, as they are now, and `standing` tells of those that a merge or split moved."""

    clock_at: int
    desk: Desk
    without: ConversationState | None = None
    deliveries: dict[int, Delivery | None] = {}
    standing: Standing = Standing()


def inverse(done: e.Recorded, state: ConversationState | None, now: Surroundings) -> tuple[e.Event, ...]:
    """The events that bring back what `done` replaced; none where nothing of it is left, or it cannot be taken back.

    `state` is the conversation that it happened in, as it is now; None for what concerns customers and the desk."""
    event = done.event
    match event:
        case e.CustomerEdited():
            return (e.CustomerEdited(event.customer_id, event.field, event.new, event.old),)
        case e.CustomerNoteAdded():
            note = (event.customer_id, event.note_id, event.text)
            return (e.CustomerNoteWithdrawn(*note, done.at, done.actor),)
        case e.CustomerNoteRestored():
            return (e.CustomerNoteWithdrawn(*msgspec.structs.astuple(event)),)
        case e.CustomerNoteWithdrawn():
            return (e.CustomerNoteRestored(*msgspec.structs.astuple(event)),)
        case e.TagChanged():
            return (e.TagChanged(event.tag_id, event.new_name, event.old_name),) if event.old_name else ()
        case e.ViewChanged():
            return (e.ViewChanged(event.view_id, event.new, event.old),)
        case e.TabsArranged():
            return (e.TabsArranged(event.agent_id, event.new, event.old),)
        case e.MailboxChanged() | e.MailboxRemoved():
            return mailbox_history.taken_back(event, now.desk.mailboxes)
        case e.CustomerCreated() | e.TeamChanged() | e.AgentChanged():
            return ()
        case e.AgentSecretChanged() | e.MailboxSecretChanged() | e.ConversationHidden():
            return ()
        case _:
            return () if state is None else _in_conversation(event, state, now)


def _in_conversation(
    event: e.ConversationEvent, state: ConversationState, now: Surroundings
) -> tuple[e.Event, ...]:
    match event:
        case e.ConversationStarted(trigger=Regrouping.SPLIT) | e.ConversationPurged():
            return ()
        case e.ConversationStarted():
            return () if state.folder is Folder.TRASH else (e.FolderChanged(state.folder, Folder.TRASH),)
        case e.MessageAdded() | e.MessageRestored():
            return _withdrawn(event, now)
        case e.MessageWithdrawn():
            if now.without is None:
                return ()
            return (e.MessageRestored(event.message_id, event.kind, facts_of(now.without)),)
        case e.DeliveryChanged():
            return _delivered(event, state, now)
        case e.MessageRedecoded():
            return (_as_before(event),)
        case e.StatusChanged():
            return _status(event, state)
        case e.SnoozeChanged(trigger=trigger):
            return (e.SnoozeChanged(state.snoozed_until_at, event.old_until_at, UNDONE if trigger else ""),)
        case e.FollowersChanged():
            back = _reversed(event.added, event.removed, state.follower_ids)
            return (e.FollowersChanged(*back),) if any(back) else ()
        case e.TagsChanged():
            back = _reversed(event.added, event.removed, state.tag_ids)
            return (e.TagsChanged(*back),) if any(back) else ()
        case e.ConversationAssigned():
            return _assigned(event, state)
        case e.TitleChanged():
            return (e.TitleChanged(state.title, event.old),)
        case e.PriorityChanged():
            return (e.PriorityChanged(state.priority, event.old),)
        case e.ConversationMoved():
            return (e.ConversationMoved(state.mailbox_id, event.old_mailbox_id),)
        case e.FolderChanged():
            return (e.FolderChanged(state.folder, event.old),)
        case e.ConversationRated():
            return (e.ConversationRated(state.rating, event.old),)
        case e.CcChanged():
            return (e.CcChanged(state.cc, event.old),)
        case e.ConversationsLinked():
            return (e.ConversationsUnlinked(event.other_id),) if event.other_id in state.link_ids else ()
        case e.ConversationsUnlinked():
            return () if event.other_id in state.link_ids else (e.ConversationsLinked(event.other_id),)
        case e.ConversationMerged() | e.ConversationUnmerged() | e.MessagesCame() | e.MessagesWent():
            return taken_back(event, state, now.without, now.standing)
        case _:
            assert_never(event)


def touched(event: e.Event) -> frozenset[Thing]:
    """What an event changed. Two events that touch the same thing cannot be taken back in any order but the last first."""
    match event:
        case e.MessageAdded() | e.MessageWithdrawn() | e.MessageRestored():
            return frozenset({("message", event.message_id)})
        case e.DeliveryChanged():
            return frozenset({("delivery", event.message_id)})
        case e.MessageRedecoded():
            return frozenset({("charset", event.message_id)})
        case e.StatusChanged():
            return _STATUS
        case e.SnoozeChanged():
            return _SNOOZE
        case e.FollowersChanged():
            return frozenset(("followers", agent_id) for agent_id in (*event.added, *event.removed))
        case e.TagsChanged():
            return frozenset(("tags", tag_id) for tag_id in (*event.added, *event.removed))
        case e.ConversationAssigned():
            agent = _ASSIGNEE if event.old_agent_id != event.new_agent_id else frozenset()
            return agent | (_TEAM if event.old_team_id != event.new_team_id else frozenset())
        case e.TitleChanged():
            return _TITLE
        case e.PriorityChanged():
            return _PRIORITY
        case e.ConversationMoved():
            return _MAILBOX
        case e.FolderChanged() | e.ConversationStarted():
            return _FOLDER
        case e.ConversationRated():
            return _RATING
        case e.CcChanged():
            return _CC
        case e.ConversationsLinked() | e.ConversationsUnlinked():
            return frozenset({("links", event.other_id)})
        case e.ConversationMerged() | e.ConversationUnmerged() | e.MessagesCame() | e.MessagesWent():
            return moved_things(event)
        case e.ConversationPurged():
            return frozenset()
        case _:
            return _touched_elsewhere(event)


_STATUS: Final[frozenset[Thing]] = frozenset({("status", None)})
_SNOOZE: Final[frozenset[Thing]] = frozenset({("snooze", None)})
_ASSIGNEE: Final[frozenset[Thing]] = frozenset({("assignee", "agent")})
_TEAM: Final[frozenset[Thing]] = frozenset({("assignee", "team")})
_TITLE: Final[frozenset[Thing]] = frozenset({("title", None)})
_PRIORITY: Final[frozenset[Thing]] = frozenset({("priority", None)})
_MAILBOX: Final[frozenset[Thing]] = frozenset({("mailbox", None)})
_FOLDER: Final[frozenset[Thing]] = frozenset({("folder", None)})
_RATING: Final[frozenset[Thing]] = frozenset({("rating", None)})
_CC: Final[frozenset[Thing]] = frozenset({("cc", None)})


def _touched_elsewhere(
    event: e.CustomerEvent | e.DeskEvent | e.ViewEvent | e.ConversationHidden,
) -> frozenset[Thing]:
    match event:
        case e.CustomerEdited():
            return frozenset({("customer", event.field)})
        case e.CustomerNoteAdded() | e.CustomerNoteWithdrawn() | e.CustomerNoteRestored():
            return frozenset({("note", event.note_id)})
        case e.TagChanged():
            return frozenset({("tag", event.tag_id)})
        case e.ViewChanged():
            return frozenset({("view", event.view_id)})
        case e.TabsArranged():
            return frozenset({("tabs", event.agent_id)})
        case e.MailboxChanged() | e.MailboxRemoved() | e.MailboxSecretChanged():
            return mailbox_history.touched_of(event)
        case e.CustomerCreated() | e.TeamChanged() | e.AgentChanged():
            return frozenset()
        case e.AgentSecretChanged() | e.ConversationHidden():
            return frozenset()
        case _:
            assert_never(event)


_LETTERS: Final = (e.MessageAdded, e.MessageWithdrawn, e.MessageRestored)


def is_letter(event: e.Event) -> bool:
    """Whether it is about a message being in its thread or not."""
    return isinstance(event, _LETTERS)


def is_point(event: e.Event) -> bool:
    """Whether it is what a request was about, whatever else came of that: a message, or that conversations were put together or parted."""
    return is_letter(event) or isinstance(event, REGROUPING)


def went_along(event: e.Event, *, with_point: bool) -> bool:
    """Whether an event followed from another one of its request: what moved by itself, and all that was done by sending a message or
    merging. It is taken back too, unless somebody has changed the same thing since."""
    if with_point:
        return not is_point(event)
    return isinstance(event, e.StatusChanged | e.SnoozeChanged) and event.trigger != ""


def needs_fold(event: e.Event) -> bool:
    """Whether taking it back depends on what the conversation would be without its request."""
    return is_letter(event) or isinstance(event, e.DeliveryChanged | e.MessagesCame)


def name_is_taken(event: e.TagChanged, desk: Desk) -> bool:
    """Whether another tag has meanwhile got the name that a tag would be given back."""
    other = desk.tags_by_fold.get(fold(event.new_name))
    return other is not None and other.id != event.tag_id


# ---------------------------------------------------------------- one by one


def _withdrawn(event: e.MessageAdded | e.MessageRestored, now: Surroundings) -> tuple[e.Event, ...]:
    """The message leaves the thread; in a conversation that it began it stays, as taken back, for there is nothing else."""
    delivery = now.deliveries.get(event.message_id)
    events: tuple[e.Event, ...] = ()
    without = now.without
    if delivery is not None and delivery.state in RECALLABLE:
        cancelled = Delivery(DeliveryState.CANCELLED, attempts=delivery.attempts)
        waiting = without.waiting_since_at if without else None
        first = without.first_reply_at if without else None
        events = (e.DeliveryChanged(event.message_id, delivery, cancelled, waiting, first),)
    if without is None:
        return events
    return (*events, e.MessageWithdrawn(event.message_id, event.kind, facts_of(without)))


def _delivered(
    event: e.DeliveryChanged, state: ConversationState, now: Surroundings
) -> tuple[e.DeliveryChanged, ...]:
    """As far on its way as it was before; what waits again, waits out an undo window."""
    delivery = now.deliveries.get(event.message_id)
    if delivery is None or delivery.state is not event.new.state:
        return ()
    old = event.old
    if old.state is DeliveryState.QUEUED:
        due_at = max(old.due_at or 0, now.clock_at + _WINDOW_US)
        old = msgspec.structs.replace(old, due_at=due_at)
    facts = now.without or state
    change = e.DeliveryChanged(event.message_id, delivery, old, facts.waiting_since_at, facts.first_reply_at)
    if event.preview is not None:
        change = msgspec.structs.replace(change, preview=facts.preview, last_message_at=facts.last_message_at)
    return (change,)


def _as_before(event: e.MessageRedecoded) -> e.MessageRedecoded:
    """Read with the charset that it was read with before; nobody reads the mail again for it."""
    charsets, previews = (event.new_charset, event.old_charset), (event.new_preview, event.old_preview)
    return e.MessageRedecoded(event.message_id, *charsets, *previews)


def _status(event: e.StatusChanged, state: ConversationState) -> tuple[e.StatusChanged, ...]:
    return (
        e.StatusChanged(
            state.status,
            event.old,
            UNDONE if event.trigger else "",
            waiting_since_at=event.old_waiting_since_at,
            closed_at=event.old_closed_at,
            old_waiting_since_at=state.waiting_since_at,
            old_closed_at=state.closed_at,
        ),
    )


def _assigned(event: e.ConversationAssigned, state: ConversationState) -> tuple[e.ConversationAssigned, ...]:
    """Agent and team apart: whichever of them was changed."""
    has_new_agent = event.old_agent_id != event.new_agent_id
    has_new_team = event.old_team_id != event.new_team_id
    return (
        e.ConversationAssigned(
            state.assignee_id,
            event.old_agent_id if has_new_agent else state.assignee_id,
            state.team_id,
            event.old_team_id if has_new_team else state.team_id,
        ),
    )


def _reversed(
    added: tuple[int, ...], removed: tuple[int, ...], present: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What to add and what to remove, so that what was added is gone and what was removed is there."""
    return (
        tuple(id_ for id_ in removed if id_ not in present),
        tuple(id_ for id_ in added if id_ in present),
    )
