"""Lets people and programs in: login, tokens, and what is known of whoever asks. Judges no commands (`core.access` does)."""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import NamedTuple, Protocol, TypeVar

from support_tui.wire.events import AgentSecretChanged, DeskEvent
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Actor, ActorKind, SecretChange
from support_tui.wire.views import Agent, LoggedIn

from ...core.access import SYSTEM, narrowed
from ...core.context import Asker
from ...storage.db import Reader
from ...storage.tables import accounts
from .limiter import Limiter, Pace
from .passwords import MAX_CHARS, Passwords
from .tokens import CONSOLE_TOKEN_DAYS, Scope, digest_of, new_token

logger = logging.getLogger("support_server.auth")

T = TypeVar("T")

DAY_US = 86_400_000_000
_CACHED_TOKENS = 10_000


class Tables(Protocol):
    """The desk's tables: reading at once, writing through the one writer."""

    def read(self, work: Callable[[Reader], T]) -> T: ...
    async def write(self, work: Callable[[Reader], T]) -> T | Refusal: ...
    async def write_noted(
        self, work: Callable[[Reader], T], event: DeskEvent, asker: Asker
    ) -> T | Refusal: ...


class Caller(NamedTuple):
    """Who sent a request; `token_digest` is None on the unix socket."""

    asker: Asker
    token_digest: bytes | None = None

    @property
    def scope(self) -> Scope:
        """What the token is for."""
        return Scope(self.asker.scope)


#: Whoever reaches the unix socket owns the data folder anyway: the administrator at the box.
LOCAL = Caller(SYSTEM)


class Policy(NamedTuple):
    """`console_days` a login lasts and `idle_days` it may lie unused, 0 for ever; failed logins of one address and requests of one
    token in a minute."""

    console_days: int = CONSOLE_TOKEN_DAYS
    idle_days: int = 0
    failures_per_minute: int = 10
    requests_per_minute: int = 6_000


#: An account can be guessed at from many addresses; so often, and then it waits.
FAILURES_OF_ACCOUNT = 20
FAILURES_WINDOW_S = 300


