"""Removes files that nobody names: those of messages that were deleted for good (E9), and those that were handed over and never sent.

Runs in the writer's transaction, so that no message that names a file is written between the look and the removal; what is being kept for a
message that is still to be written is told by the blob store (`Blobs.remove`).
"""

from ..blobs import Blobs
from ..db import Connection
from ..tables import purged_messages, uploaded_files


def sweep(connection: Connection, blobs: Blobs, until: int, limit: int) -> int:
    """Look at the files that were left up to a moment, at most so many; how many were removed. A file that somebody names, or has kept
    once more since, is theirs."""
    removed = 0
    for digest, left_at in purged_messages.files_left(connection, until, limit):
        if not purged_messages.is_named(connection, digest):
            removed += blobs.remove(digest, left_at)
        purged_messages.forget_file(connection, digest)
    return removed


def sweep_uploads(connection: Connection, blobs: Blobs, wanted_before: int, now: int, limit: int) -> int:
    """Look at the files that were handed over before a moment, at most so many; how many were removed. One that a message, an unsent text
    or an order that goes on names is theirs for good; one that somebody has wanted since is looked at another time."""
    removed = 0
    for digest in uploaded_files.old(connection, wanted_before, limit):
        if purged_messages.is_named(connection, digest):
            uploaded_files.forget(connection, digest)
        elif blobs.remove(digest, wanted_before):
            uploaded_files.forget(connection, digest)
            removed += 1
        else:
            uploaded_files.remember(connection, digest, now)
    return removed
