"""HTML as text to read in a terminal (E31): links, lists, tables, headings, quotations. Runs nothing, fetches nothing. Pure.

The sanitiser reads the page as a browser would, so that what is left open or crossed is put right; its tags then come as a stream and
nothing is built from them. A page that is nested deeper than any mail program writes is read without it.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

import nh3

from . import copied, html_hints
from .page import KNOWN, SILENT, PageReader

_ATTRIBUTES: Final = {
    "*": {"style", "hidden", "background", "class", "id"},
    "div": {"name"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan"},
    "ol": {"start"},
    "li": {"value"},
    "th": {"colspan"},
}
_CLEANER: Final = nh3.Cleaner(
    tags=set(KNOWN),
    clean_content_tags=set(SILENT) - {"head"},
    attributes=_ATTRIBUTES,
    filter_style_properties=set(html_hints.STYLES),
    url_schemes={"http", "https", "mailto", "tel", "cid", "data"},
    link_rel=None,
)
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_MOST_ENTITIES: Final = 50_000
"""An entity costs the sanitiser a hundred times what a letter does."""
_BRACKET: Final = re.compile(r"<([^<>]*)(>?)")
_COMMENT: Final = re.compile(r"<!--[^<>]*-->")
#: As much of a tag as cannot be misread: its name, and attributes between double quotation marks.
_WHOLE_TAG: Final = re.compile(r"/?[a-zA-Z][a-zA-Z0-9]{0,30}(?:\s+[a-zA-Z-]{1,30}=\"[^\"]*\")*")
_UNCLOSED: Final = frozenset({"br", "hr", "img", "input", "meta", "link", "p", "li", "td", "tr", "th", "col", "wbr", "area", "base", "dd", "dt", "option"})  # fmt: skip
_DEEPEST: Final = 400
_HTML_CHARS: Final = 1_000_000
#: An image within the page, which is longer than all of its words.
_DATA: Final = re.compile(r"data:[\w/+.-]{0,80};base64,[A-Za-z0-9+/=\s]+", re.IGNORECASE)
_BLANK_RUNS: Final = re.compile(
    "(?<![\u00a0\u2007 \t])[\u00a0\u2007 \t]*(?:[\u034f\u200c\u200b\ufeff\u00ad][\u00a0\u2007 \t]*){3,}"
)
_SPACES: Final = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u00ad": None, "\u034f": None})


class Readable(NamedTuple):
    """The words, in the little Markdown of messages. `outside_images` were not fetched; `trackers` are the hosts of those that only
    tell the sender that the mail was opened."""

    text: str
    outside_images: int = 0
    trackers: tuple[str, ...] = ()


def readable(html: str, inline: Mapping[str, int] | None = None) -> Readable:
    """What an HTML document says. `inline` numbers the images that came along by their Content-ID."""
    page = _bounded(html)
    reader = PageReader(inline or {})
    page = _of_whole_tags(page) if is_too_deep(page) else _CLEANER.clean(page)
    reader.feed(page.translate(copied.MARKS) if copied.COPIED in page or copied.PERHAPS in page else page)
    reader.close()
    return Readable(
        "\n".join(_tidied(copied.quoted(reader.lines))).strip("\n "),
        reader.outside_images,
        tuple(reader.trackers),
    )


def cleaned(html: str) -> str:
    """The page without anything that could act; nothing of one that is nested beyond reason."""
    page = _bounded(html)
    return "" if is_too_deep(page) else nh3.clean(page)


def _bounded(html: str) -> str:
    return (_DATA.sub("data:,", html) if "base64" in html else html)[:_HTML_CHARS]


def is_too_deep(html: str) -> bool:
    """Whether the elements are nested deeper than any mail program does; reading such a page as a browser would takes the square of
    its length. One of little but entities is no better."""
    if html.count("&") > _MOST_ENTITIES:
        return True
    depth = 0
    for closes, name in _TAG.findall(html):
        if name.lower() in _UNCLOSED:
            continue
        depth = max(0, depth - 1) if closes else depth + 1
        if depth > _DEEPEST:
            return True
    return False


def _of_whole_tags(html: str) -> str:
    """The page with nothing left open within a tag: every other sign is text. A parser that meets half a tag reads to the end and begins
    anew behind it, each time."""
    return _BRACKET.sub(_as_whole_tag, _COMMENT.sub("", html))


def _as_whole_tag(found: re.Match[str]) -> str:
    inside, is_closed = found[1], bool(found[2])
    tag = _WHOLE_TAG.match(inside)
    if tag is None or not is_closed:
        return f"&lt;{inside}{found[2]}"
    return f"<{tag[0]}>"


def _tidied(lines: list[str]) -> list[str]:
    """Without invisible padding, and without more than one empty line in a row; code stays as it is."""
    shown: list[str] = []
    is_code = False
    for line in lines:
        is_fence = line == "```"
        if not is_code:
            line = (line if line.isascii() else _BLANK_RUNS.sub(" ", line).translate(_SPACES)).rstrip()
        if is_code or line.strip("> ") or (shown and shown[-1].strip("> ")):
            shown.append(line)
        is_code ^= is_fence
    return shown
