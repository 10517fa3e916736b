"""Words of a mail that stand in forms few programs write, and none of which is lost (E30, E33)."""

import base64

import pytest

from server.channels.email.reading import read_mail

FROM = "From: Mona <mona@x.example>\nSubject: Order\n"


def test_what_a_list_adds_below_a_text_in_base64_is_read_as_it_stands():
    """It is not of the encoded text, and makes no other letters of it."""
    encoded = base64.b64encode("Wo ist meine Bestellung? Grüße".encode()).decode()
    raw = f"{FROM}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{encoded}\n\n-- \nSent through the list of the town\n"
    assert (
        read_mail(raw.encode()).text
        == "Wo ist meine Bestellung? Grüße\n\n-- \nSent through the list of the town"
    )


def test_a_text_in_base64_alone_is_only_that():
    """Its lines and what fills its end add nothing."""
    encoded = base64.encodebytes(("Where is my order? " * 20).encode()).decode()
    raw = f"{FROM}Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n{encoded}\n\n"
    assert read_mail(raw.encode()).text == "Where is my order? " * 20


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/enriched", "<bold>Where</bold> is <color><param>red</param>my</color> order, 3 << 5?"),
        ("text/rtf", r"{\rtf1 Where is {\b my} order, 3 < 5?}"),
        ("text/markdown", "Where is my order, 3 < 5?"),
    ],
)
def test_a_text_of_another_kind_is_a_text(kind: str, body: str):
    """Its words stand in the thread and not in a file."""
    mail = read_mail(f"{FROM}Content-Type: {kind}\n\n{body}".encode())
    assert (mail.text, mail.files) == ("Where is my order, 3 < 5?", ())


def test_such_a_text_with_a_name_is_a_file():
    """Somebody has attached it."""
    raw = f"{FROM}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee there.\n--b\nContent-Type: text/rtf; name=note.rtf\n\n{{\\rtf1 Note}}\n--b--"
    mail = read_mail(raw.encode())
    assert (mail.text, [file.filename for file in mail.files]) == ("See there.", ["note.rtf"])


def test_a_short_plain_form_that_speaks_of_the_page_is_not_the_mail():
    """Also where the page is short itself."""
    raw = (
        f"{FROM}Content-Type: multipart/alternative; boundary=b\n\n--b\n\nPlease view this in HTML\n--b\n"
        "Content-Type: text/html\n\n<p>My order 55 has not come. Where is it?</p>\n--b--"
    )
    assert read_mail(raw.encode()).text == "My order 55 has not come. Where is it?"


def test_a_customer_who_writes_of_html_is_read():
    """The page says the same."""
    raw = (
        f"{FROM}Content-Type: multipart/alternative; boundary=b\n\n--b\n\nMy HTML is broken\n--b\n"
        "Content-Type: text/html\n\n<p>My HTML is <b>really</b> broken</p>\n--b--"
    )
    assert read_mail(raw.encode()).text == "My HTML is broken"


def test_a_mark_of_byte_order_hides_no_header():
    """Some programs begin a saved mail with one."""
    mail = read_mail(b"\xef\xbb\xbf" + f"{FROM}\nHello".encode())
    assert (mail.sender.email, mail.text) == ("mona@x.example", "Hello")
