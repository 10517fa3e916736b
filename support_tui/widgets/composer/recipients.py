"""Mail addresses as people type them in one line, and back; pure, asks no server whether they exist."""

import re
from collections.abc import Iterable
from email.utils import getaddresses
from typing import Final

from support_tui.wire.limits import ADDRESS_CHARS
from support_tui.wire.values import Address

_PLAUSIBLE: Final = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\".]+(?:\.[^\s@<>,;\".]+)*")
_ARABIC_COMMAS: Final = str.maketrans("،؛;", ",,,")
_NEEDS_QUOTES: Final = re.compile(r'[()<>@,;،؛:\\".\[\]]')
_ESCAPED: Final = re.compile(r'(["\\])')


def read_addresses(text: str) -> tuple[Address, ...] | str:
    """The addresses in `Name <a@b.c>, d@e.f`, each once; or the first part that is none. Semicolons and Arabic commas separate too."""
    line = text.translate(_ARABIC_COMMAS).strip().strip(",")
    if not line:
        return ()
    found: dict[str, Address] = {}
    for name, email in getaddresses([line]):
        if not _PLAUSIBLE.fullmatch(email) or len(email) > ADDRESS_CHARS:
            return email or name or line
        found.setdefault(email.lower(), Address(email, name))
    return tuple(found.values())


def write_addresses(addresses: Iterable[Address]) -> str:
    """Addresses as one line that reads back as the same; names stay readable in every script."""
    return ", ".join(_written(address) for address in addresses)


def _written(address: Address) -> str:
    if not address.name:
        return address.email
    if not _NEEDS_QUOTES.search(address.name):
        return f"{address.name} <{address.email}>"
    escaped = _ESCAPED.sub(r"\\\1", address.name)
    return f'"{escaped}" <{address.email}>'
