"""Mails out of files: one `.eml` a file, or an mbox of many. Splits and orders; what a mail means is the channel's to read."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import IO

import msgspec

from .reading import open_any

_START = re.compile(rb"^From .*\d\d:\d\d", re.IGNORECASE)
_DATE = re.compile(rb"^date:[ \t]*(.+)$", re.IGNORECASE | re.MULTILINE)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEADER_BYTES = 65_536


class MailPlace(msgspec.Struct, frozen=True):
    """Where a mail stands in an uncompressed mbox: `offset` and `length` in bytes, `sent_at` its claimed date or 0."""

    offset: int
    length: int
    sent_at: int


def read_eml(path: Path) -> bytes:
    """The raw mail in a file. Raises OSError, DamagedFile."""
    with open_any(path) as opened:
        return opened.content.read()


class Mbox:
    """An mbox file, compressed or not: the places of its mails by date, so that answers come after what they answer."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content
        self.places = sorted(_places(content), key=lambda place: (place.sent_at, place.offset))

    def mail(self, place: MailPlace) -> bytes:
        """The raw mail at a place, without the separator line and with its escaped `From ` lines restored."""
        self._content.seek(place.offset)
        return _ESCAPED.sub(rb"\1", self._content.read(place.length))


@contextmanager
def open_mbox(path: Path) -> Iterator[Mbox]:
    """The mbox of a file, unpacked into an unnamed temporary one. Raises OSError, DamagedFile."""
    with tempfile.TemporaryFile() as plain:
        with open_any(path) as opened:
            shutil.copyfileobj(opened.content, plain, 1 << 20)
        yield Mbox(plain)


def _places(content: IO[bytes]) -> Iterator[MailPlace]:
    """A separator is a `From ` line with a time in it, at the start or after a blank line."""
    content.seek(0)
    start: int | None = None
    position, after_blank = 0, True
    for line in content:
        if after_blank and _START.match(line):
            if start is not None:
                yield _place(content, start, position)
            start = position + len(line)
        after_blank = not line.strip()
        position += len(line)
    if start is not None:
        yield _place(content, start, position)


def _place(content: IO[bytes], start: int, end: int) -> MailPlace:
    here = content.tell()
    content.seek(start)
    head = content.read(min(end - start, _HEADER_BYTES)).split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0]
    content.seek(here)
    return MailPlace(start, end - start, _sent_at(head))


def _sent_at(head: bytes) -> int:
    found = _DATE.search(head)
    if found is None:
        return 0
    try:
        return int(parsedate_to_datetime(found[1].decode("ascii", "replace").strip()).timestamp())
    except (ValueError, TypeError, OverflowError, IndexError):
        return 0
