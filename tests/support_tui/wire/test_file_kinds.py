"""What a file is, and whether opening it can do harm."""

import pytest

from support_tui.wire.file_kinds import Danger, FileKind, danger_of, kind_of


@pytest.mark.parametrize(
    ("name", "media_type", "danger"),
    [
        ("setup.exe", "", Danger.PROGRAM),
        ("invoice.pdf.exe", "application/pdf", Danger.DISGUISED),
        ("invoice.pdf     .scr", "", Danger.DISGUISED),
        ("photo.jpg. ", "", None),
        ("photo.jpg", "application/x-msdownload", Danger.DISGUISED),
        ("table.XLSM", "", Danger.MACRO),
        ("login.html", "text/html", Danger.PAGE),
        ("logo.svg", "image/svg+xml", Danger.PAGE),
        ("report.pdf", "application/pdf", None),
        ("notes v1.2.txt", "text/plain", None),
        ("disk.iso", "", Danger.PROGRAM),
    ],
)
def test_danger(name: str, media_type: str, danger: Danger | None):
    """By the last ending, which is what a system opens it by."""
    assert danger_of(name, media_type) is danger


@pytest.mark.parametrize(
    ("name", "media_type", "kind"),
    [
        ("a.jpeg", "", FileKind.IMAGE),
        ("noname", "image/png", FileKind.IMAGE),
        ("winmail.dat", "application/octet-stream", FileKind.OUTLOOK),
        ("m.eml", "", FileKind.MAIL),
        ("invite.ics", "text/calendar", FileKind.INVITE),
        ("amal.vcf", "", FileKind.CONTACT),
        ("x", "application/octet-stream", FileKind.OTHER),
    ],
)
def test_kind(name: str, media_type: str, kind: FileKind):
    """By the name first, then by what the sender claims."""
    assert kind_of(name, media_type) is kind
