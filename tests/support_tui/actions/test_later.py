"""Sending later, and putting off until the customer replies: what was said in words is what is asked of the server."""

import datetime as dt

import pytest

from support_tui.actions import conversation, later, leaving, moments, writing
from support_tui.actions.leaving import Why
from support_tui.store import LinePhase, LineState
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.limits import UNTIL_REPLY
from support_tui.wire.phrases import PhraseProblem
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.scheduled import ScheduledReply
from support_tui.wire.values import Actor, ActorKind, Delivery, DeliveryState, MessageKind, Status
from tests.support_tui.actions.agents import AnAgent
from tests.support_tui.fakes import DAY, HOUR, NOON, RAE, a_message, a_row
from tests.waiting import eventually

TOMORROW = NOON + DAY
ME = Actor(ActorKind.AGENT, RAE.id, RAE.name)


def a_later_reply(state: DeliveryState = DeliveryState.QUEUED):  # type: ignore[no-untyped-def]
    """A reply of mine in conversation 1 that is to leave tomorrow."""
    delivery = Delivery(state, due_at=TOMORROW, send_at=TOMORROW)
    return a_message(1, 1, kind=MessageKind.REPLY, delivery=delivery, text="Hello", author=ME)


async def test_a_reply_is_sent_with_its_time(agent: AnAgent) -> None:
    """The words asked for it, the command carries it, the thread shows it at once."""
    agent.ui.answers = ["in 24h"]
    context = agent.context(1)
    send_at = await later.ask_when(context, 1)
    assert send_at == TOMORROW
    writing.send(context, writing.Written("reply", "Hello", 1, send_at=send_at))
    await eventually(lambda: agent.server.commands, "it is sent")
    assert agent.server.commands == [c.SendReply(1, "Hello", send_at=TOMORROW)]
    await eventually(lambda: agent.ui.said == ["later-queued"], "it is said")


async def test_the_clock_can_be_the_customers(agent: AnAgent) -> None:
    """Where their zone is known; else it is said that it is not."""
    agent.fake.fill_customer(101, time_zone="Asia/Tokyo")
    asked = moments.Asked("later-title", lambda: "Asia/Tokyo")
    agent.ui.answers = ["tomorrow 9 their time"]
    at = await later.ask_when(agent.context(1), 1)
    assert at is not None
    tokyo = dt.datetime.fromtimestamp(at / 1_000_000, dt.timezone(dt.timedelta(hours=9)))
    assert (tokyo.hour, tokyo.minute) == (9, 0)
    assert "their" in moments.meaning("tomorrow 9", asked, NOON)
    unknown = moments.read("tomorrow 9 their time", moments.Asked("later-title"), NOON)
    assert getattr(unknown, "problem", None) is PhraseProblem.NO_ZONE


def test_a_letter_cannot_wait_for_the_reply() -> None:
    """ "until reply" is no time to send at, but one to wake at."""
    assert moments.problem("until reply", moments.Asked("later-title"), NOON)
    assert moments.problem("until reply", moments.Asked("action-snooze-title", may_wait=True), NOON) is None


async def test_until_reply_puts_off_without_an_end(agent: AnAgent) -> None:
    """In either language."""
    for phrase in ("until reply", "حتى الرد"):
        agent.ui.answers = [phrase]
        agent.server.requests.clear()
        await conversation.snooze(agent.context(2))
        await eventually(lambda: agent.server.commands, "it is asked for")
        assert agent.server.commands == [c.SnoozeConversation(2, UNTIL_REPLY)]


@pytest.mark.parametrize(
    ("choice", "answers", "command"),
    [
        ("now", [], c.RescheduleReply(1, 1_001)),
        ("time", ["2h"], c.RescheduleReply(1, 1_001, NOON + 2 * HOUR)),
        ("back", [], c.CancelReply(1, 1_001)),
    ],
)
async def test_a_held_reply_is_decided_about(
    agent: AnAgent, choice: str, answers: list[str], command: c.Command
) -> None:
    """Send it, give it another time, or take it back: then its words are a draft again."""
    agent.ui.answers = [choice, *answers]
    await later.decide(agent.context(1), a_later_reply(DeliveryState.HELD))
    await eventually(lambda: agent.server.commands, "it is asked for")
    assert agent.server.commands == [command]
    drafts = [draft.text for draft in agent.fake.store.replica.drafts.by_key.values()]
    assert drafts == (["Hello"] if choice == "back" else [])


async def test_words_that_were_taken_back_join_what_was_begun_since(agent: AnAgent) -> None:
    """A reply that was scheduled is taken out while another one is being written: neither loses a word."""
    agent.desk.keep_draft("reply", 1, "Something else.", {"cc": "boss@a.example"})
    agent.ui.answers = ["back"]
    await later.decide(agent.context(1), a_later_reply(DeliveryState.HELD))
    await eventually(lambda: agent.server.commands, "it is asked for")
    (draft,) = agent.fake.store.replica.drafts.by_key.values()
    assert draft.text == "Hello\n\nSomething else."
    assert draft.extra["cc"] == "boss@a.example"


async def test_a_reply_of_mine_that_is_held_is_told(agent: AnAgent) -> None:
    """A colleague's is not my business."""
    told = []
    agent.fake.store.subscribe(lambda changes: told.extend(changes.held))
    held = a_later_reply(DeliveryState.HELD)
    changed = e.DeliveryChanged(held.id, Delivery(DeliveryState.QUEUED), held.delivery)
    agent.fake.happens(changed, a_row(1, version=2), message=held)
    theirs = a_message(1, 2, kind=MessageKind.REPLY, author=Actor(ActorKind.AGENT, 2, "Sam"))
    agent.fake.happens(changed, a_row(1, version=3), message=theirs)
    assert [message.id for message in told] == [held.id]


async def test_all_that_has_not_left_stands_in_one_list(agent: AnAgent) -> None:
    """What needs somebody first: what came back with its reason, what is held, what waits for the line, what leaves later."""
    desk, replica = agent.desk, agent.fake.store.replica
    agent.server.is_down = True
    clashing = desk.do(c.SetStatus(2, Status.CLOSED))
    await eventually(lambda: desk._outbox._is_paused, "it was tried")
    agent.fake.clock.now += HOUR
    agent.server.is_down = False
    agent.server.answers = [
        Refusal(RefusalCode.CHANGED_SINCE, {"field": "status", "by": "Sam", "at": 1, "value": "open"})
    ]
    desk.show_line(LineState(LinePhase.LIVE))
    await clashing
    agent.server.is_down = True
    desk.do(c.AddNote(3, "typed offline"))
    scheduled = [
        ScheduledReply(a_later_reply(), "Title 1", "Amal", "Asia/Tokyo"),
        ScheduledReply(a_later_reply(DeliveryState.HELD), "Title 1", "Amal"),
    ]
    found = leaving.entries(replica, desk.promise.returned, scheduled, agent.fake.clock.now)
    assert [entry.why for entry in found] == [Why.RETURNED, Why.HELD, Why.WAITING, Why.LATER]
    assert "Sam" in found[0].reason
    assert found[2].words == "typed offline"
    assert "their" in found[3].when
