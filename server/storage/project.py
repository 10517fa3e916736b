"""Writes a decision's outcome into the tables: only the columns that changed, and the copies that lists read. Decides nothing.

The states come from `core.evolve`, so a table row is the folded events by construction.
"""

from typing import Any, Final

import msgspec

from support_tui.wire.events import CustomerNoteAdded
from support_tui.wire.folding import fold
from support_tui.wire.order import NOT_WAITING
from support_tui.wire.values import Actor, Attachment, Delivery
from support_tui.wire.views import Agent, Customer, Mailbox, Message, Tag, Team

from ..core.addresses import fold_email
from ..core.decision import NewMessage, ReadMark
from ..core.delivery import IN_OUTBOX
from ..core.state import ConversationState
from .db import Connection
from .load import Recipients

_encode = msgspec.json.Encoder().encode


def _json(value: Any) -> str:
    return _encode(value).decode()


# ---------------------------------------------------------------- conversations

_FIELDS: Final = tuple(field.name for field in msgspec.structs.fields(ConversationState))
_TO_COLUMN: Final = {
    "status": lambda status: status.value,
    "priority": lambda priority: priority.rank,
    "folder": lambda folder: folder.value,
    "tag_ids": _json,
    "follower_ids": _json,
    "has_attachment": int,
    "rating": lambda rating: rating and rating.value,
    "cc": _json,
}
_DERIVED: Final = ("place", "attention", "waiting_key")
_INSERT: Final = (
    f"insert into conversation ({', '.join(_FIELDS + _DERIVED)})"
    f" values ({', '.join('?' * (len(_FIELDS) + len(_DERIVED)))})"
)
_updates: dict[tuple[str, ...], str] = {}


def _derived(state: ConversationState) -> tuple[str, int, int]:
    waiting = NOT_WAITING if state.waiting_since_at is None else state.waiting_since_at
    return state.place.value, state.attention, waiting


def _column(name: str, value: Any) -> Any:
    convert = _TO_COLUMN.get(name)
    return value if convert is None else convert(value)


def insert_conversation(connection: Connection, new: ConversationState) -> None:
    """The row of a new conversation, and the copies by tag and follower."""
    values = msgspec.structs.astuple(new)
    connection.execute(
        _INSERT,
        [_column(name, value) for name, value in zip(_FIELDS, values, strict=True)] + [*_derived(new)],
    )
    if new.external_id:
        connection.execute(
            "insert into conversation_external values (?, ?, ?)"
            " on conflict do update set conversation_id = excluded.conversation_id",
            (new.mailbox_id, new.external_id, new.id),
        )
    _write_copies(connection, None, new)


def update_conversation(connection: Connection, old: ConversationState, new: ConversationState) -> None:
    """Write the columns that differ, and only those: indexes of the others are not touched."""
    changed: dict[str, Any] = {}
    before, after = msgspec.structs.astuple(old), msgspec.structs.astuple(new)
    for name, was, value in zip(_FIELDS, before, after, strict=True):
        if was != value:
            changed[name] = _column(name, value)
    for name, was, value in zip(_DERIVED, _derived(old), _derived(new), strict=True):
        if was != value:
            changed[name] = value
    connection.execute(_update_of(tuple(changed)), (*changed.values(), new.id))
    if not changed.keys().isdisjoint(("place", "attention", "tag_ids", "follower_ids")):
        _write_copies(connection, old, new)


def _update_of(columns: tuple[str, ...]) -> str:
    statement = _updates.get(columns)
    if statement is None:
        assignments = ", ".join(f"{column} = ?" for column in columns)
        statement = _updates[columns] = f"update conversation set {assignments} where id = ?"
    return statement


_COPIES: Final = (
    ("conversation_tag", "tag_id", lambda state: state.tag_ids),
    ("conversation_follower", "agent_id", lambda state: state.follower_ids),
)


def _write_copies(connection: Connection, old: ConversationState | None, new: ConversationState) -> None:
    """Keep place and attention of the link tables right; they are part of the keys, so a row is replaced, not changed."""
    for table, _, linked in _COPIES:
        _replace_links(connection, table, old, new, linked(old) if old else (), linked(new))


