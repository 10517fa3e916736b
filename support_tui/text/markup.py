"""The little Markdown that people write in messages, as plain text with spans; pure data, and must never raise or style.

A body is foreign text: nothing here reads the markup of the screen library, and a link is numbered and shown, never followed. What does
not look exactly like markup stays as it was written.
"""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple

from support_tui.wire.links import host_of, is_misleading

from .bidi import has_rtl


class SpanKind(Enum):
    """What a stretch of a line is."""

    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"
    LINK = "link"
    REFERENCE = "reference"
    """The `[n]` behind a link."""
    BULLET = "bullet"
    QUOTE = "quote"
    """The bar before a quoted line."""
    HEADING = "heading"
    FENCE = "fence"
    """A whole line of a code block."""


class Span(NamedTuple):
    """A half-open stretch of a line's text."""

    start: int
    end: int
    kind: SpanKind
    link: int | None = None
    """Number of the link, from 1; for LINK and REFERENCE."""


class MarkedLine(NamedTuple):
    """One line of a body as it is to be shown."""

    text: str
    spans: tuple[Span, ...]
    source: int
    """Index of the line in the body, because fence marks take no line of their own."""
    base: int | None
    """0 where the line must run left to right whatever it holds (code); None for its own direction."""


class Body(NamedTuple):
    """A message body line by line."""

    lines: tuple[MarkedLine, ...]
    links: tuple[str, ...]
    """Targets in the order of their numbers."""


_FENCE: Final = re.compile(r"\s{0,3}```[\w+-]*\s*$")
_HEADING: Final = re.compile(r"#{1,6}\s+(?=\S)")
_QUOTE: Final = re.compile(r"(?:\s{0,3}>)+ ?")
_BULLET: Final = re.compile(r"\s{0,8}(?:[-*+•]|\d{1,3}[.)])(?=\s+\S)")
_INLINE: Final = re.compile(
    r"(?P<code>`(?P<code_text>[^`]+)`)"
    r"|(?P<named>\[(?P<label>[^\[\]]{1,200})\]\((?P<target>(?:https?://|mailto:)[^\s()<>]{1,2000})\))"
    r"|(?P<url>\b(?:https?://|mailto:|www\.)[^\s<>\"]{1,2000})"
    r"|(?P<bold>(?<![\w*])\*\*(?=\S)(?P<bold_text>[^*]{1,500}?)(?<=\S)\*\*(?![\w*]))"
    r"|(?P<strong>(?<!\w)__(?=\S)(?P<strong_text>[^_]{1,500}?)(?<=\S)__(?!\w|\.\w))"
    r"|(?P<italic>(?<![\w*])\*(?=[^\s*])(?P<italic_text>[^*]{1,500}?)(?<=\S)\*(?![\w*]))"
    r"|(?P<slanted>(?<!\w)_(?=[^\s_])(?P<slanted_text>[^_]{1,500}?)(?<=\S)_(?!\w|\.\w))",
    re.IGNORECASE,
)
_MAY_HOLD_INLINE: Final = re.compile(r"[*_`]|://|www\.|mailto:", re.IGNORECASE)
_AFTER_URL: Final = ".,;:!?'\"*_~،؛؟。，»”’…\u200e\u200f\u2066\u2067\u2068\u2069"
_OPENER: Final = {")": "(", "]": "[", "}": "{"}
_SHOWN_CHARS: Final = 72
_LEFT_TO_RIGHT: Final = "\u2066"
_END: Final = "\u2069"
_BAR: Final = "▎"
_DOT: Final = "•"
_TEXT_GROUPS: Final = {
    "bold": ("bold_text", SpanKind.BOLD),
    "strong": ("strong_text", SpanKind.BOLD),
    "italic": ("italic_text", SpanKind.ITALIC),
    "slanted": ("slanted_text", SpanKind.ITALIC),
}


def _closes_too_much(address: str) -> bool:
    opener = _OPENER.get(address[-1])
    return opener is not None and address.count(address[-1]) > address.count(opener)


def _split_url(url: str) -> tuple[str, str]:
    """An address and what only stood behind it: punctuation, and a bracket that the address did not open."""
    kept = url
    while kept and (kept[-1] in _AFTER_URL or _closes_too_much(kept)):
        kept = kept[:-1]
    return kept, url[len(kept) :]


def _honest_label(label: str, target: str) -> str:
    """The label, with the true host behind it where the label itself looks like another address."""
    return f"{label} ({host_of(target)})" if is_misleading(label, target) else label


