"""The line to the server as a story of what happens and what is done about it."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from support_tui.link.session import (
    FIRST_PAUSE,
    LONGEST_PAUSE,
    Connect,
    Deliver,
    Effect,
    HangUp,
    LoadSnapshot,
    Session,
    ShowLine,
    WakeAt,
)
from support_tui.store import LinePhase
from support_tui.wire.frames import CountsChanged, Events, Hello, Resync
from support_tui.wire.views import Counts


@dataclass
class Story:
    """A session and the time."""

    chance: float = 0.0
    now: int = 1_000_000
    session: Session = field(init=False)

    def __post_init__(self) -> None:
        self.session = Session(lambda: self.chance)

    def does(self, what: str, *args: Any) -> list[Effect]:
        """Let something happen; what is to be done, the display of the line left out."""
        effects = getattr(self.session, what)(*args, self.now)
        return [effect for effect in effects if not isinstance(effect, ShowLine)]

    def is_live(self, seq: int = 10) -> "Story":
        self.does("begin")
        self.does("snapshot_taken", seq, "epoch")
        self.does("frame_came", Hello(seq, "epoch"))
        self.does("pong_came", 18)
        return self


def test_a_start_reads_a_snapshot_then_follows_the_stream() -> None:
    """First everything at one moment, then what happens after it."""
    story = Story()
    assert story.does("begin") == [LoadSnapshot()]
    assert story.does("snapshot_taken", 10, "epoch") == [Connect(10)]
    assert story.does("frame_came", Hello(10, "epoch")) == []
    assert story.session.phase is LinePhase.CATCHING_UP
    story.does("pong_came", 18)
    assert (story.session.phase, story.session.line.latency_ms) == (LinePhase.LIVE, 18)


def test_events_are_delivered_once_and_in_order() -> None:
    """What was delivered before a reconnect may come again."""
    story = Story().is_live()
    frame = Events(10, 12)
    assert story.does("frame_came", frame) == [Deliver((frame,))]
    assert story.does("frame_came", frame) == []
    assert story.session.seq == 12


def test_a_gap_leads_to_a_fresh_snapshot_and_loses_nothing() -> None:
    """Frames that come while the snapshot is read are delivered behind it."""
    story = Story().is_live()
    assert story.does("frame_came", Events(15, 16)) == [LoadSnapshot()]
    late = Events(20, 21)
    assert story.does("frame_came", late) == []
    assert story.does("snapshot_taken", 20, "epoch") == [Deliver((late,))]
    assert story.session.seq == 21
    story.does("pong_came", 3)
    assert story.session.phase is LinePhase.LIVE


def test_a_resync_and_another_epoch_read_everything_anew() -> None:
    """Too far behind, or data restored from a backup: numbers of before mean nothing."""
    story = Story().is_live()
    assert story.does("frame_came", Resync(500)) == [LoadSnapshot()]
    story = Story().is_live()
    story.does("lost", "cut")
    story.now += LONGEST_PAUSE
    story.does("woke")
    assert story.does("frame_came", Hello(10, "other")) == [LoadSnapshot()]


def test_a_lost_line_comes_back_behind_the_last_event() -> None:
    """Resumed where it was cut; the pause begins small."""
    story = Story().is_live()
    story.does("frame_came", Events(10, 12))
    assert story.does("lost", "cut") == [HangUp(), WakeAt(story.now + FIRST_PAUSE)]
    assert story.does("woke") == []
    story.now += FIRST_PAUSE
    assert story.does("woke") == [Connect(12)]


def test_pauses_grow_and_start_small_again() -> None:
    """A server that stays away is asked ever more rarely, up to half a minute."""
    story = Story().is_live()
    pauses = []
    for _ in range(9):
        story.does("lost", "cut")
        pauses.append((story.session.line.retry_at or 0) - story.now)
        story.now = story.session.line.retry_at or 0
        story.does("woke")
    assert pauses[:3] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert pauses[-1] == LONGEST_PAUSE
    story.does("frame_came", Hello(10, "epoch"))
    story.does("pong_came", 5)
    assert story.does("lost", "cut")[1] == WakeAt(story.now + FIRST_PAUSE)


@given(st.floats(0, 1, exclude_max=True), st.integers(1, 40))
def test_a_pause_is_never_shorter_than_half(chance: float, tries: int) -> None:
    """Chance spreads consoles apart and never lets them hammer."""
    story = Story(chance).is_live()
    for _ in range(tries):
        story.does("lost", "cut")
        pause = (story.session.line.retry_at or 0) - story.now
        assert FIRST_PAUSE // 2 <= pause <= LONGEST_PAUSE
        story.now = story.session.line.retry_at or 0
        story.does("woke")


def test_an_agent_need_not_wait_for_the_next_try() -> None:
    """Refresh tries at once; the wake-up that was planned does nothing then."""
    story = Story().is_live()
    story.does("lost", "cut")
    assert story.does("hurried") == [Connect(10)]
    story.now += FIRST_PAUSE
    assert story.does("woke") == []


def test_a_token_that_is_worth_nothing_ends_the_trying() -> None:
    """Only a person can log in again."""
    story = Story().is_live()
    assert story.does("logged_out", "not_logged_in") == [HangUp()]
    assert story.does("lost", "cut") == [] and story.does("hurried") == []
    assert story.session.phase is LinePhase.LOGGED_OUT


def test_a_snapshot_that_does_not_come_is_asked_for_again() -> None:
    """Without one there is nothing to follow."""
    story = Story()
    story.does("begin")
    story.does("lost", "nobody there")
    story.now += FIRST_PAUSE
    assert story.does("woke") == [LoadSnapshot()]


def test_things_of_the_moment_are_delivered_at_any_time() -> None:
    """Counts and presence have no numbers and no order."""
    story = Story().is_live()
    story.does("frame_came", Resync(500))
    counts = CountsChanged(Counts({"all": 3}))
    assert story.does("frame_came", counts) == [Deliver((counts,))]
