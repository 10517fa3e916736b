"""Saved views and the order of tabs as this console shows them: what is pending is in already. Pure; changes nothing."""

from collections.abc import Sequence

import msgspec

from support_tui.store.looks import ListLook
from support_tui.store.replica import Replica
from support_tui.store.windows import ListKey
from support_tui.wire.commands import ArrangeTabs, DeleteView, SaveView
from support_tui.wire.query import QueryError, QueryErrorCode, parse, unknown_name
from support_tui.wire.saved_views import SavedView, view_id_of
from support_tui.wire.views import Directory

VIEW_COMMANDS = (SaveView, DeleteView, ArrangeTabs)


def views(replica: Replica) -> dict[int, SavedView]:
    """The views this agent sees, by id, with pending changes; one that is being made appears when the server has numbered it."""
    shown = dict(replica.views)
    for pending in replica.pending:
        match pending.command:
            case DeleteView(view_id):
                shown.pop(view_id, None)
            case SaveView(view_id=int(view_id)) if view_id in shown:
                shown[view_id] = after(shown[view_id], pending.command)
            case _:
                pass
    return dict(sorted(shown.items()))


def after(view: SavedView, command: SaveView) -> SavedView:
    """The view once the command is done."""
    return msgspec.structs.replace(
        view,
        name=command.name,
        queue=command.queue,
        query=command.query,
        sort=command.sort,
        columns=command.columns,
        is_shared=command.is_shared,
    )


def saving(view: SavedView) -> SaveView:
    """The command that makes a view what it is; whoever wants to change something replaces that."""
    return SaveView(view.name, view.queue, view.query, view.sort, view.columns, view.is_shared, view.id)


def view_of(replica: Replica, tab: str) -> SavedView | None:
    """The view behind a tab, None for queues and for views that are gone."""
    view_id = view_id_of(tab)
    return views(replica).get(view_id) if view_id is not None else None


def order(replica: Replica) -> tuple[str, ...]:
    """The order that the agent has given the tabs, with a pending one."""
    pending = [p.command.order for p in replica.pending if isinstance(p.command, ArrangeTabs)]
    return pending[-1] if pending else replica.tab_order


def key_of(view: SavedView) -> ListKey:
    """The list behind a view."""
    return ListKey(view.queue, view.query, view.sort)


def list_of(replica: Replica, tab: str) -> ListKey:
    """The list that a tab opens, in the order it has or was given."""
    view = view_of(replica, tab)
    return key_of(view) if view is not None else ListKey(tab, "", look_of(replica, tab).sort)


def look_of(replica: Replica, queue: str) -> ListLook:
    """How a queue was arranged on this console."""
    return replica.looks.get(queue, ListLook())


def problem_of(replica: Replica, view: SavedView) -> QueryError | None:
    """What is wrong with a view by now: its query is none, or names what is not there (any more). None if nothing is."""
    known = replica.view_problems
    key = (view.queue, view.query)
    if key not in known:
        known[key] = _problem(view, replica.directory)
    return known[key]


def _problem(view: SavedView, directory: Directory) -> QueryError | None:
    found = parse(view.query)
    if isinstance(found, QueryError):
        return found
    kind, _, number = view.queue.partition(":")
    there = {
        "mailbox": [str(box.id) for box in directory.mailboxes],
        "team": [str(team.id) for team in directory.teams],
    }
    if kind in there and number not in there[kind]:
        return QueryError(0, 0, QueryErrorCode.UNKNOWN_NAME, {"field": kind, "value": f"#{number}"})
    return unknown_name(view.query, directory)


def moved(tabs: Sequence[str], shown: Sequence[str], tab: str, by: int) -> list[str]:
    """All tabs with one of them a step further among those on show; where it stands at the end already, as they are."""
    seen = [entry for entry in shown if entry in tabs]
    if tab not in seen or not 0 <= seen.index(tab) + by < len(seen):
        return list(tabs)
    neighbour = seen[seen.index(tab) + by]
    rest = [entry for entry in tabs if entry != tab]
    rest.insert(rest.index(neighbour) + (by > 0), tab)
    return rest
