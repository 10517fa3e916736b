"""The first-run tour: one card with the keys of a day's work, shown once; any key leaves it, and what it means is done at once."""

import contextlib
from typing import TYPE_CHECKING, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from support_tui import i18n, paths
from support_tui.screens.overlay import Overlay
from support_tui.text.cells import cell_width, fit

if TYPE_CHECKING:
    from support_tui.screens.console import Console

#: What a line tells of, and the commands whose keys it shows.
LINES: Final = (
    ("tour-move", ("move.down", "move.up", "view.open", "view.back")),
    ("tour-write", ("compose.reply", "compose.note")),
    ("tour-close", ("conversation.close", "conversation.snooze")),
    ("tour-sort", ("conversation.assign", "conversation.tags", "conversation.priority")),
    ("tour-mark", ("mark.toggle", "view.filter")),
    ("tour-go", ("go.inbox", "go.mine", "go.unassigned")),
    ("tour-undo", ("desk.undo", "desk.redo")),
    ("tour-all", ("view.palette", "view.help")),
)
#: These only leave the card: who presses them means just that.
_ONLY_LEAVE: Final = frozenset({"escape", "enter", "space"})


class Tour(Overlay[None]):
    """The card."""

    def __init__(self, console: "Console") -> None:
        super().__init__()
        self._behind = console

    def compose(self) -> ComposeResult:
        keymap = self._behind.keymap
        shown = [
            (" ".join(filter(None, map(keymap.label, ids))), i18n.text(text_id)) for text_id, ids in LINES
        ]
        cells = max(cell_width(keys) for keys, _ in shown) + 2
        with Vertical(id="dialog"):
            yield Static(Content(i18n.text("tour-title")), id="dialog-title")
            for keys, meaning in shown:
                yield Static(
                    Content.assemble((fit(keys, cells), "bold $accent"), meaning), classes="tour-line"
                )
            hint = i18n.text("tour-hint", key=keymap.label("view.palette"))
            yield Static(Content(hint), id="dialog-hint")

    def on_key(self, event: events.Key) -> None:
        """Leave; a key that means something to the console still does."""
        event.stop()
        self.dismiss()
        if event.key not in _ONLY_LEAVE:
            # As if it had been pressed there: keys that follow a key that opens something wait for it.
            self.app.call_later(self.app.on_event, events.Key(event.key, event.character))

    def on_click(self) -> None:
        self.dismiss()


def remember() -> None:
    """It need not be shown again; where that cannot be written down, it is."""
    with contextlib.suppress(OSError):
        paths.make_private(paths.data_dir())
        paths.tour_file().touch()
