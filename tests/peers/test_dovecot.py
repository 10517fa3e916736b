"""The private Dovecot does what specs need of it."""

import imaplib
import smtplib
import ssl

import pytest

from tests.peers.dovecot import HOST, Account, Dovecot


def test_what_is_delivered_lies_in_the_inbox(account: Account) -> None:
    """A mail that came by LMTP is there byte for byte, under what the server adds."""
    mail = account.mail()
    account.deliver(mail)
    with account.imap() as client:
        _, found = client.fetch("1", "(BODY.PEEK[])")
        assert isinstance(found[0], tuple)
        assert found[0][1].endswith(mail)


def test_it_speaks_tls_with_a_certificate_of_this_run(dovecot: Dovecot) -> None:
    """Whoever trusts the run's authority can connect, by TLS and by STARTTLS."""
    trusting = ssl.create_default_context(cafile=str(dovecot.certified.authority))
    imaplib.IMAP4_SSL(HOST, dovecot.tls_port, ssl_context=trusting).logout()
    client = imaplib.IMAP4(HOST, dovecot.port)
    client.starttls(trusting)
    client.logout()


def test_a_token_opens_a_mailbox(dovecot: Dovecot, account: Account) -> None:
    """XOAUTH2 with a token of the endpoint; one that was taken back does not."""
    dovecot.tokens.user = account.user
    dovecot.tokens.good = {"good"}

    def log_in(token: str) -> str:
        client = imaplib.IMAP4(HOST, dovecot.port)
        said = iter((f"user={account.user}\1auth=Bearer {token}\1\1", ""))
        try:
            return client.authenticate("XOAUTH2", lambda _: next(said).encode())[0]
        finally:
            client.shutdown()

    assert log_in("good") == "OK"
    with pytest.raises(imaplib.IMAP4.error):
        log_in("bad")


def test_a_full_mailbox_takes_no_more(account: Account) -> None:
    """Its quota is that of the account."""
    account.change_quota(8)
    with pytest.raises(smtplib.SMTPException):
        account.deliver(account.mail(text="x" * 10_000))


def test_a_password_that_was_changed_is_good_at_once(account: Account) -> None:
    """The old one is refused, the new one taken."""
    old = account.password
    account.change_password("another")
    with account.imap():
        pass
    account.password = old
    with pytest.raises(imaplib.IMAP4.error), account.imap():
        pass


def test_it_keeps_its_ports_and_mails_when_restarted(dovecot: Dovecot, account: Account) -> None:
    """Whoever was connected is not any more; everything else is as it was."""
    account.deliver()
    dovecot.restart()
    with account.imap() as client:
        assert client.search(None, "ALL")[1] == [b"1"]
