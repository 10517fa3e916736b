"""What will fall due: replies that wait to leave, and snoozes that end. Read by jobs; only the writer changes any of it."""

from typing import Final, NamedTuple

from support_tui.wire.values import DeliveryState

from ..db import Connection


class Waiting(NamedTuple):
    """A reply on its way out; `due_at` is when it may leave."""

    message_id: int
    conversation_id: int
    due_at: int
    attempts: int


_DUE: Final = """
select message_id, conversation_id, due_at, attempts from outbox where state = ? and due_at <= ? order by due_at limit ?"""
_IN_STATE: Final = """
select message_id, conversation_id, due_at, attempts from outbox where state = ? order by message_id"""


def due(connection: Connection, now: int, limit: int) -> list[Waiting]:
    """Queued replies whose time has come, the longest due first."""
    return [Waiting(*row) for row in connection.execute(_DUE, (DeliveryState.QUEUED.value, now, limit))]


def interrupted(connection: Connection) -> list[Waiting]:
    """Replies that were being sent when the server ended: whether they have left is not known (E21)."""
    return [Waiting(*row) for row in connection.execute(_IN_STATE, (DeliveryState.SENDING.value,))]


_SNOOZED_DUE: Final = """
select id from conversation where snoozed_until_at is not null and snoozed_until_at <= ? and merged_into_id is null
order by snoozed_until_at limit ?"""


def wakeable(connection: Connection, now: int, limit: int) -> list[int]:
    """Snoozed conversations whose time has come."""
    return [id_ for (id_,) in connection.execute(_SNOOZED_DUE, (now, limit))]
