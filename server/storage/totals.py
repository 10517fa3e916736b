"""Exact totals from the maintained counts, for every query that asks only for place, status, mailbox, assignee and team. Pure."""

from collections.abc import Callable
from typing import Final

from support_tui.wire.query import ids_of
from support_tui.wire.query.tree import And, Flag, Is, Keyword, NameField, NameIs, Not, Or, Query, StatusIs

from .compile import PLACE_FLAGS, Asked
from .counters import Counters, Standing

Test = Callable[[Standing], bool]


def total_for(counters: Counters, query: Query, asked: Asked) -> int | None:
    """How many conversations the viewer finds by the query; None where the counts cannot tell."""
    test = standing_test(query, asked)
    if test is None:
        return None
    seen = asked.viewer.mailbox_ids
    return counters.count_where(
        lambda standing: (seen is None or standing.mailbox_id in seen) and test(standing)
    )


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
    wanted: set[int] = set()
    for ref in term.values:
        if ref is Keyword.ANY:
            return (lambda standing: held(standing) != 0) if len(term.values) == 1 else None
        if ref is Keyword.NONE:
            wanted.add(0)
        else:
            wanted |= ids_of(term.field, ref, asked.viewer.directory, asked.viewer.agent_id)
    return lambda standing: held(standing) in wanted
