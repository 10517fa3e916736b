"""Where the attention keys of a priority lie, so that an index of these keys can tell priorities apart."""

from hypothesis import given
from hypothesis import strategies as st

from support_tui.wire.order import attention_key, priority_spans
from support_tui.wire.values import Priority, Status

MOMENTS = st.integers(-3 * 10**15, 9 * 10**15)
"""From 1875 to 2255."""


@given(st.sampled_from(Status), st.sampled_from(Priority), st.none() | MOMENTS, MOMENTS)
def test_every_key_lies_in_a_span_of_its_priority(
    status: Status, priority: Priority, waiting_since_at: int | None, last_message_at: int
) -> None:
    """Whatever the status and the wait, and however old the mail."""
    key = attention_key(status, priority, waiting_since_at, last_message_at)
    assert any(first <= key < beyond for first, beyond in priority_spans(priority))


def test_waiting_ones_of_two_priorities_share_no_span() -> None:
    """Today's keys are told apart."""
    today = 1_800_000_000_000_000
    key = attention_key(Status.OPEN, Priority.URGENT, today, today)
    assert not any(first <= key < beyond for first, beyond in priority_spans(Priority.LOW))
