"""The composer's text area: lets an open list of names take its keys first. Knows nothing of what the text will become."""

from collections.abc import Callable

from textual import events

from support_tui.messages import FilesDropped
from support_tui.text.display import TextMode
from support_tui.widgets.bidi_text_area import BidiTextArea

from .dropped import dropped_paths


class ComposerText(BidiTextArea):
    """A text area whose owner may take a key before it."""

    def __init__(self, *, mode: TextMode, takes_key: Callable[[str], bool]) -> None:
        super().__init__(mode=mode)
        self._takes_key = takes_key

    def on_paste(self, event: events.Paste) -> None:
        """Files that were dropped on the terminal come as their paths."""
        paths = dropped_paths(event.text)
        if not paths:
            super().on_paste(event)
            return
        event.stop()
        event.prevent_default()
        self.post_message(FilesDropped(paths))

    def on_key(self, event: events.Key) -> None:
        if self._takes_key(event.key):
            event.stop()
            event.prevent_default()
