"""Saved views and the order of the tabs they stand in."""

from typing import Annotated

import msgspec

from support_tui.wire import limits
from support_tui.wire.commands.base import BaseCommand
from support_tui.wire.order import Sort
from support_tui.wire.saved_views import ListColumn

ViewName = Annotated[str, msgspec.Meta(max_length=limits.VIEW_NAME_CHARS)]
ViewQuery = Annotated[str, msgspec.Meta(max_length=limits.QUERY_CHARS)]
TabId = Annotated[str, msgspec.Meta(min_length=1, max_length=limits.TAB_CHARS)]
ViewColumns = Annotated[tuple[ListColumn, ...], msgspec.Meta(max_length=len(ListColumn))]


class SaveView(BaseCommand, frozen=True):
    """Make (no id) or change a view; a changed one keeps its owner."""

    name: ViewName
    queue: TabId
    query: ViewQuery = ""
    sort: Sort = Sort.ATTENTION
    columns: ViewColumns = ()
    is_shared: bool = False
    view_id: int | None = None


class DeleteView(BaseCommand, frozen=True):
    view_id: int


class ArrangeTabs(BaseCommand, frozen=True):
    """Put the asking agent's tabs into this order, queues and views (`mine`, `view:3`); those not named follow their neighbours."""

    order: Annotated[tuple[TabId, ...], msgspec.Meta(max_length=limits.TABS)]
