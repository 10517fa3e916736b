"""Sorting conversations: what each verb does, when it does nothing, and when it is refused."""

import pytest

from server.core.access import SYSTEM
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.limits import TAGS_PER_CONVERSATION
from support_tui.wire.values import Folder, Priority, Rating, Status
from tests.server.given import (
    ADA,
    AMAL,
    BASIL,
    GONE,
    HOUR,
    NOW,
    SALES,
    a_context,
    a_conversation,
    after,
    by,
    done,
    refused,
)


def test_closing_ends_the_wait_and_the_snooze() -> None:
    """A closed conversation waits for nobody and does not come back by itself."""
    state = a_conversation(snoozed_until_at=NOW + HOUR)
    closed = after(state, done(c.SetStatus(41, Status.CLOSED), state))
    assert (closed.status, closed.closed_at) == (Status.CLOSED, NOW)
    assert closed.waiting_since_at is None
    assert closed.snoozed_until_at is None


def test_reopening_forgets_when_it_was_closed() -> None:
    """An open conversation has no closing time."""
    state = a_conversation(status=Status.CLOSED, closed_at=NOW - HOUR, waiting_since_at=None)
    assert after(state, done(c.SetStatus(41, Status.OPEN), state)).closed_at is None


def test_taking_a_close_back_brings_the_wait_back() -> None:
    """The customer waits again since then; only a close has taken a wait away, and no wait begins in the future."""
    closed = a_conversation(status=Status.CLOSED, closed_at=NOW - HOUR, waiting_since_at=None)
    command = c.SetStatus(41, Status.OPEN, waiting_since_at=NOW - 2 * HOUR)
    assert after(closed, done(command, closed)).waiting_since_at == NOW - 2 * HOUR
    answered = a_conversation(status=Status.AWAITING_REPLY, waiting_since_at=None)
    assert after(answered, done(command, answered)).waiting_since_at is None
    assert refused(c.SetStatus(41, Status.OPEN, NOW + HOUR), closed) == "invalid_field"


@pytest.mark.parametrize(
    "command",
    [
        c.SetStatus(41, Status.OPEN),
        c.AssignConversation(41, None),
        c.ChangeFollowers(41, add=(), remove=(1,)),
        c.ChangeTags(41, remove=("billing", "never seen")),
        c.SetTitle(41, "  Where is my   order? "),
        c.SetPriority(41, Priority.NORMAL),
        c.MoveConversation(41, 1),
        c.SetFolder(41, Folder.INBOX),
        c.SnoozeConversation(41, None),
    ],
    ids=lambda command: type(command).__name__,
)
def test_what_changes_nothing_is_said_to_change_nothing(command: c.Command) -> None:
    """A verb that finds everything as it wants it is refused with `no_change`."""
    assert refused(command, a_conversation()) == "no_change"


def test_taking_an_open_conversation_puts_it_in_progress() -> None:
    """Assigned or taken → in progress."""
    state = a_conversation()
    taken = after(state, done(c.AssignConversation(41, AMAL.id), state))
    assert (taken.assignee_id, taken.status) == (AMAL.id, Status.IN_PROGRESS)


def test_handing_over_to_a_team_leaves_it_open() -> None:
    """A team is not yet a person who works on it."""
    state = a_conversation(assignee_id=AMAL.id, status=Status.IN_PROGRESS)
    handed = after(state, done(c.AssignConversation(41, None, 1), state))
    assert (handed.assignee_id, handed.team_id, handed.status) == (None, 1, Status.OPEN)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (c.AssignConversation(41, 99), "not_found"),
        (c.AssignConversation(41, None, 99), "not_found"),
        (c.AssignConversation(41, GONE.id), "invalid_field"),
        (c.ChangeFollowers(41, add=(99,)), "not_found"),
        (c.MoveConversation(41, 99), "not_found"),
        (c.SetTitle(41, " \n "), "empty_text"),
        (c.ChangeTags(41, add=(" ",)), "invalid_field"),
        (c.SnoozeConversation(41, NOW), "time_in_past"),
        (c.AddNote(41, "\n"), "empty_text"),
        (c.AddNote(41, "look", mentions=(99,)), "not_found"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, c.Command) else value,
)
def test_what_cannot_be_done_is_refused_by_name(command: c.Command, code: str) -> None:
    """People and mailboxes that are not there, empty words and times gone by."""
    assert refused(command, a_conversation()) == code


def test_nobody_is_given_what_they_may_not_see() -> None:
    """Basil works in Support only, so a conversation of Sales cannot be assigned to him."""
    assert refused(c.AssignConversation(41, BASIL.id), a_conversation(mailbox_id=SALES.id)) == "invalid_field"


