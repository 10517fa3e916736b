"""Words and files in the wrappings of Outlook, of signatures, and of programs older than MIME (E35)."""

import binascii
import struct
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.channels.email.reading import read_mail
from server.channels.email.reading.compound import compound_of
from server.channels.email.reading.embedded import files_among, without_files
from server.channels.email.reading.opened import files_in, read_file
from server.channels.email.reading.outlook import saved_mail
from server.channels.email.reading.rtf import rich_text, unpacked
from server.channels.email.reading.signed_data import signed_content
from support_tui.wire.mail_facts import Seal

HEAD = b"From: Carla <carla@customer.example>\nSubject: Parcel\nMIME-Version: 1.0\n"
#: The specification's own example (MS-OXRTFCP 4.1).
PACKED = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a0072637067313235423 20af32068656c090020627705b06c647d0a800fa0".replace(
        " ", ""
    )
)
ARABIC = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset178 Arial;}}\uc1 Hello\par\f1\'e3\'d1\'cd\'c8\'c7\par\u1605?\u1585?}"
PAGE = rb"{\rtf1\ansi\fromhtml1{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Dear \'c4nne{\*\htmltag84 <b>}\htmlrtf {\b\htmlrtf0 now{\*\htmltag92 </b>}\htmlrtf }\htmlrtf0}"


def test_packed_rich_text_is_unpacked():
    """As its makers describe it."""
    assert unpacked(PACKED) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert rich_text(unpacked(PACKED)).text == "hello world"


def test_rich_text_speaks_the_charset_of_its_fonts():
    """And characters by their number, whose stand-ins are left out."""
    assert rich_text(ARABIC).text == "Hello\nمرحبا\nمر"


def test_a_page_within_rich_text_is_the_page():
    """Without what only shows it as rich text."""
    assert rich_text(PAGE).html == "<p>Dear Änne<b>now</b>"


def _tnef(rtf: bytes) -> bytes:
    packing = struct.pack("<IIII", len(rtf) + 12, len(rtf), 0x414C454D, 0) + rtf
    properties = (
        struct.pack("<IHHII", 1, 0x102, 0x1009, 1, len(packing)) + packing + b"\0" * (-len(packing) % 4)
    )
    return (
        struct.pack("<IH", 0x223E9F78, 1)
        + struct.pack("<BHHI", 1, 0x9003, 0, len(properties))
        + properties
        + b"\0\0"
    )


@pytest.mark.parametrize(("rtf", "said"), [(ARABIC, "مرحبا"), (PAGE, "Dear Änne")])
def test_a_mail_whose_words_are_all_in_outlooks_envelope_says_them(rtf: bytes, said: str):
    """There is nothing else to read in it."""
    raw = HEAD + b"Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n"
    assert said in read_mail(raw + binascii.b2a_base64(_tnef(rtf))).text


