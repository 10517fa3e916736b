"""Finds what stands below a reply: the last that somebody wrote who gets the reply. Notes are never among it."""

from typing import Final

from support_tui.wire.mail_facts import as_plain
from support_tui.wire.values import ActorKind
from support_tui.wire.views import Message

from ...core.addresses import fold_email
from ...core.outgoing import Earlier
from ..db import Connection
from . import load

QUOTED_CHARS: Final = 12_000
"""How much of a message is quoted; what was quoted before it stands at its end and goes first."""
_LOOKED_AT: Final = 10
_LAST_WRITTEN: Final = """
select id from message where conversation_id = ? and kind = 'inbound' and automatic = '' and (at, id) < (?, ?)
order by at desc, id desc limit ?"""


def quoted_below(connection: Connection, reply: Message) -> tuple[Earlier, ...]:
    """What the reply answers. Only words of those who get it: an agent does not see what is quoted, so nobody may learn by it what
    another has written. What a machine sends by itself carries nobody's words back (RFC 3834 §4)."""
    if reply.automatic:
        return ()
    readers = {fold_email(address.email) for address in (*reply.to, *reply.cc, *reply.bcc)}
    their_ids = {load.customer_id_of(connection, email, "") for email in readers if email}
    last = (reply.conversation_id, reply.at, reply.id, _LOOKED_AT)
    for (message_id,) in connection.execute(_LAST_WRITTEN, last).fetchall():
        message = load.message(connection, message_id)
        if message is None or message.author.kind is not ActorKind.CUSTOMER:
            continue
        sender = message.facts.sender
        gets_it = message.author.id in their_ids if sender is None else fold_email(sender.email) in readers
        if gets_it and message.text.strip():
            return (_quoted(message),)
    return ()


def _quoted(message: Message) -> Earlier:
    words = _cut(as_plain(message.text, message.facts).strip("\n"))
    return Earlier(message.id, author=message.author.name, written_at=message.at, text=words)


def _cut(words: str) -> str:
    """At the end of a line, where one is near."""
    if len(words) <= QUOTED_CHARS:
        return words
    kept = words[:QUOTED_CHARS]
    whole = kept.rpartition("\n")[0]
    return f"{whole if len(whole) > QUOTED_CHARS // 2 else kept}\n[…]"
