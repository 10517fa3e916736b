"""Lines of a resolved paragraph in visual order: rules L1 to L4 with an index map; must not decide where lines break."""

import re
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Final, NamedTuple

from ..graphemes import cluster_spans
from ..unidata import MIRROR_PAIRS
from .classes import has_rtl
from .paragraph import Resolved, resolve

_BLANK_CODES: Final = "wijkqlrdDfx"
_SEPARATOR: Final = re.compile(f"[{_BLANK_CODES}]*[bt]")
# The usual levels are spelled out because a back reference costs more for each character.
_LEVEL_RUN: Final = re.compile(rb"\x00+|\x01+|\x02+|\x03+|(.)\1*", re.DOTALL)
_MIRROR: Final = str.maketrans(dict(zip(MIRROR_PAIRS[::2], MIRROR_PAIRS[1::2], strict=True)))
_MIRRORED: Final = re.compile("[" + re.escape(MIRROR_PAIRS[::2]) + "]")
# Characters that must stay behind their base when a run is turned round: marks, joiners, skin tones, and the like.
_CLUSTERED: Final = re.compile("[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")

_WORD_OR_BLANKS: Final = re.compile(r"\s+|\S+")
_RIGHT_TO_LEFT_CODE: Final = re.compile("[RA]")

_EVEN: Final = bytes(range(0, 128, 2))


class VisualLine(NamedTuple):
    """One line as the terminal gets it, left to right."""

    text: str
    order: tuple[int, ...] | None
    """Visual index → logical index in the line; None where both are equal."""
    base: int
    """Level of its paragraph: 1 for right to left."""


def line_levels(paragraph: Resolved, start: int, end: int) -> bytes:
    """Levels of the characters `start` to `end` as one line: separators and trailing blanks fall to the base (L1)."""
    levels = paragraph.levels[start:end]
    classes = paragraph.classes[start:end]
    kept = len(classes.rstrip(_BLANK_CODES))
    if kept < len(classes):
        levels = levels[:kept] + bytes([paragraph.base]) * (len(classes) - kept)
    if "t" not in classes and "b" not in classes:
        return levels
    reset = bytearray(levels)
    for found in _SEPARATOR.finditer(classes):
        low, high = found.span()
        reset[low:high] = bytes([paragraph.base]) * (high - low)
    return bytes(reset)


def visual_runs(levels: bytes) -> list[tuple[int, int, int]]:
    """Runs of one level as (start, end, level), from left to right on the screen (L2 without turning the runs)."""
    spans = [found.span() for found in _LEVEL_RUN.finditer(levels)]
    runs = [(start, end, levels[start]) for start, end in spans]
    if len(runs) < 2:
        return runs
    present = {level for _, _, level in runs}
    highest = max(present)
    lowest_odd = min((level for level in present if level & 1), default=highest + 1)
    for threshold in range(highest, lowest_odd - 1, -1):
        position = 0
        while position < len(runs):
            stop = position
            while stop < len(runs) and runs[stop][2] >= threshold:
                stop += 1
            runs[position:stop] = runs[position:stop][::-1]
            position = max(stop, position + 1)
    return runs


def reorder(levels: bytes) -> list[int]:
    """Visual index → logical index by L2 alone, marks not yet put behind their base."""
    return list(
        chain.from_iterable(
            range(end - 1, start - 1, -1) if level & 1 else range(start, end)
            for start, end, level in visual_runs(levels)
        )
    )


Turn = Callable[[str, str, int, int], tuple[str, Sequence[int]]]
"""How a right-to-left run (text, classes, start, end) is laid out: its characters left to right, and their indexes."""


def _mirrored(piece: str) -> str:
    return piece.translate(_MIRROR) if _MIRRORED.search(piece) else piece


def by_cluster(text: str, classes: str, start: int, end: int) -> tuple[str, Sequence[int]]:
    """Turn a run round; marks and emoji parts stay behind their base (L3), brackets are mirrored (L4)."""
    if "m" not in classes[start:end] and not _CLUSTERED.search(text, start, end):
        return _mirrored(text[start:end][::-1]), range(end - 1, start - 1, -1)
    indexes = list(
        chain.from_iterable(
            range(start + low, start + high) for low, high in reversed(cluster_spans(text[start:end]))
        )
    )
    return _mirrored("".join([text[index] for index in indexes])), indexes


def by_word(text: str, classes: str, start: int, end: int) -> tuple[str, Sequence[int]]:
    """Turn a run round word by word, each word with right-to-left letters kept in logical order and unmirrored.

    For terminals that shape and turn the cells between two blanks themselves, but leave the words where they are (kitty).
    """
    pieces: list[str] = []
    indexes: list[int] = []
    for found in reversed(list(_WORD_OR_BLANKS.finditer(text, start, end))):
        low, high = found.span()
        if _RIGHT_TO_LEFT_CODE.search(classes, low, high):
            pieces.append(found[0])
            indexes.extend(range(low, high))
        else:
            piece, turned = by_cluster(text, classes, low, high)
            pieces.append(piece)
            indexes.extend(turned)
    return "".join(pieces), indexes


def _visual(text: str, classes: str, levels: bytes, base: int, turn: Turn) -> VisualLine:
    pieces: list[str] = []
    order: list[int] = []
    for start, end, level in visual_runs(levels):
        if level & 1:
            piece, indexes = turn(text, classes, start, end)
        else:
            piece, indexes = text[start:end], range(start, end)
        pieces.append(piece)
        order.extend(indexes)
    return VisualLine("".join(pieces), tuple(order), base)


def _is_identity(levels: bytes) -> bool:
    return not levels.translate(None, _EVEN)


def visual_span(paragraph: Resolved, start: int, end: int, turn: Turn = by_cluster) -> VisualLine:
    """The characters `start` to `end` of a paragraph as one visual line (L1 to L4); the map counts from `start`."""
    levels = line_levels(paragraph, start, end)
    text = paragraph.text[start:end]
    if _is_identity(levels):
        return VisualLine(text, None, paragraph.base)
    return _visual(text, paragraph.classes[start:end], levels, paragraph.base, turn)


def visual_line(text: str, base: int | None = None, turn: Turn = by_cluster) -> VisualLine:
    """A paragraph that fits on one line, in visual order; about a microsecond where nothing is right to left."""
    if not base and not has_rtl(text):
        return VisualLine(text, None, 0)
    return visual_span(resolve(text, base), 0, len(text), turn)


def visual_lines(
    paragraph: str, spans: Sequence[tuple[int, int]], base: int | None = None, turn: Turn = by_cluster
) -> list[VisualLine]:
    """A paragraph wrapped in logical order into `spans`: levels are those of the whole paragraph, L1 to L4 go per line."""
    if not base and not has_rtl(paragraph):
        return [VisualLine(paragraph[start:end], None, 0) for start, end in spans]
    resolved = resolve(paragraph, base)
    return [visual_span(resolved, start, end, turn) for start, end in spans]
