"""Exact totals from the maintained counts, for every query that asks only for place, status, mailbox, assignee and team. Pure."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from support_tui.wire.query import ids_of
from support_tui.wire.query.tree import And, Flag, Is, Keyword, NameField, NameIs, Not, Or, Query, StatusIs

from ..counts.counters import Counters, Standing
from .compile import PLACE_FLAGS, Asked
from .places import places_of

Test = Callable[[Standing], bool]


def total_for(counters: Counters, query: Query, asked: Asked) -> int | None:
    """How many conversations the viewer finds by the query; None where the counts cannot tell."""
    seen = asked.viewer.mailbox_ids
    allowed = _allowed_by_all(query.parts if isinstance(query, And) else (query,), asked)
    if allowed is not None:
        if seen is not None:
            _narrow(allowed, "mailbox_id", seen)
        return counters.count_of(allowed)
    test = standing_test(query, asked)
    if test is None:
        return None
    return counters.count_where(
        lambda standing: (seen is None or standing.mailbox_id in seen) and test(standing)
    )


def highest_total(counters: Counters, parts: Sequence[Query], asked: Asked) -> int:
    """How many conversations at most can meet all the parts, by those parts that the counts can tell."""
    return total_for(counters, And(tuple(part for part in parts if standing_test(part, asked))), asked) or 0


# --- the common case: each part allows some values of one column ------------------------------------------------------


def _allowed_by_all(parts: Sequence[Query], asked: Asked) -> dict[str, frozenset[Any]] | None:
    """The values that all parts together allow, by column of `Standing`; None where a part says more than that."""
    allowed: dict[str, frozenset[Any]] = {}
    for part in parts:
        column_values = _allowed_by(part, asked)
        if column_values is None:
            return None
        _narrow(allowed, *column_values)
    return allowed


def _narrow(allowed: dict[str, frozenset[Any]], column: str, values: frozenset[Any]) -> None:
    allowed[column] = allowed[column] & values if column in allowed else values


def _allowed_by(part: Query, asked: Asked) -> tuple[str, frozenset[Any]] | None:
    inner = part.part if isinstance(part, Not) else part
    match inner:
        case Is(flags) if all(flag in PLACE_FLAGS for flag in flags):
            return "place", places_of(part)
        case StatusIs(statuses) if inner is part:
            return "status", frozenset(status.value for status in statuses)
        case NameIs(field, refs) if inner is part and field in _COUNTED and Keyword.ANY not in refs:
            return f"{field}_id", _ids_of(inner, asked)
        case Is((Flag.MINE,)) if inner is part:
            return "assignee_id", frozenset((asked.viewer.agent_id,))
        case Is((Flag.UNASSIGNED,)) if inner is part:
            return "assignee_id", frozenset((0,))
        case _:
            return None


def _ids_of(term: NameIs, asked: Asked) -> frozenset[int]:
    """The ids of a term of names, 0 for nobody."""
    viewer = asked.viewer
    named = (
        (0,) if ref is Keyword.NONE else ids_of(term.field, ref, viewer.directory, viewer.agent_id)
        for ref in term.values
    )
    return frozenset(id_ for ids in named for id_ in ids)


# --- any combination --------------------------------------------------------------------------------------------------


def standing_test(query: Query, asked: Asked) -> Test | None:
    """Whether a conversation that stands so belongs to the query; None where more must be known of it."""
    match query:
        case And(parts):
            tests = [standing_test(part, asked) for part in parts]
            known = [test for test in tests if test is not None]
            return _all_of(known) if len(known) == len(tests) else None
        case Or(parts):
            tests = [standing_test(part, asked) for part in parts]
            known = [test for test in tests if test is not None]
            return _any_of(known) if len(known) == len(tests) else None
        case Not(part):
            test = standing_test(part, asked)
            return None if test is None else _not(test)
        case StatusIs(statuses):
            wanted = frozenset(status.value for status in statuses)
            return lambda standing: standing.status in wanted
        case Is(flags):
            return _flags_test(flags, asked.viewer.agent_id)
        case NameIs():
            return _name_test(query, asked)
        case _:
            return None


def _all_of(tests: list[Test]) -> Test:
    return lambda standing: all(test(standing) for test in tests)


def _any_of(tests: list[Test]) -> Test:
    return lambda standing: any(test(standing) for test in tests)


def _not(test: Test) -> Test:
    return lambda standing: not test(standing)


def _flags_test(flags: tuple[Flag, ...], agent_id: int) -> Test | None:
    places: set[str] = set()
    assignees: set[int] = set()
    for flag in flags:
        if flag in PLACE_FLAGS:
            places.add(PLACE_FLAGS[flag].value)
        elif flag is Flag.MINE:
            assignees.add(agent_id)
        elif flag is Flag.UNASSIGNED:
            assignees.add(0)
        else:
            return None
    return lambda standing: standing.place in places or standing.assignee_id in assignees


_COUNTED: Final[dict[NameField, Callable[[Standing], int]]] = {
    NameField.ASSIGNEE: lambda standing: standing.assignee_id,
    NameField.TEAM: lambda standing: standing.team_id,
    NameField.MAILBOX: lambda standing: standing.mailbox_id,
}


def _name_test(term: NameIs, asked: Asked) -> Test | None:
    held = _COUNTED.get(term.field)
    if held is None:
        return None
    if Keyword.ANY in term.values:
        return (lambda standing: held(standing) != 0) if len(term.values) == 1 else None
    wanted = _ids_of(term, asked)
    return lambda standing: held(standing) in wanted
