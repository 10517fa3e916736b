"""The secrets of mailboxes: set by administrators, read by what logs in, told by nobody (`core.mail_secrets`)."""

import logging
from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from support_tui.wire.events import DeskEvent, MailboxSecretChanged
from support_tui.wire.mailboxes import SecretKind, SecretState, SecretTrouble
from support_tui.wire.refusals import Refusal, RefusalCode

from ...core.context import Asker
from ...core.mail_secrets import variable_in, what_for
from ...sealing import KEY_VARIABLE, KeyProblem, Sealer
from ...storage.db import Reader
from ...storage.tables import mailbox_secrets
from ...storage.tables.mailbox_secrets import KeptSecret

logger = logging.getLogger("support_server.secrets")

T = TypeVar("T")


class Tables(Protocol):
    """The desk's tables: reading at once, writing through the one writer."""

    def read(self, work: Callable[[Reader], T]) -> T: ...
    async def write(self, work: Callable[[Reader], T]) -> T | Refusal: ...
    async def write_noted(
        self, work: Callable[[Reader], T], event: DeskEvent, asker: Asker
    ) -> T | Refusal: ...


class MailSecrets:
    """A `core.mail_secrets.Secrets`. Nothing of a value is kept in memory, logged, or part of an answer."""

    def __init__(
        self, tables: Tables, sealer: Sealer, environ: Mapping[str, str], now: Callable[[], int]
    ) -> None:
        self._tables = tables
        self._sealer = sealer
        self._environ = environ
        self._now = now
        self.on_set: Callable[[int], None] = lambda mailbox_id: None
        """Told of a mailbox of which somebody has set a secret, so that nothing goes on with what it got by the old one."""

    def get(self, mailbox_id: int, kind: SecretKind) -> str | None:
        """The secret itself; None where none is set or what is set cannot be read."""
        kept = self._tables.read(lambda reader: mailbox_secrets.one(reader, mailbox_id, kind))
        return None if kept is None else self._opened(mailbox_id, kept)

    async def put(self, mailbox_id: int, kind: SecretKind, value: str) -> None:
        """Keep another value by the desk's own doing; the log has no line of it. One that is read from a variable stays there."""
        before = self._tables.read(lambda reader: mailbox_secrets.one(reader, mailbox_id, kind))
        if before is not None and before.variable is not None:
            logger.warning(
                "mailbox %d: %s has changed, but it is read from $%s; set that anew",
                mailbox_id, kind.value, before.variable,
            )  # fmt: skip
            return
        secret = self._sealed(mailbox_id, kind, value)
        refusal = (
            secret
            if isinstance(secret, Refusal)
            else await self._tables.write(lambda writer: mailbox_secrets.keep(writer, mailbox_id, secret))
        )
        if refusal is not None:
            logger.error("mailbox %d: %s could not be kept: %s", mailbox_id, kind.value, refusal.code.value)

    async def set(self, mailbox_id: int, kind: SecretKind, value: str, asker: Asker) -> Refusal | None:
        """Keep what somebody has set, or forget it where it is empty; that they did stands in the log."""
        secret = self._sealed(mailbox_id, kind, value) if value else None
        if isinstance(secret, Refusal):
            return secret

        def change(writer: Reader) -> None:
            if secret is None:
                mailbox_secrets.forget(writer, mailbox_id, kind)
            else:
                mailbox_secrets.keep(writer, mailbox_id, secret)

        noted = MailboxSecretChanged(mailbox_id, kind, is_set=secret is not None)
        refusal = await self._tables.write_noted(change, noted, asker)
        if refusal is None:
            self.on_set(mailbox_id)
        return refusal

    def states(self, mailbox_id: int) -> tuple[SecretState, ...]:
        """Which secrets are set, since when, and whether they can be read."""
        kept = self._tables.read(lambda reader: mailbox_secrets.of_mailbox(reader, mailbox_id))
        return tuple(
            SecretState(secret.kind, secret.set_at, secret.variable or "", self._trouble(mailbox_id, secret))
            for secret in kept
        )

    def _sealed(self, mailbox_id: int, kind: SecretKind, value: str) -> KeptSecret | Refusal:
        variable = variable_in(value)
        if variable is not None:
            if not variable.isidentifier() or variable == KEY_VARIABLE:
                return Refusal(RefusalCode.INVALID_FIELD, {"field": "value", "reason": "bad_variable"})
            return KeptSecret(kind, None, variable, self._now())
        try:
            sealed = self._sealer.seal(value, what_for(mailbox_id, kind))
        except KeyProblem as problem:
            logger.error("%s", problem)
            return Refusal(RefusalCode.SECRETS_LOCKED, {"reason": problem.reason, "where": problem.where})
        return KeptSecret(kind, sealed, None, self._now())

    def _opened(self, mailbox_id: int, kept: KeptSecret) -> str | None:
        if kept.sealed is None:
            return self._environ.get(kept.variable or "") or None
        try:
            return self._sealer.open(kept.sealed, what_for(mailbox_id, kept.kind))
        except KeyProblem as problem:
            logger.error("%s", problem)
            return None

    def _trouble(self, mailbox_id: int, kept: KeptSecret) -> SecretTrouble | None:
        if self._opened(mailbox_id, kept) is not None:
            return None
        return SecretTrouble.KEY_LOST if kept.sealed is not None else SecretTrouble.NO_VARIABLE
