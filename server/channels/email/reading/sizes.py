"""The size of letters where a page is read: those of no size are not read, down to an element that gives them one again. Pure."""

from typing import Final

from . import html_hints
from .html_hints import Attributes

_DEEPEST: Final = 500
"""No page that a program wrote is nested so; each end looks for its beginning."""


class Sizes:
    """The open elements within the outermost one that sets a size; none where no element does."""

    def __init__(self) -> None:
        self._open: list[tuple[str, bool]] = []

    @property
    def can_be_read(self) -> bool:
        """Whether the letters here are large enough."""
        return not self._open or self._open[-1][1]

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        own = html_hints.is_readable_size(attributes) if attributes else None
        if (self._open or own is False) and len(self._open) < _DEEPEST:
            self._open.append((tag, self.can_be_read if own is None else own))

    def end(self, tag: str) -> None:
        """The last element of that tag ends, and with it those within it that never did."""
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return