def _compound(streams: dict[str, bytes]) -> bytes:
    """A file with these streams; a slash makes a folder."""
    mini, starts = b"", dict[str, int]()
    chain: list[int] = []
    for name, content in streams.items():
        starts[name] = len(mini) // 64
        count = (len(content) + 63) // 64
        chain += [starts[name] + number + 1 for number in range(count - 1)] + ([0xFFFFFFFE] if count else [])
        mini += content.ljust(count * 64, b"\0")
    entries: list[tuple[str, int, int, int, list[str]]] = [("Root Entry", 5, 0, len(mini), [])]
    folders = dict.fromkeys(name.partition("/")[0] for name in streams if "/" in name)
    children: dict[str, list[int]] = {"": []}
    for folder in folders:
        children[""].append(len(entries))
        children[folder] = []
        entries.append((folder, 1, 0, 0, []))
    for name, content in streams.items():
        folder, _, leaf = name.rpartition("/")
        children[folder].append(len(entries))
        entries.append((leaf, 2, starts[name], len(content), []))
    nobody = 0xFFFFFFFF
    after = {left: right for group in children.values() for left, right in pairwise(group)}
    directory = b""
    for number, (name, kind, start, size, _) in enumerate(entries):
        group = children.get("" if number == 0 else name if kind == 1 else "-", [])
        directory += (name.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
        directory += struct.pack(
            "<HBBIII",
            len(name) * 2 + 2,
            kind,
            1,
            nobody,
            after.get(number, nobody),
            group[0] if group else nobody,
        )
        directory += b"\0" * 36 + struct.pack("<IQ", start, size)
    parts = [
        part.ljust(-(-len(part) // 512) * 512, b"\xff")
        for part in (directory, struct.pack(f"<{len(chain)}I", *chain), mini)
    ]
    table, first = [0xFFFFFFFD], list[int]()
    for part in parts:
        first.append(len(table))
        count = len(part) // 512
        table += [len(table) + number + 1 for number in range(count - 1)] + [0xFFFFFFFE]
    directory_at, mini_table_at, mini_at = first
    parts[0] = parts[0][:116] + struct.pack("<I", mini_at) + parts[0][120:]
    head = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head = head.ljust(44, b"\0") + struct.pack(
        "<IIIIIIIII", 1, directory_at, 0, 4096, mini_table_at, 1, 0xFFFFFFFE, 0, 0
    )
    head = (head + b"\xff" * 512)[:512]
    return head + struct.pack("<128I", *(table + [nobody] * 128)[:128]) + b"".join(parts)


def _saved() -> bytes:
    wide = {
        0x0037: "Rechnung",
        0x0C1A: "Mona",
        0x5D01: "mona@customer.example",
        0x0E04: "Desk",
        0x1000: "Siehe Anhang, شكراً",
    }
    streams = {f"__substg1.0_{number:04X}001F": text.encode("utf-16-le") for number, text in wide.items()}
    files = {"3707001F": "plan.pdf".encode("utf-16-le"), "37010102": b"%PDF-1.7 " + b"x" * 300}
    return _compound(
        streams
        | {f"__attach_version1.0_#00000000/__substg1.0_{name}": content for name, content in files.items()}
    )


def test_a_mail_that_outlook_saved_is_opened():
    """Whom it is from, what it says, and its files (MS-OXMSG)."""
    read = read_file(_saved(), "Rechnung.msg", "application/octet-stream")
    assert read is not None
    assert (read.title, read.text) == ("Rechnung", "Siehe Anhang, شكراً")
    assert [(field.name, field.value) for field in read.fields] == [
        ("from", "Mona <mona@customer.example>"),
        ("to", "Desk"),
    ]
    assert [(file.filename, file.size) for file in read.files] == [("plan.pdf", 309)]
    assert files_in(_saved(), "Rechnung.msg", "")[0].content.startswith(b"%PDF")


def _wrap(tag: int, content: bytes) -> bytes:
    return bytes((tag, 0x84)) + len(content).to_bytes(4) + content


SIGNED = b"Content-Type: text/plain; charset=utf-8\n\nSigned and \xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7\n"


@pytest.mark.parametrize(
    "octets",
    [_wrap(0x04, SIGNED), b"\x24\x80" + _wrap(0x04, SIGNED[:30]) + _wrap(0x04, SIGNED[30:]) + b"\0\0"],
)
def test_a_mail_within_its_signature_is_read(octets: bytes):
    """Signed as one piece, or as a stream whose length was not known; nothing is checked."""
    content = _wrap(0x30, b"\x06\x09" + bytes.fromhex("2a864886f70d010701") + _wrap(0xA0, octets))
    signed = _wrap(0x30, b"\x02\x01\x01" + _wrap(0x31, b"") + content)
    whole = _wrap(0x30, b"\x06\x09" + bytes.fromhex("2a864886f70d010702") + _wrap(0xA0, signed))
    raw = (
        HEAD + b"Content-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n"
    )
    mail = read_mail(raw + binascii.b2a_base64(whole))
    assert (mail.subject, mail.text, mail.facts.seal) == ("Parcel", "Signed and مرحبا", Seal.SMIME_SIGNED)


def test_a_file_among_the_words_is_a_file():
    """Its name stands where it stood; the full text stays as it came."""
    for written in (
        b"begin 644 note.txt\n" + binascii.b2a_uu(b"some words") + b"`\nend\n",
        b"begin-base64 644 note.txt\n" + binascii.b2a_base64(b"some words") + b"====\n",
        b"=ybegin line=128 size=10 name=note.txt\n"
        + bytes((byte + 42) % 256 for byte in b"some words")
        + b"\n=yend size=10\n",
    ):
        mail = read_mail(
            HEAD + b"Content-Type: text/plain; charset=iso-8859-1\n\nHello\n" + written + b"Bye\n"
        )
        assert mail.words == "Hello\n[note.txt]\nBye"
        assert [(file.filename, file.content) for file in mail.embedded] == [("note.txt", b"some words")]
        assert "begin" in mail.text and not mail.files


@pytest.mark.parametrize(
    "text",
    [
        "begin 644 report\nand then the end\nend",
        "I begin 644 times\nend",
        "begin 644 x\n",
        "=ybegin name=x\n=yend",
    ],
)
def test_words_about_beginnings_are_words(text: str):
    """Nothing is taken out that is no whole file."""
    assert without_files(text) == text


def test_wrappings_made_to_cost_time_are_read_in_time():
    """Beginnings without an end, folders within each other, files that point everywhere."""
    assert files_among(b"begin 644 x\n" * 100_000) == ()
    assert files_among(b"=ybegin line=1 name=x\n" * 100_000) == ()
    assert rich_text(b"{" * 1_000_000).text == ""
    assert rich_text(rb"\u1?" * 200_000)
    assert signed_content(b"\x30\x80" * 100_000) == b""


@given(st.binary(max_size=60), st.integers(0, 4_000))
def test_no_damage_to_a_saved_mail_stops_anything(damage: bytes, place: int):
    """Overwritten anywhere (E40)."""
    whole = _saved()
    saved_mail(whole[:place] + damage + whole[place + len(damage) :])


@given(st.binary(max_size=200))
def test_no_bytes_stop_the_readers_of_wrappings(content: bytes):
    """Whatever they are (E40)."""
    rich_text(content)
    unpacked(PACKED[:16] + content)
    compound_of(_saved()[:512] + content)
    signed_content(b"\x30\x80" + content)
    files_among(b"begin 644 x\n" + content + b"\nend\n=ybegin name=x\n" + content + b"\n=yend")
