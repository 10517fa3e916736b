"""What several areas of deciding share: refusals by name, and the events of an automatic status move. Pure."""

from support_tui.wire.events import Event, SnoozeChanged, StatusChanged
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.statuses import Trigger, status_after
from support_tui.wire.values import Status

from ..context import Context
from ..decision import Decision
from ..state import ConversationState

NO_CHANGE = Refusal(RefusalCode.NO_CHANGE)
EMPTY_TEXT = Refusal(RefusalCode.EMPTY_TEXT)


def not_found(kind: str, missing_id: int) -> Refusal:
    """There is no such thing."""
    return Refusal(RefusalCode.NOT_FOUND, {"kind": kind, "id": missing_id})


def invalid(field: str, reason: str) -> Refusal:
    """A field that has the right type and cannot be accepted all the same."""
    return Refusal(RefusalCode.INVALID_FIELD, {"field": field, "reason": reason})


def changed(state: ConversationState, *events: Event) -> Decision | Refusal:
    """The decision for these events of one conversation; nothing to do is refused."""
    if not events:
        return NO_CHANGE
    return Decision(events, conversation_id=state.id)


def moved(state: ConversationState, trigger: Trigger, *, has_assignee: bool) -> tuple[StatusChanged, ...]:
    """The automatic move of the status after `trigger`, if it moves."""
    after = status_after(trigger, state.status, has_assignee=has_assignee)
    return () if after is state.status else (status_changed(state, after, trigger.value),)


def status_changed(
    state: ConversationState, after: Status, trigger: str = "", waiting_since_at: int | None = None
) -> StatusChanged:
    """The event of a status change, with what it ends: closing a wait, reopening the time of closing."""
    return StatusChanged(
        state.status,
        after,
        trigger,
        waiting_since_at,
        old_waiting_since_at=state.waiting_since_at if after is Status.CLOSED else None,
        old_closed_at=state.closed_at,
    )


def set_status(
    state: ConversationState, status: Status, waiting_since_at: int | None = None
) -> tuple[Event, ...]:
    """The events of a status set by hand. Closing ends a snooze: a closed conversation waits for nobody. Only one that was closed
    can be given its customer's wait back."""
    if status is state.status:
        return ()
    waiting = waiting_since_at if state.status is Status.CLOSED else None
    changes: tuple[Event, ...] = (status_changed(state, status, waiting_since_at=waiting),)
    if status is Status.CLOSED and state.snoozed_until_at is not None:
        changes += (SnoozeChanged(state.snoozed_until_at, None, "closed"),)
    return changes


def agent_problem(agent_id: int, mailbox_id: int, field: str, context: Context) -> Refusal | None:
    """Why an agent cannot take part in a conversation of this mailbox; None if they can."""
    agent = context.desk.agents.get(agent_id)
    if agent is None:
        return not_found("agent", agent_id)
    if agent.is_disabled:
        return invalid(field, "agent_disabled")
    if agent.mailbox_ids is not None and mailbox_id not in agent.mailbox_ids:
        return invalid(field, "agent_outside_mailbox")
    return None
