"""The field for the mailbox that a new conversation leaves from: arrows go through them, a beginning of a name is enough."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets.input import Selection

from support_tui.widgets.bidi_input import BidiInput
from support_tui.wire.folding import fold
from support_tui.wire.views import Mailbox


def mailbox_named(typed: str, boxes: Sequence[Mailbox]) -> Mailbox | None:
    """The mailbox of that name or address, else the only one whose name begins so."""
    wanted = fold(typed).strip()
    if not wanted:
        return None
    exact = next((box for box in boxes if wanted in (fold(box.name), fold(box.address))), None)
    if exact is not None:
        return exact
    begun = [box for box in boxes if fold(box.name).startswith(wanted)]
    return begun[0] if len(begun) == 1 else None


class MailboxInput(BidiInput):
    """Its text is selected when it gets the keys, so that typing replaces the name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "step(1)", show=False),
        Binding("up,ctrl+p", "step(-1)", show=False),
    ]

    boxes: Sequence[Mailbox] = ()

    def action_step(self, by: int) -> None:
        """The next mailbox, round and round."""
        if self.boxes:
            names = [box.name for box in self.boxes]
            here = mailbox_named(self.value, self.boxes)
            self.value = names[(names.index(here.name) + by) % len(names)] if here is not None else names[0]
            self._select_all()

    def _select_all(self) -> None:
        self.selection = Selection(0, len(self.value))

    def on_focus(self) -> None:
        self._select_all()

    def on_blur(self) -> None:
        """A beginning becomes the name."""
        meant = mailbox_named(self.value, self.boxes)
        if meant is not None:
            self.value = meant.name
