"""Letters as they leave: the same words in two forms, in their direction, and nothing that could end a header (E20, E23, E24)."""

import re
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from server.channels.email.bodies import as_html
from server.channels.email.compose import MAX_REFERENCES, Identities, Letter, compose
from server.channels.email.reading import read_mail
from server.core.outgoing import Earlier, Outgoing, OutgoingFile
from support_tui.wire.quotes import visible_text
from support_tui.wire.values import Address

MOMENT = 1_767_441_600_000_000
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=80)
NAMES = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=80)
HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
OWN = Identities("c1.m2.x@desk.example")


def a_letter(text: str = "Hello", **facts: object) -> Outgoing:
    """To Mona, from Support."""
    known: dict[str, object] = {
        "message_id": 2, "conversation_id": 1, "mailbox": "Support", "sender": Address("support@desk.example", "Support"),
        "to": (Address("mona@x.example", "منى"),), "cc": (), "title": "Order", "written_at": MOMENT,
    }  # fmt: skip
    return Outgoing(text=text, **(known | facts))  # type: ignore[arg-type]


def raw(outgoing: Outgoing, ids: Identities = OWN, contents: tuple[bytes, ...] = ()) -> bytes:
    """As it goes over the wire."""
    return compose(outgoing, ids, contents).raw


def read(letter: bytes | Letter) -> EmailMessage:
    """As the standard library reads it."""
    content = letter.raw if isinstance(letter, Letter) else letter
    return message_from_bytes(content, _class=EmailMessage, policy=policy.default)


def lines(letter: bytes) -> list[bytes]:
    """The lines, each of which must end as RFC 5322 wants it."""
    assert b"\n" not in letter.replace(b"\r\n", b"") and b"\r" not in letter.replace(b"\r\n", b"")
    return letter.split(b"\r\n")


# ---------------------------------------------------------------- words


def test_it_is_written_in_two_forms():
    """Plain and HTML, the plain one first (RFC 2046 §5.1.4)."""
    mail = message_from_bytes(raw(a_letter()))
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_each_paragraph_has_its_direction():
    """Arabic runs from the right also in programs that know no `auto`."""
    html = as_html("مرحبا Mona\n\nOrder 12 < 13")
    assert html.index('<p dir="rtl">مرحبا') < html.index('<p dir="auto">Order 12 &lt; 13')


def test_links_can_be_followed():
    """The address alone, without the full stop behind it, and nothing in it can end the attribute."""
    html = as_html('See https://x.example/?a=1&b="2". Yes')
    assert '<a href="https://x.example/?a=1&amp;b=">https://x.example/?a=1&amp;b=</a>"2".' in html


def test_the_signature_stands_below():
    """Behind the mark by which it is folded in answers."""
    assert read_mail(raw(a_letter(signature="Desk & Co\n"))).text == "Hello\n\n-- \nDesk & Co"


@pytest.mark.parametrize("text", ["It is on its way.", "إنها في الطريق."])
def test_what_it_answers_stands_below_and_is_known_as_quoted(text: str):
    """In the language of the answer, and whoever reads the mail finds the writer's own words (E30)."""
    asked = Earlier(1, author="Mona", written_at=MOMENT, text="Where is it?\n\n> older")
    mail = read_mail(raw(a_letter(text, quoted=(asked,))))
    assert "> Where is it?" in mail.text
    assert visible_text(mail.text).strip() == text
    assert "<blockquote>" in (mail.html or "")


def test_quotations_in_a_quotation_stand_inside_it():
    """As deep as mail programs show them, each with its direction; marks that it carries are not repeated."""
    asked = Earlier(1, author="Mona", text="Hello\n> مرحبا\n>> deep\n> ref:12-abcdefghijklmnop\nend")
    html = as_html("Yes", quoted=(asked,))
    assert html.count("<blockquote") == html.count("</blockquote>") == 3
    assert html.index('dir="rtl" style') < html.index("مرحبا") < html.index("deep") < html.index("end")
    assert as_html("Yes", quoted=(Earlier(1, text=">" * 9_000),)).count("<blockquote") <= 8


