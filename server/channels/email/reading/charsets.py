"""From bytes to text, whatever the mail claims (E33): the declared charset under the name it should have had, strict UTF-8, a guess by the
bytes themselves, and replacement last. Pure; the raw mail stays, so a wrong guess can be put right by hand.
"""

import codecs
import contextlib
import re
from typing import Final
from unicodedata import category

import charset_normalizer

from .frequent import east_asian, european, is_iso_arabic

#: What mail programs write, and the charset they mean: the larger set where a smaller one is claimed (the WHATWG's labels, and more).
_MEANT: Final = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "hz-gb-2312": "hz",
    "big5": "big5hkscs", "x-x-big5": "big5hkscs", "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "euc-kr": "cp949",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "windows-31j": "cp932", "cp51932": "euc_jp",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "ansi": "cp1252",
    "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "windows-874": "cp874", "tis-620": "cp874",
    "iso-8859-6-i": "iso8859_6", "iso-8859-6-e": "iso8859_6", "x-mac-arabic": "mac_arabic", "iso-8859-8-i": "iso8859_8",
    "iso-8859-8-e": "iso8859_8", "utf8mb4": "utf-8", "utf8": "utf-8", "unicode-1-1-utf-7": "utf-7", "unicode-1-1-utf-8": "utf-8",
    "x-unicode": "utf-16", "unicode": "utf-16", "cp-850": "cp850", "cp_1256": "cp1256", "x-cp1256": "cp1256", "x-cp1252": "cp1252",
}  # fmt: skip
#: Names that say nothing.
_UNKNOWN: Final = frozenset(
    {"", "unknown", "unknown-8bit", "x-unknown", "x-user-defined", "8bit", "binary", "default", "none"}
)
_LOOKED_AT: Final = 64 * 1024
#: Charsets that fit nearly all bytes: a declaration of them proves little against valid UTF-8.
_WESTERN: Final = frozenset({"cp1252", "cp1254"})
_WIDE: Final = re.compile(rb"[\x80-\xff]")
_JIS_START: Final = b"\x1b$"
_JIS: Final = re.compile(rb"\x1b\$[@B](.*?)(?=\x1b|$)|\x1b\([BJ]", re.DOTALL)
#: UTF-8 read as Western or as Windows Arabic: a lead byte (there of the Arabic block only) followed by a continuation byte.
_WESTERN_MOJIBAKE: Final = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]")
_ARABIC_MOJIBAKE: Final = re.compile("[طظ][\u0080-\u00ff\u0152-\u02dc\u0600-\u06ff\u200c-\u2122]")
_MOJIBAKE_PAIRS: Final = 3
_LONGEST_MISREAD: Final = 100_000
_CONTROLS: Final = re.compile("([\u0080-\u009f]+)")
#: Charsets of the ISO that have nothing where those of Windows have letters, and the one that is meant where such letters stand.
_WINDOWS: Final = {
    "iso8859-2": "cp1250", "iso8859-5": "cp1251", "iso8859-6": "cp1256", "iso8859-7": "cp1253", "iso8859-8": "cp1255", "iso8859-13": "cp1257",
}  # fmt: skip
_WINDOWS_LETTER: Final = re.compile(rb"[\x80-\x9f]")
_MARKS_OF_ORDER: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WIDE_CHARSETS: Final = ("utf_16", "utf_32")
_ORDER_LOOKED_AT: Final = 2_000
_ARABIC: Final = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
_WIDE_WORD: Final = re.compile(rb"[\x80-\xff]{3,}")
_FEWEST_ARABIC: Final = 5
_FEWEST_HEBREW: Final = 12
_MOSTLY: Final = 0.85
_ASCII: Final = bytes(range(128))
_ALPHABETS: Final = ["cp1251", "koi8_r", "cp1253", "cp1255", "cp874", "iso8859_7", "iso8859_5"]


