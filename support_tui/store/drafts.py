"""Texts that are being written, per conversation and kind; nothing typed is lost until it was sent or thrown away. Pure."""

from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec


class DraftKey(NamedTuple):
    """Whose draft: a conversation (None is a new one) and what the text will become (`reply note forward new`)."""

    conversation_id: int | None
    kind: str


class Draft(msgspec.Struct, frozen=True):
    """An unsent text. `extra` holds what else was filled in (recipients, title, mailbox) as the composer wrote it."""

    text: str
    at: int
    extra: dict[str, str] = {}


@dataclass(slots=True)
class Drafts:
    """All drafts of this agent on this machine."""

    by_key: dict[DraftKey, Draft] = field(default_factory=dict)

    def put(self, key: DraftKey, draft: Draft) -> bool:
        """Keep a draft, or forget it where it is blank; whether anything changed."""
        old = self.by_key.get(key)
        if not draft.text.strip() and not draft.extra:
            return self.by_key.pop(key, None) is not None
        self.by_key[key] = draft
        return old is None or (old.text, old.extra) != (draft.text, draft.extra)

    def conversation_ids(self) -> list[int]:
        """Conversations with a draft, the one written last first."""
        newest = sorted(self.by_key.items(), key=lambda item: -item[1].at)
        return list(dict.fromkeys(k.conversation_id for k, _ in newest if k.conversation_id is not None))
