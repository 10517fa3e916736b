"""Reads a reply as it is to leave the desk, with what it answers; whether and when it leaves is decided elsewhere."""

from datetime import UTC, datetime
from typing import Final

from support_tui.wire.values import Address, MessageKind
from support_tui.wire.views import Message

from ...core.outgoing import Outgoing, OutgoingFile
from ..db import Connection
from . import load

_ANSWERED: Final = """
select x.external_id from (select id from message where conversation_id = ? and kind = 'inbound' and id < ?
order by at desc, id desc limit 20) m join message_external x on x.message_id = m.id order by m.id"""
_FORWARDED: Final = """
select id from message where conversation_id = ? and kind in ('inbound', 'reply') and id < ? order by at, id"""
_WHERE: Final = """
select c.title, b.name, b.address, b.signature from conversation c join mailbox b on b.id = c.mailbox_id where c.id = ?"""


def leaving(connection: Connection, message_id: int) -> Outgoing | None:
    """The reply, or the forward, of this number; None where there is no such message."""
    message = load.message(connection, message_id)
    if message is None:
        return None
    title, mailbox_name, address, signature = connection.execute(
        _WHERE, (message.conversation_id,)
    ).fetchone()
    is_forward = message.kind is MessageKind.NOTE
    return Outgoing(
        message_id=message.id,
        conversation_id=message.conversation_id,
        mailbox=mailbox_name,
        sender=Address(address, mailbox_name),
        to=message.to,
        cc=message.cc,
        title=f"Fwd: {title}" if is_forward else title,
        text=_with_thread(connection, message) if is_forward else message.text,
        written_at=message.at,
        answers=() if is_forward else _answers(connection, message),
        files=tuple(
            OutgoingFile(file.filename, file.media_type, file.digest) for file in message.attachments
        ),
        signature=signature,
    )


def _answers(connection: Connection, message: Message) -> tuple[str, ...]:
    """The identities of the customer's last messages before it, oldest first; made-up ones are nobody's."""
    found = connection.execute(_ANSWERED, (message.conversation_id, message.id))
    return tuple(external for (external,) in found if "@" in external and "#" not in external)


def _with_thread(connection: Connection, note: Message) -> str:
    """The words of whoever forwards, and below them what the customer and we have written, notes left out."""
    found = connection.execute(_FORWARDED, (note.conversation_id, note.id)).fetchall()
    messages = [load.message(connection, message_id) for (message_id,) in found]
    quoted = [_quoted(message) for message in messages if message is not None]
    return "\n\n".join(part for part in (note.text, *quoted) if part)


def _quoted(message: Message) -> str:
    moment = datetime.fromtimestamp(message.at / 1_000_000, UTC)
    return f"---------- {message.author.name}, {moment:%Y-%m-%d %H:%M} UTC ----------\n{message.text}"
