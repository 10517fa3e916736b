"""The command lines that conversations were given to, kept in a file of the agent's; one that cannot be read is as if it were empty."""

import logging
from pathlib import Path

import msgspec

from support_tui.actions.pipe import Piped, remembered

log = logging.getLogger("support_tui.pipe")


def read(path: Path | None) -> tuple[Piped, ...]:
    """The lines, the one used last first."""
    if path is None:
        return ()
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[Piped, ...])
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.MsgspecError) as error:
        log.warning("the command lines could not be read: %s", error)
        return ()


def keep(path: Path | None, piped: Piped) -> None:
    """Remember a line; without a file nothing is kept on this machine."""
    if path is None:
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.touch(0o600)
        fresh.write_bytes(msgspec.json.encode(remembered(read(path), piped)))
        fresh.replace(path)
    except OSError as error:
        log.warning("the command lines could not be kept: %s", error)
