"""Pages of what agents have done, newest first. Who may ask is judged elsewhere."""

from typing import Any, Final

import msgspec
from msgspec.structs import replace

from support_tui.wire.actions import Action, ActionPage
from support_tui.wire.commands import SaveTag
from support_tui.wire.events import TagChanged
from support_tui.wire.limits import PAGE_ROWS

from ..db import Reader
from ..tables import log

_COLUMNS: Final = """
a.seq, a.key, a.agent_id, a.at, a.kind, a.conversations, a.conversation_id, a.customer_id, a.title, a.undone_by, a.undoes, e.data"""
_FROM: Final = "from action a left join event e on e.seq = a.seq"
_ALL: Final = f"select {_COLUMNS} {_FROM} where a.seq < ?"
_BY_AGENT: Final = f"select {_COLUMNS} {_FROM} where a.agent_id = ? and a.seq < ?"
_THINGS: Final = " and a.undoes = ''"
_NEWEST: Final = " order by a.seq desc limit ?"
_END: Final = 1 << 62
_BEHIND: Final = "select data from event where seq > ? and conversation_id is not null order by seq limit 1"
_OF_TAG: Final = str(SaveTag.__struct_config__.tag)


class ActionFilter(msgspec.Struct, frozen=True):
    """Which actions: of one agent (None: of all); without those that only took others back, or did them again, where `only_things`."""

    agent_id: int | None = None
    only_things: bool = False


def page(connection: Reader, filters: ActionFilter, *, before: int = 0, limit: int = 50) -> ActionPage:
    """The newest `limit` actions below the number `before` (0: of all)."""
    limit = max(1, min(limit, PAGE_ROWS))
    sql, params = statement(filters)
    rows = connection.execute(sql, (*params, before or _END, limit + 1)).fetchall()
    found = tuple(_told(connection, _action_from(row)) for row in rows[:limit])
    return ActionPage(found, found[-1].seq if len(rows) > limit else 0)


def _action_from(row: tuple[Any, ...]) -> Action:
    (
        seq,
        key,
        agent_id,
        at,
        kind,
        conversations,
        conversation_id,
        customer_id,
        title,
        undone_by,
        undoes,
        data,
    ) = row
    return Action(
        seq, key, agent_id, at, kind, conversations, conversation_id, customer_id, title, undone_by, undoes,
        None if data is None else log.event_from(data),
    )  # fmt: skip


def _told(connection: Reader, action: Action) -> Action:
    """A tag that was made on the way is not what was done: the event behind it is."""
    if not isinstance(action.event, TagChanged) or action.kind == _OF_TAG:
        return action
    found = connection.execute(_BEHIND, (action.seq,)).fetchone()
    return replace(action, event=log.event_from(found[0])) if found else action


def statement(filters: ActionFilter) -> tuple[str, tuple[int, ...]]:
    """The statement of a page and its first parameters; a number to stay below and a limit come after them."""
    sql = _ALL if filters.agent_id is None else _BY_AGENT
    params = () if filters.agent_id is None else (filters.agent_id,)
    return sql + (_THINGS if filters.only_things else "") + _NEWEST, params
