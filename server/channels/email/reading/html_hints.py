"""What the attributes of a tag say about it: hidden, a spy, a line rather than a paragraph. Pure; knows no text."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

Attributes = Mapping[str, str | None]

#: What of a style is looked at.
STYLES: Final = frozenset(
    {"display", "visibility", "font-size", "max-height", "height", "width", "opacity", "margin", "margin-top", "margin-bottom", "mso-hide", "background", "background-image", "border-top", "border-top-style"}
)  # fmt: skip
_HIDDEN: Final = re.compile(
    r"display:none|visibility:hidden|mso-hide:all|font-size:0(?:px|pt|em|%)?(?:;|$)|max-height:0(?:px|pt)?(?:;|$)|opacity:0(?:\.0+)?(?:;|$)"
)
_TINY: Final = re.compile(r"\s*[0-2](?:\.\d+)?\s*(?:px|pt)?\s*$")
_TINY_STYLE: Final = re.compile(r"(?:^|;)(?:width|height):[0-2](?:px|pt)?(?:;|$)")
_CLOSE: Final = re.compile(r"(?:^|;)margin:0(?:px|pt|in|cm)?(?:;|$)|(?:^|;)margin-(?:top|bottom):0")
_BEHIND: Final = re.compile(r"(?:^|;)background(?:-image)?:[^;]{0,200}url\([\"']?(?:https?:)?//")
_OUTSIDE: Final = ("http:", "https:", "//")


def style_of(attributes: Attributes) -> str:
    """The style without blanks, in lower case."""
    return re.sub(r"\s+|!important", "", (attributes.get("style") or "").lower())


def is_hidden(attributes: Attributes) -> bool:
    """Whether no mail program shows what is in it: the words that only a list of mails is to preview, or to deceive a filter."""
    return "hidden" in attributes or bool(_HIDDEN.search(style_of(attributes)))


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
    is_outlook = (attributes.get("class") or "").lower().startswith(("msonormal", "msoplaintext"))
    return is_outlook or bool(_CLOSE.search(style_of(attributes)))


def host_of(link: str) -> str:
    """The host that a link leads to, empty where none can be read in it."""
    try:
        return urlsplit(f"https:{link}" if link.startswith("//") else link).hostname or ""
    except ValueError:
        return ""
