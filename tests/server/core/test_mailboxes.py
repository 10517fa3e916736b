"""What a mailbox may be set to, and what its change tells."""

import pytest
from msgspec.structs import replace

from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.mailboxes import (
    ImapSettings,
    Login,
    MailboxSettings,
    MailSettings,
    OAuthSettings,
    Security,
    SmtpSettings,
    changes,
)
from tests.server.given import ADA, a_context, by, decided, done, refused

AS_ADA = a_context(by(ADA))
IMAP = ImapSettings("imap.example", user="support")
OAUTH = OAuthSettings("https://login.example/token", "desk")
MAIL = MailSettings(aliases=("help@desk.example",), imap=IMAP, smtp=SmtpSettings("smtp.example"))


def support(mail: MailSettings | None) -> c.SaveMailbox:
    """A change of the mailbox Support."""
    return c.SaveMailbox("Support", "support@desk.example", 1, mail=mail)


def test_a_change_tells_what_was_and_what_is() -> None:
    """Old and new values stand in the event, whole; there is no secret to stand there."""
    decision = done(support(MAIL), None, AS_ADA)
    before = MailboxSettings("Support", "support@desk.example")
    after = MailboxSettings("Support", "support@desk.example", mail=MAIL)
    assert decision.events == (e.MailboxChanged(1, "Support", "Support", before, after),)
    assert ("mail.imap.host", "", "imap.example") in changes(before, after)


def test_settings_of_mail_that_are_not_given_stay() -> None:
    """Who changes the signature alone takes no server away."""
    box = done(support(MAIL), None, AS_ADA).record
    context = replace(AS_ADA, desk=AS_ADA.desk.with_record(box))
    changed = done(c.SaveMailbox("Support", "support@desk.example", 1, signature="Bye"), None, context)
    assert changed.events[0].new.mail == MAIL


def test_names_and_folders_are_tidied() -> None:
    """No line break or double comes in by a paste."""
    messy = MailSettings(
        sender_name=" Desk\n of Acme ",
        aliases=("help@desk.example", "HELP@desk.example"),
        imap=ImapSettings(" imap.example\n", folders=("INBOX", " INBOX", "Sales")),
    )
    kept = done(support(messy), None, AS_ADA).events[0].new.mail
    assert (kept.sender_name, kept.aliases) == ("Desk of Acme", ("help@desk.example",))
    assert (kept.imap.host, kept.imap.folders) == ("imap.example", ("INBOX", "Sales"))


@pytest.mark.parametrize(
    ("mail", "code", "field"),
    [
        (MailSettings(aliases=("nobody",)), "bad_address", None),
        (MailSettings(aliases=("Sales@desk.example",)), "name_taken", None),
        (MailSettings(aliases=("support@desk.example",)), "name_taken", None),
        (MailSettings(imap=ImapSettings("")), "invalid_field", "imap.host"),
        (MailSettings(imap=ImapSettings("imap://x")), "invalid_field", "imap.host"),
        (MailSettings(smtp=SmtpSettings("a b")), "invalid_field", "smtp.host"),
        (MailSettings(imap=ImapSettings("x", folders=(" ",))), "invalid_field", "imap.folders"),
        (MailSettings(imap=ImapSettings("x", login=Login.OAUTH2)), "invalid_field", "imap.user"),
        (MailSettings(smtp=SmtpSettings("x", user="u", login=Login.OAUTH2)), "invalid_field", "smtp.login"),
        (MailSettings(oauth=OAuthSettings("http://login.example/token", "x")), "invalid_field", "oauth.token_url"),
        (MailSettings(oauth=OAuthSettings("https://[x/token", "x")), "invalid_field", "oauth.token_url"),
        (MailSettings(oauth=OAuthSettings("https://login.example/token", " ")), "invalid_field", "oauth.client_id"),
    ],
)  # fmt: skip
def test_what_cannot_work_is_refused(mail: MailSettings, code: str, field: str | None) -> None:
    """By the name of the setting that is wrong."""
    decision = decided(support(mail), None, AS_ADA)
    assert (decision.code.value, decision.params.get("field")) == (code, field)


def test_an_address_means_one_mailbox() -> None:
    """Neither an alias nor an address of another mailbox can be given again."""
    desk = AS_ADA.desk.with_record(done(support(MAIL), None, AS_ADA).record)
    context = replace(AS_ADA, desk=desk)
    assert "help@desk.example" in desk.own_addresses()
    assert refused(c.SaveMailbox("Other", "Help@desk.example"), None, context) == "name_taken"


def test_oauth_on_this_machine_may_be_plain() -> None:
    """A token that does not leave the machine needs no encryption on its way."""
    local = MailSettings(
        imap=ImapSettings("x", user="u", login=Login.OAUTH2, security=Security.NONE),
        oauth=OAuthSettings("http://127.0.0.1:5000/token", "desk"),
    )
    assert done(support(local), None, AS_ADA).events
