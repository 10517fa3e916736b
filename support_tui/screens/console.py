"""The desk itself: queues, inbox, thread, customer and the bars around them; arranges panes, turns their messages into actions.

It reads the store and asks the desk; what a command does stands in `actions`, how a pane paints stands in `widgets`.
"""

from functools import partial
from typing import TYPE_CHECKING, Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from support_tui import messages as said
from support_tui.actions.desk import Desk
from support_tui.actions.interface import ActionContext
from support_tui.commands import BY_ID, Command, Scope, Situation
from support_tui.keymap import Keymap, chord_label
from support_tui.palette import Place
from support_tui.screens.announcing import Announcing
from support_tui.screens.answering import Answering
from support_tui.screens.arrangement import Arrangement
from support_tui.screens.at_hand import situation_of
from support_tui.screens.bars import Bars
from support_tui.screens.bulking import Bulking
from support_tui.screens.console_ui import ConsoleUi
from support_tui.screens.finding import Finding
from support_tui.screens.going import Going
from support_tui.screens.keys import KeyReader
from support_tui.screens.layout import Pane
from support_tui.screens.linear import inbox_type, status_type, thread_type
from support_tui.screens.one_paint import OnePaint
from support_tui.screens.open_view import OpenView
from support_tui.screens.reading import Reading
from support_tui.screens.run import run_command
from support_tui.screens.settings import DEFAULTS, ConsoleSettings
from support_tui.screens.type_ahead import TypeAhead
from support_tui.screens.typed_steps import FILTER
from support_tui.screens.view_commands import ViewCommands, show_screen
from support_tui.store import Changes, ListKey, Store, select
from support_tui.text.display import TextMode
from support_tui.widgets.bar import Bar
from support_tui.widgets.crumbs import Crumbs
from support_tui.widgets.divider import Divider
from support_tui.widgets.inbox.header import InboxHeader
from support_tui.widgets.inbox.source import InboxSource
from support_tui.widgets.kept_lines import Ground
from support_tui.widgets.keybar import KeyBar, WhichKey
from support_tui.widgets.tabs import QueueTabs
from support_tui.wire.query import QueryError, unknown_name

if TYPE_CHECKING:
    from support_tui.widgets.context import ContextPane
    from support_tui.widgets.filters import FilterBar

#: The clock and the countdown to the next try are written anew this often, ages in the list every so many times.
_TICK_S: Final = 1.0
_AGES_EVERY_TICKS: Final = 20
_FOCUS_AFTER_S: Final = 0.005


class _Pane(Vertical, Ground):
    """Holds what stands below each other in a pane."""


class _Panes(Horizontal, Ground):
    """Holds the panes."""


