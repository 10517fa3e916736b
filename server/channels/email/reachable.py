"""Addresses as mail servers take them: domains of other scripts in their ASCII form, and which need SMTPUTF8 (RFC 6531). Pure."""

from typing import Final

import idna

from support_tui.wire.values import Address

_MAX_CHARS: Final = 254
"""RFC 5321 §4.5.3.1.3: a path has 256 octets, the angle brackets among them."""


def reachable(address: Address) -> Address:
    """The address as it is written to a server. Raises ValueError for one that no mail can be sent to."""
    email = address.email.strip()
    local, _, domain = email.rpartition("@")
    if not local or not domain or not email.isprintable() or any(c in email for c in ' \t"<>(),;:\\[]'):
        raise ValueError(f"not an address: {address.email!r}")
    written = f"{local}@{ascii_domain(domain)}"
    if len(written.encode()) > _MAX_CHARS:
        raise ValueError(f"not an address: {address.email!r}")
    return Address(written, address.name)


def ascii_domain(domain: str) -> str:
    """The domain as it stands in the DNS. Raises ValueError for what cannot stand there."""
    if domain.isascii():
        return domain
    try:
        return idna.encode(domain, uts46=True).decode()
    except idna.IDNAError as error:
        raise ValueError(f"not a domain: {domain!r}: {error}") from error


def needs_utf8(address: str) -> bool:
    """Whether only a server that knows SMTPUTF8 can take it."""
    return not address.isascii()
