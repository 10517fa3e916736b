"""Files that were handed over before the letter that they go with: which of them nobody may have wanted. Decides nothing."""

from typing import Final

from ..db import Connection, Reader

_REMEMBER: Final = (
    "insert into uploaded_file (digest, at) values (?, ?) on conflict do update set at = excluded.at"
)
_OLD: Final = "select digest from uploaded_file where at <= ? order by at limit ?"
_FORGET: Final = "delete from uploaded_file where digest = ?"


def remember(connection: Connection, digest: str, now: int) -> None:
    """Somebody hands these bytes over. Written before they are kept, so that no crash leaves bytes of which nobody knows."""
    connection.execute(_REMEMBER, (digest, now))


def old(connection: Reader, until: int, limit: int) -> list[str]:
    """Files that were handed over, or looked at last, up to a moment; the oldest first."""
    return [digest for (digest,) in connection.execute(_OLD, (until, limit))]


def forget(connection: Connection, digest: str) -> None:
    """It belongs to somebody by now, or is gone."""
    connection.execute(_FORGET, (digest,))
