"""Notices by mail in their tables (E38): what waits whether it is seen, what is on its way out, to whom none goes any more. Decides nothing."""

from typing import Final, NamedTuple

import msgspec

from support_tui.wire.notifications import NotificationKind
from support_tui.wire.values import Delivery, DeliveryState

from ...core.addresses import fold_email
from ...core.delivery import REPORTS
from ...core.notice_mails import HOUR_US, Content, Send, Waiting
from ..db import Connection, Reader

KEPT_FOR: Final = 60 * 24 * HOUR_US
_PRUNED_AT_ONCE: Final = 1_000

_AWAIT: Final = "insert into notice_waiting values (?, ?, ?, ?)"
_IS_RIPE: Final = "select 1 from notice_waiting where at <= ? limit 1"
_AGENTS: Final = "select distinct agent_id from notice_waiting where at <= ? order by agent_id"
_RIPE: Final = """
select conversation_id, min(at) as since_at from notice_waiting where agent_id = ? group by 1 having since_at <= ?
order by since_at limit ?"""
#: What they have marked, or read up to on any of their consoles, they have seen; what is not kept any more nobody can be told.
_UNREAD: Final = """
  select n.id from notification n
  left join read_mark r on r.agent_id = ?1 and r.conversation_id = n.conversation_id
  where n.agent_id = ?1 and n.read_at is null and (n.message_id is null or n.message_id > coalesce(r.message_id, 0))"""
_SEEN: Final = f"delete from notice_waiting where agent_id = ?1 and conversation_id = ?2 and notification_id not in ({_UNREAD})"
_STILL_UNREAD: Final = f"{_UNREAD} and n.id in (select value from json_each(?2)) order by n.id"
_TOLD: Final = """
select n.id, n.kind from notice_waiting w join notification n on n.id = w.notification_id
where w.agent_id = ? and w.conversation_id = ? order by n.id"""
_DROP: Final = "delete from notice_waiting where agent_id = ? and conversation_id = ?"
_QUEUE: Final = """
insert into notice_mail (agent_id, conversation_id, mailbox_id, address, content, at, state, due_at) values (?, ?, ?, ?, ?, ?, ?, ?)"""
_SENT: Final = "select count(*) from notice_mail where agent_id = ? and at > ?"
_TOLD_OF_HELD: Final = (
    "select 1 from notice_mail where agent_id = ? and json_extract(content, '$.note_id') = ? limit 1"
)
_STOPPED: Final = "select address from notice_stop where agent_id = ?"
_STOP: Final = """
insert into notice_stop values (?1, ?2, ?3, ?4) on conflict do update set address = ?2, at = ?3, detail = ?4 where address <> ?2"""
_GO_ON: Final = "delete from notice_stop where agent_id = ?"

_COLUMNS: Final = "id, agent_id, conversation_id, mailbox_id, address, content, at, state, due_at, attempts"
_ONE: Final = f"select {_COLUMNS} from notice_mail where id = ?"
_DUE: Final = f"""
select {_COLUMNS} from notice_mail where state = 'queued' and due_at <= ?
and mailbox_id not in (select value from json_each(?)) order by due_at limit ?"""
_NEXT_DUE: Final = (
    "select min(due_at) from notice_mail where state = 'queued' and mailbox_id = ? group by mailbox_id"
)
_TRIED: Final = f"""
select {_COLUMNS} from notice_mail where state = 'queued' and attempts > 0 and mailbox_id = ? order by due_at limit ?"""
_INTERRUPTED: Final = f"select {_COLUMNS} from notice_mail where state = 'sending' order by id"
_RECORD: Final = "update notice_mail set state = ?, due_at = ?, attempts = ?, detail = ? where id = ?"
_BOUNCED: Final = "update notice_mail set state = ?, detail = ? where id = ?"
_SENT_SINCE: Final = """
select mailbox_id, at from notice_mail where at > ? and state in ('accepted', 'maybe_sent', 'bounced') order by at"""
_PRUNE: Final = """
delete from notice_mail where id in (select id from notice_mail where at < ? order by at limit ?)"""

_encode = msgspec.json.Encoder().encode
_content = msgspec.json.Decoder(Content).decode


class NoticeMail(NamedTuple):
    """A notice on its way."""

    id: int
    agent_id: int
    conversation_id: int
    mailbox_id: int
    address: str
    content: Content
    at: int
    state: DeliveryState
    due_at: int
    attempts: int

    @property
    def message_id(self) -> int:
        """What the delivery calls it by."""
        return self.id


# ---------------------------------------------------------------- what waits


def await_eyes(
    connection: Connection, notification_id: int, agent_id: int, conversation_id: int, now: int
) -> None:
    """An agent was told something that they want by mail if they do not see it soon."""
    connection.execute(_AWAIT, (notification_id, agent_id, conversation_id, now))


def is_ripe(connection: Reader, until: int) -> bool:
    """Whether anything has waited since then."""
    return connection.execute(_IS_RIPE, (until,)).fetchone() is not None


def waiting_agents(connection: Reader, until: int) -> list[int]:
    """The agents who were told something until then that waits."""
    return [agent_id for (agent_id,) in connection.execute(_AGENTS, (until,))]


def ripe(connection: Connection, agent_id: int, until: int, limit: int) -> list[Waiting]:
    """What an agent has not seen of conversations of which they were told until then, the longest waiting first. What they have seen is
    forgotten by this."""
    found: list[Waiting] = []
    for conversation_id, since_at in connection.execute(_RIPE, (agent_id, until, limit)).fetchall():
        connection.execute(_SEEN, (agent_id, conversation_id))
        rows = connection.execute(_TOLD, (agent_id, conversation_id)).fetchall()
        if rows:
            told = tuple((id_, NotificationKind(kind)) for id_, kind in rows)
            found.append(Waiting(agent_id, conversation_id, since_at, told))
    return found


