"""One paragraph through UAX #9 up to the resolved levels (P2 to I2); must not break or reorder lines.

The algorithm is in `explicit`, `sequences`, `weak`, `brackets` and `neutral`, each named by its rules; this module only leads a
paragraph through them. Every step keeps one code letter per character, so positions never shift.
"""

from typing import NamedTuple

from .brackets import resolve_brackets
from .classes import REMOVED, classes_of, has_rtl
from .explicit import EXPLICIT, explicit_levels, first_strong
from .neutral import implicit_levels, resolve_neutrals
from .sequences import RunSequence, direction, run_sequences, whole_paragraph
from .weak import resolve_weak


class Resolved(NamedTuple):
    """A paragraph with its embedding levels before any line is broken."""

    text: str
    classes: str
    """The original code letters (L1 and L3 need them)."""
    base: int
    levels: bytes


def paragraph_base(text: str) -> int:
    """The paragraph level by its first strong character: 1 for right to left, 0 otherwise (P2, P3)."""
    return first_strong(classes_of(text)) if has_rtl(text) else 0


def _resolve_sequence(characters: str, originals: str, codes: str, sequence: RunSequence) -> bytes:
    embedding = direction(sequence.level)
    codes = resolve_weak(sequence.start + codes)[1:]
    codes = resolve_brackets(characters, originals, codes, embedding, sequence.start)
    codes = resolve_neutrals(sequence.start + codes + sequence.end, embedding)
    return implicit_levels(codes[1:-1], sequence.level)


def _resolve_explicit(text: str, classes: str, base: int) -> bytes:
    explicit = explicit_levels(classes, base)
    levels = explicit.levels
    for sequence in run_sequences(classes, explicit, base):
        pick = sequence.indexes
        resolved = _resolve_sequence(
            "".join([text[index] for index in pick]),
            "".join([classes[index] for index in pick]),
            "".join([explicit.classes[index] for index in pick]),
            sequence,
        )
        for index, level in zip(pick, resolved, strict=True):
            levels[index] = level
    previous = base
    for index, code in enumerate(classes):
        # 5.2 of UAX #9: characters that X9 removed take the level of what stands before them.
        if code in REMOVED:
            levels[index] = previous
        previous = levels[index]
    return bytes(levels)


def resolve(text: str, base: int | None = None) -> Resolved:
    """Resolve one paragraph's levels; `base` None takes the direction of its first strong character."""
    classes = classes_of(text)
    level = first_strong(classes) if base is None else base
    if EXPLICIT.search(classes):
        levels = _resolve_explicit(text, classes, level)
    else:
        levels = _resolve_sequence(text, classes, classes, whole_paragraph(len(text), level))
    return Resolved(text, classes, level, levels)
