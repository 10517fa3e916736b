"""Moves messages between conversations, with all that hangs on them: identities, way out, what has been read. Decides nothing.

Words need nothing: the index holds messages by their own ids. What a channel calls a merged conversation stays with it, as whoever looks
there is led on to the survivor.
"""

from typing import Final, assert_never

import msgspec

from support_tui.wire.events import MessagesCame
from support_tui.wire.values import Regrouping

from ..db import Connection
from ..tables.merged import parts_of

_encode = msgspec.json.Encoder().encode

_ALL_OF: Final = "select id from message where conversation_id = ?"
_OWN: Final = """
select id from message where conversation_id = ? and origin_id in (select value from json_each(?))"""
_MOVE: Final = """
update message set conversation_id = ?, origin_id = coalesce(origin_id, ?) where id in (select value from json_each(?))"""
_TAKE_BACK: Final = """
update message set conversation_id = ?, origin_id = nullif(origin_id, ?) where id in (select value from json_each(?))"""
_ORIGIN: Final = "update message set origin_id = ? where id = ?"
_EXTERNAL: Final = """
update message_external set conversation_id = ? where message_id in (select value from json_each(?))"""
_OUTBOX: Final = "update outbox set conversation_id = ? where message_id in (select value from json_each(?))"


def carry(connection: Connection, into_id: int, event: MessagesCame) -> None:
    """Have the messages of `event` stand in the conversation `into_id`."""
    match event.why:
        case Regrouping.MERGED | Regrouping.REJOINED:
            ids = [id_ for (id_,) in connection.execute(_ALL_OF, (event.from_id,))]
            _move(connection, _MOVE, into_id, event.from_id, ids)
            _merge_reading(connection, into_id, event)
        case Regrouping.UNMERGED | Regrouping.SPLIT:
            family = _encode([into_id, *parts_of(connection, into_id)]).decode()
            own = [id_ for (id_,) in connection.execute(_OWN, (event.from_id, family))]
            _move(connection, _TAKE_BACK, into_id, into_id, [*own, *event.message_ids])
            _part_reading(connection, into_id, event)
        case _:
            assert_never(event.why)
    origin_ids = event.origin_ids if event.why is Regrouping.REJOINED else {}
    connection.executemany(_ORIGIN, [(origin_ids.get(id_), id_) for id_ in event.message_ids])


def _move(connection: Connection, statement: str, into_id: int, origin_id: int, ids: list[int]) -> None:
    moved = _encode(ids).decode()
    connection.execute(statement, (into_id, origin_id, moved))
    connection.execute(_EXTERNAL, (into_id, moved))
    connection.execute(_OUTBOX, (into_id, moved))


# ---------------------------------------------------------------- what has been read

_MARKS: Final = "select agent_id, message_id from read_mark where conversation_id = ?"
_MARK: Final = """
insert into read_mark (agent_id, conversation_id, message_id) values (?, ?, ?)
on conflict do update set message_id = excluded.message_id"""
_REMEMBER: Final = (
    "insert or replace into merged_read (conversation_id, agent_id, before_id, after_id) values (?, ?, ?, ?)"
)
_REMEMBERED: Final = "select agent_id, before_id, after_id from merged_read where conversation_id = ?"
_FORGET: Final = "delete from merged_read where conversation_id = ?"
_UNMARK: Final = "delete from read_mark where conversation_id = ? and agent_id = ?"


def _merge_reading(connection: Connection, survivor_id: int, event: MessagesCame) -> None:
    """Who had read both has read the whole; for others it is unread from the first thing that they have not read."""
    before = dict(connection.execute(_MARKS, (survivor_id,)).fetchall())
    joining = dict(connection.execute(_MARKS, (event.from_id,)).fetchall())
    (last_inbound,) = connection.execute(
        "select last_inbound_id from conversation where id = ?", (event.from_id,)
    ).fetchone()
    for agent_id in sorted(before.keys() | joining.keys()):
        own, other = before.get(agent_id, 0), joining.get(agent_id, 0)
        unread = [
            mark for mark, last in ((own, event.old.last_inbound_id), (other, last_inbound)) if mark < last
        ]
        after = min(unread) if unread else max(own, other)
        if not after and agent_id not in before:
            continue
        connection.execute(_REMEMBER, (event.from_id, agent_id, before.get(agent_id), after))
        connection.execute(_MARK, (agent_id, survivor_id, after))


def _part_reading(connection: Connection, into_id: int, event: MessagesCame) -> None:
    """Whoever has not looked since the merge has read both parts as before it; others have read both as far as the whole."""
    remembered = {
        agent_id: (before_id, after_id)
        for agent_id, before_id, after_id in connection.execute(_REMEMBERED, (into_id,))
    }
    own = dict(connection.execute(_MARKS, (into_id,)).fetchall())
    for agent_id, mark in connection.execute(_MARKS, (event.from_id,)).fetchall():
        before_id, after_id = remembered.get(agent_id, (None, None))
        if after_id != mark:
            connection.execute(_MARK, (agent_id, into_id, max(mark, own.get(agent_id, 0))))
        elif before_id is None:
            connection.execute(_UNMARK, (event.from_id, agent_id))
        else:
            connection.execute(_MARK, (agent_id, event.from_id, before_id))
    connection.execute(_FORGET, (into_id,))