class Console(Answering, Ground):
    """The main screen. Panes are shown and hidden, never pushed as screens."""

    AUTO_FOCUS = "#inbox"

    context: "ContextPane"
    filter_bar: "FilterBar"

    def __init__(
        self,
        store: Store,
        desk: Desk,
        keymap: Keymap,
        mode: TextMode,
        settings: ConsoleSettings = DEFAULTS,
    ) -> None:
        super().__init__()
        self.store = store
        self.desk = desk
        self.keymap = keymap
        self.mode = mode
        self.settings = settings
        self.undo_window_s = settings.undo_window_s
        self.list_key = ListKey("all")
        self.ui = ConsoleUi(self)
        self.opened = OpenView(self)
        self.inbox = inbox_type(settings)(self.list_source(), mode, id="inbox")
        self.is_furnished = False
        """Whether thread, composer, customer and filter are there; the list is painted before."""
        self.type_ahead = TypeAhead(self)
        self.one_paint = OnePaint(self)
        self.tabs = QueueTabs(mode, id="tabs")
        self.crumbs = Crumbs(mode, id="crumbs")
        self.inbox_header = InboxHeader(mode, id="inbox-header")
        self.inbox_note = Static("", id="inbox-empty", markup=False)
        self.which_key = WhichKey(mode, id="which-key")
        self.status = status_type(settings)(mode, id="status")
        self.key_bar = KeyBar(keymap, mode, id="keybar")
        self.keys = KeyReader(keymap, self.which_key, maps_layouts=settings.maps_layouts)
        self.too_small = Static("", id="too-small", markup=False)
        self.pane_boxes = {
            Pane.INBOX: _Pane(self.inbox_header, self.inbox, self.inbox_note, id="inbox-pane"),
            Pane.THREAD: _Pane(id="thread-pane"),
            Pane.CONTEXT: _Pane(id="context-pane"),
        }
        self.dividers = (Divider(), Divider())
        first, second, third = list(self.pane_boxes.values())[:: -1 if settings.mirror else 1]
        self.panes = _Panes(first, self.dividers[0], second, self.dividers[1], third, id="panes")
        self.arrangement = Arrangement(self)
        self.bars = Bars(self)
        self.bulking = Bulking(self)
        self.reading = Reading(self)
        self.going = Going(self)
        self.announcing = Announcing(self)
        self.finding = Finding(self)
        self.view_commands = ViewCommands(self)
        self._ticks, self._is_ready = 0, False
        self._unsubscribe = store.subscribe(self._store_changed)

    # ------------------------------------------------------------ parts

    def compose(self) -> ComposeResult:
        yield self.tabs
        yield self.crumbs
        yield self.panes
        yield self.which_key
        yield self.status
        yield self.key_bar
        yield self.too_small

    @property
    def open_id(self) -> int | None:
        """The conversation that the thread shows."""
        return self.reading.open_id

    def list_source(self) -> InboxSource:
        """The rows of the list on show."""
        return InboxSource(self.store.replica, self.list_key, self.store.clock, self.opened.columns)

    def doubt(self, text: str) -> QueryError | None:
        """The name in a query that nobody on this desk has."""
        return unknown_name(text, self.store.replica.directory)

    # ------------------------------------------------------------ what commands need

    def situation(self) -> Situation:
        """What a command could act on right now."""
        return situation_of(self)

    @property
    def targets(self) -> tuple[int, ...]:
        """The marked conversations, else the open one where its thread or customer has the focus, else the one at the cursor."""
        if (
            not self.inbox.marks.ids
            and self.arrangement.active is not Pane.INBOX
            and self.open_id is not None
        ):
            return (self.open_id,)
        return self.inbox.targets

    def action_context(self) -> ActionContext:
        """What a handler works on."""
        return ActionContext(
            self.store, self.desk, self.ui, self.targets, self.open_id, self.list_key, self.bulking.selection
        )

    def pane_for(self, command: Command) -> object:
        """The pane that does a pane's command itself: the one it is named after, or the focused one for moving."""
        match command.area:
            case "mark":
                return self.inbox.marking
            case "bulk":
                return self.bulking.pane
            case "thread":
                if self.arrangement.active is Pane.INBOX:
                    self.view_commands.do_open()
                return self.thread
            case "context":
                return self.context
            case "composer":
                return self.bulking.composer
            case _:
                return self.arrangement.moving

    async def furnish(self) -> None:
        """Make the panes that the first paint can do without: their code and their styles would delay it by a third.

        Keys that were pressed meanwhile are taken up afterwards, in their order."""
        from support_tui.widgets.composer import Composer
        from support_tui.widgets.context import ContextPane
        from support_tui.widgets.filters import FilterBar

        self.thread = thread_type(self.settings)(self.store, self.mode, id="thread")
        self.composer = Composer(self.store, self.mode, self.desk.find_customers, id="composer")
        self.composer.names_every_key = self.settings.is_linear
        self.context = ContextPane(self.store, self.mode, id="context")
        self.filter_bar = FilterBar(self.mode, self.finding.completions, self.doubt, id="filter")
        await self.pane_boxes[Pane.INBOX].mount(self.filter_bar, before=self.inbox)
        await self.pane_boxes[Pane.INBOX].mount(*self.bulking.widgets())
        await self.pane_boxes[Pane.THREAD].mount(self.thread, self.composer)
        await self.pane_boxes[Pane.CONTEXT].mount(self.context)
        self.is_furnished = True
        self.reading.follow_cursor()
        await self.type_ahead.release()

    def take_key(self, event: events.Key) -> bool:
        """Run the command a key means here; tells whether the key is used up."""
        if self.view_commands.macros.is_busy or self.thread.wants(event.key):
            return self.view_commands.macros.takes(event)
        return self.keys.take(event, self.arrangement.scope(), self, self.run_command)

    def run_command(self, command: Command) -> None:
        """Do a command of the table, or say why it cannot be done now."""
        if self.is_furnished:
            run_command(self, command)

    # ------------------------------------------------------------ what the palette asks

    def key_labels(self, command_id: str) -> tuple[str, ...]:
        """The keys of a command as they are shown."""
        return tuple(map(chord_label, self.keymap.chords(command_id)))

    def current_scope(self) -> Scope | None:
        """The pane that commands would act in."""
        return self.arrangement.scope()

    def places(self) -> list[Place]:
        """Every queue, by its name."""
        return [
            Place(self.tabs.title(tab), partial(self.ui.show_queue, tab.id))
            for tab in select.queue_tabs(self.store.replica)
            if not tab.title_id
        ]

    async def find(self, typed: str) -> list[Place]:
        """Conversations and customers by words."""
        return await self.finding.find(typed)

    # ------------------------------------------------------------ lists and conversations

    def show_list(self, key: ListKey) -> None:
        """Another queue, filter or order in the inbox."""
        if key == self.list_key:
            return
        self.list_key = key
        if not self.store.open_list(key).is_loaded and self.opened.is_query:
            self.one_paint.wait()
        self.inbox.show(self.list_source())
        # Not by the inbox's message: the page is asked for before the empty list is painted.
        if self.opened.is_query:
            self.desk.need_rows(key, 0, self.inbox.size.height)
        self.bars.everything()

    def language_changed(self) -> None:
        """Every word of ours is written anew."""
        self.inbox.look_again(self.list_source())
        for bar in self.query(Bar):
            bar.refresh()
        self.bars.everything()
        self.thread.store_changed(Changes(reset=True))
        self.context.store_changed(Changes(reset=True))

    def show_screen(self, name: str, **params: str | int) -> None:
        """Open a screen over the console."""
        show_screen(self, name, **params)

    # ------------------------------------------------------------ the store has changed

    def _store_changed(self, changes: Changes) -> None:
        if not self._is_ready:
            return
        if changes.by_others:
            # Before the list follows: the cursor still stands on what a colleague has dealt with.
            self.announcing.done_by_others(changes.by_others)
        if changes.reset or self.list_key in changes.lists:
            self.inbox.list_changed(changes.own)
            self.bars.cursor_moved()
            self.one_paint.show()
        if changes.directory or changes.reset:
            self.inbox.ages_changed()
        elif changes.rows or changes.presence:
            self.inbox.rows_changed(changes.rows | changes.presence)
        if changes.counts or changes.directory or changes.reset or changes.line:
            self.opened.store_changed()
        if changes.line or changes.pending or changes.notices or changes.presence or changes.reset:
            self.bars.desk_changed()
        if changes.rows or changes.pending:
            self.bars.keys_changed()
        if self.is_furnished:
            self.reading.rows_changed(changes)
            self.thread.store_changed(changes)
            self.context.store_changed(changes)
            self.composer.store_changed(changes)
            self.bulking.store_changed(changes)
        if changes.arrived:
            self.announcing.arrived(changes.arrived)

    def _tick(self) -> None:
        self._ticks += 1
        self.bars.desk_changed()
        if self._ticks % _AGES_EVERY_TICKS == 0:
            self.inbox.ages_changed()

    # ------------------------------------------------------------ events

    def on_mount(self) -> None:
        self._is_ready = True
        self.store.open_list(self.list_key)
        self.arrangement.resized(self.size)
        self.inbox.list_changed()
        self.bars.everything()
        self.set_interval(_TICK_S, self._tick)

    def on_unmount(self) -> None:
        self._is_ready = False
        self._unsubscribe()

    def on_resize(self, event: events.Resize) -> None:
        self.arrangement.resized(event.size)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.arrangement.focused(event.widget)
        self.bars.keys_changed()

    @on(said.CursorMoved)
    def _cursor_moved(self) -> None:
        self.bars.cursor_moved()
        self.reading.follow_cursor()

    @on(said.MarksChanged)
    def _marks_changed(self) -> None:
        self.bulking.marks_changed()
        self.bars.cursor_moved()

    @on(said.RowsNeeded)
    def _rows_needed(self, event: said.RowsNeeded) -> None:
        if event.key == self.list_key and self.opened.is_query:
            self.desk.need_rows(event.key, event.start, event.until)

    @on(said.OpenConversation)
    def _open_wanted(self, event: said.OpenConversation) -> None:
        self.going.open(event.conversation_id)

    @on(said.QueueChosen)
    def _queue_chosen(self, event: said.QueueChosen) -> None:
        self.ui.show_queue(event.queue)
        self.inbox.focus()

    @on(said.QuerySubmitted)
    def _query_submitted(self, event: said.QuerySubmitted) -> None:
        self.view_commands.macros.typed(FILTER, event.query)
        self.ui.show_query(event.query)
        # The question is on its way before the styles of what gains and loses the focus are worked out; keys need no focus.
        self.set_timer(_FOCUS_AFTER_S, self._leave_filter)

    @on(said.QueryDismissed)
    def _query_dismissed(self) -> None:
        self.view_commands.macros.typed(FILTER, "", is_left=True)
        self._leave_filter()

    def _leave_filter(self) -> None:
        """The list has the keys again, unless the next key has given them to another field already."""
        if self.focused is None:
            self.set_focus(self.inbox, scroll_visible=False)

    @on(said.CommandRequested)
    def _command_requested(self, event: said.CommandRequested) -> None:
        self.run_command(BY_ID[event.command_id])

    @on(said.BackRequested)
    def _back_requested(self) -> None:
        self.arrangement.back()

    @on(Crumbs.Back)
    def _crumb_chosen(self, event: Crumbs.Back) -> None:
        for _ in range(event.steps):
            self.arrangement.back()

    @on(InboxHeader.Chosen)
    def _header_chosen(self, event: InboxHeader.Chosen) -> None:
        if event.target in BY_ID:
            self.run_command(BY_ID[event.target])

    @on(said.MessageSeen)
    def _message_seen(self, event: said.MessageSeen) -> None:
        self.reading.seen(event.conversation_id, event.message_id)
