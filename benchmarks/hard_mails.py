"""Mails made to break readers: nesting, floods of headers and parts, lines without an end, charsets that are none. Sizes grow with `scale`."""

import base64
import struct
from collections.abc import Callable
from typing import Final

HEAD: Final = b"From: Carla <carla@customer.example>\nSubject: Parcel\nMessage-ID: <1@customer.example>\nMIME-Version: 1.0\n"
PLAIN: Final = b"Content-Type: text/plain; charset=utf-8\n"
PAGE: Final = b"Content-Type: text/html; charset=utf-8\n"

RTF: Final = rb"{\rtf1\ansi\fromhtml1{\*\htmltag64 <p>}\htmlrtf{\htmlrtf0 Where\'e4 \u1605?{\fonttbl{\f1\fcharset178 A;}}\f1\'e3}}"
DOTS: Final = b"-" * 500 + b"x\n"

#: Codecs of Python that are no charset of text, and names that look like one.
CODECS: Final = (
    "base64", "hex", "rot13", "zlib", "bz2", "quopri", "uu", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined",
    "mbcs", "oem", "charmap", "utf-7", "utf-8-sig", "utf-16", "utf-32", "hz", "iso2022_kr", "iso2022_jp_2", "cp65001", "x" * 500, "../../etc",
    "utf-8\0", "\u0661", "%s%n", "", "None",
)  # fmt: skip


def _nested(kind: str) -> Callable[[int], bytes]:
    def made(scale: int) -> bytes:
        depth = 100 * scale
        opened = b"".join(
            b"Content-Type: multipart/%s; boundary=b%d\n\n--b%d\n" % (kind.encode(), level, level)
            for level in range(depth)
        )
        return HEAD + opened + b"\nWhere is it?\n"

    return made


def _forwarded(scale: int) -> bytes:
    return HEAD + b"Content-Type: message/rfc822\n\n" * (100 * scale) + b"\nWhere is it?\n"


def _forwarded_in_base64(scale: int) -> bytes:
    return (
        HEAD + b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" * (50 * scale) + b"SGk="
    )


def _parts(scale: int) -> bytes:
    parts = b"--b\nContent-Type: text/plain\n\nhello\n" * (1_000 * scale)
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + parts + b"--b--\n"


def _files(scale: int) -> bytes:
    part = b'--b\nContent-Disposition: attachment; filename="a.txt"\nContent-Transfer-Encoding: base64\n\naGVsbG8=\n'
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + part * (500 * scale) + b"--b--\n"


def _headers(scale: int) -> bytes:
    flood = b"".join(b"X-Flood-%d: value\n" % number for number in range(10_000 * scale))
    return HEAD + flood + PLAIN + b"\nWhere is it?\n"


def _same_header(scale: int) -> bytes:
    return HEAD + b"To: somebody <somebody@customer.example>\n" * (10_000 * scale) + b"\nWhere is it?\n"


def _long_line(scale: int) -> bytes:
    return HEAD + b"X-Long: " + b"x" * (1_000_000 * scale) + b"\n\nWhere is it?\n"


def _folded(scale: int) -> bytes:
    return HEAD + b"To: a@b.example" + b",\n c@d.example" * (50_000 * scale) + b"\n\nWhere is it?\n"


def _unindented(scale: int) -> bytes:
    return HEAD + b"this line continues\n" * (20_000 * scale) + b"\nWhere is it?\n"


def _wrapped(kind: bytes, inside: Callable[[int], bytes]) -> Callable[[int], bytes]:
    def made(scale: int) -> bytes:
        head = HEAD + b"Content-Type: " + kind + b"\nContent-Transfer-Encoding: base64\n\n"
        return head + base64.encodebytes(inside(scale))

    return made


def _envelope(scale: int) -> bytes:
    rtf = RTF * (1_000 * scale)
    packed = struct.pack("<IIII", len(rtf) + 12, len(rtf), 0x414C454D, 0) + rtf
    properties = struct.pack("<IHHII", 1, 0x102, 0x1009, 1, len(packed)) + packed + b"\0" * (-len(packed) % 4)
    return struct.pack("<IHBHHI", 0x223E9F78, 1, 1, 0x9003, 0, len(properties)) + properties + b"\0\0"


