"""Paired brackets: rule N0 with BD14 to BD16; must not touch anything but brackets and the marks on them."""

import re
from typing import Final

from ..unidata import BRACKET_PAIRS

_MAX_OPEN: Final = 63
"""BD16: with more brackets open than this the sequence is not paired at all."""

# BD16 compares canonical equivalents: the two angle brackets of U+2329 equal those of U+3008.
_CANONICAL: Final = {"\u232a": "\u3009"}
_CLOSER_OF: Final = {
    opener: _CANONICAL.get(closer, closer)
    for opener, closer in zip(BRACKET_PAIRS[::2], BRACKET_PAIRS[1::2], strict=True)
}
_CLOSERS: Final = frozenset(BRACKET_PAIRS[1::2])
_BRACKET: Final = re.compile("[" + re.escape(BRACKET_PAIRS) + "]")
_STRONG: Final = {"L": "L", "R": "R", "E": "R", "N": "R"}
"""N0 reads numbers as R."""


def bracket_pairs(characters: str, codes: str) -> list[tuple[int, int]]:
    """Positions of matching brackets that are still neutral, sorted by the opening one (BD16)."""
    open_brackets: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for found in _BRACKET.finditer(characters):
        position, character = found.start(), found[0]
        if codes[position] != "o":
            continue
        if (closer := _CLOSER_OF.get(character)) is not None:
            if len(open_brackets) == _MAX_OPEN:
                return []
            open_brackets.append((closer, position))
            continue
        wanted = _CANONICAL.get(character, character)
        for depth in range(len(open_brackets) - 1, -1, -1):
            if open_brackets[depth][0] == wanted:
                pairs.append((open_brackets[depth][1], position))
                del open_brackets[depth:]
                break
    return sorted(pairs)


def _pair_direction(codes: list[str], opening: int, closing: int, embedding: str, start: str) -> str | None:
    """N0 b, c, d: the direction a pair takes from what stands inside and before it."""
    inside = {_STRONG.get(code) for code in codes[opening + 1 : closing]}
    if embedding in inside:
        return embedding
    opposite = "L" if embedding == "R" else "R"
    if opposite not in inside:
        return None
    before = next((_STRONG[codes[k]] for k in range(opening - 1, -1, -1) if codes[k] in _STRONG), start)
    return opposite if before == opposite else embedding


def resolve_brackets(characters: str, originals: str, codes: str, embedding: str, start: str) -> str:
    """Apply N0 to one run sequence; `originals` are its codes before the weak rules (for marks on brackets)."""
    if not _BRACKET.search(characters):
        return codes
    resolved = list(codes)
    for opening, closing in bracket_pairs(characters, codes):
        towards = _pair_direction(resolved, opening, closing, embedding, start)
        if towards is None:
            continue
        for bracket in (opening, closing):
            resolved[bracket] = towards
            mark = bracket + 1
            while mark < len(resolved) and originals[mark] == "m":
                resolved[mark] = towards
                mark += 1
    return "".join(resolved)
