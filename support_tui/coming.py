"""Says when something that is still to come will be: by one's own clock, and by the customer's where their zone is known. Pure."""

import datetime as dt

from support_tui import i18n
from support_tui.wire.limits import UNTIL_REPLY
from support_tui.wire.zones import zone_of

#: Days ahead that are named by their weekday.
_NAMED_DAYS = 6


def moment(at: int, now_at: int, zone: dt.tzinfo | None = None) -> str:
    """`today 14:05`, `tomorrow 9:00`, `Tue 9:00`, `15 Jan 14:30`, `15 Jan 2027 14:30`; an end that the customer makes in words."""
    if at >= UNTIL_REPLY:
        return i18n.text("coming-reply")
    local, now = _local(at, zone), _local(now_at, zone)
    clock, ahead = i18n.clock(at, zone), (local.date() - now.date()).days
    if ahead in (0, 1):
        return i18n.text("coming-today" if ahead == 0 else "coming-tomorrow", clock=clock)
    if 0 < ahead <= _NAMED_DAYS:
        weekday = i18n.text(f"weekday-short-{local.isoweekday()}")
        return i18n.text("moment-weekday", weekday=weekday, clock=clock)
    month = i18n.text(f"month-short-{local.month}")
    if local.year == now.year:
        return i18n.text("moment-day", day=local.day, month=month, clock=clock)
    return i18n.text("coming-year", day=local.day, month=month, year=str(local.year), clock=clock)


def for_both(at: int, now_at: int, their_zone: str, zone: dt.tzinfo | None = None) -> str:
    """The moment by one's own clock and, where theirs shows another time, by theirs: `tomorrow 9:00, their 8:00`."""
    mine, theirs = moment(at, now_at, zone), zone_of(their_zone) if their_zone else None
    if theirs is None or at >= UNTIL_REPLY:
        return mine
    here, there = _local(at, zone), _local(at, theirs)
    if here.utcoffset() == there.utcoffset():
        return mine
    clock = i18n.clock(at, theirs)
    if here.date() != there.date():
        weekday = i18n.text(f"weekday-short-{there.isoweekday()}")
        clock = i18n.text("moment-weekday", weekday=weekday, clock=clock)
    return i18n.text("coming-theirs", mine=mine, theirs=clock)


def _local(at: int, zone: dt.tzinfo | None) -> dt.datetime:
    return dt.datetime.fromtimestamp(at / 1_000_000, dt.UTC).astimezone(zone)
