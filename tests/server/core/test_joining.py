"""Putting conversations together, taking them apart, tying them: what is decided, and what is refused."""

import pytest

from server.core.facts import ThreadMessage
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.limits import MERGED_AT_ONCE
from support_tui.wire.refusals import Refusal
from support_tui.wire.values import Address, Folder, MessageKind, Status
from support_tui.wire.views import Customer
from tests.server.given import (
    BASIL,
    CARLA,
    HOUR,
    NOW,
    SALES,
    a_context,
    a_conversation,
    after,
    by,
    decided,
    done,
    refused,
)

ZAID = Customer(8, "Zaid", 1, ("zaid@customer.example",), created_at=NOW - HOUR)
MERGE = c.MergeConversations(41, (42,))


def another(**changes):
    """A second conversation of Carla, answered already."""
    return a_conversation(
        **(
            {"id": 42, "title": "Invoice", "waiting_since_at": None, "first_reply_at": NOW - 2 * HOUR,
             "last_message_at": NOW - 2 * HOUR, "created_at": NOW - 3 * HOUR, "last_inbound_id": 80,
             "last_message_id": 81, "message_count": 2, "status": Status.AWAITING_REPLY}
            | changes
        )
    )  # fmt: skip


def merged(survivor, *others, customers=(CARLA,)):
    """The survivor after the merge."""
    decision = done(
        c.MergeConversations(survivor.id, tuple(other.id for other in others)),
        survivor,
        customer=CARLA,
        others=others,
        customers={customer.id: customer for customer in customers},
    )
    return after(survivor, decision)


def test_the_survivor_says_what_both_threads_say():
    """Number of messages, first reply, last contact, beginning and wait are those of both together."""
    state = merged(a_conversation(), another(has_attachment=True))
    assert state.message_count == 3
    assert (state.created_at, state.last_message_at) == (NOW - 3 * HOUR, NOW - HOUR)
    assert (state.first_reply_at, state.waiting_since_at) == (NOW - 2 * HOUR, NOW - HOUR)
    assert (state.last_inbound_id, state.last_message_id, state.has_attachment) == (90, 90, True)


def test_the_oldest_unanswered_word_of_both_is_what_waits():
    """Whoever has waited for longer in either conversation is who waits."""
    state = merged(a_conversation(), another(waiting_since_at=NOW - 5 * HOUR))
    assert state.waiting_since_at == NOW - 5 * HOUR


def test_tags_and_followers_join():
    """Nothing is lost of what was attached to the merged one; what the survivor has stays."""
    state = merged(
        a_conversation(tag_ids=(1,), follower_ids=(4,)), another(tag_ids=(1, 2), follower_ids=(1,))
    )
    assert (state.tag_ids, state.follower_ids) == ((1, 2), (1, 4))


def test_whoever_held_the_merged_one_follows_the_survivor():
    """A colleague's conversation does not leave their sight because somebody merged it."""
    state = merged(a_conversation(assignee_id=1), another(assignee_id=4))
    assert (state.assignee_id, state.follower_ids) == (1, (4,))


def test_a_survivor_of_nobody_goes_to_who_held_the_merged_one():
    """Responsibility is not lost by merging into an unassigned conversation."""
    state = merged(a_conversation(), another(assignee_id=4))
    assert (state.assignee_id, state.follower_ids, state.status) == (4, (), Status.IN_PROGRESS)


def test_another_customer_becomes_a_participant():
    """The other customer goes on getting answers; the requester stays who they were."""
    state = merged(
        a_conversation(), another(customer_id=8, cc=(Address("boss@x.example"),)), customers=(CARLA, ZAID)
    )
    assert state.customer_id == CARLA.id
    assert state.cc == (Address("zaid@customer.example", "Zaid"), Address("boss@x.example"))


def test_the_requesters_own_address_is_not_copied_in():
    """Two conversations of one customer make no participant."""
    assert merged(a_conversation(), another(cc=(Address("Carla@customer.example"),))).cc == ()


def test_a_closed_survivor_comes_back_for_who_waits():
    """Closed or put off, the survivor is open where the merged one has an unanswered question."""
    closed = a_conversation(status=Status.CLOSED, waiting_since_at=None, snoozed_until_at=NOW + HOUR)
    state = merged(closed, another(status=Status.OPEN, waiting_since_at=NOW - HOUR))
    assert (state.status, state.snoozed_until_at, state.waiting_since_at) == (Status.OPEN, None, NOW - HOUR)


def test_a_closed_survivor_stays_closed_with_a_closed_one():
    """Two that are done with are done with together."""
    closed = a_conversation(status=Status.CLOSED, waiting_since_at=None)
    assert merged(closed, another(status=Status.CLOSED)).status is Status.CLOSED


def test_the_merged_one_stands_in_the_survivor():
    """Its own row only points on; what it was stays as it was, to be taken back exactly."""
    other = another()
    decision = done(MERGE, a_conversation(), others=(other,))
    state = after(other, decision.others[0])
    assert state.merged_into_id == 41
    assert (state.status, state.message_count, state.title) == (other.status, 2, "Invoice")
    assert state.place.value == "merged"


def test_nothing_is_merged_into_spam_or_trash():
    """What lies there would take the other conversation out of everybody's sight."""
    for folder in (Folder.SPAM, Folder.TRASH):
        assert refused(MERGE, a_conversation(folder=folder), others=(another(),)) == "merge_into_folder"


