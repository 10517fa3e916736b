"""Find names in a query that nobody has, so that a person hears of a slip of the finger instead of an empty list. Pure."""

from collections.abc import Iterator

from support_tui.wire.nearest import nearest
from support_tui.wire.query.errors import QueryError, QueryErrorCode
from support_tui.wire.query.names import ids_of
from support_tui.wire.query.parse import parse
from support_tui.wire.query.tree import And, Named, NameField, NameIs, Not, Or, Query
from support_tui.wire.views import Directory

_KNOWN = frozenset((NameField.ASSIGNEE, NameField.FOLLOWER, NameField.TEAM, NameField.MAILBOX, NameField.TAG))


def unknown_name(text: str, directory: Directory) -> QueryError | None:
    """The first agent, team, mailbox or tag of a valid query that does not exist, with the nearest that does. None where all
    exist or the text is no query. A query with unknown names is valid all the same: they may come to exist."""
    query = parse(text)
    if isinstance(query, QueryError):
        return None
    for field, name in _names_in(query):
        if not ids_of(field, name, directory, 0):
            guess = nearest(name.text, _known_names(field, directory))
            position = text.find(name.text)
            params: dict[str, str | int] = {"field": field.value, "value": name.text, "nearest": guess}
            return QueryError(max(position, 0), len(name.text), QueryErrorCode.UNKNOWN_NAME, params)
    return None


def _names_in(query: Query) -> Iterator[tuple[NameField, Named]]:
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _names_in(part)
        case Not(part):
            yield from _names_in(part)
        case NameIs(field, values) if field in _KNOWN:
            yield from ((field, value) for value in values if isinstance(value, Named))


def _known_names(field: NameField, directory: Directory) -> list[str]:
    match field:
        case NameField.ASSIGNEE | NameField.FOLLOWER:
            return [agent.name for agent in directory.agents]
        case NameField.TEAM:
            return [team.name for team in directory.teams]
        case NameField.MAILBOX:
            return [mailbox.name for mailbox in directory.mailboxes]
        case _:
            return [tag.name for tag in directory.tags]