def _signed(scale: int) -> bytes:
    """A signature around a mail that it signs, and that is one too."""
    content = b"Content-Type: text/plain\n\nWhere is it?\n" * (100 * scale)
    for kind in (0x04, 0xA0):
        content = bytes((kind, 0x84)) + len(content).to_bytes(4) + content
    inner = bytes.fromhex("06092a864886f70d010701") + content
    signed = b"\x02\x01\x01\x31\x00\x30\x84" + len(inner).to_bytes(4) + inner
    for kind in (0x30, 0xA0):
        signed = bytes((kind, 0x84)) + len(signed).to_bytes(4) + signed
    whole = bytes.fromhex("06092a864886f70d010702") + signed
    return b"\x30\x84" + len(whole).to_bytes(4) + whole


def _compound(scale: int) -> bytes:
    """A file of Microsoft's in which every entry points to the same sectors."""
    head = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head = head.ljust(44, b"\0") + struct.pack("<9I", 1, 1, 0, 16, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    table = struct.pack("<128I", 0xFFFFFFFD, *range(2, 129))
    name = "__substg1.0_1000001F".encode("utf-16-le")
    entry = (
        name.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(name) + 2, 2, 1, 1, 2, 1)
        + b"\0" * 36
        + struct.pack("<II", 1, 60_000)
        + b"\0" * 4
    )
    return head.ljust(512, b"\xff") + table + entry[:128] * (500 * scale)


def _header(name: bytes, unit: bytes, count: int) -> Callable[[int], bytes]:
    def made(scale: int) -> bytes:
        return name + b": " + unit * (count * scale) + b"\n" + HEAD + b"\nWhere is it?\n"

    return made


def _boundary(scale: int) -> bytes:
    boundary = b"b" * (100_000 * scale)
    lines = b"--" + boundary[:50_000] + b"\n"
    return HEAD + b'Content-Type: multipart/mixed; boundary="' + boundary + b'"\n\n' + lines * 10


def _near_boundaries(scale: int) -> bytes:
    return HEAD + b"Content-Type: multipart/mixed; boundary=bb\n\n--bb\n\n" + b"--b\n" * (100_000 * scale)


def _parameters(scale: int) -> bytes:
    pieces = b"".join(b"; name*%d*=utf-8''%%41" % number for number in range(500 * scale))
    return HEAD + b"Content-Type: text/plain" + pieces + b"\n\nWhere is it?\n"


def _many_parameters(scale: int) -> bytes:
    return HEAD + b"Content-Type: text/plain" + b'; a="b"' * (5_000 * scale) + b"\n\nWhere is it?\n"


def _quotes_in_parameters(scale: int) -> bytes:
    return HEAD + b'Content-Type: text/plain; name="' + b'\\";' * (20_000 * scale) + b"\n\nWhere is it?\n"


def _text(unit: bytes, count: int) -> Callable[[int], bytes]:
    return lambda scale: HEAD + PLAIN + b"\n" + unit * (count * scale)


def _page(unit: bytes, count: int, closing: bytes = b"") -> Callable[[int], bytes]:
    return lambda scale: (
        HEAD + PAGE + b"\n<body>Where is it? " + unit * (count * scale) + closing * (count * scale)
    )


def _charset(name: str) -> Callable[[int], bytes]:
    content = b"SGVsbG8= =48 \xd8\xa3\xff \x1b$B!! +AGE- \\ud800 \x00" * 20

    def made(scale: int) -> bytes:
        charset = name.encode("utf-8")
        subject = b"Subject: =?" + charset + b"?b?SGVsbG8=?=\n"
        return subject + HEAD + b'Content-Type: text/plain; charset="' + charset + b'"\n\n' + content * scale

    return made


def _transfer(encoding: bytes, unit: bytes, count: int) -> Callable[[int], bytes]:
    return lambda scale: (
        HEAD + PLAIN + b"Content-Transfer-Encoding: " + encoding + b"\n\n" + unit * (count * scale)
    )


def _report(scale: int) -> bytes:
    fields = b"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n\n" * (5_000 * scale)
    return (
        HEAD
        + b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nfailed\n"
        + b"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; b.example\n\n"
        + fields
        + b"--b--\n"
    )


