"""From a selection to conversations: numbers as they were given, or all that a list holds in its agent's sight. Changes nothing."""

from typing import NamedTuple

from msgspec.structs import replace

from support_tui.wire.commands import Matching, Picked, Selection
from support_tui.wire.query import EVERYTHING, Query, QueryError, list_query, parse
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.zones import zone_of

from ..storage.counts.counters import Counters
from ..storage.db import Reader
from ..storage.lists.everything import Range, by_number, ranges
from ..storage.viewer import Viewer

SECONDS = 3.0
"""The longest that finding all conversations of a list may take."""

Unread = Refusal | QueryError
"""Why a selection cannot be read."""


class Chosen(NamedTuple):
    """The conversations of a selection: in which ranges they are, which numbers were named, which are left out."""

    ranges: tuple[Range, ...]
    named: frozenset[int] = frozenset()
    without: frozenset[int] = frozenset()


def chosen(
    connection: Reader, counters: Counters, selection: Selection, viewer: Viewer, now_at: int
) -> Chosen | Unread:
    """Where the conversations of the selection are. Raises TooSlow."""
    match selection:
        case Picked(ids):
            if not ids:
                return Refusal(RefusalCode.INVALID_FIELD, {"field": "selection", "reason": "empty"})
            return Chosen((by_number(sorted(set(ids))),), frozenset(ids))
        case Matching():
            query = _query_of(selection)
            if not isinstance(query, Query):
                return query
            zone = zone_of(selection.tz)
            if zone is None:
                return Refusal(RefusalCode.INVALID_FIELD, {"field": "tz", "reason": "unknown time zone"})
            found = ranges(
                connection, counters, query, replace(viewer, zone=zone), now_at=selection.at or now_at,
                seconds=SECONDS,
            )  # fmt: skip
            return Chosen(tuple(found), without=frozenset(selection.except_ids))


def _query_of(selection: Matching) -> Query | Unread:
    own = parse(selection.query) if selection.query else EVERYTHING
    if isinstance(own, QueryError):
        return own
    query = list_query(selection.queue, own)
    if query is None:
        return Refusal(RefusalCode.NOT_FOUND, {"kind": "queue", "id": selection.queue})
    return query
