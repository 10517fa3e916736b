"""Rich text as Outlook keeps it beside a mail (MS-OXRTFCP, MS-OXRTFEX): unpacked, and read as plain text or as the page within it. Pure.

What is damaged ends the reading; what was read until there stays.
"""

import re
import struct
from itertools import islice
from typing import Final, NamedTuple

_PACKED, _PLAIN = 0x75465A4C, 0x414C454D
_MOST_BYTES: Final = 1_000_000
_MOST_TOKENS: Final = 200_000
_RING: Final = 4_096
#: What the ring of the packing begins with (MS-OXRTFCP 2.1.2.1).
_FIRST: Final = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New Roman"
    rb"Courier{\colortbl\red0\green0\blue0" + b"\r\n" + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
#: Groups of which nothing is read.
_SILENT: Final = frozenset(
    {b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer", b"headerl", b"headerr", b"footerl", b"footerr",
     b"listtable", b"listoverridetable", b"rsidtbl", b"generator", b"themedata", b"datastore", b"xmlnstbl", b"pntext", b"fldinst", b"bkmkstart", b"bkmkend"}
)  # fmt: skip
_SIGNS: Final = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"cell": "\t", b"tab": "\t", b"emdash": "—", b"endash": "–",
    b"bullet": "•", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"emspace": " ", b"enspace": " ", b"rtlmark": "\u200f",
    b"ltrmark": "\u200e", b"zwj": "\u200d", b"zwnj": "\u200c",
}  # fmt: skip
#: Code pages of the charsets that fonts name.
_CHARSETS: Final = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


class RichText(NamedTuple):
    """`html` where the rich text only wraps a page, else `text`."""

    text: str = ""
    html: str = ""


def unpacked(raw: bytes) -> bytes:
    """The rich text in its packing, as far as it is whole."""
    if len(raw) < 16:
        return b""
    _, size, kind, _ = struct.unpack_from("<IIII", raw)
    if kind == _PLAIN:
        return raw[16 : 16 + min(size, _MOST_BYTES)]
    return _unpacked(raw, min(size, _MOST_BYTES)) if kind == _PACKED else b""


def _unpacked(raw: bytes, size: int) -> bytes:
    ring = bytearray(_FIRST.ljust(_RING, b"\0"))
    write, place, out = len(_FIRST), 16, bytearray()
    while place < len(raw) and len(out) < size:
        flags, place = raw[place], place + 1
        for bit in range(8):
            if not flags >> bit & 1:
                found = raw[place : place + 1]
                place += 1
            elif place + 2 > len(raw):
                return bytes(out)
            else:
                pair = raw[place] << 8 | raw[place + 1]
                place += 2
                read, length = pair >> 4, (pair & 15) + 2
                if read == write:
                    return bytes(out[:size])
                for _ in range(length):
                    out.append(ring[read])
                    ring[write] = ring[read]
                    read, write = (read + 1) % _RING, (write + 1) % _RING
                continue
            for byte in found:
                out.append(byte)
                ring[write] = byte
                write = (write + 1) % _RING
    return bytes(out[:size])


def rich_text(rtf: bytes) -> RichText:
    """What the rich text says."""
    reader = _Reader()
    for token in islice(_TOKEN.finditer(rtf[:_MOST_BYTES]), _MOST_TOKENS):
        reader.take(token)
    said = reader.said()
    if reader.is_page:
        return RichText(html=said)
    lines = (line.strip("\t ") for line in said.split("\n"))
    return RichText("\n".join(lines).strip("\n"))


class _Group(NamedTuple):
    """What holds within a pair of braces. `skipped` letters stand in for one that was written by its number."""

    is_silent: bool = False
    is_tag: bool = False
    is_fonts: bool = False
    is_rtf_only: bool = False
    charset: str = "cp1252"
    skipped: int = 1