class Gate:
    """Checks every request; everything it remembers can be forgotten at any time."""

    def __init__(
        self,
        tables: Tables,
        agent: Callable[[int], Agent | None],
        now: Callable[[], int],
        passwords: Passwords,
        policy: Policy,
    ) -> None:
        self._policy = policy
        self._tables = tables
        self._agent = agent
        self._now = now
        self._passwords = passwords
        self._tokens: dict[bytes, accounts.TokenRecord] = {}
        self._touching: set[asyncio.Future[Refusal | None]] = set()
        self._pace = Pace(policy.requests_per_minute)
        self._by_address = Limiter(policy.failures_per_minute, 60)
        self._by_account = Limiter(FAILURES_OF_ACCOUNT, FAILURES_WINDOW_S)

    async def login(self, email: str, password: str, label: str, address: str) -> LoggedIn | Refusal:
        """A fresh console token, or `bad_credentials` for any wrong part alike, or `rate_limited`."""
        account = email.strip().casefold()
        wait_s = self._wait_s(account, address)
        if wait_s:
            return Refusal(RefusalCode.RATE_LIMITED, {"retry_after_s": wait_s})
        self._count_failure(account, address)
        found = self._tables.read(lambda reader: accounts.password_by_email(reader, account))
        agent_id, password_hash = found or (0, "")
        is_match = await self._passwords.matches(password_hash, password[: MAX_CHARS + 1])
        agent = self._agent(agent_id)
        if not is_match or agent is None or agent.is_disabled:
            logger.warning("login failed for %r from %s", account, address)
            return Refusal(RefusalCode.BAD_CREDENTIALS)
        self._by_account.succeeded(account)
        self._by_address.forgive(address)
        if self._passwords.needs_rehash(password_hash):
            await self._rehash(agent_id, password)
        logger.info("agent %d logged in from %s", agent_id, address)
        return await self.issue(agent, label, Scope.CONSOLE, days=self._policy.console_days)

    def identify(self, authorization: str) -> Caller | Refusal:
        """Who sends this `Authorization` header: `not_logged_in` without a token that is good, `token_expired` with an old one,
        `rate_limited` where it asks too often."""
        kind, _, token = authorization.partition(" ")
        if kind.lower() != "bearer" or not token:
            return Refusal(RefusalCode.NOT_LOGGED_IN)
        digest = digest_of(token.strip())
        record = self._tokens.get(digest) or self._look_up(digest)
        if record is None:
            return Refusal(RefusalCode.NOT_LOGGED_IN)
        if record.expires_at is not None and record.expires_at <= self._now():
            return Refusal(RefusalCode.TOKEN_EXPIRED, {"expired_at": record.expires_at})
        agent = self._agent(record.agent_id)
        if agent is None or agent.is_disabled:
            return Refusal(RefusalCode.NOT_LOGGED_IN)
        wait_s = self._pace.wait_s(digest, time.monotonic())
        if wait_s:
            return Refusal(RefusalCode.RATE_LIMITED, {"retry_after_s": wait_s})
        self._touch(digest, record)
        return Caller(_asker_of(record, agent), digest)

    async def issue(
        self,
        agent: Agent,
        label: str,
        scope: Scope,
        *,
        days: int = 0,
        mailbox_id: int | None = None,
        asker: Asker = SYSTEM,
    ) -> LoggedIn | Refusal:
        """A new token of an agent, for so many days (0: until it is revoked). The token itself is kept nowhere; that a program got
        one stands in the log, a login does not."""
        token, now = new_token(), self._now()
        expires_at = now + days * DAY_US if days else None
        record = accounts.TokenRecord(agent.id, label, scope.value, mailbox_id, now, expires_at, now)
        noted = AgentSecretChanged(agent.id, SecretChange.TOKEN_MADE, label)
        refusal = await self._write(
            lambda writer: accounts.add_token(writer, digest_of(token), record),
            None if scope is Scope.CONSOLE else noted,
            asker,
        )
        if refusal is not None:
            return refusal
        logger.info("a %s token was made for agent %d", scope.value, agent.id)
        return LoggedIn(token, agent, expires_at)

    async def revoke(self, digest: bytes) -> Refusal | None:
        """A token is worth nothing from now on."""
        return await self._write(lambda writer: accounts.drop_token(writer, digest))

    async def revoke_all(self, agent_id: int, asker: Asker = SYSTEM) -> Refusal | None:
        """All tokens of an agent are worth nothing from now on, and the log says so."""
        logger.warning("all tokens of agent %d are being revoked", agent_id)
        noted = AgentSecretChanged(agent_id, SecretChange.TOKENS_REVOKED)
        return await self._write(lambda writer: accounts.drop_tokens_of(writer, agent_id), noted, asker)

    async def set_password(self, agent_id: int, password: str, asker: Asker = SYSTEM) -> Refusal | None:
        """A new password; consoles that were logged in with the old one are not any more, and the log says so."""
        password_hash = await self._passwords.hash(password)
        logger.warning("the password of agent %d is being changed", agent_id)
        noted = AgentSecretChanged(agent_id, SecretChange.PASSWORD_SET)
        return await self._write(
            lambda writer: accounts.set_password(writer, agent_id, password_hash), noted, asker
        )

    async def prune(self) -> Refusal | None:
        """Forget the tokens that have expired or lain idle."""
        now = self._now()
        idle_since = now - self._policy.idle_days * DAY_US if self._policy.idle_days else 0
        return await self._write(lambda writer: accounts.prune_tokens(writer, now, idle_since))

    async def is_password_of(self, agent_id: int, password: str, address: str) -> bool | Refusal:
        """Whether it is the agent's password, as guarded against guessing as the login."""
        account = f"#{agent_id}"
        wait_s = self._wait_s(account, address)
        if wait_s:
            return Refusal(RefusalCode.RATE_LIMITED, {"retry_after_s": wait_s})
        self._count_failure(account, address)
        password_hash = self._tables.read(lambda reader: accounts.password_of(reader, agent_id))
        is_match = await self._passwords.matches(password_hash or "", password)
        if is_match:
            self._by_account.succeeded(account)
            self._by_address.forgive(address)
        return is_match

    def is_known(self, digest: bytes) -> bool:
        """Whether a token still stands; asked for open streams after `forget`."""
        return self._look_up(digest) is not None

    def forget(self) -> None:
        """Look everything up again."""
        self._tokens.clear()

    def _wait_s(self, account: str, address: str) -> int:
        now_s = time.monotonic()
        return max(self._by_account.wait_s(account, now_s), self._by_address.wait_s(address, now_s))

    def _count_failure(self, account: str, address: str) -> None:
        """Counted before the password is checked, so that many guesses at once are counted too."""
        now_s = time.monotonic()
        self._by_account.failed(account, now_s)
        self._by_address.failed(address, now_s)

    def _look_up(self, digest: bytes) -> accounts.TokenRecord | None:
        record = self._tables.read(lambda reader: accounts.token_by_digest(reader, digest))
        if record is not None:
            if len(self._tokens) >= _CACHED_TOKENS:
                self._tokens.clear()
            self._tokens[digest] = record
        return record

    async def _rehash(self, agent_id: int, password: str) -> None:
        password_hash = await self._passwords.hash(password)
        await self._write(lambda writer: accounts.rehash_password(writer, agent_id, password_hash))

    async def _write(
        self, work: Callable[[Reader], None], noted: DeskEvent | None = None, asker: Asker = SYSTEM
    ) -> Refusal | None:
        """Change the tables, with an event for the log where there is one to note."""
        if noted is None:
            done = await self._tables.write(work)
        else:
            done = await self._tables.write_noted(work, noted, asker)
        self.forget()
        return done

    def _touch(self, digest: bytes, record: accounts.TokenRecord) -> None:
        """Note that a token is in use, once a day; nobody waits for it."""
        now = self._now()
        if record.last_used_at is None or now - record.last_used_at > DAY_US:
            self._tokens[digest] = record._replace(last_used_at=now)
            touching = asyncio.ensure_future(
                self._tables.write(lambda writer: accounts.touch_token(writer, digest, now))
            )
            self._touching.add(touching)
            touching.add_done_callback(self._touching.discard)


def _asker_of(record: accounts.TokenRecord, agent: Agent) -> Asker:
    """A channel's token acts as the channel, any other as its agent; neither does more than the token was made for."""
    agent = narrowed(agent, record.mailbox_id)
    if record.scope == Scope.CHANNEL:
        return Asker(Actor(ActorKind.CHANNEL, agent.id, record.label), agent, record.scope, record.mailbox_id)
    return Asker(Actor(ActorKind.AGENT, agent.id, agent.name), agent, record.scope, record.mailbox_id)
