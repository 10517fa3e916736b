"""What will fall due: replies that wait to leave, snoozes that end, and what has lain in the trash for long. Read by jobs; only the writer changes any of it."""

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
_TRIED: Final = """
select o.message_id, o.conversation_id, o.due_at, o.attempts, c.mailbox_id from outbox o
cross join conversation c on c.id = o.conversation_id
where o.state = ? and o.attempts > 0 and c.mailbox_id = ? order by o.due_at limit ?"""
_UNTRIED: Final = """
select message_id from outbox where state = ? and attempts = 0 and message_id in (select value from json_each(?))"""
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


def tried(connection: Connection, mailbox_id: int, limit: int) -> list[Waiting]:
    """Replies of a mailbox that could not leave yet and wait for their next try, the first due first."""
    found = connection.execute(_TRIED, (DeliveryState.QUEUED.value, mailbox_id, limit))
    return [Waiting(*row) for row in found]


def untried(connection: Connection, message_ids: Sequence[int]) -> set[int]:
    """Which of these replies are queued as if they had never been tried."""
    asked = msgspec.json.encode(message_ids).decode()
    return {id_ for (id_,) in connection.execute(_UNTRIED, (DeliveryState.QUEUED.value, asked))}


def interrupted(connection: Connection) -> list[Waiting]:
    """Replies that were being sent when the server ended: whether they have left is not known (E21)."""
    return [Waiting(*row) for row in connection.execute(_IN_STATE, (DeliveryState.SENDING.value,))]


_SNOOZED_DUE: Final = """
select id from conversation where snoozed_until_at is not null and snoozed_until_at <= ? and merged_into_id is null
order by snoozed_until_at limit ?"""


def wakeable(connection: Connection, now: int, limit: int) -> list[int]:
    """Snoozed conversations whose time has come."""
    return [id_ for (id_,) in connection.execute(_SNOOZED_DUE, (now, limit))]


_IN_TRASH: Final = """
select c.id, c.last_message_at,
  (select max(e.at) from event e where e.conversation_id = c.id and e.type = 'folder_changed'
     and json_extract(e.data, '$.new') = 'trash') <= ?4
  and not exists (select 1 from event e where e.conversation_id = c.id
     and e.type in ('conversation_merged', 'conversation_unmerged', 'messages_came', 'messages_went'))
  and not exists (select 1 from conversation o where o.merged_into_id = c.id)
from conversation c
where c.place = 'trash' and (c.last_message_at, c.id) > (?1, ?2) and c.last_message_at <= ?4
order by c.last_message_at, c.id limit ?3"""


class TrashPage(NamedTuple):
    """Some of what lies in the trash: those that were put there long ago, and where to go on (None: that was all)."""

    ids: tuple[int, ...]
    after: tuple[int, int] | None


def long_in_trash(connection: Connection, put_before: int, after: tuple[int, int], limit: int) -> TrashPage:
    """Of the next `limit` conversations in the trash those that can be deleted for good, and lie there since `put_before` without that
    anything came in; those that were merged or split stay."""
    rows = connection.execute(_IN_TRASH, (*after, limit, put_before)).fetchall()
    following = (rows[-1][1], rows[-1][0]) if len(rows) == limit else None
    return TrashPage(tuple(id_ for id_, _, is_due in rows if is_due), following)
