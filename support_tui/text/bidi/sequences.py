"""Isolating run sequences: rules X9 and X10 with BD7 and BD13; must not change levels or classes."""

from collections.abc import Sequence
from typing import NamedTuple

from .classes import REMOVED
from .explicit import Explicit


class RunSequence(NamedTuple):
    """Characters that the weak and neutral rules see as neighbours."""

    indexes: Sequence[int]
    level: int
    start: str
    """sos: `L` or `R` before the first character (X10)."""
    end: str
    """eos: `L` or `R` after the last character (X10)."""


def direction(level: int) -> str:
    """The strong code of a level: `R` when odd."""
    return "R" if level & 1 else "L"


def whole_paragraph(length: int, base: int) -> RunSequence:
    """The only sequence of a paragraph without explicit formatting."""
    return RunSequence(range(length), base, direction(base), direction(base))


def _level_runs(kept: list[int], levels: bytearray) -> list[list[int]]:
    """BD7: longest stretches of one level, after X9 took characters out."""
    runs: list[list[int]] = []
    for index in kept:
        if runs and levels[runs[-1][-1]] == levels[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _chain(run: list[int], run_at: dict[int, list[int]], partner: dict[int, int]) -> list[int]:
    """BD13: go on at the matching PDI whenever a run ends with an isolate initiator."""
    chained = list(run)
    while (after := run_at.get(partner.get(chained[-1], -1))) is not None:
        chained += after
    return chained


def run_sequences(original: str, explicit: Explicit, base: int) -> list[RunSequence]:
    """All isolating run sequences of a paragraph, with the strong types at their ends (X10)."""
    kept = [index for index, code in enumerate(original) if code not in REMOVED]
    place = {index: position for position, index in enumerate(kept)}
    runs = _level_runs(kept, explicit.levels)
    run_at = {run[0]: run for run in runs}
    matched_ends = set(explicit.partner.values())
    levels = explicit.levels
    sequences = []
    for run in runs:
        if run[0] in matched_ends:
            continue
        indexes = _chain(run, run_at, explicit.partner)
        first, last = place[indexes[0]], place[indexes[-1]]
        level = levels[indexes[0]]
        before = levels[kept[first - 1]] if first else base
        is_open = original[indexes[-1]] in "ijk" and indexes[-1] not in explicit.partner
        after = base if is_open or last + 1 == len(kept) else levels[kept[last + 1]]
        sequences.append(
            RunSequence(indexes, level, direction(max(level, before)), direction(max(level, after)))
        )
    return sequences
