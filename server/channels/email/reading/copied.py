"""Which lines of a page are a message copied into it, by the marks that mail programs leave in the page (E30). Pure.

Words decide first: what is announced in a language that the thread knows is left as it is. Where the page says that it is copied and no
words do, its lines become a quotation, so that they are folded in any language.
"""

import re
from collections.abc import Sequence
from typing import Final

from support_tui.wire.quotes import FOLDED, blocks

from .html_hints import Attributes, style_of

#: First signs of lines while a page is read; no text can hold them (they are no characters).
COPIED: Final = "\ufdd0"
PERHAPS: Final = "\ufdd1"
"""The line is of a block that looks like the headers of a copied message."""
MARKS: Final = {ord(COPIED): None, ord(PERHAPS): None}

_CLASSES: Final = frozenset({"gmail_attr", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote_header"})
_IDS: Final = frozenset({"reply-intro", "olk_src_body_section", "mail-editor-reference-message-container"})
#: Behind these there is nothing but the copied message.
_TO_THE_END: Final = frozenset({"divrplyfwdmsg", "stopspelling"})
_RULE_ABOVE: Final = re.compile(r"border-top:[^;]{0,40}1\.?0?pt|border-top-style:solid")
_LABELLED: Final = re.compile(r"\s*[^\s:：][^:：]{0,30}[:：]")
_FEWEST_LABELS: Final = 3
_MOST_LINES: Final = 20_000


class Copies:
    """The element of a copied message that is open, if one is."""

    def __init__(self) -> None:
        self.mark = ""
        self._tag = ""
        self._depth = 0

    def start(self, tag: str, attributes: Attributes) -> bool:
        """Whether a copied message begins with this element."""
        self._depth += bool(self.mark) and tag == self._tag
        if not attributes:
            return False
        return is_copied_to_the_end(attributes) or (not self.mark and bool(mark_of(attributes)))

    def enter(self, tag: str, attributes: Attributes) -> None:
        """The lines from here on are of that message."""
        is_to_the_end = is_copied_to_the_end(attributes)
        self.mark, self._depth = COPIED if is_to_the_end else mark_of(attributes), 1
        self._tag = "" if is_to_the_end else tag

    def ends_with(self, tag: str) -> bool:
        """Whether it ends with the end of this element."""
        if not self.mark or tag != self._tag:
            return False
        self._depth -= 1
        return self._depth == 0

    def leave(self) -> None:
        """The lines from here on are not of it."""
        self.mark = self._tag = ""


def mark_of(attributes: Attributes) -> str:
    """The mark for the lines of the element, empty where nothing says that it holds a copied message or announces one."""
    if _is_copied(attributes):
        return COPIED
    return PERHAPS if _is_below_rule(attributes) else ""


def _is_copied(attributes: Attributes) -> bool:
    classes = {name.removeprefix("x_").lower() for name in (attributes.get("class") or "").split()}
    return not _CLASSES.isdisjoint(classes) or _id(attributes) in _IDS or attributes.get("name") == "quote"


def is_copied_to_the_end(attributes: Attributes) -> bool:
    """Whether the copied message begins here and nothing says where it ends."""
    return _id(attributes) in _TO_THE_END


def _is_below_rule(attributes: Attributes) -> bool:
    """Outlook draws one above the headers of a copied message."""
    return bool(attributes.get("style")) and bool(_RULE_ABOVE.search(style_of(attributes)))


def _id(attributes: Attributes) -> str:
    return (attributes.get("id") or "").lower().removeprefix("x_")


def quoted(lines: Sequence[str]) -> list[str]:
    """The lines without their marks; those that only the marks tell to be copied are quoted."""
    start = _headers_below_rule(lines)
    are_copied = [
        line.startswith(COPIED) or (start is not None and number >= start)
        for number, line in enumerate(lines)
    ]
    plain = [line.translate(MARKS) for line in lines]
    if (
        not any(are_copied)
        or len(lines) > _MOST_LINES
        or not any(line.strip("> ─") for line, copied in zip(plain, are_copied, strict=True) if not copied)
    ):
        return plain
    kinds = [
        block.kind for block in blocks("\n".join(plain)) for _ in range(block.start_line, block.end_line)
    ]
    return [
        f"> {line}" if copied and kind not in FOLDED and kind != "inline" else line
        for line, copied, kind in zip(plain, are_copied, kinds, strict=True)
    ]


def _headers_below_rule(lines: Sequence[str]) -> int | None:
    """The line where the headers of a copied message begin below a rule, if such a block holds them."""
    for number, line in enumerate(lines):
        if not line.startswith(PERHAPS):
            continue
        labelled = 0
        for following in lines[number : number + _FEWEST_LABELS]:
            labelled += following.startswith(PERHAPS) and bool(_LABELLED.match(following[1:]))
        if labelled == _FEWEST_LABELS:
            return number
    return None
