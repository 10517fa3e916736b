"""The one door from a logical field or paragraph to what the terminal gets; pure, and must not know styles or widgets.

Everything that is stored, sent, searched or copied stays logical. Here, and only here, it is sanitised, reduced to emoji that
terminals agree on, cut or wrapped in logical order, shaped, and reordered as the terminal needs it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeVar, assert_never

import msgspec

from .bidi import Turn, VisualLine, by_cluster, by_word, has_rtl, paragraph_base, visual_line, visual_lines
from .cells import LONE_JOINERS, cell_width, plain_emoji, truncate, wrap
from .sanitize import sanitize, sanitize_line
from .shape import shape

Bidi = Literal["visual", "words", "wrapped", "terminal", "off"]
"""Who brings text into visual order.

`visual`: we do. `words`: we do, but each right-to-left word stays logical. `wrapped`: we do, inside an override that keeps the
terminal from doing it again. `terminal`: it does, each field isolated. `off`: nobody does.
"""
Align = Literal["left", "right", "start"]
"""`start` is the right edge for a right-to-left field."""

OVERRIDE_START: Final = "\u202d"
OVERRIDE_END: Final = "\u202c"
_ISOLATE_START: Final = "\u2068"
_ISOLATE_END: Final = "\u2069"

_Style = TypeVar("_Style")

# Once text is in order its direction controls have done their work.
_SPENT: Final = re.compile(f"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|{LONE_JOINERS.pattern}")
# The last guard for text that came past `prepare`: one for one, so that indexes hold.
_ACTIVE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff]")


class TextMode(msgspec.Struct, frozen=True):
    """What this terminal needs; decided once at the start (`terminal_bidi`)."""

    bidi: Bidi = "visual"
    forms: bool = True
    """Whether Arabic letters are sent as presentation forms, because the terminal does not join them."""
    emoji: Literal["safe", "full"] = "safe"
    """`safe` reduces sequences that terminals measure differently."""


class DisplayLine(NamedTuple):
    """One line of a wrapped paragraph."""

    start: int
    end: int
    """Logical span in the paragraph; the map of `visual` counts from `start`."""
    visual: VisualLine


def prepare(text: str, mode: TextMode) -> str:
    """A body as the logical text that everything on the screen refers to: sanitised, with emoji reduced if need be."""
    clean = sanitize(text)
    return plain_emoji(clean) if mode.emoji == "safe" else clean


def prepare_line(text: str, mode: TextMode) -> str:
    """The same for a name or title on one line."""
    clean = sanitize_line(text)
    return plain_emoji(clean) if mode.emoji == "safe" else clean


def _turn(mode: TextMode) -> Turn:
    return by_word if mode.bidi == "words" else by_cluster


def _guarded(text: str, mode: TextMode) -> str:
    if _ACTIVE.search(text):
        text = _ACTIVE.sub("\ufffd", text)
    return shape(text) if mode.forms else text


def _without(spent: re.Pattern[str], line: VisualLine) -> VisualLine:
    """The line without characters that need not be sent; the map leaves them out."""
    if line.text.isascii() or not spent.search(line.text):
        return line
    order = line.order if line.order is not None else range(len(line.text))
    gone = {found.start() for found in spent.finditer(line.text)}
    kept = [place for place in range(len(line.text)) if place not in gone]
    return VisualLine(
        "".join([line.text[place] for place in kept]), tuple([order[place] for place in kept]), line.base
    )


def _logical(text: str, base: int | None, mode: TextMode) -> VisualLine:
    """As it is spoken. Direction controls are for a terminal that orders text; where nobody does, they would be shown or read out."""
    direction = paragraph_base(text) if base is None else base
    spent = LONE_JOINERS if mode.bidi == "terminal" else _SPENT
    return _without(spent, VisualLine(text, None, direction))


def line(text: str, base: int | None, mode: TextMode) -> VisualLine:
    """A prepared paragraph on one line, shaped and ordered; `base` None takes its own direction.

    The map leads from each sent character to its index in `text`; characters that need not be sent are missing in it. In `wrapped`
    mode a row that holds the line must be put between `enclosure(mode, …)`.
    """
    guarded = _guarded(text, mode)
    match mode.bidi:
        case "visual" | "words" | "wrapped":
            return _without(_SPENT, visual_line(guarded, base, _turn(mode)))
        case "terminal" | "off":
            return _logical(guarded, base, mode)
        case _:
            assert_never(mode.bidi)


@lru_cache(512)
def lines(paragraph: str, width: int, mode: TextMode, base: int | None = None) -> tuple[DisplayLine, ...]:
    """A prepared paragraph (no newline in it) wrapped to `width` cells, each line shaped and ordered.

    Wrapping is logical; the direction is that of the whole paragraph.
    """
    spans = wrap(paragraph, width)
    if paragraph.isascii() and not base:
        guarded = _guarded(paragraph, mode)
        return tuple(DisplayLine(start, end, VisualLine(guarded[start:end], None, 0)) for start, end in spans)
    if mode.bidi in ("terminal", "off"):
        direction = paragraph_base(paragraph) if base is None else base
        guarded = _guarded(paragraph, mode)
        return tuple(
            DisplayLine(start, end, _logical(guarded[start:end], direction, mode)) for start, end in spans
        )
    shown = visual_lines(_guarded(paragraph, mode), spans, base, _turn(mode))
    return tuple(
        DisplayLine(start, end, _without(_SPENT, visual))
        for (start, end), visual in zip(spans, shown, strict=True)
    )


def enclosure(mode: TextMode, text: str) -> tuple[str, str]:
    """What must stand before and after a row or field for this terminal; both empty for text without right-to-left letters."""
    if mode.bidi == "wrapped" and has_rtl(text):
        return OVERRIDE_START, OVERRIDE_END
    if mode.bidi == "terminal" and has_rtl(text):
        return _ISOLATE_START, _ISOLATE_END
    return "", ""


def styled(visual: VisualLine, styles: Sequence[_Style]) -> list[tuple[str, _Style]]:
    """The line cut into stretches of one style; `styles` has one entry for each logical character of the line."""
    order = visual.order if visual.order is not None else range(len(visual.text))
    stretches: list[tuple[str, _Style]] = []
    begin = 0
    for place in range(1, len(order) + 1):
        if place == len(order) or styles[order[place]] != styles[order[begin]]:
            stretches.append((visual.text[begin:place], styles[order[begin]]))
            begin = place
    return stretches


@lru_cache(16384)
def _field(text: str, width: int, mode: TextMode, align: Align) -> str:
    kept = truncate(prepare_line(text, mode), width)
    shown = line(kept, None, mode)
    before, after = enclosure(mode, kept)
    padding = " " * max(0, width - cell_width(shown.text))
    to_the_right = align == "right" or (align == "start" and shown.base == 1)
    inside = padding + shown.text if to_the_right else shown.text + padding
    return before + inside + after


def label(text: str, mode: TextMode) -> str:
    """One line of our own words in its natural width, shaped and ordered: for places that paint a text as it is given."""
    return field(text, cell_width(text), mode)


def field(text: str, width: int, mode: TextMode, align: Align = "left") -> str:
    """A name, title or tag in exactly `width` cells: a paragraph of its own, cut at its logical end, shaped and ordered."""
    return _field(text, width, mode, align) if width > 0 else ""
