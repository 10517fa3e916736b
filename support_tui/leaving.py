"""Ends the program when a signal says so, also where its terminal is gone and takes no output any more.

A closed terminal blocks whoever paints: the thread that writes has ended, and its queue is full. The event loop stands still then, so the
signal is taken by the interpreter itself, and after a while of grace the process ends as it is. What was typed is on disk by then: drafts
and commands are written down when they are made.
"""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Final

#: Seconds for leaving properly: drafts kept, terminal restored.
GRACE_S: Final = 4.0
_NAMES: Final = ("SIGTERM", "SIGHUP")


def leave_on_signals(leave: Callable[[], object]) -> None:
    """Call `leave` on the running loop when the program is told to end; elsewhere than in the main thread: nothing."""
    loop = asyncio.get_running_loop()

    def told(number: int, frame: FrameType | None) -> None:
        last_resort = threading.Timer(GRACE_S, os._exit, (128 + number,))
        last_resort.daemon = True
        last_resort.start()
        with suppress(RuntimeError):  # the loop has ended already
            loop.call_soon_threadsafe(leave)

    for name in _NAMES:
        if (number := getattr(signal, name, None)) is not None:
            with suppress(ValueError):  # not the main thread
                signal.signal(number, told)
