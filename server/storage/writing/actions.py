"""What agents did, one row a request that changed something: kept in the transaction of the change, and marked when it is taken back."""

from collections.abc import Iterable
from typing import Final

import msgspec

from support_tui.wire import commands as c

from ...core.context import Asker
from ...core.undoing import DoneAction
from ..db import Connection

_DAY: Final = 86_400_000_000
KEPT_FOR: Final = 30 * _DAY
"""Microseconds; what is older stands in the log and is not taken back by a key any more."""
_PRUNED_AT_ONCE: Final = 2_000

_KEEP: Final = """
insert into action (seq, key, agent_id, at, kind, conversations, conversation_id, customer_id, title, undoes)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (key) do update set conversations = conversations + excluded.conversations"""
_COLUMNS: Final = "key, agent_id, at, kind, seq, undone_by, undoes"
_FIND: Final = f"select {_COLUMNS} from action where key = ?"
_FIND_ALL: Final = f"select {_COLUMNS} from action where key in (select value from json_each(?))"
_COUNT: Final = "select count(distinct conversation_id) from event where seq between ? and ?"
_FIRST: Final = "select conversation_id, customer_id from event where seq = ?"
_MAILBOX: Final = """
select coalesce(json_extract(data, '$.new_name'), json_extract(data, '$.old.name')) from event
where seq = ? and type in ('mailbox_changed', 'mailbox_removed')"""
_PRUNE: Final = "delete from action where seq in (select seq from action where at < ? order by seq limit ?)"


_encode = msgspec.json.Encoder().encode


def find(connection: Connection, key: str) -> DoneAction | None:
    """The request with this key, None where it changed nothing, or is forgotten."""
    row = connection.execute(_FIND, (key,)).fetchone()
    return None if row is None else DoneAction(*row)


def find_all(connection: Connection, keys: Iterable[str]) -> list[DoneAction]:
    """Those of these requests that are remembered."""
    return [DoneAction(*row) for row in connection.execute(_FIND_ALL, (_encode(sorted(keys)).decode(),))]


def keep(
    connection: Connection, command: c.Command, accepted: c.Accepted, asker: Asker, first_seq: int, at: int
) -> None:
    """Remember what a request did, or one more part of it: the events from `first_seq` to the one its answer names.

    What the desk and its channels do by themselves is nobody's action; but what somebody at the box takes back is one, of nobody in
    particular, and so are conversations that the desk has put together."""
    if asker.agent is None and not isinstance(command, c.UndoRequest | c.MergeConversations):
        return
    (conversations,) = connection.execute(_COUNT, (first_seq, accepted.seq)).fetchone()
    conversation_id, customer_id = connection.execute(_FIRST, (first_seq,)).fetchone()
    conversation_id = accepted.conversation_id or conversation_id
    undoes = command.key if isinstance(command, c.UndoRequest) else ""
    row = (
        first_seq, accepted.key, 0 if asker.agent is None else asker.agent.id, at, str(command.__struct_config__.tag),
        conversations, conversation_id, customer_id, _title(connection, first_seq, conversation_id, customer_id), undoes,
    )  # fmt: skip
    connection.execute(_KEEP, row)


def _title(
    connection: Connection, first_seq: int, conversation_id: int | None, customer_id: int | None
) -> str:
    """What it was about, by name: the conversation's title, the customer, or the mailbox."""
    if conversation_id is not None:
        found = connection.execute(
            "select title from conversation where id = ?", (conversation_id,)
        ).fetchone()
    elif customer_id is None:
        found = connection.execute(_MAILBOX, (first_seq,)).fetchone()
    else:
        found = connection.execute("select name from customer where id = ?", (customer_id,)).fetchone()
    return (found[0] or "") if found else ""


def mark_undone(connection: Connection, key: str, by: str) -> None:
    """The request `key` was taken back by the request `by`: what it had taken back itself is in effect again, and so on."""
    while key:
        connection.execute("update action set undone_by = ? where key = ?", (by, key))
        found = connection.execute("select undoes from action where key = ?", (key,)).fetchone()
        by, key = ("" if by else key), (found[0] if found else "")


def prune(connection: Connection, now: int) -> int:
    """Forget some of what was done long ago; how many."""
    return connection.execute(_PRUNE, (now - KEPT_FOR, _PRUNED_AT_ONCE)).rowcount
