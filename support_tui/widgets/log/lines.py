"""The change log as one widget on the line API: newest first, a cursor, more asked for near the end. Reads nothing by itself."""

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from support_tui.store.store import Store
from support_tui.text.display import TextMode
from support_tui.widgets.bidi_filter import without_bidi
from support_tui.widgets.linear import is_linear, put_cursor_in
from support_tui.wire.events import Recorded

from .entries import LogLine, entry_lines

_MORE_WITHIN_LINES: Final = 60


class LogLines(ScrollView, can_focus=True):
    """Shows entries of the log."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"log--{look}" for look in ("when", "what", "change", "subject", "cursor", "bar")
    }
    DEFAULT_CSS = """
    LogLines {
        height: 1fr; background: $background; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1;
        & > .log--when { color: $text-muted; }
        & > .log--change { color: $text-secondary; }
        & > .log--subject { color: $text-muted; }
        & > .log--bar { color: $accent; text-style: bold; }
        & > .log--cursor { background: $boost; }
    }
    """

    class MoreNeeded(Message):
        """The last loaded entries are near the screen."""

    class Chosen(Message):
        """Enter or a second click on an entry."""

    def __init__(self, store: Store, mode: TextMode, *, names_conversations: bool) -> None:
        super().__init__()
        self._store = store
        self._mode = mode
        self._names_conversations = names_conversations
        self.entries: list[Recorded] = []
        self.titles: dict[int, str] = {}
        self.cursor = 0
        self._lines: list[LogLine] = []
        self._width = 0
        self._styles: dict[tuple[str, bool], Style] = {}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """All but the one that orders text: this widget has done that."""
        return without_bidi(super().get_line_filters())

    def notify_style_update(self) -> None:
        """Other colours."""
        super().notify_style_update()
        self._styles.clear()

    @property
    def entry(self) -> Recorded | None:
        """What the cursor stands on."""
        return self.entries[self.cursor] if self.cursor < len(self.entries) else None

    def clear(self) -> None:
        self.entries, self.titles, self._lines, self.cursor = [], {}, [], 0
        self.virtual_size = Size(0, 0)
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.refresh()

    def append(self, entries: Sequence[Recorded], titles: dict[int, str]) -> None:
        """Older entries below the ones that are there."""
        self.titles |= titles
        first = len(self.entries)
        self.entries.extend(entries)
        self._lay_out(first)

    def on_resize(self) -> None:
        if self.scrollable_content_region.width != self._width:
            self._lines = []
            self._lay_out(0)

    def _lay_out(self, first: int) -> None:
        self._width = self.scrollable_content_region.width
        if not self._width:
            return
        now = self._store.clock()
        for number, recorded in enumerate(self.entries[first:], first):
            lines = entry_lines(
                self._store.replica, recorded, self._subject(recorded), self._width - 2, self._mode, now
            )
            self._lines.extend(LogLine(line, number, indent) for line, indent in lines)
        self.virtual_size = Size(0, len(self._lines))
        self.refresh()
        self.call_after_refresh(self.place_cursor)

    def place_cursor(self) -> None:
        """Linear: the terminal's cursor stands on the entry."""
        here = next((n for n, line in enumerate(self._lines) if line.entry == self.cursor), None)
        if here is not None:
            put_cursor_in(self, here - self.scroll_offset.y)

    def _subject(self, recorded: Recorded) -> str:
        number = recorded.conversation_id
        if not self._names_conversations or number is None:
            return ""
        return f"#{number} {self.titles.get(number, '')}".strip()

    # ------------------------------------------------------------ moving

    def stand_on(self, entry: int) -> None:
        """Put the cursor on an entry and show it."""
        if not self.entries:
            return
        self.cursor = max(0, min(entry, len(self.entries) - 1))
        numbers = [n for n, line in enumerate(self._lines) if line.entry == self.cursor]
        if numbers:
            region = Region(0, numbers[0], self._width, len(numbers))
            self.scroll_to_region(region, animate=False, force=True, immediate=True)
            if len(self._lines) - numbers[-1] < _MORE_WITHIN_LINES:
                self.post_message(self.MoreNeeded())
        self.refresh()
        self.call_after_refresh(self.place_cursor)

    def page(self, screens: float) -> None:
        """Move the cursor by about so many screens."""
        here = next((n for n, line in enumerate(self._lines) if line.entry == self.cursor), 0)
        place = here + int(screens * max(1, self.size.height - 1))
        if self._lines:
            self.stand_on(self._lines[max(0, min(place, len(self._lines) - 1))].entry)

    def on_click(self, event: events.Click) -> None:
        """The mouse takes the cursor; a second click opens."""
        place = event.y + self.scroll_offset.y
        if 0 <= place < len(self._lines):
            entry = self._lines[place].entry
            was_there = entry == self.cursor
            self.stand_on(entry)
            if was_there:
                self.post_message(self.Chosen())

    # ------------------------------------------------------------ painting

    def _style(self, look: str, is_cursor: bool) -> Style:
        key = (look, is_cursor)
        style = self._styles.get(key)
        if style is None:
            style = self.rich_style
            if look:
                style += self.get_component_rich_style(f"log--{look}")
            if is_cursor:
                style += Style(bgcolor=self.get_component_rich_style("log--cursor").bgcolor)
            self._styles[key] = style
        return style

    def render_line(self, y: int) -> Strip:
        """One line of the log."""
        place = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if place >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[place]
        is_cursor = line.entry == self.cursor
        blank = self._style("", is_cursor)
        before, after = line.line.guard
        segments = [
            Segment("▌" if is_cursor and not is_linear(self) else " ", self._style("bar", is_cursor)),
            Segment(" " * (line.indent + 1), blank),
            Segment(before, blank),
            *(Segment(piece.text, self._style(piece.look, is_cursor)) for piece in line.line.pieces),
            Segment(after, blank),
        ]
        return Strip([one for one in segments if one.text]).adjust_cell_length(width, blank)
