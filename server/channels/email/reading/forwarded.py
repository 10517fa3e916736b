"""Whose mail was passed on: the sender that a forwarded mail names in its text, as programs of many languages write it (E37). Pure."""

import re
from collections.abc import Iterator
from typing import Final

from support_tui.wire.quote_lines import is_separator, label_of, recognisable
from support_tui.wire.values import Address

from .addresses import only

_MARK: Final = re.compile(
    r"\s*(?:fwd?|wg|tr|trs|rv|enc|i|pd|vs|vb|vl|vbf|fs|ilt|πρθ|пер|пересл|doorst|doorgestuurd|vidarebefordrat|továbbítás|podaj dalej|předat|"
    r"proslijeđeno|إعادة توجيه|اعادة توجيه|تحويل|הועבר|转发|轉寄|転送|전달)\s*[:：]"
)
_RULE: Final = re.compile(r"\W*(?:-{3,}|_{5,})")
_BARE: Final = re.compile(r"[>\s]*from\s+(\"[^\"]{1,200}\"\s*<[^<>\s]+@[^<>\s]+>)\s*$", re.IGNORECASE)
_MARKED: Final = " >*_"
_LINK: Final = re.compile(r"[\[<(]mailto:([^\]>)\s]+)[\]>)]", re.IGNORECASE)
_CHARS: Final = 20_000
_VALUE_CHARS: Final = 300


def is_called_forwarded(subject: str) -> bool:
    """Whether a mail's subject says that it passes something on."""
    return _MARK.match(recognisable(subject)) is not None


def forwarded_from(subject: str, text: str) -> Address | None:
    """The first sender named below the mark of a forwarded mail; None where nothing says that the mail is one."""
    lines = text[:_CHARS].split("\n")
    value = next(_senders(lines, is_begun=is_called_forwarded(subject)), "")
    address = only(_LINK.sub(r"<\1>", value).encode("utf-8", "replace"), "utf-8")
    return address if "@" in address.email else None


def _senders(lines: list[str], *, is_begun: bool) -> Iterator[str]:
    """What stands behind the labels of senders, below what announces a forwarded mail."""
    for line in lines:
        known = recognisable(line).strip(_MARKED)
        is_begun = is_begun or bool(_RULE.match(known)) or is_separator(known)
        if not is_begun:
            continue
        if bare := _BARE.match(line):
            yield bare[1]
        elif label_of(known) == "from":
            yield re.split("[:：]", line, maxsplit=1)[1].strip(_MARKED)[:_VALUE_CHARS]
