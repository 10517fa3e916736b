"""The headers of a mail as they were meant: folded wrongly, in raw bytes, or in encoded words that were cut anywhere (RFC 2047, E34). Pure."""

import base64
import binascii
import codecs
import re
from email.message import Message
from email.policy import Compat32
from typing import Final, NamedTuple

from .charsets import decode, known

_WORD: Final = re.compile(rb"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_NAME: Final = re.compile(rb"[!-9;-~]{1,76}[ \t]*:")
_LONGEST_NAME: Final = 200
#: A parameter at the start of the line below.
_BARE_PARAMETER: Final = re.compile(rb";[ \t]*\r?\n(?=(?i:name|filename|charset|boundary)\*?(?:\d\*?)?=)")
_HAS_PARAMETERS: Final = re.compile(rb"content-(?:type|disposition):", re.IGNORECASE)
_STRAY: Final = 3
_FOLD: Final = re.compile(rb"[\r\n]+[ \t]*")
_LINE_ENDS: Final = re.compile(r"[\r\n]+")
_ESCAPE: Final = re.compile(rb"=([0-9A-Fa-f]{2})")
_NOT_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/]")
_HEADER_BYTES: Final = 512 * 1024
_VALUE_BYTES: Final = 64 * 1024
_PARAMETER_CHARS: Final = 8 * 1024
_WITH_PARAMETERS: Final = frozenset({"content-type", "content-disposition"})
_GUESSED: Final = 50
"""For so many pieces of one header it is found out what charset they are in, where they are not in the one they name."""


class AsItCame(Compat32):
    """The library's reading of a mail with every header as it stands in the raw mail: bytes beyond ASCII are lone surrogates."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """The value unfolded; the library's own way turns what it cannot decode into question marks. It takes parameters apart in the square
        of their length: more of them than any mail program writes are left off."""
        if name.lower() in _WITH_PARAMETERS:
            value = value[:_PARAMETER_CHARS]
        return _LINE_ENDS.sub("", value)


AS_IT_CAME: Final = AsItCame()


def repaired(raw: bytes) -> bytes:
    """The mail with its header block as parsers want it: without a leading mbox line, with lines that continue a header (but were
    not indented) indented, and with the blank line that should stand above the text."""
    if raw.startswith((b"From ", b">From ")):
        raw = raw.partition(b"\n")[2]
    raw = raw.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
    if _NAME.match(raw[:_LONGEST_NAME].lstrip(b" \t")):
        raw = raw.lstrip(b" \t")
    raw = _BARE_PARAMETER.sub(_indented, raw)
    block, blank, body = _cut(raw[:_HEADER_BYTES])
    lines = block.split(b"\n")
    if not any(_continues(line) for line in lines):
        return raw
    text = _first_of_text(lines, has_body=bool(body.strip() or raw[_HEADER_BYTES:]))
    mended = [
        b" " + line if number and _continues(line) else line for number, line in enumerate(lines[:text])
    ]
    above = [b"", *lines[text:]] if text < len(lines) else []
    return b"\n".join(mended + above) + blank + body + raw[_HEADER_BYTES:]


def _indented(end: re.Match[bytes]) -> bytes:
    """The end of a line, and a blank where the next one goes on with the header of a part."""
    line = end.string.rfind(b"\n", 0, end.start()) + 1
    return end[0] + b" " if _HAS_PARAMETERS.match(end.string, line) else end[0]


def _first_of_text(lines: list[bytes], *, has_body: bool) -> int:
    """The line where the text begins although no blank line stands above it: behind the last header, where nothing but text follows.
    A few lines above a text of its own belong to that header."""
    last = max((number for number, line in enumerate(lines) if _NAME.match(line)), default=len(lines))
    while last + 1 < len(lines) and lines[last + 1][:1] in (b" ", b"\t"):
        last += 1
    stray = len(lines) - last - 1
    is_open = lines[last : last + 1] and lines[last].rstrip().endswith((b";", b","))
    return len(lines) if is_open or stray < 1 or (has_body and stray <= _STRAY) else last + 1


def _cut(raw: bytes) -> tuple[bytes, bytes, bytes]:
    found = re.search(rb"\n\r?\n", raw)
    return (raw, b"", b"") if found is None else (raw[: found.start()], found[0], raw[found.end() :])


def _continues(line: bytes) -> bool:
    return bool(line.strip()) and line[:1] not in b" \t" and not _NAME.match(line)


class Headers:
    """All headers of a mail or a part. `hint` is the charset that raw bytes in them are tried in."""

    def __init__(self, part: Message, hint: str = "") -> None:
        self._raw: dict[str, list[bytes]] = {}
        self.hint = hint
        for name, value in part.items():
            raw = value.encode("utf-8", "surrogateescape")[:_VALUE_BYTES]
            self._raw.setdefault(name.lower(), []).append(raw)

    def __contains__(self, name: str) -> bool:
        return name in self._raw

    def text(self, name: str) -> str:
        """The first header of that name, decoded, in one line; empty where there is none."""
        values = self._raw.get(name)
        return one_line(decoded(values[0], self.hint)) if values else ""

    def raw(self, name: str) -> list[bytes]:
        """All headers of that name as they came, unfolded."""
        return [_FOLD.sub(b" ", value) for value in self._raw.get(name, ())]

    def texts(self) -> dict[str, str]:
        """The first of each, decoded."""
        return {name: self.text(name) for name in self._raw}


def charset_of_words(mail: Message) -> str:
    """The charset of the encoded words in the headers that a person sees, empty where none stands there."""
    for name in ("subject", "from", "to"):
        word = _WORD.search(str(mail.get(name, "")).encode("utf-8", "surrogateescape")[:_VALUE_BYTES])
        if word is not None:
            return word[1].partition(b"*")[0].decode("ascii", "replace")
    return ""


def one_line(text: str) -> str:
    """Without line ends, tabs and what cannot be stored."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").replace("\0", "").split())


