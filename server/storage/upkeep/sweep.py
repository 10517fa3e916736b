"""Removes the files of messages that were deleted for good, once nobody names them (E9).

Runs in the writer's transaction, so that no message that names a file is written between the look and the removal; what is being kept for a
message that is still to be written is told by the blob store (`Blobs.remove`).
"""

from ..blobs import Blobs
from ..db import Connection
from ..tables import purged_messages


def sweep(connection: Connection, blobs: Blobs, until: int, limit: int) -> int:
    """Look at the files that were left up to a moment, at most so many; how many were removed. A file that somebody names, or has kept
    once more since, is theirs."""
    removed = 0
    for digest, left_at in purged_messages.files_left(connection, until, limit):
        if not purged_messages.is_named(connection, digest):
            removed += blobs.remove(digest, left_at)
        purged_messages.forget_file(connection, digest)
    return removed
