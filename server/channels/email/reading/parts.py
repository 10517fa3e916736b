"""Which parts of a mail are its text and which are files: the algorithm of RFC 8621 §4.1.4, on whatever structure arrived. Pure."""

from email.message import Message
from typing import Final, NamedTuple

#: Parts deeper than this were not nested by any mail program.
_DEEPEST: Final = 40
_MOST_PARTS: Final = 1_000
_DEEPEST_PARSED: Final = 80
"""Mails within mails count too; the library writes and walks a tree by one call a level."""
#: Kept whole: what is in them was said elsewhere.
_WHOLE: Final = frozenset({"message/rfc822", "message/global", "message/delivery-status", "message/disposition-notification",
    "message/feedback-report", "message/external-body", "message/partial", "message/global-delivery-status",
    "message/global-disposition-notification", "message/global-headers"})  # fmt: skip
_SHOWN: Final = ("image/", "audio/", "video/")
#: Other ways to read what is there to be read anyway.
_SAME_WORDS: Final = frozenset({"text/x-amp-html", "text/watch-html"})
_TEXTS: Final = frozenset({"text/plain", "text/html"})
RICH_TEXTS: Final = frozenset({"text/rtf", "application/rtf", "text/enriched", "text/richtext"})
#: Texts of other kinds, which people write mails in too.
_OTHER_TEXTS: Final = RICH_TEXTS | {"text/markdown", "text/x-markdown", "text/ascii", "text/text"}


class Structure(NamedTuple):
    """`plain` and `html` are two ways to read the whole mail, each a list of parts in order (an image among them stands where it is
    shown); `files` are all that is kept as a file."""

    plain: tuple[Message, ...]
    html: tuple[Message, ...]
    files: tuple[Message, ...]


def structure(mail: Message) -> Structure:
    """The parts of a mail by what they are for."""
    sorting = _Sorting()
    sorting.sort([mail], "mixed", [], [], in_alternative=False, depth=0)
    return Structure(tuple(sorting.plain), tuple(sorting.html), tuple(sorting.files))


def is_too_deep(mail: Message) -> bool:
    """Whether parts are nested deeper than readers of a tree can go."""
    level = [mail]
    for _ in range(_DEEPEST_PARSED):
        level = [entry for part in level for entry in _payload(part)]
        if not level:
            return False
    return True


def media_type(part: Message) -> str:
    """The part's type in lower case; what claims none, or nonsense, or parts that are not there, is plain text."""
    kind = part.get_content_type()
    is_hollow = kind.startswith("multipart/") and not part.is_multipart()
    return "text/plain" if kind.count("/") != 1 or is_hollow or not kind.isascii() else kind


def is_whole(part: Message) -> bool:
    """Whether a part is one thing to keep, although the parser has taken it apart."""
    return media_type(part) in _WHOLE


def has_name(part: Message) -> bool:
    """Whether the sender has given it a file's name."""
    return any(
        name.lower().startswith(("filename", "name"))
        for header in ("content-disposition", "content-type")
        for name, _ in part.get_params(header=header, failobj=[], unquote=False)[1:]
    )


def is_attached(part: Message) -> bool:
    """Whether the sender says that it is a file to keep and not a text to read."""
    return (part.get_content_disposition() or "") == "attachment"


class _Sorting:
    """The three lists while they grow."""

    def __init__(self) -> None:
        self.plain: list[Message] = []
        self.html: list[Message] = []
        self.files: list[Message] = []
        self._seen = 0

    def sort(
        self, parts: list[Message], around: str, plain: list[Message] | None, html: list[Message] | None, *,
        in_alternative: bool, depth: int,
    ) -> None:  # fmt: skip
        """Sort `parts` of a multipart of kind `around`. None for a way to read means that this branch is not part of it."""
        if depth == 0:
            plain, html = self.plain, self.html
        plain_before, html_before = len(plain or ()), len(html or ())
        for index, part in enumerate(parts):
            self._seen += 1
            if self._seen > _MOST_PARTS:
                return
            if part.is_multipart() and not is_whole(part) and depth < _DEEPEST:
                kind = part.get_content_subtype()
                alternative = in_alternative or kind == "alternative"
                self.sort(_payload(part), kind, plain, html, in_alternative=alternative, depth=depth + 1)
            elif around == "alternative" and media_type(part) in _SAME_WORDS:
                continue
            elif self._is_inline(part, index, around):
                plain, html = self._place(part, around, plain, html, in_alternative=in_alternative)
            else:
                self.files.append(part)
        if around == "alternative" and plain is not None and html is not None:
            if len(plain) == plain_before and len(html) != html_before:
                plain.extend(html[html_before:])
            elif len(html) == html_before and len(plain) != plain_before:
                html.extend(plain[plain_before:])

    def _is_inline(self, part: Message, index: int, around: str) -> bool:
        kind = media_type(part)
        is_shown = kind.startswith(_SHOWN)
        if kind in _OTHER_TEXTS and around != "alternative" and not has_name(part):
            return not is_attached(part)
        if is_attached(part) or not (kind in _TEXTS or is_shown):
            return False
        return index == 0 or (around != "related" and (is_shown or not has_name(part)))

    def _place(
        self, part: Message, around: str, plain: list[Message] | None, html: list[Message] | None, *, in_alternative: bool
    ) -> tuple[list[Message] | None, list[Message] | None]:  # fmt: skip
        kind = media_type(part)
        if around == "alternative":
            wanted = {"text/plain": plain, "text/html": html}.get(kind, self.files)
            if wanted is not None:
                wanted.append(part)
            return plain, html
        if in_alternative:
            html = None if kind == "text/plain" else html
            plain = None if kind == "text/html" else plain
        for way in (plain, html):
            if way is not None:
                way.append(part)
        if kind.startswith(_SHOWN):
            self.files.append(part)
        return plain, html


def _payload(part: Message) -> list[Message]:
    payload = part.get_payload() if part.is_multipart() else None
    return [entry for entry in payload if isinstance(entry, Message)] if isinstance(payload, list) else []
