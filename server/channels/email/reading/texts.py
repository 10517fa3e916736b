"""Which of its two ways to be read a mail is shown in, and its words (E30, E31). Pure."""

import re
from collections.abc import Mapping
from email.message import Message
from typing import Final, NamedTuple
from urllib.parse import unquote

from .charsets import decode, decode_as
from .files import MailFile, content_of
from .flowed import unflowed
from .parts import RICH_TEXTS, Structure, media_type
from .readable import Readable, readable
from .rtf import rich_text
from .tnef import envelope_of

_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_SHOWN_BY_PAGE: Final = re.compile(r"[\"'(]\s*cid:([^\"'()<>\s]{1,500})", re.IGNORECASE)
_NAMED_IN_TEXT: Final = re.compile(r"\[(?:cid:\s*(?P<cid>[^\]\s]{1,300})|image: (?P<name>[^\]\n]{1,200}))\]")
_PAGE: Final = re.compile(r"\s*<(?:!doctype html|html|body|div|table|p)\b", re.IGNORECASE)
_URL: Final = re.compile(r"https?://\S+")
_WORD: Final = re.compile(r"\w+")
_TARGET: Final = re.compile(r"\]\([^()\s]*\)")
_ENRICHED_PARAMETER: Final = re.compile(r"<param>[^<]{0,200}</param>", re.IGNORECASE)
_ENRICHED_MARK: Final = re.compile(r"(?<!<)</?[a-z0-9-]{1,60}>", re.IGNORECASE)
#: A short plain form that speaks of the page says nothing else.
_POINTS_TO_PAGE: Final = re.compile(r"\bhtml\b", re.IGNORECASE)
_POINTING_WORDS: Final = 25
#: A plain form with less than a third of the page's words only says that there is a page.
_STUB: Final = 3
_PAGE_WORDS: Final = 20
_SOUP: Final = 0.6
_SOUP_CHARS: Final = 600
_PAGES_CHARS: Final = 2_000_000


class Texts(NamedTuple):
    """`text` is what the mail says, `html` its page as it came; `inline` are the positions of the files that the text calls
    `[image 1]` and so on."""

    text: str
    html: str
    from_html: bool
    outside_images: int
    trackers: tuple[str, ...]
    inline: tuple[int, ...]


def texts(parts: Structure, files: tuple[MailFile, ...], hint: str, charset: str = "") -> Texts:
    """What the mail says. The plain form counts, unless it is empty, only points to the page, or is mostly addresses. `charset` is
    believed rather than what the mail declares, `hint` where it declares nothing."""
    html = "\n".join(_decoded(part, hint, charset) for part in parts.html if media_type(part) == "text/html")
    inline = _inline(html, files)
    numbers = {files[place].content_id: number for number, place in enumerate(inline, 1)}
    pages = _Pages(numbers)
    plain, of_plain = _read(parts.plain, pages, hint, charset)
    page, of_page = _read(parts.html, pages, hint, charset) if html else ("", Readable(""))
    if not plain.strip() and not page.strip():
        plain, html = _in_envelope(files)
        of_page = pages.read(html) if html else of_page
        page = of_page.text
    is_page = bool(html) and _is_better(page, plain)
    text = page if is_page else _with_images(plain, numbers, files)
    from_html = is_page or bool(of_plain.text)
    return Texts(text, html, from_html, of_page.outside_images, of_page.trackers, inline)


def _in_envelope(files: tuple[MailFile, ...]) -> tuple[str, str]:
    """The words of a mail that has all of them in Outlook's envelope, plain and as a page."""
    sealed = next((file for file in files if file.media_type == "application/ms-tnef"), None)
    envelope = envelope_of(sealed.content) if sealed is not None else None
    if envelope is None:
        return "", ""
    return envelope.text.replace("\r\n", "\n").strip("\n\0"), envelope.html


def _inline(html: str, files: tuple[MailFile, ...]) -> tuple[int, ...]:
    """The images that the page shows where it says, in the order of the files."""
    shown = {unquote(cid) for cid in _SHOWN_BY_PAGE.findall(html)} if "cid:" in html.lower() else set()
    return tuple(
        place
        for place, file in enumerate(files)
        if file.content_id in shown and file.media_type.startswith("image/")
    )


