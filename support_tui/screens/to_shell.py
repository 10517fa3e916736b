"""Goes into the background, as every program of a terminal does at Ctrl+Z, and comes back whole at `fg`."""

import os
import signal
from types import FrameType
from typing import Any

from textual.app import App, SuspendNotSupported


def stop(app: App[Any]) -> bool:
    """Give the terminal back to the shell until it says to go on; False where there is no shell that could.

    All of the foreground job is stopped, as by the terminal's own key: a shell waits for whoever started this console too. The kernel
    leaves a job alone that nobody could continue."""
    went_on: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        went_on.append(number)

    try:
        with app.suspend():
            before = signal.signal(signal.SIGTSTP, signal.SIG_DFL), signal.signal(signal.SIGCONT, note)
            try:
                os.killpg(os.getpgrp(), signal.SIGTSTP)
            finally:
                signal.signal(signal.SIGTSTP, before[0])
                signal.signal(signal.SIGCONT, before[1])
    except SuspendNotSupported:
        return False
    return bool(went_on)
