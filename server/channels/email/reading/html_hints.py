"""What the attributes of a tag say about it: hidden, a spy, a line rather than a paragraph. Pure; knows no text."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

Attributes = Mapping[str, str | None]

#: What of a style is looked at.
STYLES: Final = frozenset(
    {"display", "visibility", "font-size", "max-height", "height", "width", "opacity", "margin", "margin-top", "margin-bottom", "mso-hide", "background", "background-image", "border-top", "border-top-style", "position", "left", "top", "text-indent", "max-width", "overflow", "mso-list"}
)  # fmt: skip
_HIDDEN: Final = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|max-(?:height|width):0(?:px|pt)?(?:;|$)|opacity:0(?:\.0+)?(?:;|$)|"
    r"(?:left|top|text-indent|margin-left):-\d{3,}"
)
_NO_SIZE: Final = re.compile(r"(?:^|;)(?:height|width):0(?:px|pt)?(?:;|$)")
_FONT_SIZE: Final = re.compile(r"(?:^|;)font-size:([^;]{1,20})")
_UNREADABLE: Final = re.compile(r"0*[01](?:\.\d+)?(?:px|pt)$|0*(?:\.0+)?(?:em|rem|%)?$")
_TINY: Final = re.compile(r"\s*[0-2](?:\.\d+)?\s*(?:px|pt)?\s*$")
_TINY_STYLE: Final = re.compile(r"(?:^|;)(?:width|height):[0-2](?:px|pt)?(?:;|$)")
_CLOSE: Final = re.compile(r"(?:^|;)margin:0(?:px|pt|in|cm)?(?:;|$)|(?:^|;)margin-(?:top|bottom):0")
_BEHIND: Final = re.compile(r"(?:^|;)background(?:-image)?:[^;]{0,200}url\([\"']?(?:https?:)?//")
_OUTSIDE: Final = ("http:", "https:", "//")


def style_of(attributes: Attributes) -> str:
    """The style without blanks, in lower case."""
    style = attributes.get("style")
    return _style(style) if style else ""


@lru_cache(maxsize=1_000)
def _style(style: str) -> str:
    return re.sub(r"\s+|!important", "", style.lower())


def is_hidden(attributes: Attributes) -> bool:
    """Whether no mail program shows what is in it: the words that only a list of mails is to preview, or to deceive a filter."""
    if not attributes:
        return False
    style = style_of(attributes)
    is_shut = "overflow:hidden" in style and bool(_NO_SIZE.search(style))
    return is_shut or "hidden" in attributes or bool(_HIDDEN.search(style))


def is_readable_size(attributes: Attributes) -> bool | None:
    """Whether its letters are large enough to be seen; None where it leaves them as they are around it."""
    size = _FONT_SIZE.search(style_of(attributes))
    return None if size is None else not _UNREADABLE.match(size[1])


def is_own_line(attributes: Attributes) -> bool:
    """Whether an element within a line is shown as a block."""
    return "display:block" in style_of(attributes)


def is_bullet(attributes: Attributes) -> bool:
    """Whether Word has written the sign before an item here, which it writes as words."""
    return "mso-list:ignore" in style_of(attributes)


def is_outside(source: str) -> bool:
    """Whether an image would have to be fetched."""
    return source.lower().startswith(_OUTSIDE)


def has_outside_background(attributes: Attributes) -> bool:
    """Whether an image behind it would have to be fetched."""
    source = (attributes.get("background") or "").strip()
    return is_outside(source) or bool(_BEHIND.search(style_of(attributes)))


def is_pixel(attributes: Attributes) -> bool:
    """Whether an image is too small to be seen, so that it is there for being fetched."""
    is_tiny = any(_TINY.match(attributes.get(side) or "x") for side in ("width", "height"))
    return is_tiny or bool(_TINY_STYLE.search(style_of(attributes))) or is_hidden(attributes)


def is_line(attributes: Attributes) -> bool:
    """Whether a paragraph has no space around it: those of Outlook, which makes one of each line."""
    is_outlook = (
        (attributes.get("class") or "")
        .lower()
        .startswith(("msonormal", "msoplaintext", "msolistparagraph", "msonospacing"))
    )
    return is_outlook or bool(_CLOSE.search(style_of(attributes)))


def host_of(link: str) -> str:
    """The host that a link leads to, empty where none can be read in it."""
    try:
        return urlsplit(f"https:{link}" if link.startswith("//") else link).hostname or ""
    except ValueError:
        return ""
