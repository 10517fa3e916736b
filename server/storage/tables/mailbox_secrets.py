"""Secrets of mailboxes in the tables: only sealed values and names of variables come in here and go out. Who may do what is not judged here."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from support_tui.wire.mailboxes import SecretKind

from ..db import Reader


class KeptSecret(NamedTuple):
    """A secret as it is kept: one of `sealed` and `variable` is given."""

    kind: SecretKind
    sealed: bytes | None
    variable: str | None
    set_at: int


_OF_MAILBOX: Final = (
    "select kind, sealed, variable, set_at from mailbox_secret where mailbox_id = ? order by kind"
)
_ONE: Final = "select kind, sealed, variable, set_at from mailbox_secret where mailbox_id = ? and kind = ?"
_IS_THERE: Final = "select 1 from sqlite_master where name = 'mailbox_secret'"
_SEALED: Final = """
select s.mailbox_id, b.name, s.kind, s.sealed from mailbox_secret s join mailbox b on b.id = s.mailbox_id
where s.sealed is not null order by 1, 3"""
_KEEP: Final = """
insert into mailbox_secret (mailbox_id, kind, sealed, variable, set_at)
select id, ?2, ?3, ?4, ?5 from mailbox where id = ?1
on conflict (mailbox_id, kind) do update set sealed = excluded.sealed, variable = excluded.variable, set_at = excluded.set_at"""
_FORGET: Final = "delete from mailbox_secret where mailbox_id = ? and kind = ?"


def of_mailbox(connection: Reader, mailbox_id: int) -> tuple[KeptSecret, ...]:
    """All that is set of a mailbox."""
    return tuple(_kept(connection.execute(_OF_MAILBOX, (mailbox_id,))))


def one(connection: Reader, mailbox_id: int, kind: SecretKind) -> KeptSecret | None:
    """A secret of a mailbox, None where it is not set."""
    return next(_kept(connection.execute(_ONE, (mailbox_id, kind.value))), None)


class Sealed(NamedTuple):
    """A sealed secret and whose it is."""

    mailbox_id: int
    mailbox: str
    kind: SecretKind
    sealed: bytes


def all_sealed(connection: Reader) -> list[Sealed]:
    """What is kept sealed, of every mailbox; nothing in a database that is older than such secrets."""
    if not connection.execute(_IS_THERE).fetchone():
        return []
    return [
        Sealed(mailbox_id, name, SecretKind(kind), sealed)
        for mailbox_id, name, kind, sealed in connection.execute(_SEALED)
    ]


def keep(connection: Reader, mailbox_id: int, secret: KeptSecret) -> None:
    """Set it, in place of what was set before."""
    connection.execute(_KEEP, (mailbox_id, secret.kind.value, secret.sealed, secret.variable, secret.set_at))


def forget(connection: Reader, mailbox_id: int, kind: SecretKind) -> None:
    """It is not set any more."""
    connection.execute(_FORGET, (mailbox_id, kind.value))


def _kept(rows: Iterator[tuple[str, bytes | None, str | None, int]]) -> Iterator[KeptSecret]:
    for kind, sealed, variable, set_at in rows:
        yield KeptSecret(SecretKind(kind), sealed, variable, set_at)
