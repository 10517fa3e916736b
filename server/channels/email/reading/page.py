"""Writes the text of a page from its tags, in the order in which they come. Builds no tree. Pure.

What it writes is the little Markdown that a thread reads: `[words](where)`, `# heading`, `• item`, `> quotation`, rows between bars.
"""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Final

from support_tui.wire.links import MARKS_OF_LABELS, leads_where, link_of

from . import copied, html_hints
from .html_hints import Attributes
from .sizes import Sizes
from .tables import Cell, Table

#: Elements of which nothing is read.
SILENT: Final = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "object", "svg", "select", "math", "audio", "video", "iframe", "xml"}
)  # fmt: skip
_BLOCKS: Final = frozenset(
    ["address", "article", "aside", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "legend", "main", "nav", "p", "section", "summary", "caption", "thead", "tbody", "tfoot"]
)  # fmt: skip
#: Blocks that stand apart by an empty line.
_APART: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "dl"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_VOID: Final = frozenset({"br", "hr", "img", "input", "wbr", "col", "meta", "link", "area", "base"})
#: Every element that means something here.
KNOWN: Final = frozenset(
    {*_BLOCKS, *_APART, "a", "b", "blockquote", "body", "br", "button", "hr", "html", "i", "img", "label", "li", "ol", "pre", "span", "table", "td", "th", "tr", "ul", "font", "em", "strong", "textarea"}
)  # fmt: skip
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_ANY_BLANK: Final = re.compile(r"\s+")
_FILE_NAME: Final = re.compile(r"\S{1,80}\.(?:png|jpe?g|gif|bmp|webp|tiff?|svg)$|image\d*$", re.IGNORECASE)
_DEEPEST: Final = 12
_MOST_LINKS: Final = 500
_LABEL_CHARS: Final = 180
_RULE: Final = "─" * 24
_NO_WORDS: Final = f"> {copied.COPIED}{copied.PERHAPS}"


