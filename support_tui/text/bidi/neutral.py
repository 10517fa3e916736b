"""Neutral and isolate types: rules N1 and N2, and implicit levels I1 and I2; must not know characters."""

import re
from functools import cache
from typing import Final

_NEUTRALS: Final = "btwoijkq"
_BETWEEN_LEFT: Final = re.compile(f"(?<=L)[{_NEUTRALS}]+(?=L)")
_BETWEEN_RIGHT: Final = re.compile(f"(?<=[REN])[{_NEUTRALS}]+(?=[REN])")
_TO_LEFT: Final = str.maketrans(_NEUTRALS, "L" * len(_NEUTRALS))
_TO_RIGHT: Final = str.maketrans(_NEUTRALS, "R" * len(_NEUTRALS))


def resolve_neutrals(codes: str, embedding: str) -> str:
    """Apply N1 and N2 to sos + sequence + eos.

    N2 gives every neutral the embedding direction, so that N1 need only be asked about those between two of the opposite one.
    """
    if embedding == "R":
        if "L" in codes:
            codes = _BETWEEN_LEFT.sub(lambda found: "L" * len(found[0]), codes)
        return codes.translate(_TO_RIGHT)
    codes = _BETWEEN_RIGHT.sub(lambda found: "R" * len(found[0]), codes)
    return codes.translate(_TO_LEFT)


@cache
def _levels_by_code(level: int) -> bytes:
    """I1: on even levels R rises by one and numbers by two. I2: on odd levels all but R rise by one."""
    rises = (1, 0, 1, 1) if level & 1 else (0, 1, 2, 2)
    return bytes.maketrans(b"LREN", bytes(level + rise for rise in rises))


def implicit_levels(codes: str, level: int) -> bytes:
    """Apply I1 and I2: the level of each character of a sequence at `level`."""
    return codes.encode("ascii").translate(_levels_by_code(level))
