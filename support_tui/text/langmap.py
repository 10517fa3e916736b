"""Letters of other keyboard layouts to the Latin key on the same place; pure, and must not be used while text is being typed.

Terminals report the letter, not the key. Arabic and Persian place some letters differently: without a named layout Arabic (101) wins,
and Persian adds the letters that Arabic does not have.
"""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

Layout = Literal["arabic", "persian", "hebrew", "russian"]

_QWERTY: Final = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_SHIFTED: Final = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?'
# A blank marks a key whose character is ASCII on that layout too, and so cannot be told from the Latin one.
_ARABIC: Final = "ذضصثقفغعهخحجدشسيبلاتنمكطئءؤرﻻىةوزظ"
_ARABIC_SHIFTED: Final = "ّ\u064e\u064b\u064f\u064cﻹإ‘÷×؛  \u0650\u064d  ﻷأـ،    \u0652  ﻵآ   ؟"
_PERSIAN: Final = "‍ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو  "
_PERSIAN_SHIFTED: Final = "÷\u0652\u064c\u064d\u064b\u064f\u0650\u064e\u0651    ؤئيإأآة»«  ك ژ  \u0654ء  ؟"
_HEBREW: Final = "   קראטוןםפ  שדגכעיחלךף זסבהנמצתץ "
_RUSSIAN: Final = "ёйцукенгшщзхъфывапролджэячсмитьбю "
_RUSSIAN_SHIFTED: Final = "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ "

_DIGITS: Final = {chr(zero + value): str(value) for zero in (0x0660, 0x06F0) for value in range(10)}


def _placed(letters: str, keys: str) -> dict[str, str]:
    pairs = zip(letters, keys, strict=True)
    return {letter: key for letter, key in pairs if not letter.isascii()}


LAYOUTS: Final[Mapping[Layout, Mapping[str, str]]] = MappingProxyType(
    {
        "arabic": _placed(_ARABIC_SHIFTED, _SHIFTED) | _placed(_ARABIC, _QWERTY) | _DIGITS,
        "persian": _placed(_PERSIAN, _QWERTY) | _DIGITS,
        "hebrew": _placed(_HEBREW, _QWERTY),
        "russian": _placed(_RUSSIAN_SHIFTED, _SHIFTED) | _placed(_RUSSIAN, _QWERTY),
    }
)
_ALL: Final = {**LAYOUTS["russian"], **LAYOUTS["hebrew"], **LAYOUTS["persian"], **LAYOUTS["arabic"]}


LAM: Final = "\u0644"
_LAM_ALEF: Final = {
    unicodedata.normalize("NFKC", ligature): key
    for ligature, key in LAYOUTS["arabic"].items()
    if "\ufef5" <= ligature <= "\ufefc"
}


def latin_key(character: str, layout: Layout | None = None) -> str | None:
    """The Latin character on the key that gave this one, or None for a character of no known layout. The lam-alef keys are known by
    their ligatures; for systems that send them as two letters see `lam_alef_key`."""
    return (_ALL if layout is None else LAYOUTS[layout]).get(character)


def lam_alef_key(alef: str) -> str | None:
    """The Latin character on the key that gave a lam and this letter at once, None where no key gives that."""
    return _LAM_ALEF.get(LAM + alef)
