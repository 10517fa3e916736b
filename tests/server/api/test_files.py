"""Files that go with letters, over the wire: kept first, then named by a reply, and with it they leave."""

from collections.abc import AsyncIterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from server.config import ServerConfig, Smtp
from server.jobs.deliver import Deliverer
from server.service import now_us
from support_tui.wire import commands as c
from support_tui.wire import limits
from support_tui.wire.values import Address
from tests.peers.smtp import MailPeer, mail_peer
from tests.server.served import ServedDesk, served_desk

CONTENT = b"%PDF-1.7\x00\xff whatever"


@pytest.fixture
async def peer() -> AsyncIterator[MailPeer]:
    """A mail server that takes everything."""
    async with mail_peer() as made:
        yield made


@pytest.fixture
async def desk(tmp_path: Path, peer: MailPeer) -> AsyncIterator[ServedDesk]:
    """A desk that sends there."""
    smtp = Smtp(host="127.0.0.1", port=peer.port, security="none")
    async with served_desk(tmp_path / "desk", ServerConfig(port=0, smtp=smtp)) as made:
        yield made


async def kept(
    desk: ServedDesk, content: bytes = CONTENT, name: str = "فاتورة.pdf", who: str = "Amal"
) -> Any:
    """What the server says of a file that is handed over."""
    params = {"name": name, "media_type": "application/pdf"}
    return await desk.ask("POST", "/api/files", who, content=content, params=params)


async def test_a_file_goes_out_with_a_reply(desk: ServedDesk, peer: MailPeer) -> None:
    """By the digest of its bytes; it stands on the message, can be saved from there, and arrives whole."""
    file = c.IncomingFile(**(await kept(desk)).json)
    about = (await desk.a_mail()).conversation_id or 0
    sent = await desk.command(c.SendReply(about, "", undo_window_s=0, files=(file,)))
    assert sent.status == 200, sent.content
    await Deliverer(desk.desk.service, desk.desk.mail.outbox(), now_us).send_due()
    mail = message_from_bytes(peer.raw[0], _class=EmailMessage, policy=policy.default)
    (part,) = mail.iter_attachments()
    assert (part.get_filename(), part.get_content()) == ("فاتورة.pdf", CONTENT)
    thread = (await desk.ask("GET", f"/api/conversations/{about}/thread")).json
    (attachment,) = thread["messages"][-1]["attachments"]
    assert (await desk.ask("GET", f"/api/attachments/{attachment['id']}")).content == CONTENT
    assert thread["row"]["has_attachment"]


async def test_handing_it_over_twice_keeps_it_once(desk: ServedDesk) -> None:
    """So that an upload that broke off can be repeated."""
    assert (await kept(desk)).json == (await kept(desk)).json
    assert len(list(desk.desk.blobs.digests())) == 1


async def test_a_file_that_is_not_there_is_refused(desk: ServedDesk) -> None:
    """Nothing is half sent: by a single request, in a batch, and with another size than it has."""
    file = c.IncomingFile(**(await kept(desk)).json)
    about = (await desk.a_mail()).conversation_id or 0
    for wrong in (c.IncomingFile("a", "b/c", 1, "0" * 64), c.IncomingFile("a", "b/c", 1, file.digest)):
        answer = await desk.command(c.SendReply(about, "x", files=(wrong,)))
        assert answer.status >= 400
    large = c.IncomingFile("a", "b/c", limits.LETTER_FILES_BYTES + 1, file.digest)
    assert (await desk.command(c.SendReply(about, "x", files=(large,)))).status >= 400
    thread = (await desk.ask("GET", f"/api/conversations/{about}/thread")).json
    assert len(thread["messages"]) == 1


async def test_only_who_may_write_hands_files_over(desk: ServedDesk) -> None:
    """And never more than one mail can carry."""
    assert (await kept(desk, who="Vera")).code == "forbidden"
    assert (await kept(desk, b"x" * (limits.LETTER_FILES_BYTES + 1))).code == "too_large"


async def test_who_is_copied_in_unseen_gets_it_and_stands_on_the_message(
    desk: ServedDesk, peer: MailPeer
) -> None:
    """For colleagues to see, not for the other recipients (E23)."""
    about = (await desk.a_mail()).conversation_id or 0
    secret = Address("audit@other.example")
    await desk.command(c.SendReply(about, "x", undo_window_s=0, bcc=(secret,)))
    await Deliverer(desk.desk.service, desk.desk.mail.outbox(), now_us).send_due()
    assert peer.recipients == [("carla@customer.example", "audit@other.example")]
    assert b"audit" not in peer.raw[0]
    thread = (await desk.ask("GET", f"/api/conversations/{about}/thread")).json
    assert thread["messages"][-1]["bcc"] == [{"email": "audit@other.example"}]


async def test_a_forward_takes_files_along(desk: ServedDesk, peer: MailPeer) -> None:
    """Below the words, the thread with the facts that mail programs put above a message."""
    file = c.IncomingFile(**(await kept(desk)).json)
    about = (await desk.a_mail()).conversation_id or 0
    to = (Address("carrier@other.example"),)
    await desk.command(c.ForwardConversation(about, to, "Please look.", undo_window_s=0, files=(file,)))
    await Deliverer(desk.desk.service, desk.desk.mail.outbox(), now_us).send_due()
    mail = message_from_bytes(peer.raw[0], _class=EmailMessage, policy=policy.default)
    assert [part.get_filename() for part in mail.iter_attachments()] == ["فاتورة.pdf"]
    body = mail.get_body(("plain",))
    assert body is not None
    text = body.get_content().replace("\r\n", "\n")
    assert "From: Carla <carla@customer.example>\n" in text
    assert "Subject: Parcel\n" in text
