"""The grammar of moments as a whole: what is offered is understood, what is shown is what is meant, and what is wrong is said where."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from support_tui import coming, i18n
from support_tui.wire.limits import UNTIL_REPLY
from support_tui.wire.phrases import (
    SUGGESTED,
    THEIR_TIME_SAID,
    UNTIL_REPLY_SAID,
    Meaning,
    Misunderstood,
    PhraseProblem,
    moment_of,
    understood,
)

RIYADH, CAIRO, BERLIN, TOKYO = (
    ZoneInfo(n) for n in ("Asia/Riyadh", "Africa/Cairo", "Europe/Berlin", "Asia/Tokyo")
)
ZONES = st.sampled_from(
    [
        RIYADH,
        CAIRO,
        BERLIN,
        TOKYO,
        ZoneInfo("America/New_York"),
        ZoneInfo("Australia/Lord_Howe"),
        ZoneInfo("UTC"),
    ]
)
MOMENTS = st.datetimes(dt.datetime(2024, 1, 1), dt.datetime(2032, 1, 1)).map(
    lambda at: int(at.replace(tzinfo=dt.UTC).timestamp()) * 1_000_000
)
OFFERED = st.sampled_from([*SUGGESTED["en"], *SUGGESTED["ar"]])
SATURDAY_NOON = int(dt.datetime(2026, 1, 3, 12, 0, tzinfo=RIYADH).timestamp()) * 1_000_000


def shown(
    text: str, now_at: int = SATURDAY_NOON, zone: ZoneInfo = RIYADH, theirs: ZoneInfo | None = None
) -> str:
    """The moment as a wall clock shows it there, or the problem."""
    meant = understood(text, now_at, zone, their_zone=theirs)
    if isinstance(meant, Misunderstood):
        return meant.problem.value
    if meant.at == UNTIL_REPLY:
        return "reply"
    return dt.datetime.fromtimestamp(meant.at / 1_000_000, zone).strftime("%a %d.%m.%Y %H:%M")


@given(OFFERED, MOMENTS, ZONES)
@example("15 jan 14:30", int(dt.datetime(2024, 1, 15, 12, 0, tzinfo=dt.UTC).timestamp()) * 1_000_000, RIYADH)
def test_every_phrase_offered_is_a_moment_to_come(phrase: str, now_at: int, zone: ZoneInfo) -> None:
    """In both languages, at any time, in any zone."""
    at = moment_of(phrase, now_at, zone)
    assert isinstance(at, int) and at > now_at


@given(OFFERED, MOMENTS, ZONES, st.sampled_from(["en", "ar"]))
def test_what_is_shown_is_what_is_meant(phrase: str, now_at: int, zone: ZoneInfo, language: str) -> None:
    """The words shown while typing, read as a phrase themselves, mean the same minute; the clock shown twice a year means the first."""
    before = i18n.current()
    try:
        i18n.use(language)
        at = moment_of(phrase, now_at, zone)
        assert isinstance(at, int)
        words = coming.moment(at, now_at, zone)
        again = moment_of(words, now_at, zone)
    finally:
        i18n.use(before.language)
    local = dt.datetime.fromtimestamp(at / 1_000_000, zone)
    is_told_twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    assert is_told_twice or again == at - at % 60_000_000, words


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("until reply", "reply"),
        ("until they reply", "reply"),
        ("حتى الرد", "reply"),
        ("حتى يرد العميل", "reply"),
        ("end of month", "Sat 31.01.2026 18:00"),
        ("end of week", "Fri 09.01.2026 18:00"),
        ("end of day", "Sat 03.01.2026 18:00"),
        ("نهاية الأسبوع", "Thu 08.01.2026 18:00"),
        ("نهاية الشهر", "Sat 31.01.2026 18:00"),
        ("tomorrow morning", "Sun 04.01.2026 09:00"),
        ("tomorrow afternoon", "Sun 04.01.2026 15:00"),
        ("tonight 9", "Sat 03.01.2026 21:00"),
        ("tomorrow evening 8", "Sun 04.01.2026 20:00"),
        ("9 in the evening", "Sat 03.01.2026 21:00"),
        ("in 3 days at 9", "Tue 06.01.2026 09:00"),
        ("بعد ٣ أيام الساعة ٩", "Tue 06.01.2026 09:00"),
        ("بعد غد", "Mon 05.01.2026 09:00"),
        ("day after tomorrow 14:30", "Mon 05.01.2026 14:30"),
        ("half an hour", "Sat 03.01.2026 12:30"),
        ("نصف ساعة", "Sat 03.01.2026 12:30"),
        ("15 jan 14:30", "Thu 15.01.2026 14:30"),
        ("jan 15th 2027", "Fri 15.01.2027 09:00"),
        ("29 feb", "Tue 29.02.2028 09:00"),
        ("3 jan 14:30", "Sat 03.01.2026 14:30"),
        ("3 jan 9", "Sun 03.01.2027 09:00"),
        ("3/1", "Sun 03.01.2027 09:00"),
        ("٣ يناير ٩", "Sun 03.01.2027 09:00"),
        ("3 jan 2026 9", "in_past"),
        ("2026-01-03 9", "in_past"),
        ("2026-02-01T10:15", "Sun 01.02.2026 10:15"),
        ("الثلاثاء ٩ صباحا", "Tue 06.01.2026 09:00"),
        ("غدا ٩", "Sun 04.01.2026 09:00"),
        ("١٢ ظهرا", "Sun 04.01.2026 12:00"),
        ("30 feb", "unknown"),
        ("13pm", "unknown"),
        ("tomorrow tomorrow", "unknown"),
        ("end of everything", "unknown"),
        ("9 their time", "no_zone"),
        ("in 4000 days", "too_far"),
    ],
)
def test_a_phrase_means_a_moment(text: str, moment: str) -> None:
    """Ends, parts of the day, ordinals, dates with a year, and the customer's reply."""
    assert shown(text) == moment


