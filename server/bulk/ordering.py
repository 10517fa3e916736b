"""Which conversations an order is about, found when it is begun: those of a selection, or those that a request has changed. Changes nothing."""

from support_tui.wire.commands import ChangeMany, Matching, Picked, Request, UndoRequest
from support_tui.wire.refusals import Refusal, RefusalCode

from ..core.context import Asker
from ..storage.counts.counters import Counters
from ..storage.db import Reader
from ..storage.lists.everything import ids_in
from ..storage.tables import log
from ..storage.tables.unfinished import Order
from ..storage.viewer import Viewer
from .selecting import Chosen, Unread, chosen


def done_before(connection: Reader, key: str) -> frozenset[int]:
    """What an earlier run of the request has changed before it was broken off: nothing is done to these a second time."""
    return frozenset(log.conversations_under(connection, key))


def order_of_change(
    connection: Reader, counters: Counters, request: Request, asker: Asker, viewer: Viewer, now_at: int,
    done: frozenset[int],
) -> Order | Unread:  # fmt: skip
    """The conversations of a selection, and how many of those that its preview had found are not there any more. Raises TooSlow."""
    command = request.command
    assert isinstance(command, ChangeMany)
    selection = command.selection
    if isinstance(selection, Picked):
        if not selection.ids:
            return Refusal(RefusalCode.INVALID_FIELD, {"field": "selection", "reason": "empty"})
        return Order(request, asker, tuple(sorted(set(selection.ids))))
    where = chosen(connection, counters, selection, viewer, now_at)
    if not isinstance(where, Chosen):
        return where
    found = {id_ for part in where.ranges for id_ in ids_in(connection, part)} - where.without
    if not found and not done:
        return Refusal(RefusalCode.NO_CHANGE)
    return Order(request, asker, tuple(sorted(found | done)), _missing(selection, found | done))


def _missing(selection: Matching, found: set[int]) -> int:
    return 0 if selection.count is None else max(0, selection.count - len(found))


def conversations_of(connection: Reader, request: Request) -> int:
    """About how many conversations a request was that is to be taken back; 0 where nothing is known of it."""
    assert isinstance(request.command, UndoRequest)
    return log.conversations_of_action(connection, request.command.key)


def order_of_undo(connection: Reader, request: Request, asker: Asker) -> Order:
    """The conversations that a request has changed, without those in which an undo that was ended before has taken it back already."""
    command = request.command
    assert isinstance(command, UndoRequest)
    back: set[int] = set()
    for key in log.undone_in_part_by(connection, command.key):
        if key != request.key:
            back.update(log.conversations_under(connection, key))
    ids = (id_ for id_ in log.conversations_under(connection, command.key) if id_ not in back)
    return Order(request, asker, tuple(sorted(ids)))
