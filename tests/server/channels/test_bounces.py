"""A reply that comes back is marked where it stands (E29), through a real mail server's side of the line."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope

from server.config import ServerConfig, Smtp
from server.jobs.deliver import Deliverer
from server.service import now_us
from support_tui.wire.commands import Accepted, EditCustomer, SaveMailbox, SendReply, UndoRequest
from support_tui.wire.mailboxes import Acknowledgement, MailSettings
from tests.server.served import ServedDesk, served_desk

REPORT = """\
From: MAILER-DAEMON@mx.example
To: support@desk.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <report-{status}@mx.example>
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; carla@customer.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 no such mailbox

--b
Content-Type: text/rfc822-headers

Message-ID: {message_id}
--b--
"""


class Post:
    """A mail server that takes everything."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        """Keep it."""
        assert isinstance(envelope.content, bytes)
        self.taken.append(envelope.content)
        return "250 taken"


@asynccontextmanager
async def a_desk_that_sends(folder: Path) -> AsyncIterator[tuple[ServedDesk, Post]]:
    """With a way out for its mailbox."""
    post = Post()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(post, hostname="mx.example"), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    smtp = Smtp(host="127.0.0.1", port=port, security="none")
    async with served_desk(folder, ServerConfig(port=0, smtp=smtp)) as desk:
        yield desk, post
    server.close()


async def a_sent_reply(desk: ServedDesk, post: Post) -> tuple[Accepted, str]:
    """An answer that has left, and the Message-ID it carries."""
    mail = await desk.a_mail()
    assert mail.conversation_id
    sent = await desk.do(SendReply(mail.conversation_id, "On its way.", undo_window_s=0))
    await Deliverer(desk.desk.service, desk.desk.mail.outbox(), now_us).send_due()
    return sent, message_from_bytes(post.taken[-1])["Message-ID"]


async def thread_of(desk: ServedDesk, conversation_id: int | None) -> list[dict[str, Any]]:
    """Its messages."""
    thread = (await desk.ask("GET", f"/api/conversations/{conversation_id}/thread")).json
    messages: list[dict[str, Any]] = thread["messages"]
    return messages


@pytest.mark.parametrize(
    ("action", "status", "state"),
    [
        ("failed", "5.1.1", "bounced"),
        ("failed", "4.4.7", "bounced"),
        ("delayed", "4.4.1", "delayed"),
        ("delivered", "2.0.0", "delivered"),
    ],
)
async def test_a_report_marks_the_reply_it_is_about(tmp_path: Path, action: str, status: str, state: str):
    """Back for good, given up for now, only late, or delivered; the report itself joins the conversation as automatic mail and reopens nothing."""
    async with a_desk_that_sends(tmp_path / "desk") as (desk, post):
        sent, message_id = await a_sent_reply(desk, post)
        raw = REPORT.format(action=action, status=status, message_id=message_id).encode()
        taken = (await desk.ask("POST", "/api/deliver?mailbox=Support", content=raw)).json
        assert taken["conversation_id"] == sent.conversation_id
        messages = await thread_of(desk, sent.conversation_id)
        reply = next(message for message in messages if message["id"] == sent.message_id)
        assert reply["delivery"]["state"] == state
        assert messages[-1]["automatic"]


async def test_a_forged_report_marks_nothing(tmp_path: Path):
    """Nobody but a server that had our mail knows its identity (E10)."""
    async with a_desk_that_sends(tmp_path / "desk") as (desk, post):
        sent, _ = await a_sent_reply(desk, post)
        forged = f"<c{sent.conversation_id}.m{sent.message_id}.{'0' * 24}@desk.example>"
        raw = REPORT.format(action="failed", status="5.1.1", message_id=forged).encode()
        taken = (await desk.ask("POST", "/api/deliver?mailbox=Support", content=raw)).json
        assert taken["conversation_id"] != sent.conversation_id
        messages = await thread_of(desk, sent.conversation_id)
        assert messages[-1]["delivery"]["state"] == "accepted"


COMPLAINT = """\
From: fbl@provider.example
To: support@desk.example
Subject: complaint
Message-ID: <complaint@provider.example>
Content-Type: multipart/report; report-type=feedback-report; boundary=b

