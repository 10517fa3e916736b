"""The list of colleagues that opens behind an `@`; offers and writes names, calls nobody."""

from collections.abc import Iterable
from typing import ClassVar

from textual.widgets import OptionList

from support_tui.text.cells import cell_width
from support_tui.text.display import TextMode, field
from support_tui.widgets.bidi_text_area import BidiTextArea
from support_tui.wire.views import Agent

from .mentions import begun, offered


class NameList(OptionList, can_focus=False):
    """Open while a mention is being typed; the text area keeps the focus and hands over its keys."""

    DEFAULT_CSS: ClassVar[str] = """
    NameList {
        display: none; height: auto; max-height: 6; width: 40; margin: 0 0 0 2; padding: 0; border: none;
        background: $panel;
    }
    NameList.-open { display: block; }
    """

    def __init__(self, mode: TextMode) -> None:
        super().__init__(markup=False, compact=True)
        self._mode = mode
        self._offered: list[Agent] = []

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    def offer(self, area: BidiTextArea, agents: Iterable[Agent]) -> None:
        """Open for the mention before the cursor, close where there is none."""
        row, column = area.cursor_location
        found = begun(area.document.get_line(row)[:column])
        self._offered = offered(found.typed, agents) if found is not None else []
        if not self._offered:
            self.close()
            return
        self.set_options(
            [field(agent.name, max(20, cell_width(agent.name)), self._mode) for agent in self._offered]
        )
        self.add_class("-open")
        self.highlighted = 0

    def close(self) -> bool:
        """Hide; whether it was open."""
        was_open = self.is_open
        self.remove_class("-open")
        return was_open

    def take_key(self, key: str, area: BidiTextArea) -> bool:
        """Up, down, Enter and Tab belong to the list while it is open."""
        if not self.is_open:
            return False
        match key:
            case "up":
                self.action_cursor_up()
            case "down":
                self.action_cursor_down()
            case "enter" | "tab":
                self.write(self.highlighted or 0, area)
            case _:
                return False
        return True

    def write(self, index: int, area: BidiTextArea) -> None:
        """Put the chosen name in place of what was typed of it."""
        row, column = area.cursor_location
        found = begun(area.document.get_line(row)[:column])
        if found is not None and index < len(self._offered):
            name = self._offered[index].name
            area.replace(f"@{name} ", (row, found.start), (row, column))
            area.move_cursor((row, found.start + len(name) + 2))
        self.close()
