"""Reads people: the context page of a customer, and customers by the beginnings of their names and addresses."""

from typing import Any, Final

from support_tui.wire.limits import PAGE_ROWS
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import Customer, CustomerNote, CustomerPage

from ..db import Reader
from ..deadline import one_snapshot
from ..lists.compile import Condition, permission
from ..tables import load
from ..tables.columns import actor_from
from ..tables.rows import ROW_COLUMNS, row_from
from ..viewer import Viewer
from ..words.match_text import customer_match

NOTES: Final = 100
KNOWN_BY: Final = 5
REPLIES_LOOKED_AT: Final = 150
"""Who knows a customer is told from the newest replies: it is about people of today."""

CANDIDATES: Final = 200
"""Customers of a name are taken from the newest so many, those with the latest contact first."""

_CONVERSATIONS: Final = f"""
select {ROW_COLUMNS} from conversation c indexed by conversation_customer cross join customer u on u.id = c.customer_id
where c.customer_id = ? and c.merged_into_id is null and """
_NEWEST_FIRST: Final = " order by c.last_message_at desc, c.id desc limit ?"
_NOTES: Final = (
    "select id, at, author, text from customer_note where customer_id = ? order by id desc limit ?"
)
_KNOWN_BY: Final = """
select json_extract(author, '$.id') agent_id, count(*) replies from (
  select m.author from conversation c indexed by conversation_customer cross join message m on m.conversation_id = c.id
  where c.customer_id = ? and m.kind = 'reply'
  order by c.last_message_at desc limit ?)
where json_extract(author, '$.kind') = 'agent' group by agent_id order by replies desc, agent_id limit ?
"""
_HAS_CONVERSATIONS: Final = "select 1 from conversation c where c.customer_id = ?"


def page(connection: Any, customer_id: int, viewer: Viewer, *, limit: int = 20) -> CustomerPage | Refusal:
    """The context of a customer. One of whom the viewer may see no conversation is not found."""
    with one_snapshot(connection):
        customer = load.customer(connection, customer_id)
        if customer is None or not _may_see(connection, customer_id, viewer):
            return Refusal(RefusalCode.NOT_FOUND, {"kind": "customer", "id": customer_id})
        seen = permission(viewer)
        rows = connection.execute(
            _CONVERSATIONS + seen.sql + _NEWEST_FIRST, (customer_id, *seen.params, min(limit, PAGE_ROWS))
        )
        return CustomerPage(
            customer,
            tuple(row_from(columns) for columns in rows),
            tuple(
                CustomerNote(id_, at, actor_from(author), text)
                for id_, at, author, text in connection.execute(_NOTES, (customer_id, NOTES))
            ),
            tuple(
                agent_id
                for agent_id, _ in connection.execute(_KNOWN_BY, (customer_id, REPLIES_LOOKED_AT, KNOWN_BY))
            ),
        )


def _may_see(connection: Reader, customer_id: int, viewer: Viewer) -> bool:
    """Whether a conversation of the customer is in the viewer's mailboxes; somebody without any is everybody's."""
    if viewer.mailbox_ids is None:
        return True
    seen: Condition = permission(viewer)
    if connection.execute(
        f"{_HAS_CONVERSATIONS} and {seen.sql} limit 1", (customer_id, *seen.params)
    ).fetchone():
        return True
    return connection.execute(f"{_HAS_CONVERSATIONS} limit 1", (customer_id,)).fetchone() is None


_FOUND: Final = """
select u.id from (select rowid from customer_words where customer_words match ? order by rowid desc limit ?) w
cross join customer u on u.id = w.rowid order by u.last_contact_at desc, u.id desc
"""
_NEWEST: Final = "select id from customer order by id desc limit ?"


def find(connection: Any, text: str, viewer: Viewer, *, limit: int = 20) -> tuple[Customer, ...]:
    """Customers of whom each word of `text` begins a word of name or address, latest contact first; without words the newest."""
    match_text = customer_match("person", text)
    with one_snapshot(connection):
        found = (
            connection.execute(_FOUND, (match_text, CANDIDATES))
            if match_text
            else connection.execute(_NEWEST, (CANDIDATES,))
        )
        customers: list[Customer] = []
        for (customer_id,) in found.fetchall():
            if len(customers) >= limit:
                break
            customer = load.customer(connection, customer_id)
            if customer is not None and _may_see(connection, customer_id, viewer):
                customers.append(customer)
        return tuple(customers)