def _replace_links(
    connection: Connection,
    table: str,
    old: ConversationState | None,
    new: ConversationState,
    before: tuple[int, ...],
    after: tuple[int, ...],
) -> None:
    stays = old is not None and (old.place, old.attention) == (new.place, new.attention)
    kept = set(before) & set(after) if stays else set()
    column = "tag_id" if table == "conversation_tag" else "agent_id"
    if old is not None:
        connection.executemany(
            f"delete from {table} where {column} = ? and place = ? and attention = ? and conversation_id = ?",
            [(id_, old.place.value, old.attention, old.id) for id_ in before if id_ not in kept],
        )
    connection.executemany(
        f"insert into {table} ({column}, place, attention, conversation_id) values (?, ?, ?, ?)",
        [(id_, new.place.value, new.attention, new.id) for id_ in after if id_ not in kept],
    )


# ---------------------------------------------------------------- messages

_INSERT_MESSAGE: Final = """
insert into message (id, conversation_id, kind, author, at, written_at, text, title, recipients, automatic, reason, raw_digest,
  delivery) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_INSERT_FILE: Final = (
    "insert into attachment (message_id, filename, media_type, size, digest) values (?, ?, ?, ?, ?)"
)
_INSERT_EXTERNAL: Final = "insert into message_external values (?, ?, ?, ?)"
_INSERT_OUTBOX: Final = """
insert into outbox (message_id, conversation_id, state, due_at, attempts, detail) values (?, ?, ?, ?, ?, ?)
on conflict do update set state = excluded.state, due_at = excluded.due_at, attempts = excluded.attempts, detail = excluded.detail"""


def insert_message(connection: Connection, new: NewMessage, conversation_id: int) -> Message:
    """The message with its files, its external identity and its way out; the answer is what its thread shows."""
    recipients = _json(Recipients(new.to, new.cc)) if new.to or new.cc else "{}"
    connection.execute(
        _INSERT_MESSAGE,
        (
            new.id, conversation_id, new.kind.value, _json(new.author), new.at, new.written_at, new.text, new.title, recipients,
            new.automatic, new.reason, new.raw_digest, None if new.delivery is None else _json(new.delivery),
        ),
    )  # fmt: skip
    if new.external_id:
        connection.execute(_INSERT_EXTERNAL, (new.mailbox_id, new.external_id, new.id, conversation_id))
    if new.delivery is not None and new.delivery.state in IN_OUTBOX:
        _write_outbox(connection, new.id, conversation_id, new.delivery, new.at)
    return Message(
        new.id, conversation_id, new.kind, new.author, new.at, new.text, new.written_at, new.to, new.cc,
        _insert_files(connection, new) if new.files else (), new.delivery, new.automatic, new.reason, new.title, new.raw_digest,
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
    """How far a reply has come; only one that is on its way has a row in the outbox."""
    connection.execute("update message set delivery = ? where id = ?", (_json(delivery), message_id))
    if delivery.state in IN_OUTBOX:
        _write_outbox(connection, message_id, conversation_id, delivery, now)
    else:
        connection.execute("delete from outbox where message_id = ?", (message_id,))


def _write_outbox(
    connection: Connection, message_id: int, conversation_id: int, delivery: Delivery, now: int
) -> None:
    due_at = now if delivery.due_at is None else delivery.due_at
    row = (message_id, conversation_id, delivery.state.value, due_at, delivery.attempts, delivery.detail)
    connection.execute(_INSERT_OUTBOX, row)


def write_read_mark(connection: Connection, mark: ReadMark) -> None:
    """How far an agent has read."""
    connection.execute(
        "insert into read_mark values (?, ?, ?) on conflict do update set message_id = excluded.message_id",
        (mark.agent_id, mark.conversation_id, mark.message_id),
    )


# ---------------------------------------------------------------- customers

_INSERT_CUSTOMER: Final = "insert into customer (id, version, name, created_at) values (?, ?, ?, ?)"
_INSERT_EMAIL: Final = "insert into customer_email (folded, customer_id, email, position) values (?, ?, ?, ?)"
_UPDATE_CUSTOMER: Final = """
update customer set version = ?, name = ?, company = ?, title = ?, language = ?, time_zone = ?, location = ?, greeting = ?,
  phones = ?, links = ?, attributes = ? where id = ?"""


def insert_customer(connection: Connection, new: Customer, external_id: str) -> None:
    """A customer with their addresses, and a foreign system's identity of them where there is one."""
    connection.execute(_INSERT_CUSTOMER, (new.id, new.version, new.name, new.created_at))
    _write_emails(connection, new)
    if external_id:
        connection.execute("insert or ignore into customer_external values (?, ?)", (external_id, new.id))


