"""A line of the shell that the agent gives, run beside the screen: what came of it, in words."""

from collections.abc import Mapping

import msgspec

from support_tui import beside


class Ran(msgspec.Struct, frozen=True):
    """What came of it. `code` is None where it was ended: by the limit (`is_late`) or by the agent. `reason` says why it never began."""

    code: int | None = None
    out: str = ""
    errors: str = ""
    is_cut: bool = False
    is_late: bool = False
    reason: str = ""


async def run_program(
    command: str, given: str | bytes, environ: Mapping[str, str], *, limit_s: float, limit_bytes: int
) -> Ran:
    """Run a line of the shell with `given` on its standard input. Cancelled, it ends the program with all its children."""
    line = ("/bin/sh", "-c", command)
    data = given.encode() if isinstance(given, str) else given
    try:
        ended = await beside.run(line, data, limit_s=limit_s, limit_bytes=limit_bytes, environ=dict(environ))
    except OSError as error:
        return Ran(reason=error.strerror or str(error))
    out, errors = (said.decode("utf-8", "replace") for said in (ended.out, ended.errors))
    return Ran(ended.code, out, errors, ended.is_cut, is_late=ended.code is None)
