"""What an agent does about what was done: taking it back. A request is named by its idempotency key."""

from support_tui.wire.commands.base import BaseCommand, Key


class UndoRequest(BaseCommand, frozen=True):
    """Take back everything that the request with this key did, in one step; taking back an undo is doing the thing again.

    Conversations in which others have changed the same thing since are left alone, and the answer tells which; where nothing else
    is left, it is refused with `changed_since`."""

    key: Key