def unread(connection: Reader, agent_id: int, ids: tuple[int, ...]) -> tuple[int, ...]:
    """Those of these notifications that the agent has not seen by now."""
    return tuple(id_ for (id_,) in connection.execute(_STILL_UNREAD, (agent_id, _encode(ids).decode())))


def drop(connection: Connection, waiting: Waiting) -> None:
    """Nothing waits of it any more."""
    connection.execute(_DROP, (waiting.agent_id, waiting.conversation_id))


# ---------------------------------------------------------------- what is on its way


def queue(connection: Connection, waiting: Waiting, send: Send, now: int) -> int:
    """What waited becomes a mail that is due at once; its number."""
    drop(connection, waiting)
    content = Content(notification_ids=send.notification_ids)
    return insert(
        connection, waiting.agent_id, waiting.conversation_id, send.mailbox_id, send.address, content, now
    )


def insert(
    connection: Connection, agent_id: int, conversation_id: int, mailbox_id: int, address: str, content: Content,
    now: int,
) -> int:  # fmt: skip
    """One more mail that is due at once; its number."""
    row = (agent_id, conversation_id, mailbox_id, address, _encode(content).decode(), now, "queued", now)
    return connection.execute(_QUEUE, row).lastrowid or 0


def one(connection: Reader, notice_id: int) -> NoticeMail | None:
    """The notice of this number."""
    return next((_from_row(row) for row in connection.execute(_ONE, (notice_id,))), None)


def due(connection: Reader, now: int, limit: int, without: tuple[int, ...] = ()) -> list[NoticeMail]:
    """Queued notices whose time has come, but for those of the mailboxes in `without`."""
    found = connection.execute(_DUE, (now, _encode(without).decode(), limit))
    return [_from_row(row) for row in found]


def next_due(connection: Reader, mailbox_id: int) -> int | None:
    """When the first queued notice of a mailbox may leave."""
    found = connection.execute(_NEXT_DUE, (mailbox_id,)).fetchone()
    return None if found is None else int(found[0])


def tried(connection: Reader, mailbox_id: int, limit: int) -> list[NoticeMail]:
    """Notices of a mailbox that could not leave yet and wait for their next try."""
    return [_from_row(row) for row in connection.execute(_TRIED, (mailbox_id, limit))]


def interrupted(connection: Reader) -> list[NoticeMail]:
    """Notices that were being sent when the server ended (E21)."""
    return [_from_row(row) for row in connection.execute(_INTERRUPTED)]


def record(connection: Connection, notice_id: int, new: Delivery, now: int) -> bool:
    """How far a notice has come; whether it may move there."""
    notice = one(connection, notice_id)
    if notice is None or new.state not in REPORTS[notice.state]:
        return False
    due_at = now if new.due_at is None else new.due_at
    connection.execute(_RECORD, (new.state.value, due_at, new.attempts, new.detail, notice_id))
    return True


def sent_since(connection: Reader, since_at: int) -> list[tuple[int, int]]:
    """Mailbox and moment of each that left, or may have left."""
    return [(mailbox_id, at) for mailbox_id, at in connection.execute(_SENT_SINCE, (since_at,))]


def sent_to(connection: Reader, agent_id: int, now: int) -> int:
    """How many there were for an agent in the last hour."""
    return int(connection.execute(_SENT, (agent_id, now - HOUR_US)).fetchone()[0])


def is_told_of_held(connection: Reader, agent_id: int, note_id: int) -> bool:
    """Whether an agent was told that an answer of theirs was kept as this note."""
    return connection.execute(_TOLD_OF_HELD, (agent_id, note_id)).fetchone() is not None


# ---------------------------------------------------------------- to whom none goes


def stop(connection: Connection, agent_id: int, address: str, detail: str, now: int) -> bool:
    """Mail to this address of an agent comes back; whether that is new."""
    stopped = connection.execute(_STOP, (agent_id, fold_email(address), now, detail))
    return bool(stopped.rowcount > 0)


def came_back(connection: Connection, notice: NoticeMail, detail: str, now: int) -> bool:
    """A notice did not arrive: none goes to its address any more; whether that is news. One that came back before says nothing new."""
    if notice.state in (DeliveryState.BOUNCED, DeliveryState.FAILED):
        return False
    if DeliveryState.BOUNCED in REPORTS[notice.state]:
        connection.execute(_BOUNCED, (DeliveryState.BOUNCED.value, detail, notice.id))
    return stop(connection, notice.agent_id, notice.address, detail, now)


def go_on(connection: Connection, agent_id: int) -> None:
    """It may be tried again."""
    connection.execute(_GO_ON, (agent_id,))


def stopped(connection: Reader, agent_id: int) -> str:
    """The address of an agent that mail came back from, folded; empty where none did."""
    found = connection.execute(_STOPPED, (agent_id,)).fetchone()
    return "" if found is None else str(found[0])


def prune(connection: Connection, now: int) -> int:
    """Forget some of what was sent long ago; how many."""
    return connection.execute(_PRUNE, (now - KEPT_FOR, _PRUNED_AT_ONCE)).rowcount


def _from_row(row: tuple[int, int, int, int, str, str, int, str, int, int]) -> NoticeMail:
    id_, agent_id, conversation_id, mailbox_id, address, content, at, state, due_at, attempts = row
    return NoticeMail(
        id_, agent_id, conversation_id, mailbox_id, address, _content(content), at, DeliveryState(state), due_at, attempts
    )  # fmt: skip
