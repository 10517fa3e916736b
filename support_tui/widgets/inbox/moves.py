"""The commands of the table that move the inbox cursor; where it stands and what is painted is the list's."""

from abc import abstractmethod

from support_tui.widgets.inbox.source import InboxSource
from support_tui.widgets.inbox.view import Cursor


class MoveCommands:
    """One `do_<name>` for each move."""

    source: InboxSource
    cursor: Cursor

    @property
    @abstractmethod
    def _visible_rows(self) -> int:
        """How many rows a page has."""

    @abstractmethod
    def _go(self, position: int) -> None:
        """Put the cursor there."""

    @abstractmethod
    def _page(self, rows: int) -> None:
        """Move list and cursor by so many rows."""

    def do_down(self) -> None:
        self._go(self.cursor.position + 1)

    def do_up(self) -> None:
        self._go(self.cursor.position - 1)

    def do_half_down(self) -> None:
        self._page(self._visible_rows // 2)

    def do_half_up(self) -> None:
        self._page(-(self._visible_rows // 2))

    def do_page_down(self) -> None:
        self._page(max(1, self._visible_rows - 1))

    def do_page_up(self) -> None:
        self._page(-max(1, self._visible_rows - 1))

    def do_top(self) -> None:
        self._go(0)

    def do_bottom(self) -> None:
        self._go(self.source.total - 1)
