"""Widths in terminal cells, cutting and wrapping by them; pure, and must not reorder or shape.

Widths agree with Rich's tables, because that is how the screen is laid out. Nothing here ever cuts inside a grapheme cluster.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Final

from .graphemes import cluster_spans, is_one_each
from .unidata import PICTOGRAPHIC

ELLIPSIS: Final = "…"

# Characters that Rich counts as one cell each; a superset of its own fast path by the right-to-left alphabets.
_NARROW: Final = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u0384-\u0482\u05d0-\u05ea\u060c-\u060d\u061b\u061e-\u064a\u0660-\u066f"
    "\u0671-\u06d3\u06f0-\u06ff\u2010-\u2015\u2018-\u201f\u2022-\u2026\u2500-\u25fc\ufe80-\ufef4]*"
)
_BLANKS: Final = " \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
# Scripts written without blanks break between any two characters, but not before closing or after opening punctuation.
_WIDE: Final = "\u2e80-\u2fff\u3003-\u3007\u3012-\u3013\u3020-\u3029\u302a-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f\U00020000-\U0003ffff"
_CLOSING: Final = "\u3001\u3002\uff0c\uff0e\uff01\uff1f\uff1a\uff1b\uff09\u300d\u300f\u3011\u3009\u300b\u3015\u3017\u30fb\u30fc\u3005\u2026\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7)\\].,!?:;\u2019\u201d"
_OPENING: Final = "\uff08\u300c\u300e\u3010\u3008\u300a\u3014\u3016(\\[\u2018\u201c"
# A blank with a mark on it is a character like any other.
_ON_BASE: Final = "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u1160-\u11ff\u200d\u3099\u309a\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
_GAP: Final = f"[{_BLANKS}]+(?![{_ON_BASE}])"
_LETTER: Final = f"(?:[^{_BLANKS}]|[{_BLANKS}](?=[{_ON_BASE}]))"
_CHARACTER: Final = f"(?:[{_OPENING}][{_ON_BASE}]*)*[{_WIDE}][{_ON_BASE}]*(?:[{_CLOSING}][{_ON_BASE}]*)*"
_WORD_OR_BLANKS: Final = re.compile(f"{_GAP}|{_LETTER}+")
_PIECE: Final = re.compile(f"{_GAP}|{_CHARACTER}|(?:(?!{_CHARACTER}){_LETTER})+")
_WORD_START: Final = re.compile("[^ ]")
_IS_GAP: Final = re.compile(_GAP)
_IS_WIDE: Final = re.compile(f"[{_WIDE}]")
_ISOLATE_OPENERS: Final = re.compile("[\u2066-\u2068]")

_JOINED_EMOJI: Final = re.compile(
    f"([{PICTOGRAPHIC}])[\ufe0f\U0001f3fb-\U0001f3ff]*(?:\u200d[{PICTOGRAPHIC}][\ufe0f\U0001f3fb-\U0001f3ff]*)*"
)
_EMOJI_PARTS: Final = re.compile("[\u200d\ufe0f\U0001f3fb-\U0001f3ff]")


LONE_JOINERS: Final = re.compile(
    f"(?<![{PICTOGRAPHIC}\ufe0f\U0001f3fb-\U0001f3ff])\u200d|\u200d(?![{PICTOGRAPHIC}])"
)
"""Joiners that are not between two pictures: of no width, never sent to the terminal. Rich lets them swallow what follows."""


@cache
def _cell_len() -> Callable[[str], int]:
    # 12 ms that a verb on the command line only takes where a text holds more than letters of one cell.
    from rich.cells import cell_len

    return cell_len


def cell_width(text: str) -> int:
    """How many terminal cells the text takes; control characters are expected to be gone (`sanitize`)."""
    if text.isascii() or _NARROW.fullmatch(text):
        return len(text)
    return _cell_len()(LONE_JOINERS.sub("", text) if "\u200d" in text else text)


def plain_emoji(text: str) -> str:
    """Emoji as terminals agree on them: joined sequences become their first picture, variation and skin tone are dropped.

    Terminals advance by 1, 2 or 6 cells for the full sequences; a row that mixes them would tear. A joiner between letters stays.
    """
    if text.isascii() or not _EMOJI_PARTS.search(text):
        return text
    return _JOINED_EMOJI.sub(r"\1", text).replace("\ufe0f", "")


def _close_isolates(kept: str) -> str:
    """End isolates that a cut left open, so that the ellipsis stands outside of them."""
    if kept.isascii() or not _ISOLATE_OPENERS.search(kept):
        return kept
    return kept + "\u2069" * (len(_ISOLATE_OPENERS.findall(kept)) - kept.count("\u2069"))


def take_cells(text: str, width: int) -> int:
    """The longest prefix of whole clusters that fits into `width` cells, as an index into the text."""
    if is_one_each(text) and _NARROW.fullmatch(text):
        return min(len(text), max(0, width))
    used = 0
    for start, end in cluster_spans(text):
        used += cell_width(text[start:end])
        if used > width:
            return start
    return len(text)


def truncate(text: str, width: int) -> str:
    """At most `width` cells of the text; a cut is shown by an ellipsis at its logical end."""
    if width <= 0:
        return ""
    if cell_width(text) <= width:
        return text
    return _close_isolates(text[: take_cells(text, width - 1)]) + ELLIPSIS


def cut_in_the_middle(text: str, width: int) -> str:
    """At most `width` cells: of what is too long the beginning and the end, for names that say at their end what they are."""
    if cell_width(text) <= width:
        return text
    clusters = [text[start:end] for start, end in cluster_spans(text)]
    ending = ""
    while clusters and cell_width(clusters[-1] + ending) <= width // 3:
        ending = clusters.pop() + ending
    return truncate("".join(clusters), width - cell_width(ending)) + ending


def fit(text: str, width: int) -> str:
    """The text in exactly `width` cells: truncated at its logical end or padded with blanks after it."""
    kept = truncate(text, width)
    return kept + " " * (width - cell_width(kept)) if width > 0 else ""


class _Wrapper:
    """Fills lines with pieces of a paragraph; positions are logical."""

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self.width = width
        self.spans: list[tuple[int, int]] = []
        self.start = 0
        self.end = 0
        self.used = 0

    def add(self, start: int, end: int) -> None:
        """Place one piece: blanks never begin a line, words go over whole unless they are longer than a line."""
        cells = cell_width(self.text[start:end])
        if _IS_GAP.match(self.text, start):
            self.used += cells
            return
        if self.used + cells > self.width:
            if self.end > self.start:
                self.break_at(start)
            elif cells <= self.width:  # the indent alone would fill the line
                self.begin_at(start)
        if self.used + cells > self.width:
            self.split(start, end)
        else:
            self.end = end
            self.used += cells

    def begin_at(self, start: int) -> None:
        self.start = self.end = start
        self.used = 0

    def break_at(self, start: int) -> None:
        self.spans.append((self.start, self.end))
        self.begin_at(start)

    def split(self, start: int, end: int) -> None:
        """Break a word that is longer than a line between its clusters."""
        for low, high in cluster_spans(self.text[start:end]):
            cells = cell_width(self.text[start + low : start + high])
            if self.used and self.used + cells > self.width:
                if self.end > self.start:
                    self.break_at(start + low)
                else:
                    self.begin_at(start + low)
            self.end = start + high
            self.used += cells


def _word_at(text: str, place: int) -> int:
    """Where the next word begins at or behind `place`."""
    found = _WORD_START.search(text, place)
    return found.start() if found else len(text)


def _wrap_narrow(text: str, width: int) -> list[tuple[int, int]]:
    """The same as `_Wrapper` for text of one cell a character, by looking for the last blank that still fits."""
    spans: list[tuple[int, int]] = []
    start, length = 0, len(text)
    while length - start > width:
        gap = text.rfind(" ", start, start + width + 1)
        words = text[start:gap].rstrip(" ") if gap > start else ""
        end = start + len(words) if words else start + width
        if not words:
            word = _word_at(text, start)
            is_long = word + width < length and text.find(" ", word, word + width + 1) < 0
            if word - start >= width or not is_long:
                start = word  # the indent alone would fill the line
                continue
        spans.append((start, end))
        start = _word_at(text, end)
    last = text[start:].rstrip(" ")
    if last:
        spans.append((start, start + len(last)))
    return spans or [(0, 0)]


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Words, gaps and characters of scripts written without blanks, each of whole clusters."""
    if not _IS_WIDE.search(text):
        for found in _WORD_OR_BLANKS.finditer(text):
            yield found.span()
        return
    cluster_starts = {start for start, _ in cluster_spans(text)}
    begun, end = 0, 0
    for found in _PIECE.finditer(text):
        if found.start() in cluster_starts and end:
            yield begun, end
            begun = found.start()
        end = found.end()
    yield begun, end


def _wrap_any(text: str, width: int) -> list[tuple[int, int]]:
    wrapper = _Wrapper(text, width)
    for start, end in _pieces(text):
        wrapper.add(start, end)
    if wrapper.end > wrapper.start or not wrapper.spans:
        wrapper.spans.append((wrapper.start, wrapper.end))
    return wrapper.spans


@lru_cache(1024)
def _wrapped(text: str, width: int) -> tuple[tuple[int, int], ...]:
    if cell_width(text) <= width:
        return ((0, len(text)),)
    is_narrow = is_one_each(text) and _NARROW.fullmatch(text) is not None
    return tuple((_wrap_narrow if is_narrow else _wrap_any)(text, max(1, width)))


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Lines of a paragraph as logical spans of at most `width` cells; blanks at a break belong to no span.

    Breaks at blanks and between characters of scripts written without them; a longer word is broken between clusters. Only a
    single cluster wider than `width` exceeds it. An empty paragraph is one empty line.
    """
    return list(_wrapped(text, width))
