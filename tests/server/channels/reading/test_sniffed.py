"""A file is what its first bytes are, not what its sender calls it (E35)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.channels.email.reading import read_mail
from server.channels.email.reading.sniffed import sniffed
from support_tui.wire.file_kinds import Danger, danger_of

NOTHING = "application/octet-stream"
PROGRAM = b"MZ\x90\x00" + bytes(80)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(8)


@pytest.mark.parametrize(
    ("content", "declared", "kind"),
    [
        (PNG, NOTHING, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/png", "image/jpeg"),
        (b"GIF89a", "text/plain", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", NOTHING, "image/webp"),
        (b"%PDF-1.7", "application/x-unheard-of", "application/pdf"),
        (b"PK\x03\x04", "image/png", "application/zip"),
        (b"\x78\x9f\x3e\x22", NOTHING, "application/ms-tnef"),
        (PROGRAM, "image/png", "application/x-msdownload"),
        (b"\n<!DOCTYPE html><p>", NOTHING, "text/html"),
        (b"BEGIN:VCALENDAR\r\n", NOTHING, "text/calendar"),
    ],
)
def test_bytes_say_more_than_their_sender(content: bytes, declared: str, kind: str):
    """Whether the sender is wrong, lies, or says nothing."""
    assert sniffed(content, declared) == kind


@pytest.mark.parametrize(
    ("content", "declared"),
    [
        (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"MZ Logistics: your parcel is on its way, and it will be with you tomorrow at noon.", "text/plain"),
        (b"<html>", "text/plain"),
        (b"no sign at all", NOTHING),
        (b"", "image/png"),
    ],
)
def test_what_may_be_as_declared_is_believed(content: bytes, declared: str):
    """Documents that are packed like archives, and words that only begin like something else."""
    assert sniffed(content, declared) == declared


def test_a_program_that_is_called_a_picture_is_known():
    """It is not opened without a question."""
    assert danger_of("photo.png", sniffed(PROGRAM, "image/png")) is Danger.DISGUISED


def test_a_picture_without_a_type_is_shown_as_the_page_says():
    """Its name ends as it is, and the words call it by its number."""
    raw = (
        b"From: a@x.example\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
        b"<p>See <img src='cid:plan'></p>\n--b\nContent-Type: application/octet-stream\nContent-ID: <plan>\n"
        b"Content-Transfer-Encoding: base64\n\niVBORw0KGgoAAAAA\n--b--\n"
    )
    mail = read_mail(raw)
    assert [(file.filename, file.media_type) for file in mail.files] == [("attachment.png", "image/png")]
    assert (mail.text, mail.facts.inline) == ("See [image 1]", (0,))


@given(st.binary(max_size=100), st.text(max_size=40))
def test_no_bytes_stop_anything(content: bytes, declared: str):
    """Whatever they are, they are of some type (E40)."""
    assert sniffed(content, declared) or not declared
