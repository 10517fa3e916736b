"""Finds what nobody refers to any more; removes nothing, that is for a person to say."""

from typing import Final

from ..blobs import Blobs
from ..db import Connection

_REFERRED: Final = """
select 1 where exists (select 1 from attachment where digest = ?1) or exists (select 1 from message where raw_digest = ?1)"""


def unreferred_blobs(connection: Connection, blobs: Blobs) -> list[str]:
    """Digests in the blob store that no message names; a mail that was stored and then refused leaves one."""
    return [
        digest for digest in blobs.digests() if connection.execute(_REFERRED, (digest,)).fetchone() is None
    ]
