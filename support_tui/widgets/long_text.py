"""A long text to scroll and search, wrapped to its width; knows nothing of what it shows."""

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

from rich.segment import Segment
from textual.filter import LineFilter
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from support_tui.text.display import TextMode, prepare
from support_tui.widgets.bidi_filter import without_bidi
from support_tui.widgets.bidi_runs import Line, Span, lay_out, with_highlights
from support_tui.wire.folding import fold

_MOST_CHARS: Final = 1_000_000


class Stretch(NamedTuple):
    """One paragraph. `name_chars` of it at the beginning name what follows; `is_code` forces left to right."""

    text: str
    name_chars: int = 0
    is_code: bool = False
    is_strong: bool = False


class LongText(ScrollView, can_focus=True):
    """Paragraphs, wrapped; `is_cut` tells that there was more than is shown."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"long-text--{look}" for look in ("words", "name", "strong", "hit")
    }
    DEFAULT_CSS = """
    LongText {
        height: 1fr; background: $background; color: $foreground; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1;
        & > .long-text--name { color: $text-primary; text-style: bold; }
        & > .long-text--strong { text-style: bold; }
        & > .long-text--hit { color: $background; background: $warning; }
    }
    """

    def __init__(self, mode: TextMode, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._mode = mode
        self._stretches: list[Stretch] = []
        self._lines: list[Line] = []
        self._width = 0
        self._wanted = ""
        self._hits: list[int] = []
        self._at = -1
        self.is_cut = False

    def get_line_filters(self) -> Sequence[LineFilter]:
        """All but the one that orders text: this widget has done that."""
        return without_bidi(super().get_line_filters())

    def put(self, stretches: Sequence[Stretch]) -> None:
        """Show another text from its beginning."""
        self._stretches, left = [], _MOST_CHARS
        for stretch in stretches:
            if left <= 0:
                break
            # Cleaned before it is cut, so that no sequence is cut in two.
            text = prepare(stretch.text[: left + 1], self._mode)
            self._stretches += [
                stretch._replace(text=part, name_chars=stretch.name_chars if number == 0 else 0)
                for number, part in enumerate(text.split("\n"))
            ]
            left -= len(stretch.text)
        self.is_cut = left < 0
        self._width = 0
        self._lay_out()
        self.scroll_to(y=0, animate=False)

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        width = max(8, self.scrollable_content_region.width - 1)
        if width == self._width:
            return
        self._width = width
        self._lines = [line for stretch in self._stretches for line in self._wrapped(stretch, width)]
        self.virtual_size = Size(self.size.width, len(self._lines))
        self._look_for()
        self.refresh()

    def _wrapped(self, stretch: Stretch, width: int) -> list[Line]:
        spans = (Span(0, stretch.name_chars, "name"),) if stretch.name_chars else ()
        look = "strong" if stretch.is_strong else "words"
        return lay_out(
            stretch.text, width, self._mode, look=look, spans=spans, base=0 if stretch.is_code else None
        )

    def render_line(self, y: int) -> Strip:
        """One line of the pane."""
        width = self.scrollable_content_region.width
        place = y + int(self.scroll_offset.y)
        if place >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[place]
        if self._wanted:
            line = _marked(line, self._wanted)
        before, after = line.guard
        segments = [Segment(" " * max(0, self._width - line.cells) if line.is_right else "", self.rich_style)]
        segments.append(Segment(before, self.rich_style))
        for piece in line.pieces:
            style = self.rich_style + self.get_component_rich_style(f"long-text--{piece.look}", partial=True)
            segments.append(Segment(piece.text, style))
        segments.append(Segment(after, self.rich_style))
        strip = Strip([segment for segment in segments if segment.text])
        return strip.adjust_cell_length(width, self.rich_style)

    # ------------------------------------------------------------ find

    def find(self, wanted: str) -> int:
        """Mark these words and show the first of them; how many lines have them."""
        self._wanted = fold(wanted.strip())
        self._look_for()
        self._at = -1
        if self._hits:
            self.step_hit(1)
        self.refresh()
        return len(self._hits)

    def step_hit(self, by: int) -> None:
        """To the next line with the words, or the one before."""
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self.scroll_to(y=max(0, self._hits[self._at] - 3), animate=False)

    def _look_for(self) -> None:
        wanted = self._wanted
        self._hits = (
            [n for n, line in enumerate(self._lines) if wanted in fold(line.logical)] if wanted else []
        )


def _marked(line: Line, wanted: str) -> Line:
    """The line with the words in another look, where folding leaves their places alone."""
    text = fold(line.logical)
    if wanted not in text or len(text) != len(line.logical):
        return line
    marks, place = [], text.find(wanted)
    while place >= 0:
        marks.append((line.start + place, line.start + place + len(wanted), "hit"))
        place = text.find(wanted, place + len(wanted))
    return with_highlights(line, marks)
