"""When a letter leaves: at a time asked for, at another one, now; and what holds one that was to leave later. Pure.

A scheduled reply was written for what the customer had said then. When they write again before it leaves, it is held: it does not leave
until somebody has looked and sent it, given it another time, or taken it back.
"""

from typing import Final

from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire import limits
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Delivery, DeliveryState

from ..context import Context, Known, Scheduled
from ..decision import Decision
from ..delivery import RESCHEDULABLE
from ..state import ConversationState
from .common import NO_CHANGE, changed, not_found

_SECOND: Final = 1_000_000
"""Microseconds."""

Letter = c.SendReply | c.StartConversation | c.ForwardConversation


def unfit(send_at: int | None, context: Context) -> Refusal | None:
    """Why nothing can leave at that time: it is past, or further ahead than anybody plans."""
    if send_at is None:
        return None
    if send_at <= context.clock_at:
        return Refusal(RefusalCode.TIME_IN_PAST, {"at": send_at})
    if send_at > context.clock_at + limits.SEND_LATER_DAYS * limits.DAY_US:
        return Refusal(RefusalCode.TIME_TOO_FAR, {"days": limits.SEND_LATER_DAYS})
    return None


def queued(letter: Letter, context: Context) -> Delivery:
    """Waiting for its time, never for less than the undo window."""
    window_ends_at = context.clock_at + letter.undo_window_s * _SECOND
    due_at = max(window_ends_at, letter.send_at or 0)
    return Delivery(DeliveryState.QUEUED, due_at=due_at, send_at=letter.send_at)


def reschedule(
    state: ConversationState, command: c.RescheduleReply, known: Known, context: Context
) -> Decision | Refusal:
    """Another time for a letter that has not left, or now; a held one waits again."""
    reply = known.reply
    if reply is None:
        return not_found("message", command.message_id)
    old = reply.delivery
    if old.state not in RESCHEDULABLE:
        return Refusal(RefusalCode.ALREADY_SENT, {"state": old.state.value})
    bad = unfit(command.send_at, context)
    if bad is not None:
        return bad
    is_asked_already = command.send_at is not None and old.send_at == command.send_at
    if old.state is DeliveryState.QUEUED and (is_asked_already or (old.due_at or 0) <= context.clock_at):
        return NO_CHANGE
    due_at = command.send_at or context.clock_at
    new = Delivery(DeliveryState.QUEUED, due_at=due_at, attempts=old.attempts, send_at=command.send_at)
    return changed(state, e.DeliveryChanged(reply.message_id, old, new))


def held(scheduled: tuple[Scheduled, ...], conversation_id: int) -> tuple[e.DeliveryChanged, ...]:
    """The customer has written: what is still to leave in this conversation waits for its author."""
    return tuple(
        e.DeliveryChanged(
            entry.message_id,
            entry.delivery,
            Delivery(DeliveryState.HELD, attempts=entry.delivery.attempts, send_at=entry.delivery.send_at),
        )
        for entry in scheduled
        if entry.conversation_id == conversation_id
    )
