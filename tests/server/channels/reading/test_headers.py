"""Headers and people as they were meant (E34)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.channels.email.reading import read_mail
from server.channels.email.reading.addresses import addresses, only
from server.channels.email.reading.headers import decoded
from support_tui.wire.values import Address


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"=?utf-8?q?Caf=C3=A9?=", "Café"),
        (b"=?utf-8?b?2YXZhtmJ?= =?utf-8?b?INi52YTZig==?=", "منى علي"),
        (b"=?UTF-8?B?2YXZhg==?=\r\n =?UTF-8?B?2Yk=?=", "منى"),
        (b"=?utf-8?Q?=D9=85=D9?= =?utf-8?Q?=86=D9=89?=", "منى"),
        (b"=?utf-8?B?2YXZhtmJ?", "=?utf-8?B?2YXZhtmJ?"),
        (b"=?utf-8?b?2YXZhtmJ=?= and more", "منى and more"),
        (b"=?windows-1256?Q?=E3=E4=EC?= x", "منى x"),
        (b"=?utf-8?Q?two words?=", "two words"),
        (b"a =?nonsense?Q?b?= c", "a b c"),
        (b"=?utf-8*ar?b?2YXZhtmJ?=", "منى"),
        (b"=?utf-8?b?2YXZ?= =?utf-8?q?=86=D9=89?=", "منى"),
        (b"=?iso-8859-1?q?caf=E9_?= =?windows-1256?q?=E3=E4=EC?=", "café منى"),
        (b"=?gb2312?b?xPq6w6Os6Ua7+Q==?= ok", "您好，镕基 ok"),
    ],
)
def test_encoded_words(raw: bytes, text: str):
    """Cut inside a character, without padding, with blanks, in unknown charsets (RFC 2047, RFC 2231)."""
    assert decoded(raw) == text


@pytest.mark.parametrize(
    ("raw", "people"),
    [
        (b"Mona <m@x.example>, omar@x.example", [("m@x.example", "Mona"), ("omar@x.example", "")]),
        (b'"Smith, Anna" <a@x.example>', [("a@x.example", "Smith, Anna")]),
        (b"Smith, Anna <a@x.example>", [("a@x.example", "Smith, Anna")]),
        (b"'a@x.example' <a@x.example>", [("a@x.example", "")]),
        (b"team: a@x.example, b@x.example;", [("a@x.example", ""), ("b@x.example", "")]),
        (b"undisclosed-recipients:;", []),
        (b"a@x.example (Anna)", [("a@x.example", "Anna")]),
        (b'"=?utf-8?b?2YXZhtmJ?=" <m@x.example>', [("m@x.example", "منى")]),
        (b'"never closed <a@x.example>, b@x.example', [("a@x.example", "never closed"), ("b@x.example", "")]),
        (b"<mailto:a@x.example>", [("a@x.example", "")]),
        (b"a@x.example; b@x.example, A@X.example", [("a@x.example", ""), ("b@x.example", "")]),
    ],
)
def test_people(raw: bytes, people: list[tuple[str, str]]):
    """Everyone once, in order, however the header is written."""
    assert addresses(raw) == tuple(Address(*person) for person in people)


def test_a_mail_system_signs_with_a_word():
    """A sender without an address is still somebody."""
    assert only(b"MAILER-DAEMON (Mail Delivery System)") == Address("", "Mail Delivery System")
    assert only(b"MAILER-DAEMON") == Address("MAILER-DAEMON")


def test_a_name_is_never_put_before_somebody_elses_address():
    """A From that is only a name gives neither name nor address to the Reply-To."""
    mail = read_mail(b'From: "The Boss" <>\nReply-To: <other@x.example>\n\nhello')
    assert mail.sender == Address("other@x.example")


@pytest.mark.parametrize(
    ("date", "written_at"),
    [
        ("Fri, 02 Jan 2026 10:00:00 +0200", 1_767_340_800_000_000),
        ("Fri, 02 Jan 2026 10:00:00 -0000", 1_767_348_000_000_000),
        ("2 Jan 26 10:00 EST", 1_767_366_000_000_000),
        ("Tue, 01 Jan 2999 00:00:00 +0000", 32_472_144_000_000_000),
        ("", None),
        ("yesterday", None),
        ("Mon, 01 Jan 1900 00:00:00 +0000", None),
        ("Fri, 32 Jan 2026 00:00:00 +0000", None),
        ("Fri, 02 Jan 99999 10:00:00 +0000", None),
        ("الجمعة 2 يناير 2026", None),
    ],
)
def test_what_time_a_mail_claims(date: str, written_at: int | None):
    """In universal time; what is missing or no time is no claim (E39)."""
    assert read_mail(f"From: a@x.example\nDate: {date}\n\nhello".encode()).written_at == written_at


def test_headers_that_go_on_without_an_indent():
    """Lines broken by a bad gateway; what follows them is still read."""
    raw = b"X-Trace: abc\ndefghij\nklmnop==\nFrom: a@x.example\nSubject: hello\n\nwords"
    mail = read_mail(raw)
    assert (mail.sender.email, mail.subject, mail.text) == ("a@x.example", "hello", "words")


def test_a_line_of_an_mbox_is_no_header():
    """The separator of the file that a mail was kept in."""
    assert read_mail(b"From x@y Mon Jan  5 10:00:00 2026\nFrom: a@x.example\nSubject: s\n\nt").subject == "s"


@given(st.binary(max_size=200))
def test_no_header_stops_anything(value: bytes):
    """Any bytes in headers of people and words."""
    raw = b"".join(
        name + b": " + value.replace(b"\n", b" ") + b"\n"
        for name in (b"From", b"To", b"Subject", b"Content-Type")
    )
    mail = read_mail(raw + b"\nhello")
    assert "\n" not in mail.subject


def test_a_mail_whose_first_header_is_indented_has_it():
    """Its sender is no secret."""
    mail = read_mail(b" From: Mona <mona@x.example>\nSubject: Order\n\nHello")
    assert (mail.sender.email, mail.subject, mail.text) == ("mona@x.example", "Order", "Hello")


def test_text_that_no_blank_line_parts_from_the_headers_is_text():
    """No word of it stands in the subject, and none is lost."""
    text = "Dear all,\nmy order did not come.\nIt is five days late\nand I need it.\nMona"
    for tail in ("", "\n\nSent from my phone"):
        mail = read_mail(f"From: mona@x.example\nSubject: Order\n{text}{tail}".encode())
        assert (mail.subject, mail.text) == ("Order", text + tail)


def test_a_subject_that_goes_on_without_an_indent_is_whole():
    """It stands above a text of its own."""
    mail = read_mail(b"From: mona@x.example\nSubject: My order of\nlast week\n\nHello")
    assert (mail.subject, mail.text) == ("My order of last week", "Hello")


def test_a_file_whose_name_is_not_indented_has_its_name():
    """The line is of the part's header."""
    raw = (
        "From: mona@x.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee the file.\n--b\n"
        'Content-Type: application/pdf; x-mode=1;\nname="bill.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n--b--'
    )
    assert [(file.filename, file.content) for file in read_mail(raw.encode()).files] == [
        ("bill.pdf", b"%PDF-")
    ]


