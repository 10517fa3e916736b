"""Which conversation the thread and the customer pane show: it follows the cursor after a moment, or opens at once; counts as read when seen."""

from typing import TYPE_CHECKING, Final

from textual.timer import Timer

from support_tui.screens.layout import Pane
from support_tui.store import Changes, select
from support_tui.wire.commands import MarkRead
from support_tui.wire.frames import Activity

if TYPE_CHECKING:
    from support_tui.screens.console import Console

#: A conversation that is only previewed counts as read after this.
READ_AFTER_S: Final = 1.5


class Reading:
    """The open conversation of one console."""

    def __init__(self, console: "Console") -> None:
        self._console = console
        console.desk.on_merged = self.led_on
        self.open_id: int | None = None
        self._preview: Timer | None = None
        self._read: Timer | None = None
        self._seen: tuple[int, int] | None = None

    def follow_cursor(self) -> None:
        """Follow the inbox cursor once it rests, where the thread stands beside the list; what is being read is not taken away."""
        self._cancel_preview()
        console, conversation_id = self._console, self._console.inbox.cursor_id
        settings, is_single = console.settings, console.arrangement.is_single
        if conversation_id is None or conversation_id == self.open_id or is_single or not settings.previews:
            return
        if not console.is_furnished:
            return
        if console.arrangement.active is not Pane.INBOX and self.open_id is not None:
            return
        # A thread never opens in the frame of the key that moved the cursor.
        delay_s = max(0.02, settings.preview_delay_ms / 1_000)
        self._preview = self._console.set_timer(delay_s, lambda: self.show(conversation_id))

    def _cancel_preview(self) -> None:
        if self._preview is not None:
            self._preview.stop()
            self._preview = None

    def show(self, conversation_id: int) -> None:
        """Put a conversation into thread and customer pane; the focus stays where it is."""
        self._cancel_preview()
        console, asked_id = self._console, conversation_id
        conversation_id = select.survivor_id(console.store.replica, asked_id)
        if conversation_id != asked_id:
            console.ui.notify("joining-led-on", id=asked_id, into=conversation_id)
        if conversation_id == self.open_id:
            return
        self.open_id = conversation_id
        self._seen = None
        console.desk.open_thread(conversation_id)
        console.thread.show(conversation_id)
        self.show_customer()
        console.desk.look(conversation_id, Activity.VIEWING)
        console.bars.frame_changed()

    def led_on(self, asked_id: int, survivor_id: int) -> None:
        """The number that was opened is that of a conversation which was merged into another: that one is shown, and it is said."""
        if self.open_id == asked_id:
            self._console.ui.notify("joining-led-on", id=asked_id, into=survivor_id)
            self.show(survivor_id)

    def rows_changed(self, changes: Changes) -> None:
        """The row of the open conversation has come, or changed. Where it was merged into another one, reading goes on there; beside a
        list the cursor leads."""
        console, open_id = self._console, self.open_id
        if open_id in changes.threads and self._is_gone():
            self._leave()
            return
        if open_id is None or open_id not in changes.rows:
            return
        if console.context.customer_id is None:
            self.show_customer()
        if console.arrangement.active is Pane.INBOX:
            return
        if select.survivor_id(console.store.replica, open_id) != open_id:
            self.show(open_id)

    def _is_gone(self) -> bool:
        """Whether what is being read is not there any more: deleted for good, or out of this agent's sight."""
        replica, open_id = self._console.store.replica, self.open_id
        if open_id is None:
            return False
        return select.row(replica, open_id) is None and select.thread(replica, open_id) is None

    def _leave(self) -> None:
        """Nothing of it stays on the screen; the list leads on."""
        console = self._console
        self.open_id = self._seen = None
        console.desk.leave_thread()
        console.thread.show(None)
        self.show_customer()
        if console.arrangement.active is not Pane.INBOX:
            console.arrangement.go(Pane.INBOX)
        console.bars.frame_changed()
        self.follow_cursor()

    def show_customer(self) -> None:
        """The customer of the open conversation, asked for only while that pane is on screen."""
        console = self._console
        row = select.row(console.store.replica, self.open_id) if self.open_id is not None else None
        customer_id = row.customer_id if row is not None else None
        is_visible = Pane.CONTEXT in console.arrangement.visible
        console.context.relate(self.open_id)
        console.context.show(customer_id if is_visible else None)

    def seen(self, conversation_id: int, message_id: int) -> None:
        """Its newest message was on screen: at once read where the thread has the focus, else after a moment."""
        if conversation_id == self.open_id and self._console.arrangement.active is Pane.THREAD:
            self._console.desk.personal.seen(conversation_id, message_id)
        if conversation_id != self.open_id or not select.is_unread(
            self._console.store.replica, conversation_id
        ):
            return
        self._seen = (conversation_id, message_id)
        if self._read is not None:
            self._read.stop()
        if self._console.arrangement.active is Pane.THREAD:
            self._mark_read()
        else:
            self._read = self._console.set_timer(READ_AFTER_S, self._mark_read)

    def _mark_read(self) -> None:
        if self._seen is None:
            return
        conversation_id, message_id = self._seen
        self._seen = None
        if conversation_id == self.open_id:
            self._console.desk.personal.seen(conversation_id, message_id)
            self._console.desk.do(MarkRead(conversation_id, message_id), conditional=False)
