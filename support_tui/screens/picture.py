"""A picture of a message over the console, as well as this terminal can show it. Nothing of it is fetched from outside."""

import io
import os
import sys
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.geometry import Offset
from textual.widget import Widget

from support_tui import i18n
from support_tui.actions.kept_files import KeptFile
from support_tui.pictures import NoPixels, Pixels, Way, pixels_of
from support_tui.screens.cursor_place import Place, PlacesCursor
from support_tui.screens.left_once import LeftOnce
from support_tui.terminal import cell_pixels
from support_tui.text.sanitize import sanitize_line
from support_tui.widgets.bidi_runs import Piece
from support_tui.widgets.composer.head import LabelLine
from support_tui.widgets.picture import BlockPicture

if TYPE_CHECKING:
    from support_tui.screens.console import Console


class PictureScreen(LeftOnce[None], PlacesCursor):
    """The bytes are here already; they are decoded for the size of the screen, and again when that changes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,u,p,enter", "leave", show=False)]
    DEFAULT_CSS = """
    PictureScreen { background: $background; }
    PictureScreen > LabelLine { padding: 0 1; }
    PictureScreen > Container { height: 1fr; width: 1fr; padding: 0 1; }
    """

    def __init__(self, console: "Console", file: KeptFile, content: bytes, way: Way) -> None:
        super().__init__()
        self._file, self._content, self._way = file, content, way
        self._head, self._foot = LabelLine(console.mode), LabelLine(console.mode)
        self._frame = Container()
        self._blocks = BlockPicture()

    def compose(self) -> ComposeResult:
        yield self._head
        with self._frame:
            yield self._blocks
        yield self._foot

    def on_mount(self) -> None:
        self._head.say(Piece(sanitize_line(self._file.filename), "strong"))
        self._foot.say(Piece(i18n.text("picture-keys"), "words"))

    def on_resize(self) -> None:
        self.run_worker(self._show(), group="picture", exclusive=True)

    def cursor_place(self) -> Place | None:
        """The name of the picture: the picture itself says nothing to a reader."""
        return self._head, Offset(0, 0)

    async def _show(self) -> None:
        width, height = self._blocks.size
        across, down = (1, 2) if self._way is Way.BLOCKS else cell_pixels()
        pixels = await pixels_of(self._content, width * across, height * down)
        if isinstance(pixels, NoPixels):
            self._head.say(Piece(i18n.text("picture-not-shown", why=pixels.value), "wrong"))
            return
        size = f"{i18n.number(pixels.whole[0])} × {i18n.number(pixels.whole[1])}"
        name = sanitize_line(self._file.filename)
        self._head.say(Piece(name, "strong"), Piece(f"  {size} · {i18n.size(self._file.size)}", "words"))
        if self._way is Way.BLOCKS:
            self._blocks.put(pixels)
        else:
            await self._show_by_protocol(pixels)

    async def _show_by_protocol(self, pixels: Pixels) -> None:
        """By the library that speaks to the terminal, in place of the cells."""
        self._blocks.display = False
        await self._frame.query(Widget).exclude("BlockPicture").remove()
        await self._frame.mount(_by_protocol(pixels, self._way))

    def action_leave(self) -> None:
        self.dismiss()


def _by_protocol(pixels: Pixels, way: Way) -> Widget:
    """In its own size. The library asks the terminal what it can and how large its cells are, and would take keys for the answer:
    it is told that there is none."""
    cell = cell_pixels()
    own, sys.__stdout__ = sys.__stdout__, io.StringIO()  # type: ignore[misc, assignment]
    os.environ["TEXTUAL_CELL_WIDTH"], os.environ["TEXTUAL_CELL_HEIGHT"] = map(str, cell)
    try:
        from textual_image._terminal import get_cell_size
        from textual_image.widget import SixelImage, TGPImage

        get_cell_size()
    finally:
        sys.__stdout__ = own  # type: ignore[misc]
    from PIL import Image

    picture = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    shown: Widget = SixelImage(picture) if way is Way.SIXEL else TGPImage(picture)
    shown.styles.width, shown.styles.height = -(-pixels.width // cell[0]), -(-pixels.height // cell[1])
    return shown
