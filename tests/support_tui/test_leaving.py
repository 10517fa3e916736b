"""A signal ends the program, whatever it is doing."""

import signal
import subprocess
import sys

import pytest

from tests.waiting import wait_for

PROGRAM = """
import asyncio, queue
from support_tui import leaving

leaving.GRACE_S = 0.2

async def main():
    ended = asyncio.Event()
    leaving.leave_on_signals(ended.set)
    print("ready", flush=True)
    {doing}
    print("left", flush=True)

asyncio.run(main())
"""
LISTENING = "await ended.wait()"
BLOCKED = "full = queue.Queue(1); full.put(0); full.put(1)"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize(
    ("doing", "said", "code"),
    [(LISTENING, "ready\nleft\n", lambda _: 0), (BLOCKED, "ready\n", lambda number: 128 + number)],
)
def test_it_ends(doing, said, code, number):
    """Properly where it listens; after a while of grace where it is stuck, as behind a terminal that is gone."""
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(doing=doing)], stdout=subprocess.PIPE, text=True, bufsize=0
    )
    assert program.stdout is not None
    heard = program.stdout.readline()
    program.send_signal(number)
    wait_for(lambda: program.poll() is not None, "it has ended", deadline_s=10)
    assert (heard + program.stdout.read(), program.returncode) == (said, code(number))
    program.stdout.close()
