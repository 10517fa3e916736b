"""Moments as people type them, at noon of a Saturday in Riyadh."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_tui.wire.phrases import Misunderstood, PhraseProblem, moment_of, understood

ZONE = ZoneInfo("Asia/Riyadh")
NOW = dt.datetime(2026, 1, 3, 12, 0, tzinfo=ZONE)
NOW_AT = int(NOW.timestamp()) * 1_000_000


def meant(text: str) -> str:
    """The moment as a wall clock shows it there, or the problem."""
    at = moment_of(text, NOW_AT, ZONE)
    if isinstance(at, PhraseProblem):
        return at.value
    return dt.datetime.fromtimestamp(at / 1_000_000, ZONE).strftime("%a %d.%m.%Y %H:%M")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2h", "Sat 03.01.2026 14:00"),
        ("in 1h 30m", "Sat 03.01.2026 13:30"),
        ("30 minutes", "Sat 03.01.2026 12:30"),
        ("3 days", "Tue 06.01.2026 12:00"),
        ("next week", "Sat 10.01.2026 12:00"),
        ("tomorrow", "Sun 04.01.2026 09:00"),
        ("tomorrow 9", "Sun 04.01.2026 09:00"),
        ("Tomorrow at 14:30", "Sun 04.01.2026 14:30"),
        ("tue 9", "Tue 06.01.2026 09:00"),
        ("sat", "Sat 10.01.2026 09:00"),
        ("sat 14:30", "Sat 03.01.2026 14:30"),
        ("on saturday evening", "Sat 03.01.2026 18:00"),
        ("sat 11:30", "Sat 10.01.2026 11:30"),
        ("sat 12:00", "Sat 10.01.2026 12:00"),
        ("next sat 14:30", "Sat 10.01.2026 14:30"),
        ("monday 8pm", "Mon 05.01.2026 20:00"),
        ("9", "Sun 04.01.2026 09:00"),
        ("16", "Sat 03.01.2026 16:00"),
        ("12 am", "Sun 04.01.2026 00:00"),
        ("tonight", "Sat 03.01.2026 18:00"),
        ("tomorrow evening", "Sun 04.01.2026 18:00"),
        ("2026-02-01", "Sun 01.02.2026 09:00"),
        ("2026-02-01 10:15", "Sun 01.02.2026 10:15"),
        ("3/2", "Tue 03.02.2026 09:00"),
        ("2/1", "Sat 02.01.2027 09:00"),
        ("5 feb 8am", "Thu 05.02.2026 08:00"),
        ("ساعتين", "Sat 03.01.2026 14:00"),
        ("بعد ٣ أيام", "Tue 06.01.2026 12:00"),
        ("غدًا", "Sun 04.01.2026 09:00"),
        ("غدا الساعة ٩", "Sun 04.01.2026 09:00"),
        ("السبت 14:30", "Sat 03.01.2026 14:30"),
        ("يوم السبت 8 مساء", "Sat 03.01.2026 20:00"),
        ("السبت 11:30", "Sat 10.01.2026 11:30"),
        ("السبت القادم 14:30", "Sat 10.01.2026 14:30"),
        ("يوم الثلاثاء 8 مساء", "Tue 06.01.2026 20:00"),
        ("الأسبوع القادم", "Sat 10.01.2026 12:00"),
        ("أسبوع", "Sat 10.01.2026 12:00"),
        ("", "empty"),
        ("soonish", "unknown"),
        ("today 9", "in_past"),
        ("2026-01-01", "in_past"),
        ("31/2", "unknown"),
        ("tomorrow 25", "unknown"),
        ("99999 days", "unknown"),
        ("0m", "in_past"),
    ],
)
def test_a_phrase_means_a_moment(text: str, moment: str) -> None:
    """Spans from now, days, weekdays, dates and clock times, in English and Arabic."""
    assert meant(text) == moment


def test_a_wall_clock_time_follows_the_clocks_of_that_day() -> None:
    """Nine o'clock behind a change of the clocks is nine o'clock there."""
    zone = ZoneInfo("Europe/Berlin")
    now_at = int(dt.datetime(2026, 3, 28, 12, 0, tzinfo=zone).timestamp()) * 1_000_000
    at = moment_of("tomorrow 9", now_at, zone)
    assert isinstance(at, int)
    assert dt.datetime.fromtimestamp(at / 1_000_000, zone).hour == 9


@given(st.text(max_size=30))
def test_any_text_is_a_future_moment_or_a_problem(text: str) -> None:
    """Nothing typed breaks the question, and nothing it answers lies in the past."""
    at = moment_of(text, NOW_AT, ZONE)
    assert isinstance(at, PhraseProblem) or at > NOW_AT


@pytest.mark.parametrize("text", ["yesterday", "2 days ago", "last friday", "أمس", "الأسبوع الماضي"])
def test_what_was_is_over_and_no_misspelt_day(text: str) -> None:
    """It is said so, and no other day is guessed."""
    assert understood(text, NOW_AT, ZONE) == Misunderstood(PhraseProblem.IN_PAST)


@pytest.mark.parametrize("text", ["32 jan", "31 feb 9", " ٣٢ يناير "])
def test_a_date_that_does_not_exist_is_named_as_a_whole(text: str) -> None:
    """Each of its words is right: what is wrong is the day."""
    found = understood(text, NOW_AT, ZONE)
    assert isinstance(found, Misunderstood)
    assert (found.problem, found.word) == (PhraseProblem.UNKNOWN, text.strip())
