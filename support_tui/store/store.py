"""The console's one copy of the desk: takes in pages, frames and commands, and tells subscribers what changed. Pure and synchronous."""

from collections.abc import Callable, Iterable
from datetime import UTC, tzinfo
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from support_tui.store import kept_search, pages
from support_tui.store.changes import Changes, ChangeSet
from support_tui.store.clean import clean
from support_tui.store.drafts import Draft, DraftKey
from support_tui.store.line import LinePhase, LineState
from support_tui.store.looks import ListLook
from support_tui.store.membership import Belongs, belongs_to, is_ordered
from support_tui.store.pending import Pending, PendingState
from support_tui.store.readings import read_by
from support_tui.store.reduce import Reducer
from support_tui.store.replica import Replica
from support_tui.store.tabs import VIEW_COMMANDS
from support_tui.store.windows import ListKey, ListWindow, PageRequest
from support_tui.wire.attention import AttentionSettings
from support_tui.wire.commands import Command
from support_tui.wire.drafts import DraftPage, DraftSaved
from support_tui.wire.frames import DownFrame
from support_tui.wire.notifications import MarkNotifications, NotificationPage
from support_tui.wire.query import Facts
from support_tui.wire.views import ConversationPage, CustomerPage, Directory, Snapshot, ThreadPage

T = TypeVar("T")
Subscriber = Callable[[Changes], None]

#: How many lists and threads stay loaded: the ones used longest ago go first.
KEPT_LISTS = 12
KEPT_THREADS = 40


class _Held(NamedTuple):
    """A page that has arrived, and what it was the answer to."""

    key: ListKey
    page: ConversationPage
    request: PageRequest | None


