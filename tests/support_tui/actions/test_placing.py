"""A message in the wrong conversation, or nearly in the right one: what one key does about it."""

from support_tui.actions import placing
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.placing import LooksLike, PlacedBy, Placing
from support_tui.wire.thread_facts import ThreadFacts
from support_tui.wire.values import Actor, ActorKind, MessageKind, Regrouping
from tests.support_tui.actions.agents import AnAgent
from tests.support_tui.fakes import NOON, a_message, a_row
from tests.waiting import eventually

FACTS = ThreadFacts(NOON, NOON)
LIKE_77 = Placing(looks_like=LooksLike(77, PlacedBy.SAME_SUBJECT))


async def sent(agent: AnAgent, *commands: c.Command) -> None:
    """These are what the server was asked for."""
    await eventually(lambda: agent.server.commands, "the command is sent")
    assert agent.server.commands == list(commands)


async def test_a_message_in_the_wrong_place_is_taken_out_at_once(agent: AnAgent) -> None:
    """Alone, under its own subject, without a question."""
    message = a_message(3, 2, title="Other matter")
    placing.settle(agent.context(3), message, placing.APART)
    await sent(agent, c.SplitConversation(3, message.id, title="Other matter"))
    assert agent.ui.offered == []


async def test_what_the_desk_has_joined_comes_apart_again(agent: AnAgent) -> None:
    """The whole of it, as it was: that merge is taken back."""
    came = e.MessagesCame(8, Regrouping.MERGED, 1, FACTS, FACTS)
    joined = e.Recorded(90, NOON, Actor(ActorKind.SYSTEM), came, "the key of the merge", 3)
    message = a_message(3, 2, origin_id=8)
    agent.fake.fill_thread(a_row(3), [message], events=(joined,))
    placing.settle(agent.context(3), message, placing.APART)
    await sent(agent, c.UndoRequest("the key of the merge"))
    assert agent.ui.said == ["placing-apart-again"]


async def test_what_it_looks_like_is_put_together_by_one_key(agent: AnAgent) -> None:
    """The older number stays; where nothing is suggested, that is said."""
    placing.settle(agent.context(3), a_message(3, 2), placing.SAME)
    assert agent.ui.said == ["placing-no-suggestion"]
    placing.settle(agent.context(3), a_message(3, 2, placing=LIKE_77), placing.SAME)
    await sent(agent, c.MergeConversations(77, (3,)))


async def test_a_new_participant_is_accepted_by_one_key(agent: AnAgent) -> None:
    """Only a customer can be."""
    note = a_message(3, 1, kind=MessageKind.NOTE, author=Actor(ActorKind.AGENT, 1, "Rae"))
    placing.settle(agent.context(3), note, placing.ACCEPT)
    assert agent.ui.said == ["placing-nobody"]
    message = a_message(3, 2)
    placing.settle(agent.context(3), message, placing.ACCEPT)
    await sent(agent, c.AcceptParticipant(3, message.id))
