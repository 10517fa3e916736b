"""The automatic moves of a conversation's status as one table; code runs it, tests enumerate it, documents are drawn from it."""

from enum import StrEnum
from typing import NamedTuple

from support_tui.wire.values import Status


class Trigger(StrEnum):
    """What happened to a conversation that may move its status."""

    CUSTOMER_WROTE = "customer_wrote"
    ASSIGNED = "assigned"
    UNASSIGNED = "unassigned"
    REPLY_SENT = "reply_sent"
    REPLY_CANCELLED = "reply_cancelled"


class Move(NamedTuple):
    """The status after a trigger, for a conversation without and with an assignee afterwards."""

    without_assignee: Status
    with_assignee: Status


_OPEN, _BUSY, _WAIT, _DONE = Status.OPEN, Status.IN_PROGRESS, Status.AWAITING_REPLY, Status.CLOSED
_WROTE = Move(_OPEN, _BUSY)


def _stay(status: Status) -> Move:
    return Move(status, status)


#: Every (trigger, status) pair has an entry. A closed conversation leaves `closed` only when its customer writes;
#: an assignment does not disturb one that waits for its customer.
MOVES: dict[tuple[Trigger, Status], Move] = {
    (Trigger.CUSTOMER_WROTE, _OPEN): _WROTE,
    (Trigger.CUSTOMER_WROTE, _BUSY): _WROTE,
    (Trigger.CUSTOMER_WROTE, _WAIT): _WROTE,
    (Trigger.CUSTOMER_WROTE, _DONE): _WROTE,
    (Trigger.ASSIGNED, _OPEN): Move(_OPEN, _BUSY),
    (Trigger.ASSIGNED, _BUSY): Move(_OPEN, _BUSY),
    (Trigger.ASSIGNED, _WAIT): _stay(_WAIT),
    (Trigger.ASSIGNED, _DONE): _stay(_DONE),
    (Trigger.UNASSIGNED, _OPEN): _stay(_OPEN),
    (Trigger.UNASSIGNED, _BUSY): Move(_OPEN, _BUSY),
    (Trigger.UNASSIGNED, _WAIT): _stay(_WAIT),
    (Trigger.UNASSIGNED, _DONE): _stay(_DONE),
    (Trigger.REPLY_SENT, _OPEN): _stay(_WAIT),
    (Trigger.REPLY_SENT, _BUSY): _stay(_WAIT),
    (Trigger.REPLY_SENT, _WAIT): _stay(_WAIT),
    (Trigger.REPLY_SENT, _DONE): _stay(_DONE),
    (Trigger.REPLY_CANCELLED, _OPEN): _stay(_OPEN),
    (Trigger.REPLY_CANCELLED, _BUSY): _stay(_BUSY),
    (Trigger.REPLY_CANCELLED, _WAIT): _WROTE,
    (Trigger.REPLY_CANCELLED, _DONE): _stay(_DONE),
}


def status_after(trigger: Trigger, status: Status, *, has_assignee: bool) -> Status:
    """The status a conversation has once `trigger` has happened to it; `has_assignee` is judged afterwards."""
    move = MOVES[trigger, status]
    return move.with_assignee if has_assignee else move.without_assignee
