"""The console's replica of the desk: windows, predictions, drafts. Pure; only `store.cache` touches a disk."""

from support_tui.store.changes import NOTHING, Changes
from support_tui.store.drafts import Draft, DraftKey
from support_tui.store.line import LinePhase, LineState
from support_tui.store.replica import Replica
from support_tui.store.store import Store
from support_tui.store.threads import EventsItem, MessageItem, ThreadItem, ThreadWindow
from support_tui.store.windows import ListKey, ListWindow, PageRequest

__all__ = [
    "NOTHING",
    "Changes",
    "Draft",
    "DraftKey",
    "EventsItem",
    "LinePhase",
    "LineState",
    "ListKey",
    "ListWindow",
    "MessageItem",
    "PageRequest",
    "Replica",
    "Store",
    "ThreadItem",
    "ThreadWindow",
]
