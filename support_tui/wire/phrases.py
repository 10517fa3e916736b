"""Moments as people say them ("2h", "tomorrow 9", "tue 14:30", "غدا 9"), in English and Arabic. Pure: now and zone come in.

A phrase is either a span from now, or a day with or without a clock time, or a clock time alone (its next occurrence). A day without
a clock time means nine in the morning.
"""

import datetime as dt
import re
from enum import StrEnum

from support_tui.wire.folding import fold

MORNING = dt.time(9)
EVENING = dt.time(18)
#: Further ahead than this is a slip of the finger.
LONGEST_DAYS = 3_660


class PhraseProblem(StrEnum):
    """Why a text is no moment in the future."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    IN_PAST = "in_past"


_MINUTE, _HOUR, _DAY, _WEEK = (
    dt.timedelta(minutes=1),
    dt.timedelta(hours=1),
    dt.timedelta(1),
    dt.timedelta(7),
)
_MONTH = dt.timedelta(30)


#: Words that stand for one of a unit, also behind a number.
_UNITS = {
    fold(word): unit
    for words, unit in {
        "m min mins minute minutes د دقيقة دقائق": _MINUTE,
        "h hr hrs hour hours س ساعة ساعات": _HOUR,
        "d day days ي يوم أيام يوما": _DAY,
        "w week weeks أسبوع أسابيع أسبوعا الأسبوع": _WEEK,
        "month months شهر أشهر شهور شهرا الشهر": _MONTH,
    }.items()
    for word in words.split()
}
#: Arabic says two of a unit with one word.
_PAIRS = {
    fold(word): 2 * unit
    for words, unit in {
        "دقيقتين دقيقتان": _MINUTE,
        "ساعتين ساعتان": _HOUR,
        "يومين يومان": _DAY,
        "أسبوعين أسبوعان": _WEEK,
        "شهرين شهران": _MONTH,
    }.items()
    for word in words.split()
}
_WEEKDAYS = {
    fold(word): number
    for number, words in enumerate(
        (
            "mon monday الاثنين الإثنين اثنين",
            "tue tues tuesday الثلاثاء ثلاثاء",
            "wed wednesday الأربعاء أربعاء",
            "thu thur thurs thursday الخميس خميس",
            "fri friday الجمعة جمعة",
            "sat saturday السبت سبت",
            "sun sunday الأحد أحد",
        )
    )
    for word in words.split()
}
_DAYS_AHEAD = {
    fold(word): days
    for words, days in {"today اليوم": 0, "tomorrow tom tmr غدا غدًا بكرة بكرا": 1}.items()
    for word in words.split()
}
_EVENING_WORDS = frozenset(fold(word) for word in ["tonight", "evening", "الليلة", "المساء", "مساء"])
_MORNING_WORDS = frozenset(fold(word) for word in ["morning", "الصباح", "صباحا"])
_FILLERS = frozenset(
    fold(word)
    for word in [
        "at",
        "on",
        "in",
        "for",
        "until",
        "till",
        "the",
        "this",
        "next",
        "after",
        "from",
        "now",
        "في",
        "عند",
        "الساعة",
        "بعد",
        "حتى",
        "إلى",
        "القادم",
        "القادمة",
        "المقبل",
        "المقبلة",
        "من",
        "الآن",
    ]
)
_MONTHS = {
    fold(word): number
    for number, words in enumerate(
        (
            "jan january يناير كانون",
            "feb february فبراير شباط",
            "mar march مارس آذار",
            "apr april أبريل إبريل نيسان",
            "may مايو أيار",
            "jun june يونيو حزيران",
            "jul july يوليو تموز",
            "aug august أغسطس آب",
            "sep sept september سبتمبر أيلول",
            "oct october أكتوبر",
            "nov november نوفمبر",
            "dec december ديسمبر",
        ),
        1,
    )
    for word in words.split()
}
_AFTERNOON = frozenset(fold(word) for word in ("pm", "p", "م", "مساء"))
_FORENOON = frozenset(fold(word) for word in ("am", "a", "ص", "صباحا"))

_NUMBER_AND_UNIT = re.compile(r"(\d{1,4})([^\d\s:./-]+)")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?([^\d\s:./-]*)")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SHORT_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?")


def moment_of(text: str, now_at: int, zone: dt.tzinfo | None = None) -> int | PhraseProblem:
    """The moment a phrase means, in microseconds UTC, always in the future. `zone` None is this machine's."""
    words = [word for word in re.split(r"[\s,،]+", fold(text)) if word and word not in _FILLERS]
    if not words:
        return PhraseProblem.EMPTY
    span = _span(words)
    if span is not None:
        return _checked(now_at + span // dt.timedelta(microseconds=1), now_at)
    local = _local(now_at, zone)
    try:
        meant = _meant(words, local)
    except (ValueError, OverflowError):
        meant = None
    return PhraseProblem.UNKNOWN if meant is None else _checked(_microseconds(meant, zone), now_at)


def _checked(at: int, now_at: int) -> int | PhraseProblem:
    if at <= now_at:
        return PhraseProblem.IN_PAST
    is_far = at - now_at > LONGEST_DAYS * (_DAY // dt.timedelta(microseconds=1))
    return PhraseProblem.UNKNOWN if is_far else at


def _local(at: int, zone: dt.tzinfo | None) -> dt.datetime:
    """The wall clock of the zone, without the zone."""
    return dt.datetime.fromtimestamp(at / 1_000_000, dt.UTC).astimezone(zone).replace(tzinfo=None)


def _microseconds(local: dt.datetime, zone: dt.tzinfo | None) -> int:
    """A wall clock time as a moment, by the zone's rules of that day."""
    aware = local.replace(tzinfo=zone) if zone is not None else local.astimezone()
    return (aware - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(microseconds=1)


def _span(words: list[str]) -> dt.timedelta | None:
    """The sum of spans ("1h 30m", "ساعتين"), None where a word is none."""
    total = dt.timedelta()
    rest = list(words)
    while rest:
        word = rest.pop(0)
        together = _NUMBER_AND_UNIT.fullmatch(word)
        if together is not None and together[2] in _UNITS:
            total += int(together[1]) * _UNITS[together[2]]
        elif word.isdecimal() and len(word) <= 4 and rest and rest[0] in _UNITS:
            total += int(word) * _UNITS[rest.pop(0)]
        elif word in _PAIRS:
            total += _PAIRS[word]
        elif word in _UNITS and len(word) > 1:
            total += _UNITS[word]
        else:
            return None
    return total


def _meant(words: list[str], now: dt.datetime) -> dt.datetime | None:
    """A day and a clock time, either of which may be missing."""
    day, rest = _day(words, now.date())
    clock = _clock(rest)
    if rest and clock is None:
        return None
    if day is not None:
        return dt.datetime.combine(day, clock or MORNING)
    if clock is None:
        return None
    today = dt.datetime.combine(now.date(), clock)
    return today if today > now else today + _DAY


def _day(words: list[str], today: dt.date) -> tuple[dt.date | None, list[str]]:
    """The day that a phrase begins with, and the words behind it."""
    first, rest = words[0], words[1:]
    if rest and fold("يوم") == first:
        first, rest = rest[0], rest[1:]
    if first in _DAYS_AHEAD:
        return today + _DAYS_AHEAD[first] * _DAY, rest
    if first in _WEEKDAYS:
        return today + ((_WEEKDAYS[first] - today.weekday() - 1) % 7 + 1) * _DAY, rest
    iso, short = _ISO_DAY.fullmatch(first), _SHORT_DAY.fullmatch(first)
    if iso is not None:
        return dt.date(int(iso[1]), int(iso[2]), int(iso[3])), rest
    if short is not None and (short[3] or "/" in first):
        year = int(short[3]) if short[3] else None
        return _coming(int(short[1]), int(short[2]), year, today), rest
    if first.isdecimal() and rest and rest[0] in _MONTHS:
        return _coming(int(first), _MONTHS[rest[0]], None, today), rest[1:]
    if first in _MONTHS and rest and rest[0].isdecimal():
        return _coming(int(rest[0]), _MONTHS[first], None, today), rest[1:]
    return None, words


def _coming(day: int, month: int, year: int | None, today: dt.date) -> dt.date:
    """A date without a year is the next one."""
    if year is not None:
        return dt.date(year, month, day)
    this_year = dt.date(today.year, month, day)
    return this_year if this_year >= today else dt.date(today.year + 1, month, day)


def _clock(words: list[str]) -> dt.time | None:
    """A clock time: `9`, `9:30`, `9pm`, `9 pm`, `evening`."""
    if len(words) == 1 and words[0] in _EVENING_WORDS:
        return EVENING
    if len(words) == 1 and words[0] in _MORNING_WORDS:
        return MORNING
    found = _CLOCK.fullmatch("".join(words)) if 1 <= len(words) <= 2 else None
    if found is None or (found[3] and found[3] not in _AFTERNOON | _FORENOON):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] and not 1 <= hour <= 12:
        return None
    if found[3]:
        hour = hour % 12 + (12 if found[3] in _AFTERNOON else 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None