@given(WORDS, WORDS, st.text(max_size=60))
@example(" ", "", "")
def test_what_is_written_is_what_is_read(text: str, title: str, name: str):
    """Any words, in any script; blanks alone say nothing, and no name or title adds a header."""
    mail = read_mail(raw(a_letter(text, title=title, sender=Address("support@desk.example", name))))
    assert mail.text == (text.strip("\n") if text.strip() else "")
    assert mail.subject == " ".join(title.split())
    assert set(mail.headers) == {
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "mime-version",
        "content-type",
    }


# ---------------------------------------------------------------- headers


@given(HOSTILE, HOSTILE, HOSTILE, st.lists(HOSTILE, max_size=3))
def test_nothing_of_ours_ends_a_header(title: str, name: str, filename: str, answered: list[str]):
    """Whatever stands in titles, names, file names and foreign identities: the headers are ours alone, ASCII, and short enough (E24)."""
    outgoing = a_letter(
        "x",
        title=title,
        to=(Address("mona@x.example", name),),
        earlier=tuple(Earlier(1, external_id=id_) for id_ in answered),
        files=(OutgoingFile(filename, filename, "0" * 64),),
    )
    letter = raw(outgoing, Identities("own@desk.example", tuple(answered), *answered[-1:]), (b"bytes",))
    assert letter.isascii()
    assert max(map(len, lines(letter))) <= 998
    names = {
        line.split(b":")[0].lower()
        for line in lines(letter.partition(b"\r\n\r\n")[0])
        if line[:1] not in b" \t"
    }
    assert names <= {
        b"from", b"to", b"subject", b"date", b"message-id", b"mime-version", b"content-type", b"in-reply-to", b"references",
    }  # fmt: skip


@given(NAMES)
def test_a_name_is_read_as_it_was_written(name: str):
    """By the standard library's reading of RFC 2047."""
    letter = raw(a_letter(to=(Address("mona@x.example", name), Address("b@x.example", "B, “b”"))))
    (written, email), _ = getaddresses([message_from_bytes(letter)["To"]])
    assert (str(make_header(decode_header(written))).split(), email) == (name.split(), "mona@x.example")
    assert [address.addr_spec for address in read(letter)["To"].addresses] == [
        "mona@x.example",
        "b@x.example",
    ]


def test_an_identity_longer_than_a_line_stays_whole():
    """Outlook's are; written as encoded words nobody would find the conversation again (E20)."""
    long = f"{'A' * 95}@eurprd04.prod.outlook.example"
    head = raw(a_letter(earlier=(Earlier(1, external_id=long),)), Identities("own@x", (long, long), long))
    assert f"In-Reply-To: <{long}>".encode() in head.replace(b"\r\n ", b" ")
    assert read(head)["References"] == f"<{long}> <{long}>"


def test_an_answer_names_what_it_answers():
    """The customer's last one alone in In-Reply-To, all in References, one mark of an answer."""
    earlier = (Earlier(1, external_id="1@x"), Earlier(2, external_id="2@x"))
    mail = read(
        raw(a_letter(title="Re: RE: Order", earlier=earlier), Identities("o@x", ("1@x", "2@x"), "2@x"))
    )
    assert (mail["In-Reply-To"], mail["References"], mail["Subject"]) == ("<2@x>", "<1@x> <2@x>", "Re: Order")


def test_the_references_of_a_long_thread_keep_its_ends():
    """The first and the last, oldest first (E20)."""
    ids = tuple(f"{number}@x" for number in range(100))
    mail = read(raw(a_letter(), Identities("o@x", ids, ids[-1])))
    found = mail["References"].split()
    assert (len(found), found[0], found[1], found[-1]) == (MAX_REFERENCES, "<0@x>", "<81@x>", "<99@x>")


@pytest.mark.parametrize(
    "title",
    ["Re: Order", "RE: re : Order", "AW: Order", "SV: Re: Order", "رد: Order", "回复：Order", "Re[2]: Order"],
)
def test_one_mark_of_an_answer(title: str):
    """Whatever marks other programs have put there (E20)."""
    mail = read(raw(a_letter(title=title, earlier=(Earlier(1, external_id="1@x"),))))
    assert mail["Subject"] == "Re: Order"


