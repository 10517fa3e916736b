"""Reads from the tables what a command's decision needs to know; decides nothing itself."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import msgspec

from support_tui.wire.mailboxes import MailSettings
from support_tui.wire.values import (
    Attachment,
    ClosedPolicy,
    Role,
)
from support_tui.wire.views import Agent, Customer, Directory, Mailbox, Message, Tag, Team

from ...core.context import NextIds
from ...core.state import ConversationState
from ..db import Connection, Reader
from .columns import (
    FOLDERS,
    KINDS,
    PRIORITIES,
    RATINGS,
    STATUSES,
    actor_from,
    addresses_from,
    attributes_from,
    delivery_from,
    facts_from,
    ids_from,
    placing_from,
    recipients_from,
    texts_from,
)

_STATE: Final = """
id, version, title, status, mailbox_id, customer_id, channel, created_at, last_message_at, preview, priority, folder,
  assignee_id, team_id, tag_ids, follower_ids, waiting_since_at, snoozed_until_at, closed_at, first_reply_at, last_inbound_id,
  last_message_id, message_count, has_attachment, rating, merged_into_id, external_id, follows_id, cc,
  link_ids"""
_CONVERSATION: Final = f"select {_STATE} from conversation where id = ?"
_CONVERSATIONS: Final = (
    f"select {_STATE.replace('id, version', 'c.id, version', 1)} from json_each(?) j"
    " cross join conversation c on c.id = j.value order by j.key"
)


def conversation(connection: Connection, conversation_id: int) -> ConversationState | None:
    """A conversation as its table row holds it."""
    row = connection.execute(_CONVERSATION, (conversation_id,)).fetchone()
    return None if row is None else _state_from(row)


def conversations(connection: Connection, ids: Sequence[int]) -> Iterator[ConversationState]:
    """Those of these conversations that there are, in the order of `ids`."""
    for row in connection.execute(_CONVERSATIONS, (msgspec.json.encode(ids).decode(),)):
        yield _state_from(row)


def _state_from(row: tuple[Any, ...]) -> ConversationState:
    values = list(row)
    values[3] = STATUSES[values[3]]
    values[10] = PRIORITIES[values[10]]
    values[11] = FOLDERS[values[11]]
    values[14] = ids_from(values[14])
    values[15] = ids_from(values[15])
    values[23] = bool(values[23])
    values[24] = RATINGS[values[24]] if values[24] else None
    values[28] = addresses_from(values[28])
    values[29] = ids_from(values[29])
    return ConversationState(*values)


def mailbox_of(connection: Connection, conversation_id: int) -> int | None:
    """The mailbox a conversation is in now, None where there is no such conversation."""
    found = connection.execute(
        "select mailbox_id from conversation where id = ?", (conversation_id,)
    ).fetchone()
    return None if found is None else int(found[0])


def mailboxes_of_customer(connection: Reader, customer_id: int) -> frozenset[int]:
    """The mailboxes that a customer's conversations are in."""
    found = connection.execute(
        "select distinct mailbox_id from conversation where customer_id = ?", (customer_id,)
    )
    return frozenset(mailbox_id for (mailbox_id,) in found)


def conversation_ids_in_use(connection: Reader) -> int:
    """The highest id ever given to a conversation, purged ones included."""
    found = connection.execute("select seq from sqlite_sequence where name = 'conversation'").fetchone()
    return int(found[0]) if found else 0


_KINDS_OF_IDS: Final = {
    "conversation": "conversation",
    "message": "message",
    "customer": "customer",
    "customer_note": "note",
    "tag": "tag",
    "agent": "agent",
    "team": "team",
    "mailbox": "mailbox",
    "saved_view": "view",
}


def next_ids(connection: Connection) -> NextIds:
    """The ids that come next in each table; one that was given is never given again."""
    used = dict(connection.execute("select name, seq from sqlite_sequence"))
    return NextIds(**{kind: used.get(table, 0) + 1 for table, kind in _KINDS_OF_IDS.items()})


_CUSTOMER: Final = """
select id, name, version, phones, company, title, language, time_zone, location, greeting, links, attributes, created_at,
  last_contact_at, conversation_count from customer where id = ?"""
_EMAILS: Final = "select email from customer_email where customer_id = ? order by position"
_BY_EMAIL: Final = "select customer_id from customer_email where folded = ?"
_BY_NAME: Final = """
select id from customer u where name = ?
and not exists (select 1 from customer_email where customer_id = u.id) order by id limit 1"""
_BY_EXTERNAL: Final = "select customer_id from customer_external where external_id = ?"


