"""The queue on disk: what was kept is there again, damage costs only what is damaged, and two consoles never share a file."""

import os
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from support_tui.store import Draft, DraftKey
from support_tui.store import unsent as u
from support_tui.store.pending import Pending, PendingState
from support_tui.store.unsent import Asked, Damage, Left, Returned, Settled, Unsent, Written
from support_tui.wire import commands as c
from support_tui.wire.refusals import Refusal, RefusalCode

OPENED: list[Unsent] = []


@pytest.fixture(autouse=True)
def _all_consoles_end() -> Iterator[None]:
    yield
    while OPENED:
        OPENED.pop().close()


def a_queue(folder: Path) -> Unsent:
    OPENED.append(Unsent(folder / "desk.queue", lambda: "aside"))
    return OPENED[-1]


def a_reply(number: int, text: str = "Hello") -> Pending:
    return Pending(f"key-{number:05}", c.SendReply(number, text), number, -number)


def texts(queue: Unsent) -> list[str]:
    return [pending.command.text for pending in queue.contents.asked.values()]  # type: ignore[union-attr]


def crash(queue: Unsent) -> None:
    """The process ends without a word: the system gives back its lock."""
    assert queue._file is not None
    queue._file.close()
    queue._file, queue._is_closed = None, True
    queue._lock.release()


def test_what_was_asked_is_there_after_a_crash(tmp_path: Path) -> None:
    """Commands in their order, those that had left marked so, those that were answered gone; drafts as they were written last."""
    queue = a_queue(tmp_path)
    queue.keep([Asked(a_reply(1)), Asked(a_reply(2, "مرحبا")), Asked(a_reply(3))])
    queue.keep([Left("key-00002"), Settled("key-00001"), Written(DraftKey(7, "note"), Draft("so far", 5))])
    crash(queue)
    again = a_queue(tmp_path)
    assert texts(again) == ["مرحبا", "Hello"]
    assert [p.state for p in again.contents.asked.values()] == [PendingState.SENT, PendingState.QUEUED]
    assert again.contents.drafts == {DraftKey(7, "note"): Draft("so far", 5)}
    assert again.damages == []


def test_it_is_on_the_disk_before_anybody_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`keep` returns after the disk has confirmed."""
    synced: list[int] = []
    queue = a_queue(tmp_path)
    monkeypatch.setattr(u.os, "fsync", lambda fd: synced.append(os.fstat(fd).st_size))
    queue.keep([Asked(a_reply(1))])
    assert synced == [queue.path.stat().st_size]


def test_a_line_that_was_never_finished_is_dropped(tmp_path: Path) -> None:
    """The machine stopped in the middle of it: nobody was told of it, and the next line is whole."""
    queue = a_queue(tmp_path)
    queue.keep([Asked(a_reply(1))])
    crash(queue)
    with queue.path.open("ab") as file:
        file.write(b'0badc0de {"is":"asked","pend')
    again = a_queue(tmp_path)
    assert texts(again) == ["Hello"] and again.damages == []
    again.keep([Asked(a_reply(2, "next"))])
    crash(again)
    assert texts(a_queue(tmp_path)) == ["Hello", "next"]


def test_a_damaged_line_costs_itself(tmp_path: Path) -> None:
    """The file is kept as it was and reported, the rest is in use, and it is reported once."""
    queue = a_queue(tmp_path)
    queue.keep([Asked(a_reply(1, "first")), Asked(a_reply(2, "second")), Asked(a_reply(3, "third"))])
    crash(queue)
    damaged = queue.path.read_bytes().replace(b"second", b"secQnd")
    queue.path.write_bytes(damaged)
    again = a_queue(tmp_path)
    assert texts(again) == ["first", "third"]
    aside = tmp_path / "desk.queue.damaged-aside"
    assert again.damages == [Damage(str(aside), 1)]
    assert aside.read_bytes() == damaged
    crash(again)
    assert a_queue(tmp_path).damages == []


def test_a_file_that_never_was_a_queue_is_set_aside(tmp_path: Path) -> None:
    """Nothing is overwritten silently, and the console starts."""
    (tmp_path / "desk.queue").write_bytes(b"\x00\xff rubbish\nmore rubbish\n")
    queue = a_queue(tmp_path)
    assert queue.damages[0].lines == 2 and not queue.contents.asked
    assert queue.keep([Asked(a_reply(1))])


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    """Customers' words lie in it."""
    queue = a_queue(tmp_path)
    queue.keep([Asked(a_reply(1))])
    assert queue.path.stat().st_mode & 0o077 == 0


