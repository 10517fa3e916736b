"""Letters as they leave: the same words in two forms, in their direction, and nothing that could end a header (E20, E23, E24)."""

from email import message_from_bytes
from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from server.channels.email.compose import as_html, compose
from server.channels.email.reading import read_mail
from server.core.outgoing import Outgoing
from support_tui.wire.values import Address

MOMENT = 1_767_441_600_000_000
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=80)


def a_letter(text: str = "Hello", **facts: object) -> Outgoing:
    """To Mona, from Support."""
    known: dict[str, object] = {
        "message_id": 2, "conversation_id": 1, "mailbox": "Support", "sender": Address("support@desk.example", "Support"),
        "to": (Address("mona@x.example", "منى"),), "cc": (), "title": "Order", "written_at": MOMENT,
    }  # fmt: skip
    return Outgoing(text=text, **(known | facts))  # type: ignore[arg-type]


def raw(outgoing: Outgoing) -> bytes:
    """As it goes over the wire."""
    return compose(outgoing, "c1.m2.x@desk.example", ()).as_bytes()


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


def test_the_signature_stands_below():
    """Behind the mark by which it is folded in answers."""
    assert read_mail(raw(a_letter(signature="Desk & Co\n"))).text == "Hello\n\n-- \nDesk & Co"


@given(WORDS, WORDS, st.text(max_size=60))
def test_what_is_written_is_what_is_read(text: str, title: str, name: str):
    """Any words, in any script; no name or title adds a header."""
    mail = read_mail(raw(a_letter(text, title=title, sender=Address("support@desk.example", name))))
    assert mail.text == text.strip("\n")
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


def test_an_answer_names_what_it_answers():
    """The last one alone in In-Reply-To, all in References, one mark of an answer."""
    mail: EmailMessage = compose(
        a_letter(title="Re: RE: Order", answers=("1@x", "2@x")), "c1.m2.x@desk.example", ()
    )
    assert (mail["In-Reply-To"], mail["References"], mail["Subject"]) == ("<2@x>", "<1@x> <2@x>", "Re: Order")
