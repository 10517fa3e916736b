"""Arabic, Persian and Urdu letters to their presentation forms, one to one; must not change a text's length or drop marks.

For terminals that draw each letter in its isolated form. Lam-alef stays two characters (a ligature would shift every index), and
harakat stay where they are. The table comes from the compatibility decompositions in unicodedata.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import category, decomposition


class Forms(NamedTuple):
    """The shapes of one letter; None where the letter does not join on that side."""

    isolated: str
    final: str | None
    initial: str | None
    medial: str | None


_BLOCKS: Final = (range(0xFB50, 0xFDD0), range(0xFDF0, 0xFE00), range(0xFE70, 0xFEFD))
_SHAPES: Final = ("<isolated>", "<final>", "<initial>", "<medial>")


def _table() -> dict[str, Forms]:
    found: dict[str, dict[str, str]] = {}
    for code in (code for block in _BLOCKS for code in block):
        parts = decomposition(chr(code)).split()
        if len(parts) == 2 and parts[0] in _SHAPES:
            found.setdefault(chr(int(parts[1], 16)), {})[parts[0]] = chr(code)
    forms = {
        letter: Forms(
            shapes.get("<isolated>", letter),
            shapes.get("<final>"),
            shapes.get("<initial>"),
            shapes.get("<medial>"),
        )
        for letter, shapes in found.items()
        if "\u0620" <= letter <= "\u06ff" and not category(letter).startswith("M")
    }
    # Tatweel and the joiner connect on both sides and have one shape.
    return forms | {joiner: Forms(joiner, joiner, joiner, joiner) for joiner in ("\u0640", "\u200d")}


_FORMS: Final = _table()
_WORD: Final = re.compile(
    "[\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06ef\u06fa-\u06ff\u08d3-\u08ff\u200d\u0300-\u036f]+"
)
_HAS_LETTERS: Final = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5]")
_REMEMBERED: Final = 64
"""No real word is longer; what is longer is shaped anew each time."""


def _is_transparent(character: str) -> bool:
    return category(character) == "Mn"


def _shape_word(word: str) -> str:
    shaped = list(word)
    before: Forms | None = None
    before_at = 0
    is_joined = False
    for index, character in enumerate(word):
        forms = _FORMS.get(character)
        if forms is None:
            if not _is_transparent(character):
                before = None
            continue
        if before is not None and before.initial is not None and forms.final is not None:
            joined = before.medial if is_joined else before.initial
            shaped[before_at] = joined or shaped[before_at]
            shaped[index] = forms.final
            is_joined = True
        else:
            shaped[index] = forms.isolated
            is_joined = False
        before, before_at = forms, index
    return "".join(shaped)


_remembered_word: Final = lru_cache(16384)(_shape_word)


def _shape_found(found: re.Match[str]) -> str:
    word = found[0]
    return _remembered_word(word) if len(word) <= _REMEMBERED else _shape_word(word)


def shape(text: str) -> str:
    """Each Arabic letter as the presentation form that its neighbours ask for; same length, same order, marks untouched."""
    if text.isascii() or not _HAS_LETTERS.search(text):
        return text
    return _WORD.sub(_shape_found, text)
