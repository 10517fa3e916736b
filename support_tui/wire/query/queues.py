"""The desk's standing queues as one table of queries; the same ids name badges (`wire.views.Counts`) and inbox tabs. Pure."""

from support_tui.wire.query.parse import parse
from support_tui.wire.query.tree import And, Flag, IdIs, Is, Query, all_of

_ANYWHERE = "anywhere"

#: Queue id → query text, in the order of the tabs. `mailbox:` and `team:` take an id behind the colon. `anywhere` has no badge: it is
#: where a search looks that should not stop at the inbox.
QUEUES: dict[str, str] = {
    "mine": "is:active assignee:me",
    "unassigned": "is:active assignee:none",
    "all": "is:active",
    "following": "is:active follower:me",
    "snoozed": "is:snoozed",
    "closed": "is:closed",
    "spam": "is:spam",
    "trash": "is:trash",
    "anywhere": "-is:spam,trash,merged",
    "mailbox:": "is:active mailbox:#",
    "team:": "is:active team:#",
}

_WITH_MERGED = "-is:spam,trash"
"""`anywhere` for those who ask for merged conversations: they are in no list else."""

_known: dict[str, Query] = {}


def queue_text(queue_id: str) -> str | None:
    """The query behind a queue id (`all`, `mailbox:3`), or None where there is no such queue."""
    kind, colon, number = queue_id.partition(":")
    if not colon:
        return QUEUES.get(kind)
    text = QUEUES.get(f"{kind}:")
    is_number = number.isascii() and number.isdecimal() and len(number) <= 15
    return f"{text}{number}" if text is not None and is_number else None


def queue_query(queue_id: str) -> Query | None:
    """The parsed query of a queue, or None where there is no such queue."""
    if queue_id not in _known:
        text = queue_text(queue_id)
        if text is None:
            return None
        query = parse(text)
        assert isinstance(query, Query), text
        _known[queue_id] = query
    return _known[queue_id]


def list_query(queue_id: str, own: Query) -> Query | None:
    """A queue narrowed by a query of somebody's own, or None where there is no such queue."""
    if queue_id == _ANYWHERE and _names_one(own):
        return own
    if queue_id == _ANYWHERE and _asks_for_merged(own):
        everything = parse(_WITH_MERGED)
        assert isinstance(everything, Query)
        return all_of(everything, own)
    queue = queue_query(queue_id)
    return None if queue is None else all_of(queue, own)


def _parts(query: Query) -> tuple[Query, ...]:
    return query.parts if isinstance(query, And) else (query,)


def _names_one(query: Query) -> bool:
    """Whoever knows a number wants that conversation, also out of the trash or among spam."""
    return any(isinstance(part, IdIs) for part in _parts(query))


def _asks_for_merged(query: Query) -> bool:
    return any(isinstance(part, Is) and Flag.MERGED in part.values for part in _parts(query))
