"""Mails made to break readers: nesting, floods of headers and parts, lines without an end, charsets that are none. Sizes grow with `scale`."""

from collections.abc import Callable
from typing import Final

HEAD: Final = b"From: Carla <carla@customer.example>\nSubject: Parcel\nMessage-ID: <1@customer.example>\nMIME-Version: 1.0\n"
PLAIN: Final = b"Content-Type: text/plain; charset=utf-8\n"
PAGE: Final = b"Content-Type: text/html; charset=utf-8\n"

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
    "utf-16": lambda scale: (
        HEAD + b"Content-Type: text/plain; charset=utf-16\n\n" + b"\x00\xd8" * (100_000 * scale)
    ),
    "western noise": lambda scale: HEAD + b"\n" + bytes(range(128, 256)) * (3_000 * scale),
    "mojibake": lambda scale: HEAD + b"\n" + "Ø£ÙŠÙ† ".encode() * (20_000 * scale),
    **{f"charset {name[:20]!r}": _charset(name) for name in CODECS},
}
