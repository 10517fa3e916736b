"""What thread and log say of merges, splits and links."""

import pytest

from support_tui import i18n
from support_tui.widgets.event_words import phrase
from support_tui.wire import events as e
from support_tui.wire.thread_facts import ThreadFacts
from support_tui.wire.values import Regrouping
from tests.support_tui.fakes import NOON, FakeDesk

FACTS = ThreadFacts(NOON, NOON)


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (e.ConversationMerged(17), "merged this into #17"),
        (e.ConversationUnmerged(17), "took it out of #17 again"),
        (e.MessagesCame(42, Regrouping.MERGED, 3, FACTS, FACTS), "merged #42 into this (3 messages)"),
        (e.MessagesCame(42, Regrouping.SPLIT, 1, FACTS, FACTS), "split 1 message off #42 into this"),
        (e.MessagesWent(42, Regrouping.SPLIT, 2, FACTS, FACTS), "split 2 messages off into #42"),
        (e.MessagesWent(42, Regrouping.UNMERGED, 1, FACTS, FACTS), "took #42 out of this again (1 message)"),
        (e.ConversationsLinked(42), "linked it to #42"),
        (e.ConversationsUnlinked(42), "took the link to #42 away"),
    ],
)
def test_an_event_says_where_messages_came_from_or_went(event: e.Event, words: str) -> None:
    """By number and by how many."""
    assert phrase(FakeDesk().store.replica, event, NOON) == words


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("why", list(Regrouping))
def test_every_regrouping_has_words_in_every_language(language: str, why: Regrouping) -> None:
    """Also those that only an undo brings about."""
    i18n.use(language)
    replica = FakeDesk().store.replica
    for kind in (e.MessagesCame, e.MessagesWent):
        assert "#42" in phrase(replica, kind(42, why, 2, FACTS, FACTS), NOON)
