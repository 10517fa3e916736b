"""Where one stands while a single pane fills the screen: queue, conversation, customer; each step leads back."""

from collections.abc import Sequence

from textual.message import Message

from support_tui.text.display import TextMode
from support_tui.widgets.bar import Bar, Part


class Crumbs(Bar):
    """The steps from the inbox to here, the last one strong."""

    class Back(Message):
        """A step was clicked: so many steps back."""

        def __init__(self, steps: int) -> None:
            super().__init__()
            self.steps = steps

    def __init__(self, mode: TextMode, *, id: str | None = None) -> None:
        super().__init__(mode, id=id)
        self._trail: Sequence[str] = ()
        self._badge = ""

    def show(self, trail: Sequence[str], badge: str = "") -> None:
        """The names of the steps, from the inbox on; `badge` tells of marks that cannot be seen from here."""
        if (trail, badge) != (self._trail, self._badge):
            self._trail, self._badge = trail, badge
            self.refresh()

    def left_parts(self, width: int) -> Sequence[Part]:
        parts = []
        for index, name in enumerate(self._trail):
            is_last = index == len(self._trail) - 1
            steps = len(self._trail) - 1 - index
            parts.append(Part(f" {name} ", "strong" if is_last else "muted", "" if is_last else str(steps)))
            if not is_last:
                parts.append(Part("›", "faint"))
        return parts

    def right_parts(self, width: int) -> Sequence[Part]:
        return [Part(f" ✔ {self._badge} ", "accent")] if self._badge else ()

    def on_bar_chosen(self, event: Bar.Chosen) -> None:
        event.stop()
        self.post_message(self.Back(int(event.target)))
