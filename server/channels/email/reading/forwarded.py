"""Whose mail was passed on: the sender that a forwarded mail names in its text, as programs of many languages write it (E37). Pure."""

import re
from typing import Final

from support_tui.wire.values import Address

from .addresses import only

_MARK: Final = re.compile(
    r"^\s*(?:fwd?|wg|tr|rv|enc|i|pd|vs|vb|vl|doorst|إعادة توجيه|تحويل|转发|轉寄|転送)\s*[:：]", re.IGNORECASE
)
_SEPARATOR: Final = re.compile(
    r"^\W*(?:-{3,}|_{5,}|begin forwarded message|anfang der weitergeleiteten|début du message transféré|inicio del mensaje reenviado|"
    r"رسالة معاد توجيهها|بدء الرسالة المعاد)",
    re.IGNORECASE | re.MULTILINE,
)
_FROM: Final = re.compile(
    r"^[>\s*_]*(?:from|von|de|da|van|från|fra|od|kimden|lähettäjä|от|від|من|المرسل|מאת|发件人|寄件者|差出人|보낸\s?사람)"
    r"[\s*_]*[:：][\s*_]*(.{3,300})$",
    re.IGNORECASE | re.MULTILINE,
)
_LINK: Final = re.compile(r"[\[<(]mailto:([^\]>)\s]+)[\]>)]", re.IGNORECASE)
_CHARS: Final = 20_000


def is_called_forwarded(subject: str) -> bool:
    """Whether a mail's subject says that it passes something on."""
    return _MARK.match(subject) is not None


def forwarded_from(subject: str, text: str) -> Address | None:
    """The first sender named below the mark of a forwarded mail; None where nothing says that the mail is one."""
    text = text[:_CHARS]
    separator = _SEPARATOR.search(text)
    if separator is None and not _MARK.match(subject):
        return None
    found = _FROM.search(text, separator.start() if separator is not None else 0)
    if found is None:
        return None
    address = only(_LINK.sub(r"<\1>", found[1]).encode("utf-8", "replace"), "utf-8")
    return address if "@" in address.email else None