class _Reader:
    def __init__(self) -> None:
        self.is_page = False
        self._group = _Group()
        self._outer: list[_Group] = []
        self._pieces: list[str] = []
        self._bytes = bytearray()
        self._charset = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._skip = 0
        self._is_special = False  # behind \*: a group that readers who do not know it leave out
        self._surrogate = 0

    def said(self) -> str:
        self._flush()
        return "".join(self._pieces)

    def take(self, token: re.Match[bytes]) -> None:
        word, number, code, sign, brace, letters = token.groups()
        if brace:
            self._brace(brace)
        elif word:
            self._word(word.lower(), None if number is None else int(number))
        elif code:
            self._code(bytes.fromhex(code.decode()))
        elif sign == b"*":
            self._is_special = True
        elif sign:
            self._say(
                {b"~": "\u00a0", b"_": "-", b"-": "", b"\n": "\n", b"\r": "\n"}.get(
                    sign, sign.decode("latin-1")
                )
            )
        elif letters:
            self._letters(letters)

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._is_special, self._skip = False, 0
        if brace == b"{":
            if len(self._outer) < 1_000:
                self._outer.append(self._group)
        elif self._outer:
            self._group = self._outer.pop()

    def _word(self, word: bytes, number: int | None) -> None:
        self._flush()
        is_special, self._is_special = self._is_special, False
        group = self._group
        if word == b"fonttbl":
            self._group = group._replace(is_fonts=True)
        elif word == b"htmltag":
            self._group = group._replace(is_tag=True, is_silent=False)
        elif word in _SILENT or (is_special and word not in (b"mhtmltag",)) or word == b"mhtmltag":
            self._group = group._replace(is_silent=True)
        elif word == b"htmlrtf":
            self._group = group._replace(is_rtf_only=number != 0)
        elif word == b"fromhtml":
            self.is_page = True
        elif word in (b"ansicpg", b"f", b"fcharset", b"plain"):
            self._font_word(word, number or 0)
        elif word == b"uc":
            self._group = group._replace(skipped=max(0, min(number or 0, 8)))
        elif word == b"u" and number is not None:
            self._number(number & 0xFFFF)
        elif sign := _SIGNS.get(word):
            self._say(sign)

    def _font_word(self, word: bytes, number: int) -> None:
        if word == b"ansicpg":
            self._charset = f"cp{number}"
            self._group = self._group._replace(charset=self._charset)
        elif word == b"fcharset":
            self._fonts[self._font] = _CHARSETS.get(number, self._charset)
        elif self._group.is_fonts:
            self._font = number
        else:
            charset = self._fonts.get(number, self._charset) if word == b"f" else self._charset
            self._group = self._group._replace(charset=charset)

    def _number(self, number: int) -> None:
        """A character by its number in UTF-16."""
        if 0xD800 <= number < 0xDC00:
            self._surrogate = number
        elif 0xDC00 <= number < 0xE000 and self._surrogate:
            self._say(chr(0x10000 + (self._surrogate - 0xD800 << 10) + number - 0xDC00))
            self._surrogate = 0
        elif not 0xD800 <= number < 0xE000:
            self._say(chr(number))
        self._skip = self._group.skipped

    def _code(self, byte: bytes) -> None:
        if self._skip:
            self._skip -= 1
        elif self._is_heard():
            self._bytes += byte

    def _letters(self, letters: bytes) -> None:
        skipped, self._skip = min(self._skip, len(letters)), 0
        letters = letters[skipped:]
        if self._is_heard():
            self._bytes += letters

    def _is_heard(self) -> bool:
        group = self._group
        return not (group.is_silent or group.is_fonts or (self.is_page and group.is_rtf_only))

    def _say(self, text: str) -> None:
        if self._is_heard():
            self._flush()
            self._pieces.append(text)

    def _flush(self) -> None:
        if self._bytes:
            try:
                self._pieces.append(self._bytes.decode(self._group.charset, "replace"))
            except LookupError:
                self._pieces.append(self._bytes.decode("cp1252", "replace"))
            self._bytes.clear()
