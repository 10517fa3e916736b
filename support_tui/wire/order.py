"""Where a conversation stands in queues and lists, computed alike by the server's tables and the console's replica. Pure."""

from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from support_tui.wire.values import Folder, Place, Priority, Status

if TYPE_CHECKING:
    from support_tui.wire.views import ConversationRow

#: Larger than any microsecond timestamp before the year 2286, so that a bucket number always outweighs the time in it.
_BUCKET = 10**16


class Sort(StrEnum):
    """The orders a list of conversations can have. Ties are broken by id, in the same direction."""

    ATTENTION = "attention"
    NEWEST = "newest"
    OLDEST = "oldest"
    WAITING = "waiting"
    CREATED = "created"


def place_of(
    folder: Folder, snoozed_until_at: int | None, status: Status, merged_into_id: int | None = None
) -> Place:
    """The queue a conversation counts in: one that was merged into another counts in none; spam and trash outweigh a snooze,
    a snooze outweighs the status."""
    if merged_into_id is not None:
        return Place.MERGED
    if folder is Folder.SPAM:
        return Place.SPAM
    if folder is Folder.TRASH:
        return Place.TRASH
    if snoozed_until_at is not None:
        return Place.SNOOZED
    return Place.CLOSED if status is Status.CLOSED else Place.ACTIVE


def attention_key(
    status: Status, priority: Priority, waiting_since_at: int | None, last_message_at: int
) -> int:
    """Ascending: customers who wait come first, urgent before low, the longest wait before the shortest; then the
    conversations that wait for their customer; closed ones last, the most recent first."""
    if status is Status.CLOSED:
        return 9 * _BUCKET - last_message_at
    urgency = 3 - priority.rank
    if waiting_since_at is not None:
        return urgency * _BUCKET + waiting_since_at
    return (4 + urgency) * _BUCKET + last_message_at


def priority_spans(priority: Priority) -> tuple[tuple[int, int], ...]:
    """Where the attention keys of a priority lie, each from a number up to below another: also of times before 1970, and of closed
    conversations, whose keys tell no priority."""
    urgency, early = 3 - priority.rank, _BUCKET // 2
    return (
        (urgency * _BUCKET - early, (urgency + 1) * _BUCKET),
        ((4 + urgency) * _BUCKET - early, (5 + urgency) * _BUCKET),
        (8 * _BUCKET - early, 10 * _BUCKET),
    )


#: A wait of nobody sorts behind every real one.
NOT_WAITING = _BUCKET


def sort_key(sort: Sort, row: "ConversationRow") -> int:
    """The number that places a row under `sort`, always ascending; the same number the server's index holds (or its negative)."""
    match sort:
        case Sort.ATTENTION:
            return attention_key(row.status, row.priority, row.waiting_since_at, row.last_message_at)
        case Sort.NEWEST:
            return -row.last_message_at
        case Sort.OLDEST:
            return row.last_message_at
        case Sort.WAITING:
            return NOT_WAITING if row.waiting_since_at is None else row.waiting_since_at
        case Sort.CREATED:
            return -row.created_at
        case _:
            assert_never(sort)
