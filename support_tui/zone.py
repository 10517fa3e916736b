"""Finds the name of the time zone that the person lives in: a server needs it to know when their days begin. Converts nothing."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from support_tui.wire.zones import zone_of

_FOLDER: Final = "zoneinfo/"
_HOUR: Final = datetime.timedelta(hours=1)


def local_zone_name(environ: Mapping[str, str], etc: Path = Path("/etc")) -> str:
    """The IANA name that this machine is set to: TZ, then the system's files, then the name for its present offset from UTC."""
    candidates = (environ.get("TZ", "").removeprefix(":"), _debian_name(etc), _linked_name(etc))
    return next((name for name in candidates if name and zone_of(name) is not None), _by_offset())


def _debian_name(etc: Path) -> str:
    try:
        return (etc / "timezone").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _linked_name(etc: Path) -> str:
    """The file that most systems keep is a link into the folder of all zones."""
    try:
        return str((etc / "localtime").readlink()).partition(_FOLDER)[2]
    except OSError:
        return ""


def _by_offset() -> str:
    """Right until the clocks change, which a name would have known."""
    offset = datetime.datetime.now().astimezone().utcoffset() or datetime.timedelta()
    hours, rest = divmod(offset, _HOUR)
    if rest or not hours:
        return "UTC"
    # The signs of these names are the other way round, as POSIX has them.
    return f"Etc/GMT{-hours:+d}"
