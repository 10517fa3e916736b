"""Cuts out of a message the place where a search found its words; made for shown rows only (D18). Pure."""

from collections.abc import Callable, Iterator
from typing import Final

from support_tui.wire.folding import fold_with_map
from support_tui.wire.query.tree import And, Or, Query, Word, WordMatch
from support_tui.wire.words import words

from ...core.stem import stems

LOOKED_AT: Final = 20_000
"""Characters of a text that are looked at."""

WIDTH: Final = 160
_BEFORE: Final = 40
_ELLIPSIS: Final = "…"

_Test = Callable[[str], bool]


def snippet(text: str, query: Query, width: int = WIDTH) -> str:
    """One line of about `width` characters around the first word of `text` that the query looks for; empty without any."""
    tests = [test for word in _sought(query) for test in _tests(word)]
    if not tests:
        return ""
    folded, origins = fold_with_map(text[:LOOKED_AT])
    position = 0
    for word in words(folded):
        position = folded.index(word, position)
        if any(test(word) for test in tests):
            return _around(text, origins[position], width)
        position += len(word)
    return ""


def _sought(query: Query) -> Iterator[Word]:
    """The words that a text may hold; what is negated is looked for nowhere."""
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _sought(part)
        case Word():
            yield query
        case _:
            pass


def _tests(word: Word) -> list[_Test]:
    wanted = words(word.text)
    if word.match is WordMatch.WORD:
        return [_same_word(each, stem) for each, stem in zip(wanted, stems(wanted), strict=True)]
    if word.match is WordMatch.PREFIX and wanted:
        return [_begins(wanted[-1])]
    return [_same_word(wanted[0], wanted[0])] if wanted else []


def _same_word(wanted: str, wanted_stem: str) -> _Test:
    return lambda word: word == wanted or stems((word,))[0] == wanted_stem


def _begins(beginning: str) -> _Test:
    return lambda word: word.startswith(beginning)


def _around(text: str, found_at: int, width: int) -> str:
    """The line, begun at a blank some way before the find."""
    start = max(0, found_at - _BEFORE)
    if start:
        blank = text.find(" ", start, found_at)
        start = start if blank < 0 else blank + 1
    line = " ".join(text[start : start + 2 * width].split())
    is_cut = len(line) > width or start + 2 * width < len(text)
    return (_ELLIPSIS if start else "") + line[:width].rstrip() + (_ELLIPSIS if is_cut else "")
