"""Looks up which indexed words begin with given letters, skipping through the index's terms; reads the index and nothing else."""

from typing import Final

from support_tui.wire.query.tree import And, Not, Or, Query, Word

from ..db import Reader
from .match_text import Endings, beginning_of

ENDINGS: Final = 100
"""More words than this with one beginning are left to the index, which then merges their entries itself."""

_NEXT: Final = (
    "select term from message_term where term >= ? limit 1",
    "select term from conversation_term where term >= ? limit 1",
)
_JUST_AFTER: Final = "\x01"
"""No indexed word holds it, so that a term followed by it sorts directly behind the term."""


def endings_of(connection: Reader, query: Query) -> Endings:
    """The words behind each beginning (`refun*`) in the query; beginnings of too many words are left out."""
    found: dict[str, tuple[str, ...]] = {}
    for beginning in sorted(_beginnings(query)):
        known = words_beginning(connection, beginning)
        if known is not None:
            found[beginning] = known
    return found


def words_beginning(connection: Reader, beginning: str) -> tuple[str, ...] | None:
    """The indexed words that begin so, sorted; None if there are more than `ENDINGS`."""
    found: set[str] = set()
    for statement in _NEXT:
        sought = beginning
        while len(found) <= ENDINGS:
            row = connection.execute(statement, (sought,)).fetchone()
            if row is None or not row[0].startswith(beginning):
                break
            found.add(row[0])
            sought = row[0] + _JUST_AFTER
    return None if len(found) > ENDINGS else tuple(sorted(found))


def _beginnings(query: Query) -> set[str]:
    match query:
        case And(parts) | Or(parts):
            return {beginning for part in parts for beginning in _beginnings(part)}
        case Not(part):
            return _beginnings(part)
        case Word():
            beginning = beginning_of(query)
            return set() if beginning is None else {beginning}
        case _:
            return set()
