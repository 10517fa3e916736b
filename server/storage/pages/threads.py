"""Pages of one conversation's thread: messages in time order with the events of the same stretch; reads only what the page shows."""

from typing import Any, Final, NamedTuple

import msgspec

from support_tui.wire.limits import PAGE_ROWS
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Attachment
from support_tui.wire.views import ConversationRow, Message, ThreadPage

from ..db import Reader
from ..deadline import one_snapshot
from ..tables import load, log
from ..tables.columns import addresses_from, ids_from
from ..tables.load import MESSAGE_COLUMNS, message_from
from ..tables.merged import parts_of, survivor_of, survivors_of
from ..tables.rows import read_ids_of, row_by_id, rows_of
from ..viewer import Viewer

EVENTS: Final = 500
"""Events shown with one page at most, the newest of its stretch; all of them stand in the log."""

_BEFORE: Final = f"""
select {MESSAGE_COLUMNS} from message where conversation_id = ? and (at, id) < (?, ?) order by at desc, id desc limit ?
"""
_AFTER: Final = f"""
select {MESSAGE_COLUMNS} from message where conversation_id = ? and (at, id) > (?, ?) order by at, id limit ?
"""
_NEIGHBOUR_AFTER: Final = (
    "select at, id from message where conversation_id = ? and (at, id) > (?, ?) order by at, id limit 1"
)
_FILES: Final = """
select a.message_id, a.id, a.filename, a.media_type, a.size, a.digest from json_each(?) j
cross join attachment a on a.message_id = j.value order by a.message_id, a.id
"""
_CC: Final = "select cc from conversation where id = ?"
_EVENTS: Final = f"""
select {log.COLUMNS} from event
where conversation_id = ? and at >= ? and at < ?
  and conversation_id is not null and (type in ('message_added', 'delivery_changed')) = 0
order by at desc, seq desc limit ?
"""
_BEGINNING, _FUTURE = -1, 1 << 62


class _Edge(NamedTuple):
    """A place between messages: the time and id of the message at it."""

    at: int
    id: int


def page(
    connection: Reader,
    conversation_id: int,
    viewer: Viewer,
    *,
    before: str = "",
    after: str = "",
    limit: int = 50,
) -> ThreadPage | Refusal:
    """The `limit` messages before or after a cursor, without one the newest; a conversation the viewer may not see is not found. The
    number of a merged one leads to its survivor, as the page's row tells."""
    edge = _edge(before or after)
    if edge is None:
        return Refusal(
            RefusalCode.INVALID_FIELD, {"field": "before" if before else "after", "reason": "not a cursor"}
        )
    limit = max(1, min(limit, PAGE_ROWS))
    with one_snapshot(connection):
        conversation_id = survivor_of(connection, conversation_id)
        row = row_by_id(connection, conversation_id)
        if row is None or not viewer.may_see(row.mailbox_id):
            return _unseen(connection, conversation_id, is_there=row is not None)
        is_onwards = bool(after) and not before
        found = connection.execute(
            _AFTER if is_onwards else _BEFORE, (conversation_id, *edge, limit + 1)
        ).fetchall()
        shown = found[:limit] if is_onwards else found[:limit][::-1]
        has_more = len(found) > limit
        has_older = is_onwards or has_more
        newer = _newer(connection, conversation_id, shown)
        events = connection.execute(
            _EVENTS,
            (
                conversation_id,
                shown[0][4] if shown and has_older else _BEGINNING,
                newer.at if newer else _FUTURE,
                EVENTS,
            ),
        ).fetchall()
        return ThreadPage(
            row,
            _messages(connection, shown),
            tuple(log.recorded_from(event) for event in reversed(events)),
            addresses_from(connection.execute(_CC, (conversation_id,)).fetchone()[0]),
            log.last(connection)[0],
            _cursor(shown[0]) if shown and has_older else "",
            _cursor(shown[-1]) if shown and newer else "",
            read_ids_of(connection, viewer.agent_id, (conversation_id,)).get(conversation_id, 0),
            _related(connection, conversation_id, viewer),
        )


_LINKS: Final = """
select link_ids from json_each(?) j cross join conversation c on c.id = j.value where link_ids <> '[]'"""


def _unseen(connection: Reader, conversation_id: int, *, is_there: bool) -> Refusal:
    """Why there is no page: ids are not given twice, so a lower one without a row was purged."""
    if not is_there and 0 < conversation_id <= load.conversation_ids_in_use(connection):
        return Refusal(RefusalCode.CONVERSATION_PURGED, {"id": conversation_id})
    return Refusal(RefusalCode.NOT_FOUND, {"kind": "conversation", "id": conversation_id})


def _related(connection: Reader, conversation_id: int, viewer: Viewer) -> tuple[ConversationRow, ...]:
    """What it and the parts merged into it are linked to, as far as the viewer may see it: survivors in place of merged ones."""
    family = [conversation_id, *parts_of(connection, conversation_id)]
    found = connection.execute(_LINKS, (msgspec.json.encode(family).decode(),)).fetchall()
    ids = {id_ for (raw,) in found for id_ in ids_from(raw)}
    if not ids:
        return ()
    survivors = survivors_of(connection, ids)
    wanted = {survivors.get(id_, id_) for id_ in ids} - {conversation_id}
    return tuple(row for row in rows_of(connection, sorted(wanted)) if viewer.may_see(row.mailbox_id))


def _edge(cursor: str) -> _Edge | None:
    if not cursor:
        return _Edge(_FUTURE, _FUTURE)
    at, dot, id_ = cursor.partition(".")
    is_ours = dot and at.isdecimal() and id_.isdecimal() and len(cursor) < 40
    return _Edge(int(at), int(id_)) if is_ours else None


def _cursor(message: tuple[Any, ...]) -> str:
    return f"{message[4]}.{message[0]}"


def _newer(connection: Reader, conversation_id: int, shown: list[tuple[Any, ...]]) -> _Edge | None:
    """The message behind the page, if there is one."""
    if not shown:
        return None
    last = shown[-1]
    found = connection.execute(_NEIGHBOUR_AFTER, (conversation_id, last[4], last[0])).fetchone()
    return None if found is None else _Edge(*found)


def _messages(connection: Reader, shown: list[tuple[Any, ...]]) -> tuple[Message, ...]:
    files: dict[int, list[Attachment]] = {}
    ids = msgspec.json.encode([columns[0] for columns in shown]).decode()
    for message_id, *file in connection.execute(_FILES, (ids,)):
        files.setdefault(message_id, []).append(Attachment(*file))
    return tuple(message_from(columns, tuple(files.get(columns[0], ()))) for columns in shown)
