"""Mails that arrive at the demo's desk as they would at a real one: pages, tables, pictures, files, an appointment, a trap. Pure.

Each shows something that mail can be; the words are the demo's own.
"""

import struct
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import NamedTuple


class Delivered(NamedTuple):
    """A raw mail and the name of the mailbox that it came to."""

    mailbox: str
    raw: bytes


def mails(now: datetime) -> Iterator[Delivered]:
    """All of them, as if written in the last hours; `now` is the present in UTC."""
    made: tuple[Callable[[], tuple[str, EmailMessage | bytes]], ...] = (
        _order,
        _arabic_order,
        _newsletter,
        _photograph,
        _appointment,
        _trap,
        _forwarded,
        _wrong_charset,
    )
    for number, make in enumerate(made):
        mailbox, mail = make()
        at = now - timedelta(minutes=17 * (len(made) - number))
        if isinstance(mail, bytes):
            yield Delivered(mailbox, mail.replace(b"{date}", format_datetime(at).encode()))
            continue
        mail["Date"] = format_datetime(at)
        mail["Message-ID"] = f"<demo-mail-{number}@customers.example>"
        yield Delivered(mailbox, mail.as_bytes())


def _mail(sender: str, to: str, title: str, plain: str = "", page: str = "") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, title
    if plain:
        mail.set_content(plain)
        if page:
            mail.add_alternative(page, subtype="html")
    else:
        mail.set_content(page, subtype="html")
    return mail


def _order() -> tuple[str, EmailMessage]:
    page = """<html><head><style>td {padding: 4px}</style></head><body>
<div style="display:none">Two of the four bags are wrong</div>
<p>Hello,</p><p>two of the four bags in my parcel are <b>not what I ordered</b>. This is what I paid for:</p>
<table border="1"><tr><th>Coffee</th><th>Grind</th><th>Bags</th><th>Price</th></tr>
<tr><td>Yirgacheffe, washed, light roast</td><td>filter</td><td>2</td><td>£27.00</td></tr>
<tr><td>Sidamo, natural</td><td>espresso</td><td>2</td><td>£24.50</td></tr>
<tr><td>Delivery</td><td></td><td></td><td>£3.90</td></tr></table>
<h3>What came</h3><ul><li>4 × Sidamo, <i>all</i> as espresso</li><li>no invoice</li></ul>
<p>The order is at <a href="https://nakhla.example/orders/81234">my account</a>, the parcel at
<a href="https://parcel.example/t/9981">parcel.example</a>.</p>
<p>Amelia</p><img src="https://open.mail.example/o.gif?u=81234" width="1" height="1"></body></html>"""
    return "Orders", _mail(
        "Amelia Hart <amelia.hart@mail.example>",
        "orders@nakhla.example",
        "Wrong coffee in order 81234",
        page=page,
    )


def _arabic_order() -> tuple[str, EmailMessage]:
    page = """<html><body dir="rtl"><p>السلام عليكم،</p>
<p>وصلني الطلب رقم 70412 ناقصًا. هذا ما طلبته وما وصل:</p>
<table><tr><th>الصنف</th><th>المطلوب</th><th>الواصل</th></tr>
<tr><td>قهوة عربية بالهيل 500 غ</td><td>3</td><td>1</td></tr>
<tr><td>دلّة نحاسية</td><td>1</td><td>1</td></tr></table>
<p>أرجو إرسال الباقي، و<a href="https://nakhla.example/ar/orders/70412">هذه صفحة الطلب</a>.</p>
<blockquote><p>شكرًا لطلبك من متجر نخلة. سيصلك خلال يومين.</p></blockquote></body></html>"""
    return "Orders", _mail(
        "سلمى العتيبي <salma.o@mail.example>", "orders@nakhla.example", "طلب ناقص رقم 70412", page=page
    )


def _newsletter() -> tuple[str, EmailMessage]:
    cells = "".join(
        f'<td><table><tr><td><a href="https://click.roaster.example/{name.lower()}"><img src="https://cdn.roaster.example/{name}.jpg"'
        f' width="200" height="120" alt="{name} mill"></a></td></tr><tr><td>{name}</td></tr><tr><td>€{price}</td></tr></table></td>'
        for name, price in (("Alto", 189), ("Brio", 249))
    )
    page = f"""<html><body><table width="600"><tr><td><a href="https://roaster.example/">Home</a></td>
<td><a href="https://roaster.example/mills">Mills</a></td><td><a href="https://roaster.example/help">Help</a></td></tr></table>
<table width="600"><tr><td><h1>New mills for your bar</h1><p>Quieter, and easier to clean.</p></td></tr><tr>{cells}</tr>
<tr><td colspan="2"><small>You get this because you sell coffee. <a href="https://click.roaster.example/unsubscribe">Unsubscribe</a></small></td></tr>
</table><img src="https://t.roaster.example/open?id=5" width="1" height="1"></body></html>"""
    mail = _mail(
        "Roaster Supplies <news@roaster.example>",
        "sales@nakhla.example",
        "New mills for your bar",
        "This mail is best read in a browser.",
        page,
    )
    mail["List-Unsubscribe"] = "<https://click.roaster.example/unsubscribe>"
    return "Sales", mail


