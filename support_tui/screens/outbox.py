"""The list of all that has not left yet, over the console: looks at it, gives another time, sends now, takes out; carries nothing itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from support_tui import i18n
from support_tui.actions import in_doubt, later, leaving, writing
from support_tui.actions.interface import Severity
from support_tui.actions.leaving import Entry, Why
from support_tui.screens.dialog_list import DialogList
from support_tui.screens.overlay import ListOverlay
from support_tui.store import Changes
from support_tui.wire.scheduled import ScheduledReply

if TYPE_CHECKING:
    from support_tui.screens.console import Console

#: More would take longer to lay out than anybody reads; the rest is counted.
_SHOWN: Final = 300


class OutboxScreen(ListOverlay):
    """What is in doubt, what failed or came back, what is held, what waits for a line, what leaves later."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,o", "open", show=False),
        Binding("b,t", "time", show=False),
        Binding("s", "now", show=False),
        Binding("y", "confirm", show=False),
        Binding("x,delete,z", "take_out", show=False),
        Binding("escape,q,u", "leave", show=False),
    ]

    def __init__(self, console: "Console") -> None:
        super().__init__()
        self._main = console
        self._scheduled: Sequence[ScheduledReply] = ()
        self._is_known = False
        self._entries: list[Entry] = []
        self._unsubscribe = console.store.subscribe(self._store_changed)

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(Content(i18n.text("queue-title")), id="dialog-title")
            yield DialogList(id="dialog-list", compact=True, markup=False)
            yield Static(Content(i18n.text("queue-nothing")), id="dialog-nothing")
            yield Static(Content(i18n.text("queue-keys")), id="dialog-hint")

    def on_mount(self) -> None:
        self._list()
        self.query_one(OptionList).focus()
        self._read()

    def on_unmount(self) -> None:
        self._unsubscribe()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        """What the server holds of it; without a line what was read last stays."""
        answer = await self._main.desk.scheduled()
        if answer is not None:
            self._scheduled, self._is_known = answer.replies, True
        if self.query(OptionList):  # else it was left meanwhile
            self._list()

    def _store_changed(self, changes: Changes) -> None:
        if not self.is_mounted:
            return
        if changes.pending:
            self._list()
        if changes.threads or changes.line:
            self._read()

    # ------------------------------------------------------------ the list

    def _list(self) -> None:
        console = self._main
        replica, now_at = console.store.replica, console.store.clock()
        self._entries = leaving.entries(replica, console.desk.promise.returned, self._scheduled, now_at)
        options, highlighted = self.query_one(OptionList), self._place
        drawn: list[Option] = []
        why: Why | None = None
        for number, entry in enumerate(self._entries[:_SHOWN]):
            if entry.why is not why:
                why = entry.why
                count = sum(other.why is why for other in self._entries)
                head = i18n.text("queue-head", why=why.value, n=count)
                drawn.append(Option(Content.styled(head, "bold"), disabled=True))
            drawn.append(Option(_prompt(entry), id=str(number)))
        if len(self._entries) > _SHOWN:
            drawn.append(Option(i18n.text("queue-more", n=len(self._entries) - _SHOWN), disabled=True))
        options.set_options(drawn)
        self.query_one("#dialog-nothing").display = not self._entries
        self.query_one("#dialog").set_class(bool(self._entries), "-tall")
        options.display = bool(self._entries)
        if self._entries:
            place = min(highlighted or 0, len(self._entries[:_SHOWN]) - 1)
            options.highlighted = options.get_option_index(str(place))
        is_off = not self._is_known
        title = i18n.text("queue-title-off") if is_off else i18n.text("queue-title")
        self.query_one("#dialog-title", Static).update(Content(title))

    @property
    def _place(self) -> int | None:
        options = self.query_one(OptionList)
        option = options.highlighted_option
        return int(option.id) if option is not None and option.id is not None else None

    @property
    def _entry(self) -> Entry | None:
        place = self._place
        return self._entries[place] if place is not None and place < len(self._entries) else None

    # ------------------------------------------------------------ keys

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Show the conversation; what came back has been read then."""
        entry = self._entry
        if entry is None or entry.conversation_id is None:
            return
        self._seen(entry)
        self.dismiss(None)
        self._main.ui.open_conversation(entry.conversation_id)

    def action_time(self) -> None:
        self._change_time()

    @work(exclusive=True, group="ask")
    async def _change_time(self) -> None:
        entry = self._entry
        if entry is None or entry.message is None:
            self._main.ui.notify("queue-not-scheduled", Severity.WARNING)
            return
        await later.change_time(self._main.action_context(), entry.message, entry.their_zone)
        self._read()

    def action_now(self) -> None:
        """Send it now; what waits for the line cannot leave earlier than the line is back."""
        entry = self._entry
        if entry is None or entry.message is None:
            self._main.desk.refresh()
            return
        context = self._main.action_context()
        if entry.why in (Why.LATER, Why.HELD):
            later.send_now(context, entry.message)
        else:
            in_doubt.send_again(context, entry.message)
        self._read()

    def action_confirm(self) -> None:
        """What is in doubt has arrived."""
        entry = self._entry
        if entry is None or entry.message is None or entry.why is not Why.IN_DOUBT:
            self._main.ui.notify("queue-not-in-doubt", Severity.WARNING)
            return
        in_doubt.confirm(self._main.action_context(), entry.message)
        self._read()

    def action_take_out(self) -> None:
        """Take a reply back (its words are a draft again), a command out of the queue, or a return as read."""
        entry = self._entry
        if entry is None:
            return
        console = self._main
        if entry.message is not None:
            writing.cancel(console.action_context(), entry.message)
            self._read()
        elif entry.why is Why.RETURNED:
            self._seen(entry)
        elif console.store.was_sent(entry.key):
            self._take_out_doubtful(entry)
        else:
            self._take_out(entry)
        self._list()

    @work(exclusive=True, group="ask")
    async def _take_out_doubtful(self, entry: Entry) -> None:
        """It has left at least once and no answer came: whoever gives it a second time should know that it may be done."""
        if await self._main.ui.confirm_danger("queue-may-be-done"):
            self._take_out(entry)
            self._list()

    def _take_out(self, entry: Entry) -> None:
        is_out = self._main.desk.take_out(entry.key)
        self._main.ui.notify(*(("queue-taken-out",) if is_out else ("queue-on-its-way", Severity.WARNING)))

    def _seen(self, entry: Entry) -> None:
        if entry.why is Why.RETURNED:
            self._main.desk.promise.settled(entry.key)
            self._main.bars.desk_changed()


def _prompt(entry: Entry) -> Content:
    parts: list[tuple[str, str]] = [("  ", ""), (entry.what, ""), (f"  {entry.about}", "$accent")]
    if entry.when:
        parts.append((f"  {entry.when}", "$muted"))
    if entry.words:
        parts.append((f"\n    {entry.words}", "$muted"))
    if entry.reason:
        parts.append((f"\n    {entry.reason}", "$text-error"))
    return Content.assemble(*parts)
