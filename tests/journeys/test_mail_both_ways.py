"""A customer's mail program, a real mail server, the desk and an agent's console: a mail comes in, is answered, and the answer comes home."""

import shutil
import subprocess
from email import message_from_bytes, policy
from email.message import EmailMessage

import httpx
import pytest

from support_tui.wire.commands import SaveMailbox
from support_tui.wire.mailboxes import ImapSettings, MailSettings, Security, SmtpSettings
from tests.journeys.conftest import Console, Desk, log_in
from tests.peers.dovecot import HOST, Account, Dovecot
from tests.peers.relay import relay_to
from tests.waiting import wait_for


@pytest.fixture
def customer(dovecot: Dovecot) -> Account:
    """The customer's own mailbox, beside the desk's."""
    return dovecot.account()


def write(customer: Account, to: Account, subject: str, text: str, **headers: str) -> None:
    """The customer sends a mail by a mail client (swaks), by LMTP to the server where the desk's mailbox lies."""
    program = shutil.which("swaks")
    if program is None:
        pytest.skip("no swaks on this machine")
    given = [
        option
        for name, value in headers.items()
        for option in ("--header", f"{name.replace('_', '-')}: {value}")
    ]
    sent = subprocess.run(
        [program, "--protocol", "LMTP", "--server", HOST, "--port", str(to.server.lmtp_port), "--silent", "3",
         "--from", f"{customer.user}@customer.example", "--to", to.user, "--header", f"Subject: {subject}",
         "--header", f"From: Mona <{customer.user}@customer.example>", "--body", text, *given],
        capture_output=True, text=True, check=False, timeout=30,
    )  # fmt: skip
    assert sent.returncode == 0, sent.stdout + sent.stderr


def inbox(account: Account) -> list[EmailMessage]:
    """What lies in an account, read by the standard library."""
    with account.imap() as client:
        _, numbers = client.search(None, "ALL")
        fetched = [client.fetch(number.decode(), "(BODY.PEEK[])")[1] for number in numbers[0].split()]
    raws = [found[0][1] for found in fetched if isinstance(found[0], tuple)]
    return [message_from_bytes(raw, _class=EmailMessage, policy=policy.default) for raw in raws]


def set_up(desk: Desk, account: Account, smtp_port: int) -> None:
    """The desk fetches from the account and sends by the relay."""
    mail = MailSettings(
        sender_name="Acme",
        imap=ImapSettings(HOST, account.server.port, Security.NONE, account.user, poll_s=5),
        smtp=SmtpSettings(HOST, smtp_port, Security.NONE),
    )
    desk.do(SaveMailbox("Support", f"{account.user}@desk.example", 1, mail=mail))
    answer = httpx.put(
        f"{desk.url}/api/mailboxes/1/secrets/imap_password",
        json={"value": account.password}, headers=desk._headers(), timeout=20,
    )  # fmt: skip
    assert answer.is_success, answer.text


def test_a_mail_from_outside_is_answered_and_the_answer_comes_home(
    desk: Desk, console: Console, account: Account, customer: Account, dovecot: Dovecot
) -> None:
    """It stands in the console by itself; the answer lies in the customer's mailbox, in its thread there; and what the customer answers
    to that joins the same conversation here (E10, E20)."""
    with relay_to(dovecot) as port:
        set_up(desk, account, port)
        screen = console("--server", desk.url)
        log_in(screen)
        own = f"q1.{customer.user}@customer.example"
        write(
            customer,
            account,
            "Where is my order?",
            "It should have been here on Monday.",
            Message_Id=f"<{own}>",
        )
        screen.wait_for("Where is my order", deadline_s=60)
        screen.press("enter")
        screen.wait_for("It should have been here")
        screen.press("r")
        screen.wait_for("REPLY")
        screen.press("It is on its way.", "alt+enter")
        screen.wait_for("sent", deadline_s=60)
        (answer,) = wait_for(
            lambda: inbox(customer), "the answer is in the customer's mailbox", deadline_s=60
        )
        assert str(answer["Subject"]) == "Re: Where is my order?"
        assert (answer["In-Reply-To"], answer["References"]) == (f"<{own}>", f"<{own}>")
        assert str(answer["From"]) == f"Acme <{account.user}@desk.example>"
        body = answer.get_body(("plain",))
        assert body is not None
        assert "It is on its way." in body.get_content()
        ours = str(answer["Message-ID"])
        write(
            customer,
            account,
            "Re: Where is my order?",
            "It has come, thank you!",
            In_Reply_To=ours,
            References=ours,
        )
        screen.wait_for("It has come, thank you", deadline_s=60)
        page = desk.read("/api/conversations", queue="all")
        assert len(page["rows"]) == 1
