"""A text area for texts of both directions: the document stays logical, each painted line is put into visual order.

Cursor and selection are styles on characters, so they move with them; clicks go back through the same map.
"""

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Location

from support_tui.text.bidi import VisualLine, has_rtl
from support_tui.text.cells import cell_width
from support_tui.text.display import TextMode, enclosure
from support_tui.text.graphemes import cluster_spans
from support_tui.text.sanitize import sanitize

from .bidi_filter import cells_of, in_order, orders_text, segments_of, visual_sections, without_bidi


class BidiTextArea(TextArea):
    """`TextArea` with right-to-left paragraphs at the right margin, readline keys, and sanitised pasting."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f", "cursor_right", show=False),
        Binding("ctrl+b", "cursor_left", show=False),
        Binding("alt+f,alt+right", "cursor_word_right", show=False),
        Binding("alt+b,alt+left", "cursor_word_left", show=False),
        Binding("ctrl+n", "cursor_down", show=False),
        Binding("ctrl+p", "cursor_up", show=False),
        Binding("ctrl+home,alt+<", "to_start", show=False),
        Binding("ctrl+end,alt+>", "to_end", show=False),
        Binding("ctrl+w,alt+backspace,ctrl+backspace", "kill_word_left", show=False),
        Binding("alt+d,ctrl+delete", "kill_word_right", show=False),
        Binding("ctrl+u", "kill_to_start", show=False),
        Binding("ctrl+k", "kill_to_end", show=False),
        Binding("ctrl+y", "yank", show=False),
        Binding("ctrl+z,ctrl+underscore", "undo", show=False),
        Binding("ctrl+shift+z,alt+z", "redo", show=False),
        Binding("ctrl+t", "transpose", show=False),
    ]

    def __init__(
        self, text: str = "", *, mode: TextMode, placeholder: str = "", id: str | None = None
    ) -> None:
        super().__init__(
            text,
            soft_wrap=True,
            tab_behavior="focus",
            placeholder=placeholder,
            id=id,
            highlight_cursor_line=False,
        )
        self.mode = mode
        self._killed = ""

    def get_line_filters(self) -> list[LineFilter]:
        """All but the one that orders text: this widget has done that."""
        return without_bidi(super().get_line_filters())

    # ------------------------------------------------------------ painting

    def _section_at(self, y: int) -> tuple[int, int, VisualLine] | None:
        """What stands on line `y` of the wrapped document: row, logical start, visual line; None where nothing is to be turned."""
        if not 0 <= y < self.wrapped_document.height or not orders_text(self.mode):
            return None
        row, section = self.wrapped_document._offset_to_line_info[y]
        paragraph = self.document.get_line(row)
        if paragraph.isascii() or not has_rtl(paragraph):
            return None
        cuts = [0, *self.wrapped_document.get_offsets(row), len(paragraph) + 1]
        span = (cuts[section], cuts[section + 1])
        # The blank at the end is the cell of a cursor behind the last letter.
        return row, span[0], visual_sections(f"{paragraph} ", [span], self.mode)[0]

    def render_line(self, y: int) -> Strip:
        """The line in visual order, at the right margin if its paragraph reads from there."""
        strip = super().render_line(y)
        known = self._section_at(y + self.scroll_offset.y) if self.text else None
        if known is None:
            return strip
        visual = known[2]
        cells = cells_of(list(strip))
        length = len(visual.text)
        turned, rest = segments_of(in_order(cells[:length], visual)), segments_of(cells[length:])
        before, after = enclosure(self.mode, visual.text)
        guarded = [Segment(before), *turned, Segment(after)] if before else turned
        segments = [*rest, *guarded] if visual.base == 1 else [*guarded, *rest]
        return Strip(segments, strip.cell_length)

    # ------------------------------------------------------------ where things are

    def _left_edge(self, visual: VisualLine) -> int:
        """The cell at which a line begins."""
        width = self.scrollable_content_region.width - self.gutter_width
        return max(0, width - cell_width(visual.text)) if visual.base == 1 else 0

    def get_target_document_location(self, event: events.MouseEvent) -> Location:
        """The place under the mouse, back through the map of the line it is on."""
        location = super().get_target_document_location(event)
        x = event.x - self.gutter_width - self.gutter.left
        known = self._section_at(event.y + self.scroll_offset.y - self.gutter.top)
        if known is None:
            return location
        row, start, visual = known
        x -= self._left_edge(visual)
        order = visual.order if visual.order is not None else range(len(visual.text))
        if x < 0:
            return row, min(start + max(order, default=0), len(self.document.get_line(row)))
        used = 0
        for character, place in zip(visual.text, order, strict=True):
            used += cell_width(character)
            if used > x:
                return row, min(start + place, len(self.document.get_line(row)))
        return row, start if visual.base == 1 else location[1]

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor is painted; completion lists and input methods stand there."""
        offset = super().cursor_screen_offset
        row, column = self.cursor_location
        x, y = self.wrapped_document.location_to_offset((row, column))
        known = self._section_at(y)
        if known is None:
            return offset
        _, start, visual = known
        order = list(visual.order) if visual.order is not None else list(range(len(visual.text)))
        place = order.index(column - start) if column - start in order else 0
        shown = self._left_edge(visual) + cell_width(visual.text[:place])
        return Offset(offset.x - x + shown, offset.y)

    # ------------------------------------------------------------ moving by what a reader takes for a character

    def get_cursor_left_location(self) -> Location:
        """One character back in reading order, over the marks on it."""
        row, column = self.cursor_location
        starts = [start for start, _ in cluster_spans(self.document.get_line(row)) if start < column]
        return (row, starts[-1]) if starts else super().get_cursor_left_location()

    def get_cursor_right_location(self) -> Location:
        """One character on in reading order, over the marks on it."""
        row, column = self.cursor_location
        ends = (end for _, end in cluster_spans(self.document.get_line(row)) if end > column)
        end = next(ends, None)
        return (row, end) if end is not None else super().get_cursor_right_location()

    def action_to_start(self) -> None:
        self.move_cursor((0, 0))

    def action_to_end(self) -> None:
        self.move_cursor(self.document.end)

    # ------------------------------------------------------------ killing and pasting

    def _kill(self, other: Location) -> None:
        """Delete from the cursor (or the selection) and keep it for Ctrl+Y."""
        start, end = self.selection
        if start == end:
            start, end = sorted((self.cursor_location, other))
        self._killed = self.get_text_range(*sorted((start, end)))
        if self._killed:
            self._delete_via_keyboard(start, end)

    def action_kill_word_left(self) -> None:
        self._kill(self.get_cursor_word_left_location())

    def action_kill_word_right(self) -> None:
        self._kill(self.get_cursor_word_right_location())

    def action_kill_to_start(self) -> None:
        row, column = self.cursor_location
        self._kill((row, 0) if column else self.get_cursor_left_location())

    def action_kill_to_end(self) -> None:
        row, column = self.cursor_location
        length = len(self.document.get_line(row))
        self._kill((row, length) if column < length else self.get_cursor_right_location())

    def action_yank(self) -> None:
        """Put back what was killed last."""
        self.put(self._killed)

    def action_transpose(self) -> None:
        """Swap the two characters before the cursor (or around it)."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        column = min(column, len(line) - 1)
        if column >= 1:
            self.replace(line[column] + line[column - 1], (row, column - 1), (row, column + 1))

    def put(self, text: str) -> None:
        """Insert text at the cursor, in place of a selection; one step of undo."""
        if text:
            result = self._replace_via_keyboard(text, *self.selection)
            if result is not None:
                self.move_cursor(result.end_location)

    def on_paste(self, event: events.Paste) -> None:
        """Insert what was pasted, without anything that could act on a terminal or hide what it says."""
        event.stop()
        event.prevent_default()
        self.put(sanitize(event.text))
