"""Writes a conversation's state into its row: only the columns that changed, and the copies that lists read. Decides nothing.

The states come from `core.evolve`, so a row is the folded events by construction.
"""

from collections.abc import Callable, Sequence
from itertools import compress
from operator import is_not
from typing import Any, Final, NamedTuple

import msgspec

from support_tui.wire.order import NOT_WAITING

from ...core.state import ConversationState
from ..db import Connection

_encode = msgspec.json.Encoder().encode


def _json(value: Any) -> str:
    return _encode(value).decode()


_FIELDS: Final = tuple(field.name for field in msgspec.structs.fields(ConversationState))
_TO_COLUMN: Final[dict[str, Callable[[Any], Any]]] = {
    "status": lambda status: status.value,
    "priority": lambda priority: priority.rank,
    "folder": lambda folder: folder.value,
    "tag_ids": _json,
    "follower_ids": _json,
    "has_attachment": int,
    "rating": lambda rating: rating and rating.value,
    "cc": _json,
    "link_ids": _json,
}
_DERIVED: Final = ("place", "attention", "waiting_key")
_INSERT: Final = (
    f"insert into conversation ({', '.join(_FIELDS + _DERIVED)})"
    f" values ({', '.join('?' * (len(_FIELDS) + len(_DERIVED)))})"
)
_COPIED: Final = ("place", "attention", "tag_ids", "follower_ids")
_updates: dict[tuple[str, ...], str] = {}


def _derived(state: ConversationState) -> tuple[str, int, int]:
    waiting = NOT_WAITING if state.waiting_since_at is None else state.waiting_since_at
    return state.place.value, state.attention, waiting


def _column(name: str, value: Any) -> Any:
    convert = _TO_COLUMN.get(name)
    return value if convert is None else convert(value)


def insert_conversation(connection: Connection, new: ConversationState) -> None:
    """The row of a new conversation, and the copies by tag and follower."""
    values = msgspec.structs.astuple(new)
    connection.execute(
        _INSERT,
        [_column(name, value) for name, value in zip(_FIELDS, values, strict=True)] + [*_derived(new)],
    )
    if new.external_id:
        connection.execute(
            "insert into conversation_external values (?, ?, ?)"
            " on conflict do update set conversation_id = excluded.conversation_id",
            (new.mailbox_id, new.external_id, new.id),
        )
    _write_copies(connection, [(None, new)])


def update_conversation(connection: Connection, old: ConversationState, new: ConversationState) -> None:
    """Write the columns that differ, and only those: indexes of the others are not touched."""
    changed = _changed(old, new)
    connection.execute(_update_of(tuple(changed)), (*changed.values(), new.id))
    if not changed.keys().isdisjoint(_COPIED):
        _write_copies(connection, [(old, new)])


def update_conversations(
    connection: Connection, changes: Sequence[tuple[ConversationState, ConversationState]]
) -> None:
    """The same for many rows, no two of one conversation: one statement for all in which the same columns differ."""
    by_columns: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    copied: list[tuple[ConversationState | None, ConversationState]] = []
    for old, new in changes:
        changed = _changed(old, new)
        by_columns.setdefault(tuple(changed), []).append((*changed.values(), new.id))
        if not changed.keys().isdisjoint(_COPIED):
            copied.append((old, new))
    for columns, values in by_columns.items():
        connection.executemany(_update_of(columns), values)
    _write_copies(connection, copied)


def remove_conversation(connection: Connection, old: ConversationState) -> None:
    """Take away the row, and the copies."""
    connection.execute("delete from conversation where id = ?", (old.id,))
    _write_copies(connection, [(old, msgspec.structs.replace(old, tag_ids=(), follower_ids=()))])


def _changed(old: ConversationState, new: ConversationState) -> dict[str, Any]:
    """The columns that differ, as the table holds them."""
    before, after = msgspec.structs.astuple(old), msgspec.structs.astuple(new)
    fresh = compress(zip(_FIELDS, before, after, strict=True), map(is_not, before, after))
    changed: dict[str, Any] = {name: _column(name, value) for name, was, value in fresh if was != value}
    for name, was, value in zip(_DERIVED, _derived(old), _derived(new), strict=True):
        if was != value:
            changed[name] = value
    return changed


def _update_of(columns: tuple[str, ...]) -> str:
    statement = _updates.get(columns)
    if statement is None:
        assignments = ", ".join(f"{column} = ?" for column in columns)
        statement = _updates[columns] = f"update conversation set {assignments} where id = ?"
    return statement


class _Link(NamedTuple):
    """A table that finds conversations by something they are linked to, and which links a state has."""

    table: str
    column: str
    linked: Callable[[ConversationState], tuple[int, ...]]


_Copy = tuple[int, str, int, int]

_LINKS: Final = (
    _Link("conversation_tag", "tag_id", lambda state: state.tag_ids),
    _Link("conversation_follower", "agent_id", lambda state: state.follower_ids),
)


def _write_copies(
    connection: Connection, changes: Sequence[tuple[ConversationState | None, ConversationState]]
) -> None:
    """Keep place and attention of the link tables right; they are part of the keys, so a row is replaced, not changed."""
    _write_tagged(connection, changes)
    for link in _LINKS:
        gone: list[_Copy] = []
        fresh: list[_Copy] = []
        for old, new in changes:
            _compare_copies(link, old, new, gone, fresh)
        if gone:
            connection.executemany(
                f"delete from {link.table} where {link.column} = ? and place = ? and attention = ?"
                " and conversation_id = ?",
                sorted(gone),
            )
        if fresh:
            connection.executemany(
                f"insert into {link.table} ({link.column}, place, attention, conversation_id) values (?, ?, ?, ?)",
                sorted(fresh),
            )


def _write_tagged(
    connection: Connection, changes: Sequence[tuple[ConversationState | None, ConversationState]]
) -> None:
    """Which tags a conversation has, wherever it is."""
    gone: list[tuple[int, int]] = []
    fresh: list[tuple[int, int]] = []
    for old, new in changes:
        before = () if old is None else old.tag_ids
        if before != new.tag_ids:
            gone += [(new.id, tag_id) for tag_id in before if tag_id not in new.tag_ids]
            fresh += [(new.id, tag_id) for tag_id in new.tag_ids if tag_id not in before]
    if gone:
        connection.executemany("delete from tagged where conversation_id = ? and tag_id = ?", gone)
    if fresh:
        connection.executemany("insert into tagged values (?, ?)", fresh)


def _compare_copies(
    link: _Link, old: ConversationState | None, new: ConversationState, gone: list[_Copy], fresh: list[_Copy]
) -> None:
    """Add what goes and what comes of one conversation's links."""
    before, after = () if old is None else link.linked(old), link.linked(new)
    if not before and not after:
        return
    now = new.place.value, new.attention
    was = None if old is None else (old.place.value, old.attention)
    kept = set(before) & set(after) if was == now else set()
    if was is not None:
        gone += [(id_, *was, new.id) for id_ in before if id_ not in kept]
    fresh += [(id_, *now, new.id) for id_ in after if id_ not in kept]
