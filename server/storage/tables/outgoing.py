"""Reads a reply as it is to leave the desk, with what it answers; whether and when it leaves is decided elsewhere."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from support_tui.wire.mail_facts import as_plain
from support_tui.wire.values import ActorKind, Address, DeliveryState, MessageKind
from support_tui.wire.views import Message

from ...core.addresses import fold_email
from ...core.outgoing import Earlier, Outgoing, OutgoingFile
from ..db import Connection
from . import load
from .columns import delivery_from
from .quoting import quoted_below

_S = DeliveryState
_EARLIER: Final = """
select m.id, coalesce(m.origin_id, m.conversation_id), x.external_id, m.delivery from message m
left join message_external x on x.message_id = m.id and m.kind = 'inbound'
where m.conversation_id = ? and m.kind in ('inbound', 'reply') and (m.at, m.id) < (?, ?) order by m.at {0}, m.id {0} limit ?"""
_FIRST: Final = _EARLIER.format("asc")
_LAST: Final = _EARLIER.format("desc")
#: As many as the References of a mail name, and some more, as not every message has an identity.
_LOOKED_AT: Final = 40
_LEFT: Final = frozenset({_S.ACCEPTED, _S.DELAYED, _S.DELIVERED, _S.BOUNCED, _S.MAYBE_SENT})
_FORWARDED: Final = """
select id from message where conversation_id = ? and kind in ('inbound', 'reply') and id < ? order by at, id"""
_ABOUT: Final = """
select c.title, (select email from customer_email e where e.customer_id = c.customer_id order by position limit 1)
from conversation c where c.id = ?"""
_WHERE: Final = """
select c.title, b.id, b.name, b.address, b.signature from conversation c join mailbox b on b.id = c.mailbox_id where c.id = ?"""


def leaving(connection: Connection, message_id: int) -> Outgoing | None:
    """The reply, or the forward, of this number; None where there is no such message."""
    message = load.message(connection, message_id)
    if message is None:
        return None
    title, mailbox_id, mailbox_name, address, signature = connection.execute(
        _WHERE, (message.conversation_id,)
    ).fetchone()
    is_forward = message.kind is MessageKind.NOTE
    return Outgoing(
        message_id=message.id,
        conversation_id=message.origin_id or message.conversation_id,
        mailbox=mailbox_name,
        mailbox_id=mailbox_id,
        sender=Address(address, mailbox_name),
        to=message.to,
        cc=message.cc,
        bcc=message.bcc,
        title=f"Fwd: {title}" if is_forward else title,
        text=_with_thread(connection, message) if is_forward else message.text,
        written_at=message.at,
        earlier=() if is_forward else _earlier(connection, message),
        quoted=() if is_forward else quoted_below(connection, message),
        files=tuple(
            OutgoingFile(file.filename, file.media_type, file.digest) for file in message.attachments
        ),
        signature=signature,
        is_automatic=bool(message.automatic),
        only_to=message.delivery.refused if message.delivery is not None else (),
    )


def concerned(connection: Connection, message_id: int, addresses: Sequence[str]) -> list[tuple[int, str]]:
    """Whose of the desk's customers these addresses are; without any, the one that the message was written to."""
    message = load.message(connection, message_id)
    if message is None:
        return []
    written_to = [address.email for address in (*message.to, *message.cc, *message.bcc)]
    asked = [*addresses] or written_to[:1]
    found = ((load.customer_id_of(connection, fold_email(email), ""), email) for email in asked)
    return [(customer_id, email) for customer_id, email in found if customer_id is not None]


def _earlier(connection: Connection, message: Message) -> tuple[Earlier, ...]:
    """The first and the last of the messages before it that went over the wire, oldest first; made-up identities are nobody's."""
    before = (message.conversation_id, message.at, message.id)
    first = connection.execute(_FIRST, (*before, 1)).fetchall()
    last = connection.execute(_LAST, (*before, _LOOKED_AT)).fetchall()
    rows: dict[int, tuple[Any, ...]] = {row[0]: row for row in (*first, *reversed(last))}
    return tuple(
        Earlier(id_, conversation_id, external or "")
        for id_, conversation_id, external, delivery in rows.values()
        if (delivery is None and _is_on_mails(external)) or (delivery and _has_left(delivery))
    )


def _is_on_mails(external_id: str | None) -> bool:
    return external_id is not None and "@" in external_id and "#" not in external_id


def _has_left(delivery: str) -> bool:
    return delivery_from(delivery).state in _LEFT


def _with_thread(connection: Connection, note: Message) -> str:
    """The words of whoever forwards, and below them what the customer and we have written, notes left out."""
    found = connection.execute(_FORWARDED, (note.conversation_id, note.id)).fetchall()
    messages = [load.message(connection, message_id) for (message_id,) in found]
    title, email = connection.execute(_ABOUT, (note.conversation_id,)).fetchone()
    quoted = [_quoted(message, title, email or "") for message in messages if message is not None]
    return "\n\n".join(part for part in (note.text, *quoted) if part)


def _quoted(message: Message, title: str, customer_email: str) -> str:
    """A message below the words of whoever forwards it, with the facts that mail programs put above one."""
    moment = datetime.fromtimestamp(message.at / 1_000_000, UTC)
    is_customer = message.author.kind is ActorKind.CUSTOMER
    email = f" <{customer_email}>" if is_customer and customer_email else ""
    people = ", ".join(address.email for address in (*message.to, *message.cc))
    lines = [
        "---------- Forwarded message ----------",
        f"From: {message.author.name}{email}",
        f"Date: {moment:%Y-%m-%d %H:%M} UTC",
        f"Subject: {message.title or title}",
        *([f"To: {people}"] if people else []),
        *([f"Files: {', '.join(file.filename for file in message.attachments)}"] * bool(message.attachments)),
    ]
    return "\n".join(lines) + f"\n\n{as_plain(message.text, message.facts)}"
