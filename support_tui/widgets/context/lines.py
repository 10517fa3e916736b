"""The customer's card as one widget on the line API, with a cursor on its entries; paints and moves, edits nothing."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from support_tui.widgets.bidi_filter import without_bidi
from support_tui.widgets.linear import put_cursor_in

from .card import LABEL_CELLS, Card, CardEntry, CardLine, EntryKind

_LOOKS = (
    "name", "muted", "faint", "time", "heading", "label", "value", "link", "note", "good", "bad", "cursor", "bar",
)  # fmt: skip


class CardLines(ScrollView, can_focus=True):
    """Shows one card."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"context--{look}" for look in _LOOKS}
    DEFAULT_CSS = """
    CardLines {
        height: 1fr; background: $background; overflow-x: hidden; scrollbar-size-vertical: 1;
        & > .context--name { text-style: bold; color: $text-primary; }
        & > .context--muted { color: $text-muted; }
        & > .context--faint { color: $faint; }
        & > .context--time { color: $text-accent; }
        & > .context--heading { text-style: bold; }
        & > .context--label { color: $text-muted; }
        & > .context--link { color: $text-accent; text-style: underline; }
        & > .context--note { color: $text-warning; }
        & > .context--good { color: $text-success; }
        & > .context--bad { color: $text-error; }
        & > .context--bar { color: $accent; text-style: bold; }
        & > .context--cursor { background: $boost; }
    }
    """

    class Chosen(Message):
        """An entry was clicked twice, or a link once."""

        def __init__(self, link: str = "") -> None:
            super().__init__()
            self.link = link

    def __init__(self) -> None:
        super().__init__()
        self.card = Card((), ())
        self.cursor = 0
        self._styles: dict[tuple[str, str, bool], Style] = {}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """All but the one that orders text: this widget has done that."""
        return without_bidi(super().get_line_filters())

    def notify_style_update(self) -> None:
        """Other colours."""
        super().notify_style_update()
        self._styles.clear()

    @property
    def entry(self) -> CardEntry | None:
        """What the cursor stands on."""
        return self.card.entries[self.cursor] if self.cursor < len(self.card.entries) else None

    def put(self, card: Card) -> None:
        """Show a card; the cursor stays on its entry where that is still there."""
        stood_on = self.entry
        self.card = card
        if stood_on in card.entries:
            self.cursor = card.entries.index(stood_on)
        self.cursor = max(0, min(self.cursor, len(card.entries) - 1))
        self.virtual_size = Size(0, len(card.lines))
        self.refresh()

    def stand_on(self, entry: int) -> None:
        """Put the cursor on an entry and show all of it; a heading is shown from what stands above it."""
        if not self.card.entries:
            return
        self.cursor = max(0, min(entry, len(self.card.entries) - 1))
        numbers = [n for n, line in enumerate(self.card.lines) if line.entry == self.cursor]
        first, last = numbers[0], numbers[-1]
        if self.cursor == 0:
            first = 0
        region = Region(0, first, self.size.width, last - first + 1)
        self.scroll_to_region(region, animate=False, force=True, immediate=True)
        self.refresh()
        self.call_after_refresh(self.place_cursor)

    def place_cursor(self) -> None:
        """Linear: the terminal's cursor stands on the entry."""
        put_cursor_in(self, self.card.first_line(self.cursor) - self.scroll_offset.y)

    def page(self, screens: float) -> None:
        """Move the cursor by about so many screens."""
        line = self.card.first_line(self.cursor) + int(screens * max(1, self.size.height - 1))
        line = max(0, min(line, len(self.card.lines) - 1))
        entries = [one.entry for one in self.card.lines[: line + 1] if one.entry is not None]
        self.stand_on(entries[-1] if entries else 0)

    def row_of_cursor(self) -> tuple[int, int] | None:
        """Where on screen the value under the cursor begins: column and row; None where it is out of sight."""
        row = self.card.first_line(self.cursor) - self.scroll_offset.y
        if not 0 <= row < self.size.height:
            return None
        line = self.card.lines[row + self.scroll_offset.y]
        return line.indent + (LABEL_CELLS if self._has_label(line) else 0), row

    def _has_label(self, line: CardLine) -> bool:
        return line.entry is not None and self.card.entries[line.entry].kind is EntryKind.FIELD

    def on_click(self, event: events.Click) -> None:
        """The mouse takes the cursor; a second click does what Enter does; a link is followed."""
        link = str(event.style.meta.get("link", ""))
        if link:
            self.post_message(self.Chosen(link))
            return
        place = event.y + self.scroll_offset.y
        entry = self.card.lines[place].entry if 0 <= place < len(self.card.lines) else None
        if entry is None:
            return
        was_there = entry == self.cursor
        self.stand_on(entry)
        if was_there:
            self.post_message(self.Chosen())

    # ------------------------------------------------------------ painting

    def _style(self, look: str, link: str, is_cursor: bool) -> Style:
        key = (look, link, is_cursor)
        style = self._styles.get(key)
        if style is None:
            style = self.rich_style
            if look:
                style += self.get_component_rich_style(f"context--{look}")
            if is_cursor:
                style += Style(bgcolor=self.get_component_rich_style("context--cursor").bgcolor)
            if link:
                is_web = link.startswith(("http://", "https://", "mailto:"))
                style += Style(link=link if is_web else None, meta={"link": link})
            self._styles[key] = style
        return style

    def render_line(self, y: int) -> Strip:
        """One line of the card."""
        width = self.scrollable_content_region.width
        place = y + self.scroll_offset.y
        if place >= len(self.card.lines):
            return Strip.blank(width, self.rich_style)
        line = self.card.lines[place]
        is_cursor = self.has_focus and line.entry is not None and line.entry == self.cursor
        blank = self._style("", "", is_cursor)
        segments: list[Segment] = []
        bar = "▌" if is_cursor else " "
        segments.append(Segment(bar, self._style("bar", "", is_cursor)))
        segments.append(Segment(" " * line.indent, blank))
        if self._has_label(line):
            segments += [Segment(p.text, self._style(p.look, "", is_cursor)) for p in line.label.pieces]
            segments.append(Segment(" " * (LABEL_CELLS - line.label.cells), blank))
        if line.line.is_right:
            segments.append(Segment(" " * max(0, width - line.indent - 2 - line.line.cells), blank))
        before, after = line.line.guard
        segments.append(Segment(before, blank))
        segments += [Segment(p.text, self._style(p.look, p.link, is_cursor)) for p in line.line.pieces]
        segments.append(Segment(after, blank))
        return Strip([one for one in segments if one.text]).adjust_cell_length(width, blank)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()
