"""Time zones by their IANA names, alike for both sides. Knows no clock and no place."""

import datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

#: The longest name that there is has 32 characters.
MAX_NAME_CHARS: Final = 64


def zone_of(name: str) -> datetime.tzinfo | None:
    """The time zone of that name, None where this machine knows none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
