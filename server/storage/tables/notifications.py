"""What agents were told personally, in its table: writing, reading, marking, forgetting. Decides nothing."""

from typing import Final, NamedTuple

import msgspec

from support_tui.wire import limits
from support_tui.wire.attention import AttentionSettings
from support_tui.wire.mail_alarms import MailAlarm
from support_tui.wire.notifications import MarkNotifications, Notification, NotificationKind, NotificationPage
from support_tui.wire.values import Actor

from ...core.notice_mails import wanted_by_mail
from ...core.notices import Notice
from ..db import Connection
from . import notice_mails

_INSERT: Final = """
insert into notification (agent_id, at, kind, conversation_id, message_id, actor, words, count, alarm)
values (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_COLUMNS: Final = "n.id, n.at, n.kind, n.conversation_id, n.actor, coalesce(c.title, ''), n.words, n.message_id, n.count, n.read_at, n.alarm"
_SEEN: Final = """
from notification n left join conversation c on c.id = n.conversation_id
where n.agent_id = ?1 and (c.id is null or ?2 is null or c.mailbox_id in (select value from json_each(?2)))"""
#: What a message told that was taken back is kept, for its return, and shown to nobody meanwhile.
_STANDS: Final = "not exists (select 1 from withdrawn_message w where w.id = n.message_id)"
_UNREAD: Final = f"select {_COLUMNS} {_SEEN} and {_STANDS} and n.read_at is null order by n.id desc limit ?3"
_READ: Final = (
    f"select {_COLUMNS} {_SEEN} and {_STANDS} and n.read_at is not null order by n.id desc limit ?3"
)
_OF_IDS: Final = f"select {_COLUMNS} {_SEEN} and n.id in (select value from json_each(?3)) order by n.id"
_MARK_ONE: Final = (
    "update notification set read_at = ? where agent_id = ? and id = ? and (read_at is null) = ?"
)
_MARK_UP_TO: Final = (
    "update notification set read_at = ? where agent_id = ? and id <= ? and (read_at is null) = ?"
)
_ALARMED: Final = """
select 1 from notification where agent_id = ? and at >= ? and kind = ?
and json_extract(alarm, '$.mailbox_id') = ? and json_extract(alarm, '$.trouble.code') = ?"""
#: Read ones first, then the oldest: an agent who was away finds what they have not seen.
_PRUNE: Final = """
delete from notification where id in (
  select id from notification where agent_id = ?1 order by read_at is null desc, id desc limit ?2 offset ?3)"""
_AGENTS_OVER: Final = "select agent_id from notification group by agent_id having count(*) > ?"
_PRUNED_AT_ONCE: Final = 1_000

_SAVE_ATTENTION: Final = """
insert into attention values (?1, ?2) on conflict do update set settings = ?2 where settings <> ?2"""
_ATTENTION: Final = "select settings from attention where agent_id = ?"

_encode = msgspec.json.Encoder().encode
_decode_attention = msgspec.json.Decoder(AttentionSettings).decode
_decode_alarm = msgspec.json.Decoder(MailAlarm).decode
_decode_actor = msgspec.json.Decoder(Actor).decode


class Told(NamedTuple):
    """A notification and whose it is."""

    agent_id: int
    notification: Notification


def insert(connection: Connection, notice: Notice, actor: Actor, now: int) -> Told:
    """Keep what an agent is to be told."""
    cursor = connection.execute(
        _INSERT,
        (
            notice.agent_id, now, notice.kind.value, notice.conversation_id, notice.message_id, _encode(actor).decode(),
            notice.words, notice.count, "" if notice.alarm is None else _encode(notice.alarm).decode(),
        ),
    )  # fmt: skip
    if wanted_by_mail(attention(connection, notice.agent_id), notice.kind):
        notice_mails.await_eyes(
            connection, cursor.lastrowid or 0, notice.agent_id, notice.conversation_id, now
        )
    notification = Notification(
        cursor.lastrowid or 0, now, notice.kind, notice.conversation_id, actor, notice.title, notice.words, notice.message_id,
        notice.count, alarm=notice.alarm,
    )  # fmt: skip
    return Told(notice.agent_id, notification)


def was_alarmed(connection: Connection, notice: Notice, *, since: int) -> bool:
    """Whether the agent was told of this trouble of the mailbox since then."""
    alarm = notice.alarm
    assert alarm is not None
    about = (notice.agent_id, since, notice.kind.value, alarm.mailbox_id, alarm.trouble.code.value)
    return connection.execute(_ALARMED, about).fetchone() is not None


def page(connection: Connection, agent_id: int, mailbox_ids: tuple[int, ...] | None) -> NotificationPage:
    """All that is kept for an agent, unread first, the newest of each first; without what they may no longer see."""
    seen = (agent_id, None if mailbox_ids is None else _encode(mailbox_ids).decode())
    unread = [_from_row(row) for row in connection.execute(_UNREAD, (*seen, limits.NOTIFICATIONS))]
    rest = limits.NOTIFICATIONS - len(unread)
    read = [_from_row(row) for row in connection.execute(_READ, (*seen, rest))]
    return NotificationPage((*unread, *read), len(unread))


def of_ids(connection: Connection, agent_id: int, ids: tuple[int, ...]) -> list[Notification]:
    """Those of an agent's notifications that are kept, in the order in which they came."""
    rows = connection.execute(_OF_IDS, (agent_id, None, _encode(ids).decode()))
    return [_from_row(row) for row in rows]


def _from_row(
    row: tuple[int, int, str, int, str, str, str, int | None, int, int | None, str],
) -> Notification:
    id_, at, kind, conversation_id, actor, title, words, message_id, count, read_at, alarm = row
    return Notification(
        id_, at, NotificationKind(kind), conversation_id, _decode_actor(actor), title, words, message_id, count, read_at,
        _decode_alarm(alarm) if alarm else None,
    )  # fmt: skip


def mark(connection: Connection, agent_id: int, marks: MarkNotifications, now: int) -> int:
    """Make some of an agent's read, or unread again; how many changed. Ids of nobody or of others change nothing."""
    read_at = now if marks.is_read else None
    changed = 0
    for id_ in marks.ids:
        changed += connection.execute(_MARK_ONE, (read_at, agent_id, id_, marks.is_read)).rowcount
    if marks.up_to:
        changed += connection.execute(_MARK_UP_TO, (read_at, agent_id, marks.up_to, marks.is_read)).rowcount
    return changed


def prune(connection: Connection) -> int:
    """Forget some of what is beyond the newest of each agent; how many."""
    keep = limits.NOTIFICATIONS
    crowded = [agent_id for (agent_id,) in connection.execute(_AGENTS_OVER, (keep,))]
    return sum(connection.execute(_PRUNE, (agent_id, _PRUNED_AT_ONCE, keep)).rowcount for agent_id in crowded)


def attention(connection: Connection, agent_id: int) -> AttentionSettings:
    """How an agent wants to be told."""
    found = connection.execute(_ATTENTION, (agent_id,)).fetchone()
    return AttentionSettings() if found is None else _decode_attention(found[0])


def save_attention(connection: Connection, agent_id: int, settings: AttentionSettings) -> bool:
    """Keep it; whether that changed anything. Mail that came back is tried again."""
    saved = connection.execute(_SAVE_ATTENTION, (agent_id, _encode(settings).decode()))
    if saved.rowcount > 0:
        notice_mails.go_on(connection, agent_id)
    return bool(saved.rowcount > 0)
