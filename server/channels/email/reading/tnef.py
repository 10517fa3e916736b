"""Outlook's envelope (winmail.dat, TNEF): the subject, the words and the files in it (E35). Pure; what is damaged is left out.

The format is Microsoft's MS-OXTNEF: attributes one after the other, of the message and then of each file; some of them hold lists of
properties (MS-OXPROPS), which know the long names of files.
"""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from .charsets import decode, known
from .files import MailFile, safe_name
from .rtf import rich_text, unpacked

_SIGNATURE: Final = 0x223E9F78
_OF_MESSAGE, _OF_FILE = 1, 2
_SUBJECT, _BODY, _MESSAGE_PROPERTIES, _CODE_PAGE = 0x8004, 0x800C, 0x9003, 0x9007
_NEW_FILE, _FILE_NAME, _FILE_BYTES, _FILE_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_P_BODY, _P_RTF, _P_HTML, _P_CONTENT = 0x1000, 0x1009, 0x1013, 0x3701
_P_LONG_NAME, _P_SHORT_NAME, _P_TYPE, _P_CONTENT_ID = 0x3707, 0x3704, 0x370E, 0x3712
_ID_BYTES: Final = 16
"""What kind of object a property holds stands before it."""
_SIZES: Final = {
    0x02: 4,
    0x03: 4,
    0x04: 4,
    0x05: 8,
    0x06: 8,
    0x07: 8,
    0x0A: 4,
    0x0B: 4,
    0x14: 8,
    0x40: 8,
    0x48: 16,
}
_VARIABLE: Final = frozenset({0x0D, 0x1E, 0x1F, 0x102})
_UNICODE: Final = 0x1F
_MANY: Final = 0x1000
_MOST_PROPERTIES: Final = 2_000
_MOST_FILES: Final = 200


class Envelope(NamedTuple):
    """`html` is a page, where the words came as one; who wrote to whom is told by mails that were saved as a file."""

    subject: str
    text: str
    html: str
    files: tuple[MailFile, ...]
    sender: str = ""
    to: str = ""
    cc: str = ""


class _File:
    def __init__(self) -> None:
        self.name = self.media_type = self.content_id = ""
        self.content = b""


def envelope_of(raw: bytes) -> Envelope | None:
    """What is in the envelope, None where it is none."""
    if len(raw) < 6 or struct.unpack_from("<I", raw)[0] != _SIGNATURE:
        return None
    subject = text = html = charset = ""
    files: list[_File] = []
    for level, name, value in _attributes(raw):
        if level == _OF_MESSAGE:
            if name == _CODE_PAGE and len(value) >= 4:
                charset = known(f"cp{struct.unpack_from('<I', value)[0]}")
            elif name == _SUBJECT:
                subject = _text(value, charset)
            elif name == _BODY:
                text = _text(value, charset)
            elif name == _MESSAGE_PROPERTIES:
                properties = dict(_properties(value, charset))
                text = _words(properties.get(_P_BODY)) or text
                rich = rich_text(unpacked(_bytes(properties.get(_P_RTF))))
                html = _words(properties.get(_P_HTML)) or rich.html or html
                text = text or rich.text
        elif level == _OF_FILE and len(files) <= _MOST_FILES:
            if name == _NEW_FILE or not files:
                files.append(_File())
            _take_in(files[-1], name, value, charset)
    return Envelope(subject, text, html, tuple(_file(file) for file in files[:_MOST_FILES]))


def _take_in(file: _File, name: int, value: bytes, charset: str) -> None:
    if name == _FILE_NAME:
        file.name = file.name or _text(value, charset)
    elif name == _FILE_BYTES:
        file.content = value
    elif name == _FILE_PROPERTIES:
        properties = dict(_properties(value, charset))
        file.name = _words(properties.get(_P_LONG_NAME)) or file.name or _words(properties.get(_P_SHORT_NAME))
        file.media_type = _words(properties.get(_P_TYPE))
        file.content_id = _words(properties.get(_P_CONTENT_ID))
        inner = _bytes(properties.get(_P_CONTENT))[_ID_BYTES:]
        if not file.content and inner.startswith(struct.pack("<I", _SIGNATURE)):
            file.content, file.media_type = inner, "application/ms-tnef"  # a mail within the mail


def _file(file: _File) -> MailFile:
    name = safe_name(file.name) or "attachment"
    return MailFile(name, file.media_type or "application/octet-stream", file.content, file.content_id)


def _attributes(raw: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Level, name and value of each attribute, as far as they are whole."""
    place = 6
    while place + 9 <= len(raw):
        level, name, _, length = struct.unpack_from("<BHHI", raw, place)
        place += 9
        if place + length > len(raw):
            return
        yield level, name, raw[place : place + length]
        place += length + 2


def _properties(raw: bytes, charset: str) -> Iterator[tuple[int, str | bytes]]:
    """Number and value of each property of variable length, as far as the list is whole."""
    try:
        yield from _whole_properties(raw, charset)
    except struct.error:
        return


def _whole_properties(raw: bytes, charset: str) -> Iterator[tuple[int, str | bytes]]:
    (count,) = struct.unpack_from("<I", raw)
    place = 4
    for _ in range(min(count, _MOST_PROPERTIES)):
        kind, number = struct.unpack_from("<HH", raw, place)
        place += 4
        if number >= 0x8000:
            place = _behind_name(raw, place)
        is_many, kind = bool(kind & _MANY), kind & ~_MANY
        values = 1
        if is_many or kind in _VARIABLE:
            (values,) = struct.unpack_from("<I", raw, place)
            place += 4
        for _ in range(min(values, _MOST_PROPERTIES)):
            if kind in _SIZES:
                place += _SIZES[kind]
                continue
            if kind not in _VARIABLE:
                return
            (length,) = struct.unpack_from("<I", raw, place)
            value = raw[place + 4 : place + 4 + length]
            place += 4 + length + (-length % 4)
            yield number, _text(value, charset, kind) if kind in (0x1E, _UNICODE) else value


def _behind_name(raw: bytes, place: int) -> int:
    """The place behind the name of a property that has one of its own."""
    (kind,) = struct.unpack_from("<I", raw, place + 16)
    if kind == 0:
        return place + 24
    (length,) = struct.unpack_from("<I", raw, place + 20)
    return place + 24 + int(length) + int(-length % 4)


def _text(value: bytes, charset: str, kind: int = 0x1E) -> str:
    if kind == _UNICODE:
        return value.decode("utf-16-le", "replace").rstrip("\0")
    return decode(value.rstrip(b"\0"), charset)


def _bytes(value: str | bytes | None) -> bytes:
    return value if isinstance(value, bytes) else b""


def _words(value: str | bytes | None) -> str:
    if isinstance(value, bytes):
        return decode(value)
    return value or ""
