"""What the terminal shows by now, so that of each update only the pieces of lines are written that differ.

Textual writes whole what a widget wants painted anew, also where it looks as before: a step of the cursor sends the lines of a
list, an opened dialog all the screen. Over a slow line that is what a key costs, and a screen reader speaks what is written again.

It holds as long as everything on the screen goes this way. Who else writes there (another program, a terminal that was resized)
makes it `forget`.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Final, NamedTuple

from rich.console import Console, RenderableType
from rich.control import Control
from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.strip import Strip

#: How sixel and kitty pictures begin. They go back to the line where the picture begins, and cover lines that they are not written on.
_PICTURES: Final = ("\x1bP", "\x1b_G")
_PLACE: Final = re.compile(r"\x1b\[(\d+);\d+H")


class _Piece(NamedTuple):
    """A piece of a line from one column to another."""

    start: int
    end: int
    text: str


class _Picture(NamedTuple):
    """A picture over all lines from the first to the last, from one column to another."""

    first: int
    last: int
    start: int
    end: int
    text: str

    def covers(self, y: int, piece: _Piece) -> bool:
        """Whether something of the piece lies under it."""
        return self.first <= y <= self.last and self.start < piece.end and piece.start < self.end


class Painted:
    """The lines of the terminal as they were written last, in pieces, and the picture over them that nothing was written on since."""

    def __init__(self) -> None:
        self._lines: dict[int, list[_Piece]] = {}
        self._picture: _Picture | None = None

    def forget(self) -> None:
        """Nothing is known any more of what the terminal shows."""
        self._lines.clear()
        self._picture = None

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
        if self._picture is not None and self._picture.covers(y, piece):
            self._picture = None
        return True

    def note_picture(self, y: int, piece: _Piece) -> bool:
        """A picture that ends on line `y` is to be shown; whether it has to be written."""
        picture = _picture_of(y, piece)
        is_new = picture != self._picture
        self._picture = picture
        return is_new

    def lift_picture(self, pieces: Sequence[tuple[int, _Piece]]) -> None:
        """These pieces are to be shown. Where they touch the picture and it is not among them, nothing is known of what lay under it."""
        picture = self._picture
        if picture is None or any(
            _is_picture(piece) and _picture_of(y, piece) == picture for y, piece in pieces
        ):
            return
        if any(picture.covers(y, piece) for y, piece in pieces):
            self._picture = None
            for y in range(picture.first, picture.last + 1):
                line = self._lines.get(y, [])
                line[:] = [piece for piece in line if not picture.covers(y, piece)]


def _is_picture(piece: _Piece) -> bool:
    return any(sign in piece.text for sign in _PICTURES)


def _picture_of(y: int, piece: _Piece) -> _Picture:
    found = _PLACE.search(piece.text)
    return _Picture(min(y, int(found[1]) - 1) if found else 0, y, *piece)


class _Lessened(CompositorUpdate):
    """An update of Textual's of which only the differences are written."""

    def __init__(self, painted: Painted, update: LayoutUpdate | ChopsUpdate) -> None:
        self._painted = painted
        self._update = update

    def render_segments(self, console: Console) -> str:
        """What has to be written to the terminal."""
        painted, written = self._painted, list[str]()
        pieces = [
            (y, _Piece(x, x + strip.cell_length, strip.render(console)))
            for y, x, strip in _pieces(self._update)
            if strip.cell_length
        ]
        painted.lift_picture(pieces)
        for y, piece in pieces:
            if (painted.note_picture if _is_picture(piece) else painted.note)(y, piece):
                written += (Control.move_to(piece.start, y).segment.text, piece.text)
        return "".join(written)


def _pieces(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Line, column and content of all that the update writes, in its order."""
    return _of_layout(update) if isinstance(update, LayoutUpdate) else _of_chops(update)


def _of_layout(update: LayoutUpdate) -> Iterator[tuple[int, int, Strip]]:
    for y, line in enumerate(update.strips, update.region.y):
        # Textual makes them of pieces by column. Those under a picture have no cells, and what follows them would be moved to the left.
        by_column = getattr(line, "mapping", None)
        x = update.region.x
        for column, strip in (by_column or dict(enumerate(line))).items():
            yield y, column if by_column else x, strip
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
