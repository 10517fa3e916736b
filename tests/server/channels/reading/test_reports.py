"""Mail about mail: what was not delivered, and complaints (E29)."""

import pytest

from server.channels.email.reading import read_mail

BOUNCE = """\
From: MAILER-DAEMON@mx.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

I could not deliver your message.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; mona@customer.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {status} mailbox unknown

--b
Content-Type: message/rfc822

From: support@desk.example
Message-ID: <c7.m9.abc@desk.example>
Subject: Your order

Hello
--b--
"""


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [("failed", "5.1.1", "bounce"), ("delayed", "4.4.1", "delayed"), ("delivered", "2.0.0", "delivered")],
)
def test_a_standard_report_is_read(action: str, status: str, kind: str):
    """Whom it is about, with what code and words, and which of our mails came back (RFC 3464)."""
    told = read_mail(BOUNCE.format(action=action, status=status).encode()).report
    assert told is not None
    assert (told.kind, told.original_id) == (kind, "c7.m9.abc@desk.example")
    assert [(entry.address, entry.action, entry.status) for entry in told.recipients] == [
        ("mona@customer.example", action, status)
    ]
    assert told.recipients[0].detail == f"{status} mailbox unknown"


def test_a_report_in_words_is_known_too():
    """A mail system that follows no standard."""
    raw = b"From: postmaster@mx.example\nSubject: failure notice\n\nSorry, no such user: <mona@customer.example> 550 5.1.1"
    told = read_mail(raw).report
    assert told is not None
    assert told.kind == "bounce"
    assert told.recipients[0].address == "mona@customer.example"


def test_a_header_names_whom_it_did_not_reach():
    """Every address of X-Failed-Recipients, whatever the words are (E29)."""
    raw = b"From: system@mx.example\nX-Failed-Recipients: mona@customer.example, omar@customer.example\nSubject: ?\n\n4.4.7 too late"
    told = read_mail(raw).report
    assert told is not None
    assert [(entry.address, entry.status) for entry in told.recipients] == [
        ("mona@customer.example", "4.4.7"),
        ("omar@customer.example", "4.4.7"),
    ]


def test_a_complaint_is_told_apart():
    """RFC 5965."""
    raw = b"From: fbl@isp.example\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b--"
    assert read_mail(raw).auto == "feedback"


@pytest.mark.parametrize(
    "raw",
    [
        b"From: mona@customer.example\nSubject: Re: Undelivered mail\nIn-Reply-To: <a@b>\n\nMy message could not be delivered, why?",
        b"From: mona@customer.example\nSubject: mailbox full\n\nYour form says my mailbox is full. User unknown?",
        b"From: omar@x.example\nSubject: Re: Sara is out of the office\nIn-Reply-To: <a@b>\n\nThen ask me.",
        b"From: omar@x.example\nList-Id: <a.b>\nPrecedence: bulk\nSubject: failure notice\n\nundeliverable, says the log",
    ],
)
def test_people_who_write_about_it_are_people(raw: bytes):
    """Nobody is taken for a machine by the subject of a conversation."""
    assert read_mail(raw).auto == ""


@pytest.mark.parametrize(
    "subject",
    ["Automatic reply: away", "Out of Office: Sara", "رد تلقائي: إجازة", "Sara Ali is out of the office"],
)
def test_answering_machines(subject: str):
    """Also where they set no header."""
    assert read_mail(f"From: s@x.example\nSubject: {subject}\n\nback on Monday".encode()).auto == "auto_reply"
