"""What keeps machines from answering each other: how our automatic mail is marked, and how it is known when it comes back (E26, E27). Pure."""

import hashlib
import hmac
from collections.abc import Iterable
from typing import Final

_CHARS: Final = 24


def desk_mark(secret: bytes) -> str:
    """What this desk signs its automatic mail with; no other desk has the same."""
    return f"support-tui-{hmac.new(secret, b'loop', hashlib.sha256).hexdigest()[:_CHARS]}"


def automatic_headers(secret: bytes, kind: str = "auto-replied") -> tuple[str, ...]:
    """The lines of the head of a mail that no person has written; `kind` as RFC 3834 has it."""
    return (
        f"Auto-Submitted: {kind}",
        "Precedence: bulk",
        "X-Auto-Response-Suppress: All",
        f"X-Loop: {desk_mark(secret)}",
    )


def is_ours(secret: bytes, loops: Iterable[str]) -> bool:
    """Whether these values of X-Loop say that the mail is our own automatic one."""
    return desk_mark(secret) in (value.strip().lower() for value in loops)
