"""One change to many conversations at once: which ones, what is done to each, and what came of it."""

from typing import Annotated

import msgspec

from support_tui.wire import limits
from support_tui.wire.commands.base import BaseCommand, OnConversation
from support_tui.wire.commands.triage import (
    AssignConversation,
    ChangeFollowers,
    ChangeTags,
    MoveConversation,
    SetFolder,
    SetPriority,
    SetStatus,
    SnoozeConversation,
)
from support_tui.wire.commands.writing import AddNote, SendReply
from support_tui.wire.refusals import Refusal

ManyIds = Annotated[tuple[int, ...], msgspec.Meta(max_length=limits.PICKED_CONVERSATIONS)]
QueryText = Annotated[str, msgspec.Meta(max_length=limits.QUERY_CHARS)]


class _Selection(
    msgspec.Struct,
    frozen=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    tag_field="type",
    tag=str.lower,
):
    pass


class Picked(_Selection, frozen=True):
    """Conversations by number."""

    ids: ManyIds


class Matching(_Selection, frozen=True):
    """All conversations of a list, those of `except_ids` left out. `tz` is where the query's days begin.

    `at` is the moment the query is meant at (of the preview), now where it is not given; `count` is how many the preview found."""

    queue: str
    query: QueryText = ""
    tz: str = "UTC"
    except_ids: ManyIds = ()
    at: int | None = None
    count: int | None = None


Selection = Picked | Matching


class AssignAgent(OnConversation, frozen=True):
    """Make an agent responsible; the conversation's team stays."""

    agent_id: int


class Reopen(OnConversation, frozen=True):
    """Back to the inbox: out of spam or trash, out of a snooze, and open again (in progress where somebody is responsible)."""


Change = (
    SetStatus
    | AssignConversation
    | AssignAgent
    | ChangeFollowers
    | ChangeTags
    | MoveConversation
    | SetPriority
    | SnoozeConversation
    | SetFolder
    | Reopen
    | AddNote
    | SendReply
)
"""What can be done to many: a command as it is given for one conversation. Whose number it names does not matter; 0 is usual."""


class ChangeMany(BaseCommand, frozen=True):
    """Do `change` to each conversation of a selection, as far as each allows it: one action, taken back as one.

    Conversations that somebody else has changed after the event `preview_seq` are left alone. The answer tells of all that were."""

    selection: Selection
    change: Change
    preview_seq: int | None = None


class Group(msgspec.Struct, frozen=True, omit_defaults=True):
    """Conversations that a change leaves alone for one reason; `ids` are the first of them."""

    reason: Refusal
    count: int
    ids: tuple[int, ...] = ()


class ManyChanged(msgspec.Struct, frozen=True, omit_defaults=True):
    """What came of a change to many: of `total` conversations `changed` were changed, the others are told in `left` by reason.

    `missing` are those that a preview had counted and that were not in the list any more. Where `is_cancelled`, what was not reached
    is in no group."""

    total: int
    changed: int
    left: tuple[Group, ...] = ()
    missing: int = 0
    is_cancelled: bool = False
