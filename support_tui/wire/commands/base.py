"""What every command is made of: the fields' types with their bounds, and the bases that tag a command with its name."""

from typing import Annotated

import msgspec

from support_tui.wire import limits
from support_tui.wire.event_base import snake
from support_tui.wire.values import Address

Key = Annotated[str, msgspec.Meta(min_length=8, max_length=limits.KEY_CHARS)]
Text = Annotated[str, msgspec.Meta(max_length=limits.TEXT_CHARS)]
Title = Annotated[str, msgspec.Meta(max_length=limits.TITLE_CHARS)]
Name = Annotated[str, msgspec.Meta(max_length=limits.NAME_CHARS)]
TagName = Annotated[str, msgspec.Meta(min_length=1, max_length=limits.TAG_CHARS)]
Ids = Annotated[tuple[int, ...], msgspec.Meta(max_length=limits.FOLLOWERS_PER_CONVERSATION)]
Recipients = Annotated[tuple[Address, ...], msgspec.Meta(max_length=limits.RECIPIENTS)]
UndoWindow = Annotated[int, msgspec.Meta(ge=0, le=3600)]
"""Seconds that a letter can be taken back in."""


Moment = Annotated[int, msgspec.Meta(ge=0, le=limits.UNTIL_REPLY)]
"""Microseconds since 1970, UTC."""


class BaseCommand(
    msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="type", tag=snake
):
    """A verb of the contract; its name in snake case is its tag on the wire."""


class OnConversation(BaseCommand, frozen=True):
    """A verb about one conversation."""

    conversation_id: int
