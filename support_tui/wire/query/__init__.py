"""The query language of filter bar, saved views, rules and command line: one grammar for both sides of the wire. Pure.

`parse(text) -> Query | QueryError` · `unparse(query) -> str` · `matches(query, row, Facts) -> bool | None` ·
`complete(text, cursor, directory) -> list[Completion]` · `unknown_name(text, directory) -> QueryError | None` · `QUEUES`,
`queue_text(id)`, `queue_query(id)`, `list_query(id, query)`.

Who compiles a query needs besides: the tree (`query.tree`), `span_of(when, now_at, zone) -> Span` (half-open microseconds),
`ids_of(field, ref, directory, me_id) -> frozenset[int]` for names, `wire.words.words(text)` for free words.
"""

from support_tui.wire.query.check import unknown_name
from support_tui.wire.query.complete import Completion, complete
from support_tui.wire.query.errors import QueryError, QueryErrorCode
from support_tui.wire.query.match import Facts, is_unread, matches
from support_tui.wire.query.moments import Span, span_of
from support_tui.wire.query.names import agents_named, has_beginnings, ids_of
from support_tui.wire.query.parse import parse
from support_tui.wire.query.queues import QUEUES, list_query, queue_query, queue_text
from support_tui.wire.query.tree import EVERYTHING, Query, all_of, any_of, negate
from support_tui.wire.query.unparse import unparse

__all__ = [
    "EVERYTHING",
    "QUEUES",
    "Completion",
    "Facts",
    "Query",
    "QueryError",
    "QueryErrorCode",
    "Span",
    "agents_named",
    "all_of",
    "any_of",
    "complete",
    "has_beginnings",
    "ids_of",
    "is_unread",
    "list_query",
    "matches",
    "negate",
    "parse",
    "queue_query",
    "queue_text",
    "span_of",
    "unknown_name",
    "unparse",
]
