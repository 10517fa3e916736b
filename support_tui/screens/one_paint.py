"""Another list appears in one paint: the old one stands until the rows of the new one are there, if that is soon."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from support_tui.screens.console import Console

#: A server that answers at once is waited for; a slower one is not, and the list says that it is loading.
LONGEST_WAIT_S: Final = 0.06


class OnePaint:
    """Holds the screen still, for a moment."""

    def __init__(self, console: "Console") -> None:
        self._console = console
        self._held = ExitStack()
        self._number = 0

    def wait(self) -> None:
        """Paint nothing until `show`, or until it has taken too long."""
        self.show()
        self._number += 1
        number = self._number
        self._held.enter_context(self._console.app.batch_update())

        def too_long() -> None:
            if number == self._number:
                self.show()

        self._console.set_timer(LONGEST_WAIT_S, too_long)

    def show(self) -> None:
        """Paint what there is."""
        self._held.close()
