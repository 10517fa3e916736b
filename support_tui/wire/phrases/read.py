"""Understands a phrase: which moment its words mean, or which word is none. Pure: now and zones come in.

A phrase is a span from now, a day with or without a clock time, a clock time alone (its next occurrence), the end of something, or
"until reply". A day without a clock time means nine in the morning. A clock time that does not exist that day (the clocks go forward) is
the moment as long after midnight; one that comes twice is the first that is still to come.
"""

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from support_tui.wire.folding import fold
from support_tui.wire.limits import UNTIL_REPLY
from support_tui.wire.nearest import nearest
from support_tui.wire.phrases import vocabulary as v
from support_tui.wire.phrases.problems import Meaning, Misunderstood, PhraseProblem

MORNING: Final = dt.time(9)
EVENING: Final = dt.time(18)
#: Further ahead than this is a slip of the finger.
LONGEST_DAYS: Final = 3_660

_TOKEN: Final = re.compile(r"[^\s,،]+")
_NUMBER_AND_UNIT: Final = re.compile(r"(\d{1,4})([^\d\s:./-]+)")
_CLOCK: Final = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?([^\d\s:./-]*)")
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_ISO: Final = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})t(\d{1,2}:\d{2})")
_SHORT_DAY: Final = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?")
_ORDINAL: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")


class _Word(NamedTuple):
    text: str
    position: int
    shown: str


