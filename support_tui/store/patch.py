"""How a change of one row moves it in, out of and within one list window. Pure."""

from operator import attrgetter

from support_tui.store.journal import Before
from support_tui.store.membership import Belongs
from support_tui.store.windows import ListKey, ListWindow, place_under
from support_tui.wire.views import ConversationRow


def patch(
    window: ListWindow,
    key: ListKey,
    belongs: Belongs,
    conversation_id: int,
    before: Before,
    after: ConversationRow | None,
) -> bool:
    """Bring a window up to date with one row; whether anything in it changed. What cannot be told marks it stale."""
    if not window.is_loaded:
        return False
    version = window.version
    if not key.query and window.is_ordered and _keeps_its_queues(before, after):
        _follow(window, key, belongs, conversation_id, before, after)
    elif conversation_id in window:
        _patch_loaded(window, key, belongs, conversation_id, after)
    else:
        _patch_unloaded(window, key, belongs, conversation_id, before, after)
    return window.version != version


#: All that the standing queues ask of a row; where it stays the same, so do the queues (a test compares it with their table).
_queue_facts = attrgetter(
    "status",
    "folder",
    "snoozed_until_at",
    "assignee_id",
    "team_id",
    "mailbox_id",
    "follower_ids",
    "merged_into_id",
)


def _keeps_its_queues(before: Before, after: ConversationRow | None) -> bool:
    """Whether a change leaves a conversation in the queues it was in: most changes do, and those need no question."""
    return (
        before.is_certain
        and before.row is not None
        and after is not None
        and bool(_queue_facts(before.row) == _queue_facts(after))
    )


def _follow(
    window: ListWindow,
    key: ListKey,
    belongs: Belongs,
    conversation_id: int,
    before: Before,
    after: ConversationRow | None,
) -> None:
    """A conversation stays in its queues: at most its place in them is another."""
    if before.row is None or after is None:
        return
    new = place_under(key.sort, after)
    if conversation_id in window:
        window.move(conversation_id, new)
        return
    old = place_under(key.sort, before.row)
    if old != new and not window.is_complete and belongs(after):
        window.remove_unloaded(old)
        window.insert(conversation_id, new)


def _patch_loaded(
    window: ListWindow, key: ListKey, belongs: Belongs, conversation_id: int, after: ConversationRow | None
) -> None:
    is_in = belongs(after) if after is not None else False
    if after is None or is_in is False:
        window.remove(conversation_id)
    elif is_in is None or not window.is_ordered:
        window.mark_stale()
    else:
        window.move(conversation_id, place_under(key.sort, after))


def _patch_unloaded(
    window: ListWindow,
    key: ListKey,
    belongs: Belongs,
    conversation_id: int,
    before: Before,
    after: ConversationRow | None,
) -> None:
    was_in = _was_in(window, key, belongs, before)
    is_in = belongs(after) if after is not None else False
    if not window.is_ordered:
        if was_in is not False or is_in is not False:
            window.mark_stale()
        return
    old = place_under(key.sort, before.row) if before.row is not None and before.is_certain else None
    new = place_under(key.sort, after) if after is not None else None
    if was_in and is_in and old == new:
        return
    if was_in:
        window.remove_unloaded(old)
    if is_in and new is not None:
        window.insert(conversation_id, new)
    if was_in is None or is_in is None:
        window.mark_stale()


def _was_in(window: ListWindow, key: ListKey, belongs: Belongs, before: Before) -> bool | None:
    """Whether a conversation that is not loaded here was in the list. A guessed row answers for queues, not for queries."""
    if before.row is None or window.is_complete:
        return False
    verdict = belongs(before.row)
    return None if verdict and key.query and not before.is_certain else verdict