class _Writer:
    """Builds one shown line and numbers its links."""

    def __init__(self, links: dict[str, int], *, isolate: bool) -> None:
        self.text = ""
        self.spans: list[Span] = []
        self.links = links
        self.isolate = isolate

    def plain(self, piece: str) -> None:
        self.text += piece

    def marked(self, piece: str, kind: SpanKind, link: int | None = None) -> None:
        start = len(self.text)
        self.text += piece
        self.spans.append(Span(start, len(self.text), kind, link))

    def left_to_right(self, piece: str, kind: SpanKind, link: int | None = None) -> None:
        """Code and addresses run left to right, also within a right-to-left line."""
        if not self.isolate:
            self.marked(piece, kind, link)
            return
        self.plain(_LEFT_TO_RIGHT)
        self.marked(piece, kind, link)
        self.plain(_END)

    def number(self, target: str) -> int:
        return self.links.setdefault(target, len(self.links) + 1)

    def reference(self, number: int) -> None:
        self.plain(" ")
        self.left_to_right(f"[{number}]", SpanKind.REFERENCE, number)


def _write_url(writer: _Writer, written: str) -> None:
    address, behind = _split_url(written)
    if address.casefold() in ("www", "http://", "https://", "mailto", "http:/", "https:/", "http", "https"):
        writer.plain(written)
        return
    target = f"https://{address}" if address[:4].casefold() == "www." else address
    number = writer.number(target)
    writer.left_to_right(_shortened(address), SpanKind.LINK, number)
    writer.reference(number)
    writer.plain(behind)


def _shortened(address: str) -> str:
    """As much of a long address as tells where it leads; the whole of it is in the list of links."""
    return address if len(address) <= _SHOWN_CHARS else f"{address[: _SHOWN_CHARS - 1]}…"


def _write_inline(writer: _Writer, line: str) -> None:
    place = 0
    if _MAY_HOLD_INLINE.search(line):
        for found in _INLINE.finditer(line):
            writer.plain(line[place : found.start()])
            place = found.end()
            if found["code"]:
                writer.left_to_right(found["code_text"], SpanKind.CODE)
            elif found["url"]:
                _write_url(writer, found[0])
            elif found["named"]:
                number = writer.number(found["target"])
                writer.marked(_honest_label(found["label"], found["target"]), SpanKind.LINK, number)
                writer.reference(number)
            else:
                outer = next(name for name in _TEXT_GROUPS if found[name])
                inner, kind = _TEXT_GROUPS[outer]
                writer.marked(found[inner], kind)
    writer.plain(line[place:])


def _write_prefix(writer: _Writer, line: str) -> str:
    """Write a quote bar, bullet or heading mark; gives what stands behind it."""
    if quote := _QUOTE.match(line):
        depth = quote[0].count(">")
        writer.marked(_BAR * depth, SpanKind.QUOTE)
        writer.plain(" ")
        line = line[quote.end() :]
    if bullet := _BULLET.match(line):
        mark = bullet[0].lstrip()
        writer.plain(bullet[0][: len(bullet[0]) - len(mark)])
        writer.marked(_DOT if mark in "-*+" else mark, SpanKind.BULLET)
        line = line[bullet.end() :]
    return line


def marked_line(line: str, links: dict[str, int], source: int = 0) -> MarkedLine:
    """One line outside of code blocks; `links` maps targets to their numbers and takes up new ones."""
    writer = _Writer(links, isolate=has_rtl(line))
    if heading := _HEADING.match(line):
        start = len(writer.text)
        _write_inline(writer, line[heading.end() :])
        writer.spans.insert(0, Span(start, len(writer.text), SpanKind.HEADING))
    else:
        _write_inline(writer, _write_prefix(writer, line))
    return MarkedLine(writer.text, tuple(writer.spans), source, None)


def _fenced(lines: list[str]) -> Iterator[tuple[int, str, bool]]:
    """Lines to show as (index, line, in a code block); an opening mark that nothing closes is text."""
    marks = [index for index, line in enumerate(lines) if _FENCE.match(line)]
    if len(marks) % 2:
        marks.pop()
    hidden = set(marks)
    inside = False
    for index, line in enumerate(lines):
        if index in hidden:
            inside = not inside
        else:
            yield index, line, inside


@lru_cache(256)
def read(body: str) -> Body:
    """A prepared body (`display.prepare`) as lines with spans and its numbered links; equal targets share a number."""
    links: dict[str, int] = {}
    shown: list[MarkedLine] = []
    for index, line, is_code in _fenced(body.split("\n")):
        if is_code:
            shown.append(MarkedLine(line, (Span(0, len(line), SpanKind.FENCE),), index, 0))
        else:
            shown.append(marked_line(line, links, index))
    return Body(tuple(shown), tuple(links))
