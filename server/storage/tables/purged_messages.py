"""What is left of messages that were deleted for good (E9): read when a message comes in, written by the writer alone."""

from collections.abc import Iterable
from typing import Final, NamedTuple

import msgspec

from support_tui.wire.commands import ReceiveMessage

from ...core.identity import content_of, content_of_command, id_among_others
from ..db import Connection, Reader

_encode = msgspec.json.Encoder().encode

_BY_RAW: Final = """
select message_id, conversation_id from purged_message where mailbox_id = ? and raw_digest = ? and raw_digest <> '' limit 1"""
_BY_IDENTITY: Final = """
select p.message_id, p.conversation_id, p.text_digest from message_external x join purged_message p on p.message_id = x.message_id
where x.mailbox_id = ? and x.external_id = ?"""
_BURY: Final = """
insert into purged_message
select m.id, m.conversation_id, coalesce(x.mailbox_id, q.mailbox_id, ?2), m.raw_digest, ?3
from (select id, conversation_id, raw_digest from message union all select id, conversation_id, raw_digest from withdrawn_message) m
left join message_external x on x.message_id = m.id left join quarantine q on q.message_id = m.id
where m.id = ?1 and (x.message_id is not null or m.raw_digest <> '') limit 1"""


class Tombstone(NamedTuple):
    """A message that was deleted for good."""

    message_id: int
    conversation_id: int


def of_command(connection: Reader, command: ReceiveMessage) -> Tombstone | None:
    """The tombstone of the very message that comes in: by its bytes, or by its identity with the same words and files. Others under a
    known identity are another message (E4)."""
    if command.raw_digest:
        found = connection.execute(_BY_RAW, (command.mailbox_id, command.raw_digest)).fetchone()
        if found is not None:
            return Tombstone(*found)
    if not command.external_id:
        return None
    for identity in (command.external_id, id_among_others(command)):
        found = connection.execute(_BY_IDENTITY, (command.mailbox_id, identity)).fetchone()
        if found is not None and found[2] == content_of_command(command):
            return Tombstone(found[0], found[1])
    return None


def of_identity(connection: Reader, mailbox_id: int, external_id: str) -> Tombstone | None:
    """The tombstone of the message that bore this identity."""
    found = connection.execute(_BY_IDENTITY, (mailbox_id, external_id)).fetchone()
    return None if found is None else Tombstone(found[0], found[1])


def bury(connection: Connection, message_id: int, mailbox_id: int, text: str, files: Iterable[str]) -> None:
    """Keep what a message is known by, before it goes; `mailbox_id` is that of its conversation, `files` are the digests of its files."""
    connection.execute(_BURY, (message_id, mailbox_id, content_of(text, files)))


# ---------------------------------------------------------------- their files

_LEAVE: Final = """
insert into purged_file select distinct value, ? from json_each(?) where value <> '' on conflict do update set at = excluded.at"""
_LEFT: Final = "select digest, at from purged_file where at <= ? order by at limit ?"
_NAMED: Final = """
select exists (select 1 from attachment where digest = ?1) or exists (select 1 from message where raw_digest = ?1 and raw_digest <> '')
  or exists (select 1 from withdrawn_message where raw_digest = ?1 and raw_digest <> '')
  or exists (select 1 from draft where instr(extra, ?1)) or exists (select 1 from unfinished where instr(request, ?1))
  or exists (select 1 from quarantine where raw_digest = ?1)"""


def leave_files(connection: Connection, digests: Iterable[str], now: int) -> None:
    """Remember which files may have become nobody's."""
    connection.execute(_LEAVE, (now, _encode(sorted(digests)).decode()))


def files_left(connection: Reader, until: int, limit: int) -> list[tuple[str, int]]:
    """Files that may have become nobody's up to a moment, each with that moment, oldest first."""
    return [(digest, at) for digest, at in connection.execute(_LEFT, (until, limit))]


def is_named(connection: Reader, digest: str) -> bool:
    """Whether a message, a file of one, an unsent text, or an order that goes on names these bytes."""
    return bool(connection.execute(_NAMED, (digest,)).fetchone()[0])


def forget_file(connection: Connection, digest: str) -> None:
    """It was removed, or belongs to somebody again."""
    connection.execute("delete from purged_file where digest = ?", (digest,))
