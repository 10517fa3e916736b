"""Turn the times of a query into stretches of microseconds for a given now and time zone. Pure: the clock comes in as an argument."""

import datetime
from typing import assert_never

import msgspec

from support_tui.wire.query.tree import Between, Bound, Compare, Day, Duration, RelativeDay, When


class Span(msgspec.Struct, frozen=True):
    """A half-open stretch of time, `from_at <= t < until_at` in microseconds UTC; None is unbounded."""

    from_at: int | None = None
    until_at: int | None = None

    def holds(self, at: int) -> bool:
        return (self.from_at is None or at >= self.from_at) and (self.until_at is None or at < self.until_at)


def span_of(when: When, now_at: int, zone: datetime.tzinfo) -> Span:
    """The moments that `when` allows. Durations are ages: younger is later. Days begin and end in `zone`."""
    match when:
        case Bound(compare, Duration() as age):
            return _age_bound(compare, now_at - age.microseconds)
        case Bound(compare, Day() | RelativeDay() as day):
            return _day_bound(compare, *_edges(day, now_at, zone))
        case Between(Duration() as least, Duration() as most):
            return Span(now_at - most.microseconds, now_at - least.microseconds + 1)
        case Between(Day() | RelativeDay() as first, Day() | RelativeDay() as last):
            return Span(_edges(first, now_at, zone)[0], _edges(last, now_at, zone)[1])
        case _:
            raise AssertionError(f"a range of an age and a day: {when}")


def _age_bound(compare: Compare, edge_at: int) -> Span:
    match compare:
        case Compare.LESS:
            return Span(from_at=edge_at + 1)
        case Compare.AT_MOST:
            return Span(from_at=edge_at)
        case Compare.MORE:
            return Span(until_at=edge_at)
        case Compare.AT_LEAST:
            return Span(until_at=edge_at + 1)
        case _:
            assert_never(compare)


def _day_bound(compare: Compare, start_at: int, end_at: int) -> Span:
    match compare:
        case Compare.LESS:
            return Span(until_at=start_at)
        case Compare.AT_MOST:
            return Span(until_at=end_at)
        case Compare.MORE:
            return Span(from_at=end_at)
        case Compare.AT_LEAST:
            return Span(from_at=start_at)
        case _:
            assert_never(compare)


def _edges(day: Day | RelativeDay, now_at: int, zone: datetime.tzinfo) -> tuple[int, int]:
    """First moment of the day (month, year) and first moment after it."""
    first, after = _dates(day, now_at, zone)
    return _midnight_at(first, zone), _midnight_at(after, zone)


def _dates(day: Day | RelativeDay, now_at: int, zone: datetime.tzinfo) -> tuple[datetime.date, datetime.date]:
    if isinstance(day, Day):
        return day.first, _date_after(day)
    today = (_EPOCH + datetime.timedelta(microseconds=now_at)).astimezone(zone).date()
    first = today if day is RelativeDay.TODAY else today - datetime.timedelta(days=1)
    return first, first + datetime.timedelta(days=1)


def _date_after(day: Day) -> datetime.date:
    if not day.month or (day.month == 12 and not day.day):
        return datetime.date(day.year + 1, 1, 1)
    if not day.day:
        return datetime.date(day.year, day.month + 1, 1)
    return day.first + datetime.timedelta(days=1)


_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)


def _midnight_at(date: datetime.date, zone: datetime.tzinfo) -> int:
    return (datetime.datetime.combine(date, datetime.time(), zone) - _EPOCH) // _MICROSECOND