@pytest.mark.parametrize("title", ["Reorder: two", "Research: x", "Aware"])
def test_a_word_that_begins_alike_is_no_mark(title: str):
    """It belongs to the title."""
    assert read(raw(a_letter(title=title)))["Subject"] == title


# ---------------------------------------------------------------- recipients


def test_nobody_gets_it_twice_and_no_mailbox_of_ours_at_all():
    """Copies to the requester, to one another and to ourselves are left out (E23)."""
    letter = compose(
        a_letter(
            cc=(Address("MONA@x.example"), Address("b@x.example"), Address("sales@desk.example")),
            bcc=(Address("B@x.example"), Address("secret@x.example")),
            own_addresses=("support@desk.example", "sales@desk.example"),
        ),
        OWN,
        (),
    )
    assert letter.recipients == ("mona@x.example", "b@x.example", "secret@x.example")
    assert (read(letter)["Cc"], read(letter)["Bcc"]) == ("b@x.example", None)
    assert b"secret" not in letter.raw


def test_a_domain_of_another_script_is_written_as_the_dns_has_it():
    """And the same mailbox in both spellings is one recipient (E24)."""
    letter = compose(
        a_letter(to=(Address("info@bücher.example"),), cc=(Address("info@xn--bcher-kva.example"),)), OWN, ()
    )
    assert letter.recipients == ("info@xn--bcher-kva.example",)
    assert not letter.needs_utf8


def test_a_name_of_another_script_before_the_at_needs_smtputf8():
    """Where the server does not know it, the others get the mail, and who does not is told (E24)."""
    outgoing = a_letter(cc=(Address("منى@x.example"),))
    assert compose(outgoing, OWN, ()).needs_utf8
    fallback = compose(outgoing, OWN, (), takes_utf8=False)
    assert (fallback.needs_utf8, fallback.left_out) == (False, ("منى@x.example",))
    assert fallback.raw.isascii()
    with pytest.raises(ValueError, match="منى"):
        compose(a_letter(to=(Address("منى@x.example"),)), OWN, (), takes_utf8=False)


def test_another_try_goes_to_whom_it_has_not_reached():
    """The mail stays the same, the envelope does not."""
    letter = compose(a_letter(cc=(Address("b@x.example"),), only_to=("B@x.example",)), OWN, ())
    assert letter.recipients == ("b@x.example",)
    assert "mona@x.example" in read(letter)["To"]


@pytest.mark.parametrize("email", ["", "a", "a@", "@b", "a b@c", "a@b\r\nBcc: c@d", "a@b>", "a@" + "b" * 300])
def test_what_is_no_address_gets_no_mail(email: str):
    """Nothing is guessed."""
    with pytest.raises(ValueError):
        compose(a_letter(to=(Address(email),)), OWN, ())


# ---------------------------------------------------------------- files


FILES: list[Any] = [
    ("فاتورة رقم ١٢.pdf", "application/pdf", b"%PDF\x00\xff"),
    ("a" * 180 + ".txt", "text/plain", b"x\ny\r\n" * 300),
    ("mail.eml", "message/rfc822", b"From: a@b\r\n\r\nhi"),
    ("odd", "no type at all\r\nX: y", b""),
]


@pytest.mark.parametrize(("filename", "media_type", "content"), FILES)
def test_a_file_arrives_as_it_was(filename: str, media_type: str, content: bytes):
    """Its name in any script and length (RFC 2231), and every byte."""
    letter = raw(a_letter(files=(OutgoingFile(filename, media_type, "0" * 64),)), OWN, (content,))
    (part,) = read(letter).iter_attachments()
    assert (part.get_filename(), part.get_payload(decode=True)) == (filename, content)
    (file,) = read_mail(letter).files
    assert (file.filename, file.content) == (filename, content)
    assert not re.search(rb"\r\nX:", letter)
