"""Pages of the change log, newest first: of one conversation, or of the whole desk with filters. Who may ask is judged elsewhere."""

import time
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from support_tui.wire.limits import PAGE_ROWS
from support_tui.wire.views import LogPage

from ..db import Reader
from ..deadline import one_snapshot
from ..tables import log
from ..tables.merged import parts_of

CHUNK: Final = 20_000
"""Entries passed over between two looks at the clock."""

DEADLINE_S: Final = 0.2


class LogFilter(msgspec.Struct, frozen=True):
    """Which entries; what is empty does not narrow. Times are microseconds, `until_at` is not included. The log of a conversation
    holds that of all that was merged into it; `part_ids` are filled in by the page."""

    conversation_id: int | None = None
    part_ids: tuple[int, ...] = ()
    customer_id: int | None = None
    agent_id: int | None = None
    types: tuple[str, ...] = ()
    since_at: int | None = None
    until_at: int | None = None
    mailbox_ids: frozenset[int] | None = None


_TITLES: Final = "select c.id, c.title from json_each(?) j cross join conversation c on c.id = j.value"
_HEAD: Final = "select coalesce(max(seq), 0) from event"


def page(connection: Any, filters: LogFilter, *, before: int = 0, limit: int = 100) -> LogPage:
    """The newest `limit` entries below the number `before` (0: of all). Where few entries match, a page may be short or empty and
    still have a `before`: it then says how far the log has been looked through."""
    limit = max(1, min(limit, PAGE_ROWS))
    with one_snapshot(connection):
        if filters.conversation_id is not None:
            parts = parts_of(connection, filters.conversation_id)
            filters = msgspec.structs.replace(filters, part_ids=tuple(parts))
        below = before or connection.execute(_HEAD).fetchone()[0] + 1
        entries: list[tuple[Any, ...]] = []
        stop_at = time.monotonic() + DEADLINE_S
        for found, floor in _chunks(connection, filters, below, limit):
            entries += found[: limit - len(entries)]
            below = floor
            if len(entries) == limit:
                below = entries[-1][0]
            if len(entries) == limit or time.monotonic() > stop_at:
                break
        titles = _titles(connection, entries)
    return LogPage(tuple(log.recorded_from(entry) for entry in entries), titles, below if below > 1 else 0)


def _chunks(
    connection: Reader, filters: LogFilter, below: int, limit: int
) -> Iterator[tuple[list[tuple[Any, ...]], int]]:
    """Matching entries with the number down to which the log was looked through; a conversation's log comes at once."""
    is_indexed = filters.conversation_id is not None or filters.customer_id is not None
    sql, params = statement(filters)
    while below > 1:
        floor = 1 if is_indexed else max(1, below - CHUNK)
        yield connection.execute(sql, (below, floor, *params, limit)).fetchall(), floor
        below = floor


def statement(filters: LogFilter) -> tuple[str, tuple[Any, ...]]:
    """The statement of a chunk; before the filter's parameters it takes an upper (excluded) and a lower number, after them a limit."""
    tests: list[str] = ["seq < ?", "seq >= ?"]
    params: list[Any] = []
    if filters.conversation_id is not None and filters.part_ids:
        tests.append(f"conversation_id in (?{', ?' * len(filters.part_ids)})")
        params += [filters.conversation_id, *filters.part_ids]
    for test, value in (
        ("conversation_id = ?", None if filters.part_ids else filters.conversation_id),
        ("customer_id = ?", filters.customer_id),
        ("at >= ?", filters.since_at),
        ("at < ?", filters.until_at),
        ("json_extract(actor, '$.kind') = 'agent' and json_extract(actor, '$.id') = ?", filters.agent_id),
    ):
        if value is not None:
            tests.append(test)
            params.append(value)
    if filters.types:
        tests.append("type in (select value from json_each(?))")
        params.append(log.encode(filters.types).decode())
    if filters.mailbox_ids is not None:
        tests.append("(mailbox_id is null or mailbox_id in (select value from json_each(?)))")
        params.append(log.encode(sorted(filters.mailbox_ids)).decode())
    return f"select {log.COLUMNS} from event where {' and '.join(tests)} order by seq desc limit ?", tuple(
        params
    )


def _titles(connection: Reader, entries: list[tuple[Any, ...]]) -> dict[int, str]:
    ids = sorted({entry[5] for entry in entries if entry[5] is not None})
    return dict(connection.execute(_TITLES, (log.encode(ids).decode(),)).fetchall())
