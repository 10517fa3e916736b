"""Whose mail it is and where answers go: forms, mail that agents pass on, Reply-To, and what servers say of a sender (E16, E36, E37)."""

from pathlib import Path

import pytest

from server.channels.email.reading.authentication import checks_of
from server.channels.email.reading.forwarded import forwarded_from
from support_tui.wire import codec
from support_tui.wire import commands as c
from support_tui.wire.mail_facts import Checks, Verdict
from support_tui.wire.mailboxes import MailSettings, SmtpSettings
from support_tui.wire.previews import PreviewAsked
from support_tui.wire.values import Address
from tests.server.channels.mailing import a_raw_mail, ids, taken_in, thread
from tests.server.served import ServedDesk, served_desk

TRUSTED = "mx.desk.example; dkim=pass header.d=x; spf=softfail; dmarc=pass (p=none) header.from=desk.example"
FORWARDED = """\
Please help her.

---------- Forwarded message ---------
From: Mona Salem <mona@customer.example>
Date: Mon, 5 Jan 2026 at 10:00
Subject: Parcel
To: Amal <amal@desk.example>

Where is it?
"""


async def replied_to(desk: ServedDesk) -> list[str]:
    """The addresses that an answer to the first conversation goes to."""
    sent = await desk.do(c.SendReply(1, "Here it is."))
    messages = (await thread(desk, 1))["messages"]
    reply = next(message for message in messages if message["id"] == sent.message_id)
    return [address["email"] for address in reply.get("to", [])]


async def test_answers_go_where_the_mail_asks(tmp_path: Path) -> None:
    """The customer is who wrote, as From says; Reply-To only tells where answers go, and stands on the message (E36)."""
    async with served_desk(tmp_path) as desk:
        await taken_in(desk, a_raw_mail("1", Reply_To="Office <office@elsewhere.example>"))
        shown = await thread(desk, 1)
        assert shown["row"]["customer_email"] == "carla@customer.example"
        assert shown["messages"][0]["facts"]["reply_to"] == [
            {"email": "office@elsewhere.example", "name": "Office"}
        ]
        assert await replied_to(desk) == ["office@elsewhere.example"]


async def test_answers_to_many_go_where_each_mail_asks(tmp_path: Path) -> None:
    """A reply to several at once looks at each newest mail as a single one does, and so does its preview (E36)."""
    async with served_desk(tmp_path) as desk:
        await taken_in(desk, a_raw_mail("1", Reply_To="office@elsewhere.example"))
        await taken_in(desk, a_raw_mail("2", From="Zaid <zaid@other.example>", Subject="Another matter"))
        await desk.do(c.EditCustomer(1, {"emails": "[]"}))
        mail = MailSettings(smtp=SmtpSettings("smtp.desk.example"))
        await desk.do(c.SaveMailbox("Support", "support@desk.example", 1, mail=mail))
        both = c.Picked((1, 2))
        asked = PreviewAsked(both, c.SendReply(0, "Here it is."))
        shown = await desk.ask("POST", "/api/bulk/preview", content=codec.encode(asked))
        assert shown.json["changing"] == 2
        await desk.do(c.ChangeMany(both, asked.change))
        recipients = [(await thread(desk, number))["messages"][-1]["to"][0]["email"] for number in (1, 2)]
        assert recipients == ["office@elsewhere.example", "zaid@other.example"]


async def test_answers_go_to_the_address_they_wrote_from(tmp_path: Path) -> None:
    """Of several that are theirs."""
    async with served_desk(tmp_path) as desk:
        await taken_in(desk, a_raw_mail("1"))
        both = '["carla@customer.example", "carla@home.example"]'
        await desk.do(c.EditCustomer(1, {"emails": both}))
        await taken_in(desk, a_raw_mail("2", From="carla@home.example", In_Reply_To=ids("1")))
        assert await replied_to(desk) == ["carla@home.example"]


async def test_a_form_is_from_who_filled_it_in(tmp_path: Path) -> None:
    """Its From is ours, its Reply-To is theirs (E36)."""
    async with served_desk(tmp_path) as desk:
        form = {"From": "Contact form <www@desk.example>", "Reply_To": "Mona <mona@customer.example>"}
        await taken_in(desk, a_raw_mail("1", **form))
        row = (await thread(desk, 1))["row"]
        assert (row["customer_name"], row["customer_email"]) == ("Mona", "mona@customer.example")
        assert await replied_to(desk) == ["mona@customer.example"]


