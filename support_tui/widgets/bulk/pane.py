"""The bulk pane as one widget on the line API: paints what it is told, moves among what can be chosen, posts what was. Knows no desk."""

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.filter import LineFilter
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from support_tui.messages import CommandRequested
from support_tui.text.cells import cell_width, fit, truncate
from support_tui.text.display import TextMode
from support_tui.widgets.bar import Part, in_order
from support_tui.widgets.bidi_filter import without_bidi
from support_tui.widgets.bulk.told import Line, Stage, Told, lines
from support_tui.widgets.kept_lines import KeptLines
from support_tui.widgets.linear import is_linear, put_cursor_in, sentence

#: Lines of the screen that are neither the pane's nor the list's, and some of the list.
_OTHER_LINES: Final = 8
_LOOKS: Final = ("text", "strong", "muted", "faint", "key", "accent", "good", "warning", "cursor")


class BulkPane(KeptLines, can_focus=True):
    """Shown while anything is marked or under way."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"bulk--{look}" for look in _LOOKS}
    DEFAULT_CSS = """
    BulkPane {
        display: none; height: 3; background: $panel;
        & > .bulk--strong { text-style: bold; }
        & > .bulk--muted { color: $text-muted; }
        & > .bulk--faint { color: $text-disabled; }
        & > .bulk--key { color: $accent; text-style: bold; }
        & > .bulk--accent { color: $accent; text-style: bold; }
        & > .bulk--good { color: $text-success; text-style: bold; }
        & > .bulk--warning { color: $text-warning; }
        & > .bulk--cursor { background: $boost; }
    }
    """

    class Chosen(Message):
        """Enter or a click on a line: `do`, `group:2`, `row:41`."""

        def __init__(self, choice: str) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, mode: TextMode, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._mode = mode
        self.told = Told()
        self.is_alone = False
        """Whether it has the room of the list for itself."""
        self._stage_shown = Stage.DONE
        self._lines: list[Line] = []
        self._cursor = 0
        self._first = 0
        self._places: dict[int, list[tuple[int, int, str]]] = {}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """All but the one that orders text: the parts are in order already."""
        return without_bidi(super().get_line_filters())

    def tell(self, told: Told) -> None:
        """Show this; the cursor stays on its line as far as there is one, and begins where Enter does it."""
        is_new = told.stage is not self._stage_shown
        self._stage_shown = told.stage
        # Marks are there beside the list, which keeps the keys; while a text is written, its field has them.
        self.can_focus = told.stage not in (Stage.MARKED, Stage.WRITING)
        self.told = told
        self._measure(is_new=is_new)

    def _measure(self, *, is_new: bool = False) -> None:
        self._lines = lines(self.told, self._room)
        places = self._choosable
        if is_new or self._cursor not in places:
            self._cursor = places[0] if places else 0
        height = min(len(self._lines), self._most)
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
        self._keep_in_sight(height)
        self.refresh()
        self.call_after_refresh(self.place_cursor)

    def place_cursor(self) -> None:
        """Linear: the terminal's cursor stands on the line that Enter would choose."""
        put_cursor_in(self, self._cursor - self._first)

    @property
    def _most(self) -> int:
        """Lines it may have: half of what the screen has for it and the list."""
        if not self.is_mounted:
            return 12
        room = self.screen.size.height - _OTHER_LINES
        return max(3, room if self.is_alone else room // 2)

    @property
    def _room(self) -> int:
        """Cells of a line; before the first layout those of the box it will stand in, so that it grows once."""
        box = self.parent
        return self.size.width or (box.size.width if isinstance(box, Widget) else 0) or 60

    @property
    def _choosable(self) -> list[int]:
        return [place for place, line in enumerate(self._lines) if line.choice]

    def _keep_in_sight(self, height: int) -> None:
        self._first = max(0, min(self._first, self._cursor, len(self._lines) - height))
        if self._cursor >= self._first + height:
            self._first = self._cursor - height + 1

    # ------------------------------------------------------------ commands of the table

    def do_down(self) -> None:
        self._step(1)

    def do_up(self) -> None:
        self._step(-1)

    def do_page_down(self) -> None:
        self._step(self.size.height - 1)

    def do_page_up(self) -> None:
        self._step(1 - self.size.height)

    do_half_down = do_page_down
    do_half_up = do_page_up

    def do_top(self) -> None:
        self._step(-len(self._lines))

    def do_bottom(self) -> None:
        self._step(len(self._lines))

    def do_choose(self) -> None:
        """Enter: do it, open a group, or a conversation of it."""
        if self._cursor < len(self._lines) and (choice := self._lines[self._cursor].choice):
            self.post_message(self.Chosen(choice))

    def do_open(self) -> None:
        """Look into the group at the cursor, also into those that would change."""
        if self._cursor < len(self._lines) and (choice := self._lines[self._cursor].choice):
            self.post_message(self.Chosen("group:-1" if choice == "do" else choice))

    def _step(self, by: int) -> None:
        places = self._choosable
        if places:
            here = places.index(self._cursor) if self._cursor in places else 0
            self._cursor = places[max(0, min(here + by, len(places) - 1))]
            self._keep_in_sight(self.size.height)
            self.refresh()
            self.call_after_refresh(self.place_cursor)

    # ------------------------------------------------------------ painting

    def render_line(self, y: int) -> Strip:
        """One line of the pane."""
        width, place = self.size.width, self._first + y
        if is_linear(self):
            return self._spoken(place, width)
        is_cursor = self.has_focus and place == self._cursor and bool(self._choosable)
        ground = self._look("cursor") if is_cursor else Style()
        segments: list[Segment] = []
        column, places = 0, []
        parts = list(self._lines[place].parts) if place < len(self._lines) else []
        if is_cursor:
            # Also where no colour says it.
            parts = [Part("▌", "accent"), parts[0]._replace(text=parts[0].text[1:]), *parts[1:]]
        for part in parts:
            kept = truncate(part.text, width - column)
            cells = cell_width(kept)
            if not cells:
                break
            segments.append(Segment(in_order(kept, self._mode), self._look(part.look) + ground))
            if part.target:
                places.append((column, column + cells, part.target))
            column += cells
        self._places[y] = places
        segments.append(Segment(" " * (width - column), self._look("text") + ground))
        return Strip(segments, width)

    def _spoken(self, place: int, width: int) -> Strip:
        """Linear: the line as a sentence."""
        parts = self._lines[place].parts if place < len(self._lines) else ()
        words = fit(sentence("".join(part.text for part in parts)).strip("✔ "), width)
        return Strip([Segment(in_order(words, self._mode), self._look("text"))], width)

    def _look(self, look: str) -> Style:
        return self.get_component_rich_style(f"bulk--{look}")

    # ------------------------------------------------------------ events

    def on_resize(self) -> None:
        self._measure()

    def on_focus(self) -> None:
        self.refresh()
        self.place_cursor()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click on a verb gives it, on a line chooses it."""
        event.stop()
        for start, end, target in self._places.get(event.y, ()):
            if start <= event.x < end:
                self.post_message(CommandRequested(target))
                return
        place = self._first + event.y
        if self.told.stage is not Stage.MARKED and place < len(self._lines) and self._lines[place].choice:
            self._cursor = place
            self.do_choose()