def update_customer(connection: Connection, old: Customer, new: Customer) -> None:
    """The profile as it is now; what conversations tell about the customer is not touched."""
    connection.execute(
        _UPDATE_CUSTOMER,
        (
            new.version, new.name, new.company, new.title, new.language, new.time_zone, new.location, new.greeting,
            _json(new.phones), _json(new.links), _json(new.attributes), new.id,
        ),
    )  # fmt: skip
    if old.emails != new.emails:
        connection.execute("delete from customer_email where customer_id = ?", (new.id,))
        _write_emails(connection, new)


def _write_emails(connection: Connection, customer: Customer) -> None:
    for position, email in enumerate(customer.emails):
        connection.execute(_INSERT_EMAIL, (fold_email(email), customer.id, email, position))


def write_contact(connection: Connection, customer: Customer) -> None:
    """What a conversation or message changed about its customer: the number of conversations, and the last contact."""
    connection.execute(
        "update customer set conversation_count = ?, last_contact_at = ? where id = ?",
        (customer.conversation_count, customer.last_contact_at, customer.id),
    )


def insert_customer_note(connection: Connection, event: CustomerNoteAdded, at: int, author: Actor) -> None:
    """A note about a person."""
    connection.execute(
        "insert into customer_note values (?, ?, ?, ?, ?)",
        (event.note_id, event.customer_id, at, _json(author), event.text),
    )


# ---------------------------------------------------------------- the desk

_AGENT: Final = """
insert into agent (id, name, email, role, is_disabled, mailbox_ids, created_at) values (?, ?, ?, ?, ?, ?, ?)
on conflict (id) do update set name = excluded.name, email = excluded.email, role = excluded.role,
  is_disabled = excluded.is_disabled, mailbox_ids = excluded.mailbox_ids"""
_MAILBOX: Final = """
insert into mailbox values (?, ?, ?, ?, ?, ?)
on conflict (id) do update set name = excluded.name, address = excluded.address, signature = excluded.signature,
  closed_policy = excluded.closed_policy, closed_days = excluded.closed_days"""
_TEAM: Final = "insert into team values (?, ?) on conflict (id) do update set name = excluded.name"
_TAG: Final = """
insert into tag values (?, ?, ?) on conflict (id) do update set name = excluded.name, folded = excluded.folded"""


def write_record(connection: Connection, record: Agent | Mailbox | Team | Tag, now: int) -> None:
    """An entry of the directory, new or changed."""
    match record:
        case Agent():
            ids = None if record.mailbox_ids is None else _json(record.mailbox_ids)
            row = (record.id, record.name, record.email, record.role.value, int(record.is_disabled), ids, now)
            connection.execute(_AGENT, row)
        case Mailbox():
            connection.execute(
                _MAILBOX,
                (record.id, record.name, record.address, record.signature, record.closed_policy.value, record.closed_days),
            )  # fmt: skip
        case Team():
            connection.execute(_TEAM, (record.id, record.name))
            connection.execute("delete from team_member where team_id = ?", (record.id,))
            connection.executemany(
                "insert into team_member values (?, ?)",
                [(record.id, agent_id) for agent_id in record.member_ids],
            )
        case Tag():
            connection.execute(_TAG, (record.id, record.name, fold(record.name)))
