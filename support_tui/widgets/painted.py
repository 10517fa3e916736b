"""What the terminal shows by now, so that of each update only the pieces of lines are written that differ.

Textual writes whole what a widget wants painted anew, also where it looks as before: a step of the cursor sends the lines of a
list, an opened dialog all the screen. Over a slow line that is what a key costs, and a screen reader speaks what is written again.

It holds as long as everything on the screen goes this way. Who else writes there (another program, a terminal that was resized)
makes it `forget`.
"""

from collections.abc import Iterator
from typing import Any, ClassVar, Final, NamedTuple

from rich.console import Console, RenderableType
from rich.control import Control
from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.strip import Strip

#: How sixel and kitty pictures begin. They cover lines that they are not written on.
_PICTURES: Final = ("\x1bP", "\x1b_G")


class _Piece(NamedTuple):
    """A piece of a line from one column to another."""

    start: int
    end: int
    text: str


class Painted:
    """The lines of the terminal as they were written last, in pieces."""

    def __init__(self) -> None:
        self._lines: dict[int, list[_Piece]] = {}

    def forget(self) -> None:
        """Nothing is known any more of what the terminal shows."""
        self._lines.clear()

    def lessened(self, update: CompositorUpdate) -> CompositorUpdate:
        """The same update without what the terminal shows already."""
        if isinstance(update, LayoutUpdate | ChopsUpdate):
            return _Lessened(self, update)
        self.forget()
        return update

    def lines(self, first: int, count: int) -> str:
        """These lines as they were written, to be written once more."""
        pieces = ((y, piece) for y in range(first, first + count) for piece in sorted(self._lines.get(y, ())))
        return "".join(f"{Control.move_to(piece.start, y).segment.text}{piece.text}" for y, piece in pieces)

    def note(self, y: int, piece: _Piece) -> bool:
        """A piece is to be shown on line `y`; whether it has to be written for that."""
        line = self._lines.setdefault(y, [])
        if piece in line:
            return False
        line[:] = [other for other in line if other.end <= piece.start or piece.end <= other.start]
        line.append(piece)
        return True


class _Lessened(CompositorUpdate):
    """An update of Textual's of which only the differences are written."""

    def __init__(self, painted: Painted, update: LayoutUpdate | ChopsUpdate) -> None:
        self._painted = painted
        self._update = update

    def render_segments(self, console: Console) -> str:
        """What has to be written to the terminal."""
        written: list[str] = []
        has_picture = False
        for y, x, strip in _pieces(self._update):
            text = strip.render(console)
            is_picture = any(sign in text for sign in _PICTURES)
            has_picture = has_picture or is_picture
            if self._painted.note(y, _Piece(x, x + strip.cell_length, text)) or is_picture:
                written += (Control.move_to(x, y).segment.text, text)
        if has_picture:
            self._painted.forget()
        return "".join(written)


def _pieces(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Line, column and content of all that the update writes, in its order."""
    return _of_layout(update) if isinstance(update, LayoutUpdate) else _of_chops(update)


def _of_layout(update: LayoutUpdate) -> Iterator[tuple[int, int, Strip]]:
    for y, line in enumerate(update.strips, update.region.y):
        x = update.region.x
        for strip in line:
            yield y, x, strip
            x += strip.cell_length


def _of_chops(update: ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    # A piece that begins before its span is written from its own beginning, as Textual does.
    for y, start, stop in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x > stop or end <= start:
                continue
            yield y, x, strip if end <= stop else strip.crop(0, stop - x)


class PaintedApp(App[None]):
    """A program that writes differences."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+l", "redraw", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self.painted = Painted()

    def on_mount(self) -> None:
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if isinstance(renderable, CompositorUpdate):
            renderable = self.painted.lessened(renderable)
        super()._display(screen, renderable)

    async def on_event(self, event: events.Event) -> None:
        """A terminal of another size shows something else, or nothing."""
        if isinstance(event, events.Resize):
            self.painted.forget()
        await super().on_event(event)

    def action_redraw(self) -> None:
        """Paint everything anew, whatever the terminal shows."""
        self.painted.forget()
        for screen in self.screen_stack:
            screen.refresh(layout=True)