def test_a_merge_needs_sight_of_every_part():
    """A mailbox that the agent may not see is neither merged from nor into."""
    context = a_context(by(BASIL))
    assert refused(MERGE, a_conversation(), context, others=(another(mailbox_id=SALES.id),)) == "forbidden"
    assert refused(MERGE, a_conversation(mailbox_id=SALES.id), context, others=(another(),)) == "forbidden"


def test_only_so_many_are_merged_at_once():
    """One step has a bound, and says which."""
    others = tuple(another(id=number) for number in range(100, 101 + MERGED_AT_ONCE))
    refusal = decided(MERGE, a_conversation(), others=others)
    assert isinstance(refusal, Refusal)
    assert (refusal.code.value, refusal.params) == ("too_large", {"limit": MERGED_AT_ONCE})


def test_a_merge_of_nothing_is_refused():
    """At least one conversation has to be named."""
    assert refused(c.MergeConversations(41, ()), a_conversation()) == "invalid_field"


# ---------------------------------------------------------------- split

THREAD = (
    ThreadMessage(1, NOW - 5 * HOUR, MessageKind.INBOUND, "Where is it?", customer_id=7),
    ThreadMessage(2, NOW - 4 * HOUR, MessageKind.REPLY, "On its way.", is_answer=True),
    ThreadMessage(3, NOW - 3 * HOUR, MessageKind.INBOUND, "And the invoice?", "a.pdf", customer_id=8),
    ThreadMessage(4, NOW - 2 * HOUR, MessageKind.NOTE, "Ask billing."),
)
ROW = a_conversation(message_count=4, last_message_id=4, last_inbound_id=3, assignee_id=1, tag_ids=(1,))


def split(message_id, *, with_rest=False, title="", state=ROW):
    """Both conversations after the split."""
    decision = done(c.SplitConversation(41, message_id, with_rest, title), state, thread=THREAD)
    (other,) = decision.others
    started = a_conversation(id=decision.created_id, message_count=0)
    return after(state, decision), after(started, other)


def test_one_message_goes_into_a_conversation_of_its_sender():
    """It waits for us there, in the hands it was in; the thread that it leaves is answered."""
    left, new = split(3, title="Invoice")
    assert (new.title, new.customer_id, new.status, new.assignee_id) == ("Invoice", 8, Status.IN_PROGRESS, 1)
    assert (new.message_count, new.waiting_since_at, new.has_attachment) == (1, NOW - 3 * HOUR, True)
    assert (new.preview, new.created_at) == ("And the invoice?", NOW - 3 * HOUR)
    assert (left.message_count, left.waiting_since_at, left.last_inbound_id, left.has_attachment) == (
        3,
        None,
        1,
        False,
    )
    assert (left.preview, left.first_reply_at) == ("On its way.", NOW - 4 * HOUR)


def test_a_message_goes_with_all_that_follow():
    """The rest of the thread by time, notes too."""
    left, new = split(2, with_rest=True)
    assert (left.message_count, new.message_count) == (1, 3)
    assert (left.waiting_since_at, new.customer_id, new.title) == (NOW - 5 * HOUR, 7, ROW.title)


def test_both_parts_know_of_each_other():
    """A split leaves a link behind, both ways."""
    left, new = split(3)
    assert (left.link_ids, new.link_ids) == ((new.id,), (left.id,))


def test_a_split_needs_something_to_stay():
    """The only message cannot leave, nor all of them together."""
    only = c.SplitConversation(41, 1)
    assert refused(only, ROW, thread=THREAD[:1]) == "split_leaves_nothing"
    assert refused(c.SplitConversation(41, 1, True), ROW, thread=THREAD) == "split_leaves_nothing"


def test_only_messages_of_the_thread_are_split_off():
    """A number that is not there is refused by name."""
    refusal = decided(c.SplitConversation(41, 99), ROW, thread=THREAD)
    assert isinstance(refusal, Refusal)
    assert (refusal.code.value, refusal.params) == ("not_found", {"kind": "message", "id": 99})


# ---------------------------------------------------------------- links


def test_a_link_is_told_of_both_ends():
    """Either end shows the other."""
    decision = done(c.LinkConversations(41, 42), a_conversation(), others=(another(),))
    assert decision.events == (e.ConversationsLinked(42),)
    assert decision.others[0].events == (e.ConversationsLinked(41),)


@pytest.mark.parametrize(
    ("command", "changes", "code"),
    [
        (c.LinkConversations(41, 42), {"link_ids": (42,)}, "already_linked"),
        (c.UnlinkConversations(41, 42), {}, "no_change"),
        (c.LinkConversations(41, 42), {"link_ids": tuple(range(100, 150))}, "too_large"),
    ],
)
def test_links_are_undirected_unique_and_few(command, changes, code):
    """Twice is once, untied is untied, and a conversation is related to a number that a person can read."""
    assert refused(command, a_conversation(**changes), others=(another(),)) == code


def test_nothing_is_linked_to_itself():
    """A link needs two ends."""
    assert (
        refused(c.LinkConversations(41, 41), a_conversation(), others=(a_conversation(),)) == "link_to_itself"
    )


def test_a_link_needs_sight_of_both_ends():
    """What an agent may not see they do not tie to."""
    other = another(mailbox_id=SALES.id)
    assert (
        refused(c.LinkConversations(41, 42), a_conversation(), a_context(by(BASIL)), others=(other,))
        == "forbidden"
    )
