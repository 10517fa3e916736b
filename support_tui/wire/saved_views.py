"""Saved views: a list somebody has given a name to, with its order and columns, and who may see it. Pure data and rules."""

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from support_tui.wire.order import Sort

TAB = "view:"
"""A view stands among the tabs as `view:<id>`, beside the queues with their own ids."""

FRESH_FIRST = ("mine", "unassigned", "all", "following")
"""The queues that stand before the views while an agent has not arranged their tabs; the others stand behind."""


class ListColumn(StrEnum):
    """What a row of a list can show of a conversation."""

    PRIORITY = "priority"
    CUSTOMER = "customer"
    TITLE = "title"
    PREVIEW = "preview"
    TAGS = "tags"
    STATUS = "status"
    ASSIGNEE = "assignee"
    VIEWERS = "viewers"
    MAILBOX = "mailbox"
    CHANNEL = "channel"
    RATING = "rating"
    NUMBER = "number"
    CREATED = "created"
    LAST_CONTACT = "last_contact"
    WAITING = "waiting"


class SavedView(msgspec.Struct, frozen=True, omit_defaults=True):
    """A queue narrowed by a query, under a name. No columns: those that fit, as in every list.

    `owner_id` is who made it, None at the box. A shared one is everybody's to see, another one only its owner's."""

    id: int
    name: str
    queue: str
    query: str = ""
    sort: Sort = Sort.ATTENTION
    columns: tuple[ListColumn, ...] = ()
    owner_id: int | None = None
    is_shared: bool = False

    @property
    def tab(self) -> str:
        """Its id among the tabs."""
        return f"{TAB}{self.id}"

    def is_seen_by(self, agent_id: int) -> bool:
        """Whether the view is this agent's to see."""
        return self.is_shared or (self.owner_id is not None and self.owner_id == agent_id)


class ViewCount(msgspec.Struct, frozen=True, omit_defaults=True):
    """How many conversations a view holds for an agent; `has_more` where it was not counted any further."""

    view_id: int
    count: int
    has_more: bool = False


def view_id_of(tab: str) -> int | None:
    """The view that a tab shows, None for a queue's."""
    number = tab.removeprefix(TAB)
    is_view = tab.startswith(TAB) and number.isascii() and number.isdecimal() and len(number) <= 15
    return int(number) if is_view else None


def arranged(tabs: Sequence[str], order: Sequence[str]) -> list[str]:
    """All of `tabs`, those that `order` names in its order; each of the others behind the tab it stands behind in `tabs`.

    Always a permutation of `tabs`: what an order names and is there no more is passed over."""
    known = set(tabs)
    result = [tab for tab in dict.fromkeys(order) if tab in known]
    placed = set(result)
    before = ""
    for tab in tabs:
        if tab not in placed:
            result.insert(result.index(before) + 1 if before else 0, tab)
        before = tab
    return result
