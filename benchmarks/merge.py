"""Merging two threads of 500 messages on a large desk, and taking it back: `python -m benchmarks.merge DIR` (made by
`benchmarks.generate_store`; it grows by two conversations).

Prints the time from question to answer of each, also of a split of half a thread, and of the survivor's thread afterwards. Exit status 1
where a limit does not hold.
"""

import argparse
import secrets
import sqlite3
import statistics
import sys
import time
from pathlib import Path
from typing import Any, Final

import httpx

from benchmarks.desk import ChildDesk
from support_tui.wire import codec
from support_tui.wire import commands as c
from support_tui.wire.commands import Accepted, Request
from support_tui.wire.values import Address
from support_tui.wire.views import ThreadPage

MESSAGES: Final = 500
ROUNDS: Final = 11
LIMIT_MS: Final = 100.0


class Asker:
    """An agent at a desk."""

    def __init__(self, url: str, token: str) -> None:
        self._http = httpx.Client(base_url=url, timeout=60, headers={"Authorization": f"Bearer {token}"})

    def do(self, command: Any) -> Accepted:
        body = codec.encode(Request(secrets.token_hex(16), command))
        answer = self._http.post("/api/commands", content=body)
        return codec.decode(answer.raise_for_status().content, Accepted)

    def thread(self, conversation_id: int) -> ThreadPage:
        answer = self._http.get(f"/api/conversations/{conversation_id}/thread")
        return codec.decode(answer.raise_for_status().content, ThreadPage)

    def timed(self, command: Any) -> tuple[float, Accepted]:
        begun = time.perf_counter()
        accepted = self.do(command)
        return (time.perf_counter() - begun) * 1_000, accepted


def _fill(asker: Asker, mailbox_id: int, name: str) -> int:
    """A conversation of a customer with many messages, questions and answers in turn."""
    run = secrets.token_hex(4)
    sender = Address(f"{name}.{run}@bench.example", name)
    first = asker.do(c.ReceiveMessage(mailbox_id, sender, "The grinder stopped.", f"<{run}.0@{name}>"))
    conversation_id = first.conversation_id or 0
    for number in range(1, MESSAGES):
        if number % 3:
            text = f"Message {number}: the grinder has stopped after a few seconds once more."
            external = f"<{run}.{number}@{name}>"
            asker.do(c.ReceiveMessage(mailbox_id, sender, text, external, conversation_id=conversation_id))
        else:
            asker.do(c.AddNote(conversation_id, f"Note {number}: ask the workshop."))
    return conversation_id


def _expect(name: str, taken: list[float]) -> bool:
    median, worst = statistics.median(taken), max(taken)
    holds = median <= LIMIT_MS
    verdict = "holds" if holds else "DOES NOT HOLD"
    print(f"{median:10.1f} ms  {name} (worst {worst:.1f} ms), limit {LIMIT_MS:g} ms: {verdict}", flush=True)
    return holds


def _measure(asker: Asker, mailbox_id: int) -> bool:
    survivor, other = _fill(asker, mailbox_id, "amal"), _fill(asker, mailbox_id, "basil")
    merges, undos, reads, splits, rejoins = [list[float]() for _ in range(5)]
    for _ in range(ROUNDS):
        took, merge = asker.timed(c.MergeConversations(survivor, (other,)))
        merges.append(took)
        begun = time.perf_counter()
        page = asker.thread(other)
        reads.append((time.perf_counter() - begun) * 1_000)
        assert page.row.id == survivor
        assert page.row.message_count == 2 * MESSAGES
        undos.append(asker.timed(c.UndoRequest(merge.key))[0])
        half = asker.thread(other).messages[0].id
        took, split = asker.timed(c.SplitConversation(other, half, True))
        splits.append(took)
        rejoins.append(asker.timed(c.UndoRequest(split.key))[0])
        assert asker.thread(other).row.message_count == MESSAGES
    name = f"{MESSAGES} messages"
    held = [
        _expect(f"merge of two threads of {name}", merges),
        _expect("taking the merge back", undos),
        _expect("the survivor's thread by the merged one's number", reads),
        _expect(f"split of the last messages off a thread of {name}", splits),
        _expect("taking the split back", rejoins),
    ]
    return all(held)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    connection = sqlite3.connect(folder / "support.db")
    (email,) = connection.execute("select email from agent where role = 'admin' order by id").fetchone()
    (mailbox_id,) = connection.execute("select min(id) from mailbox").fetchone()
    connection.close()
    desk = ChildDesk(folder)
    desk.start()
    try:
        token = desk.command("user", "token", email, "--label", "benchmark").split()[-1]
        held = _measure(Asker(desk.url, token), mailbox_id)
    finally:
        desk.stop()
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
