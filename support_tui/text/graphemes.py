"""Grapheme clusters (UAX #29): what a reader takes for one character; pure, and must not know cell widths."""

import re
from functools import lru_cache
from typing import Final
from unicodedata import category

from .unidata import PICTOGRAPHIC

# Codes: C control, E extend (marks), Z joiner, P prepend, X pictograph, F regional indicator (flags),
# L V T v t Hangul jamo and syllables (v = LV, t = LVT), O other.
_CLUSTER: Final = re.compile("P*(?:FF|L*(?:V+|vV*|t)T*|L+|T+|XE*(?:ZXE*)*|[^CP])[EZ]*|P+[EZ]*|C", re.DOTALL)
_PICTOGRAPH: Final = re.compile(f"[{PICTOGRAPHIC}]")
_PLAIN: Final = re.compile("[ -~\u00ae-\u02ff\u0370-\u0482\u0400-\u0481\u05d0-\u05ea\u0621-\u064a]*")

# Letters that extend the cluster before them although they are no marks (Grapheme_Extend, SpacingMark).
_EXTENDING_LETTERS: Final = frozenset(
    "\u200c\u0e33\u0eb3\uff9e\uff9f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
)
# Spacing marks that do begin a cluster of their own (GraphemeBreakProperty.txt leaves them out).
_FREE_MARKS: Final = frozenset(
    "\u102b\u102c\u1038\u1062\u1063\u1064\u1067\u1068\u1069\u106a\u106b\u106c\u106d\u1083\u1087\u1088\u1089\u108a\u108b"
    "\u108c\u108f\u109a\u109b\u109c\u1a61\u1a63\u1a64\uaa7b\uaa7d\U00011720\U00011721"
)
_PREPENDED: Final = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd\U000111c2\U000111c3"
    "\U0001193f\U00011941\U00011a3a\U00011a84\U00011a85\U00011a86\U00011a87\U00011a88\U00011a89\U00011d46\U00011f02"
)
_JAMO: Final = (
    (0x1100, 0x115F, "L"), (0xA960, 0xA97C, "L"), (0x1160, 0x11A7, "V"), (0xD7B0, 0xD7C6, "V"),
    (0x11A8, 0x11FF, "T"), (0xD7CB, 0xD7FB, "T"),
)  # fmt: skip


def _hangul(code: int) -> str | None:
    if 0xAC00 <= code <= 0xD7A3:
        return "t" if (code - 0xAC00) % 28 else "v"
    return next((letter for low, high, letter in _JAMO if low <= code <= high), None)


def _code(character: str) -> str:
    code = ord(character)
    if code == 0x200D:
        return "Z"
    if 0x1F1E6 <= code <= 0x1F1FF:
        return "F"
    if character in _PREPENDED:
        return "P"
    kind = category(character)
    if character in _EXTENDING_LETTERS or (kind[0] == "M" and character not in _FREE_MARKS):
        return "E"
    if 0xE0020 <= code <= 0xE007F:
        return "E"
    if kind in ("Cc", "Cf", "Zl", "Zp", "Cs"):
        return "C"
    return _hangul(code) or ("X" if _PICTOGRAPH.match(character) else "O")


class _CodeTable(dict[int, str]):
    def __missing__(self, code: int) -> str:
        letter = _code(chr(code))
        if code < 0x20000:
            self[code] = letter
        return letter


_TABLE: Final = _CodeTable()


_REMEMBERED: Final = 256
"""Longer texts are read anew each time, so that no one can fill memory with them."""


def is_one_each(text: str) -> bool:
    """Whether every character is a cluster of its own (plain Latin, Greek, Cyrillic, Hebrew, Arabic without marks)."""
    return _PLAIN.fullmatch(text) is not None


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    if is_one_each(text):
        return tuple((index, index + 1) for index in range(len(text)))
    return tuple(found.span() for found in _CLUSTER.finditer(text.translate(_TABLE)))


_remembered_spans: Final = lru_cache(4096)(_spans)


def cluster_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The clusters of `text` as (start, end), without gaps; CR LF counts as two (both are gone after sanitising)."""
    return _remembered_spans(text) if len(text) <= _REMEMBERED else _spans(text)
