"""Addresses made for one conversation, `box+1234-…@`: whatever an answer has lost, where it was sent to tells where it belongs (E12). Pure."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from support_tui.wire.values import Address

from .notices.tokens import plain_address
from .signed import SIGNATURE_CHARS, is_signed, signature

_PURPOSE: Final = "address"
_OURS: Final = re.compile(
    rf"(?P<box>[^\s@]*?)\+(?P<number>\d{{1,15}})-(?P<signature>[a-z2-7]{{{SIGNATURE_CHARS}}})@(?P<domain>[^\s@]+)",
    re.IGNORECASE,
)


class PlusAddress(NamedTuple):
    """An address of ours that names a conversation; `base` is the mailbox's own."""

    conversation_id: int
    base: str


def plus_address(secret: bytes, conversation_id: int, address: str) -> str:
    """The address of a mailbox that carries the conversation."""
    box, _, domain = address.rpartition("@")
    return f"{box}+{conversation_id}-{signature(secret, _PURPOSE, conversation_id)}@{domain}"


def read_plus_address(secret: bytes, email: str) -> PlusAddress | None:
    """What one of our own names, None for any other and for a forged one."""
    found = _OURS.fullmatch(email.strip())
    if found is None or not is_signed(secret, _PURPOSE, int(found["number"]), found["signature"]):
        return None
    return PlusAddress(int(found["number"]), f"{found['box']}@{found['domain']}")


def plain_recipients(secret: bytes, recipients: Iterable[Address]) -> tuple[Address, ...]:
    """The recipients as people know them: a mailbox by its own address, each once. Nobody is written to where only an agent's answers go."""
    plain: dict[str, Address] = {}
    for address in recipients:
        ours = read_plus_address(secret, address.email)
        base = plain_address(address.email) if ours is None else ours.base
        shown = address if base == address.email else Address(base, address.name)
        plain.setdefault(shown.email.casefold(), shown)
    return tuple(plain.values())
