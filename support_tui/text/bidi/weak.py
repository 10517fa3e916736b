"""Weak types: rules W1 to W7 over the code letters of one run sequence; must not know levels or characters.

Each rule is one expression over a string that begins with the strong type before the sequence (sos), so that every rule can
look back without a special case; expressions begin with the character they change, because that is what the engine finds fast. Rules whose letters do not occur are skipped.
"""

import re
from typing import Final

_MARKS: Final = re.compile("(.)(m+)", re.DOTALL)
_AFTER_ARABIC: Final = re.compile("A[^LRA]*E[^LRA]*")
_SEPARATOR_EUROPEAN: Final = re.compile("[ps](?=E)(?<=E.)")
_SEPARATOR_ARABIC: Final = re.compile("s(?=N)(?<=N.)")
_TERMINATORS: Final = re.compile("c+")
_AFTER_LATIN: Final = re.compile("L[^LR]*E[^LR]*")
_LEFT_OVER: Final = str.maketrans("pcs", "ooo")


def _like_its_base(match: re.Match[str]) -> str:
    base, marks = match.groups()
    return base + ("o" if base in "ijkq" else base) * len(marks)


def _by_its_number(match: re.Match[str]) -> str:
    start, end = match.span()
    touches = match.string[start - 1 : start] == "E" or match.string[end : end + 1] == "E"
    return "E" * (end - start) if touches else match[0]


def resolve_weak(codes: str) -> str:
    """Apply W1 to W7 to sos + sequence; the result has the same length and only strong, number and neutral codes."""
    if "m" in codes:
        codes = _MARKS.sub(_like_its_base, codes)  # W1
    has_digits = "E" in codes
    if "A" in codes:
        if has_digits:
            codes = _AFTER_ARABIC.sub(lambda found: found[0].replace("E", "N"), codes)  # W2
        codes = codes.replace("A", "R")  # W3
    if has_digits:
        codes = _SEPARATOR_EUROPEAN.sub("E", codes)  # W4
    if "s" in codes:
        codes = _SEPARATOR_ARABIC.sub("N", codes)  # W4
    if has_digits and "c" in codes:
        codes = _TERMINATORS.sub(_by_its_number, codes)  # W5
    codes = codes.translate(_LEFT_OVER)  # W6
    if has_digits and "L" in codes:
        codes = _AFTER_LATIN.sub(lambda found: found[0].replace("E", "L"), codes)  # W7
    return codes
