"""Takes a mailbox that holds nothing out of the tables, and its secrets with it. Decides nothing.

What tells which mails have come in by it stays, and how far its folders were taken in: if the mailbox comes back, fetching goes on where it
was, and nothing comes in twice. A number that was given is never given again.
"""

from typing import Final

from ..db import Connection

_SECRETS: Final = "delete from mailbox_secret where mailbox_id = ?"
_ANSWERED: Final = "delete from automatic_answer where mailbox_id = ?"
_UNREAD: Final = """
update or ignore quarantine set mailbox_id = (
  select c.mailbox_id from message m join conversation c on c.id = m.conversation_id where m.id = quarantine.message_id)
where mailbox_id = ?"""
"""A mail that could not be read is read again where it lies by now."""
_MAILBOX: Final = "delete from mailbox where id = ?"


def remove(connection: Connection, mailbox_id: int) -> None:
    """There is no such mailbox any more."""
    for statement in (_SECRETS, _ANSWERED, _UNREAD, _MAILBOX):
        connection.execute(statement, (mailbox_id,))
