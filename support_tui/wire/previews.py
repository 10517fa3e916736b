"""What a change to many conversations would do, before it is done: asked with the same selection and change, answered from one moment."""

from typing import Annotated

import msgspec

from support_tui.wire.commands import Change, Group, Selection
from support_tui.wire.refusals import Refusal
from support_tui.wire.views import ConversationRow


class Opened(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A group of a preview to be looked into, from a position on; no reason is the group of those that would change."""

    reason: Refusal | None = None
    start: Annotated[int, msgspec.Meta(ge=0)] = 0


class PreviewAsked(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What would `change` do to the conversations of `selection`? `opened` asks for rows of one group as well."""

    selection: Selection
    change: Change
    opened: Opened | None = None


class Preview(msgspec.Struct, frozen=True, omit_defaults=True):
    """Of `total` conversations `changing` would change; the others would be left alone, by reason.

    `seq` is the last event that is known to it, `at` the moment its query was meant at; both go into the command. `ids` are the first of
    those that would change, `rows` those of the group that was opened."""

    total: int
    changing: int
    seq: int
    at: int
    ids: tuple[int, ...] = ()
    left: tuple[Group, ...] = ()
    rows: tuple[ConversationRow, ...] = ()


class BulkState(msgspec.Struct, frozen=True, omit_defaults=True):
    """How far a change to many conversations has come."""

    key: str
    done: int
    total: int
