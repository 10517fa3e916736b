"""Merging, splitting and linking by key: which conversations are meant, and what is asked of the server."""

from support_tui.actions import joining
from support_tui.store import ListKey, select
from support_tui.store.threads import ThreadWindow
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.limits import MERGED_AT_ONCE
from support_tui.wire.order import Sort
from support_tui.wire.refusals import Refusal, RefusalCode
from tests.support_tui.actions.agents import AnAgent
from tests.support_tui.fakes import a_message, a_row
from tests.waiting import eventually


async def test_the_marked_are_merged_into_the_one_at_hand(agent: AnAgent) -> None:
    """The preview begins with the one under the cursor as survivor; the others leave the list at once."""
    agent.ui.here_id = 3
    agent.ui.answers = [3]
    await joining.merge(agent.context(1, 2))
    assert agent.ui.done[0] == ("preview", ([1, 2, 3], 3))
    assert agent.shown() == [5, 4, 3]
    await eventually(lambda: agent.server.commands, "the command is sent")
    assert agent.server.commands == [c.MergeConversations(3, (1, 2))]


async def test_another_one_may_survive(agent: AnAgent) -> None:
    """Whatever the preview gives back stays, the rest goes into it."""
    agent.ui.here_id = 3
    agent.ui.answers = [1]
    await joining.merge(agent.context(1, 2))
    await eventually(lambda: agent.server.commands, "the command is sent")
    assert agent.server.commands == [c.MergeConversations(1, (2, 3))]
    assert ("back", 1) in agent.ui.done


async def test_without_marks_the_other_one_is_found(agent: AnAgent) -> None:
    """One that no list has loaded is read before the preview."""
    agent.server.pages[ListKey("anywhere", "id:77", Sort.NEWEST)] = [a_row(77)]
    agent.ui.here_id = 3
    agent.ui.answers = ["77", 3]
    await joining.merge(agent.context(3))
    assert agent.ui.done[0] == ("preview", ([3, 77], 3))
    await eventually(lambda: agent.server.commands, "the command is sent")
    assert agent.server.commands == [c.MergeConversations(3, (77,))]


async def test_leaving_the_preview_merges_nothing(agent: AnAgent) -> None:
    """Esc changes nothing, and so does a picker that is left."""
    agent.ui.here_id = 3
    agent.ui.answers = [None, None]
    await joining.merge(agent.context(1, 3))
    await joining.merge(agent.context(3))
    assert agent.shown() == [5, 4, 3, 2, 1]
    assert agent.ui.said == []


async def test_more_than_the_bound_is_said_before_anything_is_shown(agent: AnAgent) -> None:
    """A merge of everything that is marked by mistake does not begin."""
    await joining.merge(agent.context(*range(1, MERGED_AT_ONCE + 3)))
    assert (agent.ui.said, agent.ui.done) == (["joining-too-many"], [])


async def test_messages_are_split_off_under_a_title(agent: AnAgent) -> None:
    """This message, or all that follow; a picker that is left changes nothing."""
    message = a_message(3, 1)
    for answers, commands in (
        (["rest", "Other\x1b[2J matter"], [c.SplitConversation(3, message.id, True, "Other matter")]),
        (["one", None], []),
        ([None], []),
    ):
        agent.ui.answers = answers
        await joining.split(agent.context(3), message)
        await eventually(lambda wanted=commands: agent.server.commands == wanted, "what was asked is sent")
        agent.server.requests.clear()


def a_thread(conversation_id: int, count: int) -> ThreadWindow:
    """So many messages, all loaded."""
    window = ThreadWindow(conversation_id)
    for number in range(1, count + 1):
        window.put_message(a_message(conversation_id, number))
    return window


async def test_only_what_leaves_a_message_behind_is_asked(agent: AnAgent) -> None:
    """Of the first and the last message only they themselves can be taken out; the only one cannot."""
    for conversation_id, number in ((3, 1), (4, 2)):
        agent.fake.store.replica.threads[conversation_id] = a_thread(conversation_id, 2)
        agent.ui.answers = [f"Other {number}"]
        await joining.split(agent.context(conversation_id), a_message(conversation_id, number))
    await eventually(lambda: len(agent.server.commands) == 2, "both are sent")
    assert [given.with_rest for given in agent.server.commands] == [False, False]
    agent.fake.store.replica.threads[5] = a_thread(5, 1)
    await joining.split(agent.context(5), a_message(5, 1))
    assert agent.ui.said[-1] == "joining-split-nothing-left"


async def test_the_marked_are_linked_with_the_one_at_hand(agent: AnAgent) -> None:
    """Each of them by a command of its own, as one step."""
    agent.ui.here_id = 3
    await joining.link(agent.context(1, 2))
    await eventually(lambda: len(agent.server.commands) == 2, "both commands are sent")
    assert agent.server.commands == [c.LinkConversations(3, 1), c.LinkConversations(3, 2)]


async def test_a_link_is_chosen_and_taken_away(agent: AnAgent) -> None:
    """Only what is linked is offered; where nothing is, that is said."""
    agent.ui.here_id = 3
    await joining.unlink(agent.context(3))
    assert agent.ui.said == ["joining-no-links"]
    agent.fake.fill_thread(a_row(3), [a_message(3, 1)], related=(a_row(77),))
    agent.ui.answers = ["77"]
    await joining.unlink(agent.context(3))
    assert [choice.value for choice in agent.ui.offered[-1]] == ["77"]
    await eventually(lambda: agent.server.commands, "the command is sent")
    assert agent.server.commands == [c.UnlinkConversations(3, 77)]


async def test_words_refused_because_of_a_merge_are_a_draft_of_the_survivor(agent: AnAgent) -> None:
    """They were for somebody who is found there now; whether to send them is the agent's decision."""
    agent.fake.happens(e.ConversationMerged(3), a_row(2, version=2, merged_into_id=3))
    agent.server.answers.append(Refusal(RefusalCode.CONVERSATION_MERGED, {"id": 2, "into": 3}))
    agent.desk.do(c.SendReply(2, "too late"))
    replica = agent.fake.store.replica
    await eventually(lambda: select.draft(replica, 3, "reply"), "the words are a draft again")
    assert select.draft(replica, 2, "reply") is None
