"""Pages of lists, threads and customers into the replica, brought up to its moment by what the journal holds. Pure."""

from msgspec.structs import replace

from support_tui.store.changes import ChangeSet
from support_tui.store.journal import Before
from support_tui.store.membership import Belongs
from support_tui.store.patch import patch
from support_tui.store.readings import read_by
from support_tui.store.reduce import Reducer
from support_tui.store.replica import Replica
from support_tui.store.threads import ThreadWindow
from support_tui.store.windows import ListKey, ListWindow, window_of
from support_tui.wire.views import ConversationPage, CustomerPage, ThreadPage


def place_list_page(
    reducer: Reducer,
    window: ListWindow,
    key: ListKey,
    belongs: Belongs,
    page: ConversationPage,
    changes: ChangeSet,
) -> None:
    """Replay what happened since the page was read, lay what is pending over it, then merge it into the window."""
    replica, journal = reducer.replica, reducer.journal
    replica.read_ids.update({row.id: page.read_ids.get(row.id, 0) for row in page.rows})
    _keep_moved_reads(replica)
    fresh = _window_of(page, key)
    is_known_stretch = page.seq == replica.seq or (page.seq < replica.seq and journal.reaches(page.seq))
    if not is_known_stretch:
        fresh.mark_stale()
    for step in journal.transitions_after(page.seq):
        patch(fresh, key, belongs, step.conversation_id, step.before, step.after)
    newest = {step.conversation_id: step.after for step in journal.transitions_after(page.seq)}
    rows = {row.id: row for row in page.rows} | {i: row for i, row in newest.items() if row is not None}
    listed = [rows[i] for i in fresh.loaded_ids()]
    reducer.take_rows(listed, changes)
    for conversation_id, shown in replica.shown.items():
        patch(fresh, key, belongs, conversation_id, Before(replica.rows.get(conversation_id)), shown)
    window.merge(fresh)
    changes.lists.add(key)


def _window_of(page: ConversationPage, key: ListKey) -> ListWindow:
    """The page as a window of its own, at the page's moment."""
    at_least = max(page.total_at_least, page.start + len(page.rows))
    fresh = window_of(page.rows, key.sort, page.start, page.total if page.total is not None else at_least)
    fresh.is_total_exact = page.total is not None or not page.after
    if fresh.segments:
        fresh.segments[0].before, fresh.segments[0].after = page.before, page.after
    return fresh


def _keep_moved_reads(replica: Replica) -> None:
    """What was marked on this screen and not answered yet outweighs what a page says."""
    for pending in replica.pending:
        replica.read_ids |= read_by(pending.command)


def place_newest_messages(reducer: Reducer, page: ThreadPage, changes: ChangeSet) -> None:
    """The newest page of a thread; older messages stay where the two meet."""
    replica, conversation_id = reducer.replica, page.row.id
    thread = _with_newest(replica.threads.get(conversation_id), page)
    replica.threads[conversation_id] = thread
    replica.read_ids[conversation_id] = page.read_id
    _keep_moved_reads(replica)
    if page.seq <= replica.seq or conversation_id not in replica.rows:
        reducer.take_rows([page.row], changes)
    for envelope in reducer.journal.envelopes_after(page.seq, conversation_id):
        reducer.put_in_thread(envelope, changes)
    thread.is_stale = thread.is_stale or not reducer.journal.reaches(page.seq)
    reducer.take_rows(page.related, changes)
    changes.rows.add(conversation_id)
    changes.threads.add(conversation_id)


def _with_newest(thread: ThreadWindow | None, page: ThreadPage) -> ThreadWindow:
    related_ids = tuple(row.id for row in page.related)
    fresh = ThreadWindow(page.row.id, cc=page.cc, before=page.before, seq=page.seq, related_ids=related_ids)
    fresh.put_in_front(page.messages)
    for recorded in page.events:
        fresh.put_event(recorded)
    oldest = page.messages[0] if page.messages else None
    overlaps = thread is not None and oldest is not None and thread.message(oldest.id) is not None
    if thread is not None and oldest is not None and overlaps and not thread.is_regrouped:
        older = [m for m in thread.messages if (m.at, m.id) < (oldest.at, oldest.id)]
        fresh.put_in_front(older)
        for recorded in thread.events.values():
            fresh.put_event(recorded)
        fresh.before = thread.before if older else page.before
    fresh.version += thread.version + 1 if thread is not None else 0
    return fresh


def place_older_messages(reducer: Reducer, page: ThreadPage, changes: ChangeSet) -> None:
    """A page in front of what is loaded of a thread; nothing where the thread was let go meanwhile."""
    thread = reducer.replica.threads.get(page.row.id)
    if thread is None or thread.is_regrouped:
        return
    thread.put_in_front(page.messages)
    thread.before = page.before
    for recorded in page.events:
        thread.put_event(recorded)
    changes.threads.add(page.row.id)


def place_customer(reducer: Reducer, page: CustomerPage, changes: ChangeSet) -> None:
    """A customer's page; a profile that the stream has brought in a newer version stays."""
    replica, customer_id = reducer.replica, page.customer.id
    known = replica.customers.get(customer_id)
    if known is not None and known.customer.version > page.customer.version:
        page = replace(page, customer=known.customer)
    replica.customers[customer_id] = page
    reducer.take_rows([row for row in page.conversations if row.id not in replica.rows], changes)
    changes.customers.add(customer_id)


def forget_rows(replica: Replica) -> None:
    """Let go of rows that no list, thread or pending command refers to."""
    used = {i for window in replica.lists.values() for i in window.loaded_ids()}
    used |= replica.threads.keys() | replica.pending.conversation_ids()
    used |= {i for thread in replica.threads.values() for i in thread.related_ids}
    used |= {row.id for page in replica.customers.values() for row in page.conversations}
    for conversation_id in replica.rows.keys() - used:
        del replica.rows[conversation_id]
        replica.read_ids.pop(conversation_id, None)
