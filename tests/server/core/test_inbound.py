"""A customer writes: who they are, where it belongs, and what it sets in motion."""

import pytest

from server.core.context import Duplicate
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.values import Address, Folder, Status
from tests.server.given import (
    AMAL,
    BASIL,
    BILLING,
    CARLA,
    CHANNEL,
    DAY,
    HOUR,
    NOW,
    SALES,
    SUPPORT,
    a_context,
    a_conversation,
    after,
    by,
    done,
    refused,
)  # fmt: skip

FROM_CARLA = Address("carla@customer.example", "Carla")


def a_mail(text: str = "Hello?", **changes: object) -> c.ReceiveMessage:
    """A mail from Carla to Support."""
    fields: dict[str, object] = {"mailbox_id": SUPPORT.id, "sender": FROM_CARLA, "text": text}
    return c.ReceiveMessage(**(fields | changes))  # type: ignore[arg-type]


def test_a_stranger_becomes_a_customer_with_a_conversation() -> None:
    """The first mail of an unknown address creates its sender, titled by its subject."""
    decision = done(a_mail(title="Where\tis it?"))
    created, started, added = decision.events
    assert created == e.CustomerCreated(300, "Carla", ("carla@customer.example",))
    assert started == e.ConversationStarted(1, 300, "Where is it?", "api", Status.OPEN)
    assert isinstance(added, e.MessageAdded)
    assert (decision.conversation_id, decision.customer_id, decision.message_id) == (100, 300, 200)


def test_without_a_subject_the_first_words_are_the_title() -> None:
    """Chat messages have no subject."""
    started = done(a_mail("My parcel\nis lost"), customer=CARLA).events[0]
    assert isinstance(started, e.ConversationStarted)
    assert started.title == "My parcel is lost"


@pytest.mark.parametrize(
    ("status", "assignee_id", "expected"),
    [
        (Status.AWAITING_REPLY, None, Status.OPEN),
        (Status.AWAITING_REPLY, AMAL.id, Status.IN_PROGRESS),
        (Status.CLOSED, None, Status.OPEN),
        (Status.CLOSED, AMAL.id, Status.IN_PROGRESS),
    ],
)
def test_an_answer_of_the_customer_brings_it_back(
    status: Status, assignee_id: int | None, expected: Status
) -> None:
    """The customer answers → open, or in progress if it has an assignee."""
    state = a_conversation(status=status, assignee_id=assignee_id, waiting_since_at=None)
    reopened = after(state, done(a_mail(), candidates=(state,), customer=CARLA))
    assert (reopened.status, reopened.waiting_since_at, reopened.closed_at) == (expected, NOW, None)


def test_the_wait_is_as_old_as_the_oldest_unanswered_message() -> None:
    """A second message does not make the customer's wait younger."""
    state = a_conversation()
    assert after(state, done(a_mail(), candidates=(state,), customer=CARLA)).waiting_since_at == NOW - HOUR


def test_automatic_mail_sets_nothing_in_motion() -> None:
    """It is kept and shown, but reopens nothing, ends no snooze, restores nothing and waits for nobody (E18)."""
    state = a_conversation(
        status=Status.CLOSED, folder=Folder.TRASH, snoozed_until_at=NOW + HOUR, waiting_since_at=None
    )
    decision = done(a_mail(automatic="auto-replied"), candidates=(state,), customer=CARLA)
    assert [type(event) for event in decision.events] == [e.MessageAdded]
    kept = after(state, decision)
    assert (kept.status, kept.folder, kept.waiting_since_at) == (Status.CLOSED, Folder.TRASH, None)
    assert kept.message_count == 2


def test_a_human_message_ends_snooze_and_trash_but_not_spam() -> None:
    """Trash is restored, a snooze ends, spam stays spam (E17)."""
    trashed = a_conversation(folder=Folder.TRASH, snoozed_until_at=NOW + HOUR)
    back = after(trashed, done(a_mail(), candidates=(trashed,), customer=CARLA))
    assert (back.folder, back.snoozed_until_at) == (Folder.INBOX, None)
    spam = a_conversation(folder=Folder.SPAM)
    assert after(spam, done(a_mail(), candidates=(spam,), customer=CARLA)).folder is Folder.SPAM


