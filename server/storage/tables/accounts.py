"""Passwords and tokens in the tables: only hashes come in here and only hashes go out. Who may do what is not judged here."""

from typing import NamedTuple

from ..db import Reader


class TokenRecord(NamedTuple):
    """A token as it is kept; `mailbox_id` narrows a channel's."""

    agent_id: int
    label: str
    scope: str
    mailbox_id: int | None
    created_at: int
    expires_at: int | None
    last_used_at: int | None


_PASSWORD_BY_EMAIL = "select id, password_hash from agent where lower(email) = lower(?)"
_SET_PASSWORD = "update agent set password_hash = ? where id = ?"
_PASSWORD_BY_ID = "select password_hash from agent where id = ?"
_TOKEN = """
select agent_id, label, scope, mailbox_id, created_at, expires_at, last_used_at from token where digest = ?"""
_ADD_TOKEN = """
insert into token (digest, agent_id, label, scope, mailbox_id, created_at, expires_at, last_used_at)
values (?, ?, ?, ?, ?, ?, ?, ?)"""
_DROP_TOKEN = "delete from token where digest = ?"
_DROP_TOKENS = "delete from token where agent_id = ?"
_TOUCH_TOKEN = "update token set last_used_at = ? where digest = ?"
_PRUNE_TOKENS = """
delete from token where expires_at <= ? or (scope = 'console' and coalesce(last_used_at, created_at) < ?)"""


def password_by_email(connection: Reader, email: str) -> tuple[int, str] | None:
    """The agent with this address and the hash of their password, which is empty while none was set."""
    found: tuple[int, str] | None = connection.execute(_PASSWORD_BY_EMAIL, (email,)).fetchone()
    return found


def password_of(connection: Reader, agent_id: int) -> str | None:
    """The hash of an agent's password, None where there is no such agent."""
    found = connection.execute(_PASSWORD_BY_ID, (agent_id,)).fetchone()
    return None if found is None else found[0]


def set_password(connection: Reader, agent_id: int, password_hash: str) -> None:
    """Replace the hash; every console that was logged in with the old password must log in again."""
    connection.execute(_SET_PASSWORD, (password_hash, agent_id))
    connection.execute("delete from token where agent_id = ? and scope = 'console'", (agent_id,))


def rehash_password(connection: Reader, agent_id: int, password_hash: str) -> None:
    """Replace the hash by a stronger one of the same password."""
    connection.execute(_SET_PASSWORD, (password_hash, agent_id))


def token_by_digest(connection: Reader, digest: bytes) -> TokenRecord | None:
    """What a token with this SHA-256 stands for."""
    found = connection.execute(_TOKEN, (digest,)).fetchone()
    return None if found is None else TokenRecord(*found)


def add_token(connection: Reader, digest: bytes, record: TokenRecord) -> None:
    """Keep a new token by the SHA-256 of it."""
    connection.execute(_ADD_TOKEN, (digest, *record))


def touch_token(connection: Reader, digest: bytes, at: int) -> None:
    """Note when it was used."""
    connection.execute(_TOUCH_TOKEN, (at, digest))


def drop_token(connection: Reader, digest: bytes) -> None:
    """Forget a token; it is worth nothing from now on."""
    connection.execute(_DROP_TOKEN, (digest,))


def drop_tokens_of(connection: Reader, agent_id: int) -> None:
    """Forget every token of an agent."""
    connection.execute(_DROP_TOKENS, (agent_id,))


def prune_tokens(connection: Reader, now: int, idle_since: int) -> None:
    """Forget the tokens that have expired, and those of consoles not used since `idle_since`."""
    connection.execute(_PRUNE_TOKENS, (now, idle_since))
