"""Frames and pages into the replica, each once and in order, with a list of what they touched. Pure: knows no line and no clock."""

from collections.abc import Callable, Iterable
from typing import assert_never

from msgspec.structs import replace

from support_tui.store import joined, predict
from support_tui.store.changes import ChangeSet
from support_tui.store.clean import clean
from support_tui.store.journal import Before, Journal, Transition, row_before
from support_tui.store.membership import Belongs
from support_tui.store.moments import take_presence
from support_tui.store.patch import patch
from support_tui.store.replica import Replica
from support_tui.store.scheduled import is_held_now
from support_tui.store.tabs import VIEW_COMMANDS
from support_tui.store.windows import ListKey
from support_tui.wire import events as e
from support_tui.wire import frames as f
from support_tui.wire.values import ActorKind, MessageKind
from support_tui.wire.views import ConversationRow, CustomerNote, CustomerPage, Snapshot

#: A message this much older than its entry in the log is history that was imported.
_NEWS_US = 86_400_000_000


#: After these a thread consists of other messages, or is related to other conversations: only the server tells which.
_REGROUPS = (e.MessagesCame, e.MessagesWent, e.ConversationsLinked, e.ConversationsUnlinked)


class Reducer:
    """Applies what the server says to a replica. `belongs` answers for a list whether a row is in it, at the present moment."""

    def __init__(self, replica: Replica, belongs: Callable[[ListKey], Belongs]) -> None:
        self.replica = replica
        self.journal = Journal()
        self._belongs = belongs
        self._events: dict[int, list[e.Event]] = {}
        """Events of a conversation whose row has not come yet: it comes with the last one of a command."""

    # ------------------------------------------------------------ whole states

    def take_snapshot(self, snapshot: Snapshot, changes: ChangeSet) -> None:
        """Begin anew from a snapshot; what was loaded stays visible and is read again as it is looked at."""
        replica = self.replica
        snapshot = clean(snapshot)
        if replica.epoch and replica.epoch != snapshot.epoch:
            self._forget_everything()
        replica.me, replica.epoch, replica.seq = snapshot.me, snapshot.epoch, snapshot.seq
        replica.desk_name, replica.server_version = snapshot.desk_name, snapshot.server_version
        replica.take_directory(snapshot.directory)
        replica.counts = dict(snapshot.counts.by_queue)
        replica.views = {view.id: view for view in snapshot.views}
        replica.tab_order = snapshot.tab_order
        replica.presence.clear()
        self._events.clear()
        self.journal.begin(snapshot.seq)
        self.mark_all_stale()
        self.finish_pending(changes)
        changes.reset = True

    def mark_all_stale(self) -> None:
        """Everything loaded may have missed something."""
        for window in self.replica.lists.values():
            window.mark_stale()
        for thread in self.replica.threads.values():
            thread.is_stale = True

    def _forget_everything(self) -> None:
        """The server's data were restored from another time: no number of ours means anything any more."""
        replica = self.replica
        for known in (
            replica.rows,
            replica.shown,
            replica.lists,
            replica.threads,
            replica.customers,
            replica.cc,
        ):
            known.clear()
        replica.read_ids.clear()
        for pending in [p for p in replica.pending if p.done_seq]:
            replica.pending.remove(pending.key)

    # ------------------------------------------------------------ frames

    def take_frame(self, frame: f.DownFrame, changes: ChangeSet) -> None:
        """One frame of the stream. Sequenced ones count once, however often they come."""
        replica = self.replica
        match frame:
            case f.Events():
                self._take_events(frame, changes)
            case f.Skipped(seq=seq):
                self._skip(seq, changes)
            case f.Progress():
                replica.progress[frame.key] = frame
                changes.pending = True
            case f.CountsChanged(counts=counts):
                if replica.counts != counts.by_queue:
                    replica.counts = dict(counts.by_queue)
                    changes.counts = True
            case f.ViewCounts(counts=view_counts):
                replica.view_counts = {known.view_id: known for known in view_counts}
                changes.counts = True
            case f.Presence():
                take_presence(replica, frame, changes)
            case f.ReadMoved(conversation_id=conversation_id, message_id=message_id):
                self.set_read(conversation_id, message_id, changes)
            case f.Notice(refusal=refusal, is_over=is_over):
                replica.notices.pop(refusal.code, None)
                if not is_over:
                    replica.notices[refusal.code] = refusal
                changes.notices = True
            case f.MailStates(states=states):
                replica.mail_states = clean(states)
                changes.notices = True
            case f.Notified(notification=notification):
                notification = clean(notification)
                if replica.notifications.put(notification):
                    changes.told.append(notification)
                    changes.notifications = True
            case f.NotificationsMarked(marks=marks):
                replica.notifications.mark(marks)
                changes.notifications = True
            case f.DraftMoved():
                changes.drafts_moved.append(frame)
            case f.OwnStale():
                changes.own_stale = True
            case f.Hello() | f.Resync():
                pass
            case _:
                assert_never(frame)

    def _take_events(self, frame: f.Events, changes: ChangeSet) -> None:
        for envelope in frame.events:
            if envelope.recorded.seq > self.replica.seq:
                self._take_envelope(clean(envelope), changes)
        self.replica.seq = max(self.replica.seq, frame.seq)
        self.finish_pending(changes)

    def _skip(self, seq: int, changes: ChangeSet) -> None:
        """More has happened than was told: what is loaded is out of date, and whoever shows it reads it again (`mark_all_stale`)."""
        if seq <= self.replica.seq:
            return
        self.replica.seq = seq
        self._events.clear()
        self.journal.begin(seq)
        self.finish_pending(changes)

    def _take_envelope(self, envelope: f.Envelope, changes: ChangeSet) -> None:
        recorded = envelope.recorded
        self.replica.seq = recorded.seq
        self.journal.add(envelope)
        if recorded.key and self._is_mine(recorded):
            changes.own_keys.add(recorded.key)
        if envelope.directory is not None:
            self.replica.take_directory(envelope.directory)
            changes.directory = True
        if isinstance(recorded.event, e.ViewEvent):
            self._take_tabs(recorded.event, changes)
        if recorded.conversation_id is not None:
            self._take_conversation(recorded.conversation_id, envelope, changes)
        if envelope.customer is not None or recorded.customer_id is not None:
            self._take_customer(envelope, changes)

    def _take_tabs(self, event: e.ViewEvent, changes: ChangeSet) -> None:
        """A view that is no longer this agent's to see is gone for them."""
        replica, me_id = self.replica, self.replica.me.id if self.replica.me is not None else 0
        match event:
            case e.TabsArranged(agent_id=agent_id, new=order):
                replica.tab_order = order if agent_id == me_id else replica.tab_order
            case e.ViewChanged(view_id=view_id, new=view) if view is not None and view.is_seen_by(me_id):
                replica.views[view_id] = view
            case e.ViewChanged(view_id=view_id):
                replica.views.pop(view_id, None)
                replica.view_counts.pop(view_id, None)
        changes.counts = True

    def _take_conversation(self, conversation_id: int, envelope: f.Envelope, changes: ChangeSet) -> None:
        recorded = envelope.recorded
        if isinstance(recorded.event, e.ConversationHidden | e.ConversationPurged):
            self._hide(conversation_id, recorded.seq, changes)
            return
        if envelope.cc is not None:
            self.replica.cc[conversation_id] = envelope.cc
        self.put_in_thread(envelope, changes)
        if isinstance(recorded.event, e.MessageWithdrawn):
            changes.notifications |= self.replica.notifications.take_out(recorded.event.message_id)
        # What it told stands in the list again, which only the server has.
        changes.own_stale |= isinstance(recorded.event, e.MessageRestored)
        if is_held_now(recorded.event, envelope.message, self.replica.me):
            changes.held += [envelope.message] if envelope.message is not None else []
        if self._is_mine(recorded):
            changes.own.add(conversation_id)
        elif recorded.actor.kind is ActorKind.AGENT:
            changes.by_others.append(recorded)
        events = self._events.setdefault(conversation_id, [])
        events.append(recorded.event)
        if envelope.row is not None:
            if any(isinstance(event, e.ConversationMerged | e.ConversationUnmerged) for event in events):
                joined.list_at_customer(self.replica, envelope.row, changes)
            del self._events[conversation_id]
            if any(_is_news(event, recorded.at) for event in events):
                changes.arrived[conversation_id] = envelope.row
            self._take_row(envelope.row, events, recorded.seq, changes)

    def _is_mine(self, recorded: e.Recorded) -> bool:
        me, actor = self.replica.me, recorded.actor
        return me is not None and actor.kind is ActorKind.AGENT and actor.id == me.id

    def put_in_thread(self, envelope: f.Envelope, changes: ChangeSet) -> None:
        """An event and its message into the thread, where that is loaded."""
        thread = self.replica.threads.get(envelope.recorded.conversation_id or 0)
        if thread is None:
            return
        if envelope.message is not None:
            thread.put_message(envelope.message)
        if isinstance(envelope.recorded.event, e.MessageWithdrawn):
            thread.take_out(envelope.recorded.event.message_id)
        thread.put_event(envelope.recorded)
        if envelope.cc is not None:
            thread.cc = envelope.cc
        if isinstance(envelope.recorded.event, _REGROUPS):
            thread.doubt_all()
        changes.threads.add(thread.conversation_id)

    def _take_row(self, row: ConversationRow, events: list[e.Event], seq: int, changes: ChangeSet) -> None:
        known = self.replica.rows.get(row.id)
        if known is not None and known.version >= row.version:
            self._patch_where_loaded(known, changes)
            return
        before = Before(known) if known is not None else row_before(row, events)
        self.journal.transitions.append(Transition(seq, row.id, before, row))
        self._change_row(row.id, before, row, changes)
        if known is None and not any(map(_is_unread_news, events)):
            self._doubt_reading(row.id, changes)

    def _doubt_reading(self, conversation_id: int, changes: ChangeSet) -> None:
        """A conversation never seen here joined a list without a new message: only a page says whether it was read."""
        for key, window in self.replica.lists.items():
            if conversation_id in window:
                window.mark_stale()
                changes.lists.add(key)

    def _hide(self, conversation_id: int, seq: int, changes: ChangeSet) -> None:
        known = self.replica.rows.get(conversation_id)
        self._events.pop(conversation_id, None)
        if known is None:
            self._mark_incomplete_stale(changes)
            return
        before = Before(known)
        self.journal.transitions.append(Transition(seq, conversation_id, before, None))
        self._change_row(conversation_id, before, None, changes)
        self.replica.threads.pop(conversation_id, None)
        changes.threads.add(conversation_id)

    # ------------------------------------------------------------ rows

    def _change_row(
        self, conversation_id: int, before: Before, after: ConversationRow | None, changes: ChangeSet
    ) -> None:
        """A row has changed on the server: the lists follow what is shown of it, before and after."""
        replica = self.replica
        shown_before = replica.shown.get(conversation_id)
        if after is None:
            replica.rows.pop(conversation_id, None)
        else:
            replica.rows[conversation_id] = after
        self._predict(conversation_id)
        shown = replica.shown.get(conversation_id, after)
        self._patch_lists(conversation_id, Before(shown_before) if shown_before else before, shown, changes)
        changes.rows.add(conversation_id)
        if conversation_id in replica.threads:
            changes.threads.add(conversation_id)
        if before.row is None and not self._is_listed(conversation_id):
            replica.rows.pop(conversation_id, None)

    def _is_listed(self, conversation_id: int) -> bool:
        return conversation_id in self.replica.threads or any(
            conversation_id in window for window in self.replica.lists.values()
        )

    def _predict(self, conversation_id: int) -> None:
        """What is shown of a row: itself, or with the effect of what is pending."""
        replica = self.replica
        known, pending = replica.rows.get(conversation_id), replica.pending.about(conversation_id)
        replica.shown.pop(conversation_id, None)
        if known is not None and pending:
            replica.shown[conversation_id] = predict.row(known, pending, replica.tags)

    def _patch_lists(
        self, conversation_id: int, before: Before, after: ConversationRow | None, changes: ChangeSet
    ) -> None:
        for key, window in self.replica.lists.items():
            if patch(window, key, self._belongs(key), conversation_id, before, after):
                changes.lists.add(key)

    def _patch_where_loaded(self, row: ConversationRow, changes: ChangeSet) -> None:
        """A row that a page has brought earlier than the stream: lists that do not show it can only be read again."""
        shown = self.replica.shown.get(row.id, row)
        for key, window in self.replica.lists.items():
            if row.id in window:
                patch(window, key, self._belongs(key), row.id, Before(shown, is_certain=False), shown)
            elif window.is_loaded and not window.is_complete:
                window.mark_stale()
                changes.lists.add(key)

    def _mark_incomplete_stale(self, changes: ChangeSet) -> None:
        for key, window in self.replica.lists.items():
            if window.is_loaded and not window.is_complete:
                window.mark_stale()
                changes.lists.add(key)

    def repaint_pending(self, conversation_id: int, changes: ChangeSet) -> None:
        """What is pending for a conversation has changed: its row, its lists and its thread follow."""
        replica = self.replica
        known = replica.rows.get(conversation_id)
        shown_before = replica.shown.get(conversation_id, known)
        self._predict(conversation_id)
        shown = replica.shown.get(conversation_id, known)
        if known is not None and shown is not None and shown_before != shown:
            self._patch_lists(conversation_id, Before(shown_before), shown, changes)
        changes.rows.add(conversation_id)
        changes.threads.add(conversation_id)
        changes.pending = True

    def finish_pending(self, changes: ChangeSet) -> None:
        """Let go of accepted commands whose events have all arrived."""
        for pending in self.replica.pending.finished(self.replica.seq):
            self.replica.pending.remove(pending.key)
            changes.pending = True
            for conversation_id in pending.conversation_ids:
                self.repaint_pending(conversation_id, changes)
            changes.customers |= pending.customer_ids
            changes.counts |= isinstance(pending.command, VIEW_COMMANDS)

    def set_read(self, conversation_id: int, message_id: int, changes: ChangeSet) -> None:
        """This agent has read a conversation up to a message."""
        self.replica.read_ids[conversation_id] = message_id
        changes.rows.add(conversation_id)
        if conversation_id in self.replica.threads:
            changes.threads.add(conversation_id)
        shown = self.replica.shown.get(conversation_id) or self.replica.rows.get(conversation_id)
        if shown is not None:
            self._patch_lists(conversation_id, Before(shown), shown, changes)

    def take_rows(self, rows: Iterable[ConversationRow], changes: ChangeSet) -> None:
        """Rows of a page: newer ones replace ours, which happens only where ours had missed something."""
        for row in rows:
            known = self.replica.rows.get(row.id)
            if known is None or known.version < row.version:
                self.replica.rows[row.id] = row
                self._predict(row.id)
                changes.rows.add(row.id)

    # ------------------------------------------------------------ customers

    def _take_customer(self, envelope: f.Envelope, changes: ChangeSet) -> None:
        customer_id = envelope.customer.id if envelope.customer is not None else envelope.recorded.customer_id
        page = self.replica.customers.get(customer_id or 0)
        if page is None or customer_id is None:
            return
        if envelope.customer is not None and envelope.customer.version >= page.customer.version:
            page = replace(page, customer=envelope.customer)
        self.replica.customers[customer_id] = _with_note(page, envelope.recorded)
        changes.customers.add(customer_id)


