"""Which form of a mail is read, and what it is besides its words (E30, E31, E35)."""

from email.message import EmailMessage

import pytest

from server.channels.email.reading import read_mail
from support_tui.wire.mail_facts import Invite, Seal

_INVITE = """BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
SUMMARY:Delivery\\, second
  try
DTSTART;TZID=Europe/Berlin:20260301T100000
DURATION:PT1H30M
LOCATION:Hall 4
ORGANIZER;CN="Amal: Haddad":mailto:amal@shop.example
END:VEVENT
END:VCALENDAR
"""


def _mail(plain: str, page: str = "") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Amal <amal@shop.example>", "Hello"
    mail.set_content(plain)
    if page:
        mail.add_alternative(page, subtype="html")
    return mail


def test_the_plain_form_counts():
    """It is what people wrote, with its quotations marked."""
    mail = read_mail(_mail("Hello you", "<p>Hello <b>you</b></p>").as_bytes())
    assert (mail.text, mail.facts.from_html) == ("Hello you", False)


def test_a_plain_form_that_only_points_to_the_page_does_not():
    """The words are in the page then."""
    mail = read_mail(_mail("See the web version.", "<p>" + "many words here " * 40 + "</p>").as_bytes())
    assert mail.text.startswith("many words here") and mail.facts.from_html


def test_a_plain_form_of_addresses_does_not_either():
    """Newsletters whose links are longer than what they say."""
    plain = "\n".join(f"Offer {n}\nhttps://track.example/{'x' * 200}" for n in range(9))
    page = "".join(f"<p><a href='https://track.example/{n}'>Offer {n}</a></p>" for n in range(9))
    assert read_mail(_mail(plain, page).as_bytes()).text.startswith("[Offer 0](https://track.example/0)")


def test_images_that_came_along_are_numbered():
    """The page, the list of files and the plain form call them alike."""
    mail = _mail("See [image: plan.png]", "<p>See <img src='cid:plan@x'></p>")
    html = mail.get_payload()[1]
    html.add_related(b"png", "image", "png", cid="<plan@x>", filename="plan.png")
    found = read_mail(mail.as_bytes())
    assert (found.text, found.facts.inline) == ("See [image 1]", (0,))


def test_an_invitation_is_read():
    """What, where, when, who."""
    mail = _mail("You are invited")
    mail.add_attachment(_INVITE, subtype="calendar", filename="invite.ics")
    assert read_mail(mail.as_bytes()).facts.invite == Invite(
        "Delivery, second try",
        "Hall 4",
        "Amal: Haddad",
        "request",
        1_772_355_600_000_000,
        1_772_361_000_000_000,
    )


@pytest.mark.parametrize(
    ("head", "seal"),
    [
        ('multipart/encrypted; protocol="application/pgp-encrypted"; boundary=x', Seal.PGP_ENCRYPTED),
        ('multipart/signed; protocol="application/pgp-signature"; boundary=x', Seal.PGP_SIGNED),
        ('multipart/signed; protocol="application/pkcs7-signature"; boundary=x', Seal.SMIME_SIGNED),
        ("application/pkcs7-mime; smime-type=enveloped-data", Seal.SMIME_ENCRYPTED),
        ("application/x-pkcs7-mime; smime-type=signed-data", Seal.SMIME_SIGNED),
        ("multipart/mixed; boundary=x", None),
    ],
)
def test_sealed_mail_is_called_so(head: str, seal: Seal | None):
    """By its outermost part (E35)."""
    raw = f"Content-Type: {head}\n\n--x\nContent-Type: text/plain\n\nhi\n--x--\n".encode()
    assert read_mail(raw).facts.seal is seal


@pytest.mark.parametrize(
    ("armour", "seal"), [("MESSAGE", Seal.PGP_ENCRYPTED), ("SIGNED MESSAGE", Seal.PGP_SIGNED)]
)
def test_words_in_armour_are_called_so(armour: str, seal: Seal):
    """By the armour around them (E35)."""
    armoured = _mail(f"-----BEGIN PGP {armour}-----\n\nabc\n-----END PGP {armour}-----")
    assert read_mail(armoured.as_bytes()).facts.seal is seal


def test_a_mail_is_read_with_the_charset_that_somebody_says():
    """Whatever it declares (E33); the text, and a subject in raw bytes."""
    raw = (
        b"Subject: \xe3\xd1\xcd\xc8\xc7\nContent-Type: text/plain; charset=iso-8859-1\n\n\xe3\xd1\xcd\xc8\xc7"
    )
    read = read_mail(raw, "windows-1256")
    assert (read.text, read.subject, read.facts.charset) == ("مرحبا", "مرحبا", "windows-1256")
