"""Which parts are read and which are kept as files (RFC 8621 §4.1.4, E35)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.channels.email.reading import Mail, read_mail
from server.channels.email.reading.files import safe_name, shortened


def a_mail(kind: str, *parts: str) -> Mail:
    """A multipart mail of these raw parts."""
    body = "".join(f"--b\n{part}\n" for part in parts)
    return read_mail(
        f"From: a@x.example\nContent-Type: multipart/{kind}; boundary=b\n\n{body}--b--\n".encode()
    )


PLAIN = "Content-Type: text/plain\n\nplain words"
HTML = "Content-Type: text/html\n\n<p>rich words</p>"
IMAGE = "Content-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\niVBORw0="


def test_the_plain_form_is_read_where_there_are_two():
    """The HTML beside it is the same again, and no file."""
    mail = a_mail("alternative", PLAIN, HTML)
    assert (mail.text, mail.html, mail.files) == ("plain words", "<p>rich words</p>", ())


def test_an_empty_plain_form_hides_nothing():
    """Some programs write only the HTML."""
    assert a_mail("alternative", "Content-Type: text/plain\n\n \n", HTML).text == "rich words"


def test_texts_one_after_the_other_are_all_read():
    """A list adds its footer as a part of its own: no word of the customer is lost (E30)."""
    assert (
        a_mail("mixed", PLAIN, "Content-Type: text/plain\n\nmore words").text == "plain words\n\nmore words"
    )


def test_an_attached_text_is_a_file():
    """What the sender attached is not read aloud."""
    mail = a_mail(
        "mixed", PLAIN, "Content-Type: text/plain\nContent-Disposition: attachment; filename=log.txt\n\nlog"
    )
    assert (mail.text, [file.filename for file in mail.files]) == ("plain words", ["log.txt"])


def test_an_image_between_texts_is_kept():
    """It is shown by the HTML and can be opened from the plain form."""
    assert [file.filename for file in a_mail("mixed", PLAIN, IMAGE).files] == ["a.png"]


def test_a_mail_within_the_mail_is_one_file():
    """A forwarded mail keeps its own parts; its name is its subject."""
    inner = "Content-Type: message/rfc822\n\nFrom: c@x.example\nSubject: Old news\nContent-Type: text/plain\n\ninner words"
    mail = a_mail("mixed", PLAIN, inner)
    assert [file.filename for file in mail.files] == ["Old news.eml"]
    assert read_mail(mail.files[0].content).text == "inner words"


def test_a_multipart_without_parts_is_read_as_text():
    """Its boundary never comes: the words are there all the same."""
    assert (
        read_mail(b"From: a@x.example\nContent-Type: multipart/mixed; boundary=zz\n\nlost words").text
        == "lost words"
    )


def test_nesting_without_end_is_read_in_time():
    """A thousand multiparts in each other."""
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(1000))
    assert (
        read_mail(f"From: a@x.example\n{head}Content-Type: text/plain\n\ndeep".encode()).sender.email
        == "a@x.example"
    )


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('filename="=?utf-8?b?2YHYp9iq2YjYsdipLnBkZg==?="', "فاتورة.pdf"),
        ("filename*=utf-8''%D9%81%D8%A7%D8%AA%D9%88%D8%B1%D8%A9.pdf", "فاتورة.pdf"),
        (
            "filename*0*=utf-8''%D9%81%D8%A7%D8%AA;\n filename*1*=%D9%88%D8%B1%D8%A9;\n filename*2=.pdf",
            "فاتورة.pdf",
        ),
        ('filename="فاتورة.pdf"', "فاتورة.pdf"),
        ('filename="=?utf-8?b?2YHYp9iq2Yg=?= =?utf-8?b?2LHYqS5wZGY=?="', "فاتورة.pdf"),
        ('filename="=?utf-8?q?=D9?= =?utf-8?q?=85.pdf?="', "م.pdf"),
        ("filename=other.pdf; filename*=utf-8''%D9%85.pdf", "م.pdf"),
        ("filename*=windows-1256''%E3%E4%EC.pdf", "منى.pdf"),
        ("filename*=utf-8''..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("filename*=utf-8''a%00%0Ab%1B%5B2J%C2%9B.txt", "ab[2J.txt"),
        ("filename*=utf-8''photo%E2%80%AEgnp.exe", "photognp.exe"),
        ('filename="photo.png' + " " * 60 + '.exe"', "photo.png .exe"),
        ('filename="../../etc/passwd"', "passwd"),
        ('filename="C:\\\\temp\\\\a.txt"', "a.txt"),
        ('filename=".."', "attachment.bin"),
        ("filename=", "attachment.bin"),
    ],
)
def test_names_of_files(header: str, name: str):
    """In every way they are written; never a path (E34)."""
    part = f"Content-Type: application/octet-stream\nContent-Disposition: attachment; {header}\n\nx"
    assert [file.filename for file in a_mail("mixed", PLAIN, part).files] == [name]


def test_a_name_cannot_hide_its_ending():
    """A right-to-left override that makes `exe` look like a picture."""
    assert safe_name("photo\u202egnp.exe") == "photognp.exe"


@given(st.text(max_size=80))
def test_no_name_leads_elsewhere(name: str):
    """Whatever is given: no path, nothing invisible, not a dot alone."""
    safe = safe_name(name)
    assert not set("/\\\n\r\0\u202e") & set(safe)
    assert safe not in (".", "..")


@given(
    st.text(min_size=1, max_size=400), st.sampled_from((".zip", ".tar.gz", ".", "", ".no-such-ending-at-all"))
)
def test_a_long_name_keeps_its_ending(stem: str, ending: str):
    """By it a program knows what the file is; one that fits stays as it is (E34)."""
    short = shortened(stem + ending, 100)
    assert len(short) <= 100
    if len(stem + ending) <= 100:
        assert short == stem + ending
    elif ending in (".zip", ".tar.gz"):
        assert short.endswith(ending[-4:] if ending == ".zip" else ".gz")


def test_parts_are_found_by_the_boundary_that_stands_between_them():
    """Whatever the headers say it is."""
    body = "\n\n--m\nContent-Type: text/plain\n\nHello\n--m\nContent-Type: application/pdf; name=a.pdf\n\n%PDF\n--m--\n"
    for declared in ("multipart/mixed", 'multipart/mixed; boundary="other"'):
        mail = read_mail(f"From: a@x.example\nContent-Type: {declared}{body}".encode())
        assert (mail.text, [file.filename for file in mail.files]) == ("Hello", ["a.pdf"])


def test_the_same_words_for_a_watch_are_no_file():
    """Nor those for a page that runs."""
    parts = "".join(
        f"--m\nContent-Type: text/{kind}\n\nHello\n" for kind in ("plain", "x-amp-html", "watch-html", "html")
    )
    mail = read_mail(
        f"From: a@x.example\nContent-Type: multipart/alternative; boundary=m\n\n{parts}--m--\n".encode()
    )
    assert (mail.text, mail.files) == ("Hello", ())


def test_lines_broken_for_the_way_are_whole_again():
    """As deeply quoted as they were; the mark of a signature is none of them (RFC 3676)."""
    body = "A long \nline.\n> quoted \n> words\n>> deeper\n From here\n-- \nSara\n"
    raw = f"From: a@x.example\nContent-Type: text/plain; format=flowed\n\n{body}"
    assert read_mail(raw.encode()).text == "A long line.\n> quoted words\n>> deeper\nFrom here\n-- \nSara"
    raw = "From: a@x.example\nContent-Type: text/plain; format=flowed; DelSp=yes\n\n長い \n行\n"
    assert read_mail(raw.encode()).text == "長い行"
