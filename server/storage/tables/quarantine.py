"""Mails that could not be read, by the message that stands for each (E7). Decides nothing."""

from typing import Final

from support_tui.wire.quarantine import QuarantinedMail

from ..db import Connection, Reader

_KEEP: Final = "insert into quarantine values (?, ?, ?, ?)"
_RELEASE: Final = "delete from quarantine where message_id = ?"
_FORGET_IDENTITY: Final = "delete from message_external where message_id = ?"
_OF_RAW: Final = """
select q.message_id, m.conversation_id, m.title, q.at from quarantine q join message m on m.id = q.message_id
where q.mailbox_id = ? and q.raw_digest = ?"""
_LISTED: Final = """
select q.message_id, m.conversation_id, c.mailbox_id, q.mailbox_id, q.at, m.title, q.raw_digest
from quarantine q join message m on m.id = q.message_id join conversation c on c.id = m.conversation_id
where c.folder <> 'trash' order by q.message_id"""
_WAITING: Final = """
select q.mailbox_id, count(*) from quarantine q join message m on m.id = q.message_id
join conversation c on c.id = m.conversation_id where c.folder = 'inbox' and c.status <> 'closed' group by 1"""


def keep(connection: Connection, message_id: int, mailbox_id: int, raw_digest: str, at: int) -> None:
    """A message stands for a mail that could not be read."""
    connection.execute(_KEEP, (message_id, mailbox_id, raw_digest, at))


def release(connection: Connection, message_id: int) -> None:
    """The mail was read after all; its place in the quarantine may be needed again."""
    if connection.execute(_RELEASE, (message_id,)).rowcount:
        connection.execute(_FORGET_IDENTITY, (message_id,))


def of_raw(connection: Connection, mailbox_id: int, raw_digest: str) -> tuple[int, int, str, int] | None:
    """Message, conversation, title and time of what stands for a mail of these bytes."""
    row: tuple[int, int, str, int] | None = connection.execute(_OF_RAW, (mailbox_id, raw_digest)).fetchone()
    return row


def listed(connection: Reader) -> tuple[QuarantinedMail, ...]:
    """All that could not be read and lies in no trash, in the order in which it came."""
    return tuple(QuarantinedMail(*row) for row in connection.execute(_LISTED))


def waiting(connection: Reader) -> dict[int, int]:
    """How many such mails of each mailbox still wait for somebody: neither closed nor put away."""
    return dict(connection.execute(_WAITING).fetchall())
