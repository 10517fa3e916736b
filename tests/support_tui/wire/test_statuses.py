"""A conversation's status moves by itself along one table."""

import itertools

import pytest

from support_tui.wire.statuses import MOVES, Trigger, status_after
from support_tui.wire.values import Status

OPEN, BUSY, WAIT, DONE = Status


def test_every_trigger_has_a_move_for_every_status() -> None:
    """Nothing that can happen leaves the desk without an answer."""
    assert set(MOVES) == set(itertools.product(Trigger, Status))


@pytest.mark.parametrize("status", Status)
def test_a_customer_who_writes_is_never_left_waiting_for_nobody(status: Status) -> None:
    """Whatever the status, a customer's message makes it open, or in progress where somebody is responsible."""
    assert status_after(Trigger.CUSTOMER_WROTE, status, has_assignee=False) is OPEN
    assert status_after(Trigger.CUSTOMER_WROTE, status, has_assignee=True) is BUSY


@pytest.mark.parametrize("trigger", [t for t in Trigger if t is not Trigger.CUSTOMER_WROTE])
@pytest.mark.parametrize("has_assignee", [False, True])
def test_only_the_customer_reopens_a_closed_conversation(trigger: Trigger, has_assignee: bool) -> None:
    """Assigning, answering or taking an answer back leaves closed what is closed."""
    assert status_after(trigger, DONE, has_assignee=has_assignee) is DONE


def test_taking_an_open_conversation_puts_it_in_progress() -> None:
    """Open becomes in progress with an assignee, and open again without."""
    assert status_after(Trigger.ASSIGNED, OPEN, has_assignee=True) is BUSY
    assert status_after(Trigger.UNASSIGNED, BUSY, has_assignee=False) is OPEN


def test_a_reply_waits_for_the_customer_until_it_is_taken_back() -> None:
    """Sending moves to awaiting reply; cancelling in the undo window moves back to where somebody waits for us."""
    assert status_after(Trigger.REPLY_SENT, BUSY, has_assignee=True) is WAIT
    assert status_after(Trigger.REPLY_CANCELLED, WAIT, has_assignee=True) is BUSY
    assert status_after(Trigger.REPLY_CANCELLED, WAIT, has_assignee=False) is OPEN
