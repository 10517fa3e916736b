"""Writes customers and the desk's directory into their tables. Decides nothing."""

from typing import Any, Final

import msgspec

from support_tui.wire.events import CustomerNoteAdded
from support_tui.wire.folding import fold
from support_tui.wire.values import Actor
from support_tui.wire.views import Agent, Customer, Mailbox, Tag, Team

from ...core.addresses import fold_email
from ..db import Connection

_encode = msgspec.json.Encoder().encode


def _json(value: Any) -> str:
    return _encode(value).decode()


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


_AGENT: Final = """
insert into agent (id, name, email, role, is_disabled, mailbox_ids, created_at) values (?, ?, ?, ?, ?, ?, ?)
on conflict (id) do update set name = excluded.name, email = excluded.email, role = excluded.role,
  is_disabled = excluded.is_disabled, mailbox_ids = excluded.mailbox_ids"""
_MAILBOX: Final = """
insert into mailbox (id, name, address, signature, closed_policy, closed_days, mail) values (?, ?, ?, ?, ?, ?, ?)
on conflict (id) do update set name = excluded.name, address = excluded.address, signature = excluded.signature,
  closed_policy = excluded.closed_policy, closed_days = excluded.closed_days, mail = excluded.mail"""
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
                (
                    record.id, record.name, record.address, record.signature, record.closed_policy.value,
                    record.closed_days, _json(record.mail),
                ),
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
