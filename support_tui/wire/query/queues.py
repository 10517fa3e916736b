"""The desk's standing queues as one table of queries; the same ids name badges (`wire.views.Counts`) and inbox tabs. Pure."""

from support_tui.wire.query.parse import parse
from support_tui.wire.query.tree import Query

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
    "anywhere": "-is:spam,trash",
    "mailbox:": "is:active mailbox:#",
    "team:": "is:active team:#",
}

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
