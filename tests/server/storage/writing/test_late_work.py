"""Who comes while a part of a long order is done: served in the same transaction, and harmed by nothing that is in it."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from server.storage.writing.writer import Settled, Writer
from support_tui.wire.refusals import Refusal, RefusalCode
from tests.waiting import wait_for


class CountedBooks:
    """Books that count their transactions."""

    def __init__(self) -> None:
        self.begun = 0

    def begin(self) -> None:
        self.begun += 1

    def before_commit(self) -> None:
        return None

    def committed(self) -> int:
        return self.begun

    def rolled_back(self) -> None:
        return None

    def tidy(self) -> None:
        return None

    def probe(self) -> None:
        return None


class Watched:
    """A writer, and what it told."""

    def __init__(self, folder: Path) -> None:
        self.settled: list[Settled] = []
        path = folder / "desk.db"
        self.writer = Writer(path, Writer.connect(path), CountedBooks(), self.settled.append, lambda trouble: None)  # fmt: skip
        self.writer.start()

    def submit(self, run: Callable[[], Any], name: str, *, is_long: bool = False) -> None:
        self.writer.submit(run, lambda answer: None, is_long=is_long)

    def a_part(self, meanwhile: Callable[[], None]) -> Callable[[], str]:
        """A part of a long order, during which something else comes; done once more, nothing comes."""
        times = iter([meanwhile])

        def run() -> str:
            next(times, lambda: None)()
            return "part"

        return run

    def answers(self) -> list[list[Any]]:
        """What was answered, a list for each transaction that was told."""
        return [[answer for _, answer in settled.answers] for settled in self.settled]


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    """A running writer over a database of its own."""
    watched = Watched(tmp_path)
    yield watched
    watched.writer.stop()


def test_who_comes_during_a_part_is_served_with_it(watched: Watched) -> None:
    """One transaction for both: one flush to wait for."""
    part = watched.a_part(lambda: watched.submit(lambda: "short", "short"))
    watched.submit(part, "part", is_long=True)
    wait_for(lambda: watched.answers() == [["part", "short"]], "both are served at once")


def test_another_part_has_its_own_turn(watched: Watched) -> None:
    """Two long orders do not hold up who comes between them."""

    def meanwhile() -> None:
        watched.submit(lambda: "short", "short")
        watched.submit(lambda: "other part", "other", is_long=True)
        watched.submit(lambda: "later", "later")

    watched.submit(watched.a_part(meanwhile), "part", is_long=True)
    expected = [["part", "short"], ["later"], ["other part"]]
    wait_for(lambda: watched.answers() == expected, "what is short goes before what is long")


def test_a_fault_in_what_came_late_does_not_undo_the_part(watched: Watched) -> None:
    """The group is rolled back and each is tried alone."""

    def faulty() -> None:
        raise ValueError("a fault in the program")

    watched.submit(watched.a_part(lambda: watched.submit(faulty, "faulty")), "part", is_long=True)
    wait_for(lambda: sum(map(len, watched.answers())) == 2, "both are answered")
    (part,), (refusal,) = watched.answers()
    assert part == "part"
    assert isinstance(refusal, Refusal)
    assert refusal.code is RefusalCode.INTERNAL


def test_the_end_waits_for_what_was_submitted_before(tmp_path: Path) -> None:
    """Told to stop during a part, the writer ends after it."""
    watched = Watched(tmp_path)
    stopping = threading.Thread(target=watched.writer.stop)
    watched.submit(watched.a_part(stopping.start), "part", is_long=True)
    wait_for(lambda: stopping.ident and not stopping.is_alive(), "the writer has ended")
    assert watched.answers() == [["part"]]
