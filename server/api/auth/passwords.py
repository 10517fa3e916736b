"""Hashes and checks passwords with argon2id on threads of its own, the same time for known and unknown accounts (D20)."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type

MIN_CHARS = 10
MAX_CHARS = 200

#: OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)
#: Checked in place of an account that does not exist or has no password, so that the answer takes as long.
_NOBODY = _hasher.hash("nobody has this password")


class Passwords:
    """At most `threads` hashes at once, each of which holds 19 MiB for about 30 ms."""

    def __init__(self, threads: int = 2) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="password")

    async def hash(self, password: str) -> str:
        """What to keep of a password."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, _hasher.hash, password)

    async def matches(self, password_hash: str, password: str) -> bool:
        """Whether this is the password; an empty hash is nobody's and takes as long to find out."""
        is_match = await asyncio.get_running_loop().run_in_executor(
            self._pool, _matches, password_hash or _NOBODY, password
        )
        return is_match and bool(password_hash)

    def needs_rehash(self, password_hash: str) -> bool:
        """Whether the hash was made with other costs than today's."""
        return _hasher.check_needs_rehash(password_hash)

    def close(self) -> None:
        """Let the threads go."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
