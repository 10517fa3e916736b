"""Makes opaque tokens of 256 random bits and what is kept of them. Keeps nothing itself (D20)."""

import hashlib
import secrets
from enum import StrEnum

_PREFIX = "st_"

#: A console is asked to log in again after so long; tokens for programs live until they are revoked.
CONSOLE_TOKEN_DAYS = 90


class Scope(StrEnum):
    """What a token is for. `system` is no token's: it is whoever reaches the server's unix socket."""

    CONSOLE = "console"
    API = "api"
    CHANNEL = "channel"
    SYSTEM = "system"


def new_token() -> str:
    """A token; the prefix lets people and scanners recognise a leaked one."""
    return _PREFIX + secrets.token_urlsafe(32)


def digest_of(token: str) -> bytes:
    """What is kept and looked up: with 256 bits of chance in it, a plain hash cannot be searched."""
    return hashlib.sha256(token.encode()).digest()
