"""What will fall due: replies that wait to leave, and snoozes that end. Read by jobs; only the writer changes any of it."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec

from support_tui.wire.values import DeliveryState

from ..db import Connection


class Waiting(NamedTuple):
    """A reply on its way out; `due_at` is when it may leave, `mailbox_id` where from."""

    message_id: int
    conversation_id: int
    due_at: int
    attempts: int
    mailbox_id: int


_DUE: Final = """
select o.message_id, o.conversation_id, o.due_at, o.attempts, c.mailbox_id from outbox o
cross join conversation c on c.id = o.conversation_id
where o.state = ? and o.due_at <= ? and c.mailbox_id not in (select value from json_each(?)) order by o.due_at limit ?"""
_NEXT_DUE: Final = """
select o.due_at from outbox o cross join conversation c on c.id = o.conversation_id
where o.state = ? and c.mailbox_id = ? order by o.due_at limit 1"""
_IN_STATE: Final = """
select o.message_id, o.conversation_id, o.due_at, o.attempts, c.mailbox_id from outbox o
cross join conversation c on c.id = o.conversation_id where o.state = ? order by o.message_id"""


def due(connection: Connection, now: int, limit: int, without: Sequence[int] = ()) -> list[Waiting]:
    """Queued replies whose time has come, the longest due first, but for those of the mailboxes in `without`."""
    left_out = msgspec.json.encode(without).decode()
    found = connection.execute(_DUE, (DeliveryState.QUEUED.value, now, left_out, limit))
    return [Waiting(*row) for row in found]


def next_due(connection: Connection, mailbox_id: int) -> int | None:
    """When the first queued reply of a mailbox may leave; None where none waits."""
    found = connection.execute(_NEXT_DUE, (DeliveryState.QUEUED.value, mailbox_id)).fetchone()
    return None if found is None else int(found[0])


def interrupted(connection: Connection) -> list[Waiting]:
    """Replies that were being sent when the server ended: whether they have left is not known (E21)."""
    return [Waiting(*row) for row in connection.execute(_IN_STATE, (DeliveryState.SENDING.value,))]


_SNOOZED_DUE: Final = """
select id from conversation where snoozed_until_at is not null and snoozed_until_at <= ? and merged_into_id is null
order by snoozed_until_at limit ?"""


def wakeable(connection: Connection, now: int, limit: int) -> list[int]:
    """Snoozed conversations whose time has come."""
    return [id_ for (id_,) in connection.execute(_SNOOZED_DUE, (now, limit))]
