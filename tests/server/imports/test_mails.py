"""Mails out of files: an mbox is split at its separators alone and read by date, so that answers come after what they answer."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.imports.mails import open_mbox, read_eml

SEPARATOR = b"From carla@customer.example Mon Mar  2 10:00:00 2026\n"


def a_mail(subject: str, date: str, text: str = "Hello") -> bytes:
    """A raw mail as it lies in an mbox, with its separator and the blank line after it."""
    return (
        SEPARATOR + f"From: carla@customer.example\nSubject: {subject}\nDate: {date}\n\n{text}\n\n".encode()
    )


def mails_in(path: Path) -> list[bytes]:
    """All mails of an mbox, in the order of its places."""
    with open_mbox(path) as mbox:
        return [mbox.mail(place) for place in mbox.places]


def test_mails_come_by_date(tmp_path: Path):
    """Whatever their order in the file; one without a readable date comes first, as nothing is known of it."""
    path = tmp_path / "inbox.mbox"
    path.write_bytes(
        a_mail("late", "Tue, 3 Mar 2026 10:00:00 +0000")
        + a_mail("early", "Mon, 2 Mar 2026 23:00:00 +0300")
        + a_mail("undated", "some day")
    )
    subjects = [mail.split(b"Subject: ")[1].split(b"\n")[0] for mail in mails_in(path)]
    assert subjects == [b"undated", b"early", b"late"]


def test_the_separator_is_no_part_of_the_mail(tmp_path: Path):
    """A mail begins with its first header."""
    path = tmp_path / "inbox.mbox"
    path.write_bytes(a_mail("one", "Mon, 2 Mar 2026 10:00:00 +0000"))
    (mail,) = mails_in(path)
    assert mail.startswith(b"From: carla@")


def test_escaped_lines_stand_as_they_were_written(tmp_path: Path):
    """`>From ` is `From ` again and `>>From ` is `>From `; other quoted lines stay."""
    path = tmp_path / "inbox.mbox"
    path.write_bytes(a_mail("one", "Mon, 2 Mar 2026 10:00:00 +0000", ">From here on\n>>From there\n> quoted"))
    (mail,) = mails_in(path)
    assert b"\nFrom here on\n>From there\n> quoted\n" in mail


def test_a_sentence_that_begins_with_from_splits_nothing(tmp_path: Path):
    """Without a blank line before it, or without a time in it, it is text."""
    path = tmp_path / "inbox.mbox"
    text = "Dear all,\nFrom tomorrow 10:00 on we are closed.\n\nFrom all of us"
    path.write_bytes(a_mail("one", "Mon, 2 Mar 2026 10:00:00 +0000", text))
    assert len(mails_in(path)) == 1


def test_mails_with_line_ends_of_the_wire_are_split_too(tmp_path: Path):
    """CRLF between and within mails."""
    path = tmp_path / "inbox.mbox"
    two = a_mail("b", "Tue, 3 Mar 2026 10:00:00 +0000") + a_mail("a", "Mon, 2 Mar 2026 10:00:00 +0000")
    path.write_bytes(two.replace(b"\n", b"\r\n"))
    assert [b"Subject: a" in mail for mail in mails_in(path)] == [True, False]


def test_a_packed_mbox_and_a_packed_mail(tmp_path: Path):
    """Both are unpacked on the way."""
    path = tmp_path / "inbox.mbox.gz"
    path.write_bytes(gzip.compress(a_mail("one", "Mon, 2 Mar 2026 10:00:00 +0000")))
    assert len(mails_in(path)) == 1
    single = tmp_path / "one.eml"
    single.write_bytes(gzip.compress(b"Subject: x\n\nHello\n"))
    assert read_eml(single) == b"Subject: x\n\nHello\n"


def test_a_file_without_a_mail_has_no_places(tmp_path: Path):
    """Text that is no mbox, and nothing at all."""
    path = tmp_path / "notes.txt"
    path.write_bytes(b"Remember the milk.\n")
    assert mails_in(path) == []
    path.write_bytes(b"")
    assert mails_in(path) == []


@given(
    st.lists(
        st.binary(max_size=80).map(lambda text: b"Subject: x\n\n" + text.replace(b"\r", b"")),
        min_size=1,
        max_size=6,
    )
)
def test_what_was_put_in_comes_out(tmp_path_factory: pytest.TempPathFactory, texts: list[bytes]):
    """Mails written with escapes, as mboxrd asks, come out byte for byte, but for the blank line that divides them."""
    path = tmp_path_factory.mktemp("mbox") / "inbox.mbox"
    path.write_bytes(b"".join(SEPARATOR + _escaped(text) + b"\n\n" for text in texts))
    assert [mail.removesuffix(b"\n\n") for mail in mails_in(path)] == texts


def _escaped(text: bytes) -> bytes:
    lines = text.split(b"\n")
    return b"\n".join(b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines)
