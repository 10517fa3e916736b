"""Runs a command line of the agent's beside the screen: what it gets, how long it may take, how much is kept of what it says.

It has a process group of its own, so that whatever it has started ends with it."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Mapping
from typing import Final

import msgspec

#: Seconds between asking a program to end and ending it.
_GRACE_S: Final = 1.0
_CHUNK_BYTES: Final = 1 << 16


class Ran(msgspec.Struct, frozen=True):
    """What came of it. `code` is None where it was ended: by the limit (`is_late`) or by the agent. `reason` says why it never began."""

    code: int | None = None
    out: str = ""
    errors: str = ""
    is_cut: bool = False
    is_late: bool = False
    reason: str = ""


class _Kept:
    """The beginning of a stream; the rest is read and dropped, so that the program is not held up."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self.data = bytearray()
        self.is_cut = False

    async def read(self, stream: asyncio.StreamReader) -> None:
        while chunk := await stream.read(_CHUNK_BYTES):
            room = self._limit - len(self.data)
            self.data += chunk[:room]
            self.is_cut = self.is_cut or len(chunk) > room

    @property
    def text(self) -> str:
        return self.data.decode("utf-8", "replace")


async def run_program(
    command: str, given: str | bytes, environ: Mapping[str, str], *, limit_s: float, limit_bytes: int
) -> Ran:
    """Run a line of the shell with `given` on its standard input. Cancelled, it ends the program with all its children."""
    try:
        process = await asyncio.create_subprocess_exec(
            "/bin/sh", "-c", command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE, env=dict(environ), start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        return Ran(reason=error.strerror or str(error))
    out, errors = _Kept(limit_bytes), _Kept(limit_bytes)
    is_late = False
    try:
        async with asyncio.timeout(limit_s):
            await _converse(process, given, out, errors)
    except TimeoutError:
        is_late = True
    finally:
        await asyncio.shield(_ended(process))
    code = None if is_late else process.returncode
    return Ran(code, out.text, errors.text, out.is_cut or errors.is_cut, is_late)


async def _converse(
    process: asyncio.subprocess.Process, given: str | bytes, out: _Kept, errors: _Kept
) -> None:
    """Give it the text while reading what it says, then wait for its end."""
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    await asyncio.gather(_feed(process.stdin, given), out.read(process.stdout), errors.read(process.stderr))
    await process.wait()


async def _feed(stdin: asyncio.StreamWriter, given: str | bytes) -> None:
    """A program need not read what it is given."""
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        stdin.write(given.encode() if isinstance(given, str) else given)
        await stdin.drain()
    stdin.close()


async def _ended(process: asyncio.subprocess.Process) -> None:
    """Nothing of it is left: the group is asked to end, then ended."""
    _signal(process, signal.SIGTERM)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), _GRACE_S)
    _signal(process, signal.SIGKILL)
    await process.wait()


def _signal(process: asyncio.subprocess.Process, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
