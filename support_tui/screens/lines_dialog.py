"""A dialog for a text of several lines; it gives the text back and changes nothing."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from support_tui import i18n
from support_tui.screens.overlay import Overlay
from support_tui.text.display import TextMode
from support_tui.widgets.bidi_text_area import BidiTextArea


class AskLines(Overlay[str | None]):
    """Enter begins a new line; what takes the text is what sends one elsewhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,alt+enter,ctrl+enter,ctrl+j", "take", show=False, priority=True),
        Binding("escape", "leave", show=False),
    ]

    DEFAULT_CSS: ClassVar[str] = """
    AskLines #dialog BidiTextArea { height: 10; max-height: 50vh; border: none; padding: 0; background: $surface; }
    """

    def __init__(self, title: str, initial: str, mode: TextMode) -> None:
        super().__init__()
        self._title = title
        self._initial = initial
        self._mode = mode

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(Content(self._title), id="dialog-title")
            yield BidiTextArea(self._initial, mode=self._mode)
            yield Static(Content(i18n.text("dialog-lines-hint")), id="dialog-hint")

    def on_mount(self) -> None:
        area = self.query_one(BidiTextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def action_take(self) -> None:
        self.dismiss(self.query_one(BidiTextArea).text)

    def action_leave(self) -> None:
        self.dismiss(None)