def test_an_agent_acts_only_in_their_mailboxes() -> None:
    """Basil may not touch a conversation of Sales."""
    state = a_conversation(mailbox_id=SALES.id)
    assert refused(c.SetStatus(41, Status.CLOSED), state, a_context(by(BASIL))) == "forbidden"


def test_a_tag_is_the_same_in_any_spelling() -> None:
    """Case and the forms of an Arabic letter make no second tag; only really new names are created."""
    state = a_conversation(tag_ids=(1,))
    decision = done(
        c.ChangeTags(41, add=("BILLING", "فاتوره", "Refund", "refund"), remove=("nothing",)), state
    )
    assert decision.events == (e.TagChanged(10, "", "Refund"), e.TagsChanged(added=(2, 10)))


def test_a_tag_that_is_added_and_removed_stays() -> None:
    """Adding wins over removing."""
    state = a_conversation(tag_ids=(1,))
    assert refused(c.ChangeTags(41, add=("billing",), remove=("billing",)), state) == "no_change"


def test_tags_have_a_limit() -> None:
    """More tags than a row can bear are refused whole."""
    names = tuple(f"tag {number}" for number in range(TAGS_PER_CONVERSATION + 1))
    assert refused(c.ChangeTags(41, add=names), a_conversation()) == "too_large"


def test_a_snooze_moves_until_its_time() -> None:
    """Snoozing again replaces the time; the desk's clock wakes it and says so."""
    state = a_conversation()
    snoozed = after(state, done(c.SnoozeConversation(41, NOW + HOUR), state))
    assert snoozed.snoozed_until_at == NOW + HOUR
    woken = done(c.SnoozeConversation(41, None), snoozed, a_context(SYSTEM, now=NOW + HOUR))
    assert woken.events == (e.SnoozeChanged(NOW + HOUR, None, "due"),)


def test_spam_and_trash_are_restorable() -> None:
    """A shelf beside the status: what comes back stands as it stood."""
    state = a_conversation(status=Status.AWAITING_REPLY)
    trashed = after(state, done(c.SetFolder(41, Folder.TRASH), state))
    restored = after(trashed, done(c.SetFolder(41, Folder.INBOX), trashed))
    assert (restored.folder, restored.status) == (Folder.INBOX, Status.AWAITING_REPLY)


def test_a_note_changes_neither_status_nor_wait() -> None:
    """Colleagues talking is no answer to the customer; whoever is mentioned follows."""
    state = a_conversation()
    noted = after(state, done(c.AddNote(41, "Ask @Basil", mentions=(BASIL.id,)), state))
    assert (noted.status, noted.waiting_since_at) == (state.status, state.waiting_since_at)
    assert (noted.preview, noted.last_message_at) == (state.preview, state.last_message_at)
    assert noted.follower_ids == (BASIL.id,)
    assert noted.message_count == state.message_count + 1


def test_a_note_closes_where_it_is_told_to() -> None:
    """In one step with the words; a snooze ends as with any closing."""
    state = a_conversation(snoozed_until_at=NOW + 1)
    noted = after(state, done(c.AddNote(41, "Spoke with her", status=Status.CLOSED), state))
    assert (noted.status, noted.waiting_since_at, noted.snoozed_until_at) == (Status.CLOSED, None, None)
    assert noted.message_count == state.message_count + 1


def test_reading_is_the_readers_own_matter() -> None:
    """A read mark makes no event, and never reaches beyond the last message."""
    decision = done(c.MarkRead(41, 999), a_conversation())
    assert not decision.events
    assert decision.read is not None
    assert decision.read.message_id == 90
    assert refused(c.MarkRead(41, 1), a_conversation(), a_context(SYSTEM)) == "forbidden"


def test_a_rating_can_be_taken_back() -> None:
    """The customer's verdict is theirs; the same one again changes nothing."""
    state = a_conversation()
    context = a_context(by(ADA))
    rated = after(state, done(c.RateConversation(41, Rating.GOOD, "quick"), state, context))
    assert rated.rating is Rating.GOOD
    assert refused(c.RateConversation(41, Rating.GOOD), rated, context) == "no_change"
    assert after(rated, done(c.RateConversation(41, None), rated, context)).rating is None


def test_moving_keeps_everything_but_the_mailbox() -> None:
    """Whoever may not see the new mailbox may still hand it over there."""
    state = a_conversation(assignee_id=AMAL.id)
    moved = after(state, done(c.MoveConversation(41, SALES.id), state, a_context(by(BASIL))))
    assert (moved.mailbox_id, moved.assignee_id) == (SALES.id, AMAL.id)
