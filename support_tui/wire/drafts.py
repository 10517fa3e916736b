"""Unsent texts as they travel between an agent's consoles, and to colleagues where they are shared. Data only."""

from enum import StrEnum
from typing import Annotated

import msgspec

from support_tui.wire import limits

Moment = Annotated[int, msgspec.Meta(ge=0, lt=1 << 53)]


class DraftKind(StrEnum):
    """What a text would become."""

    REPLY = "reply"
    NOTE = "note"
    FORWARD = "forward"
    NEW = "new"


class SavedDraft(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text as the server has it. `conversation_id` 0 is a conversation that is not begun yet, with a note or
    reply all that the agent marks; `version` grows with each change;
    `is_kept` where a newer version stands in its place."""

    id: int
    agent_id: int
    conversation_id: int
    kind: DraftKind
    text: str
    updated_at: int
    version: int
    extra: dict[str, str] = {}
    is_shared: bool = False
    is_kept: bool = False


class SaveDraft(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Keep a text that was written at `at`, on top of the version that the writer knew (0 is none); blank text forgets that version.
    `is_shared` None leaves it as it is."""

    conversation_id: Moment
    kind: DraftKind
    text: Annotated[str, msgspec.Meta(max_length=limits.DRAFT_CHARS)]
    at: Moment
    base_version: Moment = 0
    extra: Annotated[
        dict[
            Annotated[str, msgspec.Meta(max_length=limits.NAME_CHARS)],
            Annotated[str, msgspec.Meta(max_length=limits.DRAFT_FIELD_CHARS)],
        ],
        msgspec.Meta(max_length=limits.DRAFT_FIELDS),
    ] = {}
    is_shared: bool | None = None


class DraftSaved(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stands now, None where nothing does, and the version that lost against it and is kept, if one did."""

    draft: SavedDraft | None = None
    kept: SavedDraft | None = None


class DraftPage(msgspec.Struct, frozen=True, omit_defaults=True):
    """Drafts, the one written last first."""

    drafts: tuple[SavedDraft, ...] = ()
