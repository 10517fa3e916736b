"""Appointments in mails (iCalendar, RFC 5545): what is asked, when and where (E35). Pure."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from support_tui.wire.mail_facts import Invite

_FOLD: Final = re.compile(r"\r?\n[ \t]")
_MOMENT: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$")
_DURATION: Final = re.compile(
    r"P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:(\d{1,6})S)?)?$"
)
_ESCAPED: Final = re.compile(r"\\([\\;,nN])")
_LOOKED_AT: Final = 200_000
_WORDS: Final = 500


class _Line(NamedTuple):
    params: dict[str, str]
    value: str


def invite_of(text: str) -> Invite | None:
    """The first appointment in a calendar file, None where there is none."""
    method, event = _event(text[:_LOOKED_AT])
    if not event:
        return None
    start = event.get("DTSTART")
    starts_at, is_all_day, local = _moment(start) if start else (None, False, "")
    ends_at = _end(event, starts_at)
    organizer = event.get("ORGANIZER")
    return Invite(
        summary=_words(event, "SUMMARY"),
        place=_words(event, "LOCATION"),
        organizer=_person(organizer) if organizer else "",
        method=method.lower()[:20],
        starts_at=starts_at,
        ends_at=ends_at,
        is_all_day=is_all_day,
        local=local,
        zone=start.params.get("TZID", "")[:80] if start and local else "",
    )


def _event(text: str) -> tuple[str, dict[str, _Line]]:
    """The method of the calendar and the first of each property of its first event."""
    found: dict[str, _Line] = {}
    method, within = "", []
    for line in _FOLD.sub("", text).splitlines():
        name, params, value = _split(line)
        if name == "BEGIN":
            within.append(value.upper())
        elif name == "END":
            if within[-1:] == ["VEVENT"] and found:
                break
            within = within[:-1]
        elif name == "METHOD":
            method = value.strip()
        elif within[-1:] == ["VEVENT"]:
            found.setdefault(name, _Line(params, value))
    return method, found


def _split(line: str) -> tuple[str, dict[str, str], str]:
    """Name, parameters and value; a colon within quotes is part of a parameter."""
    quoted, at = False, len(line)
    for place, sign in enumerate(line):
        quoted ^= sign == '"'
        if sign == ":" and not quoted:
            at = place
            break
    name, *rest = line[:at].split(";")
    params = dict(part.partition("=")[::2] for part in rest)
    cleaned = {key.upper(): value.strip('"') for key, value in params.items()}
    return name.strip().upper(), cleaned, line[at + 1 :]


def _words(event: dict[str, _Line], name: str) -> str:
    raw = event[name].value if name in event else ""
    text = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], raw)
    return " ".join(text.split())[:_WORDS]


def _person(line: _Line) -> str:
    return " ".join(line.params.get("CN", "").split())[:_WORDS] or line.value.removeprefix("mailto:")[:_WORDS]


def _moment(line: _Line) -> tuple[int | None, bool, str]:
    """Microseconds, whether it is a whole day, and the words where the zone is not known."""
    found = _MOMENT.match(line.value.strip())
    if not found:
        return None, False, ""
    year, month, day, hour, minute, second, is_utc = found.groups()
    try:
        at = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), min(59, int(second or 0))
        )
    except ValueError:
        return None, False, ""
    if hour is None:
        return None, True, f"{at:%Y-%m-%d}"
    zone = UTC if is_utc else _zone(line.params.get("TZID", ""))
    if zone is None:
        return None, False, f"{at:%Y-%m-%d %H:%M}"
    return int(at.replace(tzinfo=zone).timestamp() * 1_000_000), False, ""


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name.lstrip("/")) if name else None
    except (KeyError, ValueError, OSError):
        return None


def _end(event: dict[str, _Line], starts_at: int | None) -> int | None:
    if "DTEND" in event:
        return _moment(event["DTEND"])[0]
    lasts = _DURATION.match(event["DURATION"].value.strip()) if "DURATION" in event else None
    if lasts is None or starts_at is None:
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in lasts.groups())
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return starts_at + length // timedelta(microseconds=1)
