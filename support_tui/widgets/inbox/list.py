"""The inbox as one widget on the line API (D11): paints the rows that are visible, keeps the cursor on its conversation, posts what it needs.

How it stays fast: a row is laid out once and kept as strips until the row, the width or the theme changes; a step of the cursor
repaints two rows; a row whose page is not loaded is painted as a skeleton at once and asked for.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import product
from typing import ClassVar, Final

from textual import events
from textual.cache import LRUCache
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from support_tui.messages import CursorMoved, MarksChanged, OpenConversation, RowsNeeded
from support_tui.text.display import TextMode
from support_tui.widgets.bidi_filter import without_bidi
from support_tui.widgets.inbox.columns import columns_for
from support_tui.widgets.inbox.face import RowFace
from support_tui.widgets.inbox.marking import Marking
from support_tui.widgets.inbox.marks import Marks
from support_tui.widgets.inbox.moves import MoveCommands
from support_tui.widgets.inbox.paint import LOOKS, paint_row, paint_skeleton
from support_tui.widgets.inbox.source import InboxSource
from support_tui.widgets.inbox.styles import RowStyles
from support_tui.widgets.inbox.view import Anchor, Cursor, anchor_of, top_after
from support_tui.widgets.kept_lines import KeptLines

_STRIPS_KEPT: Final = 1024


class InboxList(MoveCommands, ScrollView, KeptLines, can_focus=True):
    """Rows of one list with a cursor, marks and a scrollbar."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"inbox--{look}" for look in (*LOOKS, "cursor", "marked")}

    def __init__(self, source: InboxSource, mode: TextMode, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.source = source
        self.cursor = Cursor()
        self.marks = Marks()
        self.marking = Marking(self)
        self._mode = mode
        self._columns = columns_for(80)
        self._measured = 0
        """The width that the columns are for."""
        self._strips: LRUCache[tuple[int, bool, bool], tuple[Strip, ...]] = LRUCache(_STRIPS_KEPT)
        self._faces: LRUCache[int, RowFace] = LRUCache(_STRIPS_KEPT)
        """What the rows said when they were painted last."""
        self._row_styles = RowStyles(self)
        self._anchor: Anchor | None = None
        self._painted_rows: dict[int, tuple[int | None, bool]] = {}
        """What stood on each position when it was last painted."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """All but the one that orders text: this widget has done that, and twice would turn it round again."""
        return without_bidi(super().get_line_filters())

    # ------------------------------------------------------------ what the screen tells it

    def show(self, source: InboxSource) -> None:
        """Another list, from its top; marks stay with the conversations they are on as long as it is of the same queue."""
        is_same_queue = source.key.queue == self.source.key.queue
        self.source = source
        self.cursor = Cursor()
        if self.marks.is_all or not is_same_queue:
            self.marks = Marks()
        self._strips.clear()
        self._painted_rows.clear()
        self._measure()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.list_changed()
        self.refresh()
        self.post_message(MarksChanged(len(self.marks)))

    def list_changed(self, own: Collection[int] = ()) -> None:
        """Entries came, went or moved: cursor and view stay on their conversations, but for those the agent's `own` action took away."""
        was_on, row = self.cursor.conversation_id, self.cursor.position - self._top
        height = self._visible_rows
        self.cursor.follow(self.source, own)
        now_on = self.cursor.conversation_id
        if now_on is not None and now_on != was_on and 0 <= row < height:
            self._anchor = Anchor(now_on, row)
        top = top_after(self.source, self._anchor, self._top, height)
        self._measure()
        if top != self._top:
            self._scroll_to_row(top)
        self._refresh_changed()
        self._rows_wanted()
        self._keep_anchor()
        if self.cursor.conversation_id != was_on:
            self.post_message(CursorMoved(self.cursor.conversation_id))

    def rows_changed(self, conversation_ids: Iterable[int]) -> None:
        """These rows may look different now; only those on screen that do are painted again."""
        for conversation_id in conversation_ids:
            face = self._faces.get(conversation_id)
            if face is not None and face == self.source.face(conversation_id):
                continue
            self._forget_strips(conversation_id)
            position = self.source.position_of(conversation_id)
            if position is not None:
                self._refresh_row(position)

    def look_again(self, source: InboxSource) -> None:
        """The same list, in other words or columns."""
        self.source, self._measured = source, 0
        self.ages_changed()

    def ages_changed(self) -> None:
        """Time has passed: every age is written anew."""
        self._painted_rows.clear()
        self._strips.clear()
        self.refresh()

    # ------------------------------------------------------------ what others ask

    @property
    def cursor_id(self) -> int | None:
        """The conversation under the cursor."""
        return self.cursor.conversation_id

    @property
    def targets(self) -> tuple[int, ...]:
        """What a command acts on: the marked conversations in the order of the list, else the one under the cursor."""
        if self.marks.ids:
            return self.marks.in_order(self.source)
        return (self.cursor.conversation_id,) if self.cursor.conversation_id is not None else ()

    def step(self, by: int) -> int | None:
        """Move the cursor by so many rows; gives the conversation it stands on then."""
        self._go(self.cursor.position + by)
        return self.cursor.conversation_id

    def stand_on(self, conversation_id: int) -> bool:
        """Put the cursor on a conversation if it is loaded in this list."""
        position = self.source.position_of(conversation_id)
        if position is None:
            return False
        self._go(position)
        return True

    def leave(self, conversation_ids: Sequence[int]) -> int | None:
        """Those are about to leave the list: stand on the first row behind the cursor that stays, else before it."""
        leaving = set(conversation_ids)
        if self.cursor.conversation_id not in leaving:
            return self.cursor.conversation_id
        here, total = self.cursor.position, self.source.total
        for position in (*range(here + 1, total), *range(here - 1, -1, -1)):
            conversation_id = self.source.id_at(position)
            if conversation_id not in leaving:
                row = here - self._top
                self._go(position)
                if conversation_id is not None and self._top <= here < self._top + self._visible_rows:
                    # It will stand on the row of those that leave: the eye need not look for it.
                    self._anchor = Anchor(conversation_id, row)
                return conversation_id
        return None

    # ------------------------------------------------------------ commands of the table

    def clear_marks(self) -> bool:
        """Take all marks away; tells whether there were any."""
        had = self.marks.clear()
        if had:
            self.refresh()
            self.post_message(MarksChanged(0))
        return had

    # ------------------------------------------------------------ moving

    @property
    def _width(self) -> int:
        """Cells of a row, the scrollbar left out."""
        return self.scrollable_content_region.width

    @property
    def _top(self) -> int:
        """Position of the first visible row."""
        return self.scroll_offset.y // self._columns.lines

    @property
    def _visible_rows(self) -> int:
        return max(1, self.size.height // self._columns.lines)

    def _go(self, position: int) -> None:
        old, was_on = self.cursor.position, self.cursor.conversation_id
        self.cursor.place(self.source, position)
        if self.cursor.position == old and self.cursor.conversation_id == was_on:
            return
        self._refresh_row(old)
        self._refresh_row(self.cursor.position)
        top, height = self._top, self._visible_rows
        if self.cursor.position < top:
            self._scroll_to_row(self.cursor.position)
        elif self.cursor.position >= top + height:
            self._scroll_to_row(self.cursor.position - height + 1)
        self._keep_anchor()
        self.marking.cursor_moved()
        self.post_message(CursorMoved(self.cursor.conversation_id))

    def _page(self, rows: int) -> None:
        """Scroll and move the cursor alike, so that it stays on its line of the screen."""
        last_top = max(0, self.source.total - self._visible_rows)
        self._scroll_to_row(max(0, min(self._top + rows, last_top)))
        self._go(self.cursor.position + rows)

    def _scroll_to_row(self, row: int) -> None:
        self.scroll_to(y=row * self._columns.lines, animate=False, force=True, immediate=True)

    def _keep_anchor(self) -> None:
        self._anchor = anchor_of(self.source, self.cursor, self._top, self._visible_rows)

    def _measure(self) -> None:
        """The list is as high as its rows; ids may have become known under the cursor."""
        self._measured = self._width
        self._columns = columns_for(self._width, self.source.columns)
        size = Size(self._width, self.source.total * self._columns.lines)
        if size != self.virtual_size:
            # The bar is always there: no other length of the list changes the layout, which setting the size would do again.
            self.set_reactive(Widget.virtual_size, size)
            self.vertical_scrollbar.window_virtual_size = size.height
        if self.cursor.conversation_id is None:
            self.cursor.place(self.source, self.cursor.position)

    def _rows_wanted(self) -> None:
        """Say what is visible; whoever fetches goes ahead of it by itself."""
        top = self._top
        until = max(1, min(top + self._visible_rows + 1, self.source.total))
        self.post_message(RowsNeeded(self.source.key, top, until))

    # ------------------------------------------------------------ painting

    def _refresh_row(self, position: int) -> None:
        lines = self._columns.lines
        y = position * lines - self.scroll_offset.y
        if -lines < y < self.size.height:
            self.refresh(Region(0, max(0, y), self._width, lines if y >= 0 else lines + y))

    def _refresh_changed(self) -> None:
        """Paint again the rows of the screen where another conversation stands now, or the cursor; most changes are out of sight."""
        top = self._top
        for row in range(self._visible_rows + 1):
            now = (self.source.id_at(top + row), top + row == self.cursor.position)
            if self._painted_rows.get(top + row) != now:
                self._refresh_row(top + row)

    def _forget_strips(self, conversation_id: int) -> None:
        for is_marked, is_cursor in product((False, True), repeat=2):
            self._strips.discard((conversation_id, is_marked, is_cursor))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of `crop`, in the width of this moment: a paint may come before the message that the size has changed."""
        if self._measured != self._width:
            self._strips.clear()
            self._measure()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the screen; rows that are not loaded are painted as skeletons."""
        position, line = divmod(self.scroll_offset.y + y, self._columns.lines)
        if position >= self.source.total:
            self._painted_rows.pop(position, None)
            return Strip.blank(self._width, self._row_styles.style("row", is_cursor=False, is_marked=False))
        conversation_id = self.source.id_at(position)
        is_cursor = position == self.cursor.position
        if line == 0:
            if len(self._painted_rows) > _STRIPS_KEPT:
                self._painted_rows.clear()
            self._painted_rows[position] = (conversation_id, is_cursor)
        if conversation_id is None:
            skeleton = paint_skeleton(position, self._columns, self._width, is_cursor=is_cursor)
            return self._row_styles.strips(skeleton, self._width, is_cursor=is_cursor, is_marked=False)[line]
        key = (conversation_id, conversation_id in self.marks, is_cursor)
        strips = self._strips.get(key)
        if strips is None:
            strips = self._strips[key] = self._painted(position, *key)
        return strips[line]

    def _painted(
        self, position: int, conversation_id: int, is_marked: bool, is_cursor: bool
    ) -> tuple[Strip, ...]:
        face = self.source.face(conversation_id)
        width, columns = self._width, self._columns
        if face is None:
            lines = paint_skeleton(position, columns, width, is_cursor=is_cursor)
        else:
            self._faces[conversation_id] = face
            lines = paint_row(face, columns, width, self._mode, is_marked=is_marked, is_cursor=is_cursor)
        return self._row_styles.strips(lines, width, is_cursor=is_cursor, is_marked=is_marked)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._row_styles.forget()
        self._strips.clear()

    # ------------------------------------------------------------ events

    def on_mount(self) -> None:
        self._measure()

    def on_resize(self, event: events.Resize) -> None:
        top = self._top
        if self._measured != self._width:
            self._strips.clear()
        self._measure()
        self._scroll_to_row(min(top, max(0, self.source.total - 1)))
        if not self._top <= self.cursor.position < self._top + self._visible_rows:
            self._scroll_to_row(max(0, self.cursor.position - self._visible_rows + 1))
        self._keep_anchor()
        self._rows_wanted()

    def on_focus(self) -> None:
        self._refresh_row(self.cursor.position)

    def on_blur(self) -> None:
        self._refresh_row(self.cursor.position)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scrolled by key, wheel or bar: what has come into view may have to be fetched."""
        if self._moves_thumb(new_value):
            self.vertical_scrollbar.position = new_value
        if round(old_value) != round(new_value):
            self.refresh(self.size.region)
            self._rows_wanted()
            self._keep_anchor()

    def _moves_thumb(self, scroll_y: float) -> bool:
        """Whether the bar looks different: in a long list many rows share one eighth of a cell of it."""
        eighths = self.size.height * 8 / max(1, self.virtual_size.height)
        return int(scroll_y * eighths) != int(self.vertical_scrollbar.position * eighths)

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there, a click with Ctrl marks, a second click opens."""
        position = (self.scroll_offset.y + event.y) // self._columns.lines
        if position >= self.source.total or event.widget is not self:
            return
        self._go(position)
        if event.ctrl:
            self.marking.do_toggle()
        elif event.chain == 2 and self.cursor.conversation_id is not None:
            self.post_message(OpenConversation(self.cursor.conversation_id))
