"""Committed events as consoles get them, read from the log again for whoever fell behind the ring (D17). Changes nothing.

Rows, messages and customers are as they are now, which may be later than the event; a row's version tells.
"""

from collections.abc import Callable
from typing import Any, Final

import msgspec

from support_tui.wire import events as e
from support_tui.wire.events import Recorded
from support_tui.wire.frames import Envelope
from support_tui.wire.views import ConversationRow, Customer, Directory

from . import load, log
from .db import Connection
from .perform import Published
from .rows import row_by_id

_AFTER: Final = (
    f"select {log.COLUMNS}, mailbox_id, old_mailbox_id from event where seq > ? order by seq limit ?"
)

_encode = msgspec.json.Encoder().encode


def published_after(
    connection: Connection, seq: int, limit: int, directory: Callable[[], Directory]
) -> list[Published]:
    """The events that follow `seq`, in order; the last of each subject in this page carries it as it is now."""
    entries: list[tuple[Recorded, int | None, int | None]] = [
        (log.recorded_from(row[:-2]), row[-2], row[-1]) for row in connection.execute(_AFTER, (seq, limit))
    ]
    last_of = {_subject(recorded): recorded.seq for recorded, _, _ in entries}
    published: list[Published] = []
    for recorded, mailbox_id, old_mailbox_id in entries:
        is_last = last_of[_subject(recorded)] == recorded.seq
        envelope = _envelope(connection, recorded, mailbox_id, directory, is_last=is_last)
        published.append(
            Published(
                recorded.seq,
                _encode(envelope),
                recorded.conversation_id,
                mailbox_id,
                old_mailbox_id,
                recorded.customer_id,
            )
        )
    return published


def _subject(recorded: Recorded) -> tuple[int | None, int | None]:
    return recorded.conversation_id, recorded.customer_id


def _envelope(
    connection: Connection,
    recorded: Recorded,
    mailbox_id: int | None,
    directory: Callable[[], Directory],
    *,
    is_last: bool,
) -> Envelope:
    event: Any = recorded.event
    row: ConversationRow | None = None
    customer: Customer | None = None
    desk: Directory | None = None
    if is_last and recorded.conversation_id is not None:
        row = row_by_id(connection, recorded.conversation_id)
        if row is not None and row.mailbox_id != mailbox_id:
            row = None  # it has moved since: only those may have it who see where it lies now
    elif is_last and recorded.customer_id is not None:
        customer = load.customer(connection, recorded.customer_id)
    elif is_last:
        desk = directory()
    has_message = isinstance(event, e.MessageAdded | e.DeliveryChanged)
    return Envelope(
        recorded,
        row,
        load.message(connection, event.message_id) if has_message else None,
        customer,
        desk,
        event.new if isinstance(event, e.CcChanged) else None,
    )
