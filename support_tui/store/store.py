"""The console's one copy of the desk: takes in pages, frames and commands, and tells subscribers what changed. Pure and synchronous."""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec.structs import replace

from support_tui.store.changes import Changes, ChangeSet
from support_tui.store.clean import clean
from support_tui.store.drafts import Draft, DraftKey
from support_tui.store.journal import Before
from support_tui.store.line import LinePhase, LineState
from support_tui.store.membership import Belongs, belongs_to
from support_tui.store.patch import patch
from support_tui.store.pending import Pending, PendingState, conversation_of
from support_tui.store.reduce import Reducer
from support_tui.store.replica import Replica
from support_tui.store.threads import ThreadWindow
from support_tui.store.windows import ListKey, ListWindow, PageRequest, window_of
from support_tui.wire.commands import Command, MarkRead
from support_tui.wire.frames import DownFrame
from support_tui.wire.query import Facts
from support_tui.wire.views import ConversationPage, Customer, CustomerPage, Directory, Snapshot, ThreadPage

Subscriber = Callable[[Changes], None]

#: How many lists and threads stay loaded: the ones used longest ago go first.
KEPT_LISTS = 12
KEPT_THREADS = 40


class Store:
    """Holds the replica. Every method that changes something ends by telling subscribers, once, what it touched.

    `clock` gives the present moment in microseconds; `zone` is where the agent's days begin."""

    def __init__(self, clock: Callable[[], int], zone: Any = None) -> None:
        self.replica = Replica()
        self.clock = clock
        self._zone = zone
        self._reducer = Reducer(self.replica, self.belongs)
        self._subscribers: list[Subscriber] = []
        self._held: list[tuple[ListKey, PageRequest, ConversationPage]] = []
        self._read_before: dict[str, int] = {}
        self._used = 0

    # ------------------------------------------------------------ telling

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call `subscriber` after every step; the answer ends it."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber) if subscriber in self._subscribers else None

    def _tell(self, changes: ChangeSet) -> None:
        frozen = changes.frozen()
        for subscriber in tuple(self._subscribers):
            subscriber(frozen)

    def belongs(self, key: ListKey) -> Belongs:
        """The question whether a row is in a list, at the present moment."""
        return belongs_to(key, self.facts(), self.replica.me)

    def facts(self) -> Facts:
        """What the query grammar needs to know besides a row."""
        replica = self.replica
        me_id = replica.me.id if replica.me is not None else 0
        drafted = frozenset(k.conversation_id for k in replica.drafts.by_key if k.conversation_id is not None)
        zone = {"zone": self._zone} if self._zone is not None else {}
        return Facts(me_id, replica.directory, self.clock(), replica.read_ids, drafted, **zone)

    # ------------------------------------------------------------ from the server

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """Begin anew at a snapshot. What is loaded stays visible, marked to be read again."""
        changes = ChangeSet()
        self._held.clear()
        self._reducer.take_snapshot(snapshot, changes)
        self._tell(changes)

    def take_frames(self, frames: Iterable[DownFrame]) -> None:
        """Frames of the stream in order, told as one step."""
        changes = ChangeSet()
        for frame in frames:
            self._reducer.take_frame(frame, changes)
        for key, request, page in self._ripe():
            self._place(key, request, page, changes)
        self._tell(changes)

    def take_directory(self, directory: Directory) -> None:
        """People, boxes and tags, whole."""
        self.replica.take_directory(clean(directory))
        self._tell(ChangeSet(directory=True))

    def set_line(self, line: LineState) -> None:
        """How the line to the server stands now."""
        if line != self.replica.line:
            self.replica.line = line
            self._tell(ChangeSet(line=True))

    # ------------------------------------------------------------ lists

    def open_list(self, key: ListKey) -> ListWindow:
        """The window of a list; made empty where it was never opened. Lists not used for long are let go."""
        lists = self.replica.lists
        window = lists.pop(key, None) or ListWindow(
            total=self.replica.counts.get(key.queue, 0) if not key.query else 0
        )
        lists[key] = window
        for old in list(lists)[:-KEPT_LISTS]:
            del lists[old]
        return window

    def place_page(self, key: ListKey, request: PageRequest, page: ConversationPage) -> None:
        """A page into its list. One that is ahead of the stream waits for it while the line is live (`release_pages` ends that)."""
        is_live = self.replica.line.phase is LinePhase.LIVE
        if page.seq > self.replica.seq and is_live:
            self._held.append((key, request, page))
            return
        changes = ChangeSet()
        self._place(key, request, page, changes)
        self._tell(changes)

    def release_pages(self) -> None:
        """Place what still waits for the stream, exact or not."""
        held, self._held = self._held, []
        changes = ChangeSet()
        for key, request, page in held:
            self._place(key, request, page, changes)
        if held:
            self._tell(changes)

    @property
    def has_held_pages(self) -> bool:
        """Whether pages wait for the stream to catch up with them."""
        return bool(self._held)

    def _ripe(self) -> list[tuple[ListKey, PageRequest, ConversationPage]]:
        ripe = [held for held in self._held if held[2].seq <= self.replica.seq]
        self._held = [held for held in self._held if held[2].seq > self.replica.seq]
        return ripe

    def _place(self, key: ListKey, request: PageRequest, page: ConversationPage, changes: ChangeSet) -> None:
        """Bring the page up to the replica's moment by what the journal holds, lay the pending over it, then merge."""
        window = self.replica.lists.get(key)
        if window is None:
            return
        page = clean(page)
        self.replica.read_ids.update({row.id: page.read_ids.get(row.id, 0) for row in page.rows})
        self._keep_moved_reads()
        fresh = self._fresh(key, page)
        newest = {t.conversation_id: t.after for t in self._reducer.journal.transitions_after(page.seq)}
        rows = [newest.get(row.id) or row for row in page.rows]
        self._reducer.take_rows(rows, changes)
        window.merge(fresh)
        self._drop_unknown(window)
        changes.lists.add(key)

    def _fresh(self, key: ListKey, page: ConversationPage) -> ListWindow:
        """The page as a window of its own, at the replica's moment."""
        total = (
            page.total if page.total is not None else max(page.total_at_least, page.start + len(page.rows))
        )
        fresh = window_of(page.rows, key.sort, page.start, total)
        fresh.is_total_exact = page.total is not None
        if fresh.segments:
            fresh.segments[0].before, fresh.segments[0].after = page.before, page.after
        belongs, journal = self.belongs(key), self._reducer.journal
        if page.seq != self.replica.seq and not (page.seq < self.replica.seq and journal.reaches(page.seq)):
            fresh.mark_stale()
        for step in journal.transitions_after(page.seq):
            patch(fresh, key, belongs, step.conversation_id, step.before, step.after)
        for conversation_id, shown in self.replica.shown.items():
            before = Before(self.replica.rows.get(conversation_id))
            patch(fresh, key, belongs, conversation_id, before, shown)
        return fresh

    def _drop_unknown(self, window: ListWindow) -> None:
        """Entries that came in by replay and whose rows nobody has: they are read with the next page."""
        journal = self._reducer.journal
        for conversation_id in [i for i in window.loaded_ids() if i not in self.replica.rows]:
            after = next(
                (t.after for t in reversed(journal.transitions) if t.conversation_id == conversation_id), None
            )
            if after is not None:
                self.replica.rows[conversation_id] = after
            else:
                window.remove(conversation_id)
                window.mark_stale()

    # ------------------------------------------------------------ threads and customers

    def place_thread(self, page: ThreadPage, *, is_older: bool = False) -> None:
        """A page of a thread: the newest one, or one in front of what is loaded."""
        changes = ChangeSet()
        page = clean(page)
        conversation_id = page.row.id
        thread = self.replica.threads.get(conversation_id)
        if is_older and thread is not None:
            _put_in_front(thread, page)
        elif not is_older:
            thread = _with_newest(thread, page)
            self.replica.threads[conversation_id] = thread
            self.replica.read_ids[conversation_id] = page.read_id
            self._keep_moved_reads()
            if self.replica.rows.get(conversation_id) is None:
                self._reducer.take_rows([page.row], changes)
            for envelope in self._reducer.journal.envelopes_after(page.seq, conversation_id):
                self._reducer.put_in_thread(envelope, changes)
            thread.is_stale = not self._reducer.journal.reaches(page.seq)
            self.touch_thread(conversation_id)
        changes.rows.add(conversation_id)
        changes.threads.add(conversation_id)
        self._tell(changes)

    def touch_thread(self, conversation_id: int) -> None:
        """A thread is being looked at; the ones not looked at for longest are let go."""
        threads = self.replica.threads
        self._used += 1
        if conversation_id in threads:
            threads[conversation_id].used = self._used
        while len(threads) > KEPT_THREADS:
            del threads[min(threads, key=lambda entry: threads[entry].used)]

    def place_customer(self, page: CustomerPage) -> None:
        """A customer's page."""
        changes = ChangeSet(customers={page.customer.id})
        page = clean(page)
        known = self.replica.customers.get(page.customer.id)
        if known is not None and known.customer.version > page.customer.version:
            page = replace(page, customer=known.customer)
        self.replica.customers[page.customer.id] = page
        fresh = [row for row in page.conversations if row.id not in self.replica.rows]
        self._reducer.take_rows(fresh, changes)
        self._tell(changes)

    def place_found_customers(self, customers: Iterable[Customer]) -> list[Customer]:
        """The same people with harmless texts; what is found is not kept."""
        return [clean(customer) for customer in customers]

    # ------------------------------------------------------------ commands on their way

    def add_pending(self, key: str, command: Command, seen_seq: int | None) -> Pending:
        """Show a command's effect before the server has answered."""
        queue = self.replica.pending
        pending = Pending(key, command, self.clock(), queue.next_message_id(), seen_seq)
        self.restore_pending([pending])
        return pending

    def restore_pending(self, entries: Iterable[Pending]) -> None:
        """Commands of an earlier run that were never answered: they show again as on their way."""
        changes = ChangeSet(pending=True)
        for pending in entries:
            self.replica.pending.add(pending)
            self._show(pending, changes)
        self._tell(changes)

    def _show(self, pending: Pending, changes: ChangeSet) -> None:
        command = pending.command
        if isinstance(command, MarkRead):
            before = self.replica.read_ids.get(command.conversation_id, 0)
            self._read_before.setdefault(pending.key, before)
            self._reducer.set_read(command.conversation_id, command.message_id, changes)
            return
        self._repaint(command, changes)

    def _repaint(self, command: Command, changes: ChangeSet) -> None:
        conversation_id = conversation_of(command)
        if conversation_id is not None:
            self._reducer.repaint_pending(conversation_id, changes)
        customer_id = getattr(command, "customer_id", None)
        if customer_id is not None:
            changes.customers.add(customer_id)

    def _keep_moved_reads(self) -> None:
        """What was marked on this screen and not answered yet outweighs what a page says."""
        for pending in self.replica.pending:
            if isinstance(pending.command, MarkRead):
                self.replica.read_ids[pending.command.conversation_id] = pending.command.message_id

    def mark_sent(self, key: str) -> None:
        """A command has left for the server."""
        pending = self.replica.pending.by_key.get(key)
        if pending is not None:
            self.replica.pending.add(replace(pending, state=PendingState.SENT))

    def confirm(self, key: str, seq: int) -> None:
        """The server has done a command; its overlay stays until the stream has reached `seq`."""
        pending = self.replica.pending.by_key.get(key)
        if pending is None:
            return
        changes = ChangeSet(pending=True)
        self._read_before.pop(key, None)
        self.replica.pending.add(replace(pending, state=PendingState.ACCEPTED, done_seq=seq))
        self._reducer.finish_pending(changes)
        self._tell(changes)

    def refuse(self, key: str) -> Pending | None:
        """The server has not done a command: everything looks as before."""
        pending = self.replica.pending.remove(key)
        if pending is None:
            return None
        changes = ChangeSet(pending=True)
        read_before = self._read_before.pop(key, None)
        if isinstance(pending.command, MarkRead) and read_before is not None:
            self._reducer.set_read(pending.command.conversation_id, read_before, changes)
        self._repaint(pending.command, changes)
        self._tell(changes)
        return pending

    # ------------------------------------------------------------ drafts

    def set_draft(self, key: DraftKey, text: str, extra: dict[str, str] | None = None) -> None:
        """Keep what is being written; blank text forgets it."""
        changes = ChangeSet(drafts=True)
        if self.replica.drafts.put(key, Draft(text, self.clock(), extra or {})):
            if key.conversation_id is not None:
                changes.rows.add(key.conversation_id)
            self._tell(changes)


def _with_newest(thread: ThreadWindow | None, page: ThreadPage) -> ThreadWindow:
    """The newest page, with the older ones kept where the two meet."""
    fresh = ThreadWindow(page.row.id, list(page.messages), {}, page.cc, page.before, page.seq)
    for recorded in page.events:
        fresh.put_event(recorded)
    oldest = page.messages[0] if page.messages else None
    if thread is not None and oldest is not None and thread.message(oldest.id) is not None:
        older = [m for m in thread.messages if (m.at, m.id) < (oldest.at, oldest.id)]
        fresh.messages[:0] = older
        fresh.events.update({s: r for s, r in thread.events.items() if s not in fresh.events})
        fresh.before = thread.before if older else page.before
    fresh.version = thread.version + 1 if thread is not None else 0
    return fresh


def _put_in_front(thread: ThreadWindow, page: ThreadPage) -> None:
    known = {message.id for message in thread.messages}
    thread.messages[:0] = [message for message in page.messages if message.id not in known]
    thread.before = page.before
    for recorded in page.events:
        thread.put_event(recorded)
    thread.version += 1
    thread.forget_items()
