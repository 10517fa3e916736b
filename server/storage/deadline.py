"""Stops a statement that takes too long, so that no question can hold the desk; knows nothing of what is asked."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from .db import Reader

STEPS_BETWEEN_LOOKS: Final = 2_000
"""Virtual machine steps between two looks at the clock: some 50 µs of work."""


class TooSlow(Exception):
    """A statement was stopped at its deadline. Stays within storage: callers outside get a refusal or a part of the answer."""


def is_interruption(error: Exception) -> bool:
    """Whether a statement ended because its time was over, not because something is wrong."""
    return "interrupt" in str(error)


@contextmanager
def deadline(connection: Reader, seconds: float) -> Iterator[None]:
    """Stop whatever the connection does `seconds` from now: the block then raises `TooSlow`. Must not be nested."""
    stop_at = time.monotonic() + seconds
    was_stopped = False

    def look() -> int:
        nonlocal was_stopped
        was_stopped = time.monotonic() > stop_at
        return was_stopped

    connection.set_progress_handler(look, STEPS_BETWEEN_LOOKS)
    try:
        yield
    except Exception as error:
        if was_stopped and is_interruption(error):
            raise TooSlow from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


@contextmanager
def one_snapshot(connection: Reader) -> Iterator[None]:
    """Let all statements of the block see the desk at one moment; inside an open transaction it is that one's."""
    if connection.in_transaction:
        yield
        return
    connection.execute("begin")
    try:
        yield
    finally:
        connection.execute("rollback")
