"""What the routes need of the rest of the server, put together by `wiring`. Holds no logic."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

import msgspec

from support_tui.wire.commands import Accepted, Request
from support_tui.wire.mail_reading import FileReading, MailHeaders, MailReading
from support_tui.wire.mail_states import MailboxState
from support_tui.wire.mailbox_oauth import Authorization, AuthorizationState, StartAuthorization
from support_tui.wire.mailbox_tests import TestMailbox, TestReport
from support_tui.wire.mailboxes import SecretKind, SecretState
from support_tui.wire.quarantine import MailRetried, QuarantinedMail
from support_tui.wire.refusals import Refusal
from support_tui.wire.views import Agent, Counts, Directory, Mailbox

from ..bulk import Bulk
from ..core.context import Asker
from ..core.imports import ImportedConversation
from ..core.tabs import Tabs
from ..hub import Hub
from ..service import ImportOutcome
from ..storage.counts.counters import Counters
from ..storage.db import Connection
from .auth import Gate
from .reading import Readings

T = TypeVar("T")


class Commands(Protocol):
    """Where commands are decided and done, and the tables written that no event is about."""

    async def write(self, change: Callable[[Connection], T]) -> T | Refusal: ...

    async def submit(self, request: Request, asker: Asker) -> Accepted | Refusal: ...

    async def import_conversations(
        self, batch: Sequence[ImportedConversation], asker: Asker
    ) -> ImportOutcome | Refusal: ...


class MailSecrets(Protocol):
    """What mailboxes log in with: set here, shown nowhere."""

    def states(self, mailbox_id: int) -> tuple[SecretState, ...]: ...

    async def set(self, mailbox_id: int, kind: SecretKind, value: str, asker: Asker) -> Refusal | None: ...


class Authorizer(Protocol):
    """Gets the refresh tokens of mailboxes by somebody's consent."""

    async def start(self, mailbox: Mailbox, asked: StartAuthorization) -> Authorization | Refusal: ...

    async def finish(
        self, mailbox: Mailbox, handle: str, code: str, asker: Asker
    ) -> AuthorizationState | Refusal: ...


class MailReader(Protocol):
    """Reads raw mails and files, on whatever thread."""

    def knows_charset(self, name: str) -> bool: ...

    def headers(self, raw: bytes) -> MailHeaders: ...

    def read_again(self, raw: bytes, charset: str) -> MailReading: ...

    def read_file(self, content: bytes, filename: str, media_type: str) -> FileReading | None: ...

    def files_in(self, content: bytes, filename: str, media_type: str) -> tuple[bytes, ...]: ...


class Health(msgspec.Struct, frozen=True):
    """How the server is. `status`: `ok`, or `disk_full` while nothing can be written. Sizes in bytes, times in milliseconds.

    `writer_waiting` requests are before the writer, the oldest since `writer_lag_ms`; `sockets` are open streams. Of all mailboxes together:
    `mail_troubled` of them do not get or send their mail, `mail_missing` mails should be here and are not, `mail_quarantined` could not be read."""

    status: str
    version: str
    seq: int
    sockets: int
    writer_waiting: int
    writer_lag_ms: int
    wal_bytes: int
    disk_free_bytes: int
    up_s: int
    mail_troubled: int = 0
    mail_missing: int = 0
    mail_quarantined: int = 0


class ApiDesk(NamedTuple):
    """`take_in_mail(asker, mailbox_id, raw, *, is_archived)` stores a raw mail and submits it,
    `take_in_headers` what is at hand of a larger one; `retry_mail` reads
    quarantined ones again; `blob_path` is where the bytes of a digest are, `keep_upload` keeps bytes that a letter will name and gives their
    digest, `wanted_blob` gives the size of some that one names now."""

    commands: Commands
    bulk: Bulk
    readings: Readings
    hub: Hub
    gate: Gate
    now: Callable[[], int]
    directory: Callable[[], Directory]
    tabs: Callable[[], Tabs]
    counters: Counters
    health: Callable[[], Health]
    mail_states: Callable[[], tuple[MailboxState, ...]]
    take_in_mail: Callable[..., Awaitable[Accepted | Refusal]]
    take_in_headers: Callable[..., Awaitable[Accepted | Refusal]]
    retry_mail: Callable[[Sequence[QuarantinedMail]], Awaitable[MailRetried | Refusal]]
    blob_path: Callable[[str], Path]
    keep_upload: Callable[[bytes], Awaitable[str | Refusal]]
    wanted_blob: Callable[[str], int | None]
    mail_reader: MailReader
    mail_secrets: MailSecrets
    authorizer: Authorizer
    test_mailbox: Callable[[Mailbox | None, TestMailbox], Awaitable[TestReport]]
    version: str
    name: str
    epoch: str
    max_sockets: int
    deadline_s: float

    def counts(self, agent: Agent) -> Counts:
        """The badges of an agent."""
        return self.counters.counts_for(agent.id, agent.mailbox_ids)
