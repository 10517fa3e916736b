"""A message's words as paragraphs that know what they are: text, code, list, quoted history, signature; pure."""

import re
from collections.abc import Mapping
from enum import Enum, auto
from typing import Final, NamedTuple

from support_tui.text import markup
from support_tui.text.markup import SpanKind
from support_tui.widgets.bidi_runs import Span
from support_tui.wire import quotes

from .looks import Ground, Look


class Part(Enum):
    """What a stretch of a message is to its reader."""

    WORDS = auto()
    QUOTED = auto()
    """Folded: what everybody has read before."""
    ANSWERED = auto()
    """A quotation with an answer below it, which would mean nothing without it."""
    SIGNATURE = auto()


_PART_OF: Final[dict[quotes.Kind, Part]] = {
    "text": Part.WORDS,
    "quote": Part.QUOTED,
    "header": Part.QUOTED,
    "inline": Part.ANSWERED,
    "signature": Part.SIGNATURE,
}
_LOOK_OF_PART: Final = {
    Part.WORDS: Look.TEXT,
    Part.QUOTED: Look.QUOTE,
    Part.ANSWERED: Look.QUOTE,
    Part.SIGNATURE: Look.SIGNATURE,
}
_LOOK_OF_SPAN: Final = {
    SpanKind.BOLD: Look.STRONG,
    SpanKind.ITALIC: Look.EMPHASIS,
    SpanKind.CODE: Look.CODE,
    SpanKind.LINK: Look.LINK,
    SpanKind.REFERENCE: Look.LINK_NUMBER,
    SpanKind.BULLET: Look.BULLET,
    SpanKind.QUOTE: Look.QUOTE,
    SpanKind.HEADING: Look.HEADING,
    SpanKind.FENCE: Look.CODE,
}
_MARKERS: Final = (SpanKind.BULLET, SpanKind.QUOTE)
_RULE: Final = re.compile(r"\|(?:\s*:?-{2,}:?\s*\|)+$")
_IMAGE: Final = re.compile(r"\[image (\d{1,3})(?:: [^\]\n]*)?\]")
_NO_IMAGES: Final[Mapping[int, int]] = {}


class Paragraph(NamedTuple):
    """One logical line of the message; `start` is its place in the body's text."""

    text: str
    start: int
    part: Part = Part.WORDS
    look: str = Look.TEXT
    spans: tuple[Span, ...] = ()
    base: int | None = None
    """0 forces left to right, None takes the first strong character."""
    marker: str = ""
    """What stands before its first line: a bullet, the bar of a quotation."""
    marker_look: str = Look.BULLET
    repeats_marker: bool = False
    """The marker stands before every line of the paragraph, as the bar of a quotation does."""
    ground: Ground = Ground.PLAIN
    cells: tuple[tuple[int, int], ...] = ()
    """Of a row of a table: where in the text each cell stands."""
    is_head: bool = False
    """The row names the columns below it."""


class Body(NamedTuple):
    """A message as it is read: `text` is what the paragraphs show (hits and selections refer to it), `links` by their numbers."""

    paragraphs: tuple[Paragraph, ...]
    text: str
    links: tuple[str, ...] = ()


def read(text: str, images: Mapping[int, int] = _NO_IMAGES) -> Body:
    """A prepared message text as it is read: every line a paragraph, links numbered from 1. `images` are the files that the text calls
    `[image 1]` and so on, by their numbers."""
    marked = markup.read(text)
    parts = [
        _PART_OF[block.kind] for block in quotes.blocks(text) for _ in range(block.start_line, block.end_line)
    ]
    paragraphs: list[Paragraph] = []
    place = 0
    for line in marked.lines:
        paragraph = _paragraph(line, parts[line.source], marked.links, place)
        if paragraph.text.startswith("|") and paragraph.look is Look.TEXT:
            row = _row(paragraph)
            if row is None:
                _name_columns(paragraphs)
                continue
            paragraph = row
        if images and "[" in paragraph.text:
            paragraph = _with_images(paragraph, images)
        paragraphs.append(paragraph)
        place += len(paragraph.text) + 1
    return Body(tuple(paragraphs), "\n".join(one.text for one in paragraphs), marked.links)


def _paragraph(line: markup.MarkedLine, part: Part, links: tuple[str, ...], place: int) -> Paragraph:
    cut = _marker_end(line)
    spans = tuple(
        Span(
            span.start - cut,
            span.end - cut,
            _LOOK_OF_SPAN[span.kind],
            links[span.link - 1] if span.link else "",
        )
        for span in line.spans
        if span.start >= cut
    )
    is_quote = any(span.kind is SpanKind.QUOTE for span in line.spans)
    is_code = any(span.kind is SpanKind.FENCE for span in line.spans)
    return Paragraph(
        text=line.text[cut:],
        start=place,
        part=part,
        look=Look.QUOTE if is_quote else _LOOK_OF_PART[part],
        spans=spans,
        base=line.base,
        marker=line.text[:cut],
        marker_look=Look.QUOTE if is_quote else Look.BULLET,
        repeats_marker=is_quote,
        ground=Ground.CODE if is_code else Ground.PLAIN,
    )


def _row(paragraph: Paragraph) -> Paragraph | None:
    """A line between bars as a row of cells; the line below the names of columns is None."""
    text = paragraph.text.rstrip()
    if not text.endswith("|") or len(text) < 3:
        return paragraph
    if _RULE.match(text):
        return None
    inner = text[1:-1]
    lead = 1 + len(inner) - len(inner.lstrip())
    inner = inner.strip()
    cells: list[tuple[int, int]] = []
    start = 0
    for part in inner.split("|"):
        blank = len(part) - len(part.lstrip())
        cells.append(
            (start + min(blank, len(part)), start + len(part.rstrip()) if part.strip() else start + blank)
        )
        start += len(part) + 1
    spans = tuple(span._replace(start=span.start - lead, end=span.end - lead) for span in paragraph.spans)
    return paragraph._replace(text=inner, cells=tuple(cells), spans=spans)


def _name_columns(paragraphs: list[Paragraph]) -> None:
    """The row above the line is the head of its table, if there is one."""
    if paragraphs and paragraphs[-1].cells:
        paragraphs[-1] = paragraphs[-1]._replace(is_head=True)


def _with_images(paragraph: Paragraph, images: Mapping[int, int]) -> Paragraph:
    """The paragraph with its images leading to their files."""
    spans = tuple(
        Span(found.start(), found.end(), Look.FILE, f"file:{images[int(found[1])]}")
        for found in _IMAGE.finditer(paragraph.text)
        if int(found[1]) in images
    )
    return paragraph._replace(spans=(*paragraph.spans, *spans)) if spans else paragraph


def _marker_end(line: markup.MarkedLine) -> int:
    """Where the words begin behind bars and bullets at the start of a line, the blank after them included."""
    end = 0
    for span in line.spans:
        if span.kind not in _MARKERS or line.text[end : span.start].strip():
            break
        end = span.end
        while end < len(line.text) and line.text[end] == " ":
            end += 1
    return end
