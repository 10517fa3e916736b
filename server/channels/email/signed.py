"""Signs the number of a conversation in few letters that survive every mail program, whatever it does to case (E12, E13). Pure."""

import base64
import hashlib
import hmac
from typing import Final

SIGNATURE_CHARS: Final = 16
"""80 bits of HMAC in base 32."""


def signature(secret: bytes, purpose: str, conversation_id: int) -> str:
    """The signature of a number for one purpose; that of another purpose is another."""
    digest = hmac.new(secret, f"{purpose}:{conversation_id}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:10]).decode().lower()


def is_signed(secret: bytes, purpose: str, conversation_id: int, given: str) -> bool:
    """Whether only we can have made this signature."""
    return hmac.compare_digest(
        signature(secret, purpose, conversation_id).encode(), given.lower().encode("utf-8", "replace")
    )
