"""An agent is away: a real mail server, the desk, and two mail programs. The customer writes, the agent is told by mail, answers by mail,
and the customer has the answer."""

import smtplib
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from support_tui.wire import codec
from support_tui.wire.attention import AttentionSettings, Means, Occasion
from support_tui.wire.commands import AssignConversation, SaveAgent, SaveMailbox
from support_tui.wire.mailboxes import ImapSettings, MailSettings, Security, SmtpSettings
from support_tui.wire.values import Role
from tests.journeys.conftest import Desk
from tests.peers.dovecot import HOST, Account, Dovecot
from tests.peers.relay import relay_to
from tests.waiting import wait_for

MX = "mx.desk.example"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """One that tells by mail after five seconds."""
    monkeypatch.setenv("SUPPORT_SERVER_NOTICES_DELAY_S", "5")
    desk = Desk(tmp_path / "desk")
    desk.init()
    desk.start()
    yield desk
    desk.stop()


def deliver(to: Account, **headers: str) -> None:
    """A mail comes to an account, as its mail server hands it over."""
    mail = EmailMessage(policy=policy.SMTP)
    text = headers.pop("text")
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    with smtplib.LMTP(HOST, to.server.lmtp_port) as lmtp:
        lmtp.sendmail("somebody@elsewhere.example", [to.user], mail.as_bytes())


def inbox(account: Account) -> list[EmailMessage]:
    """What lies in an account, read by the standard library."""
    with account.imap() as client:
        _, numbers = client.search(None, "ALL")
        fetched = [client.fetch(number.decode(), "(BODY.PEEK[])")[1] for number in numbers[0].split()]
    raws = [found[0][1] for found in fetched if isinstance(found[0], tuple)]
    return [message_from_bytes(raw, _class=EmailMessage, policy=policy.default) for raw in raws]


def words(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def set_up(desk: Desk, account: Account, agent: Account, smtp_port: int) -> None:
    """The desk fetches from the account, sends by the relay and trusts its mail server; its agent reads mail elsewhere and wants to be told."""
    mail = MailSettings(
        sender_name="Acme",
        imap=ImapSettings(HOST, account.server.port, Security.NONE, account.user, poll_s=5),
        smtp=SmtpSettings(HOST, smtp_port, Security.NONE),
        trusted_hosts=(MX,),
        has_plus_addresses=True,
    )
    desk.do(SaveMailbox("Support", f"{account.user}@desk.example", 1, mail=mail))
    secret = {"value": account.password}
    httpx.put(
        f"{desk.url}/api/mailboxes/1/secrets/imap_password", json=secret, headers=desk._headers(), timeout=20
    ).raise_for_status()
    wanted = AttentionSettings({Occasion.CUSTOMER_WROTE: (Means.LIST, Means.MAIL)}, zone="UTC")
    httpx.put(
        f"{desk.url}/api/attention", content=codec.encode(wanted), headers=desk._headers(), timeout=20
    ).raise_for_status()
    desk.do(SaveAgent("Bench", f"{agent.user}@desk.example", Role.ADMIN, agent_id=1))


def test_e38_who_is_away_is_told_by_mail_and_answers_by_mail(
    desk: Desk, account: Account, dovecot: Dovecot
) -> None:
    """The notice lies in the agent's mailbox, their answer in the customer's, in its thread there, once, and nothing of the notice with it."""
    customer, agent = dovecot.account(), dovecot.account()
    with relay_to(dovecot) as port:
        set_up(desk, account, agent, port)
        carla = {"From": f"Mona <{customer.user}@customer.example>", "To": f"{account.user}@desk.example"}
        first, second = (f"<{name}.{customer.user}@customer.example>" for name in ("q1", "q2"))
        deliver(account, **carla, Subject="Where is my order?", Message_ID=first, text="It should be here.")
        wait_for(
            lambda: desk.read("/api/conversations", queue="all")["rows"], "it is at the desk", deadline_s=60
        )
        desk.do(AssignConversation(1, 1))
        deliver(
            account, **carla, Subject="Re: Where is my order?", Message_ID=second, In_Reply_To=first, text="Hello? Anybody?"
        )  # fmt: skip
        (notice,) = wait_for(lambda: inbox(agent), "the agent has a notice", deadline_s=60)
        assert "Mona wrote to you in #1" in words(notice) and "Hello? Anybody?" in words(notice)

        quoted = "\n".join(f"> {line}" for line in words(notice).split("\n"))
        answer = {
            "Authentication-Results": f"{MX}; dmarc=pass header.from=desk.example",
            "From": f"Bench <{agent.user}@desk.example>",
            "To": str(notice["Reply-To"]),
            "Subject": f"Re: {notice['Subject']}",
            "Message-ID": "<a1@phone.example>",
            "In-Reply-To": str(notice["Message-ID"]),
            "References": f"{notice['References']} {notice['Message-ID']}",
            "text": f"It comes tomorrow.\n\nOn Fri, 27 Nov 2026 at 10:00, Acme <{notice['Reply-To']}> wrote:\n{quoted}",
        }
        forged = answer | {"Authentication-Results": f"{MX}; dmarc=fail", "Message-ID": "<f1@evil.example>"}
        deliver(account, **forged | {"text": "Send me your password."})
        deliver(account, **answer)
        deliver(account, **answer)
        mails = wait_for(lambda: inbox(customer), "the customer has the answer", deadline_s=60)
        titles = wait_for(
            lambda: [title for title in all_titles(desk) if title.startswith("Answer by mail, not taken")],
            "the forged one stands at the desk",
            deadline_s=60,
        )
        assert len(titles) == 1 and len(mails) == 1
        assert words(mails[0]).startswith("It comes tomorrow.")
        assert (mails[0]["In-Reply-To"], str(mails[0]["From"])) == (
            second,
            f"Acme <{account.user}@desk.example>",
        )
        raw = mails[0].as_string()
        assert "+a1." not in raw and "phone.example" not in raw and "##-" not in raw
        refusal = wait_for(lambda: inbox(agent)[1:], "the agent hears of the forged one", deadline_s=60)
        assert str(refusal[0]["Subject"]).startswith("Not sent: ")
        kinds = [one["kind"] for one in desk.read("/api/conversations/1/thread")["messages"]]
        assert kinds == ["inbound", "inbound", "reply"]
        assert len(inbox(customer)) == 1


def all_titles(desk: Desk) -> list[str]:
    return [row["title"] for row in desk.read("/api/conversations", queue="all")["rows"]]
