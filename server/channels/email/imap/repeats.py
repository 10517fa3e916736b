"""Identities that a folder gives twice: other mails may stand under one (E4), and what the desk has of that identity may be just one of them."""

from collections.abc import Iterable
from typing import Final

_BITS: Final = 1 << 24


class Repeats:
    """What one look through a folder has met, in two megabytes whatever the folder's size.

    An identity may be taken for a repeated one that is none (one in a hundred where 100,000 were met); it is then looked at in vain."""

    def __init__(self) -> None:
        self._met = bytearray(_BITS // 8)

    def of(self, identities: Iterable[str]) -> set[str]:
        """Those among the next identities, in the folder's order, that were met before; the empty one, which is none, never is."""
        repeated = set()
        for identity in filter(None, identities):
            byte, bit = divmod(hash(identity) % _BITS, 8)
            if self._met[byte] >> bit & 1:
                repeated.add(identity)
            self._met[byte] |= 1 << bit
        return repeated
