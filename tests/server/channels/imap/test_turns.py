"""Mails are read side by side and submitted in their order."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from server.channels.email.imap.turns import InTurn, in_turn
from server.core.access import SYSTEM
from server.core.context import Asker
from support_tui.wire.commands import Accepted, Request, SaveTag
from support_tui.wire.refusals import Refusal

#: Steps of the loop before a mail submits; None submits nothing, -1 fails.
WORK = st.lists(st.one_of(st.none(), st.integers(-1, 5)), max_size=12)


class Recorder:
    """Keeps the order in which requests came in, and answers later."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    async def submit(self, request: Request, asker: Asker) -> Accepted | Refusal:
        self.keys.append(request.key)
        await asyncio.sleep(0)
        return Accepted(request.key, len(self.keys))


@given(WORK)
@settings(deadline=None)
def test_whatever_each_takes_they_submit_in_order(work: list[int | None]) -> None:
    """Also where some have nothing to submit, and where some fail on the way."""
    recorder = Recorder()
    commands = InTurn(recorder)

    async def do(number: int) -> str:
        steps = work[number]
        if steps is None:
            return "nothing"
        try:
            if steps < 0:
                raise ValueError
        except ValueError:
            return "failed"
        for _ in range(steps):
            await asyncio.sleep(0)
        await commands.submit(Request(f"key-{number:03}", SaveTag("tag")), SYSTEM)
        return "submitted"

    outcomes = asyncio.run(in_turn(do, range(len(work))))
    submitted = [number for number, outcome in enumerate(outcomes) if outcome == "submitted"]
    assert recorder.keys == [f"key-{number:03}" for number in submitted]
    assert submitted == [number for number, steps in enumerate(work) if steps is not None and steps >= 0]


async def test_outside_of_a_batch_nobody_waits() -> None:
    """A mail by another way goes through at once."""
    recorder = Recorder()
    await InTurn(recorder).submit(Request("key-000", SaveTag("tag")), SYSTEM)
    assert recorder.keys == ["key-000"]
