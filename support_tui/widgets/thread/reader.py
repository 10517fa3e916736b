"""The thread as its reader moves in it: lines, pages, messages, hits, folds, mouse and selection. Paints nothing itself."""

from collections.abc import Callable
from typing import Final

from textual import events
from textual.selection import Selection

from support_tui.messages import AttachmentOpened, LinkOpened
from support_tui.store.threads import EventsItem, MessageItem
from support_tui.widgets.bidi_runs import logical_between
from support_tui.wire.links import host_of
from support_tui.wire.values import Attachment
from support_tui.wire.views import Message

from .blocks import LineKind
from .contents import Key
from .find import Found
from .lines import LINES_PER_ENTRY, ThreadLines
from .looks import Look
from .viewport import Row

WHEEL_LINES: Final = 3
_SEEK_MARGIN: Final = 2


def _apart(words: str, link: str) -> str:
    """The words of a link where they are not the link itself; the host that was added behind them is not theirs."""
    plain = words.removesuffix(f" ({host_of(link)})").rstrip("…")
    return (
        ""
        if link.startswith(plain) or link == f"https://{plain}"
        else words.removesuffix(f" ({host_of(link)})")
    )


class ThreadReader(ThreadLines):
    """Moves over the lines of a thread."""

    # ------------------------------------------------------------ lines and pages

    def move(self, lines: int) -> None:
        """Scroll by lines; the cursor goes with the screen."""
        self.viewport.move(lines)
        self._keep_cursor_visible()
        self._changed()

    def page(self, screens: float) -> None:
        """Scroll by screens, a line of overlap left."""
        lines = max(1, int(abs(screens) * (self.viewport.height - 1)))
        self.move(lines if screens > 0 else -lines)

    def to_start(self) -> None:
        self.viewport.to_start()
        self._cursor = next(iter(self._message_keys()), None)
        self._changed()

    def to_end(self) -> None:
        self.viewport.to_end()
        self._cursor = next(reversed(self._message_keys()), None)
        self._changed()

    def _message_keys(self) -> list[Key]:
        return [self.contents.entries[index].key for index in self._message_indexes()]

    def _keep_cursor_visible(self) -> None:
        """When its message has left the screen the cursor takes the nearest one that is there."""
        rows = self.viewport.rows()
        self._rows = rows
        index = self.contents.index_of(self._cursor) if self._cursor is not None else None
        on_screen = [
            entry
            for entry in dict.fromkeys(row.entry for row in rows)
            if isinstance(self.contents.entries[entry], MessageItem)
        ]
        if not on_screen or index in on_screen:
            return
        whole = [entry for entry in on_screen if Row(entry, 0) >= rows[0]] or on_screen
        is_above = index is not None and index < on_screen[0]
        self._cursor = self.contents.entries[whole[0] if is_above or index is None else whole[-1]].key

    # ------------------------------------------------------------ messages

    @property
    def message(self) -> Message | None:
        """The message under the cursor."""
        index = self.contents.index_of(self._cursor) if self._cursor is not None else None
        entry = self.contents.entries[index] if index is not None else None
        return entry.message if isinstance(entry, MessageItem) else None

    def step_message(self, by: int) -> None:
        """Put the cursor on the next (or previous) message and show it from its head."""
        messages = self._message_indexes()
        if not messages:
            return
        index = self.contents.index_of(self._cursor) if self._cursor is not None else None
        place = messages.index(index) + by if index in messages else 0
        if place < 0:
            self.to_start()
            return
        self._stand_on(messages[min(place, len(messages) - 1)])

    def stand_on_message(self, message_id: int) -> bool:
        """Put the cursor on a message; whether it is loaded."""
        index = self.contents.index_of(("message", message_id))
        if index is not None:
            self._stand_on(index)
        return index is not None

    def _stand_on(self, index: int) -> None:
        """The cursor on this entry, all of it on screen if it fits, else its head at the top."""
        self._cursor = self.contents.entries[index].key
        height = self.viewport.height_of(index)
        if height >= self.viewport.height:
            self.viewport.put_at_top(Row(index, 0))
        else:
            self.viewport.show(Row(index, height - 1))
            self.viewport.show(Row(index, 0))
        self._changed()

    # ------------------------------------------------------------ folds

    def toggle(self) -> None:
        """Fold or unfold what belongs to the message under the cursor: its quotations, and the changes after it."""
        index = self.contents.index_of(self._cursor) if self._cursor is not None else None
        if index is None:
            return
        turned = [index] if self._has_fold(index) else []
        neighbour = index + 1
        if neighbour < len(self.contents.entries) and isinstance(
            self.contents.entries[neighbour], EventsItem
        ):
            turned.append(neighbour)
        self._turn(turned)

    def _has_fold(self, index: int) -> bool:
        entry = self.contents.entries[index]
        is_folded = any(line.kind is LineKind.FOLD for line in self.contents.block(index).lines)
        return is_folded or (isinstance(entry, MessageItem) and self.contents.is_open(entry.key))

    def _turn(self, indexes: list[int]) -> None:
        for index in indexes:
            self.contents.turn(self.contents.entries[index].key)
            self.viewport.forget(index)
        self._changed()

    def turn_quotes(self) -> None:
        """Show or fold all quoted text."""
        self._laid_out_otherwise(self.contents.turn_all_quotes)

    def turn_headers(self) -> None:
        """Show or hide the full headers of all messages."""
        self._laid_out_otherwise(self.contents.turn_headers)

    def _laid_out_otherwise(self, turn: Callable[[], None]) -> None:
        """Change how every message is laid out; the message under the cursor keeps its place on screen."""
        index = self.contents.index_of(self._cursor) if self._cursor is not None else None
        rows = self._visible()
        at = next((place for place, row in enumerate(rows) if row == Row(index or 0, 0)), None)
        top = self.viewport.top
        turn()
        self.viewport.replace(self.contents.estimates(), Row(top.entry, 0))
        if index is not None and at is not None:
            self.viewport.put_at_top(Row(index, 0))
            self.viewport.move(-at)
        self._changed()

    # ------------------------------------------------------------ find

    def find(self, wanted: str) -> int:
        """Mark these words everywhere and go to the first hit from the top of the screen; how many there are."""
        hit = self.finder.search(wanted, self.viewport.top.entry)
        self._show_hit(hit)
        return self.finder.count

    def find_next(self, by: int) -> None:
        """To the next hit, or the one before."""
        self._show_hit(self.finder.step(by))

    def end_find(self) -> None:
        self.finder.clear()
        self._show_hit(None)

    def _show_hit(self, hit: Found | None) -> None:
        self.contents.forget_paint()
        if hit is not None:
            key = self.contents.entries[hit.entry].key
            line = self._line_of(hit)
            if line is None:
                self.contents.turn(key)
                self.viewport.forget(hit.entry)
                line = self._line_of(hit)
            self._cursor = key
            self.viewport.show(Row(hit.entry, line or 0), margin=_SEEK_MARGIN)
        self._changed()

    def _line_of(self, hit: Found) -> int | None:
        """The line that shows a hit, None while it is folded away."""
        for number, block_line in enumerate(self.contents.block(hit.entry).lines):
            line = block_line.line
            if block_line.kind is LineKind.BODY and line.start <= hit.start < line.start + len(line.logical):
                return number
        return None

    # ------------------------------------------------------------ links and files

    @property
    def links(self) -> tuple[str, ...]:
        """The links of the message under the cursor in the order of their numbers."""
        index = self.contents.index_of(self._cursor) if self._cursor is not None else None
        entry = self.contents.entries[index] if index is not None else None
        return self.contents.body(entry).links if isinstance(entry, MessageItem) else ()

    @property
    def named_links(self) -> tuple[tuple[str, str], ...]:
        """The same links with the words that stand for each, empty where it is its own text."""
        index = self.contents.index_of(self._cursor) if self._cursor is not None else None
        entry = self.contents.entries[index] if index is not None else None
        if not isinstance(entry, MessageItem):
            return ()
        body = self.contents.body(entry)
        words: dict[str, str] = {}
        for paragraph in body.paragraphs:
            for span in paragraph.spans:
                if span.link and span.look == Look.LINK:
                    words.setdefault(span.link, paragraph.text[span.start : span.end])
        return tuple((_apart(words.get(link, ""), link), link) for link in body.links)

    @property
    def files(self) -> tuple[Attachment, ...]:
        """The files of the message under the cursor."""
        return self.message.attachments if self.message is not None else ()

    def follow(self, link: str) -> None:
        """Tell the screen that a link or file was chosen."""
        if link.startswith("file:"):
            file_id = int(link.removeprefix("file:"))
            known = (file for entry in self.contents.entries if isinstance(entry, MessageItem)
                     for file in entry.message.attachments)  # fmt: skip
            file = next((one for one in known if one.id == file_id), None)
            if file is not None:
                self.tell(AttachmentOpened(file.id, file.filename))
        else:
            self.tell(LinkOpened(link))

    # ------------------------------------------------------------ mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        event.prevent_default()
        self.move(WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        event.prevent_default()
        self.move(-WHEEL_LINES)

    def on_click(self, event: events.Click) -> None:
        """A link is followed, a fold opened; anything else takes the cursor."""
        if event.style.meta.get("link"):
            self.follow(str(event.style.meta["link"]))
            return
        rows = self._visible()
        if not 0 <= event.y < len(rows):
            return
        row = rows[event.y]
        entry = self.contents.entries[row.entry]
        kind = self.contents.block(row.entry).lines[row.line].kind
        if isinstance(entry, EventsItem) or kind is LineKind.FOLD:
            self._turn([row.entry])
        elif isinstance(entry, MessageItem):
            self._cursor = entry.key
            self._changed()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected words in reading order, without gutter and alignment."""
        lines: list[str] = []
        for index in range(len(self.contents.entries)):
            first = self._ordinal_y(Row(index, 0))
            if selection.end is not None and first > selection.end.y:
                break
            if selection.start is not None and first + LINES_PER_ENTRY <= selection.start.y:
                continue
            lines.extend(self._selected_lines(index, selection))
        return ("\n".join(lines).strip("\n"), "\n") if lines else None

    def _selected_lines(self, index: int, selection: Selection) -> list[str]:
        selected: list[str] = []
        block = self.contents.block(index)
        for number, block_line in enumerate(block.lines):
            span = selection.get_span(self._ordinal_y(Row(index, number)))
            if span is not None:
                line = self._filled(block, block_line).line
                selected.append(logical_between(line, span[0], None if span[1] == -1 else span[1]))
        return selected
