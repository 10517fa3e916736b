"""The queue's promise: whatever happens between, each command is done once, in order about one conversation, or comes back."""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from support_tui.actions.controller import Desk
from support_tui.link.http import Unreachable
from support_tui.store import Store
from support_tui.store.pending import Pending
from support_tui.store.unsent import Unsent
from support_tui.wire import commands as c
from support_tui.wire import limits
from support_tui.wire.commands import Accepted, Request
from support_tui.wire.lanes import Thing, things_of
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Status
from tests.support_tui.actions.agents import AnAgent, FakeServer
from tests.support_tui.fakes import Clock, FakeDesk
from tests.waiting import eventually


@dataclass
class Ledger(FakeServer):
    """A server that does each key once, and answers as the weather is: `up`, `down`, `deaf` (done, the answer is lost), `busy`."""

    weather: str = "up"
    done: list[Request] = field(default_factory=list)
    batches: list[int] = field(default_factory=list)

    async def command(self, request: Request) -> Accepted | Refusal | Unreachable:
        await asyncio.sleep(0)
        match self.weather:
            case "down":
                return Unreachable("down")
            case "busy":
                return Refusal(RefusalCode.SHUTTING_DOWN)
            case "expired":
                return Refusal(RefusalCode.TOKEN_EXPIRED, {"expired_at": 1})
        if all(request.key != earlier.key for earlier in self.done):
            self.done.append(request)
        return Unreachable("lost") if self.weather == "deaf" else Accepted(request.key, 1)

    async def batch(
        self, requests: Sequence[Request]
    ) -> Sequence[Accepted | Refusal] | Refusal | Unreachable:
        """As the server does: what is about a thing that had to wait waits too."""
        self.batches.append(len(requests))
        answers: list[Accepted | Refusal] = []
        waiting: set[Thing] = set()
        for request in requests:
            things = things_of(request.command) or frozenset()
            is_held = not waiting.isdisjoint(things)
            answer = Refusal(RefusalCode.SHUTTING_DOWN) if is_held else await self.command(request)
            if isinstance(answer, Unreachable):
                return answer
            waiting |= things if isinstance(answer, Refusal) else set()
            answers.append(answer)
        return answers


def a_console(folder: Path, server: Ledger, clock: Clock) -> Desk:
    desk = Desk(Store(clock), server, None, clock, unsent=Unsent(folder / "desk.queue", lambda: "aside"))
    desk.load_cache()
    desk._outbox.put_all(desk.store.replica.pending.unanswered())
    return desk


async def crash(desk: Desk) -> None:
    """The process is killed: what runs stops where it is, nothing more is written."""
    await desk._outbox.close()
    file = desk.promise._file
    assert file is not None and file._file is not None
    file._file.close()
    file._lock.release()


NOTES = st.tuples(st.just("note"), st.integers(1, 3))
WEATHER = st.tuples(st.sampled_from(["up", "down", "deaf", "busy"]), st.just(0))
STEPS = st.lists(
    st.one_of(
        NOTES, NOTES, WEATHER, st.tuples(st.sampled_from(["turn", "back", "kill", "torn"]), st.just(0))
    ),
    max_size=30,
)


