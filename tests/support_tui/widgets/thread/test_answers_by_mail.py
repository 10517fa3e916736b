"""What agents have written by mail, and what was not taken for theirs, as a thread and the log say it (E38)."""

import pytest

from support_tui.store.replica import Replica
from support_tui.widgets.event_words import phrase
from support_tui.wire import events as e
from support_tui.wire.values import Actor, ActorKind, MessageKind
from tests.support_tui.fakes import NOON, a_message
from tests.support_tui.widgets.thread.test_thread_view import reading

AMAL = Actor(ActorKind.AGENT, 2, "Amal")


async def test_e38_a_thread_says_that_it_was_written_by_mail():
    """Beside the writer's name; of what was not taken that it was not."""
    answer = a_message(7, 2, kind=MessageKind.REPLY, text="On its way", author=AMAL, reason="by_mail")
    refused = a_message(7, 3, text="This mail came as Amal's answer", reason="answer_refused")
    async with reading([a_message(7, 1, text="Where is it?"), answer, refused]) as thread:
        for words in ("On its way", "by mail", "an agent's answer by mail, not taken"):
            await thread.sees(words)


@pytest.mark.parametrize(
    ("kind", "reason", "said"),
    [
        (MessageKind.REPLY, "by_mail", "replied by mail"),
        (MessageKind.NOTE, "by_mail", "wrote a note by mail"),
        (MessageKind.INBOUND, "answer_refused", "not taken for an agent's"),
        (MessageKind.REPLY, "", "replied"),
    ],
)
def test_e38_the_log_says_so_too(kind: MessageKind, reason: str, said: str):
    """In a phrase behind the name of who did it."""
    event = e.MessageAdded(9, kind, NOON, "Hello", reason=reason)
    assert phrase(Replica(), event, NOON).endswith(said)
