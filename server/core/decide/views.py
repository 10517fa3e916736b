"""Saved views: made, changed, shared and deleted; and the order of an agent's tabs. Pure."""

from typing import Final, assert_never

from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire import limits
from support_tui.wire.folding import fold
from support_tui.wire.query import QueryError, parse, queue_text
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.saved_views import SavedView, view_id_of

from ..access import forbidden, may_change_view, may_share_views
from ..context import Context
from ..decision import Decision
from ..plain import one_line
from .common import NO_CHANGE, invalid, not_found

_REPEATED: Final = "repeated"


def decide_view(command: c.SaveView | c.DeleteView | c.ArrangeTabs, context: Context) -> Decision | Refusal:
    """What becomes of the views and tabs; a personal view of somebody else is not there for the asker."""
    match command:
        case c.SaveView():
            return _save(command, context)
        case c.DeleteView():
            old = _known(command.view_id, context)
            if old is None:
                return not_found("view", command.view_id)
            if not may_change_view(context.asker, old):
                return forbidden(command)
            return Decision((e.ViewChanged(old.id, old, None),))
        case c.ArrangeTabs():
            return _arrange(command, context)
        case _:
            assert_never(command)


def _agent_id(context: Context) -> int:
    """The asking agent; nobody has the number 0."""
    return context.asker.agent.id if context.asker.agent is not None else 0


def _known(view_id: int, context: Context) -> SavedView | None:
    view = context.desk.tabs.views.get(view_id)
    return view if view is not None and view.is_seen_by(_agent_id(context)) else None


def _save(command: c.SaveView, context: Context) -> Decision | Refusal:
    old = _known(command.view_id, context) if command.view_id is not None else None
    if command.view_id is not None and old is None:
        return not_found("view", command.view_id)
    if old is not None and not may_change_view(context.asker, old):
        return forbidden(command)
    owner_id = old.owner_id if old is not None else _agent_id(context) or None
    new = SavedView(
        old.id if old is not None else context.next.view,
        one_line(command.name),
        command.queue,
        one_line(command.query),
        command.sort,
        command.columns,
        owner_id,
        command.is_shared,
    )
    problem = _problem(new, old, command, context)
    if problem is not None:
        return problem
    if new == old:
        return NO_CHANGE
    return Decision((e.ViewChanged(new.id, old, new),), created_id=None if old else new.id)


def _problem(new: SavedView, old: SavedView | None, command: c.SaveView, context: Context) -> Refusal | None:
    """Why a view cannot stand like this. A query may name what there is not (yet): it is a query all the same."""
    if not fold(new.name):
        return invalid("name", "empty_name")
    if not new.is_shared and new.owner_id is None:
        return invalid("is_shared", "needs_owner")
    if new.is_shared and not may_share_views(context.asker):
        return forbidden(command)
    if len(set(new.columns)) < len(new.columns):
        return invalid("columns", _REPEATED)
    if not _is_queue(new.queue, context):
        return Refusal(RefusalCode.NOT_FOUND, {"kind": "queue", "id": new.queue})
    wrong = parse(new.query)
    if isinstance(wrong, QueryError):
        place = {"position": wrong.position, "length": wrong.length, "reason": wrong.code.value}
        return Refusal(RefusalCode.QUERY_INVALID, {**wrong.params, **place})
    return crowded(new, old, context)


def _is_queue(queue: str, context: Context) -> bool:
    if queue_text(queue) is None:
        return False
    kind, _, number = queue.partition(":")
    match kind:
        case "mailbox":
            return int(number) in context.desk.mailboxes
        case "team":
            return int(number) in context.desk.teams
        case _:
            return True


def crowded(new: SavedView, old: SavedView | None, context: Context) -> Refusal | None:
    """Names are unique among the shared views and among an agent's own, and there are only so many of either."""
    beside = [
        view
        for view in context.desk.tabs.views.values()
        if view.id != new.id
        and view.is_shared == new.is_shared
        and (new.is_shared or view.owner_id == new.owner_id)
    ]
    if any(fold(view.name) == fold(new.name) for view in beside):
        return Refusal(RefusalCode.NAME_TAKEN, {"kind": "view", "name": new.name})
    limit = limits.SHARED_VIEWS if new.is_shared else limits.VIEWS_PER_AGENT
    joins = old is None or old.is_shared != new.is_shared
    if joins and len(beside) >= limit:
        return Refusal(RefusalCode.TOO_MANY, {"kind": "view", "limit": limit})
    return None


def _arrange(command: c.ArrangeTabs, context: Context) -> Decision | Refusal:
    agent_id = _agent_id(context)
    if not agent_id:
        return forbidden(command)
    if len(set(command.order)) < len(command.order):
        return invalid("order", _REPEATED)
    order: list[str] = []
    for tab in command.order:
        view_id = view_id_of(tab)
        if view_id is None and queue_text(tab) is None:
            return invalid("order", "no_tab")
        # One that was deleted meanwhile is no reason not to arrange the others.
        if view_id is None or _known(view_id, context) is not None:
            order.append(tab)
    before = context.desk.tabs.orders.get(agent_id, ())
    if tuple(order) == before:
        return NO_CHANGE
    return Decision((e.TabsArranged(agent_id, before, tuple(order)),))
