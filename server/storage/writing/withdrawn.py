"""Moves messages that were taken back out of their threads, and back into them; and notes about people. Decides nothing."""

from typing import Final

import msgspec

from support_tui.wire.events import CustomerNoteRestored, CustomerNoteWithdrawn
from support_tui.wire.links import words_of
from support_tui.wire.views import Message

from ..db import Connection
from ..tables import load, quarantine
from ..words import word_index

_COLUMNS: Final = """
id, conversation_id, kind, author, at, written_at, text, title, recipients, automatic, reason, raw_digest, delivery, origin_id,
  facts, placing"""
_OUT: Final = f"insert into withdrawn_message ({_COLUMNS}) select {_COLUMNS} from message where id = ?"
_BACK: Final = f"insert into message ({_COLUMNS}) select {_COLUMNS} from withdrawn_message where id = ?"

_encode = msgspec.json.Encoder().encode


def found_by(message: Message) -> str:
    """The words that a message is found by: its text and the names of its files."""
    return "\n".join((words_of(message.text), *(file.filename for file in message.attachments)))


def withdraw_message(connection: Connection, message_id: int) -> None:
    """Take a message out of its thread and out of what can be found; nothing of it is lost."""
    message = load.message(connection, message_id)
    assert message is not None
    word_index.take_message(connection, message_id, found_by(message))
    quarantine.release(connection, message_id)
    connection.execute(_OUT, (message_id,))
    connection.execute("delete from message where id = ?", (message_id,))


def restore_message(connection: Connection, message_id: int) -> Message:
    """Put a message that was taken back where it was; the answer is what its thread shows."""
    connection.execute(_BACK, (message_id,))
    connection.execute("delete from withdrawn_message where id = ?", (message_id,))
    message = load.message(connection, message_id)
    assert message is not None
    word_index.index_message(connection, message_id, found_by(message))
    return message


def withdraw_note(connection: Connection, event: CustomerNoteWithdrawn) -> None:
    """Take away a note about a person; the log holds all of it."""
    connection.execute("delete from customer_note where id = ?", (event.note_id,))


def restore_note(connection: Connection, event: CustomerNoteRestored) -> None:
    """Write a note again as it was."""
    author = _encode(event.author).decode()
    row = (event.note_id, event.customer_id, event.written_at, author, event.text)
    connection.execute("insert into customer_note values (?, ?, ?, ?, ?)", row)
