"""Bidi classes of characters as one-letter codes, so that the rules can be written as expressions over strings.

Must not resolve anything: it only says what a character is before the rules begin.

Codes: `L` `R` `A`(AL) `E`(EN) `N`(AN) `p`(ES, plus) `c`(ET, currency) `s`(CS, separator) `m`(NSM, mark) `x`(BN)
`b`(B) `t`(S, tab) `w`(WS) `o`(ON) `l`(LRE) `r`(RLE) `d`(LRO) `D`(RLO) `f`(PDF) `i`(LRI) `j`(RLI) `k`(FSI) `q`(PDI).
"""

import re
from typing import Final
from unicodedata import bidirectional

CODE_OF_CLASS: Final = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "AN": "N", "ES": "p", "ET": "c", "CS": "s", "NSM": "m",
    "BN": "x", "B": "b", "S": "t", "WS": "w", "ON": "o", "LRE": "l", "RLE": "r", "LRO": "d", "RLO": "D",
    "PDF": "f", "LRI": "i", "RLI": "j", "FSI": "k", "PDI": "q",
}  # fmt: skip

REMOVED: Final = frozenset("lrdDfx")
"""Codes that X9 takes out of the rules: embeddings, overrides, their end, and boundary neutrals."""

# Unassigned code points follow their block (the @missing lines of DerivedBidiClass.txt, Unicode 15).
_DEFAULTS: Final = (
    (0x0590, 0x05FF, "R"), (0x0600, 0x07BF, "A"), (0x07C0, 0x085F, "R"), (0x0860, 0x08FF, "A"),
    (0x20A0, 0x20CF, "c"), (0xFB1D, 0xFB4F, "R"), (0xFB50, 0xFDCF, "A"), (0xFDD0, 0xFDEF, "x"),
    (0xFDF0, 0xFDFF, "A"), (0xFE70, 0xFEFF, "A"), (0x10800, 0x10CFF, "R"), (0x10D00, 0x10D3F, "A"),
    (0x10D40, 0x10EBF, "R"), (0x10EC0, 0x10EFF, "A"), (0x10F00, 0x10F2F, "R"), (0x10F30, 0x10F6F, "A"),
    (0x10F70, 0x10FFF, "R"), (0x1E800, 0x1EC6F, "R"), (0x1EC70, 0x1ECBF, "A"), (0x1ECC0, 0x1ECFF, "R"),
    (0x1ED00, 0x1ED4F, "A"), (0x1ED50, 0x1EDFF, "R"), (0x1EE00, 0x1EEFF, "A"), (0x1EF00, 0x1EFFF, "R"),
    (0xE0000, 0xE0FFF, "x"),
)  # fmt: skip

_CACHED_BELOW: Final = 0x10000
"""Only the first plane is remembered: foreign text cannot make the table grow without bound."""


def _unassigned(code: int) -> str:
    if code & 0xFFFE == 0xFFFE or 0xFFF0 <= code <= 0xFFF8 or code == 0x2065:
        return "x"
    return next((letter for low, high, letter in _DEFAULTS if low <= code <= high), "L")


class _CodeTable(dict[int, str]):
    """Filled as characters are met; `str.translate` calls `__missing__` for new ones."""

    def __missing__(self, code: int) -> str:
        name = bidirectional(chr(code))
        letter = CODE_OF_CLASS[name] if name else _unassigned(code)
        if code < _CACHED_BELOW:
            self[code] = letter
        return letter


_TABLE: Final = _CodeTable()

# Every character of class R, AL or AN and every control that can make an odd level lies in these blocks.
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\u2068\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def classes_of(text: str) -> str:
    """The text's bidi classes, one code letter per character."""
    return text.translate(_TABLE)


def has_rtl(text: str) -> bool:
    """Whether any character could make a left-to-right paragraph look different from its logical order."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None
