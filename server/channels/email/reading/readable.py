"""HTML as text to read in a terminal (E31): numbered links, lists, tables, headings, quotations. Runs nothing, fetches nothing. Pure.

Tags come as a stream and nothing is built from them, so a page of any depth takes the time of its length. A table that holds values
becomes lines of cells; one that only lays out the page (it has tables inside, or cells of several lines) becomes its contents in order.
"""

import re
from html.parser import HTMLParser
from typing import Final, NamedTuple

_SILENT: Final = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "object", "svg", "select"}
)
_BLOCKS: Final = frozenset(
    ["address", "article", "aside", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "legend", "main", "nav", "p", "section", "summary"]
)  # fmt: skip
#: Blocks that stand apart by an empty line.
_APART: Final = frozenset(
    {"p", "ul", "ol", "table", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "dl"}
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_ANY_BLANK: Final = re.compile(r"\s+")
_LINKED: Final = re.compile(r"(?:https?|ftp|mailto|tel):", re.IGNORECASE)
_PIXEL: Final = re.compile(r"\s*[0-2](?:px)?\s*$")
_CELL_CHARS: Final = 80
_DEEPEST: Final = 12
_MOST_LINKS: Final = 500
_LINK_CHARS: Final = 2_000


class Readable(NamedTuple):
    """The words, with `[1]` behind what was linked; `links` in order of their numbers. `outside_images` were not fetched,
    `pixels` of them only tell the sender that the mail was opened."""

    text: str
    links: tuple[str, ...] = ()
    outside_images: int = 0
    pixels: int = 0

    @property
    def with_links(self) -> str:
        """The words, and below them where the links lead."""
        listed = "\n".join(f"[{number}] {link}" for number, link in enumerate(self.links, 1))
        return f"{self.text}\n\n{listed}" if listed else self.text


class _Table:
    """A table while it is read: rows of cells, each the lines in it."""

    def __init__(self) -> None:
        self.rows: list[list[list[str]]] = []
        self.is_layout = False

    def lines(self) -> list[str]:
        """Cells side by side where it holds values, below each other where it is only layout."""
        if self.is_values():
            rows = [" | ".join(_only(cell) for cell in row).rstrip(" |") for row in self.rows if row]
            return ["", *(row for row in rows if row), ""]
        return [line for row in self.rows for cell in row for line in ("", *cell)]

    def is_values(self) -> bool:
        cells = [cell for row in self.rows for cell in row]
        is_wide = sum(len(row) > 1 for row in self.rows) * 2 > len(self.rows)
        return is_wide and not self.is_layout and all(
            sum(bool(line.strip()) for line in cell) <= 1 and len(_only(cell)) <= _CELL_CHARS for cell in cells
        )  # fmt: skip


def _only(cell: list[str]) -> str:
    return " ".join(line.strip() for line in cell if line.strip())


class _Reader(HTMLParser):
    """Keeps the line that is being written, the lines before it, and what it stands in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.links: list[str] = []
        self.outside_images = self.pixels = 0
        self._line = ""
        self._silent = ""
        self._silent_depth = 0
        self._pre = 0
        self._quotes = 0
        self._lists: list[int] = []  # the next number of each list, 0 for bullets
        self._link = ""
        self._link_from = 0
        self._tables: list[tuple[_Table, list[str]]] = []
        self._tables_within = 0

    # ---------------------------------------------------------------- tags

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent and tag == "body":
            self._silent = ""  # a head that was never closed
        if self._silent:
            self._silent_depth += tag == self._silent
        elif tag in _SILENT:
            self._silent, self._silent_depth = tag, 1
        else:
            self._start(tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._silent and tag not in _SILENT:
            self._start(tag, dict(attrs))
            self.handle_endtag(tag)

    def _start(self, tag: str, attributes: dict[str, str | None]) -> None:
        match tag:
            case "br":
                self._end_line()
            case "hr":
                self._apart()
                self.lines.append(self._prefix() + "─" * 24)
            case "img":
                self._image(attributes)
            case "a":
                self._link, self._link_from = (attributes.get("href") or "").strip(), len(self._line)
            case "li":
                self._item()
            case "ul" | "ol":
                self._apart(is_needed=not self._lists)
                self._lists.append(1 if tag == "ol" else 0)
            case "table":
                self._start_table()
            case "tr":
                self._start_row()
            case "td" | "th":
                self._start_cell()
            case "blockquote":
                self._apart()
                self._quotes += 1
            case "pre":
                self._apart()
                self._pre += 1
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
        match tag:
            case "a":
                self._end_link()
            case "ul" | "ol":
                self._end_line(is_forced=False)
                self._lists = self._lists[:-1]
                self._apart(is_needed=not self._lists)
            case "table":
                self._end_table()
            case "td" | "th":
                self._end_line(is_forced=False)
            case "blockquote":
                self._end_line(is_forced=False)
                while self.lines and not self.lines[-1].strip("> "):
                    self.lines.pop()
                self._quotes = max(0, self._quotes - 1)
                self._apart()
            case "pre":
                self._end_line(is_forced=False)
                self._pre = max(0, self._pre - 1)
                self._apart()
            case _ if tag in _APART:
                self._apart()
            case _ if tag in _BLOCKS or tag in ("li", "tr"):
                self._end_line(is_forced=False)

    # ---------------------------------------------------------------- words

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._pre:
            first, *more = data.split("\n")
            self._line += first
            for line in more:
                self._end_line()
                self._line = line
            return
        words = _BLANKS.sub(" ", data)
        if not self._line or self._line.endswith(" "):
            words = words.lstrip(" ")
        self._line += words

    def _prefix(self) -> str:
        return "> " * min(self._quotes, _DEEPEST)

    def _end_line(self, *, is_forced: bool = True) -> None:
        """Finish the line; an empty one only where it is wanted."""
        line = self._line.rstrip()
        self._line = ""
        self._link_from = 0
        if line or is_forced:
            self.lines.append((self._prefix() + line).rstrip(" ") if line else self._prefix().rstrip())

    def _apart(self, *, is_needed: bool = True) -> None:
        """An empty line between two blocks, never two."""
        self._end_line(is_forced=False)
        if is_needed and self.lines and self.lines[-1].strip("> "):
            self.lines.append(self._prefix().rstrip())

    # ---------------------------------------------------------------- lists, links, images

    def _item(self) -> None:
        self._end_line(is_forced=False)
        indent = "  " * min(max(0, len(self._lists) - 1), _DEEPEST)
        number = self._lists[-1] if self._lists else 0
        if number:
            self._lists[-1] += 1
        self._line = f"{indent}{number}. " if number else f"{indent}• "

    def _end_link(self) -> None:
        link, self._link = _ANY_BLANK.sub("", self._link)[:_LINK_CHARS], ""
        words = self._line[self._link_from :].strip()
        if not _LINKED.match(link) or not words or _is_shown(link, words):
            return
        if link not in self.links:
            if len(self.links) >= _MOST_LINKS:
                return
            self.links.append(link)
        self._line = f"{self._line.rstrip()} [{self.links.index(link) + 1}]"

    def _image(self, attributes: dict[str, str | None]) -> None:
        source = (attributes.get("src") or "").strip()
        is_outside = source.lower().startswith(("http:", "https:", "//"))
        is_pixel = any(_PIXEL.match(attributes.get(side) or "x") for side in ("width", "height"))
        self.outside_images += is_outside
        self.pixels += is_outside and is_pixel
        words = _ANY_BLANK.sub(" ", attributes.get("alt") or "").strip()
        if words and not is_pixel:
            self.handle_data(f" [{words}] ")

    # ---------------------------------------------------------------- tables

    def _start_table(self) -> None:
        self._end_line(is_forced=False)
        if self._tables:
            self._tables[-1][0].is_layout = True
        if len(self._tables) >= _DEEPEST:
            self._tables_within += 1  # such a page is made to cost time; its words are read all the same
            return
        self._tables.append((_Table(), self.lines))
        self.lines = []

    def _start_row(self) -> None:
        self._end_line(is_forced=False)
        if self._tables:
            self._tables[-1][0].rows.append([])

    def _start_cell(self) -> None:
        self._end_line(is_forced=False)
        if self._tables:
            table = self._tables[-1][0]
            if not table.rows:
                table.rows.append([])
            self.lines = []
            table.rows[-1].append(self.lines)

    def _end_table(self) -> None:
        self._end_line(is_forced=False)
        if self._tables_within:
            self._tables_within -= 1
        elif self._tables:
            table, before = self._tables.pop()
            loose = self.lines if not any(self.lines is cell for row in table.rows for cell in row) else []
            self.lines = before
            self.lines += table.lines() + loose

    def close(self) -> None:
        """Finish what the page has left open."""
        super().close()
        self._tables_within = 0
        while self._tables:
            self._end_table()
        self._end_line(is_forced=False)


def _is_shown(link: str, words: str) -> bool:
    """Whether the words are the link itself."""
    plain = re.sub(r"^(?:https?://|mailto:|tel:)", "", link, flags=re.IGNORECASE).rstrip("/")
    return plain.casefold() in words.casefold() or words.casefold() in (link.casefold(), plain.casefold())


def readable(html: str) -> Readable:
    """What an HTML document says."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines: list[str] = []
    for line in reader.lines:
        line = line.replace("\u00a0", " ").replace("\u00ad", "").rstrip()
        if line.strip("> ") or (lines and lines[-1].strip("> ")):
            lines.append(line)
    return Readable("\n".join(lines).strip("\n "), tuple(reader.links), reader.outside_images, reader.pixels)
