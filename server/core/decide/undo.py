"""Taking back what a request did: who may, what has changed since, and the events that bring everything back. Pure."""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import ActorKind, DeliveryState
from support_tui.wire.views import Mailbox, Message

from ..access import forbidden, is_admin, may_give_kind, may_see
from ..addresses import fold_email
from ..bulk import Reasons
from ..conflicts import changed_since
from ..context import Context, Known
from ..decision import Decision
from ..evolve import evolve
from ..mailbox_history import mailbox_of
from ..state import ConversationState
from ..undo import (
    Surroundings,
    Thing,
    inverse,
    is_point,
    name_is_taken,
    touched,
    went_along,
)
from ..undoing import DoneAction, Subject, Undoing
from ..unjoining import REGROUPING
from .common import NO_CHANGE, not_found
from .mailboxes import removal_problem, return_problem
from .views import crowded

_GONE: Final = frozenset(
    {
        DeliveryState.SENDING,
        DeliveryState.ACCEPTED,
        DeliveryState.DELAYED,
        DeliveryState.DELIVERED,
        DeliveryState.BOUNCED,
        DeliveryState.MAYBE_SENT,
    }
)
_WORDS_BACK: Final = 20
"""Messages whose words are given back; nobody writes on in more at once."""


def take_back(command: c.UndoRequest, known: Known, context: Context) -> Decision | Refusal:
    """All that the request did, but where the same thing has been changed since; refused where nothing else is left."""
    undoing = known.undoing
    assert undoing is not None
    problem = _why_not(undoing, command, context)
    if problem is not None:
        return problem
    parts: list[Decision] = []
    reasons, refusals = Reasons(), list[Refusal]()
    for subject, events in undoing.by_subject().items():
        part = _subject_back(subject, events, undoing, context)
        if isinstance(part, Refusal):
            refusals.append(part)
            reasons.add(part, (subject.conversation_id or 0,))
        elif part is not None:
            parts.append(part)
    if undoing.is_part:
        return _part_back(parts, reasons, refusals, undoing, context)
    is_whole = any(isinstance(recorded.event, REGROUPING) for recorded in undoing.events)
    if not parts or (refusals and is_whole):
        return refusals[0] if refusals else _nothing(undoing)
    if is_whole:
        # What went in last comes out first, as each was read with those before it.
        parts = [parts[0], *reversed(parts[1:])]
    count = len(parts) + len(refusals)
    return msgspec.structs.replace(
        parts[0],
        others=tuple(parts[1:]),
        many=c.ManyChanged(count, len(parts), reasons.groups()) if count > 1 else None,
        taken_back=_words_of(parts, undoing, context),
    )


def _part_back(
    parts: list[Decision], reasons: Reasons, refusals: list[Refusal], undoing: Undoing, context: Context
) -> Decision:
    """What comes of some of the conversations, also where that is nothing: others may follow."""
    many = c.ManyChanged(len(parts) + len(refusals), len(parts), reasons.groups())
    return Decision(others=tuple(parts), many=many, taken_back=_words_of(parts, undoing, context))


def _why_not(undoing: Undoing, command: c.UndoRequest, context: Context) -> Refusal | None:
    """Only one's own doing, or what the desk has joined by itself, unless one answers for the desk; only what one may do; only once."""
    action, asker = undoing.action, context.asker
    is_own = asker.agent is not None and action.agent_id in (asker.agent.id, _joined_by_desk(action))
    if not is_own and not is_admin(asker):
        return forbidden(command)
    if action.kind == _FOR_GOOD:
        return Refusal(RefusalCode.NOT_UNDOABLE, {"action": action.kind})
    if not may_give_kind(asker, action.kind):
        return Refusal(RefusalCode.FORBIDDEN, {"action": action.kind})
    if action.undone_by:
        undone = undoing.actions.get(action.undone_by)
        agent = context.desk.agents.get(undone.agent_id) if undone is not None else None
        params: dict[str, str | int] = {"by": agent.name} if agent is not None else {}
        return Refusal(RefusalCode.ALREADY_UNDONE, params | ({"at": undone.at} if undone else {}))
    return None


_FOR_GOOD: Final = str(c.PurgeConversation.__struct_config__.tag)


def _joined_by_desk(action: DoneAction) -> int | None:
    """The number of nobody, who did what the desk itself has put together."""
    return 0 if action.kind == "merge_conversations" else None


def _nothing(undoing: Undoing) -> Refusal:
    """Nothing came of it: because it is so already, or because such things stay."""
    if any(touched(recorded.event) for recorded in undoing.events):
        return NO_CHANGE
    return Refusal(RefusalCode.NOT_UNDOABLE, {"action": undoing.action.kind})


# ---------------------------------------------------------------- one subject


def _subject_back(
    subject: Subject, events: Sequence[e.Recorded], undoing: Undoing, context: Context
) -> Decision | Refusal | None:
    later = _later(undoing.later.get(subject, ()), undoing)
    kept = _still_standing(events, later)
    if isinstance(kept, Refusal):
        return kept
    if subject.conversation_id is not None:
        return _conversation_back(subject.conversation_id, events, kept, undoing, context)
    now = Surroundings(context.clock_at, context.desk)
    back = tuple(event for done in reversed(kept) for event in inverse(done, None, now))
    problem = _taken(back, undoing, context)
    if problem is not None:
        return problem
    return Decision(back, customer_id=subject.customer_id, record=_mailbox_in(back)) if back else None


def _mailbox_in(events: Iterable[e.Event]) -> Mailbox | None:
    """The mailbox as it is after its change."""
    return next((_box(event) for event in events if isinstance(event, e.MailboxChanged)), None)


