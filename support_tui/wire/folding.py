"""The one folding of words for search, on both sides of the wire; pure, imports nothing of ours, and must not split words.

Folded away: case, width and compatibility forms, Latin and Greek diacritics, Arabic and Hebrew points, tatweel, the hamza on alef,
waw and yaa, taa marbuta against haa, alef maqsura and the Persian and Urdu letters against yaa, kaf and haa, and the digits of other
scripts. Marks that carry meaning (Indic vowels, Japanese voicing, the Cyrillic short i) stay.
"""

from typing import Final
from unicodedata import category, decimal, normalize

_LETTERS: Final = {
    "\u0629": "\u0647",  # taa marbuta → haa
    "\u0649": "\u064a",  # alef maqsura → yaa
    "\u06cc": "\u064a",  # Persian yeh → yaa
    "\u06d2": "\u064a",  # Urdu yeh barree → yaa
    "\u06a9": "\u0643",  # keheh → kaf
    "\u06be": "\u0647",  # heh doachashmee → haa
    "\u06c1": "\u0647",  # heh goal → haa
    "\u06d5": "\u0647",  # Kurdish ae → haa
    "\u0671": "\u0627",  # alef wasla → alef
    "\u0672": "\u0627",
    "\u0673": "\u0627",
    "\u0640": "",  # tatweel
    "\u0131": "i",  # dotless i, as in Turkish
    "\u00f8": "o",
    "\u0142": "l",
    "\u0111": "d",
}
_KEPT_WHOLE: Final = frozenset("\u0439\u0419")
"""Composed letters that are letters of their own."""
_POINTS: Final = (
    (0x0300, 0x036F), (0x0483, 0x0487), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670),
    (0x06D6, 0x06ED), (0x0898, 0x089F), (0x08CA, 0x08FF), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)  # fmt: skip
_REMEMBERED_BELOW: Final = 0x10000
"""Only the first plane is remembered: foreign text cannot make the table grow without bound."""


def _is_dropped(character: str) -> bool:
    kind = category(character)
    if kind in ("Cf", "Cs"):
        return True
    code = ord(character)
    return kind[0] == "M" and (0xFE00 <= code <= 0xFE0F or any(low <= code <= high for low, high in _POINTS))


def _simple(character: str) -> str:
    letter = _LETTERS.get(character)
    if letter is not None:
        return letter
    if _is_dropped(character):
        return ""
    digit = decimal(character, None)
    return character if digit is None else str(digit)


def _folded(character: str) -> str:
    if character in _KEPT_WHOLE:
        return "\u0439"
    lowered = normalize("NFKD", character).casefold()
    parts = [_simple(part) for part in normalize("NFKD", lowered)]
    # Hangul syllables and voiced kana come apart above and go together again here.
    return normalize("NFC", "".join(parts))


class _FoldTable(dict[int, str]):
    """Filled as characters are met; `str.translate` calls `__missing__` for new ones."""

    def __missing__(self, code: int) -> str:
        folded = _folded(chr(code))
        if code < _REMEMBERED_BELOW:
            self[code] = folded
        return folded


_TABLE: Final = _FoldTable()


def fold(text: str) -> str:
    """The text as search compares it; folding twice changes nothing, blanks and punctuation stay."""
    if text.isascii():
        return text.lower()
    return text.translate(_TABLE)


def fold_with_map(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index of the character in `text` that it came from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    pieces = [_TABLE[ord(character)] for character in text]
    origins = [index for index, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), origins