#: Everything by name; each takes the scale.
HARD: Final[dict[str, Callable[[int], bytes]]] = {
    "nested mixed": _nested("mixed"),
    "nested alternative": _nested("alternative"),
    "nested related": _nested("related"),
    "forwarded in forwarded": _forwarded,
    "forwarded in base64": _forwarded_in_base64,
    "thousands of parts": _parts,
    "thousands of files": _files,
    "headers": _headers,
    "one header many times": _same_header,
    "header without an end": _long_line,
    "folded header": _folded,
    "headers not indented": _unindented,
    "huge boundary": _boundary,
    "nearly boundaries": _near_boundaries,
    "continued parameters": _parameters,
    "parameters": _many_parameters,
    "quotes in parameters": _quotes_in_parameters,
    "report on thousands": _report,
    "from brackets": _header(b"From", b"<", 50_000),
    "from comments": _header(b"From", b"(", 50_000),
    "from quotes": _header(b"From", b'"a" ', 50_000),
    "from open quote": _header(b"From", b'"a@b.example, ', 20_000),
    "from colons": _header(b"To", b"a:b;", 50_000),
    "to commas": _header(b"To", b",", 100_000),
    "to names without address": _header(b"To", b"a, ", 50_000),
    "to addresses": _header(b"To", b"a@b.example, ", 20_000),
    "to one word": _header(b"To", b"a", 60_000),
    "to half addresses": _header(b"To", b"a@", 50_000),
    "subject of words": _header(b"Subject", b"=?utf-8?q?a?= ", 20_000),
    "subject of half words": _header(b"Subject", b"=?utf-8?q?a", 50_000),
    "subject of open words": _header(b"Subject", b"=?", 100_000),
    "subject of charsets": _header(b"Subject", b"=?utf-8?b?2Q?= =?latin1?b?4Q?= ", 10_000),
    "references": _header(b"References", b"<a@b.example> ", 20_000),
    "references open": _header(b"References", b"<", 100_000),
    "message id": _header(b"Message-ID", b"<", 100_000),
    "date": _header(b"Date", b"1 ", 100_000),
    "content type": _header(b"Content-Type", b"a/", 50_000),
    "content id": _header(b"Content-ID", b"<>", 50_000),
    "received": _header(b"Received", b"from a by b; ", 20_000),
    "one line": _text(b"x", 1_000_000),
    "one line of blanks": _text(b" ", 1_000_000),
    "one line of marks": _text(b">", 1_000_000),
    "empty lines": _text(b"\n", 500_000),
    "returns": _text(b"\r", 500_000),
    "zeros": _text(b"\0", 500_000),
    "quoted lines": _text(b"> a\n", 200_000),
    "attributions": _text(b"On Mon, 5 Jan 2026 at 10:00 Carla <c@b.example> wrote:\n", 20_000),
    "half attributions": _text(b"On Mon, 5 Jan 2026 at 10:00 Carla <c@b.example>\n", 20_000),
    "separators": _text(b"----- Original Message -----\n", 30_000),
    "header lines": _text(b"From: a\n", 50_000),
    "header blocks": _text(b"From: a\nSent: b\n\n", 50_000),
    "signatures": _text(b"-- \n", 100_000),
    "colons": _text(b":", 500_000),
    "addresses": _text(b"a@b.example ", 50_000),
    "at signs": _text(b"@", 500_000),
    "links": _text(b"https://b.example/ ", 50_000),
    "brackets": _text(b"[1]", 200_000),
    "dates": _text(b"1/1/2026 ", 50_000),
    "rules": _text(b"-" * 200 + b"\n", 5_000),
    "combining marks": _text("\u0301".encode(), 200_000),
    "overrides": _text("\u202e".encode(), 200_000),
    "codes of status": _text(b"5.1.1 550 ", 50_000),
    "notification": _text(b'"notificationType" ', 50_000),
    "div in div": _page(b"<div>", 50_000),
    "quotation in quotation": _page(b"<blockquote>", 30_000, b"</blockquote>"),
    "table in table": _page(b"<table><tr><td>", 20_000),
    "tables": _page(b"<table><tr><td>a</td></tr></table>", 10_000),
    "rows": _page(b"<tr><td>a<td>b", 30_000),
    "list in list": _page(b"<ul><li>a", 30_000),
    "links in page": _page(b"<a href='https://b.example/'>here</a> ", 10_000),
    "different links": lambda scale: (
        HEAD
        + PAGE
        + b"\n"
        + b"".join(b"<a href='https://b.example/%d'>here</a> " % n for n in range(10_000 * scale))
    ),
    "open links": _page(b"<a href='https://b.example/'>", 20_000),
    "open tags": _page(b"<", 300_000),
    "open attributes": _page(b"<a b='", 50_000),
    "one tag of attributes": lambda scale: HEAD + PAGE + b"\n<p " + b"a=b " * (50_000 * scale) + b">x",
    "one open tag of attributes": lambda scale: HEAD + PAGE + b"\n<p " + b"a='b " * (50_000 * scale),
    "open comments": _page(b"<!--", 50_000),
    "comments": _page(b"<!-- -->", 50_000),
    "declarations": _page(b"<!", 100_000),
    "marked sections": _page(b"<![CDATA[", 50_000),
    "processing": _page(b"<?", 100_000),
    "entities": _page(b"&amp;", 100_000),
    "half entities": _page(b"&a", 200_000),
    "numbers of characters": _page(b"&#x1f600;&#99999999;", 50_000),
    "scripts": _page(b"<script>", 30_000),
    "styles": _page(b"<style>a{b:c}", 30_000),
    "ends": _page(b"</div>", 100_000),
    "images": _page(b"<img src='https://b.example/a.png' width=1>", 20_000),
    "preformatted": _page(b"<pre>\n", 30_000),
    "words": _page(b"a ", 300_000),
    "breaks": _page(b"<br>", 100_000),
    "meta": _page(b"<meta charset=", 50_000),
    "fonts": _page(b"<font color=red><b><i><u>", 20_000),
    "base64": _transfer(b"base64", b"QUFB", 500_000),
    "base64 of nothing": _transfer(b"base64", b"=", 500_000),
    "base64 of noise": _transfer(b"base64", b"!\xff", 300_000),
    "quoted printable": _transfer(b"quoted-printable", b"=41=\n", 100_000),
    "half quoted printable": _transfer(b"quoted-printable", b"=", 500_000),
    "uuencode": _transfer(b"x-uuencode", b"begin 644 a\nM\n", 50_000),
    "unknown transfer": _transfer(b"\xff\x00", b"a", 100_000),
    "no headers": lambda scale: b"\n" * (100_000 * scale),
    "no line ends": lambda scale: b"From" * (100_000 * scale),
    "noise": lambda scale: bytes(range(256)) * (2_000 * scale),
    "files among the words": _text(b"begin 644 a\n#0V%T\n`\nend\n=ybegin line=1 name=a\nxx\n=yend\n", 10_000),
    "files without an end": _text(b"begin 644 a\n=ybegin line=1 name=a\n", 50_000),
    "titles between rules": _text(DOTS, 2_000),
    "labels": _text(b"From: a\n\nSent: b\n\n", 20_000),
    "arrows": _text(b">>> a 2026 >>>\n\n", 30_000),
    "copied": _page(b"<div class=yahoo_quoted>On 1.1.2026 a wrote:<br>", 10_000),
    "copied to the end": _page(b"<p>a</p><div id=divRplyFwdMsg>a: b</div>", 10_000),
    "below rules": _page(b"<div style='border-top:solid 1.0pt'>a: b<br>c: d<br></div>", 10_000),
    "sizes": _page(b"<span style='font-size:0'><b>a", 20_000, b"</i>"),
    "Outlook's envelope": _wrapped(b"application/ms-tnef", _envelope),
    "signed whole": _wrapped(b"application/pkcs7-mime", _signed),
    "signed without an end": _wrapped(
        b"application/pkcs7-mime", lambda scale: b"\x30\x80" * (50_000 * scale)
    ),
    "rich text": _wrapped(b"application/rtf; name=a.rtf", lambda scale: RTF[:-1] + RTF * (500 * scale)),
    "groups of rich text": _wrapped(
        b"application/rtf; name=a.rtf", lambda scale: b"{\\rtf1" + b"{\\b" * (100_000 * scale)
    ),
    "saved by Outlook": _wrapped(b"application/vnd.ms-outlook; name=a.msg", _compound),
    "away": lambda scale: (
        HEAD.replace(b"Parcel", b"Out of office: Parcel")
        + b"\n"
        + b"I am currently away until " * (10_000 * scale)
    ),
    "utf-16": lambda scale: (
        HEAD + b"Content-Type: text/plain; charset=utf-16\n\n" + b"\x00\xd8" * (100_000 * scale)
    ),
    "western noise": lambda scale: HEAD + b"\n" + bytes(range(128, 256)) * (3_000 * scale),
    "mojibake": lambda scale: HEAD + b"\n" + "Ø£ÙŠÙ† ".encode() * (20_000 * scale),
    **{f"charset {name[:20]!r}": _charset(name) for name in CODECS},
}
