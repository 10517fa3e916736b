"""Raw mail: read whatever it is, threaded by our own signed identities, machine mail told from people's."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.channels.email.ids import conversation_of, make_message_id
from server.channels.email.reading import read_mail
from support_tui.wire.values import Address
from tests.server.served import served_desk

SECRET = b"a secret of this desk"

MAIL = """\
From: =?utf-8?b?2YXZhtmJ?= <Mona@Customer.example>
To: Support <support@desk.example>, boss@customer.example
Cc: team@customer.example
Subject: =?utf-8?q?Invoice?= 7
Message-ID: <one@customer.example>
In-Reply-To: <two@desk.example>
References: <far@desk.example> <near@desk.example>
Date: Mon, 05 Jan 2026 10:00:00 +0300
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: multipart/alternative; boundary=c

--c
Content-Type: text/plain; charset=windows-1256
Content-Transfer-Encoding: 8bit

{body}
--c
Content-Type: text/html

<p>the same</p>
--c--
--b
Content-Type: application/pdf; name="../../etc/passwd"
Content-Disposition: attachment; filename="../../etc/passwd"
Content-Transfer-Encoding: base64

JVBERi0=
--b--
"""


def test_a_whole_mail_is_read():
    """Names, addresses, subject, text in its charset, what it answers (nearest first), its time, its files without their paths."""
    raw = MAIL.encode().replace(b"{body}", "أين طلبي؟".encode("windows-1256"))
    mail = read_mail(raw)
    assert mail.sender == Address("Mona@Customer.example", "منى")
    assert [address.email for address in mail.to] == ["support@desk.example", "boss@customer.example"]
    assert mail.subject == "Invoice 7"
    assert mail.text == "أين طلبي؟"
    assert mail.external_id == "one@customer.example"
    assert mail.references == ("two@desk.example", "near@desk.example", "far@desk.example")
    assert mail.written_at == 1_767_596_400_000_000
    assert [(file.filename, file.content) for file in mail.files] == [("passwd", b"%PDF-")]
    assert mail.automatic == ""


@given(st.binary(max_size=400))
def test_no_bytes_are_unreadable(noise: bytes):
    """Whatever comes in, something is read, and the same bytes have the same identity."""
    raw = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n" + noise
    assert read_mail(raw).external_id == read_mail(raw).external_id


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_header_is_unreadable(name: str, value: str):
    """A header with any name and content stops nothing."""
    read_mail(
        f"From: {value}\nSubject: {value}\nDate: {value}\n{name}: {value}\n\nhello".encode("utf-8", "replace")
    )


def test_a_mail_without_identity_gets_one_from_its_bytes():
    """Two such mails are one only if they are equal byte by byte (E4)."""
    one, other = read_mail(b"From: a@b.example\n\nhello"), read_mail(b"From: a@b.example\n\nhello!")
    assert one.external_id.startswith("sha256:")
    assert one.external_id != other.external_id


@pytest.mark.parametrize(
    ("header", "value", "is_automatic"),
    [
        ("auto-submitted", "auto-replied; owner-email=x", True),
        ("auto-submitted", "NO", False),
        ("precedence", "Bulk", True),
        ("precedence", "first-class", False),
        ("x-auto-response-suppress", "DR, OOF", True),
        ("x-auto-response-suppress", "None", False),
        ("list-unsubscribe", "<https://x.example>", True),
        ("return-path", "<>", True),
        ("return-path", "<a@b.example>", False),
    ],
)
def test_machine_mail_is_told_from_peoples(header: str, value: str, is_automatic: bool):
    """The headers that say so, and their harmless values (E25)."""
    mail = read_mail(f"From: a@b.example\n{header}: {value}\n\nhello".encode())
    assert bool(mail.automatic) is is_automatic


def test_robots_are_known_by_name():
    """Nobody answers as mailer-daemon (E25)."""
    assert read_mail(b"From: MAILER-DAEMON@b.example\n\nhello").automatic == "sender"
    assert read_mail(b"From: maria@b.example\n\nhello").automatic == ""


@given(st.integers(1, 10**12), st.integers(1, 10**12))
def test_our_identities_name_their_conversation(conversation_id: int, message_id: int):
    """Only who knows the secret can make one (E10)."""
    made = make_message_id(SECRET, conversation_id, message_id, "desk.example")
    assert conversation_of(SECRET, made) == conversation_id
    assert conversation_of(b"another secret", made) is None
    assert conversation_of(SECRET, made.replace(f"c{conversation_id}.", f"c{conversation_id + 1}.")) is None


async def test_a_mail_comes_in_once_and_its_answer_joins_it(tmp_path: Path):
    """The same mail twice is one message; an answer to one of our own identities joins its conversation, whatever the subject."""
    async with served_desk(tmp_path / "desk") as desk:
        raw = b"From: Carla <carla@customer.example>\nSubject: Parcel\nMessage-ID: <1@customer.example>\n\nWhere is it?\n"
        first = (await desk.ask("POST", "/api/deliver?mailbox=support", content=raw)).json
        again = (await desk.ask("POST", "/api/deliver?mailbox=Support", content=raw)).json
        assert first["message_id"] == again["message_id"]
        ours = make_message_id(desk.desk.mail.out._secret, first["conversation_id"], 99, "desk.example")
        answer = (
            f"From: carla@customer.example\nSubject: other\nMessage-ID: <2@x>\nReferences: <{ours}>\n\nThanks"
        )
        joined = (await desk.ask("POST", "/api/deliver?mailbox=support", content=answer.encode())).json
        assert joined["conversation_id"] == first["conversation_id"]
        thread = (await desk.ask("GET", f"/api/conversations/{first['conversation_id']}/thread")).json
        digest = thread["messages"][0]["raw_digest"]
        assert desk.desk.blobs.get(digest) == raw


async def test_mails_join_whatever_the_order_they_arrive_in(tmp_path: Path):
    """A reply that comes before what it answers is joined by it; so is another reply to what never comes (E19)."""

    def mail(name: str, *answered: str) -> bytes:
        references = " ".join(f"<{other}@customer.example>" for other in answered)
        return f"From: {name}@customer.example\nMessage-ID: <{name}@customer.example>\nReferences: {references}\n\n{name}".encode()

    async with served_desk(tmp_path / "desk") as desk:

        async def home_of(raw: bytes) -> int:
            answer = await desk.ask("POST", "/api/deliver?mailbox=support", content=raw)
            home: int = answer.json["conversation_id"]
            return home

        reply = await home_of(mail("second", "first"))
        assert await home_of(mail("first")) == reply
        orphan = await home_of(mail("fourth", "third"))
        assert await home_of(mail("fifth", "third")) == orphan
        assert orphan != reply