@pytest.mark.parametrize(
    ("results", "customer"),
    [
        (TRUSTED, "mona@customer.example"),
        (TRUSTED.replace("dmarc=pass", "dmarc=fail"), "amal@desk.example"),
        (TRUSTED.replace("mx.desk.example", "mx.attacker.example"), "amal@desk.example"),
        ("", "amal@desk.example"),
    ],
)
async def test_a_mail_that_an_agent_passes_on_is_its_senders(
    tmp_path: Path, results: str, customer: str
) -> None:
    """Only where a trusted server says that the agent has sent it (E37)."""
    async with served_desk(tmp_path) as desk:
        settings = MailSettings(trusted_hosts=("mx.desk.example",))
        await desk.do(c.SaveMailbox("Support", "support@desk.example", 1, mail=settings))
        raw = a_raw_mail(
            "1",
            FORWARDED,
            From="Amal <amal@desk.example>",
            Subject="Fwd: Parcel",
            Authentication_Results=results,
        )
        await taken_in(desk, raw)
        assert (await thread(desk, 1))["row"]["customer_email"] == customer


async def test_a_stranger_gets_answers_once_accepted(tmp_path: Path) -> None:
    """By one command, which can be taken back; whoever takes part already is accepted (E16)."""
    async with served_desk(tmp_path) as desk:
        await taken_in(desk, a_raw_mail("1"))
        joined = await taken_in(desk, a_raw_mail("2", From="Zaid <zaid@other.example>", In_Reply_To=ids("1")))
        accepted = await desk.command(c.AcceptParticipant(1, joined["message_id"]), key="accepting-1")
        assert accepted.status == 200
        copied = [{"email": "zaid@other.example", "name": "Zaid"}]
        assert (await thread(desk, 1))["cc"] == copied
        again = await desk.command(c.AcceptParticipant(1, joined["message_id"]))
        assert again.code == "no_change"
        assert (await desk.command(c.AcceptParticipant(1, 1))).code == "no_change"
        assert (await desk.command(c.AcceptParticipant(1, 999))).code == "not_found"
        assert (await desk.command(c.UndoRequest("accepting-1"))).status == 200
        assert "cc" not in await thread(desk, 1)


@pytest.mark.parametrize(
    ("subject", "text", "email"),
    [
        ("Fwd: x", FORWARDED, "mona@customer.example"),
        ("FW: x", "See below.\n\nFrom: Mona [mailto:mona@c.example]\nSent: Monday\nTo: A\nSubject: x\n", "mona@c.example"),
        ("WG: x", "Von: Mona <mona@c.example>\nGesendet: Montag\n", "mona@c.example"),
        ("x", "Begin forwarded message:\n\n> From: Mona <mona@c.example>\n> Subject: x\n", "mona@c.example"),
        ("إعادة توجيه: طلب", "---------- رسالة معاد توجيهها ---------\nمن: منى <mona@c.example>\n", "mona@c.example"),
        ("x", "-------- 轉寄郵件 --------\n寄件者: Mona <mona@c.example>\n", "mona@c.example"),
        ("x", "-------- Пересылаемое сообщение --------\nОт кого: Mona <mona@c.example>\n", "mona@c.example"),
        ("Továbbítás: x", "Feladó: Mona <mona@c.example>\nElküldve: hétfő\n", "mona@c.example"),
        ("İLT: x", "Kimden: Mona <mona@c.example>\n", "mona@c.example"),
        ("Fw: x", "**De la:** Mona <mona@c.example>\n", "mona@c.example"),
        ("x", '------ Original Message ------\nFrom "Mona" <mona@c.example>\n', "mona@c.example"),
        ("Re: x", "From: Mona <mona@c.example>\n", None),
        ("Fwd: x", "nothing", None),
    ],
)  # fmt: skip
def test_whose_mail_was_passed_on(subject: str, text: str, email: str | None) -> None:
    """As programs of several languages write it."""
    found = forwarded_from(subject, text)
    assert (found.email if found is not None else None) == email


def test_only_trusted_servers_are_believed() -> None:
    """The topmost header of theirs; comments, versions and several signatures are read over."""
    evil = "evil.example; dmarc=pass"
    results = [evil, "MX.desk.example 1; dkim=fail; dkim=pass (good); SPF=softfail; dmarc=none", TRUSTED]
    found = checks_of(results, ["mx.desk.example"])
    assert found == Checks("mx.desk.example", Verdict.PASS, Verdict.FAIL, Verdict.NONE)
    assert checks_of([evil], ["mx.desk.example"]) is None


def test_addresses_of_forms_are_not_those_of_everybody() -> None:
    """Two people with addresses of one big provider have nothing to do with each other."""
    from server.core.public_domains import private_domain

    assert private_domain(Address("a@gmail.com").email) == ""
    assert private_domain("a@Desk.example") == "desk.example"
