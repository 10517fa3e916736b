"""Keeps how a mail reads with each charset, and shows it as it is to be read now. Decides nothing."""

from typing import Final

import msgspec

from support_tui.wire.events import MessageRedecoded
from support_tui.wire.views import Message

from ...core.decision import Reread
from ..db import Connection
from ..tables import load
from ..words import word_index
from .withdrawn import found_by

_KEEP: Final = "insert into message_reading values (?, ?, ?, ?) on conflict do update set text = excluded.text, title = excluded.title"
_READING: Final = "select text, title from message_reading where message_id = ? and charset = ?"
_SHOW: Final = "update message set text = ?, title = ?, facts = ? where id = ?"


def read_again(connection: Connection, event: MessageRedecoded, reread: Reread | None) -> Message:
    """The message in the words of the event's new charset: those that were read now, or those kept from an earlier time. The answer
    is what its thread shows."""
    before = load.message(connection, event.message_id)
    assert before is not None
    connection.execute(_KEEP, (before.id, event.old_charset, before.text, before.title))
    if reread is not None:
        connection.execute(_KEEP, (before.id, event.new_charset, reread.text, reread.title))
    text, title = connection.execute(_READING, (before.id, event.new_charset)).fetchone()
    facts = msgspec.structs.replace(before.facts, charset=event.new_charset)
    encoded = msgspec.json.encode(facts).decode()
    connection.execute(_SHOW, (text, title, "" if encoded == "{}" else encoded, before.id))
    after = load.message(connection, event.message_id)
    assert after is not None
    word_index.take_message(connection, before.id, found_by(before))
    word_index.index_message(connection, after.id, found_by(after))
    return after
