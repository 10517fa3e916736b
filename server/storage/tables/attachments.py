"""Finds a file of a message with the mailbox that decides who may have it; its bytes are in the blob store."""

from typing import NamedTuple

from ..db import Reader

_ATTACHMENT = """
select a.filename, a.media_type, a.digest, c.mailbox_id from attachment a
join message m on m.id = a.message_id join conversation c on c.id = m.conversation_id where a.id = ?"""


class Attached(NamedTuple):
    """A file and where it belongs."""

    filename: str
    media_type: str
    digest: str
    mailbox_id: int


class Source(NamedTuple):
    """The raw mail of a message (`digest` empty where it did not come as one) and where it belongs."""

    digest: str
    mailbox_id: int


_SOURCE = """
select m.raw_digest, c.mailbox_id from message m join conversation c on c.id = m.conversation_id where m.id = ?"""


def source(connection: Reader, message_id: int) -> Source | None:
    """The raw mail of this message."""
    found = connection.execute(_SOURCE, (message_id,)).fetchone()
    return None if found is None else Source(*found)


def attachment(connection: Reader, attachment_id: int) -> Attached | None:
    """The file of this number."""
    found = connection.execute(_ATTACHMENT, (attachment_id,)).fetchone()
    return None if found is None else Attached(*found)
