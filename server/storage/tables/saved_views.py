"""Saved views and orders of tabs in their tables. Decides nothing."""

from typing import Final

import msgspec

from support_tui.wire import events as e
from support_tui.wire.order import Sort
from support_tui.wire.saved_views import ListColumn, SavedView

from ...core.tabs import Tabs
from ..db import Connection, Reader

_VIEWS: Final = "select id, name, queue, query, sort, columns, owner_id, is_shared from saved_view"
_ORDERS: Final = "select agent_id, tabs from tab_order"
_SAVE_VIEW: Final = """
insert into saved_view (id, name, queue, query, sort, columns, owner_id, is_shared) values (?, ?, ?, ?, ?, ?, ?, ?)
on conflict (id) do update set name = excluded.name, queue = excluded.queue, query = excluded.query, sort = excluded.sort,
  columns = excluded.columns, owner_id = excluded.owner_id, is_shared = excluded.is_shared"""
_DELETE_VIEW: Final = "delete from saved_view where id = ?"
_SAVE_ORDER: Final = (
    "insert into tab_order values (?, ?) on conflict (agent_id) do update set tabs = excluded.tabs"
)

_columns: "msgspec.json.Decoder[tuple[ListColumn, ...]]" = msgspec.json.Decoder(tuple[ListColumn, ...])
_tabs: "msgspec.json.Decoder[tuple[str, ...]]" = msgspec.json.Decoder(tuple[str, ...])


def _json(values: tuple[str, ...]) -> str:
    return msgspec.json.encode(values).decode()


def load_tabs(connection: Reader) -> Tabs:
    """All views and orders."""
    views = (
        SavedView(id_, name, queue, query, Sort(sort), _columns.decode(columns), owner_id, bool(is_shared))
        for id_, name, queue, query, sort, columns, owner_id, is_shared in connection.execute(_VIEWS)
    )
    orders = {agent_id: _tabs.decode(tabs) for agent_id, tabs in connection.execute(_ORDERS)}
    return Tabs({view.id: view for view in views}, orders)


def write_tabs(connection: Connection, event: e.ViewEvent) -> None:
    """The tables after an event."""
    match event:
        case e.ViewChanged(view_id, _, None):
            connection.execute(_DELETE_VIEW, (view_id,))
        case e.ViewChanged(_, _, new):
            assert new is not None
            connection.execute(
                _SAVE_VIEW,
                (
                    new.id, new.name, new.queue, new.query, new.sort.value, _json(new.columns), new.owner_id,
                    int(new.is_shared),
                ),
            )  # fmt: skip
        case e.TabsArranged(agent_id, _, order):
            connection.execute(_SAVE_ORDER, (agent_id, _json(order)))
