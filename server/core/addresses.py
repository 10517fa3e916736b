"""Mail addresses as identities: folding, cleaning, and telling one that can be written to. Pure; looks nothing up."""

import re
from collections.abc import Iterable
from typing import Final

from support_tui.wire.limits import ADDRESS_CHARS
from support_tui.wire.values import Address

from .plain import one_line

# One @, a domain, nothing that could end a header line or open another address (E24).
_ADDRESS: Final = re.compile(r"[^\s@<>(),;:\"\x00-\x1f\x7f]+@[^\s@<>(),;:\"\x00-\x1f\x7f]+")


def fold_email(email: str) -> str:
    """The identity of an address: equal ones are one person."""
    return email.strip().lower()


def is_address(email: str) -> bool:
    """Whether mail could be sent there."""
    return len(email) <= ADDRESS_CHARS and _ADDRESS.fullmatch(email.strip()) is not None


def clean(address: Address) -> Address:
    """The address with a storable name, and no blanks around the mail address."""
    email, name = one_line(address.email), one_line(address.name)
    return address if (email, name) == (address.email, address.name) else Address(email, name)


def first_bad(addresses: Iterable[Address]) -> str | None:
    """The first that cannot be written to, None if all can."""
    return next((address.email for address in addresses if not is_address(address.email)), None)


def distinct(addresses: Iterable[Address], without: Iterable[str] = ()) -> tuple[Address, ...]:
    """Each address once, in the order given, none of those in `without` (folded) and none that nobody can write to (E23)."""
    seen = set(without)
    kept: list[Address] = []
    for address in addresses:
        folded = fold_email(address.email)
        if folded not in seen and is_address(address.email):
            seen.add(folded)
            kept.append(clean(address))
    return tuple(kept)
