"""The event log: appended by the writer, read by number; never changed. Knows how an event stands in its table, not what it means."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import msgspec

from support_tui.wire.events import Event, Recorded

from ..db import Connection, Reader
from .columns import actor_from

COLUMNS: Final = "seq, at, actor, data, key, conversation_id, customer_id"
"""The columns of `recorded_from`, in its order."""

_APPEND: Final = """
insert into event (seq, at, actor, type, data, key, conversation_id, customer_id, mailbox_id, old_mailbox_id)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
# The index holds no empty keys: the planner takes it only where that is said.
_UNDER: Final = """
select distinct +conversation_id from event indexed by event_key
where key = ? and key <> '' and +conversation_id is not null"""
_OF_ACTION: Final = "select conversations from action where key = ?"
_UNDONE_IN_PART: Final = "select key from action where undoes = ? and undone_by = ''"
_LAST: Final = "select seq, at from event order by seq desc limit 1"
AFTER: Final = """
(e.type in ('message_added', 'delivery_changed')) in (0, 1)
and e.at >= coalesce((select s.at from event s where s.seq = ?), 0) and e.seq > ?"""
"""That an entry `e` of a conversation stands after a number, which it takes twice: as the index of conversations finds it, of both
kinds of events that it keeps apart. No entry is dated before an earlier one."""
_SINCE: Final = f"""
select {COLUMNS} from event e where e.conversation_id = ? and {AFTER} and e.type in (select value from json_each(?))
order by seq"""
_CUSTOMER_SINCE: Final = f"""
select {COLUMNS} from event where customer_id = ? and seq > ? and type in (select value from json_each(?))
order by seq"""
_DESK_SINCE: Final = f"""
select {COLUMNS} from event where seq > ? and conversation_id is null and type in (select value from json_each(?))
order by seq"""

_OF_REQUEST: Final = f"select {COLUMNS} from event where key = ? and key <> '' order by seq"
_OF_CONVERSATIONS: Final = f"""
select {", ".join(f"e.{column}" for column in COLUMNS.split(", "))} from json_each(?) j
cross join event e on e.conversation_id = j.value and e.conversation_id is not null and {AFTER}
order by j.key, e.seq"""
_OF_CUSTOMERS: Final = f"""
select {", ".join(f"e.{column}" for column in COLUMNS.split(", "))} from json_each(?) j
cross join event e on e.customer_id = j.value and e.customer_id is not null and e.seq > ? order by j.key, e.seq"""

encode = msgspec.json.Encoder().encode
_events: "msgspec.json.Decoder[Event]" = msgspec.json.Decoder(Event)


class Entry(NamedTuple):
    """An event with the mailboxes that decide who may see it."""

    recorded: Recorded
    mailbox_id: int | None = None
    old_mailbox_id: int | None = None


def tag_of(event: Event) -> str:
    """The type name of an event as the log holds it."""
    return str(event.__struct_config__.tag)


def append(connection: Connection, entry: Entry, actor_json: str) -> None:
    """Write an entry under its number."""
    connection.execute(_APPEND, _columns(entry, actor_json))


def append_all(connection: Connection, entries: Sequence[Entry], actor_json: str) -> None:
    """Write entries of one actor, in their order."""
    connection.executemany(_APPEND, [_columns(entry, actor_json) for entry in entries])


def _columns(entry: Entry, actor_json: str) -> tuple[Any, ...]:
    recorded = entry.recorded
    return (
        recorded.seq, recorded.at, actor_json, tag_of(recorded.event), encode(recorded.event).decode(), recorded.key,
        recorded.conversation_id, recorded.customer_id, entry.mailbox_id, entry.old_mailbox_id,
    )  # fmt: skip


def last(connection: Reader) -> tuple[int, int]:
    """Number and time of the newest entry, (0, 0) while there is none."""
    found: tuple[int, int] | None = connection.execute(_LAST).fetchone()
    return found or (0, 0)


def event_from(data: str) -> Event:
    """The event in the column `data`."""
    return _events.decode(data)


def recorded_from(row: tuple[Any, ...]) -> Recorded:
    """The entry in one result of `COLUMNS`."""
    seq, at, actor, data, key, conversation_id, customer_id = row
    return Recorded(seq, at, actor_from(actor), _events.decode(data), key, conversation_id, customer_id)


def conversations_under(connection: Reader, key: str) -> list[int]:
    """The conversations that requests under this key have changed."""
    return [id_ for (id_,) in connection.execute(_UNDER, (key,))]


def conversations_of_action(connection: Reader, key: str) -> int:
    """How many conversations a request of an agent has changed; 0 where it changed nothing, or is forgotten."""
    found = connection.execute(_OF_ACTION, (key,)).fetchone()
    return int(found[0]) if found else 0


def undone_in_part_by(connection: Reader, key: str) -> list[str]:
    """The requests in effect that have taken the request `key` back, as far as they came before they were ended."""
    return [by for (by,) in connection.execute(_UNDONE_IN_PART, (key,))]


def of_request(connection: Connection, key: str) -> list[Recorded]:
    """All that a request did, in order."""
    return [recorded_from(row) for row in connection.execute(_OF_REQUEST, (key,))]


def of_conversations_after(connection: Connection, ids: Iterable[int], seq: int) -> Iterator[Recorded]:
    """All later entries of these conversations, one conversation after the other, oldest first."""
    return map(recorded_from, connection.execute(_OF_CONVERSATIONS, (encode(sorted(ids)).decode(), seq, seq)))


def of_customers_after(connection: Connection, ids: Iterable[int], seq: int) -> Iterator[Recorded]:
    """All later entries of these customers, one customer after the other, oldest first."""
    return map(recorded_from, connection.execute(_OF_CUSTOMERS, (encode(sorted(ids)).decode(), seq)))


def of_conversation_since(
    connection: Connection, conversation_id: int, seq: int, tags: tuple[str, ...]
) -> list[Recorded]:
    """The later entries of a conversation of these types, oldest first."""
    found = connection.execute(_SINCE, (conversation_id, seq, seq, encode(tags).decode()))
    return [recorded_from(row) for row in found]


def of_customer_since(
    connection: Connection, customer_id: int, seq: int, tags: tuple[str, ...]
) -> list[Recorded]:
    """The later entries of a customer of these types, oldest first."""
    found = connection.execute(_CUSTOMER_SINCE, (customer_id, seq, encode(tags).decode()))
    return [recorded_from(row) for row in found]


def of_desk_since(connection: Connection, seq: int, tags: tuple[str, ...]) -> list[Recorded]:
    """The later entries about the desk itself of these types, oldest first; reads all that was logged since."""
    return [recorded_from(row) for row in connection.execute(_DESK_SINCE, (seq, encode(tags).decode()))]
