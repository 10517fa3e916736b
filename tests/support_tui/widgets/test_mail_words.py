"""What the status line says of the mail that comes in."""

from support_tui.store.replica import Replica
from support_tui.widgets.mail_words import mail_progress, mail_trouble
from support_tui.wire.mail_states import MailboxState, MailLine, MailTrouble, MailTroubleCode
from support_tui.wire.views import Directory, Mailbox


def a_desk(*states: MailboxState) -> Replica:
    """Support (1) and Sales (2), and how their mail stands."""
    replica = Replica()
    replica.take_directory(Directory(mailboxes=(Mailbox(1, "Support"), Mailbox(2, "Sales"))))
    replica.mail_states = states
    return replica


BROKEN = MailTrouble(MailTroubleCode.LINE_BROKE, {"host": "mail.example"})


def test_nothing_is_said_while_all_is_well() -> None:
    """A mailbox that is connected, or off, is no news."""
    assert mail_trouble(a_desk(MailboxState(1, MailLine.CONNECTED), MailboxState(2))) == ""


def test_a_trouble_is_said_with_its_mailbox() -> None:
    """In words, by the mailbox's name."""
    said = mail_trouble(a_desk(MailboxState(1, MailLine.REFUSED, trouble=BROKEN)))
    assert "Support" in said and "mail.example ended the connection." in said


def test_the_next_try_is_said() -> None:
    """As a clock shows it."""
    state = MailboxState(1, MailLine.RETRYING, trouble=BROKEN, retry_at=1_750_000_000_000_000)
    assert "Next try at" in mail_trouble(a_desk(state))


def test_replies_that_wait_are_said_beside_mail_that_does_not_come() -> None:
    """One mailbox can be in trouble in both directions, and is one."""
    waits = MailTrouble(MailTroubleCode.REPLIES_WAIT, {"said": "421 go away"})
    state = MailboxState(1, trouble=BROKEN, out_trouble=waits, out_retry_at=1_750_000_000_000_000)
    said = mail_trouble(a_desk(state))
    assert "ended the connection." in said
    assert "Replies wait" in said and "421 go away" in said and "Next try at" in said
    assert "more" not in said


def test_several_troubles_are_counted() -> None:
    """The first one in words, of the others how many."""
    said = mail_trouble(a_desk(MailboxState(1, trouble=BROKEN), MailboxState(2, trouble=BROKEN)))
    assert said.count("ended the connection") == 1
    assert "one mailbox more" in said


def test_what_is_missing_and_what_could_not_be_read_is_counted() -> None:
    """Over all mailboxes together (E6)."""
    said = mail_trouble(a_desk(MailboxState(1, missing=2), MailboxState(2, missing=1, quarantined=1)))
    assert said.startswith("3 mails are missing")
    assert said.endswith("One mail could not be read.")


def test_a_mailbox_that_was_taken_out_of_sight_is_not_spoken_of() -> None:
    """Its name is not known here."""
    assert mail_trouble(a_desk(MailboxState(9, trouble=BROKEN))) == ""


def test_a_backlog_shows_how_much_is_left() -> None:
    """While much is being fetched."""
    assert (
        mail_progress(a_desk(MailboxState(1, waiting=1200), MailboxState(2)))
        == "1200 mails are being fetched"
    )
    assert mail_progress(a_desk()) == ""