@settings(max_examples=120, deadline=None)
@given(STEPS)
def test_each_command_is_done_once_and_in_order(steps: list[tuple[str, int]]) -> None:
    """Any interleaving of commands, lost answers, silence, kills and restarts: once each, and in order per conversation."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(live_through(Path(folder), steps))


async def live_through(folder: Path, steps: list[tuple[str, int]]) -> None:
    clock, server = Clock(), Ledger(FakeDesk())
    desk, given_texts = a_console(folder, server, clock), dict[int, list[str]]()
    for number, (step, about) in enumerate(steps):
        match step:
            case "note":
                given_texts.setdefault(about, []).append(str(number))
                desk.do(c.AddNote(about, str(number)), conditional=False)
            case "turn":
                for _ in range(3):
                    await asyncio.sleep(0)
            case "back":
                desk._outbox.line_is_back()
            case "kill" | "torn":
                await crash(desk)
                if step == "torn":
                    with (folder / "desk.queue").open("ab") as file:
                        file.write(b'1234abcd {"is":"settled","key":"k')
                desk = a_console(folder, server, clock)
            case weather:
                server.weather = weather
    server.weather = "up"
    desk._outbox.line_is_back()
    await eventually(lambda: not desk.store.replica.pending.unanswered(), "all is answered")
    await crash(desk)
    texts: dict[int, list[str]] = {}
    for request in server.done:
        assert isinstance(request.command, c.AddNote)
        texts.setdefault(request.command.conversation_id, []).append(request.command.text)
    assert texts == given_texts


async def test_what_waits_leaves_together(tmp_path: Path) -> None:
    """After an outage the queue goes out in a few requests, not one by one."""
    server = Ledger(FakeDesk(), weather="down")
    desk = a_console(tmp_path, server, Clock())
    for number in range(250):
        desk.do(c.AddNote(number % 40, str(number)), conditional=False)
    await eventually(lambda: desk._outbox._is_paused, "it was tried")
    server.weather = "up"
    server.batches.clear()
    desk._outbox.line_is_back()
    await eventually(lambda: len(server.done) == 250, "all is done")
    assert len(server.batches) <= 10
    await desk.close()


async def test_a_batch_that_is_not_understood_is_sent_one_by_one(tmp_path: Path) -> None:
    """An older server, or one command that it cannot read: the others do not wait for it."""

    class Old(Ledger):
        async def batch(self, requests: Sequence[Request]) -> Refusal:
            return Refusal(RefusalCode.UNKNOWN_ROUTE)

    server = Old(FakeDesk())
    desk = a_console(tmp_path, server, Clock())
    desk.do_all([c.AddNote(1, "a"), c.AddNote(2, "b"), c.AddNote(1, "c")], conditional=False)
    await eventually(lambda: len(server.done) == 3, "all is done")
    await desk.close()


async def test_an_expired_login_holds_everything_until_somebody_logs_in(tmp_path: Path) -> None:
    """Nothing is refused by it, and the screen hears of it once."""
    server, heard = Ledger(FakeDesk(), weather="expired"), list[str]()
    desk = a_console(tmp_path, server, Clock())
    desk.on_logged_out = lambda: heard.append("logged out")
    answers = desk.do_all([c.AddNote(1, "a"), c.AddNote(2, "b")], conditional=False)
    await eventually(lambda: heard, "it is heard")
    assert not any(answer.done() for answer in answers)
    server.weather = "up"
    desk._outbox.line_is_back()
    await asyncio.gather(*answers)
    assert len(server.done) == 2 and heard == ["logged out"]
    await desk.close()


async def test_what_the_server_may_have_forgotten_is_not_sent_again(agent: AnAgent) -> None:
    """A reply that waited for weeks comes back as a draft with the reason; nobody gets it twice."""
    agent.server.is_down = True
    answer = agent.desk.do(c.SendReply(1, "Hello"), conditional=False)
    await eventually(lambda: agent.desk._outbox._is_paused, "it was tried")
    agent.fake.clock.now += (limits.RESEND_DAYS + 1) * limits.DAY_US
    agent.server.is_down = False
    agent.desk._outbox.line_is_back()
    given = await answer
    assert isinstance(given, Refusal) and given.code is RefusalCode.WAITED_TOO_LONG
    assert agent.server.requests == []
    assert [d.text for d in agent.fake.store.replica.drafts.by_key.values()] == ["Hello"]
    (back,) = agent.desk.promise.returned
    assert back.refusal.code is RefusalCode.WAITED_TOO_LONG


def test_the_server_remembers_for_longer_than_a_console_sends_again() -> None:
    """Between the two lies time for clocks that are wrong and for a batch that is under way."""
    assert limits.REQUEST_DAYS - limits.RESEND_DAYS >= 2


async def test_a_clash_after_an_outage_is_not_lost_unseen(agent: AnAgent) -> None:
    """Somebody else changed the same thing meanwhile: the command comes back with the reason and waits to be read."""
    agent.server.is_down = True
    answer = agent.desk.do(c.SetStatus(1, Status.CLOSED))
    await eventually(lambda: agent.desk._outbox._is_paused, "it was tried")
    agent.fake.clock.now += 3_600_000_000
    agent.server.is_down = False
    agent.server.answers = [Refusal(RefusalCode.CHANGED_SINCE, {"field": "status", "by": "Sam", "at": 1})]
    agent.desk._outbox.line_is_back()
    await answer
    assert [(b.pending.command, b.refusal.code) for b in agent.desk.promise.returned] == [
        (c.SetStatus(1, Status.CLOSED), RefusalCode.CHANGED_SINCE)
    ]
    assert agent.ui.said


async def test_a_waiting_command_can_be_taken_out(agent: AnAgent) -> None:
    """Its words are a draft again, and what waits behind it goes on."""
    agent.server.is_down = True
    first = agent.desk.do(c.SendReply(1, "Hello"), conditional=False)
    agent.desk.do(c.AddNote(1, "after it"), conditional=False)
    await eventually(lambda: agent.desk._outbox._is_paused, "it was tried")
    (key, _) = agent.fake.store.replica.pending.by_key
    assert agent.desk.take_out(key)
    assert first.cancelled()
    assert [d.text for d in agent.fake.store.replica.drafts.by_key.values()] == ["Hello"]
    agent.server.is_down = False
    agent.desk._outbox.line_is_back()
    await eventually(lambda: agent.server.commands == [c.AddNote(1, "after it")], "the rest is sent")


async def test_a_fault_of_ours_keeps_no_other_command_from_leaving(agent: AnAgent) -> None:
    """Whatever goes wrong where one answer is taken in, the others are sent; what had no answer is sent again."""
    outbox = agent.desk._outbox
    take_in, answers = outbox._answered, ["fault"]

    def answered(pending: Pending, answer: Accepted | Refusal) -> None:
        if answers:
            answers.pop()
            raise ValueError("a fault of ours")
        take_in(pending, answer)

    outbox._answered = answered
    agent.desk.do(c.SetStatus(1, Status.CLOSED))
    await eventually(lambda: outbox._is_paused, "it went wrong")
    behind = agent.desk.do(c.SetStatus(2, Status.CLOSED))
    outbox.line_is_back()
    assert isinstance(await behind, Accepted)
