"""More of a mail than its thread shows, over the wire."""

from email.message import EmailMessage
from typing import Any

from tests.server.served import ServedDesk

_RAW = b"From: Carla <carla@customer.example>\nSubject: =?utf-8?b?2YXYsdit2KjYpw==?=\nX-Long: one\n two\nMessage-ID: <1@c.example>\n" \
    b"Content-Type: text/plain; charset=iso-8859-1\n\n\xe3\xd1\xcd\xc8\xc7\n"  # fmt: skip


async def _deliver(desk: ServedDesk, raw: bytes, mailbox: str = "support") -> dict[str, Any]:
    """The message that came of it."""
    taken = (await desk.ask("POST", f"/api/deliver?mailbox={mailbox}", content=raw)).json
    thread = (await desk.ask("GET", f"/api/conversations/{taken['conversation_id']}/thread")).json
    message: dict[str, Any] = thread["messages"][-1]
    return message


def _with_files() -> bytes:
    """A mail that holds another one, which holds a file."""
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Amal <amal@shop.example>", "The bill"
    inner.set_content("See the file.")
    inner.add_attachment(b"a,b\n", maintype="text", subtype="csv", filename="bill.csv")
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "carla@customer.example", "Fwd"
    mail.set_content("Forwarded")
    mail.add_attachment(inner)
    card = "BEGIN:VCARD\nFN:Amal Haddad\nTEL;TYPE=cell:+49 1\nEND:VCARD\n"
    mail.add_attachment(card, subtype="vcard", filename="amal.vcf")
    return mail.as_bytes()


async def test_the_source_is_the_mail_byte_by_byte(desk: ServedDesk):
    """As a file to save, never to show."""
    message = await _deliver(desk, _RAW)
    answer = await desk.ask("GET", f"/api/messages/{message['id']}/source")
    assert answer.content == _RAW
    assert answer.headers["content-disposition"].startswith("attachment")


async def test_headers_are_told_as_meant_and_as_they_came(desk: ServedDesk):
    """Encoded words are decoded, folds stay in the raw form."""
    message = await _deliver(desk, _RAW)
    headers = (await desk.ask("GET", f"/api/messages/{message['id']}/headers")).json["headers"]
    assert [header["name"] for header in headers][:3] == ["From", "Subject", "X-Long"]
    assert headers[1] | {"name": ""} == {"name": "", "value": "مرحبا", "raw": "=?utf-8?b?2YXYsdit2KjYpw==?="}
    assert (headers[2]["value"], headers[2]["raw"]) == ("one two", "one\n two")


async def test_a_mail_is_read_with_another_charset(desk: ServedDesk):
    """Nothing is changed by looking; a charset that nobody knows is refused."""
    message = await _deliver(desk, _RAW)
    assert message["text"] == "مرحبا"
    path = f"/api/messages/{message['id']}/reading"
    read = (await desk.ask("GET", f"{path}?charset=windows-1252")).json
    assert (read["text"], read["declared"]) == ("ãÑÍÈÇ", "iso-8859-1")
    assert (await desk.ask("GET", f"{path}?charset=klingon")).code == "invalid_field"


async def test_files_that_say_something_are_read(desk: ServedDesk):
    """A mail within the mail with its own files, and a visiting card."""
    message = await _deliver(desk, _with_files())
    mail, card = message["attachments"]
    read = (await desk.ask("GET", f"/api/attachments/{mail['id']}/reading")).json
    assert (read["title"], read["text"], read["files"][0]["filename"]) == (
        "The bill",
        "See the file.",
        "bill.csv",
    )
    assert (await desk.ask("GET", f"/api/attachments/{mail['id']}/files/0")).content == b"a,b\n"
    assert (await desk.ask("GET", f"/api/attachments/{mail['id']}/files/1")).status == 404
    read = (await desk.ask("GET", f"/api/attachments/{card['id']}/reading")).json
    assert read["fields"] == [{"name": "name", "value": "Amal Haddad"}, {"name": "phone", "value": "+49 1"}]


async def test_who_may_not_see_the_mailbox_learns_nothing(desk: ServedDesk):
    """Basil works in Support alone; the answer is that of a message that there is not."""
    message = await _deliver(desk, _with_files(), "sales")
    file = message["attachments"][0]
    for path in (
        f"messages/{message['id']}/source", f"messages/{message['id']}/headers", f"messages/{message['id']}/reading",
        f"attachments/{file['id']}/reading", f"attachments/{file['id']}/files/0", f"attachments/{file['id']}",
    ):  # fmt: skip
        assert (await desk.ask("GET", f"/api/{path}", who="Basil")).status == 404, path


async def test_what_did_not_come_as_mail_has_no_source(desk: ServedDesk):
    """Notes and replies are nobody's raw mail."""
    accepted = await desk.a_mail()
    assert (await desk.ask("GET", f"/api/messages/{accepted.message_id}/source")).status == 404
