"""Finding words in a text as a person means them: without regard to case, diacritics or Arabic spelling; must not rank or split.

Positions are those of the original text, so that hits can be marked in what is shown.
"""

from typing import NamedTuple

from ..wire.folding import fold, fold_with_map


class Hit(NamedTuple):
    """One occurrence as a half-open span of the original text, marks on its last letter included."""

    start: int
    end: int


def find(text: str, wanted: str) -> list[Hit]:
    """All occurrences from left to right, not overlapping; none for a query that folds to nothing."""
    needle = fold(wanted).strip()
    if not needle:
        return []
    folded, origins = fold_with_map(text)
    hits: list[Hit] = []
    place = folded.find(needle)
    while place >= 0:
        behind = place + len(needle)
        last = origins[behind - 1]
        # Characters that fold to nothing (harakat, tatweel) belong to the letter before them; one letter may fold to several.
        end = origins[behind] if behind < len(origins) else len(text)
        hits.append(Hit(origins[place], max(end, last + 1)))
        place = folded.find(needle, behind)
    return hits


def contains(text: str, wanted: str) -> bool:
    """Whether the text holds the wanted words, compared as `find` does."""
    needle = fold(wanted).strip()
    return bool(needle) and needle in fold(text)
