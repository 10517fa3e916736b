"""The scrolling part of the thread on the line API (D11): paints the rows on screen, moves them, keeps the message cursor.

How it stays fast and still: the truth is the viewport's anchor (an entry and a line of it), entries are laid out when they come
on screen and kept, painted lines are kept until the colours change. Textual's scroll offset only serves the scrollbar.
"""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.filter import LineFilter
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from support_tui.messages import MessageSeen, OlderNeeded
from support_tui.store import select
from support_tui.store.store import Store
from support_tui.store.threads import MessageItem
from support_tui.text.display import TextMode
from support_tui.widgets.bidi_filter import without_bidi
from support_tui.widgets.bidi_runs import Piece, with_highlights
from support_tui.widgets.kept_lines import KeptLines
from support_tui.wire.values import MessageKind

from . import looks
from .blocks import BlockLine, LineKind, text_cells
from .contents import Block, Contents, Key, Rule
from .find import Finder
from .heads import head_line, is_counting_down
from .looks import Look
from .painter import CURSOR_BAR, NOTE_BAR, Colours, paint, select_part
from .viewport import Row, Viewport

OLDER_WITHIN_SCREENS: Final = 3
"""Older messages are asked for when less than this is left above."""
OLDER_AFTER_S: Final = 0.12
"""And so long after the key that came there."""
LINES_PER_ENTRY: Final = 1 << 15
"""Selections name a line by entry and line in one number, which has to stay below 2³¹; longer entries select by their first lines."""
FIRST_ORDINAL: Final = 1 << 15
"""The number of the first entry in selections; older ones that come later count down from it."""
_MOST_ORDINALS: Final = 1 << 16
_MINUTE: Final = 60_000_000
_LAST: Final = 16
"""So many entries at the end are looked through for what one has just sent."""


