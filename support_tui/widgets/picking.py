"""Which entries match what was typed, best first: fuzzy, blind to case and to Arabic spelling variants. Pure."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from textual.fuzzy import FuzzySearch

from support_tui.wire.folding import fold

T = TypeVar("T")

#: More is never shown: what is wanted has to be typed closer.
MOST_SHOWN = 200


def matching(typed: str, entries: Iterable[T], text_of: Callable[[T], str]) -> Sequence[T]:
    """The entries that fit, in their own order while nothing is typed, at most `MOST_SHOWN`."""
    wanted = fold(typed).strip()
    if not wanted:
        return list(entries)[:MOST_SHOWN]
    search = FuzzySearch()
    scored = [(score, entry) for entry in entries if (score := _score(search, wanted, fold(text_of(entry))))]
    scored.sort(key=lambda pair: -pair[0])
    return [entry for _, entry in scored[:MOST_SHOWN]]


def _score(search: FuzzySearch, wanted: str, text: str) -> float:
    """Words that begin with what was typed outweigh letters found here and there."""
    if any(word.startswith(wanted) for word in text.split()) or text.startswith(wanted):
        return 1_000.0 - len(text)
    if wanted in text:
        return 500.0 - len(text)
    score: float = search.match(wanted, text)[0]
    return score
