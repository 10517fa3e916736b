"""Writes messages, their files, their way out and who has read them into their tables. Decides nothing."""

from typing import Any, Final

import msgspec

from support_tui.wire.mail_facts import NO_FACTS
from support_tui.wire.values import Attachment, Delivery, MessageKind
from support_tui.wire.views import Message

from ...core.decision import NewMessage, ReadMark
from ...core.delivery import IN_OUTBOX
from ..db import Connection
from ..tables import automatic_answers, quarantine
from ..tables.columns import Recipients

_encode = msgspec.json.Encoder().encode


def _json(value: Any) -> str:
    return _encode(value).decode()


_INSERT_MESSAGE: Final = """
insert into message (id, conversation_id, kind, author, at, written_at, text, title, recipients, automatic, reason, raw_digest,
  delivery, origin_id, facts, placing) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_INSERT_FILE: Final = (
    "insert into attachment (message_id, filename, media_type, size, digest) values (?, ?, ?, ?, ?)"
)
_INSERT_EXTERNAL: Final = "insert into message_external values (?, ?, ?, ?)"
_AWAIT: Final = """
insert into message_awaited select ?1, value, ?3 from json_each(?2)
where not exists (
  select 1 from message_external x where x.mailbox_id in (select id from mailbox) and x.external_id = value)
on conflict do nothing"""
_TOPIC: Final = (
    "insert or replace into conversation_topic (mailbox_id, topic, conversation_id) values (?, ?, ?)"
)
_ARRIVED: Final = "delete from message_awaited where mailbox_id = ? and external_id = ?"
_INSERT_OUTBOX: Final = """
insert into outbox (message_id, conversation_id, state, due_at, attempts, detail, send_at) values (?, ?, ?, ?, ?, ?, ?)
on conflict do update set state = excluded.state, due_at = excluded.due_at, attempts = excluded.attempts, detail = excluded.detail,
  send_at = excluded.send_at"""


def insert_message(connection: Connection, new: NewMessage, conversation_id: int) -> Message:
    """The message with its files, its external identity and its way out; the answer is what its thread shows."""
    recipients = _json(Recipients(new.to, new.cc, new.bcc)) if new.to or new.cc or new.bcc else "{}"
    connection.execute(
        _INSERT_MESSAGE,
        (
            new.id, conversation_id, new.kind.value, _json(new.author), new.at, new.written_at, new.text, new.title, recipients,
            new.automatic, new.reason, new.raw_digest, None if new.delivery is None else _json(new.delivery),
            new.origin_id, "" if new.facts == NO_FACTS else _json(new.facts), None if new.placing is None else _json(new.placing),
        ),
    )  # fmt: skip
    if new.external_id:
        connection.execute(_INSERT_EXTERNAL, (new.mailbox_id, new.external_id, new.id, conversation_id))
        connection.execute(_ARRIVED, (new.mailbox_id, new.external_id))
    if new.is_quarantined:
        quarantine.keep(connection, new.id, new.mailbox_id, new.raw_digest, new.at)
    if new.references:
        connection.execute(_AWAIT, (new.mailbox_id, _json(new.references), conversation_id))
    if new.kind is MessageKind.REPLY and new.automatic:
        automatic_answers.keep(connection, new.mailbox_id, new.to[0].email, new.title, new.at)
    if new.topic:
        connection.execute(_TOPIC, (new.mailbox_id, new.topic, conversation_id))
    if new.delivery is not None and new.delivery.state in IN_OUTBOX:
        _write_outbox(connection, new.id, conversation_id, new.delivery, new.at)
    return Message(
        new.id, conversation_id, new.kind, new.author, new.at, new.text, new.written_at, new.to, new.cc,
        _insert_files(connection, new) if new.files else (), new.delivery, new.automatic, new.reason, new.title, new.raw_digest,
        new.origin_id, new.facts, new.placing, bcc=new.bcc,
    )  # fmt: skip


def _insert_files(connection: Connection, new: NewMessage) -> tuple[Attachment, ...]:
    attachments: list[Attachment] = []
    for file in new.files:
        values = (file.filename, file.media_type, file.size, file.digest)
        cursor = connection.execute(_INSERT_FILE, (new.id, *values))
        attachments.append(Attachment(cursor.lastrowid or 0, *values))
    return tuple(attachments)


def write_delivery(
    connection: Connection, message_id: int, conversation_id: int, delivery: Delivery, now: int
) -> None:
    """How far a reply has come; only one that is on its way, or that has failed and waits for somebody, has a row in the outbox."""
    connection.execute("update message set delivery = ? where id = ?", (_json(delivery), message_id))
    if delivery.state in IN_OUTBOX:
        _write_outbox(connection, message_id, conversation_id, delivery, now)
    else:
        connection.execute("delete from outbox where message_id = ?", (message_id,))


def _write_outbox(
    connection: Connection, message_id: int, conversation_id: int, delivery: Delivery, now: int
) -> None:
    due_at = now if delivery.due_at is None else delivery.due_at
    state, send_at = delivery.state.value, delivery.send_at
    row = (message_id, conversation_id, state, due_at, delivery.attempts, delivery.detail, send_at)
    connection.execute(_INSERT_OUTBOX, row)


def write_read_mark(connection: Connection, mark: ReadMark) -> None:
    """How far an agent has read."""
    connection.execute(
        "insert into read_mark values (?, ?, ?) on conflict do update set message_id = excluded.message_id",
        (mark.agent_id, mark.conversation_id, mark.message_id),
    )