class Store:
    """Holds the replica. Every method that changes something ends by telling subscribers, once, what it touched.

    `clock` gives the present moment in microseconds; `zone` is where the agent's days begin, UTC where it is not known."""

    def __init__(self, clock: Callable[[], int], zone: tzinfo | None = None) -> None:
        self.replica = Replica()
        self.clock = clock
        self.zone = zone or UTC
        self._reducer = Reducer(self.replica, self.belongs)
        self._subscribers: list[Subscriber] = []
        self._held: list[_Held] = []
        self._read_before: dict[str, dict[int, int]] = {}
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

    @staticmethod
    def cleaned(values: Iterable[T]) -> list[T]:
        """Things of the server that are shown and not kept, their texts made harmless."""
        return [clean(value) for value in values]

    def facts(self) -> Facts:
        """What the query grammar needs to know besides a row."""
        replica = self.replica
        me_id = replica.me.id if replica.me is not None else 0
        drafted = frozenset(k.conversation_id for k in replica.drafts.by_key if k.conversation_id is not None)
        return Facts(me_id, replica.directory, self.clock(), replica.read_ids, drafted, self.zone)

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
        for held in self._ripe():
            self._place(held, changes)
        self._tell(changes)

    def take_directory(self, directory: Directory) -> None:
        """People, boxes and tags, whole."""
        self.replica.take_directory(clean(directory))
        self._tell(ChangeSet(directory=True))

    def set_line(self, line: LineState) -> None:
        """How the line to the server stands now. A stream that begins tells anew what holds of the notices of the one before."""
        if line != self.replica.line:
            self.replica.line = line
            if line.phase is LinePhase.CONNECTING:
                self.replica.notices.clear()
            self._tell(ChangeSet(line=True))

    # ------------------------------------------------------------ lists

    def open_list(self, key: ListKey) -> ListWindow:
        """The window of a list; made empty where it was never opened. Lists not used for long are let go."""
        lists = self.replica.lists
        window = lists.pop(key, None) or self._new_window(key)
        lists[key] = window
        for old in list(lists)[:-KEPT_LISTS]:
            del lists[old]
        return window

    def _new_window(self, key: ListKey) -> ListWindow:
        """Empty; as long as its badge says, so that the scroll bar is right before the first page."""
        total = 0 if key.query else self.replica.counts.get(key.queue, 0)
        return ListWindow(total=total, is_ordered=is_ordered(key.queue, key.query))

    def place_page(self, key: ListKey, page: ConversationPage, request: PageRequest | None = None) -> None:
        """A page into its list. One that is ahead of the stream waits for it while the line is live (`release_pages` ends that)."""
        is_live = self.replica.line.phase is LinePhase.LIVE
        held = _Held(key, page, request)
        if page.seq > self.replica.seq and is_live:
            self._held.append(held)
            return
        changes = ChangeSet()
        self._place(held, changes)
        self._tell(changes)

    def place_kept(self, key: ListKey) -> bool:
        """Fill a list that was never loaded with what is kept of it here, to be read again when the server can be asked; whether it was."""
        window = self.open_list(key)
        if window.is_loaded or self.replica.me is None:
            return False
        self.place_page(key, kept_search.found(self.replica, key, self.belongs(key)))
        window.mark_stale()
        return True

    def release_pages(self) -> None:
        """Place what still waits for the stream, exact or not."""
        waiting, self._held = self._held, []
        changes = ChangeSet()
        for held in waiting:
            self._place(held, changes)
        if waiting:
            self._tell(changes)

    @property
    def has_held_pages(self) -> bool:
        """Whether pages wait for the stream to catch up with them."""
        return bool(self._held)

    def forget_far(self, key: ListKey, position: int, keep: int) -> None:
        """Let go of entries far from a position of a list, and of rows that nothing refers to any more."""
        window = self.replica.lists.get(key)
        if window is not None and window.forget_far(position, keep):
            pages.forget_rows(self.replica)

    def _ripe(self) -> list[_Held]:
        ripe = [held for held in self._held if held.page.seq <= self.replica.seq]
        self._held = [held for held in self._held if held.page.seq > self.replica.seq]
        return ripe

    def _place(self, held: "_Held", changes: ChangeSet) -> None:
        """Into its window; not where the window is gone, or the neighbour it was asked behind stands elsewhere by now."""
        key = held.key
        window = self.replica.lists.get(key)
        if window is None or (held.request is not None and not window.holds(held.request)):
            return
        pages.place_list_page(self._reducer, window, key, self.belongs(key), clean(held.page), changes)

    # ------------------------------------------------------------ threads and customers

    def place_thread(self, page: ThreadPage, *, is_older: bool = False) -> None:
        """A page of a thread: the newest one, or one in front of what is loaded."""
        changes = ChangeSet()
        page = clean(page)
        if is_older:
            pages.place_older_messages(self._reducer, page, changes)
        else:
            pages.place_newest_messages(self._reducer, page, changes)
            self.touch_thread(page.row.id)
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
        changes = ChangeSet()
        pages.place_customer(self._reducer, clean(page), changes)
        self._tell(changes)

    # ------------------------------------------------------------ commands on their way

    def add_pending(self, key: str, command: Command, seen_seq: int | None) -> Pending:
        """Show a command's effect before the server has answered."""
        return self.add_all_pending([(key, command)], seen_seq)[0]

    def add_all_pending(self, commands: Iterable[tuple[str, Command]], seen_seq: int | None) -> list[Pending]:
        """Show the effects of several commands, each under its key, as one step."""
        added = self.make_pending(commands, seen_seq)
        self.show_pending(added)
        return added

    def make_pending(self, commands: Iterable[tuple[str, Command]], seen_seq: int | None) -> list[Pending]:
        """Commands as they will be shown; nothing is shown yet, so that they can be written down before."""
        queue, now = self.replica.pending, self.clock()
        return [Pending(key, command, now, queue.next_message_id(), seen_seq) for key, command in commands]

    def show_pending(self, pendings: Iterable[Pending]) -> None:
        """Show the effects of commands as one step."""
        changes = ChangeSet(pending=True)
        for pending in pendings:
            self.replica.pending.add(pending)
            changes.own |= {*pending.conversation_ids}
            self._show(pending, changes)
        self._tell(changes)

    def restore_pending(self, entries: Iterable[Pending]) -> None:
        """Commands of earlier runs that were never answered: they show again as on their way, under numbers of this run."""
        changes = ChangeSet(pending=True)
        for entry in entries:
            pending = replace(entry, message_id=self.replica.pending.next_message_id())
            self.replica.pending.add(pending)
            self._show(pending, changes)
        self._tell(changes)

    def _show(self, pending: Pending, changes: ChangeSet) -> None:
        command = pending.command
        marks = read_by(command)
        if marks:
            before = {number: self.replica.read_ids.get(number, 0) for number in marks}
            self._read_before.setdefault(pending.key, before)
            for number, message_id in marks.items():
                self._reducer.set_read(number, message_id, changes)
            return
        self._repaint(pending, changes)

    def _repaint(self, pending: Pending, changes: ChangeSet) -> None:
        for conversation_id in pending.conversation_ids:
            self._reducer.repaint_pending(conversation_id, changes)
        changes.customers |= pending.customer_ids
        changes.counts |= isinstance(pending.command, VIEW_COMMANDS)

    def was_sent(self, key: str) -> bool:
        """Whether a command has left at least once, so that it may have been done."""
        pending = self.replica.pending.by_key.get(key)
        return pending is not None and pending.state is not PendingState.QUEUED

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
        for number, message_id in self._read_before.pop(key, {}).items():
            self._reducer.set_read(number, message_id, changes)
        self._repaint(pending, changes)
        self._tell(changes)
        return pending

    # ------------------------------------------------------------ looks

    def set_look(self, queue: str, look: ListLook) -> None:
        """How a queue is to look on this console."""
        self.replica.looks[queue] = look

    # ------------------------------------------------------------ drafts

    def set_draft(self, key: DraftKey, text: str, extra: dict[str, str] | None = None) -> None:
        """Keep what is being written; blank text forgets it."""
        changes = ChangeSet(drafts=True)
        if self.replica.drafts.put(key, Draft(text, self.clock(), extra or {})):
            if key.conversation_id is not None:
                changes.rows.add(key.conversation_id)
            self._tell(changes)

    def restore_draft(self, key: DraftKey, draft: Draft) -> None:
        """A draft of an earlier run, at its own time."""
        self.replica.drafts.restore(key, draft)
        self._tell(ChangeSet(drafts=True))

    def share_draft(self, key: DraftKey, *, is_shared: bool) -> None:
        """Colleagues may read it, or no more."""
        self.replica.drafts.share(key, is_shared=is_shared)
        self._tell(ChangeSet(drafts=True))

    def move_draft(self, key: DraftKey, to: DraftKey) -> None:
        """The conversation it was for goes on in another one; in front of what was begun there."""
        drafts = self.replica.drafts
        moved, begun = drafts.by_key.pop(key, None), drafts.by_key.get(to)
        if moved is not None:
            if moved.version:
                drafts.forgotten[key] = moved.version
            text = moved.text if begun is None else f"{moved.text}\n\n{begun.text}"
            drafts.put(to, Draft(text, self.clock(), moved.extra if begun is None else begun.extra))
        ids = {k.conversation_id for k in (key, to)}
        self._tell(ChangeSet(drafts=True, rows={id_ for id_ in ids if id_ is not None}))

    def place_drafts(self, page: DraftPage) -> set[DraftKey]:
        """The agent's drafts as the server has them; those that changed by that."""
        changed = self.replica.drafts.take_page(clean(page))
        self._tell(
            ChangeSet(drafts=True, rows={k.conversation_id for k in changed if k.conversation_id is not None})
        )
        return changed

    def draft_settled(self, key: DraftKey, sent: Draft | None, answer: DraftSaved) -> bool:
        """The server has kept a draft, or says what stands instead; whether another text stands here now."""
        is_other = self.replica.drafts.settled(key, sent, clean(answer))
        rows = {key.conversation_id} if key.conversation_id is not None else set()
        self._tell(ChangeSet(drafts=True, rows=rows))
        return is_other

    def place_shared_drafts(self, conversation_id: int, page: DraftPage) -> None:
        """What colleagues share in a conversation."""
        if self.replica.drafts.take_shared(conversation_id, clean(page).drafts):
            self._tell(ChangeSet(drafts=True, rows={conversation_id}))

    # ------------------------------------------------------------ one's own

    def place_notifications(self, page: NotificationPage) -> None:
        """What the server keeps of what this agent was told."""
        self.replica.notifications.take_page(clean(page))
        self._tell(ChangeSet(notifications=True))

    def mark_notifications(self, marks: MarkNotifications) -> None:
        """Some have been read, or are unread again."""
        self.replica.notifications.mark(marks)
        self._tell(ChangeSet(notifications=True))

    def set_attention(self, settings: AttentionSettings) -> None:
        """How this agent wants to be told from now on."""
        self.replica.attention = settings
        self._tell(ChangeSet(notifications=True))

    def forget_progress(self, key: str) -> None:
        """A change to many conversations is over."""
        self.replica.progress.pop(key, None)

    def doubt(self) -> None:
        """What is loaded has missed something: lists are read again where somebody looks."""
        self._reducer.mark_all_stale()
        self._tell(ChangeSet(lists=set(self.replica.lists), threads=set(self.replica.threads)))

    def expect_changes(self) -> None:
        """What is loaded is from an earlier run: shown, and read again as it is looked at."""
        self._reducer.mark_all_stale()
        self._tell(ChangeSet(reset=True))