def _box(event: e.MailboxChanged) -> Mailbox:
    assert event.new is not None
    return mailbox_of(event.mailbox_id, event.new)


def _conversation_back(
    conversation_id: int,
    events: Sequence[e.Recorded],
    kept: Sequence[e.Recorded],
    undoing: Undoing,
    context: Context,
) -> Decision | Refusal | None:
    state = undoing.states.get(conversation_id)
    if state is None:
        return Refusal(RefusalCode.CONVERSATION_PURGED, {"id": conversation_id})
    problem = _closed_to_us(state, events, undoing, context)
    if problem is not None:
        return problem
    now = Surroundings(
        context.clock_at,
        context.desk,
        undoing.without.get(conversation_id),
        undoing.deliveries(),
        undoing.standing,
    )
    back: list[e.Event] = []
    for done in reversed(kept):
        for event in inverse(done, state, now):
            back.append(event)
            if isinstance(event, e.ConversationEvent):
                state = evolve(state, event, context.now)
    if back and state.mailbox_id not in context.desk.mailboxes:
        return not_found("mailbox", state.mailbox_id)
    return Decision(tuple(back), conversation_id=conversation_id) if back else None


def _closed_to_us(
    state: ConversationState, events: Sequence[e.Recorded], undoing: Undoing, context: Context
) -> Refusal | None:
    """A conversation that is not there any more, that was carried out of the asker's sight by somebody else, or whose reply has left."""
    into_ids = {r.event.into_id for r in events if isinstance(r.event, e.ConversationMerged)}
    if state.merged_into_id is not None and state.merged_into_id not in into_ids:
        return Refusal(RefusalCode.CONVERSATION_MERGED, {"id": state.id, "into": state.merged_into_id})
    moved_from = {r.event.old_mailbox_id for r in events if isinstance(r.event, e.ConversationMoved)}
    if not any(may_see(context.asker, mailbox_id) for mailbox_id in (state.mailbox_id, *moved_from)):
        return Refusal(RefusalCode.FORBIDDEN, {"action": undoing.action.kind})
    for recorded in events:
        message = undoing.messages.get(getattr(recorded.event, "message_id", 0))
        if message is not None and message.delivery is not None and message.delivery.state in _GONE:
            return Refusal(RefusalCode.ALREADY_SENT, {"state": message.delivery.state.value})
    return None


def _taken(events: Iterable[e.Event], undoing: Undoing, context: Context) -> Refusal | None:
    """What would come back and has become another's meanwhile: an address of a customer, the name of a tag or view."""
    for event in events:
        if isinstance(event, e.CustomerEdited) and event.field == "emails":
            for email in msgspec.json.decode(event.new or "[]", type=tuple[str, ...]):
                if fold_email(email) in undoing.taken_emails:
                    return Refusal(RefusalCode.NAME_TAKEN, {"kind": "email", "name": email})
        if isinstance(event, e.ViewChanged) and event.new is not None:
            problem = crowded(event.new, event.old, context)
            if problem is not None:
                return problem
        if isinstance(event, e.MailboxRemoved):
            box = context.desk.mailboxes[event.mailbox_id]
            problem = removal_problem(box, undoing.holdings[box.id], context.desk.mailboxes)
            if problem is not None:
                return problem
        if isinstance(event, e.MailboxChanged):
            problem = return_problem(_box(event), context.desk.mailboxes)
            if problem is not None:
                return problem
        if isinstance(event, e.TagChanged) and name_is_taken(event, context.desk):
            return Refusal(RefusalCode.NAME_TAKEN, {"kind": "tag", "name": event.new_name})
    return None


# ---------------------------------------------------------------- what has happened since


def _later(entries: Iterable[e.Recorded], undoing: Undoing) -> dict[Thing, e.Recorded]:
    """The newest change of each thing since the request, of those that are in effect.

    What was done, taken back, done again … since cancels out, twice by twice: only where a family has touched a thing an odd number
    of times is the thing not as the request left it. The request's own family does not count: each of it follows from the last."""
    own = undoing.family(undoing.events[0])
    touches: dict[tuple[Thing, str], dict[str, e.Recorded]] = {}
    for recorded in entries:
        family = undoing.family(recorded)
        if family != own:
            for thing in touched(recorded.event):
                touches.setdefault((thing, family), {})[recorded.key] = recorded
    found = [(thing, [*by_key.values()][-1]) for (thing, _), by_key in touches.items() if len(by_key) % 2]
    return dict(sorted(found, key=lambda change: change[1].seq))


def _still_standing(
    events: Sequence[e.Recorded], later: dict[Thing, e.Recorded]
) -> Sequence[e.Recorded] | Refusal:
    """The events that nothing has overtaken; refused where something has that was the point of the request."""
    if not later:
        return events
    with_point = any(is_point(recorded.event) for recorded in events)
    kept: list[e.Recorded] = []
    for recorded in events:
        since = [later[thing] for thing in touched(recorded.event) if thing in later]
        if not since:
            kept.append(recorded)
        elif not went_along(recorded.event, with_point=with_point):
            newest = max(since, key=lambda entry: entry.seq)
            (field, _), *_ = touched(recorded.event)
            return changed_since(field, newest)
    return kept


def _words_of(parts: Sequence[Decision], undoing: Undoing, context: Context) -> tuple[Message, ...]:
    """The messages that leave their threads and are the asker's own."""
    actor = context.asker.actor
    gone = [
        event.message_id for part in parts for event in part.events if isinstance(event, e.MessageWithdrawn)
    ]
    return tuple(
        undoing.messages[message_id]
        for message_id in gone[:_WORDS_BACK]
        if undoing.messages[message_id].author.kind is ActorKind.AGENT
        and undoing.messages[message_id].author.id == actor.id
    )
