"""A message's words as paragraphs that know what they are: text, code, list, quoted history, signature; pure."""

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


class Body(NamedTuple):
    """A message as it is read: `text` is what the paragraphs show (hits and selections refer to it), `links` by their numbers."""

    paragraphs: tuple[Paragraph, ...]
    text: str
    links: tuple[str, ...] = ()


def read(text: str) -> Body:
    """A prepared message text as it is read: every line a paragraph, links numbered from 1."""
    marked = markup.read(text)
    parts = [
        _PART_OF[block.kind] for block in quotes.blocks(text) for _ in range(block.start_line, block.end_line)
    ]
    paragraphs: list[Paragraph] = []
    place = 0
    for line in marked.lines:
        paragraph = _paragraph(line, parts[line.source], marked.links, place)
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
