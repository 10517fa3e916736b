"""Which of two versions of an unsent text stands: the newest wins, and no words are lost. Pure.

An agent may write at two consoles, one of them off line. Each saves on top of the version that it knew; where that is not the one that
stands, somebody has written elsewhere meanwhile, and the older of the two is kept aside.
"""

import msgspec

from support_tui.wire.drafts import SavedDraft, SaveDraft


class Settled(msgspec.Struct, frozen=True):
    """What shall stand (its number is the one of the row it replaces, 0 for a fresh one), and the words to keep aside; None is nothing."""

    draft: SavedDraft | None
    kept: SavedDraft | None = None


def is_blank(draft: SavedDraft | SaveDraft) -> bool:
    """Whether there is nothing to keep; recipients alone are something."""
    return not draft.text.strip() and not any(draft.extra.values())


def settle(current: SavedDraft | None, given: SaveDraft, agent_id: int, now: int) -> Settled:
    """What becomes of a text that is saved while another may stand there."""
    at = min(given.at, now)
    if is_blank(given):
        is_known = current is None or current.version == given.base_version
        return Settled(None if is_known else current)
    fresh = SavedDraft(
        id=0 if current is None else current.id,
        agent_id=agent_id,
        conversation_id=given.conversation_id,
        kind=given.kind,
        text=given.text,
        updated_at=at,
        version=max(now, 0 if current is None else current.version + 1),
        extra=given.extra,
        is_shared=_is_shared(current, given),
    )
    if current is None or current.version == given.base_version or _is_same(current, given):
        return Settled(fresh)
    if at >= current.updated_at:
        return Settled(fresh, current)
    return Settled(current, msgspec.structs.replace(fresh, id=0))


def _is_shared(current: SavedDraft | None, given: SaveDraft) -> bool:
    if given.is_shared is not None:
        return given.is_shared
    return current is not None and current.is_shared


def _is_same(current: SavedDraft, given: SaveDraft) -> bool:
    return (current.text, current.extra) == (given.text, given.extra)