def test_a_mailbox_may_want_a_new_conversation_after_closing() -> None:
    """Policy `new`: the next question starts afresh and names the one it follows; machine mail still joins the old one."""
    closed = a_conversation(mailbox_id=SALES.id, status=Status.CLOSED, closed_at=NOW - HOUR)
    decision = done(a_mail(mailbox_id=SALES.id), candidates=(closed,), customer=CARLA)
    started = decision.events[0]
    assert isinstance(started, e.ConversationStarted)
    assert (started.follows_id, started.title) == (41, closed.title)
    joined = done(a_mail(mailbox_id=SALES.id, automatic="auto"), candidates=(closed,), customer=CARLA)
    assert joined.conversation_id == 41


@pytest.mark.parametrize(("age", "joins"), [(6 * DAY, True), (8 * DAY, False)])
def test_a_mailbox_may_reopen_for_some_days_only(age: int, joins: bool) -> None:
    """Policy `new_after_days`: within the days it reopens, later it starts anew."""
    closed = a_conversation(mailbox_id=BILLING.id, status=Status.CLOSED, closed_at=NOW - age)
    decision = done(a_mail(mailbox_id=BILLING.id), candidates=(closed,), customer=CARLA)
    assert (decision.conversation_id == 41) is joins


def test_the_same_mail_twice_decides_to_nothing() -> None:
    """A known identity with the same words gets the first one's ids and makes no event (E4)."""
    decision = done(a_mail(external_id="m1"), duplicate=Duplicate(90, 41, is_same=True))
    assert decision.events == ()
    assert (decision.conversation_id, decision.message_id) == (41, 90)


def test_one_identity_with_other_words_is_kept_and_marked() -> None:
    """Both mails stay; the second says why it deserves a look (E4)."""
    decision = done(a_mail(external_id="m1"), duplicate=Duplicate(90, 41, is_same=False), customer=CARLA)
    (message,) = decision.messages
    assert message.reason == "same_id_other_words"
    assert message.external_id.startswith("m1#")


def test_somebody_else_in_the_thread_is_marked_and_changes_no_requester() -> None:
    """A valid thread and an unknown sender: it joins, and the requester stays (E16)."""
    state = a_conversation()
    mail = a_mail(sender=Address("zaid@customer.example", "Zaid"), cc=(Address("x@customer.example"),))
    decision = done(mail, candidates=(state,))
    joined = after(state, decision)
    assert joined.customer_id == CARLA.id
    assert joined.cc == ()
    assert decision.messages[0].reason == "new_participant"
    assert decision.messages[0].author.name == "Zaid"


def test_whoever_the_requester_copies_in_gets_the_answers() -> None:
    """Participants are kept, ours and the requester's own addresses are not (E23)."""
    state = a_conversation(cc=(Address("old@customer.example"),))
    mail = a_mail(
        to=(Address("support@desk.example"), Address("new@customer.example")), cc=(Address("Carla@customer.example"),)
    )  # fmt: skip
    assert after(state, done(mail, candidates=(state,), customer=CARLA)).cc == (
        Address("old@customer.example"),
        Address("new@customer.example"),
    )


def test_a_claimed_time_in_the_future_is_not_believed() -> None:
    """Received time counts; what the sender claims is kept only if it can be true (E39)."""
    assert done(a_mail(written_at=NOW + DAY)).messages[0].written_at is None
    (message,) = done(a_mail(written_at=NOW - DAY)).messages
    assert (message.written_at, message.at) == (NOW - DAY, NOW)


def test_hostile_text_is_kept_storable() -> None:
    """NUL and lone surrogates go; previews and titles cannot act on a terminal."""
    decision = done(a_mail("a\x00b\ud800 \x1b[31mred", title="t\x1b]0;x\x07i\u202etle"))
    assert decision.messages[0].text == "ab \x1b[31mred"
    started, added = decision.events[1:]
    assert isinstance(started, e.ConversationStarted)
    assert isinstance(added, e.MessageAdded)
    assert (started.title, added.preview) == ("title", "ab red")


def test_an_empty_message_is_refused_unless_it_carries_a_file() -> None:
    """A photo without words is a message."""
    assert refused(a_mail(" \n")) == "empty_text"
    photo = c.IncomingFile("door.jpg", "image/jpeg", 3, "00" * 32)
    added = done(a_mail("", files=(photo,)), customer=CARLA).events[1]
    assert isinstance(added, e.MessageAdded)
    assert (added.preview, added.has_attachment) == ("door.jpg", True)


def test_mail_comes_in_only_where_the_asker_works() -> None:
    """Unknown mailboxes are not found, others' are forbidden."""
    assert refused(a_mail(mailbox_id=99)) == "not_found"
    assert refused(a_mail(mailbox_id=SALES.id), None, a_context(by(BASIL))) == "forbidden"
    assert done(a_mail(), None, a_context(CHANNEL)).conversation_id == 100
