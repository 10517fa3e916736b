"""Whether a conversation belongs to a list, told from its row by the shared query grammar. Pure; None is 'cannot be told here'."""

from collections.abc import Callable
from functools import lru_cache

from support_tui.store.windows import ListKey
from support_tui.wire.query import Facts, Query, QueryError, list_query, matches, parse
from support_tui.wire.query.tree import And, Not, Or, Word
from support_tui.wire.views import Agent, ConversationRow

Belongs = Callable[[ConversationRow], bool | None]


@lru_cache(maxsize=256)
def query_of(queue: str, text: str) -> Query | None:
    """The whole query of a list: its queue's and the agent's own. None where one of them is no query."""
    own_part = parse(text)
    return None if isinstance(own_part, QueryError) else list_query(queue, own_part)


@lru_cache(maxsize=256)
def is_ordered(queue: str, text: str) -> bool:
    """Whether the list stands in the order of `wire.order`: finds of free words are ranked by the server."""
    query = query_of(queue, text)
    return query is not None and not _has_words(query)


def _has_words(query: Query) -> bool:
    match query:
        case And(parts) | Or(parts):
            return any(_has_words(part) for part in parts)
        case Not(part):
            return _has_words(part)
        case _:
            return isinstance(query, Word)


def belongs_to(key: ListKey, facts: Facts, me: Agent | None) -> Belongs:
    """A question to rows: are they in this list? What lies in a mailbox the agent may not see is in none."""
    query = query_of(key.queue, key.query)
    visible = me.mailbox_ids if me is not None else None

    def belongs(row: ConversationRow) -> bool | None:
        if visible is not None and row.mailbox_id not in visible:
            return False
        return matches(query, row, facts) if query is not None else None

    return belongs
