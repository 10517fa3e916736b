"""What one row of the inbox shows, as plain words: made from the store, painted without it. Pure."""

import msgspec

from support_tui.wire.saved_views import ListColumn
from support_tui.wire.values import Priority, Status


class RowFace(msgspec.Struct, frozen=True):
    """A conversation as its row shows it; every text is logical order and one line."""

    id: int
    customer: str
    title: str
    preview: str
    status: Status
    status_word: str
    age: str
    """How long the customer has waited, else how long ago the last message was."""
    is_waiting: bool = False
    is_unread: bool = False
    is_pending: bool = False
    """A change of ours is shown that the server has not confirmed yet."""
    priority: Priority = Priority.NORMAL
    assignee: str = ""
    is_mine: bool = False
    tags: tuple[str, ...] = ()
    viewers: str = ""
    """Who else has it open, with the sign of reading or writing; empty for nobody."""
    is_snoozed: bool = False
    has_attachment: bool = False
    values: dict[ListColumn, str] = {}
    """What stands in chosen columns that no list shows by itself."""
