"""When an agent is disturbed, by which means, and when not."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_tui.wire.attention import (
    DEFAULT_MEANS,
    POSSIBLE,
    AttentionSettings,
    Means,
    Occasion,
    QuietHours,
    chosen_means,
    is_quiet,
    means_now,
    quiet_hours_of,
    switched,
    wants_mail,
)
from support_tui.wire.zones import zone_of

BERLIN, CAIRO = zone_of("Europe/Berlin"), zone_of("Africa/Cairo")
FRIDAY_NIGHT = AttentionSettings(quiet={5: QuietHours(22 * 60, 7 * 60)})


def at(text: str, zone: datetime.tzinfo | None = BERLIN, fold: int = 0) -> int:
    """A moment on the wall of a zone, in microseconds."""
    local = datetime.datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)
    return int(local.timestamp() * 1_000_000)


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        ("2026-01-02 21:59", False), ("2026-01-02 22:00", True), ("2026-01-02 23:59", True), ("2026-01-03 00:00", True),
        ("2026-01-03 06:59", True), ("2026-01-03 07:00", False), ("2026-01-03 23:00", False), ("2026-01-02 03:00", False),
    ],
)  # fmt: skip
def test_quiet_hours_go_over_midnight(moment, quiet):
    """They belong to the day they begin on: Friday night ends on Saturday morning, and Thursday's is none."""
    assert BERLIN is not None
    assert is_quiet(FRIDAY_NIGHT, at(moment), BERLIN) is quiet


@pytest.mark.parametrize(
    ("moment", "fold", "quiet"),
    [
        # Clocks go from 2:00 to 3:00 on 29 March, and from 3:00 back to 2:00 on 25 October.
        ("2026-03-29 01:59", 0, True), ("2026-03-29 03:00", 0, False), ("2026-10-25 02:29", 0, True),
        ("2026-10-25 02:31", 0, False), ("2026-10-25 02:29", 1, True), ("2026-10-25 02:31", 1, False),
    ],
)  # fmt: skip
def test_summer_time_moves_with_the_clock_on_the_wall(moment, fold, quiet):
    """An hour that is left out is not quiet, one that comes twice is quiet twice."""
    assert BERLIN is not None
    night = AttentionSettings(quiet={6: QuietHours(23 * 60, 2 * 60 + 30), 7: QuietHours(0, 2 * 60 + 30)})
    assert is_quiet(night, at(moment, fold=fold), BERLIN) is quiet


def test_the_agents_zone_counts():
    """Ten in the evening in Cairo is not ten in Berlin in winter."""
    assert CAIRO is not None and BERLIN is not None
    moment = at("2026-01-02 22:30", CAIRO)
    assert is_quiet(FRIDAY_NIGHT, moment, CAIRO)
    assert not is_quiet(FRIDAY_NIGHT, moment, BERLIN)


def test_sunday_night_ends_on_monday():
    """The week is a circle."""
    assert BERLIN is not None
    sunday = AttentionSettings(quiet={7: QuietHours(22 * 60, 6 * 60)})
    assert is_quiet(sunday, at("2026-01-05 05:00"), BERLIN)


def test_quiet_leaves_the_list_and_the_title():
    """Nothing is lost, only the noise."""
    assert BERLIN is not None
    paused = AttentionSettings(paused_until_at=at("2026-01-02 12:00"))
    assert means_now(paused, Occasion.MENTIONED, at("2026-01-02 11:59"), BERLIN) == {Means.LIST, Means.TITLE}
    assert means_now(paused, Occasion.MENTIONED, at("2026-01-02 12:00"), BERLIN) == set(
        DEFAULT_MEANS[Occasion.MENTIONED]
    )


@given(st.sampled_from(Occasion), st.sampled_from(Means))
def test_switching_twice_changes_nothing(occasion, means):
    """And never gives an occasion what it cannot have."""
    once = switched(AttentionSettings(), occasion, means)
    assert set(chosen_means(once, occasion)) <= set(POSSIBLE[occasion])
    assert chosen_means(switched(once, occasion, means), occasion) == DEFAULT_MEANS[occasion]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("22-7", 1320, 420),
        ("22:00-07:30", 1320, 450),
        ("٢٢-٧", 1320, 420),
        ("0-24", 0, 0),
        (" 9:15 – 17 ", 555, 1020),
    ],
)
def test_hours_are_read_as_people_write_them(text, start, end):
    """In digits of both scripts, with or without minutes."""
    assert quiet_hours_of(text) == QuietHours(start, end)


@pytest.mark.parametrize("text", ["", "22", "25-7", "22:60-7", "22-24:30", "a-b", "-1-7", "22--7"])
def test_what_is_no_span_of_hours_is_none(text):
    """Nothing is guessed."""
    assert quiet_hours_of(text) is None


def test_e38_nobody_is_told_by_mail_who_has_not_asked_for_it():
    """Off for every occasion at first; what can be mailed is what stands in the list of notifications, but for mail that comes back, and for
    a mailbox that fails."""
    assert not any(Means.MAIL in means for means in DEFAULT_MEANS.values())
    mailed = {occasion for occasion in Occasion if Means.MAIL in POSSIBLE[occasion]}
    assert mailed == set(Occasion) - {Occasion.ANY_MESSAGE, Occasion.MAIL_STOPPED, Occasion.MAILBOX_FAILS}
    wanted = switched(AttentionSettings(), Occasion.ASSIGNED, Means.MAIL)
    assert wants_mail(wanted) and not wants_mail(AttentionSettings())
    quiet = AttentionSettings(wanted.means, paused_until_at=at("2026-01-02 12:00"))
    assert BERLIN is not None
    assert Means.MAIL not in means_now(quiet, Occasion.ASSIGNED, at("2026-01-02 11:59"), BERLIN)
