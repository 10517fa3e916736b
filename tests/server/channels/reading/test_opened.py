"""Files that say something in words (E35)."""

import io
import struct
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from server.channels.email.reading.contacts import fields_of
from server.channels.email.reading.invites import invite_of
from server.channels.email.reading.opened import read_file
from server.channels.email.reading.tnef import envelope_of
from support_tui.wire.file_kinds import FileKind


def _attribute(level: int, name: int, value: bytes) -> bytes:
    return struct.pack("<BHHI", level, name, 0, len(value)) + value + b"\0\0"


def _property(kind: int, number: int, value: bytes) -> bytes:
    return struct.pack("<HHII", kind, number, 1, len(value)) + value + b"\0" * (-len(value) % 4)


def _envelope() -> bytes:
    long_name = "plan of the hall.pdf".encode("utf-16-le") + b"\0\0"
    properties = struct.pack("<IHHI", 2, 0x0003, 0x3705, 1) + _property(0x1F, 0x3707, long_name)
    return struct.pack("<IH", 0x223E9F78, 1) + b"".join(
        (
            _attribute(1, 0x8004, b"Plan\0"),
            _attribute(1, 0x800C, b"See the plan\0"),
            _attribute(2, 0x9002, b"\0" * 14),
            _attribute(2, 0x8010, b"PLANOF~1.PDF\0"),
            _attribute(2, 0x800F, b"%PDF"),
            _attribute(2, 0x9005, properties),
        )
    )


def test_an_outlook_envelope_is_opened():
    """Its words, and its files under their long names."""
    read = read_file(_envelope(), "winmail.dat", "application/ms-tnef")
    assert read is not None
    assert (read.title, read.text) == ("Plan", "See the plan")
    assert [(file.filename, file.size) for file in read.files] == [("plan of the hall.pdf", 4)]


def test_an_archive_is_listed_not_unpacked():
    """Names without paths that lead outside."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../etc/passwd", "x" * 1_000)
    read = read_file(packed.getvalue(), "a.zip", "")
    assert read is not None and read.text.split() == ["1,000", "passwd"]


def test_times_without_a_known_zone_stay_as_they_were_written():
    """With the name of the zone, for somebody who knows it."""
    text = "BEGIN:VEVENT\nSUMMARY:X\nDTSTART;TZID=W. Europe Standard Time:20260301T100000\nEND:VEVENT"
    invite = invite_of(text)
    assert invite is not None
    assert (invite.starts_at, invite.local, invite.zone) == (
        None,
        "2026-03-01 10:00",
        "W. Europe Standard Time",
    )


def test_what_says_nothing_in_words_is_not_read():
    """Pictures, programs, damaged envelopes and archives."""
    for name in ("a.png", "a.exe", "winmail.dat", "a.zip", "a.msg"):
        assert read_file(b"\x00\x01", name, "") is None


@given(
    st.binary(max_size=300),
    st.sampled_from(["winmail.dat", "a.eml", "a.ics", "a.vcf", "a.zip", "a.html", "a.txt"]),
)
def test_no_file_stops_anything(content: bytes, name: str):
    """Whatever is in it (E40)."""
    read_file(content, name, "")


@given(st.binary(max_size=200))
def test_no_damage_to_an_envelope_stops_anything(damage: bytes):
    """Cut or overwritten anywhere."""
    whole = _envelope()
    for place in range(0, len(whole), 7):
        envelope_of(whole[:place] + damage + whole[place + len(damage) :])


@given(st.text(max_size=300))
def test_no_text_stops_the_reading_of_cards_and_appointments(text: str):
    """Whatever the lines are."""
    fields_of(f"BEGIN:VCARD\nFN{text}")
    invite_of(f"BEGIN:VEVENT\nDTSTART{text}\nDURATION:{text}\nEND:VEVENT")
    assert read_file(text.encode("utf-8", "replace"), "a.ics", "") is not None or FileKind.INVITE
