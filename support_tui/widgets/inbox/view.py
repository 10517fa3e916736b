"""Where the inbox stands in its list: the cursor by conversation and the first visible line; pure arithmetic, paints nothing.

The truth about the cursor is an id. A live change may move that conversation to another position; cursor and marks go with it,
and the screen scrolls so that the eye does not notice. Only where the agent's own action takes the conversation away, the cursor
lets it go and stands on the next one.
"""

from collections.abc import Collection
from typing import Protocol

import msgspec


class Positions(Protocol):
    """A list by position."""

    @property
    def total(self) -> int: ...

    def id_at(self, position: int) -> int | None: ...

    def position_of(self, conversation_id: int) -> int | None: ...


class Anchor(msgspec.Struct, frozen=True):
    """A conversation that stood on a certain row of the screen, so that it can be kept there."""

    conversation_id: int
    row: int
    """Rows below the top of the screen; negative is above it."""


class Cursor:
    """The row that commands act on."""

    def __init__(self) -> None:
        self.position = 0
        self.conversation_id: int | None = None
        self._behind: int | None = None
        """The conversation on the next position, which is the next one to work on."""

    def place(self, rows: Positions, position: int) -> None:
        """Stand on a position, kept inside the list."""
        self.position = max(0, min(position, rows.total - 1))
        self.conversation_id = rows.id_at(self.position)
        self._behind = rows.id_at(self.position + 1)

    def follow(self, rows: Positions, own: Collection[int] = ()) -> None:
        """After a change of the list: stay on the same conversation. Where it has left, or where the agent's own action (`own`) has put
        it further back, stand on the one that was next."""
        here = rows.position_of(self.conversation_id) if self.conversation_id is not None else None
        behind = rows.position_of(self._behind) if self._behind is not None else None
        is_passed = self.conversation_id in own and here is not None and behind is not None and behind < here
        if here is not None and not is_passed:
            self.place(rows, here)
        else:
            self.place(rows, behind if behind is not None else self.position)


def anchor_of(rows: Positions, cursor: Cursor, top: int, height: int) -> Anchor | None:
    """What has to stand still when the list changes: the cursor's row if it is on screen, else the first visible row that is loaded.

    At the very top nothing is held, so that what arrives there is seen, unless the cursor would be pushed away."""
    if cursor.conversation_id is not None and top <= cursor.position < top + height:
        return Anchor(cursor.conversation_id, cursor.position - top)
    for row in range(height):
        conversation_id = rows.id_at(top + row)
        if conversation_id is not None:
            return Anchor(conversation_id, row)
    return None


def top_after(rows: Positions, anchor: Anchor | None, top: int, height: int) -> int:
    """The first visible position that keeps the anchor on its row; where the list stood at its top and still can, it stays there."""
    last = max(0, rows.total - height)
    if anchor is not None:
        position = rows.position_of(anchor.conversation_id)
        if position is not None:
            if top == 0 and position < height:
                return 0
            return max(0, min(position - anchor.row, last))
    return min(top, last)