def _photograph() -> tuple[str, EmailMessage]:
    page = '<p>The kettle leaks here:</p><p><img src="cid:leak@mail.example" alt="leak.png"></p><p>The receipt is attached.</p><p>Ben</p>'
    mail = _mail(
        "Ben Okafor <ben@okafor-design.example>",
        "help@nakhla.example",
        "Kettle leaks at the handle",
        "The kettle leaks here: [image: leak.png]\n\nThe receipt is attached.\n\nBen",
        page,
    )
    related = list(mail.iter_parts())[1]
    assert isinstance(related, EmailMessage)
    related.add_related(_picture(), "image", "png", cid="<leak@mail.example>", filename="leak.png")
    mail.add_attachment("date,item,price\n2026-01-12,kettle,49.00\n", subtype="csv", filename="receipt.csv")
    return "Support", mail


def _appointment() -> tuple[str, EmailMessage]:
    start = datetime.now(UTC).replace(hour=9, minute=30, second=0, microsecond=0) + timedelta(days=3)
    calendar = (
        "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:demo-1\r\nSUMMARY:Tasting for the new office\r\n"
        f"DTSTART:{start:%Y%m%dT%H%M%SZ}\r\nDURATION:PT1H30M\r\nLOCATION:North Dock 4\\, Varna\r\n"
        'ORGANIZER;CN="Nadia Petrova":mailto:nadia@northdock.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
    )
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Nadia Petrova\r\nORG:North Dock Offices\r\nTEL:+359 52 000 000\r\nEMAIL:nadia@northdock.example\r\nEND:VCARD\r\n"
    mail = _mail(
        "Nadia Petrova <nadia@northdock.example>",
        "sales@nakhla.example",
        "Tasting for the new office",
        "Could somebody bring samples for twelve people? The appointment is attached, and my card.\n\nNadia",
    )
    mail.add_attachment(calendar, subtype="calendar", params={"method": "REQUEST"}, filename="tasting.ics")
    mail.add_attachment(card, subtype="vcard", filename="nadia.vcf")
    return "Sales", mail


def _trap() -> tuple[str, EmailMessage]:
    page = """<p>Your mailbox is full. Confirm your account at <a href="https://nakhla.example.login.verify.example/x">https://nakhla.example/login</a>
within 24 hours, or open the attached form.</p>"""
    mail = _mail(
        "Nakhla IT <it@verify.example>", "help@nakhla.example", "Action required: mailbox full", page=page
    )
    mail.add_attachment(b"This is no program.", "application", "octet-stream", filename="form.pdf.exe")
    return "Support", mail


def _forwarded() -> tuple[str, EmailMessage]:
    inner = _mail(
        "Parcel Service <noreply@parcel.example>",
        "marco.bianchi@mail.example",
        "Parcel 9981 is late",
        "Your parcel 9981 will be two days late.",
    )
    inner.add_attachment(b"%PDF-1.4\n%demo\n", "application", "pdf", filename="label.pdf")
    mail = _mail(
        "Marco Bianchi <marco.bianchi@mail.example>",
        "orders@nakhla.example",
        "Late parcel",
        "They wrote me this. Can you do something?\n\nMarco",
    )
    mail.add_attachment(inner)
    return "Orders", mail


def _wrong_charset() -> tuple[str, bytes]:
    """Arabic in the charset of Windows under the name of another: unreadable until it is read again."""
    words = "مرحبا، لم تصلني الفاتورة بعد. هل يمكن إرسالها مرة أخرى؟ شكرا"
    head = (
        "From: Huda <huda.k@mail.example>\r\nTo: billing@nakhla.example\r\nSubject: Invoice\r\nDate: {date}\r\n"
        "Message-ID: <demo-mail-charset@customers.example>\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=iso-8859-7\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return "Billing", head.encode() + words.encode("cp1256") + b"\r\n"


def _picture() -> bytes:
    """A kettle of few pixels, as PNG."""
    width, height = 64, 48
    rows = []
    for y in range(height):
        row = bytearray(b"\0")
        for x in range(width):
            is_body = 14 <= x <= 44 and 12 <= y <= 42
            is_spout = 44 < x <= 56 and abs((56 - x) - (y - 14)) < 4
            is_drop = (x - 50) ** 2 + (y - 36) ** 2 < 16
            colour = (60, 120, 220) if is_drop else (170, 90, 50) if is_body or is_spout else (235, 230, 220)
            row += bytes(colour)
        rows.append(bytes(row))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"".join(rows)))
        + chunk(b"IEND", b"")
    )
