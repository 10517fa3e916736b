"""How far the folders of mail servers were taken in, and which of their mails the desk has (E2, E4, E6)."""

import json
from collections.abc import Iterable
from typing import Final

from support_tui.wire.mailboxes import Begin

from ...core.mail_positions import Position
from ..db import Reader

_POSITION: Final = (
    "select begun_at, begin, uid_validity, highest_uid from mail_position where mailbox_id = ? and folder = ?"
)
_FAILED: Final = "select uid, times from mail_failed where mailbox_id = ? and folder = ?"
_SAVE: Final = """
insert into mail_position values (?, ?, ?, ?, ?, ?)
on conflict do update set begun_at = excluded.begun_at, begin = excluded.begin, uid_validity = excluded.uid_validity,
  highest_uid = excluded.highest_uid"""
_FAIL: Final = """
insert into mail_failed values (?, ?, ?, ?, ?) on conflict do update set times = excluded.times, why = excluded.why"""
_MENDED: Final = "delete from mail_failed where mailbox_id = ? and folder = ? and uid = ?"
_NAMELESS: Final = "select uid from mail_nameless where mailbox_id = ? and folder = ? and uid_validity = ?"
_KEEP_NAMELESS: Final = "insert into mail_nameless values (?, ?, ?, ?, ?) on conflict do nothing"
_NUMBERED_ANEW: Final = "delete from mail_nameless where mailbox_id = ? and folder = ? and uid_validity <> ?"
_HERE: Final = """
select x.external_id, m.raw_digest from message_external x join message m on m.id = x.message_id
where x.mailbox_id = ? and x.external_id in (select value from json_each(?))"""


def position(connection: Reader, mailbox_id: int, folder: str) -> Position | None:
    """How far a folder was taken in; None where it was never looked for."""
    found = connection.execute(_POSITION, (mailbox_id, folder)).fetchone()
    if found is None:
        return None
    begun_at, begin, uid_validity, highest_uid = found
    failed = dict(connection.execute(_FAILED, (mailbox_id, folder)))
    return Position(begun_at, Begin(begin), uid_validity, highest_uid, failed)


def save(
    connection: Reader,
    mailbox_id: int,
    folder: str,
    after: Position,
    before: Position | None,
    why: dict[int, str],
) -> None:
    """The folder stands so now; `why` says of mails that have failed what went wrong."""
    connection.execute(
        _SAVE,
        (mailbox_id, folder, after.begun_at, after.begin.value, after.uid_validity, after.highest_uid),
    )
    failed_before = {} if before is None else before.failed
    for uid, times in after.failed.items():
        if failed_before.get(uid) != times:
            connection.execute(_FAIL, (mailbox_id, folder, uid, times, why.get(uid, "")))
    for uid in failed_before.keys() - after.failed.keys():
        connection.execute(_MENDED, (mailbox_id, folder, uid))


def nameless(connection: Reader, mailbox_id: int, folder: str, uid_validity: int) -> frozenset[int]:
    """The mails of a folder, as it is numbered, that bear no identity and are here."""
    return frozenset(uid for (uid,) in connection.execute(_NAMELESS, (mailbox_id, folder, uid_validity)))


def keep_nameless(
    connection: Reader, mailbox_id: int, folder: str, uid_validity: int, digests: dict[int, str]
) -> None:
    """More of them are here, by number the digest of each; what was known under other numbers means nothing any more."""
    connection.execute(_NUMBERED_ANEW, (mailbox_id, folder, uid_validity))
    for uid, digest in digests.items():
        connection.execute(_KEEP_NAMELESS, (mailbox_id, folder, uid_validity, uid, digest))


def raw_digests(connection: Reader, mailbox_id: int, external_ids: Iterable[str]) -> dict[str, str]:
    """The mails of a mailbox that are here under these identities, each with the digest of its bytes."""
    return dict(connection.execute(_HERE, (mailbox_id, json.dumps(list(external_ids)))))