def _is_unread_news(event: e.Event) -> bool:
    """Whether an event alone says that this agent has not read the conversation."""
    return isinstance(event, e.MessageAdded) and event.kind is MessageKind.INBOUND


def _is_news(event: e.Event, recorded_at: int) -> bool:
    """Whether a person has written just now: no machine, and no archive that is being taken in."""
    return (
        isinstance(event, e.MessageAdded)
        and event.kind is MessageKind.INBOUND
        and not event.is_automatic
        and recorded_at - event.at < _NEWS_US
    )


def _with_note(page: CustomerPage, recorded: e.Recorded) -> CustomerPage:
    """The notes after an event, the newest first; one that was taken back is not among them."""
    match recorded.event:
        case e.CustomerNoteAdded(note_id=note_id, text=text):
            fresh = CustomerNote(note_id, recorded.at, recorded.actor, text)
        case e.CustomerNoteRestored(note_id=note_id, text=text, written_at=at, author=author):
            fresh = CustomerNote(note_id, at, author, text)
        case e.CustomerNoteWithdrawn(note_id=note_id):
            return replace(page, notes=tuple(note for note in page.notes if note.id != note_id))
        case _:
            return page
    others = (note for note in page.notes if note.id != fresh.id)
    return replace(page, notes=tuple(sorted((fresh, *others), key=lambda note: -note.id)))
