"""Where an answer goes is known before it is written."""

from support_tui.store.answering import answers_to
from support_tui.wire.mail_facts import MailFacts
from support_tui.wire.values import Actor, ActorKind, Address
from tests.support_tui.fakes import FakeDesk, a_message, a_row


def test_an_answer_goes_where_the_newest_mail_asks() -> None:
    """That of the requester, whatever others or machines ask."""
    desk, row = FakeDesk(), a_row(3)
    replica = desk.store.replica
    assert answers_to(replica, row) == row.customer_email
    asks = MailFacts(reply_to=(Address("office@x.example"),))
    stranger, evil = Actor(ActorKind.CUSTOMER, 7, "Zaid"), MailFacts(reply_to=(Address("x@evil.example"),))
    desk.fill_thread(
        row,
        [
            a_message(3, 1, facts=asks),
            a_message(3, 2, author=stranger, facts=evil),
            a_message(3, 3, automatic="list-id", facts=evil),
        ],
    )
    assert answers_to(replica, row) == "office@x.example"
