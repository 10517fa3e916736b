"""The answers already given, by idempotency key (D6): a resend gets the first one, and a key belongs to whoever used it first."""

from hashlib import sha256
from typing import Final

import msgspec
from msgspec.structs import replace

from support_tui.wire import limits
from support_tui.wire.commands import Accepted, Command
from support_tui.wire.refusals import Refusal, RefusalCode

from ..db import Connection

KEPT_FOR: Final = limits.REQUEST_DAYS * limits.DAY_US
"""Microseconds; longer than any console sends a command again (`limits.RESEND_DAYS`)."""
_PRUNED_AT_ONCE: Final = 2_000

_FIND: Final = "select asker, request_digest, answer from request_answer where key = ?"
_KEEP: Final = "insert into request_answer (key, asker, request_digest, answer, at) values (?, ?, ?, ?, ?)"
_PRUNE: Final = """
delete from request_answer where key in (select key from request_answer where at < ? order by at limit ?)"""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Accepted).decode


def digest_of(command: Command) -> bytes:
    """What tells two requests with one key apart."""
    return sha256(_encode(command)).digest()[:16]


def first_answer(connection: Connection, key: str, asker: str, digest: bytes) -> Accepted | Refusal | None:
    """The answer this very request got before; `key_reused` where somebody else, or another request, has used its key."""
    found = connection.execute(_FIND, (key,)).fetchone()
    if found is None:
        return None
    if (found[0], found[1]) != (asker, digest):
        return Refusal(RefusalCode.KEY_REUSED, {"key": key})
    return replace(_decode(found[2]), was_done_before=True)


def keep(connection: Connection, accepted: Accepted, asker: str, digest: bytes, now: int) -> None:
    """Remember the answer; refusals are not remembered, as nothing was done."""
    connection.execute(_KEEP, (accepted.key, asker, digest, _encode(accepted), now))


def prune(connection: Connection, now: int) -> int:
    """Forget some of the answers that nobody will ask for again; how many."""
    return connection.execute(_PRUNE, (now - KEPT_FOR, _PRUNED_AT_ONCE)).rowcount
