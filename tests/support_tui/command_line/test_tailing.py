"""`tail`: every event once, over restarts of the server, until somebody ends it."""

import json
import queue
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from support_tui.wire.commands import ChangeMany, Picked, SetStatus, SetTitle
from support_tui.wire.values import Status
from tests.support_tui.command_line.conftest import ScriptedDesk, Shell
from tests.waiting import wait_for


class Tail:
    """A run whose lines are read as they come."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process
        self.lines: queue.Queue[str] = queue.Queue()
        self.said: list[str] = []
        self._readers = [threading.Thread(target=self._read), threading.Thread(target=self._listen)]
        for reader in self._readers:
            reader.start()

    def end(self) -> None:
        """Kill it if it still runs."""
        self.process.kill()
        self.process.wait()
        for reader in self._readers:
            reader.join()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as out:
            for line in out:
                self.lines.put(line.decode())

    def _listen(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as err:
            for line in err:
                self.said.append(line.decode())

    def next(self) -> str:
        return self.lines.get(timeout=30)

    def next_json(self) -> Any:
        return json.loads(self.next())


@contextmanager
def tailing(shell: Shell, *words: str) -> Iterator[Tail]:
    tail = Tail(shell.start("tail", *words))
    try:
        yield tail
    finally:
        tail.end()


def since(desk: ScriptedDesk) -> str:
    """The last event there is: a run that begins behind it needs no moment to settle."""
    return str(desk.read("/api/snapshot")["seq"])


def test_events_come_as_they_happen(shell: Shell, desk: ScriptedDesk) -> None:
    """Each with its number, in order, with the row after it."""
    with tailing(shell, "--json", "--since", since(desk)) as tail:
        number = desk.asks("Followed")
        desk.do(SetTitle(number, "Followed on"))
        events = [tail.next_json()]
        while events[-1]["recorded"]["event"]["type"] != "title_changed":
            events.append(tail.next_json())
    seqs = [event["recorded"]["seq"] for event in events]
    assert seqs == sorted(set(seqs))
    assert events[-1]["row"]["title"] == "Followed on"


def test_a_restart_of_the_server_loses_nothing(shell: Shell, desk: ScriptedDesk) -> None:
    """What happened meanwhile is told too, and nothing twice."""
    number = desk.asks("Before")
    port = int(desk.url.rpartition(":")[2])
    with tailing(shell, "--json", "--since", since(desk), "is:active") as tail:
        desk.do(SetTitle(number, "One"))
        assert tail.next_json()["recorded"]["event"]["new"] == "One"
        desk.kill()
        desk.start(port=port)
        desk.do(SetTitle(number, "Two"))
        desk.do(SetTitle(number, "Three"))
        assert [tail.next_json()["recorded"]["event"]["new"] for _ in range(2)] == ["Two", "Three"]
        wait_for(lambda: len(tail.said) >= 1, "it said that the connection was lost")


def test_what_the_stream_passes_over_is_read(shell: Shell, desk: ScriptedDesk) -> None:
    """A change of many is told by one word; each of its events is printed all the same, once and in order."""
    many = [desk.asks(f"Number {number}") for number in range(210)]
    with tailing(shell, "--json", "--since", since(desk)) as tail:
        desk.do(ChangeMany(Picked(tuple(many)), SetStatus(0, Status.CLOSED)))
        desk.do(SetTitle(many[0], "Behind them"))
        events = [tail.next_json() for _ in range(211)]
    assert [event["recorded"]["event"]["type"] for event in events] == ["status_changed"] * 210 + [
        "title_changed"
    ]
    seqs = [event["recorded"]["seq"] for event in events]
    assert seqs == list(range(seqs[0], seqs[0] + 211))
    assert {event["recorded"]["conversation_id"] for event in events} == set(many)


def test_a_query_lets_through_what_fits(shell: Shell, desk: ScriptedDesk) -> None:
    """By the row, and by the words of its messages, which the server knows."""
    with tailing(shell, "--json", "--since", since(desk), "pineapple") as tail:
        desk.asks("Something else", "About apples")
        wanted = desk.asks("Fruit", "About a pineapple")
        assert tail.next_json()["recorded"]["conversation_id"] == wanted


def test_people_read_who_did_what(shell: Shell, desk: ScriptedDesk) -> None:
    """A line of words, harmless whatever the title."""
    with tailing(shell, "--since", since(desk)) as tail:
        number = desk.asks("Plain \x1b[2J words")
        line = tail.next()
    assert f"#{number}" in line
    assert "\x1b" not in line


def test_ctrl_c_ends_it(shell: Shell, desk: ScriptedDesk) -> None:
    """Exit code 130, and not a word."""
    with tailing(shell, "--json", "--since", since(desk)) as tail:
        desk.asks("Alive")
        tail.next()
        tail.process.send_signal(signal.SIGINT)
        assert tail.process.wait(20) == 130
        assert tail.said == []


def test_a_reader_that_goes_ends_it(shell: Shell, desk: ScriptedDesk) -> None:
    """`tail | head -1` ends with the next event, without an error."""
    process = shell.start("tail", "--json", "--since", since(desk))
    try:
        desk.asks("First")
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        desk.asks("Second")
        assert process.wait(20) == 0
        assert process.stderr.read() == b""
    finally:
        process.kill()
        process.wait()
        if process.stderr is not None:
            process.stderr.close()