class PageReader(HTMLParser):
    """Keeps the line that is being written, the lines before it, and what it stands in. `inline` numbers the images that came along
    by their Content-ID."""

    def __init__(self, inline: Mapping[str, int]) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.outside_images = 0
        self.trackers: list[str] = []
        self.link_count = 0
        self._inline = inline
        self._line = ""
        self._silent = ""
        self._silent_depth = 0
        self._pre = 0
        self._quotes = 0
        self._lists: list[int] = []  # the next number of each list, 0 for bullets
        self._heading = 0
        self._is_line = False
        self._link = ""
        self._link_from = 0
        self._link_line = 0
        self._sizes = Sizes()
        self._is_bullet = False
        self._copies = copied.Copies()
        self._tables: list[tuple[Table, list[str], int, list[int], copied.Copies]] = []
        self._tables_within = 0

    # ---------------------------------------------------------------- tags

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent and tag == "body":
            self._silent = ""  # a head that was never closed
        if self._silent:
            self._silent_depth += tag == self._silent
            if tag == "img" and self._silent not in SILENT:
                self._spy(dict(attrs))
            return
        attributes = dict(attrs)
        if tag in SILENT or (tag not in _VOID and tag != "body" and html_hints.is_hidden(attributes)):
            self._silent, self._silent_depth = tag, 1
        else:
            self._start(tag, attributes)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._silent and tag not in SILENT:
            self._start(tag, dict(attrs))
            if tag not in _VOID:
                self.handle_endtag(tag)

    def _start(self, tag: str, attributes: Attributes) -> None:
        if attributes:
            self.outside_images += html_hints.has_outside_background(attributes)
        if tag not in _VOID:
            self._sizes.start(tag, attributes)
        if self._copies.start(tag, attributes):
            self._end_line(is_forced=False)
            self._copies.enter(tag, attributes)
        match tag:
            case "br":
                self._end_line()
            case "hr":
                self._apart()
                self.lines.append(self._prefix() + _RULE)
            case "img":
                self._image(attributes)
            case "a":
                self._start_link(attributes)
            case "li":
                self._item(attributes)
            case "ul" | "ol":
                self._apart(is_needed=not self._lists)
                self._lists.append(max(1, _number(attributes.get("start")) or 1) if tag == "ol" else 0)
            case "span" if attributes and html_hints.is_bullet(attributes):
                self._end_line(is_forced=False)
                self._is_bullet = True
            case "span" | "a" | "strong" if attributes and html_hints.is_own_line(attributes):
                self._end_line(is_forced=False)
            case "table":
                self._start_table()
            case "tr":
                self._start_row()
            case "td" | "th":
                self._start_cell(tag, attributes)
            case "blockquote":
                self._apart()
                self._quotes += 1
            case "pre":
                self._start_preformatted()
            case _ if tag in _HEADINGS:
                self._apart()
                self._heading = int(tag[1])
            case "p" if html_hints.is_line(attributes):
                self._end_line(is_forced=False)
                self._is_line = True
            case _ if tag in _APART:
                self._apart()
            case _ if tag in _BLOCKS:
                self._end_line(is_forced=False)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent_depth -= tag == self._silent
            if self._silent_depth <= 0:
                self._silent = ""
            return
        self._sizes.end(tag)
        if self._copies.ends_with(tag):
            self._end_line(is_forced=False)
            self._copies.leave()
        match tag:
            case "a":
                self._end_link()
            case "ul" | "ol":
                self._end_line(is_forced=False)
                self._lists = self._lists[:-1]
                self._apart(is_needed=not self._lists)
            case "table":
                self._end_table()
            case "blockquote":
                self._end_quotation()
            case "pre":
                self._end_preformatted()
            case _ if tag in _HEADINGS:
                self._apart()
                self._heading = 0
            case "p" if self._is_line:
                self._end_line(is_forced=False)
                self._is_line = False
            case _ if tag in _APART:
                self._apart()
            case _ if tag in _BLOCKS or tag in ("li", "tr", "td", "th"):
                self._end_line(is_forced=False)

    # ---------------------------------------------------------------- words

    def handle_data(self, data: str) -> None:
        if self._silent or not self._sizes.can_be_read or (data.isspace() and _is_marker(self._line)):
            return
        if self._is_bullet and data.strip():
            self._is_bullet = False
            data = "• " if data.strip() in _WORDS_BULLETS else f"{data.strip()} "
        if self._pre:
            first, *more = data.split("\n")
            self._line += first
            for line in more:
                self._end_line()
                self._line = line
            return
        words = data if data.isalnum() else _BLANKS.sub(" ", data)
        if not self._line or self._line.endswith(" "):
            words = words.lstrip(" ")
        self._line += words

    def _prefix(self) -> str:
        return self._copies.mark + "> " * min(self._quotes, _DEEPEST)

    def _end_line(self, *, is_forced: bool = True) -> None:
        """Finish the line; an empty one only where it is wanted. A bullet waits for its words."""
        line = self._line.rstrip()
        if not is_forced and _is_marker(line):
            return
        is_forced = is_forced or (not line and "\u00a0" in self._line)
        self._line = ""
        self._link_from = 0
        if line and self._heading and not self._quotes and not self._tables_hold_values():
            line = "#" * min(self._heading, 3) + f" {line}"
        if line or is_forced:
            self.lines.append((self._prefix() + line).rstrip(" ") if line else self._prefix().rstrip())

    def _tables_hold_values(self) -> bool:
        """Whether a heading would only be a cell."""
        return (
            bool(self._tables)
            and len(self._tables[-1][0].rows[-1:]) == 1
            and len(self._tables[-1][0].rows[-1]) > 1
        )

    def _apart(self, *, is_needed: bool = True) -> None:
        """An empty line between two blocks, never two, and none between the parts of a list."""
        self._end_line(is_forced=False)
        if _is_marker(self._line):
            return
        if is_needed and not self._lists and self.lines and self.lines[-1].strip(_NO_WORDS):
            self.lines.append(self._prefix().rstrip())

    # ---------------------------------------------------------------- quotations, preformatted, lists

    def _end_quotation(self) -> None:
        self._end_line(is_forced=False)
        while self.lines and self._quotes and not self.lines[-1].strip(_NO_WORDS):
            self.lines.pop()
        self._quotes = max(0, self._quotes - 1)
        self._apart()

    def _start_preformatted(self) -> None:
        self._apart()
        self._pre += 1
        if self._is_fenced():
            self.lines.append("```")

    def _end_preformatted(self) -> None:
        if not self._pre:
            return
        self._end_line(is_forced=False)
        if self._is_fenced():
            if self.lines and self.lines[-1] == "```":
                self.lines.pop()
            else:
                self.lines.append("```")
        self._pre -= 1
        self._apart()

    def _is_fenced(self) -> bool:
        return self._pre == 1 and not self._quotes and not self._tables and not self._lists

    def _item(self, attributes: Attributes) -> None:
        if _is_marker(self._line.rstrip()):
            self._line = ""
        self._end_line(is_forced=False)
        indent = "  " * min(max(0, len(self._lists) - 1), _DEEPEST)
        number = self._lists[-1] if self._lists else 0
        if number:
            number = _number(attributes.get("value")) or number
            self._lists[-1] = number + 1
        self._line = f"{indent}{number}. " if number else f"{indent}• "

    # ---------------------------------------------------------------- links and images

    def _start_link(self, attributes: Attributes) -> None:
        self._end_link()
        self._link = (attributes.get("href") or "").strip()
        self._link_from, self._link_line = len(self._line), len(self.lines)

    def _end_link(self) -> None:
        """Behind the words of the link, or the last line of them where it is around whole blocks."""
        link, self._link = link_of(self._link), ""
        if not link:
            return
        if not self._line.strip() and len(self.lines) > self._link_line:
            at = next(
                (
                    n
                    for n in range(len(self.lines) - 1, self._link_line - 1, -1)
                    if self.lines[n].strip(_NO_WORDS)
                ),
                None,
            )
            if at is not None:
                self.lines[at] = self._linked(self.lines[at], link, 0)
            return
        self._line = self._linked(
            self._line, link, self._link_from if len(self.lines) == self._link_line else 0
        )

    def _linked(self, line: str, link: str, start: int) -> str:
        lead = _LEAD.match(line)
        start = max(start, lead.end() if lead else 0)
        words = line[start:].strip()
        if not words or self.link_count >= _MOST_LINKS or "](" in words or leads_where(words) == link:
            return line
        self.link_count += 1
        words = words.translate(MARKS_OF_LABELS)
        before, label = words[:-_LABEL_CHARS], words[-_LABEL_CHARS:]
        before = (" " if line[start:].startswith(" ") and start else "") + before
        behind = " " if line.endswith(" ") else ""
        return f"{line[:start]}{before}[{label}]({link}){behind}"

    def _image(self, attributes: Attributes) -> None:
        source = (attributes.get("src") or "").strip()
        is_outside, is_pixel = html_hints.is_outside(source), html_hints.is_pixel(attributes)
        if is_pixel:
            self._spy(attributes)
            return
        self.outside_images += is_outside
        words = _ANY_BLANK.sub(" ", attributes.get("alt") or "").strip().translate(MARKS_OF_LABELS)
        number = self._inline.get(source[4:].strip("<> ")) if source[:4].lower() == "cid:" else None
        if number:
            is_named = words and not _FILE_NAME.match(words)
            words = f"image {number}: {words}" if is_named else f"image {number}"
        elif self._link and not words and not self._line[self._link_from :].strip():
            words = html_hints.host_of(link_of(self._link))  # a button without words
        if words:
            self.handle_data(f" {words} " if self._link else f" [{words}] ")

    def _spy(self, attributes: Attributes) -> None:
        """Note who is told by an image that nobody sees, also where it stands in what is hidden."""
        source = (attributes.get("src") or "").strip()
        host = html_hints.host_of(source) if html_hints.is_outside(source) else ""
        if host and html_hints.is_pixel(attributes) and host not in self.trackers:
            self.trackers.append(host)

    # ---------------------------------------------------------------- tables

    def _start_table(self) -> None:
        self._end_line(is_forced=False)
        if len(self._tables) >= _DEEPEST:
            self._tables_within += 1  # such a page is made to cost time; its words are read all the same
            return
        self._tables.append((Table(), self.lines, self._quotes, self._lists, self._copies))
        self.lines, self._quotes, self._lists, self._copies = [], 0, [], copied.Copies()

    def _start_row(self) -> None:
        self._end_line(is_forced=False)
        if self._tables and not self._tables_within:
            self._tables[-1][0].new_row()

    def _start_cell(self, tag: str, attributes: Attributes) -> None:
        self._end_line(is_forced=False)
        if self._tables and not self._tables_within:
            columns = attributes.get("colspan") or ""
            cell = Cell(is_head=tag == "th", columns=int(columns) if columns.isdecimal() else 1)
            self._tables[-1][0].new_cell(cell)
            self.lines, self._quotes, self._lists = cell.lines, 0, []

    def _end_table(self) -> None:
        self._end_line(is_forced=False)
        if self._tables_within:
            self._tables_within -= 1
        elif self._tables:
            table, before, self._quotes, self._lists, self._copies = self._tables.pop()
            is_in_cell = any(self.lines is cell.lines for row in table.rows for cell in row)
            lines = table.text() + ([] if is_in_cell else self.lines)
            self.lines = before
            prefix = self._prefix()
            self.lines += [(prefix + line).rstrip(" ") for line in lines] if prefix else lines

    def close(self) -> None:
        """Finish what the page has left open."""
        super().close()
        self._end_link()
        self._tables_within = 0
        while self._tables:
            self._end_table()
        while self._pre:
            self._end_preformatted()
        self._end_line(is_forced=False)


_LEAD: Final = re.compile(rf"[{copied.COPIED}{copied.PERHAPS}]?(?:> )*\s*(?:• |\d{{1,4}}\. |#{{1,3}} )?")
_WORDS_BULLETS: Final = frozenset("·o§Ø-–—\uf0b7\uf0a7\uf0d8•")
_MARKER: Final = re.compile(r"\s*(?:•|\d{1,4}\.)$")


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 5 else 0


def _is_marker(line: str) -> bool:
    return bool(_MARKER.match(line.rstrip()))