@pytest.mark.parametrize("text", [*THEIR_TIME_SAID.values(), "tomorrow 9 theirs", "غدا ٩ بتوقيتهم"])
def test_a_clock_can_be_the_customers(text: str) -> None:
    """Nine o'clock in Tokyo is three in the morning in Riyadh."""
    assert shown(text, theirs=TOKYO) == "Sun 04.01.2026 03:00"
    meant = understood(text, SATURDAY_NOON, RIYADH, their_zone=TOKYO)
    assert isinstance(meant, Meaning) and meant.is_theirs


@pytest.mark.parametrize("text", UNTIL_REPLY_SAID.values())
def test_until_reply_has_no_end_of_its_own(text: str) -> None:
    """Only the customer ends it."""
    assert moment_of(text, SATURDAY_NOON, RIYADH) == UNTIL_REPLY


def test_a_clock_that_does_not_exist_that_day_is_as_long_after_midnight() -> None:
    """When the clocks go forward, half past two is half past three; when they go back, the first half past two that is to come."""
    eve = int(dt.datetime(2026, 3, 28, 12, 0, tzinfo=BERLIN).timestamp()) * 1_000_000
    assert shown("tomorrow 2:30", eve, BERLIN) == "Sun 29.03.2026 03:30"
    between = int(dt.datetime(2026, 10, 25, 2, 45, tzinfo=BERLIN).timestamp()) * 1_000_000
    at = moment_of("2:30", between, BERLIN)
    assert at == between + 45 * 60_000_000


@pytest.mark.parametrize(
    ("text", "position", "word", "suggestion"),
    [
        ("tomorow 9", 0, "tomorow", "tomorrow 9"),
        ("next  teusday 9", 6, "teusday", "next  tuesday 9"),
        ("xyzzy", 0, "xyzzy", ""),
        ("tomorrow 25", 0, "tomorrow 25", ""),
    ],
)
def test_what_is_not_understood_is_said_with_its_place(
    text: str, position: int, word: str, suggestion: str
) -> None:
    """And with what may have been meant, which is understood."""
    meant = understood(text, SATURDAY_NOON, RIYADH)
    assert meant == Misunderstood(PhraseProblem.UNKNOWN, position, word, suggestion)
    assert not suggestion or isinstance(moment_of(suggestion, SATURDAY_NOON, RIYADH), int)


@pytest.mark.parametrize(
    ("text", "suggestion"), [("today 9", "tomorrow 9"), ("اليوم ٩", "غدا ٩"), ("2026-01-01", "")]
)
def test_the_past_is_refused_with_the_day_after(text: str, suggestion: str) -> None:
    """Where the same clock is still to come on the next day."""
    assert understood(text, SATURDAY_NOON, RIYADH) == Misunderstood(
        PhraseProblem.IN_PAST, suggestion=suggestion
    )


def test_both_clocks_are_shown_where_they_differ() -> None:
    """Theirs with its weekday where it is another day there; nothing where it is the same clock, or not known."""
    at = moment_of("tomorrow 9", SATURDAY_NOON, RIYADH)
    assert isinstance(at, int)
    assert coming.for_both(at, SATURDAY_NOON, "Africa/Cairo", RIYADH) == "tomorrow 09:00, their 08:00"
    assert coming.for_both(at, SATURDAY_NOON, "America/New_York", RIYADH) == "tomorrow 09:00, their 01:00"
    assert coming.for_both(at, SATURDAY_NOON, "Asia/Baghdad", RIYADH) == "tomorrow 09:00"
    assert coming.for_both(at, SATURDAY_NOON, "Nowhere/Atall", RIYADH) == "tomorrow 09:00"
    late = moment_of("tomorrow 2am", SATURDAY_NOON, RIYADH)
    assert isinstance(late, int)
    assert (
        coming.for_both(late, SATURDAY_NOON, "America/New_York", RIYADH) == "tomorrow 02:00, their Sat 18:00"
    )
