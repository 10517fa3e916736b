"""Committed events as consoles get them, read from the log again for whoever fell behind the ring (D17). Changes nothing.

Rows, messages and customers are as they are now, which may be later than the event; a row's version tells.
"""

from collections.abc import Callable
from typing import Final

from support_tui.wire.views import ConversationRow, Customer, Directory, Message

from ..db import Connection
from ..tables import load, log
from ..tables.log import Entry
from ..tables.rows import row_by_id
from .announce import Published, announced

_AFTER: Final = (
    f"select {log.COLUMNS}, mailbox_id, old_mailbox_id from event where seq > ? order by seq limit ?"
)


class _InTables:
    """The things that events are about, as the tables have them."""

    def __init__(self, connection: Connection, directory: Callable[[], Directory]) -> None:
        self._connection = connection
        self.directory = directory

    def row(self, conversation_id: int) -> ConversationRow | None:
        return row_by_id(self._connection, conversation_id)

    def message(self, message_id: int) -> Message | None:
        return load.message(self._connection, message_id)

    def customer(self, customer_id: int) -> Customer | None:
        return load.customer(self._connection, customer_id)

    def mailboxes_of_customer(self, customer_id: int) -> frozenset[int]:
        return load.mailboxes_of_customer(self._connection, customer_id)


def published_after(
    connection: Connection, seq: int, limit: int, directory: Callable[[], Directory]
) -> list[Published]:
    """The events that follow `seq`, in order, at most so many."""
    entries = [
        Entry(log.recorded_from(row[:-2]), row[-2], row[-1])
        for row in connection.execute(_AFTER, (seq, limit))
    ]
    return announced(entries, _InTables(connection, directory))