class ThreadLines(ScrollView, KeptLines, can_focus=True):
    """Messages, notes and folded events, with a cursor on one of them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = looks.COMPONENT_CLASSES
    DEFAULT_CSS = looks.CSS

    def __init__(self, store: Store, mode: TextMode, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._store = store
        self.contents = Contents(lambda: store.replica, store.clock)
        self.contents.mode = mode
        self.viewport = Viewport(self.contents.height)
        self.finder = Finder(self.contents)
        self.conversation_id: int | None = None
        self._cursor: Key | None = None
        self._unread_id: int | None = None
        self._has_older = False
        self._is_fresh = True
        self._rows: list[Row] | None = None
        self._colours: Colours | None = None
        self._is_syncing = False
        self._seen_id = 0
        self._asked_at: Key | None = None
        self._ordinal = FIRST_ORDINAL

    def get_line_filters(self) -> Sequence[LineFilter]:
        """All but the one that orders text: this widget has done that, and twice would turn it round again."""
        return without_bidi(super().get_line_filters())

    # ------------------------------------------------------------ what the pane tells it

    def show(self, conversation_id: int | None) -> None:
        """Another conversation, at its first unread message or its end."""
        self.conversation_id = conversation_id
        self.contents.clear()
        self.finder.clear()
        self._cursor = self._unread_id = self._asked_at = None
        self._seen_id, self._is_fresh, self._has_older = 0, True, False
        self._ordinal = FIRST_ORDINAL
        self._rows = None
        self.viewport.replace([], Row(0, 0))
        self.thread_changed()

    def thread_changed(self) -> None:
        """Take the thread as the store has it; what stands on screen stays where it is."""
        shown = (
            select.thread(self._store.replica, self.conversation_id)
            if self.conversation_id is not None
            else None
        )
        if shown is None:
            self._changed()
            return
        if self._is_fresh:
            self._unread_id = shown.first_unread_id
        was_at_end = not self._is_fresh and self.viewport.is_at_end()
        anchors, written = self._anchors(), self._written_here()
        self.contents.put(shown, self._unread_id)
        self.contents.forget_paint()
        self._has_older = shown.has_older
        anchor, lines_above = self._found_again(anchors)
        self.viewport.replace(self.contents.estimates(), anchor)
        self.viewport.move(-lines_above)
        self.finder.again()
        if self._is_fresh:
            # Where only what is being sent is here, the thread is yet to be begun.
            if not shown.is_absent:
                self._begin()
        elif was_at_end:
            self.viewport.to_end()
        elif fresh := self._written_here() - written:
            # What one has just sent oneself is looked for where it stands now.
            self._cursor = ("message", min(fresh))
            self.viewport.to_end()
        self._changed()

    def _written_here(self) -> set[int]:
        """What this console has written and the server has not numbered yet; it stands at the end."""
        last = (
            entry.message.id for entry in self.contents.entries[-_LAST:] if isinstance(entry, MessageItem)
        )
        return {message_id for message_id in last if message_id < 0}

    def _anchors(self) -> list[tuple[Key, int]]:
        """The entries on screen with the lines of screen above each; one of them will still be there."""
        anchors: list[tuple[Key, int]] = []
        for place, row in enumerate(self._visible()):
            if not anchors or row.line == 0:
                anchors.append((self.contents.entries[row.entry].key, place))
        return anchors

    def _found_again(self, anchors: Sequence[tuple[Key, int]]) -> tuple[Row, int]:
        """The anchor among the new entries, and how many lines of screen stand above it; the first that is still there holds it."""
        before = self.viewport.top
        for number, (key, lines_above) in enumerate(anchors):
            index = self.contents.index_of(key)
            if index is not None and not isinstance(self.contents.entries[index], Rule):
                self._ordinal -= index - (before.entry + number)
                return Row(index, before.line if number == 0 else 0), lines_above
        return Row(0, 0), 0

    def _begin(self) -> None:
        """Stand at the first unread message, else at the end with the cursor on the newest."""
        self._is_fresh = False
        unread = self.contents.index_of(("message", self._unread_id or 0))
        messages = self._message_indexes()
        if unread is not None:
            self._cursor = self.contents.entries[unread].key
            self.viewport.put_at_top(Row(max(0, unread - 1), 0))
        elif messages:
            self._cursor = self.contents.entries[messages[-1]].key
            self.viewport.to_end()

    def _message_indexes(self) -> list[int]:
        return [i for i, entry in enumerate(self.contents.entries) if isinstance(entry, MessageItem)]

    def names_changed(self) -> None:
        """People, tags or boxes have other names: every line that says one is laid out again."""
        self.contents.forget_all()
        self._changed()

    def time_passed(self) -> None:
        """A second has gone: countdowns and ages are written anew where they would read differently."""
        if self._rows is not None and (self._counts_down() or self._store.clock() % _MINUTE < 1_500_000):
            self.refresh()
        self.tell_seen()

    def _counts_down(self) -> bool:
        now = self._store.clock()
        entries = {row.entry for row in self._rows or ()}
        return any(
            isinstance(entry := self.contents.entries[index], MessageItem)
            and is_counting_down(entry.message, now - 1_500_000)
            for index in entries
        )

    def tell_seen(self) -> None:
        """Post that the newest message was on screen, once for each newest message."""
        newest = next((e for e in reversed(self.contents.entries) if isinstance(e, MessageItem)), None)
        if newest is None or self.conversation_id is None or newest.message.id <= self._seen_id:
            return
        if self.viewport.is_at_end():
            self._seen_id = newest.message.id
            self.tell(MessageSeen(self.conversation_id, newest.message.id))

    def tell(self, message: Message) -> None:
        """Post a message as this widget's own: Textual ends the way up of what a parent seems to have sent itself."""
        self.post_message(message.set_sender(self))

    # ------------------------------------------------------------ rows and scrollbar

    def on_resize(self) -> None:
        """Lay out for another size; the first line on screen keeps its entry, the end stays in sight if it was."""
        width, height = self.scrollable_content_region.size
        was_at_end = bool(len(self.viewport)) and self.viewport.is_at_end()
        self.viewport.height = max(1, height)
        if width and width != self.contents.width:
            top = self.viewport.top
            self.contents.resize(width, self.contents.mode)
            self.viewport.replace(self.contents.estimates(), Row(top.entry, 0))
        if was_at_end:
            self.viewport.to_end()
        self._changed()

    def notify_style_update(self) -> None:
        """Other colours: painted lines go, laid-out ones stay."""
        super().notify_style_update()
        self._colours = None
        self.contents.forget_paint()

    def _changed(self) -> None:
        """Paint anew, put the scrollbar right, and ask for older messages where they are near."""
        self._rows = None
        if not self.is_mounted:
            return
        self._ask_older()
        self._sync_scrollbar()
        self.refresh()

    def _visible(self) -> list[Row]:
        if self._rows is None:
            self._rows = self.viewport.rows()
        return self._rows

    def _sync_scrollbar(self) -> None:
        """Tell Textual where we are without asking it to lay out the screen again."""
        self._visible()
        total, position = self.viewport.total, self.viewport.position
        self._is_syncing = True
        self.set_reactive(Widget.virtual_size, Size(self.size.width, total))
        self.set_reactive(Widget.scroll_y, float(position))
        self.set_reactive(Widget.scroll_target_y, float(position))
        bar = self.vertical_scrollbar
        bar.window_virtual_size, bar.window_size, bar.position = total, self.viewport.height, position
        self._is_syncing = False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The scrollbar was dragged or clicked."""
        if not self._is_syncing and round(old_value) != round(new_value):
            self.viewport.move_to_position(round(new_value))
            self._changed()

    def _ask_older(self) -> None:
        if not self._has_older or self.conversation_id is None or not self.contents.entries:
            return
        first = self.contents.entries[min(1, len(self.contents.entries) - 1)].key
        is_near = self.viewport.position < OLDER_WITHIN_SCREENS * self.viewport.height
        if is_near and first != self._asked_at:
            self._asked_at = first
            wanted = OlderNeeded(self.conversation_id)
            if self.viewport.position:
                # Not while the key is painted that came near them: laying them out would take its time.
                self.set_timer(OLDER_AFTER_S, lambda: self.tell(wanted))
            else:
                self.tell(wanted)

    # ------------------------------------------------------------ painting

    def _colour_table(self) -> Colours:
        if self._colours is None:
            self._colours = Colours(
                self.rich_style, lambda name, partial: self.get_component_rich_style(name, partial=partial)
            )
        return self._colours

    def render_line(self, y: int) -> Strip:
        """One row of the pane."""
        rows = self._visible()
        width = self.scrollable_content_region.width
        if y >= len(rows):
            return Strip.blank(width, self.rich_style)
        return self._strip(rows[y], width)

    def _strip(self, row: Row, width: int) -> Strip:
        block = self.contents.block(row.entry)
        is_cursor = block.entry.key == self._cursor
        block_line = block.lines[row.line]
        moment = self._moment(block, block_line)
        known = block.strips.get((row.line, is_cursor, moment))
        if known is None:
            known = self._painted(block, row, width, is_cursor=is_cursor)
            block.strips = {k: s for k, s in block.strips.items() if k[0] != row.line or k[2] == moment}
            block.strips[row.line, is_cursor, moment] = known
        selection = self.text_selection
        span = selection.get_span(self._ordinal_y(row)) if selection is not None else None
        if span is None:
            return known
        right = None if span[1] == -1 else span[1]
        return select_part(known, span[0], right, self.selection_style)

    def _moment(self, block: Block, block_line: BlockLine) -> str:
        """What of the clock a line shows: nothing, the minute, or the second."""
        if block_line.kind is not LineKind.HEAD or not isinstance(block.entry, MessageItem):
            return ""
        now = self._store.clock()
        is_counting = is_counting_down(block.entry.message, now - 1_000_000)
        return str(now // (1_000_000 if is_counting else _MINUTE))

    def _painted(self, block: Block, row: Row, width: int, *, is_cursor: bool) -> Strip:
        block_line = self._filled(block, block.lines[row.line])
        marks = self.finder.marks(block.entry.key)
        if marks and block_line.kind is LineKind.BODY:
            block_line = block_line._replace(line=with_highlights(block_line.line, marks))
        gutter = self._gutter(block, block_line, is_cursor=is_cursor)
        cells = text_cells(width)
        return paint(block_line, width, cells, gutter, self._colour_table(), self._ordinal_y(row))

    def _filled(self, block: Block, block_line: BlockLine) -> BlockLine:
        """The line with what only the present moment can tell."""
        if block_line.kind is LineKind.HEAD and isinstance(block.entry, MessageItem):
            cells = text_cells(self.contents.width)
            line = head_line(self._store.replica, block.entry, cells, self.contents.mode, self._store.clock())
            return block_line._replace(line=line)
        return block_line

    def _gutter(self, block: Block, block_line: BlockLine, *, is_cursor: bool) -> Piece:
        if block_line.kind is LineKind.BLANK:
            return Piece(" ", Look.TEXT)
        if isinstance(block.entry, MessageItem) and block.entry.message.kind is MessageKind.NOTE:
            return Piece(NOTE_BAR, Look.CURSOR if is_cursor else Look.NOTE)
        return Piece(CURSOR_BAR if is_cursor else " ", Look.CURSOR)

    def _ordinal_y(self, row: Row) -> int:
        entry = max(0, min(self._ordinal + row.entry, _MOST_ORDINALS - 1))
        return entry * LINES_PER_ENTRY + min(row.line, LINES_PER_ENTRY - 1)
