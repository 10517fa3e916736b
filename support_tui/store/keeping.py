"""What of a store goes into the cache and how it comes back. Pure but for the cache it is given."""

import msgspec

from support_tui.store.cache import Cache
from support_tui.store.looks import ListLook
from support_tui.store.store import Store
from support_tui.store.windows import ListKey, place_under
from support_tui.wire.frames import ViewCounts
from support_tui.wire.views import (
    ConversationPage,
    ConversationRow,
    Counts,
    CustomerPage,
    Snapshot,
    ThreadPage,
)

#: How much is kept: rows of a list from its top, lists, threads, customers.
LIST_ROWS = 120
LISTS = 12
THREADS = 60
THREAD_MESSAGES = 60
CUSTOMERS = 60

_DESK, _LIST, _THREAD, _CUSTOMER, _LOOK = "desk", "list", "thread", "customer", "look"
_VIEW_COUNTS = "view_counts"


def load(cache: Cache, store: Store) -> bool:
    """Fill an empty store from the cache; whether there was a desk in it."""
    snapshots = cache.read(_DESK, Snapshot)
    if snapshots:
        store.take_snapshot(snapshots[-1][1])
        store.take_frames([counts for _, counts in cache.read(_VIEW_COUNTS, ViewCounts)])
        for text, page in cache.read(_LIST, ConversationPage):
            key = _list_key(text)
            store.open_list(key)
            store.place_page(key, page)
        for _, thread in cache.read(_THREAD, ThreadPage):
            store.place_thread(thread)
        for _, customer in cache.read(_CUSTOMER, CustomerPage):
            store.place_customer(customer)
        store.expect_changes()
    for queue, look in cache.read(_LOOK, ListLook):
        store.set_look(queue, look)
    return bool(snapshots)


def keep_desk(cache: Cache, store: Store) -> None:
    """People, boxes, tags and counts as they are now."""
    replica = store.replica
    if replica.me is None:
        return
    counts = Counts(dict(replica.counts))
    desk = Snapshot(
        replica.me,
        replica.directory,
        counts,
        replica.seq,
        replica.epoch,
        replica.server_version,
        replica.desk_name,
        tuple(replica.views.values()),
        replica.tab_order,
    )
    cache.put(_DESK, "now", desk)
    cache.put(_VIEW_COUNTS, "now", ViewCounts(tuple(replica.view_counts.values())))


def keep_look(cache: Cache, queue: str, look: ListLook) -> None:
    """How a queue is to look on this console."""
    cache.put(_LOOK, queue, look)


def keep_list(cache: Cache, store: Store, key: ListKey) -> None:
    """The top of a list, without the overlay: what is pending comes back by itself."""
    window = store.replica.lists.get(key)
    if window is None or not window.segments or window.segments[0].start != 0:
        return
    rows = _base_rows(store, key, window.segments[0].ids[:LIST_ROWS])
    read_ids = {row.id: store.replica.read_ids.get(row.id, 0) for row in rows}
    total = window.total if window.is_total_exact else None
    page = ConversationPage(rows, store.replica.seq, 0, total, window.total, read_ids=read_ids)
    cache.put(_LIST, msgspec.json.encode(key).decode(), page)
    cache.prune(_LIST, LISTS)


def _base_rows(store: Store, key: ListKey, ids: list[int]) -> tuple[ConversationRow, ...]:
    """The rows as the server told them, where that has an order in the order of the list."""
    rows = [
        row for row in (store.replica.rows.get(conversation_id) for conversation_id in ids) if row is not None
    ]
    if store.replica.lists[key].is_ordered:
        rows.sort(key=lambda row: place_under(key.sort, row))
    return tuple(rows)


def keep_thread(cache: Cache, store: Store, conversation_id: int) -> None:
    """The newest messages of a thread."""
    replica = store.replica
    thread, row = replica.threads.get(conversation_id), replica.rows.get(conversation_id)
    if thread is None or row is None or thread.is_stale:
        return
    messages = tuple(thread.messages[-THREAD_MESSAGES:])
    is_cut = len(messages) < len(thread.messages)
    first_at = messages[0].at if messages else 0
    events = tuple(r for r in thread.events.values() if not is_cut or r.at >= first_at)
    before = "more" if is_cut or thread.has_older else ""
    read_id = replica.read_ids.get(conversation_id, 0)
    page = ThreadPage(row, messages, events, thread.cc, replica.seq, before, read_id=read_id)
    cache.put(_THREAD, str(conversation_id), page)
    cache.prune(_THREAD, THREADS)


def keep_customer(cache: Cache, store: Store, customer_id: int) -> None:
    """A customer's page."""
    page = store.replica.customers.get(customer_id)
    if page is not None:
        cache.put(_CUSTOMER, str(customer_id), page)
        cache.prune(_CUSTOMER, CUSTOMERS)


def _list_key(text: str) -> ListKey:
    return msgspec.json.decode(text, type=ListKey)