def test_a_second_console_has_its_own(tmp_path: Path) -> None:
    """Neither reads nor writes the other's; what the second leaves behind is taken over by whoever starts next."""
    first, second = a_queue(tmp_path), a_queue(tmp_path)
    first.keep([Asked(a_reply(1, "of the first"))])
    second.keep([Asked(a_reply(2, "of the second")), Written(DraftKey(5, "reply"), Draft("half", 9))])
    assert first.path != second.path and texts(second) == ["of the second"]
    crash(first)
    crash(second)
    third = a_queue(tmp_path)
    assert texts(third) == ["of the first", "of the second"]
    assert third.contents.drafts == {DraftKey(5, "reply"): Draft("half", 9)}
    assert not second.path.exists()


def test_a_console_that_still_runs_keeps_its_own(tmp_path: Path) -> None:
    """A start beside it takes nothing over."""
    first = a_queue(tmp_path)
    first.keep([Asked(a_reply(1))])
    assert texts(a_queue(tmp_path)) == []


def test_what_came_back_stays_until_it_is_read(tmp_path: Path) -> None:
    """With the reason, over a restart."""
    queue = a_queue(tmp_path)
    back = Returned(a_reply(1), Refusal(RefusalCode.FORBIDDEN, {"action": "reply"}), 9)
    queue.keep([Asked(a_reply(1)), back])
    crash(queue)
    again = a_queue(tmp_path)
    assert list(again.contents.returned.values()) == [back] and not again.contents.asked
    again.keep([Settled("key-00001")])
    crash(again)
    assert not a_queue(tmp_path).contents.returned


def test_the_file_does_not_grow_with_the_years(tmp_path: Path) -> None:
    """What is superseded is left out now and then; what counts stays."""
    queue = a_queue(tmp_path)
    queue.keep([Asked(a_reply(1, "kept"))])
    for number in range(2, 600):
        queue.keep([Asked(a_reply(number, "x" * 2_000))], is_urgent=False)
        queue.keep([Settled(f"key-{number:05}")], is_urgent=False)
    assert queue.path.stat().st_size < 2 * u.ROOM
    crash(queue)
    assert texts(a_queue(tmp_path)) == ["kept"]


def test_an_empty_queue_leaves_no_file(tmp_path: Path) -> None:
    """Once all is sent, a closed console leaves nothing to be found."""
    queue = a_queue(tmp_path)
    queue.keep([Asked(a_reply(1)), Settled("key-00001")])
    queue.close()
    assert not queue.path.exists()


def test_a_disk_that_takes_nothing_is_told(tmp_path: Path) -> None:
    """The command goes on, and its author knows that it lies nowhere; later lines are whole again."""
    queue = a_queue(tmp_path)
    real, queue._file = queue._file, os.fdopen(os.open("/dev/full", os.O_WRONLY), "wb", 0)
    assert not queue.keep([Asked(a_reply(1, "nowhere"))])
    assert queue.problem
    queue._file.close()
    queue._file = real
    assert queue.keep([Asked(a_reply(2, "again"))])
    crash(queue)
    assert "again" in texts(a_queue(tmp_path))


def test_a_line_that_a_full_disk_cut_costs_only_itself(tmp_path: Path) -> None:
    """What is kept once there is room again is read, whatever stands before it."""
    queue = a_queue(tmp_path)
    assert queue.keep([Asked(a_reply(1))])
    least, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (queue.path.stat().st_size + 20, most))
    try:
        assert not queue.keep([Asked(a_reply(2))])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (least, most))
    assert queue.keep([Asked(a_reply(3))])
    crash(queue)
    assert texts(again := a_queue(tmp_path)) == ["Hello", "Hello"]
    assert list(again.contents.asked) == ["key-00001", "key-00003"]
