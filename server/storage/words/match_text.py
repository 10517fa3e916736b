"""Writes the match expressions of the word index; knows its columns, reads nothing.

`words` holds every folded word, `stems` the stems of those words that differ from their stem. A stem asked without naming a column is
therefore found in both: as somebody's stem, or written as it is.
"""

from collections.abc import Mapping, Sequence
from typing import Final, assert_never

from support_tui.wire.query.tree import Word, WordMatch
from support_tui.wire.words import words

from ...core.stem import stems

Endings = Mapping[str, Sequence[str]]
"""For a beginning of words, the indexed words that begin so: a search for a few words where a search for a beginning is slow."""

INDEXED_BEGINNINGS: Final = (2, 3)
"""Lengths of beginnings that the index answers itself (`prefix=` in the schema)."""


def quoted(*sequence: str) -> str:
    """A word, or several in this order, as a string of the match language."""
    return '"' + " ".join(sequence).replace('"', '""') + '"'


def exact_form(word: Word, endings: Endings) -> str:
    """What matches entries that hold the word just so; empty where nothing but punctuation is asked for."""
    wanted = words(word.text)
    if not wanted:
        return ""
    match word.match:
        case WordMatch.WORD:
            return " AND ".join(f"words:{quoted(each)}" for each in wanted)
        case WordMatch.PREFIX:
            *whole, beginning = wanted
            parts = [f"words:{quoted(each)}" for each in whole]
            return " AND ".join([*parts, _beginning(beginning, endings)])
        case WordMatch.PHRASE:
            return f"words:{quoted(*wanted)}"
        case _:
            assert_never(word.match)


def any_form(word: Word, endings: Endings) -> str:
    """What matches entries that hold the word or, for a plain word, another of its forms; empty as `exact_form`."""
    if word.match is not WordMatch.WORD:
        return exact_form(word, endings)
    wanted = words(word.text)
    return " AND ".join(_word_or_stem(each, stem) for each, stem in zip(wanted, stems(wanted), strict=True))


def beginning_of(word: Word) -> str | None:
    """The beginning that the index does not answer itself and whose words should be looked up, if the word has one."""
    wanted = words(word.text) if word.match is WordMatch.PREFIX else []
    if not wanted or len(wanted[-1]) in INDEXED_BEGINNINGS:
        return None
    return wanted[-1]


def customer_match(column: str, text: str) -> str:
    """What matches customers of whom each word of `text` begins a word in `column` (`person` or `company`); empty without words."""
    return " AND ".join(f"{column}:{quoted(each)} *" for each in words(text))


def _word_or_stem(word: str, stem: str) -> str:
    return quoted(word) if word == stem else f"(words:{quoted(word)} OR {quoted(stem)})"


def _beginning(beginning: str, endings: Endings) -> str:
    known = endings.get(beginning)
    if known is None:
        return f"words:{quoted(beginning)} *"
    if not known:
        return f"words:{quoted(beginning)}"
    return f"words:({' OR '.join(quoted(each) for each in known)})"