#: Codecs of Python that are no charset of a mail: they read escapes, and may make what no text can hold.
_NO_CHARSETS: Final = frozenset(
    {"unicode-escape", "raw-unicode-escape", "undefined", "idna", "punycode", "charmap", "mbcs", "oem"}
)
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def decode(content: bytes, charset: str = "", hint: str = "", *, may_guess: bool = True) -> str:
    """The text of these bytes. `charset` is what is declared for them, `hint` that of the mail around them; without either it is guessed,
    which takes time."""
    if not _WIDE.search(content) and b"\x1b" not in content and not _is_wide(charset):
        return content.decode("ascii")
    name = known(charset)
    text = _strict(content, name) if name else None
    if name in _WESTERN and _is_utf8(content):
        text = content.decode("utf-8")
    elif name in _WESTERN and _is_windows_arabic(content):
        text = content.decode("cp1256")
    elif name in _WESTERN and may_guess:
        text = (
            _by_letters(content)
            or (_guessed(content, _ALPHABETS) if _has_wide_words(content) else None)
            or text
        )
    if text is None:
        text = _undeclared(content, known(hint), may_guess=may_guess)
    return _SURROGATES.sub("\ufffd", repaired(text))


def decode_as(content: bytes, charset: str) -> str:
    """The text of these bytes in the charset that somebody says it is; what does not fit is replaced."""
    name = known(charset) or "utf-8"
    text = _strict(content, name)
    return content.decode(name, "replace") if text is None else text


def known(charset: str) -> str:
    """Python's name of a charset by any of its names, empty where it says nothing or nobody knows it."""
    name = charset.strip().strip("\"'").lower().replace(" ", "")
    name = _MEANT.get(name, name)
    if name in _UNKNOWN:
        return ""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    is_charset = codec._is_text_encoding and codec.name.replace("_", "-") not in _NO_CHARSETS
    return codec.name if is_charset else ""


def repaired(text: str) -> str:
    """What was read in the wrong charset before it was sent, once or twice, read rightly line by line; any other text as it is."""
    better = _repaired(text)
    return text if better == text else _repaired(better)


def _repaired(text: str) -> str:
    for pattern, charset in ((_WESTERN_MOJIBAKE, "cp1252"), (_ARABIC_MOJIBAKE, "cp1256")):
        if len(pattern.findall(text)) >= _MOJIBAKE_PAIRS:
            better = "\n".join(
                _read_rightly(line, charset) if pattern.search(line) else line for line in text.split("\n")
            )
            if better != text:
                return better
    return text


def _read_rightly(line: str, charset: str) -> str:
    """The line as UTF-8, if all of it is; bytes for which the charset has no letter were read as controls."""
    with contextlib.suppress(UnicodeError):
        return line.encode(charset).decode("utf-8")
    if len(line) > _LONGEST_MISREAD:
        return line
    pieces = _CONTROLS.split(line)
    with contextlib.suppress(UnicodeError):
        raw = b"".join(
            piece.encode("latin-1" if number % 2 else charset) for number, piece in enumerate(pieces)
        )
        return raw.decode("utf-8")
    return line


def _is_wide(charset: str) -> bool:
    """Whether text in it need not look like ASCII where it is ASCII."""
    return known(charset).startswith(("utf-16", "utf-32", "utf-7", "hz"))


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _strict(content: bytes, name: str) -> str | None:
    if name.startswith("iso2022_jp"):
        return _japanese(content)
    if name.startswith("utf-16"):
        name = _utf16(content, name)
    elif name in _WINDOWS and _WINDOWS_LETTER.search(content):
        name = _WINDOWS[name]
    try:
        return content.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _utf16(content: bytes, name: str) -> str:
    """UTF-16 in the order that its mark tells, else in that which is declared, else in that which makes sense."""
    if content.startswith(_MARKS_OF_ORDER):
        return "utf-16"
    start = content[:_ORDER_LOOKED_AT]
    return (
        min(("utf-16-le", "utf-16-be"), key=lambda order: _nonsense(start, order))
        if name == "utf-16"
        else name
    )


def _nonsense(content: bytes, order: str) -> tuple[int, int]:
    """How little sense bytes make in an order: characters that do not exist, and then from how many alphabets they are."""
    text = content.decode(order, "replace")
    strange = sum(category(character) in ("Cn", "Co", "Cs") or character == "\ufffd" for character in text)
    return strange, len({ord(character) >> 8 for character in text})


