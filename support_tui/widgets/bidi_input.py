"""A one-line field for text of both directions, for pickers, prompts and editing in place; the value stays logical."""

from rich.segment import Segment
from textual import events
from textual.filter import LineFilter
from textual.strip import Strip
from textual.widgets import Input

from support_tui.text.bidi import VisualLine, has_rtl
from support_tui.text.cells import cell_width
from support_tui.text.display import TextMode, enclosure, label
from support_tui.text.sanitize import sanitize_line

from .bidi_filter import cells_of, in_order, orders_text, segments_of, visual_sections, without_bidi


class BidiInput(Input):
    """`Input` whose right-to-left text is shown in visual order with the cursor on the right cell.

    The field stays at its left margin, so that its label and its end keep their places; a value longer than the field scrolls in
    reading order."""

    DEFAULT_CSS = """
    BidiInput { height: 1; border: none; padding: 0; background: $surface; }
    BidiInput:focus { border: none; background: $boost; }
    """

    def __init__(
        self,
        value: str = "",
        *,
        mode: TextMode | None = None,
        placeholder: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        self.mode = mode or TextMode()
        shown = label(placeholder, self.mode)
        super().__init__(value, placeholder=shown, id=id, classes=classes, select_on_focus=False)

    def get_line_filters(self) -> list[LineFilter]:
        """All but the one that orders text: this widget has done that."""
        return without_bidi(super().get_line_filters())

    def _visible_part(self) -> tuple[int, VisualLine] | None:
        """First visible character and the visual line of all that is visible; None where nothing is to be turned."""
        if not has_rtl(self.value) or not orders_text(self.mode):
            return None
        width = self.scrollable_content_region.width + 1
        start = self._cell_offset_to_index(0) if self.scroll_offset.x else 0
        end = start
        used = 0
        shown = f"{self.value} "
        while end < len(shown) and used + cell_width(shown[end]) <= width:
            used += cell_width(shown[end])
            end += 1
        return start, visual_sections(shown, [(start, end)], self.mode)[0]

    def render_line(self, y: int) -> Strip:
        """The field with its value in visual order."""
        strip = super().render_line(y)
        known = self._visible_part() if y == 0 and self.value else None
        if known is None:
            return strip
        visual = known[1]
        cells = cells_of(list(strip))
        length = len(visual.text)
        if len(cells) < length:
            cells += [(" ", self.rich_style)] * (length - len(cells))
        turned = segments_of(in_order(cells[:length], visual))
        before, after = enclosure(self.mode, visual.text)
        guarded = [Segment(before), *turned, Segment(after)] if before else turned
        return Strip([*guarded, *segments_of(cells[length:])]).adjust_cell_length(strip.cell_length)

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor under the mouse, back through the map of the line."""
        await super()._on_mouse_down(event)
        known = self._visible_part()
        if known is None:
            return
        start, visual = known
        x, _ = event.get_content_offset_capture(self)
        order = visual.order if visual.order is not None else range(len(visual.text))
        used = 0
        for character, place in zip(visual.text, order, strict=True):
            used += cell_width(character)
            if used > x:
                self.cursor_position = min(start + place, len(self.value))
                return

    def on_paste(self, event: events.Paste) -> None:
        """Insert what was pasted as one clean line."""
        event.stop()
        event.prevent_default()
        line = sanitize_line(event.text)
        if self.selection.is_empty:
            self.insert_text_at_cursor(line)
        else:
            self.replace(line, *self.selection)
