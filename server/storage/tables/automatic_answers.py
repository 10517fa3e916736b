"""Keeps which automatic answers were given, as long as it counts (E28). Decides nothing."""

from typing import Final

from support_tui.wire.folding import fold

from ...core.acknowledgements import HOUR_US, SENDER_US, SUBJECT_US, Answered
from ...core.addresses import fold_email
from ...core.subjects import bare_subject
from ..db import Connection

_COUNT: Final = """
select
  (select count(*) from automatic_answer where address = ?1 and at > ?4 and mailbox_id = ?2 and subject = ?3),
  (select count(*) from automatic_answer where address = ?1 and at > ?5),
  (select count(*) from automatic_answer where mailbox_id = ?2 and at > ?6)"""
_KEEP: Final = "insert into automatic_answer (mailbox_id, address, subject, at) values (?, ?, ?, ?)"
_FORGET: Final = "delete from automatic_answer where at < ?"


def answered(connection: Connection, mailbox_id: int, address: str, subject: str, now: int) -> Answered:
    """How many there were."""
    asked = (fold_email(address), mailbox_id, _about(subject))
    since = (now - SUBJECT_US, now - SENDER_US, now - HOUR_US)
    return Answered(*connection.execute(_COUNT, (*asked, *since)).fetchone())


def keep(connection: Connection, mailbox_id: int, address: str, subject: str, at: int) -> None:
    """One more was given; what does not count any more is forgotten."""
    connection.execute(_FORGET, (at - SUBJECT_US,))
    connection.execute(_KEEP, (mailbox_id, fold_email(address), _about(subject), at))


def _about(subject: str) -> str:
    return fold(bare_subject(subject))
