"""Reads what is to leave at a time that was asked for, and what is held; the author's own, or everybody's that the viewer may see."""

from typing import Final

from support_tui.wire.limits import PAGE_ROWS
from support_tui.wire.scheduled import ScheduledPage, ScheduledReply

from ..db import Connection
from ..tables import load
from ..viewer import Viewer

SCHEDULED: Final = """
select o.message_id, c.title, u.name, u.time_zone, c.mailbox_id
from outbox o join conversation c on c.id = o.conversation_id join customer u on u.id = c.customer_id
join message m on m.id = o.message_id
where o.send_at is not null and o.state in ('held', 'queued') and (?1 = 0 or json_extract(m.author, '$.id') = ?1)
order by o.state, o.send_at, o.message_id"""


def page(connection: Connection, viewer: Viewer, *, author_id: int = 0) -> ScheduledPage:
    """What the viewer may see of it; `author_id` 0 is everybody's."""
    replies: list[ScheduledReply] = []
    for message_id, title, name, zone, mailbox_id in connection.execute(SCHEDULED, (author_id,)):
        if len(replies) == PAGE_ROWS:
            return ScheduledPage(tuple(replies), has_more=True)
        message = load.message(connection, message_id) if viewer.may_see(mailbox_id) else None
        if message is not None:
            replies.append(ScheduledReply(message, title, name, zone))
    return ScheduledPage(tuple(replies))
