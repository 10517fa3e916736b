"""How lists look on this console alone: the order and columns that the agent has given a queue. Pure data."""

import msgspec

from support_tui.wire.order import Sort
from support_tui.wire.saved_views import ListColumn


class ListLook(msgspec.Struct, frozen=True):
    """How a queue's list is to look on this console: its order, and its columns (none: those that fit)."""

    sort: Sort = Sort.ATTENTION
    columns: tuple[ListColumn, ...] = ()