@pytest.mark.parametrize(
    ("raw", "email", "name"),
    [
        ('"Bank <service@bank.example>" mona@x.example', "mona@x.example", ""),
        ('"Bank <service@bank.example>" <mona@x.example', "mona@x.example", "Bank"),
        ('"service@bank.example" >mona@x.example', "mona@x.example", ""),
        ("service@bank.example <mona@x.example", "mona@x.example", "service@bank.example"),
        ('Mona <"mona ali"@x.example>', '"mona ali"@x.example', "Mona"),
        ("Mona < (home) mona@x.example (until May) >", "mona@x.example", "Mona"),
        ("Mona <mona . ali @ x . example>", "mona.ali@x.example", "Mona"),
        ("Mona <@relay.example,@gate.example:mona@x.example>", "mona@x.example", "Mona"),
    ],
)
def test_the_address_is_the_senders_and_not_one_in_the_name(raw: str, email: str, name: str):
    """Whoever writes another one into the name gets no mail that was meant for it."""
    sender = read_mail(f"From: {raw}\nSubject: x\n\nx".encode()).sender
    assert sender.email == email
    assert not name or sender.name == name


@pytest.mark.parametrize(
    "raw", ["a@x.example b@x.example", "<a@x.example> <b@x.example>", "<a@x.example><b@x.example>"]
)
def test_recipients_without_commas_are_all_there(raw: str):
    """Some programs write blanks between them."""
    assert [person.email for person in read_mail(f"To: {raw}\n\nx".encode()).to] == [
        "a@x.example",
        "b@x.example",
    ]
