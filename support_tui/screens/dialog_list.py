"""The list of a dialog, as long as its entries as far as the screen has room for it: the box around it is never longer than it needs.

A bound that is a share of the screen would not do in the style sheet: Textual measures a box that is as tall as what it holds without it.
"""

from typing import Final

from textual.geometry import Size
from textual.widgets import OptionList

#: Lines of the screen that a dialog's frame, title, field and keys take at most.
_OTHER_LINES: Final = 12
_LEAST: Final = 4


class DialogList(OptionList):
    """Takes up to half of the screen; in a dialog that is `-tall`, all that the frame leaves."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the entries have, within the room."""
        is_tall = self.parent is not None and self.parent.has_class("-tall")
        room = viewport.height - _OTHER_LINES if is_tall else viewport.height * 45 // 100
        return min(super().get_content_height(container, viewport, width), max(room, _LEAST))
