"""Numbers, ages and times as the console writes them, and the choice of its language."""

import datetime

import pytest

from support_tui.i18n import Texts, language_of
from support_tui.text.cells import cell_width
from support_tui.widgets.inbox.columns import Columns

HOUR = 3_600_000_000
DAY = 24 * HOUR
#: Tuesday 3 March 2026, 14:05 UTC.
NOW = int(datetime.datetime(2026, 3, 3, 14, 5, tzinfo=datetime.UTC).timestamp()) * 1_000_000
ENGLISH, ARABIC = Texts("en"), Texts("ar", "arab")


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "ar_EG.UTF-8"}, "ar"),
        ({"LANG": "ar_EG.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "fr:ar:en"}, "ar"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "ar"}, "en"),
    ],
)
def test_the_environment_chooses_the_language(environ: dict[str, str], language: str) -> None:
    """The console speaks what the person's other programs speak, English where it cannot."""
    assert language_of(environ) == language


@pytest.mark.parametrize(
    ("duration", "english", "arabic"),
    [
        (0, "now", "الآن"),
        (2 * HOUR // 60, "2m", "٢ د"),
        (3 * HOUR, "3h", "٣ س"),
        (47 * HOUR, "1d", "١ ي"),
        (20 * DAY, "2w", "٢ أ"),
        (800 * DAY, "2y", "٢ ع"),
    ],
)
def test_an_age_is_short(duration: int, english: str, arabic: str) -> None:
    """A waiting time fits a narrow column."""
    assert (ENGLISH.age(duration), ARABIC.age(duration)) == (english, arabic)


@pytest.mark.parametrize("texts", [ENGLISH, ARABIC])
def test_every_age_fits_the_column_of_the_list(texts: Texts) -> None:
    """From a minute to decades, in every language."""
    ages = [texts.age(int(HOUR / 60 * 1.2**step)) for step in range(90)]
    assert max(map(cell_width, ages)) <= Columns(2, 0, 0, 0, 0).age


@pytest.mark.parametrize(
    ("at", "english", "arabic"),
    [
        (NOW, "just now", "الآن"),
        (NOW - HOUR, "1 hour ago", "قبل ساعة"),
        (NOW - 2 * DAY, "2 days ago", "قبل يومين"),
        (NOW + 5 * HOUR, "in 5 hours", "بعد ٥ ساعات"),
    ],
)
def test_a_relative_time_is_a_phrase(at: int, english: str, arabic: str) -> None:
    """Past and future are told apart, and Arabic counts in its own forms."""
    assert (ENGLISH.relative(at, NOW), ARABIC.relative(at, NOW)) == (english, arabic)


@pytest.mark.parametrize(
    ("at", "short", "heading"),
    [
        (NOW - HOUR, "13:05", "Today"),
        (NOW - DAY, "Mon 14:05", "Yesterday"),
        (NOW - 10 * DAY, "21 Feb 14:05", "Saturday 21 February"),
        (NOW - 400 * DAY, "27 Jan 2025", "Monday 27 January 2025"),
    ],
)
def test_a_moment_is_as_short_as_it_stays_clear(at: int, short: str, heading: str) -> None:
    """The further away a time is, the more of its date is told."""
    assert ENGLISH.moment(at, NOW, datetime.UTC) == short
    assert ENGLISH.day(at, NOW, datetime.UTC) == heading


def test_a_moment_in_full() -> None:
    """Weekday, day, month, year and clock in the order of the language."""
    assert ENGLISH.full_moment(NOW, datetime.UTC) == "Tuesday 3 March 2026, 14:05"
    assert ARABIC.full_moment(NOW, datetime.UTC) == "الثلاثاء ٣ مارس ٢٠٢٦، ١٤:٠٥"


def test_numbers_sizes_and_spans() -> None:
    """Counts are grouped, sizes rounded, spans told by their two largest units."""
    assert (ENGLISH.number(12345), ARABIC.number(12345)) == ("12,345", "١٢٬٣٤٥")
    assert (ENGLISH.size(999), ENGLISH.size(1_250_000)) == ("999 B", "1.2 MB")
    assert ENGLISH.span(2 * DAY + 4 * HOUR + 1) == "2 d 4 h"
    assert ENGLISH.span(1) == "0 min"


def test_an_unknown_text_is_shown_as_its_id(caplog: pytest.LogCaptureFixture) -> None:
    """A missing text breaks no screen and is told in the log."""
    assert ARABIC.text("no-such-text") == "no-such-text"
    assert "no-such-text" in caplog.text
