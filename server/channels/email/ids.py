"""Our own Message-IDs: they say which conversation they belong to, and nobody else can make one (E10). Pure."""

import hashlib
import hmac
import re
from typing import Final, NamedTuple

#: 96 bits of HMAC.
_MAC_CHARS: Final = 24
_OURS: Final = re.compile(rf"c(\d{{1,15}})\.m(\d{{1,15}})\.([0-9a-f]{{{_MAC_CHARS}}})@")


def make_message_id(secret: bytes, conversation_id: int, message_id: int, domain: str) -> str:
    """The Message-ID of a reply, without brackets; the same for every attempt to send it (E20, E21)."""
    name = f"c{conversation_id}.m{message_id}"
    return f"{name}.{_mac(secret, name)}@{domain}"


class OurMessage(NamedTuple):
    """The message that one of our identities names, and the conversation it was sent from."""

    conversation_id: int
    message_id: int


def message_of(secret: bytes, message_id: str) -> OurMessage | None:
    """What one of our own ids names, None for any other and for a forged one."""
    match = _OURS.match(message_id)
    if match is None:
        return None
    is_ours = hmac.compare_digest(match[3], _mac(secret, f"c{match[1]}.m{match[2]}"))
    return OurMessage(int(match[1]), int(match[2])) if is_ours else None


def conversation_of(secret: bytes, message_id: str) -> int | None:
    """The conversation of one of our own ids, None for any other and for a forged one."""
    named = message_of(secret, message_id)
    return named.conversation_id if named is not None else None


def _mac(secret: bytes, name: str) -> str:
    return hmac.new(secret, name.encode(), hashlib.sha256).hexdigest()[:_MAC_CHARS]
