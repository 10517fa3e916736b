"""Counts follow every change of a conversation and never need the rows."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from server.core.state import ConversationState
from server.storage.counts.counters import Counters, Deltas
from server.storage.counts.standing import CountChanges
from support_tui.wire.values import Folder, Status

A_CONVERSATION = ConversationState(
    id=1, version=1, title="Refund", status=Status.OPEN, mailbox_id=1, customer_id=1, channel="email", created_at=1,
    last_message_at=1,
)  # fmt: skip

states = st.builds(
    lambda status, folder, mailbox_id, assignee_id, team_id, snoozed, followers: replace(
        A_CONVERSATION, status=status, folder=folder, mailbox_id=mailbox_id, assignee_id=assignee_id, team_id=team_id,
        snoozed_until_at=snoozed, follower_ids=followers,
    ),
    st.sampled_from(Status), st.sampled_from(Folder), st.integers(1, 3), st.sampled_from([None, 1, 2]),
    st.sampled_from([None, 1]), st.sampled_from([None, 5]), st.sampled_from([(), (1,), (1, 2)]),
)  # fmt: skip


def changed(*changes: tuple[ConversationState | None, ConversationState]) -> Deltas:
    """What these changes do to the counts together."""
    sum_of_them = CountChanges()
    for old, new in changes:
        sum_of_them.add(old, new)
    return sum_of_them.deltas()


def counted(*conversations: ConversationState) -> Counters:
    """The counts of a desk that has just these."""
    deltas = changed(*((None, conversation) for conversation in conversations))
    return Counters(deltas.queues, deltas.following)


def test_an_unassigned_conversation_counts_for_all_and_for_its_mailbox():
    """A new conversation shows in the badges of everyone who may see its mailbox."""
    counters = counted(A_CONVERSATION)
    assert counters.counts_for(7).by_queue == {"all": 1, "unassigned": 1, "mailbox:1": 1}
    assert counters.counts_for(7, (2,)).by_queue == {}


def test_a_taken_conversation_counts_as_mine_for_its_assignee_alone():
    """Assigning moves it from `unassigned` to `mine`, and into its team's queue."""
    counters = counted(A_CONVERSATION)
    counters.apply(changed((A_CONVERSATION, replace(A_CONVERSATION, assignee_id=7, team_id=3))))
    assert counters.counts_for(7).by_queue == {"all": 1, "mine": 1, "mailbox:1": 1, "team:3": 1}
    assert counters.counts_for(8).by_queue == {"all": 1, "mailbox:1": 1, "team:3": 1}


def test_followed_conversations_count_while_they_are_active():
    """Closing takes a conversation out of the follower's badge."""
    followed = replace(A_CONVERSATION, follower_ids=(7,))
    counters = counted(followed)
    assert counters.counts_for(7).by_queue["following"] == 1
    counters.apply(changed((followed, replace(followed, status=Status.CLOSED))))
    assert counters.counts_for(7).by_queue == {"closed": 1}


@given(st.lists(st.tuples(states, states), max_size=8))
def test_applying_changes_gives_the_counts_of_the_state_after_them(changes):
    """However conversations change, the counts are those of a desk counted afresh."""
    counters = counted(*(old for old, _ in changes))
    counters.apply(changed(*changes))
    fresh = counted(*(new for _, new in changes))
    for agent_id in (1, 2, 3):
        for mailboxes in (None, (1,), (2, 3)):
            assert counters.counts_for(agent_id, mailboxes) == fresh.counts_for(agent_id, mailboxes)
