"""A program beside the screen: what it gets, how long it may take, how much is kept of what it says, and that nothing of it is left.

It has a process group of its own, so that whatever it has started ends with it."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, cast

#: Seconds between asking a program to end and ending it.
_GRACE_S: Final = 1.0
_OUT: Final = 1


class Ended(NamedTuple):
    """What came of it. `code` is None where it was ended by the limit; of what it said the beginning is kept."""

    code: int | None
    out: bytes
    errors: bytes
    is_cut: bool


class _Kept:
    """The beginning of what is said; the rest is dropped, so that the program is not held up."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self.data = bytearray()
        self.is_cut = False

    def add(self, chunk: bytes) -> None:
        room = self._limit - len(self.data)
        self.data += chunk[:room]
        self.is_cut = self.is_cut or len(chunk) > room


class _Listener(asyncio.SubprocessProtocol):
    """Hears what the program says until it is over: `exited` when it ended, `is_over` when its pipes are closed too."""

    def __init__(self, limit_bytes: int) -> None:
        self.out, self.errors = _Kept(limit_bytes), _Kept(limit_bytes)
        self.exited, self.is_over = asyncio.Event(), asyncio.Event()

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        (self.out if fd == _OUT else self.errors).add(data)

    def process_exited(self) -> None:
        self.exited.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_over.set()


async def run(
    line: Sequence[str],
    given: bytes,
    *,
    limit_s: float,
    limit_bytes: int,
    environ: Mapping[str, str] | None = None,
) -> Ended:
    """Run it with `given` on its standard input, which it need not read, until it and what holds its output have ended. Cancelled, or
    after `limit_s` seconds, it is ended with all its children. Raises OSError where it cannot begin."""
    transport, listener = await asyncio.get_running_loop().subprocess_exec(
        lambda: _Listener(limit_bytes), *line, env=environ, start_new_session=True,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    is_late = False
    try:
        stdin = cast(asyncio.WriteTransport, transport.get_pipe_transport(0))
        stdin.write(given)
        stdin.close()
        async with asyncio.timeout(limit_s):
            await listener.is_over.wait()
    except TimeoutError:
        is_late = True
    finally:
        await asyncio.shield(_end(transport, listener))
    out, errors = listener.out, listener.errors
    code = None if is_late else transport.get_returncode()
    return Ended(code, bytes(out.data), bytes(errors.data), out.is_cut or errors.is_cut)


async def _end(transport: asyncio.SubprocessTransport, listener: _Listener) -> None:
    """Nothing of it is left: the group is asked to end, then ended; pipes that somebody else still holds are closed on this side."""
    _signal(transport, is_asked=True)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(listener.exited.wait(), _GRACE_S)
    _signal(transport, is_asked=False)
    await listener.exited.wait()
    transport.close()
    await listener.is_over.wait()


def _signal(transport: asyncio.SubprocessTransport, *, is_asked: bool) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            transport.kill()
        else:
            os.killpg(transport.get_pid(), signal.SIGTERM if is_asked else signal.SIGKILL)
