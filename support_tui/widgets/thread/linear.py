"""The thread of linear mode: each message begins with one plain sentence, and moving goes from message to message."""

import re
from typing import Final

from rich.segment import Segment
from textual.strip import Strip

from support_tui import i18n
from support_tui.store.store import Store
from support_tui.text.cells import fit
from support_tui.text.display import TextMode
from support_tui.widgets.bidi_runs import Line, Piece, side_by_side
from support_tui.widgets.linear import put_cursor_in, sentence

from .blocks import BlockLine, LineKind, text_cells
from .contents import Block, Rule
from .header import ThreadHeader
from .looks import Look
from .reader import ThreadReader
from .view import ThreadView

_MARKS: Final = re.compile(r"[\u2066-\u2069]")
_SIGNS: Final = re.compile(r"[●◐○✓◉✎·⌁]")


class LinearReader(ThreadReader):
    """Messages without bars and rules, the terminal's cursor on the head of the one that keys act on."""

    def _gutter(self, block: Block, block_line: BlockLine, *, is_cursor: bool) -> Piece:
        return Piece(" ", Look.TEXT)

    def _filled(self, block: Block, block_line: BlockLine) -> BlockLine:
        filled = super()._filled(block, block_line)
        if block_line.kind is not LineKind.HEAD and not isinstance(block.entry, Rule):
            return filled._replace(line=_unmarked(filled.line))
        words = sentence("".join(piece.text for piece in filled.line.pieces))
        messages = self._message_indexes()
        index = self.contents.index_of(block.entry.key)
        if index in messages:
            place = i18n.text("linear-message", n=messages.index(index) + 1, total=len(messages))
            words = f"{place}{i18n.text('list-comma')}{words}"
        cells = text_cells(self.contents.width)
        return filled._replace(line=side_by_side((Piece(words, Look.STRONG),), self.contents.mode, cells))

    def _changed(self) -> None:
        super()._changed()
        self.call_after_refresh(self.place_cursor)

    def on_focus(self) -> None:
        self.call_after_refresh(self.place_cursor)

    def place_cursor(self) -> None:
        """The terminal's cursor stands on what the keys act on."""
        index = self.contents.index_of(self._cursor) if self._cursor is not None else None
        rows = [y for y, row in enumerate(self._visible()) if row.entry == index] or [0]
        put_cursor_in(self, rows[0], len(rows))


def _unmarked(line: Line) -> Line:
    """Without the marks that part names from sentences: some readers speak them."""
    return line._replace(
        pieces=tuple(piece._replace(text=_MARKS.sub("", piece.text)) for piece in line.pieces)
    )


class LinearHeader(ThreadHeader):
    """The facts of a conversation as a sentence a line."""

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        words = sentence(_SIGNS.sub(" ", strip.text))
        return Strip([Segment(fit(words, strip.cell_length), self.rich_style)], strip.cell_length)


class LinearThread(ThreadView):
    """The same pane; down and up are the next and the previous message."""

    def __init__(self, store: Store, mode: TextMode | None = None, *, id: str | None = None) -> None:
        super().__init__(store, mode, id=id)
        self.header = LinearHeader(store, self._mode)
        self.reader = LinearReader(store, self._mode)

    def do_down(self) -> None:
        self.reader.step_message(1)

    def do_up(self) -> None:
        self.reader.step_message(-1)