def _is_windows_arabic(content: bytes) -> bool:
    """Whether bytes that are declared Western are words of Arabic in the charset of Windows: Western words have few letters beyond ASCII,
    and these have no others."""
    if not _has_wide_words(content):
        return False
    beyond = _wide_of(content).decode("cp1256")
    arabic = len(_ARABIC.findall(beyond))
    has_others = any(character.isalpha() for character in set(beyond) if not _ARABIC.match(character))
    return arabic >= _FEWEST_ARABIC and arabic >= _MOSTLY * len(beyond) and not has_others


def _has_wide_words(content: bytes) -> bool:
    """Whether the letters beyond ASCII stand together, as where an alphabet is written with them."""
    wide = len(_wide_of(content))
    return wide >= _FEWEST_ARABIC and 3 * sum(map(len, _WIDE_WORD.findall(content[:_LOOKED_AT]))) >= 2 * wide


def _is_hebrew(content: bytes) -> bool:
    """Whether bytes are words of Hebrew in its charsets: no other alphabet uses this range alone."""
    wide = _wide_of(content)
    is_long = len(wide) >= _FEWEST_HEBREW and _has_wide_words(content)
    return is_long and all(0xE0 <= byte <= 0xFA for byte in set(wide))


def _wide_of(content: bytes) -> bytes:
    return content[:_LOOKED_AT].translate(None, _ASCII)


def _japanese(content: bytes) -> str | None:
    """ISO-2022-JP with the vendors' additions (①, ㈱), which only the Windows code page has: each double byte as that writes it."""

    def as_code_page(match: re.Match[bytes]) -> bytes:
        pairs = match[1] or b""
        return b"".join(_shifted(pairs[i], pairs[i + 1]) for i in range(0, len(pairs) - 1, 2))

    try:
        return _JIS.sub(as_code_page, content).decode("cp932")
    except (UnicodeDecodeError, ValueError):
        return None


def _shifted(row: int, cell: int) -> bytes:
    """A character of JIS X 0208 in Shift-JIS. Raises ValueError for bytes that are none."""
    first = ((row - 0x21) >> 1) + 0x81
    first += 0x40 if first > 0x9F else 0
    second = cell + (0x7E if row % 2 == 0 else 0x1F + (cell > 0x5F))
    return bytes((first, second))


def _undeclared(content: bytes, hint: str, *, may_guess: bool) -> str:
    """By what the bytes look like."""
    if _JIS_START in content and (text := _japanese(content)) is not None:
        return text
    if _is_utf8(content):
        return content.decode("utf-8")
    if hint and (text := _strict(content, hint)) is not None:
        return text
    if _is_windows_arabic(content):
        return content.decode("cp1256")
    if _is_hebrew(content) and (text := _strict(content, "cp1255")) is not None:
        return text
    text = (_by_letters(content) or _guessed(content)) if may_guess else None
    return (
        text
        if text is not None
        else content.decode("utf-8" if _is_mostly_utf8(content) else "cp1252", "replace")
    )


def _by_letters(content: bytes) -> str | None:
    """By what letters stand in the words."""
    charset = east_asian(content) if _has_wide_words(content) else european(content)
    if not charset and is_iso_arabic(content) and _has_wide_words(content):
        charset = "iso8859_6"
    return _strict(content, charset) if charset else None


def _guessed(content: bytes, among: list[str] | None = None) -> str | None:
    found = charset_normalizer.from_bytes(
        content[:_LOOKED_AT], cp_isolation=among, enable_fallback=False
    ).best()
    if found is None or (found.encoding.startswith(_WIDE_CHARSETS) and b"\0" not in content):
        return None  # words of few letters that pairs of them make sense of
    return _strict(content, found.encoding)


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether most of the bytes beyond ASCII belong to whole characters of UTF-8: it was cut, or damaged."""
    read = content.decode("utf-8", "replace")
    return read.count("\ufffd") * 4 < len(content.translate(None, _ASCII))
