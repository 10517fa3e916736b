"""Explicit levels and directions: rules X1 to X8 and the matching of isolates (BD9); must not look at characters.

Works on the code letters of `classes.py`.
"""

import re
from typing import Final, NamedTuple

MAX_DEPTH: Final = 125
"""BD2: the deepest explicit level."""

EXPLICIT: Final = re.compile("[lrdDfijkqx]")
"""Anything that makes the long way through X1 to X10 necessary."""

_ISOLATE_MARK: Final = re.compile("[ijkq]")
_STRONG_OR_ISOLATE: Final = re.compile("[LRAijkq]")
_INITIATORS: Final = frozenset("ijk")


class Explicit(NamedTuple):
    """What X1 to X8 establish for each character of a paragraph."""

    levels: bytearray
    classes: str
    """Codes after directional overrides."""
    partner: dict[int, int]
    """Matching isolate initiator → PDI, by index (BD9)."""


class _Status(NamedTuple):
    level: int
    override: str
    is_isolate: bool


def match_isolates(classes: str) -> dict[int, int]:
    """Pair each isolate initiator with its PDI (BD9); unmatched ones are absent."""
    pending: list[int] = []
    partner: dict[int, int] = {}
    for mark in _ISOLATE_MARK.finditer(classes):
        if mark[0] != "q":
            pending.append(mark.start())
        elif pending:
            partner[pending.pop()] = mark.start()
    return partner


def first_strong(classes: str, start: int = 0, end: int | None = None) -> int:
    """Level by the first strong character outside isolates: 1 for R or AL, else 0 (P2, P3, X5c)."""
    depth = 0
    for mark in _STRONG_OR_ISOLATE.finditer(classes, start, len(classes) if end is None else end):
        code = mark[0]
        if code == "q":
            depth = max(0, depth - 1)
        elif code in _INITIATORS:
            depth += 1
        elif not depth:
            return 0 if code == "L" else 1
    return 0


class _Walk:
    """The directional status stack while X2 to X8 walk along a paragraph."""

    def __init__(self, classes: str, base: int) -> None:
        self.classes = classes
        self.base = base
        self.partner = match_isolates(classes)
        self.stack = [_Status(base, "", False)]
        self.overflow_isolates = 0
        self.overflow_embeddings = 0
        self.valid_isolates = 0

    def push(self, *, odd: bool, override: str, isolate: bool) -> bool:
        """X2 to X5c: enter the next odd or even level; False when it would be too deep."""
        level = self.stack[-1].level
        entered = (level + 1) | 1 if odd else (level + 2) & ~1
        if entered > MAX_DEPTH or self.overflow_isolates or self.overflow_embeddings:
            return False
        self.stack.append(_Status(entered, override, isolate))
        return True

    def embed(self, code: str) -> None:
        """X2 to X5: RLE, LRE, RLO, LRO."""
        override = {"D": "R", "d": "L"}.get(code, "")
        if not self.push(odd=code in "rD", override=override, isolate=False) and not self.overflow_isolates:
            self.overflow_embeddings += 1

    def isolate(self, index: int, code: str) -> None:
        """X5a to X5c: RLI, LRI, FSI."""
        is_rtl = code == "j"
        if code == "k":
            is_rtl = bool(first_strong(self.classes, index + 1, self.partner.get(index)))
        if self.push(odd=is_rtl, override="", isolate=True):
            self.valid_isolates += 1
        else:
            self.overflow_isolates += 1

    def end_isolate(self) -> None:
        """X6a: PDI."""
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.stack.pop().is_isolate:
                pass
            self.valid_isolates -= 1

    def end_embedding(self) -> None:
        """X7: PDF."""
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif len(self.stack) > 1 and not self.stack[-1].is_isolate:
            self.stack.pop()

    def step(self, index: int, code: str) -> tuple[int, str]:
        """The level and the possibly overridden class of one character."""
        if code == "b":
            return self.base, code
        if code == "q":
            self.end_isolate()
        level, override, _ = self.stack[-1]
        match code:
            case "x":
                return level, code
            case "l" | "r" | "d" | "D":
                self.embed(code)
                return level, code
            case "f":
                self.end_embedding()
                return level, code
            case "i" | "j" | "k":
                self.isolate(index, code)
        return level, override or code


def explicit_levels(classes: str, base: int) -> Explicit:
    """Apply X1 to X8 to a paragraph that holds explicit formatting characters."""
    walk = _Walk(classes, base)
    levels = bytearray(len(classes))
    resolved: list[str] = []
    for index, code in enumerate(classes):
        levels[index], after = walk.step(index, code)
        resolved.append(after)
    return Explicit(levels, "".join(resolved), walk.partner)
