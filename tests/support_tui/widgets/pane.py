"""One pane alone on a screen, with the messages it posts; for tests that look at what is painted."""

from collections.abc import Callable
from typing import Any

from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget

from support_tui.theme import THEMES


class PaneApp(App[None]):
    """Shows the widgets it is given and remembers every message of ours that comes up."""

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self._widgets = widgets
        self.posted: list[Message] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "support-dark"

    def compose(self) -> ComposeResult:
        yield from self._widgets

    async def _dispatch_message(self, message: Message) -> None:
        if type(message).__module__ == "support_tui.messages":
            self.posted.append(message)
        await super()._dispatch_message(message)

    def posts(self, kind: type[Any]) -> list[Any]:
        """The messages of that kind, oldest first."""
        return [message for message in self.posted if isinstance(message, kind)]

    @property
    def screen_lines(self) -> list[str]:
        """What stands on the screen, cell by cell as the terminal gets it."""
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]

    @property
    def screen_text(self) -> str:
        return "\n".join(self.screen_lines)

    def sees(self, text: str) -> Callable[[], bool]:
        """A condition to wait for."""
        return lambda: text in self.screen_text
