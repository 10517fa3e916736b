"""Linear: whatever screen is on top, the terminal's cursor stands where its keys act. A screen says where that is; this puts it there."""

from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget

from support_tui.widgets.linear import is_linear, put_cursor

if TYPE_CHECKING:
    from textual.widgets import OptionList

Place = tuple[Widget, Offset]
"""A widget, and a cell within it."""


def row_of(listing: "OptionList") -> int:
    """The row of a list where its highlighted entry begins; entries may have several lines."""
    highlighted = listing.highlighted or 0
    return listing._index_to_line.get(highlighted, highlighted) - round(listing.scroll_y)


def _nothing() -> None:
    """What has the focus shows a cursor of its own."""


class PlacesCursor:
    """Stands behind the base of a screen. The cursor is placed when the screen comes to the top, when a list moves, and by `follow`."""

    if TYPE_CHECKING:

        @property
        def _screen(self) -> Screen[object]: ...
    else:

        @property
        def _screen(self):
            return self

    def cursor_place(self) -> Place | None:
        """Where the keys act: the entry of a list, else the title of a dialog; None where a widget places it
        itself, or a field shows its own."""
        # Their code is no part of the first paint.
        from textual.widgets import Input, OptionList, Static, TextArea

        screen = self._screen
        if hasattr(screen.focused, "place_cursor"):
            return None
        for listing in screen.query(OptionList):
            if listing.display and listing.highlighted is not None:
                return listing, Offset(0, row_of(listing))
        if isinstance(screen.focused, Input | TextArea):
            return None
        title = next(iter(screen.query("#dialog-title").results(Static)), None)
        return (title, Offset(0, 0)) if title is not None else None

    def follow(self) -> None:
        """What the keys act on has moved: the cursor goes there with the next paint."""
        if is_linear(self._screen):
            self._screen.call_after_refresh(self._put_cursor)

    def _put_cursor(self) -> None:
        screen = self._screen
        if screen.app.screen is not screen:
            return
        place = self.cursor_place()
        if place is None:
            getattr(screen.focused, "place_cursor", _nothing)()
            return
        widget, cell = place
        region = widget.region
        row = max(0, min(cell.y, region.height - 1))
        put_cursor(screen.app, region.x + cell.x, region.y + row)

    def on_screen_resume(self) -> None:
        """It has come to the top, or what stood over it has closed."""
        self.follow()

    def on_option_list_option_highlighted(self) -> None:
        """The reader hears the entry that Enter would take, while a field has the keys, too."""
        self.follow()
