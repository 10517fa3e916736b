"""Turns table rows into the structs that lists, threads and the stream show; reads columns, never decides anything."""

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from support_tui.wire.views import ConversationRow

from ..db import Reader
from .columns import FOLDERS, PRIORITIES, RATINGS, STATUSES, ids_from

ROW_COLUMNS: Final = """
c.id, c.version, c.title, c.status, c.mailbox_id, c.customer_id, u.name, c.channel, c.created_at, c.last_message_at,
coalesce((select e.email from customer_email e where e.customer_id = c.customer_id order by e.position limit 1), ''),
c.preview, c.priority, c.folder, c.assignee_id, c.team_id, c.tag_ids, c.follower_ids, c.waiting_since_at,
c.snoozed_until_at, c.closed_at, c.first_reply_at, c.last_inbound_id, c.last_message_id, c.message_count,
c.has_attachment, c.rating, c.merged_into_id
"""
"""The columns of `row_from`, in its order; for a statement that names the conversation `c` and its customer `u`."""

ROW_FROM: Final = "conversation c join customer u on u.id = c.customer_id"
ROW_BY_ID: Final = f"select {ROW_COLUMNS} from {ROW_FROM} where c.id = ?"


def row_from(columns: tuple[Any, ...]) -> ConversationRow:
    """The list row in one result of `ROW_COLUMNS`."""
    (id_, version, title, status, mailbox_id, customer_id, customer_name, channel, created_at, last_message_at,
     customer_email, preview, priority, folder, assignee_id, team_id, tag_ids, follower_ids, waiting_since_at,
     snoozed_until_at, closed_at, first_reply_at, last_inbound_id, last_message_id, message_count, has_attachment,
     rating, merged_into_id) = columns  # fmt: skip
    return ConversationRow(
        id_, version, title, STATUSES[status], mailbox_id, customer_id, customer_name, channel, created_at,
        last_message_at, customer_email, preview, PRIORITIES[priority], FOLDERS[folder], assignee_id, team_id,
        ids_from(tag_ids), ids_from(follower_ids), waiting_since_at, snoozed_until_at, closed_at, first_reply_at,
        last_inbound_id, last_message_id, message_count, bool(has_attachment),
        None if rating is None else RATINGS[rating], merged_into_id,
    )  # fmt: skip


def row_by_id(connection: Reader, conversation_id: int) -> ConversationRow | None:
    """The row of one conversation, None where there is none."""
    columns = connection.execute(ROW_BY_ID, (conversation_id,)).fetchone()
    return None if columns is None else row_from(columns)


_ROWS: Final = f"""
select {ROW_COLUMNS} from json_each(?) j cross join conversation c on c.id = j.value
cross join customer u on u.id = c.customer_id order by j.key
"""


def rows_of(connection: Reader, ids: Sequence[int]) -> tuple[ConversationRow, ...]:
    """The rows of conversations, in the order of `ids`; numbers that are none are left out."""
    found = connection.execute(_ROWS, (msgspec.json.encode(ids).decode(),))
    return tuple(row_from(columns) for columns in found)


_READ_IDS: Final = """
select r.conversation_id, r.message_id from json_each(?) j
cross join read_mark r on r.agent_id = ? and r.conversation_id = j.value
"""


def read_ids_of(connection: Reader, agent_id: int, ids: Sequence[int]) -> dict[int, int]:
    """Up to which message the agent has read each conversation; absent is nothing."""
    return dict(connection.execute(_READ_IDS, (msgspec.json.encode(ids).decode(), agent_id)).fetchall())