--b
Content-Type: text/plain

Somebody does not want this.
--b
Content-Type: message/feedback-report

Feedback-Type: abuse
Version: 1

--b
Content-Type: text/rfc822-headers

Message-ID: {message_id}
--b--
"""


async def attributes_of(desk: ServedDesk) -> dict[str, str]:
    """What is known of Carla."""
    (carla,) = (await desk.ask("GET", "/api/customers?q=carla")).json
    attributes: dict[str, str] = (
        (await desk.ask("GET", f"/api/customers/{carla['id']}")).json["customer"].get("attributes", {})
    )
    return attributes


@pytest.mark.parametrize(
    ("action", "status", "is_warned"),
    [("failed", "5.1.1", True), ("failed", "4.4.7", False), ("delayed", "4.4.1", False)],
)
async def test_mail_that_comes_back_warns_on_the_customer(
    tmp_path: Path, action: str, status: str, is_warned: bool
):
    """With the words of the server that refused it; what failed for now may arrive the next time. An agent clears it, and can take that back (E29)."""
    async with a_desk_that_sends(tmp_path / "desk") as (desk, post):
        _, message_id = await a_sent_reply(desk, post)
        raw = REPORT.format(action=action, status=status, message_id=message_id).encode()
        await desk.ask("POST", "/api/deliver?mailbox=Support", content=raw)
        name = "undeliverable carla@customer.example"
        warned = await attributes_of(desk)
        assert (name in warned) is is_warned
        if is_warned:
            assert warned[name] == "5.1.1 550 no such mailbox"
            clear = EditCustomer(1, {f"attribute.{name}": ""})
            assert (await desk.command(clear, "Amal", key="clear-it")).status == 200
            assert await attributes_of(desk) == {}
            assert (await desk.command(UndoRequest("clear-it"), "Amal")).status == 200
            assert await attributes_of(desk) == warned


async def test_a_forged_report_warns_of_nobody(tmp_path: Path):
    """Else anybody could keep the desk from writing to its customers."""
    async with a_desk_that_sends(tmp_path / "desk") as (desk, post):
        sent, _ = await a_sent_reply(desk, post)
        forged = f"<c{sent.conversation_id}.m{sent.message_id}.{'0' * 24}@desk.example>"
        raw = REPORT.format(action="failed", status="5.1.1", message_id=forged).encode()
        await desk.ask("POST", "/api/deliver?mailbox=Support", content=raw)
        assert await attributes_of(desk) == {}


async def test_a_complaint_stops_automatic_mail(tmp_path: Path):
    """To whom has called our mail unwanted; people may still write there (E29)."""
    async with a_desk_that_sends(tmp_path / "desk") as (desk, post):
        _, message_id = await a_sent_reply(desk, post)
        raw = COMPLAINT.format(message_id=message_id).encode()
        await desk.ask("POST", "/api/deliver?mailbox=Support", content=raw)
        assert "complained carla@customer.example" in await attributes_of(desk)
        mail = MailSettings(acknowledgement=Acknowledgement(is_on=True, text="It has come in."))
        await desk.do(SaveMailbox("Support", "support@desk.example", 1, mail=mail))
        for sender in ("carla@customer.example", "mona@customer.example"):
            new = f"From: {sender}\nTo: support@desk.example\nSubject: Again\nMessage-ID: <n-{sender}>\n\nHi"
            await desk.ask("POST", "/api/deliver?mailbox=Support", content=new.encode())
        before = len(post.taken)
        await Deliverer(desk.desk.service, desk.desk.mail.outbox(), now_us).send_due()
        assert [message_from_bytes(raw)["To"] for raw in post.taken[before:]] == ["mona@customer.example"]
