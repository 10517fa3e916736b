"""Our own Message-IDs: they say which conversation they belong to, and nobody else can make one (E10). Pure."""

import hashlib
import hmac
import re
from typing import Final

#: 96 bits of HMAC.
_MAC_CHARS: Final = 24
_OURS: Final = re.compile(rf"c(\d{{1,15}})\.m(\d{{1,15}})\.([0-9a-f]{{{_MAC_CHARS}}})@")


def make_message_id(secret: bytes, conversation_id: int, message_id: int, domain: str) -> str:
    """The Message-ID of a reply, without brackets; the same for every attempt to send it (E20, E21)."""
    name = f"c{conversation_id}.m{message_id}"
    return f"{name}.{_mac(secret, name)}@{domain}"


def conversation_of(secret: bytes, message_id: str) -> int | None:
    """The conversation of one of our own ids, None for any other and for a forged one."""
    match = _OURS.match(message_id)
    if match is None:
        return None
    is_ours = hmac.compare_digest(match[3], _mac(secret, f"c{match[1]}.m{match[2]}"))
    return int(match[1]) if is_ours else None


def _mac(secret: bytes, name: str) -> str:
    return hmac.new(secret, name.encode(), hashlib.sha256).hexdigest()[:_MAC_CHARS]