def customer(connection: Connection, customer_id: int) -> Customer | None:
    """A customer's profile as the tables hold it."""
    row = connection.execute(_CUSTOMER, (customer_id,)).fetchone()
    if row is None:
        return None
    (id_, name, version, phones, company, title, language, time_zone, location, greeting, links, attributes,
     created_at, last_contact_at, conversation_count) = row  # fmt: skip
    emails = tuple(email for (email,) in connection.execute(_EMAILS, (customer_id,)))
    return Customer(
        id_, name, version, emails, texts_from(phones), company, title, language, time_zone, location, greeting,
        texts_from(links), attributes_from(attributes), created_at, last_contact_at, conversation_count,
    )  # fmt: skip


def customer_id_of(connection: Connection, folded_email: str, name: str) -> int | None:
    """Whose address it is; a sender without address is the customer of exactly that name who has none either."""
    if folded_email:
        found = connection.execute(_BY_EMAIL, (folded_email,)).fetchone()
    elif name:
        found = connection.execute(_BY_NAME, (name,)).fetchone()
    else:
        return None
    return None if found is None else int(found[0])


def customer_id_of_external(connection: Connection, external_id: str) -> int | None:
    """Who a foreign system's customer is here."""
    found = connection.execute(_BY_EXTERNAL, (external_id,)).fetchone()
    return None if found is None else int(found[0])


MESSAGE_COLUMNS: Final = """
id, conversation_id, kind, author, at, text, written_at, recipients, delivery, automatic, reason, title, raw_digest,
origin_id, facts, placing"""
"""The columns of `message_from`, in its order."""

_MESSAGE: Final = f"select {MESSAGE_COLUMNS} from message where id = ?"
_WITHDRAWN: Final = f"select {MESSAGE_COLUMNS} from withdrawn_message where id = ?"
_ATTACHMENTS: Final = (
    "select id, filename, media_type, size, digest from attachment where message_id = ? order by id"
)


def message_from(columns: tuple[Any, ...], files: tuple[Attachment, ...]) -> Message:
    """The message in one result of `MESSAGE_COLUMNS`, with its files."""
    (id_, conversation_id, kind, author, at, text, written_at, recipients, delivery, automatic, reason, title,
     raw_digest, origin_id, facts, placing) = columns  # fmt: skip
    went_to = recipients_from(recipients)
    return Message(
        id_, conversation_id, KINDS[kind], actor_from(author), at, text, written_at, went_to.to, went_to.cc, files,
        None if delivery is None else delivery_from(delivery), automatic, reason, title, raw_digest,
        origin_id, facts_from(facts), None if placing is None else placing_from(placing), bcc=went_to.bcc,
    )  # fmt: skip


def message(connection: Connection, message_id: int) -> Message | None:
    """A message as its thread shows it."""
    return _message(connection, _MESSAGE, message_id)


def message_or_withdrawn(connection: Connection, message_id: int) -> Message | None:
    """A message, also one that was taken back."""
    return _message(connection, _MESSAGE, message_id) or _message(connection, _WITHDRAWN, message_id)


def _message(connection: Connection, statement: str, message_id: int) -> Message | None:
    columns = connection.execute(statement, (message_id,)).fetchone()
    if columns is None:
        return None
    return message_from(
        columns, tuple(Attachment(*file) for file in connection.execute(_ATTACHMENTS, (message_id,)))
    )


_mail_settings: Final = msgspec.json.Decoder(MailSettings).decode


def directory(connection: Connection, with_way_out: Callable[[Mailbox], Mailbox]) -> Directory:
    """All agents, teams, mailboxes and tags, each by id; whether a mailbox can send only `with_way_out` knows."""
    members: dict[int, list[int]] = {}
    teams_of: dict[int, list[int]] = {}
    for team_id, agent_id in connection.execute("select team_id, agent_id from team_member order by 1, 2"):
        members.setdefault(team_id, []).append(agent_id)
        teams_of.setdefault(agent_id, []).append(team_id)
    agents = connection.execute(
        "select id, name, email, role, is_disabled, mailbox_ids from agent order by id"
    )
    teams = connection.execute("select id, name from team order by id")
    mailboxes = connection.execute(
        "select id, name, address, signature, closed_policy, closed_days, mail from mailbox order by id"
    )
    return Directory(
        agents=tuple(
            Agent(
                id_, name, email, Role(role), bool(is_disabled), tuple(teams_of.get(id_, ())),
                None if mailbox_ids is None else ids_from(mailbox_ids),
            )
            for id_, name, email, role, is_disabled, mailbox_ids in agents
        ),
        teams=tuple(Team(id_, name, tuple(members.get(id_, ()))) for id_, name in teams),
        mailboxes=tuple(
            with_way_out(
                Mailbox(id_, name, address, signature, ClosedPolicy(policy), days, mail=_mail_settings(mail))
            )
            for id_, name, address, signature, policy, days, mail in mailboxes
        ),
        tags=tuple(Tag(*row) for row in connection.execute("select id, name from tag order by id")),
    )  # fmt: skip