class _Piece(NamedTuple):
    """Bytes of one charset; `is_word` for an encoded word."""

    content: bytes
    charset: str
    is_word: bool


def decoded(raw: bytes, hint: str = "") -> str:
    """A header's text. Words that stand side by side are one text where they are in one charset, so that a character cut between two of them
    is whole again."""
    joined: list[_Piece] = []
    for piece in _pieces(_FOLD.sub(b" ", raw)):
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.is_word
            and piece.is_word
            and known(last.charset) == known(piece.charset)
        ):
            joined[-1] = last._replace(content=last.content + piece.content)
        else:
            joined.append(piece)
    return "".join(
        decode(piece.content, piece.charset, hint, may_guess=number < _GUESSED)
        for number, piece in enumerate(joined)
    )


def _pieces(raw: bytes) -> list[_Piece]:
    pieces: list[_Piece] = []
    end = 0
    for word in _WORD.finditer(raw):
        between = raw[end : word.start()]
        if between.strip() or (between and not (pieces and pieces[-1].is_word)):
            pieces.append(_Piece(between, "", is_word=False))
        charset = word[1].partition(b"*")[0].decode("ascii", "replace")
        content = _base64(word[3]) if word[2] in b"bB" else _quoted(word[3])
        pieces.append(_Piece(content, charset, is_word=True))
        end = word.end()
    if end < len(raw):
        pieces.append(_Piece(raw[end:], "", is_word=False))
    return pieces


def _quoted(content: bytes) -> bytes:
    return _ESCAPE.sub(lambda match: bytes((int(match[1], 16),)), content.replace(b"_", b" "))


def _base64(content: bytes) -> bytes:
    """What can be read of it: foreign characters are skipped, missing padding is added."""
    letters = _NOT_BASE64.sub(b"", content)
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    try:
        return base64.b64decode(letters + b"=" * (-len(letters) % 4))
    except (binascii.Error, ValueError):
        return b""
