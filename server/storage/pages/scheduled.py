"""Reads what has not left: in doubt, failed, held, to be tried again, and what leaves at a time that was asked for; the author's own, or everybody's that the viewer may see."""

from typing import Final

import msgspec

from support_tui.wire.limits import PAGE_ROWS
from support_tui.wire.scheduled import ScheduledPage, ScheduledReply

from ...core.pauses import paused_in
from ..db import Connection
from ..tables import load
from ..viewer import Viewer

SCHEDULED: Final = """
select o.message_id, c.title, u.name, u.time_zone, c.mailbox_id
from outbox o join conversation c on c.id = o.conversation_id join customer u on u.id = c.customer_id
join message m on m.id = o.message_id
where o.state in ('queued', 'held', 'maybe_sent', 'failed') and (?1 = 0 or json_extract(m.author, '$.id') = ?1)
and (o.state <> 'queued' or o.send_at is not null or o.attempts > 0 or o.due_at < ?2
  or (o.due_at < ?3 and c.mailbox_id in (select value from json_each(?4))))
order by case o.state when 'maybe_sent' then 0 when 'failed' then 1 when 'held' then 2 else 3 end, o.due_at, o.message_id"""
#: A reply that should have left so long ago is told to be waiting: its mailbox rests. One whose mailbox pauses waits from the beginning.
_LATE_US: Final = 30_000_000


def page(connection: Connection, viewer: Viewer, now_at: int, *, author_id: int = 0) -> ScheduledPage:
    """What the viewer may see of it; `author_id` 0 is everybody's."""
    replies: list[ScheduledReply] = []
    paused = msgspec.json.encode([*paused_in(viewer.directory)]).decode()
    for message_id, title, name, zone, mailbox_id in connection.execute(
        SCHEDULED, (author_id, now_at - _LATE_US, now_at, paused)
    ):
        if len(replies) == PAGE_ROWS:
            return ScheduledPage(tuple(replies), has_more=True)
        message = load.message(connection, message_id) if viewer.may_see(mailbox_id) else None
        if message is not None:
            replies.append(ScheduledReply(message, title, name, zone, mailbox_id))
    return ScheduledPage(tuple(replies))
