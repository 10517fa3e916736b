"""How far conversations are read, for the agent who asks alone: no events of the log."""

from typing import Annotated

import msgspec

from support_tui.wire import limits
from support_tui.wire.commands.base import BaseCommand


class ReadUpTo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A conversation is read up to `message_id`; 0 is wholly unread."""

    conversation_id: int
    message_id: int


class MarkManyRead(BaseCommand, frozen=True):
    """For the acting agent alone: how far several conversations are read. Those that are not there, or not the agent's to see, are
    passed over."""

    marks: Annotated[tuple[ReadUpTo, ...], msgspec.Meta(max_length=limits.CHANGED_AT_ONCE)]