def _is_better(page: str, plain: str) -> bool:
    if not plain.strip():
        return bool(page.strip())
    page_words = len(_WORD.findall(_TARGET.sub("", page)))
    plain_words = len(_WORD.findall(_URL.sub("", plain)))
    if (
        plain_words < min(_POINTING_WORDS, page_words)
        and _POINTS_TO_PAGE.search(plain)
        and not _POINTS_TO_PAGE.search(page)
    ):
        return True
    if page_words > _PAGE_WORDS and plain_words * _STUB < page_words:
        return True
    in_addresses = sum(map(len, _URL.findall(plain)))
    return len(plain) > _SOUP_CHARS and in_addresses > _SOUP * len(plain) and page_words > 0


class _Pages:
    """The pages of one mail, each read once, and together no more than any reader wants."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers
        self._read: dict[str, Readable] = {}
        self._chars_left = _PAGES_CHARS

    def read(self, html: str) -> Readable:
        if html not in self._read:
            self._read[html] = readable(html[: self._chars_left], self._numbers)
            self._chars_left = max(0, self._chars_left - len(html))
        return self._read[html]


def _read(parts: tuple[Message, ...], known: _Pages, hint: str, charset: str) -> tuple[str, Readable]:
    """One way to read the mail, and what was read of the pages in it, one after the other."""
    found: list[str] = []
    pages: list[Readable] = []
    for part in parts:
        kind = media_type(part)
        if kind.startswith(("image/", "audio/", "video/")):
            continue
        text = _enriched(part, hint, charset) if kind in RICH_TEXTS else _decoded(part, hint, charset)
        if kind == "text/html" or (_PAGE.match(text) and "</" in text):
            pages.append(known.read(text))
            text = pages[-1].text
        elif _param(part, "format") == "flowed":
            text = unflowed(text, is_blank_dropped=_param(part, "delsp") == "yes")
        found.append(text)
    joined = "\n\n".join(text.strip("\r\n") for text in found if text.strip())
    joined = joined.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip("\n")
    trackers = tuple(dict.fromkeys(host for page in pages for host in page.trackers))
    read = Readable(
        "\n".join(page.text for page in pages), sum(page.outside_images for page in pages), trackers
    )
    return joined, read


def _enriched(part: Message, hint: str, charset: str) -> str:
    """The words of a text with marks of its own: RTF, or text/enriched (RFC 1896)."""
    if "rtf" in media_type(part):
        rich = rich_text(content_of(part))
        return rich.text or readable(rich.html).text
    text = _ENRICHED_MARK.sub("", _ENRICHED_PARAMETER.sub("", _decoded(part, hint, charset)))
    return text.replace("<<", "<")


def _param(part: Message, name: str) -> str:
    """A parameter of the part's type in lower case, empty where the library cannot make sense of it."""
    try:
        value = part.get_param(name, "")
    except (LookupError, UnicodeError, ValueError):
        return ""
    return value.lower() if isinstance(value, str) else ""


def _with_images(text: str, numbers: Mapping[str, int], files: tuple[MailFile, ...]) -> str:
    """The plain form with the images that it names by their file or Content-ID called by their number."""
    if not numbers:
        return text
    by_name = {file.filename: numbers[file.content_id] for file in files if file.content_id in numbers}

    def numbered(found: re.Match[str]) -> str:
        number = numbers.get(found["cid"] or "") or by_name.get(found["name"] or "")
        return f"[image {number}]" if number else found[0]

    return _NAMED_IN_TEXT.sub(numbered, text)


def charset_of(part: Message) -> str:
    """The declared charset of a part, empty where the library cannot make sense of it."""
    try:
        return part.get_content_charset("") or ""
    except (LookupError, UnicodeError, ValueError):
        return ""


def _decoded(part: Message, hint: str, wanted: str) -> str:
    content = content_of(part)
    if wanted:
        return decode_as(content, wanted).removeprefix("\ufeff")
    charset = charset_of(part)
    if media_type(part) == "text/html" and (not charset or charset in ("us-ascii", "iso-8859-1")):
        stated = _CHARSET.search(content[:4096])
        charset = stated[1].decode("ascii") if stated else charset
    return decode(content, charset, hint).removeprefix("\ufeff")