def understood(
    text: str, now_at: int, zone: dt.tzinfo | None = None, *, their_zone: dt.tzinfo | None = None
) -> Meaning | Misunderstood:
    """The moment a phrase means, always in the future. `zone` None is this machine's, `their_zone` None is not known."""
    words = _split(text)
    if not words:
        return Misunderstood(PhraseProblem.EMPTY)
    if _is_until_reply(words):
        return Meaning(UNTIL_REPLY)
    words, is_theirs = _without_theirs(words)
    if is_theirs and their_zone is None:
        return Misunderstood(PhraseProblem.NO_ZONE)
    named = their_zone if is_theirs else zone
    local = _local(now_at, named)
    try:
        meant = _span(words, now_at) or _day_and_clock(words, local, named, now_at)
    except (ValueError, OverflowError):
        meant = None
    if meant is None:
        return _misunderstood(text, words)
    if meant <= now_at:
        return Misunderstood(PhraseProblem.IN_PAST, suggestion=_later(words, local))
    is_far = meant - now_at > LONGEST_DAYS * (v.DAY // dt.timedelta(microseconds=1))
    return Misunderstood(PhraseProblem.TOO_FAR) if is_far else Meaning(meant, is_theirs=is_theirs)


def _split(text: str) -> list[_Word]:
    """Words with their places; dates written with a T come apart, ordinals are numbers."""
    words: list[_Word] = []
    for found in _TOKEN.finditer(text):
        folded = fold(found[0]).strip(".!?؟")
        iso, ordinal = _ISO.fullmatch(folded), _ORDINAL.fullmatch(folded)
        parts = iso.groups() if iso is not None else (ordinal[1],) if ordinal is not None else (folded,)
        words += [_Word(part, found.start(), found[0]) for part in parts if part]
    return words


def _is_until_reply(words: Sequence[_Word]) -> bool:
    texts = [word.text for word in words]
    rest = [text for text in texts if text not in v.UNTIL and text not in v.WHO_REPLIES]
    return len(rest) == 1 and rest[0] in v.REPLY


def _without_theirs(words: list[_Word]) -> tuple[list[_Word], bool]:
    """The words without "their time", and whether it was there."""
    for at, word in enumerate(words):
        following = words[at + 1].text if at + 1 < len(words) else ""
        if word.text in v.BY_TIME_OF and following in v.THEIR_TIME:
            return words[:at] + words[at + 2 :], True
        if word.text in v.THEIRS:
            return words[:at] + words[at + (2 if following in v.THEIR_TIME else 1) :], True
    return words, False


def _texts(words: Sequence[_Word]) -> list[str]:
    return [word.text for word in words if word.text not in v.FILLERS]


# ---------------------------------------------------------------- spans


def _span(words: Sequence[_Word], now_at: int) -> int | None:
    texts = _texts(words)
    if texts[:1] == ["a"]:
        texts = texts[1:]
    span = _sum(texts)
    return None if span is None else now_at + span // dt.timedelta(microseconds=1)


def _sum(texts: Sequence[str]) -> dt.timedelta | None:
    """The sum of spans ("1h 30m", "ساعتين", "half an hour"), None where a word is none."""
    total, rest = dt.timedelta(), list(texts)
    while rest:
        word = rest.pop(0)
        together = _NUMBER_AND_UNIT.fullmatch(word)
        if together is not None and together[2] in v.UNITS:
            total += int(together[1]) * v.UNITS[together[2]]
        elif word.isdecimal() and len(word) <= 4 and rest and rest[0] in v.UNITS:
            total += int(word) * v.UNITS[rest.pop(0)]
        elif word in v.HALVES and rest and rest[0] in v.UNITS:
            total += v.UNITS[rest.pop(0)] / 2
        elif word in v.PAIRS:
            total += v.PAIRS[word]
        elif word in v.UNITS and len(word) > 1:
            total += v.UNITS[word]
        else:
            return None
    return total if texts else None


# ---------------------------------------------------------------- days and clocks


def _day_and_clock(
    words: Sequence[_Word], now: dt.datetime, zone: dt.tzinfo | None, now_at: int
) -> int | None:
    end = _end(_texts(words), now)
    if end is not None:
        return _microseconds(end, zone, now_at)
    day, rest = _day(words, now.date())
    texts = _texts(rest)
    if day is None:
        day, texts = _days_from_now(texts, now.date())
    clock = _clock(texts)
    if (texts and clock is None) or (day is None and clock is None):
        return None
    if day is not None:
        if clock is not None and _is_todays_name(words, now.date()):
            at = _microseconds(dt.datetime.combine(now.date(), clock), zone, now_at)
            if at > now_at:
                return at
        at = _microseconds(dt.datetime.combine(day, clock or MORNING), zone, now_at)
        if at <= now_at and (again := _named_again(words, now.date())) is not None:
            return _microseconds(dt.datetime.combine(again, clock or MORNING), zone, now_at)
        return at
    today = dt.datetime.combine(now.date(), clock or MORNING)
    at = _microseconds(today, zone, now_at)
    return at if at > now_at else _microseconds(today + v.DAY, zone, now_at)


def _end(texts: Sequence[str], now: dt.datetime) -> dt.datetime | None:
    """The evening that something ends with; one that is over already is the next one."""
    if len(texts) != 2 or texts[0] not in v.ENDS or texts[1] not in v.END_OF:
        return None
    today, what = now.date(), v.END_OF[texts[1]]
    match what:
        case "day":
            days = [today, today + v.DAY]
        case "week fri" | "week thu":
            ahead = ((4 if what == "week fri" else 3) - today.weekday()) % 7
            days = [today + ahead * v.DAY, today + (ahead + 7) * v.DAY]
        case "month":
            days = [
                _last_of(today.year, today.month),
                _last_of(today.year + today.month // 12, today.month % 12 + 1),
            ]
        case _:
            days = [dt.date(today.year, 12, 31), dt.date(today.year + 1, 12, 31)]
    ends = [dt.datetime.combine(day, EVENING) for day in days]
    return ends[0] if ends[0] > now else ends[1]


def _last_of(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _day(words: Sequence[_Word], today: dt.date) -> tuple[dt.date | None, Sequence[_Word]]:
    """The day that a phrase begins with, and the words behind it."""
    texts = [word.text for word in words]
    if texts[:1] == [fold("بعد")] and len(texts) > 1 and v.DAYS_AHEAD.get(texts[1]) == 1:
        return today + 2 * v.DAY, words[2:]
    rest = [word for word in words if word.text not in v.FILLERS]
    texts = [word.text for word in rest]
    if texts[:2] == ["day", "tomorrow"]:
        return today + 2 * v.DAY, rest[2:]
    if len(texts) > 1 and texts[0] == fold("يوم"):
        rest, texts = rest[1:], texts[1:]
    if not texts:
        return None, rest
    if texts[0] in v.DAYS_AHEAD:
        return today + v.DAYS_AHEAD[texts[0]] * v.DAY, rest[1:]
    if texts[0] in v.WEEKDAYS:
        return today + ((v.WEEKDAYS[texts[0]] - today.weekday() - 1) % 7 + 1) * v.DAY, rest[1:]
    day, used = _date(texts, today)
    return day, rest[used:]


def _is_todays_name(words: Sequence[_Word], today: dt.date) -> bool:
    """Whether a phrase begins with the weekday that is today, and does not say that it is the next one: with a clock time that is still
    to come, today is meant."""
    texts = [word.text for word in words]
    named = next((text for text in texts if text in v.WEEKDAYS), None)
    return named is not None and v.WEEKDAYS[named] == today.weekday() and v.NEXT.isdisjoint(texts)


def _named_again(words: Sequence[_Word], today: dt.date) -> dt.date | None:
    """When the date of today comes again that a phrase names without a year; "today" does not."""
    if not v.DAYS_AHEAD.keys().isdisjoint(word.text for word in words):
        return None
    day, _ = _day(words, today + v.DAY)
    return day


def _date(texts: Sequence[str], today: dt.date) -> tuple[dt.date | None, int]:
    """A date at the beginning, and how many words it takes."""
    iso, short = _ISO_DAY.fullmatch(texts[0]), _SHORT_DAY.fullmatch(texts[0])
    if iso is not None:
        return dt.date(int(iso[1]), int(iso[2]), int(iso[3])), 1
    if short is not None and (short[3] or "/" in texts[0]):
        return _coming(int(short[1]), int(short[2]), int(short[3]) if short[3] else None, today), 1
    if len(texts) < 2:
        return None, 0
    year = int(texts[2]) if len(texts) > 2 and len(texts[2]) == 4 and texts[2].isdecimal() else None
    used = 2 if year is None else 3
    if texts[0].isdecimal() and texts[1] in v.MONTHS:
        return _coming(int(texts[0]), v.MONTHS[texts[1]], year, today), used
    if texts[0] in v.MONTHS and texts[1].isdecimal():
        return _coming(int(texts[1]), v.MONTHS[texts[0]], year, today), used
    return None, 0


def _coming(day: int, month: int, year: int | None, today: dt.date) -> dt.date:
    """A date without a year is the next one; the 29th of February may be years away."""
    if year is not None:
        return dt.date(year, month, day)
    for ahead in range(9):
        try:
            found = dt.date(today.year + ahead, month, day)
        except ValueError:
            if (month, day) != (2, 29):
                raise
            continue
        if found >= today:
            return found
    raise ValueError("no such day")


def _days_from_now(texts: Sequence[str], today: dt.date) -> tuple[dt.date | None, list[str]]:
    """ "3 days" in front of a clock time."""
    for used in (2, 1):
        span = _sum(texts[:used]) if len(texts) > used else None
        if span is not None and span >= v.DAY and span % v.DAY == dt.timedelta():
            return today + span, list(texts[used:])
    return None, list(texts)


def _clock(texts: Sequence[str]) -> dt.time | None:
    """A clock time: `9`, `9:30`, `9pm`, `9 pm`, `evening`, `evening 8`."""
    if len(texts) == 1 and texts[0] in v.PARTS:
        return dt.time(v.PARTS[texts[0]])
    if len(texts) == 2 and texts[0] in v.PARTS:
        texts = texts[::-1]
    found = _CLOCK.fullmatch("".join(texts)) if 1 <= len(texts) <= 2 else None
    half = found[3] if found is not None else ""
    if found is None or (half and half not in v.AFTERNOON | v.FORENOON):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    is_12h = 1 <= hour <= 12
    if half in ("am", "pm", "a", "p") and not is_12h:
        return None
    if half and is_12h:
        hour = hour % 12 + (12 if half in v.AFTERNOON else 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def _local(at: int, zone: dt.tzinfo | None) -> dt.datetime:
    """The wall clock of the zone, without the zone."""
    return dt.datetime.fromtimestamp(at / 1_000_000, dt.UTC).astimezone(zone).replace(tzinfo=None)


def _microseconds(local: dt.datetime, zone: dt.tzinfo | None, now_at: int) -> int:
    """A wall clock time as a moment, by the zone's rules of that day."""
    first, second = (_moment(local.replace(fold=fold_), zone) for fold_ in (0, 1))
    return second if first <= now_at < second else first


def _moment(local: dt.datetime, zone: dt.tzinfo | None) -> int:
    aware = local.replace(tzinfo=zone) if zone is not None else local.astimezone()
    return (aware - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(microseconds=1)


# ---------------------------------------------------------------- what is wrong


def _misunderstood(text: str, words: Sequence[_Word]) -> Misunderstood:
    """Where the first word stands that no phrase has, and what may have been meant; the whole, where each word is one."""
    if any(word.text in v.OVER for word in words):
        return Misunderstood(PhraseProblem.IN_PAST)
    for word in words:
        if (
            word.text not in v.ALL
            and not any(character.isdecimal() for character in word.text)
            and len(word.text) > 1
        ):
            guess = nearest(word.text, v.ALL)
            before, after = text[: word.position], text[word.position + len(word.shown) :]
            return Misunderstood(
                PhraseProblem.UNKNOWN, word.position, word.shown, f"{before}{guess}{after}" if guess else ""
            )
    return Misunderstood(PhraseProblem.UNKNOWN, words[0].position, text[words[0].position :].rstrip())


def _later(words: Sequence[_Word], local: dt.datetime) -> str:
    """The same clock time on the day that has it still to come."""
    texts = _texts(words)
    if texts and v.DAYS_AHEAD.get(texts[0]) == 0:
        is_arabic = texts[0] == fold("اليوم")
        behind = " ".join(word.shown for word in words[1:])
        return f"{'غدا' if is_arabic else 'tomorrow'} {behind}".strip()
    return ""
