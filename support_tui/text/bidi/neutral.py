"""Neutral and isolate types: rules N1 and N2, and implicit levels I1 and I2; must not know characters."""

import re
from typing import Final

_BETWEEN_LEFT: Final = re.compile("(?<=L)[btwoijkq]+(?=L)")
_BETWEEN_RIGHT: Final = re.compile("(?<=[REN])[btwoijkq]+(?=[REN])")
_NEUTRALS: Final = "btwoijkq"
_TO_EMBEDDING: Final = {
    "L": str.maketrans(_NEUTRALS, "L" * len(_NEUTRALS)),
    "R": str.maketrans(_NEUTRALS, "R" * len(_NEUTRALS)),
}
# I1: on even levels R rises by one and numbers by two. I2: on odd levels all but R rise by one.
_RISE_EVEN: Final = bytes.maketrans(b"LREN", b"\x00\x01\x02\x02")
_RISE_ODD: Final = bytes.maketrans(b"LREN", b"\x01\x00\x01\x01")


def resolve_neutrals(codes: str, embedding: str) -> str:
    """Apply N1 and N2 to sos + sequence + eos."""
    codes = _BETWEEN_LEFT.sub(lambda found: "L" * len(found[0]), codes)
    codes = _BETWEEN_RIGHT.sub(lambda found: "R" * len(found[0]), codes)
    return codes.translate(_TO_EMBEDDING[embedding])


def implicit_levels(codes: str, level: int) -> bytes:
    """Apply I1 and I2: the level of each character of a sequence at `level`."""
    rises = codes.encode("ascii").translate(_RISE_ODD if level & 1 else _RISE_EVEN)
    return rises if not level else bytes(level + rise for rise in rises)
